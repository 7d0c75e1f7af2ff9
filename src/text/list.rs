//! Lists within a sentence.

use crate::dns::Name;

/// The first three names as code, and how many more there are.
pub fn first_names(names: &[&Name], separator: &str) -> (String, usize) {
    const SHOWN: usize = 3;
    let shown: Vec<_> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    (shown.join(separator), names.len().saturating_sub(SHOWN))
}

/// Names as code.
pub fn code_names(names: &[impl std::fmt::Display], separator: &str) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(separator)
}

/// Characters by their code points, as code.
pub fn code_points(characters: &[char], separator: &str) -> String {
    let shown: Vec<_> = characters
        .iter()
        .map(|&c| format!("`U+{:04X}`", u32::from(c)))
        .collect();
    shown.join(separator)
}
