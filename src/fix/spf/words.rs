//! Edits of an SPF record, word by word.

use crate::fix::Edit;
use crate::record::span::Span;

/// The word that bytes of a record are in: up to white space.
pub fn word(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before
        .char_indices()
        .rfind(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    Span::new(start, span.end + end)
}

/// How many words there are, but for the version and what is said of all.
pub fn senders(text: &str) -> usize {
    let words = text.split_whitespace().skip(1);
    let of_all = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        !word.eq_ignore_ascii_case("all")
    };
    words.filter(of_all).count()
}

/// Takes out whole words, with the space before them.
pub fn take_out(text: &str, span: Span) -> Edit {
    let word = word(text, span);
    let before = text.get(..word.start).unwrap_or_default();
    let start = before.trim_end().len();
    match start {
        0 => {
            let after = text.get(word.end..).unwrap_or_default();
            let blank = after.len() - after.trim_start().len();
            Edit::delete(Span::new(0, word.end + blank))
        }
        _ => Edit::delete(Span::new(start, word.end)),
    }
}

/// Puts a term at the end.
pub fn append(text: &str, term: &str) -> Edit {
    let end = text.trim_end().len();
    Edit::replace(Span::new(end, text.len()), [" ", term].concat())
}

/// Puts a term before the words at a place.
pub fn put_before(at: usize, term: &str) -> Edit {
    Edit::insert(at, [term, " "].concat())
}
