//! Values that know which bytes of the record they came from.

use serde::Serialize;
use std::ops::Range;

/// A range of bytes of a record's text, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The bytes of `part`, which must be a slice of `whole`.
    ///
    /// The grammars hand on slices of the record, so the place of any part is
    /// the distance between two pointers.
    pub fn of(part: &str, whole: &str) -> Self {
        let start = part.as_ptr() as usize - whole.as_ptr() as usize;
        debug_assert!(start + part.len() <= whole.len(), "not a part of the whole");
        Self::new(start, start + part.len())
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// How many bytes it covers.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing: a place between two bytes.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers, or nothing where `text` is shorter.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range of indices.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value, and the bytes of the record that say it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_knows_its_place() {
        let whole = "v=spf1 -all";
        let span = Span::of(&whole[7..], whole);
        assert_eq!(span, Span::new(7, 11));
        assert_eq!(span.slice(whole), "-all");
    }

    #[test]
    fn a_span_of_another_text_slices_to_nothing() {
        assert_eq!(Span::new(7, 11).slice("short"), "");
        assert_eq!(Span::new(0, 1).slice("é"), "");
    }
}
