//! Sets of records, a line each, in words.

use super::tag_list::is_blank;

/// The lines of a text that hold something, without the space around.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
        .map(|line| line.trim_matches(is_blank))
        .filter(|line| !line.is_empty())
}

/// The first word of a text, and what follows it.
pub fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(is_blank);
    let end = text.find(is_blank).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}
