//! A text whose every byte knows where it came from.

use crate::record::span::Span;

/// A text made of parts of another, with the way back.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Mapped {
    text: String,
    /// For each byte of the text, the character it came from.
    origins: Vec<Span>,
}

impl Mapped {
    /// Adds a character that stands for the bytes at `origin`.
    pub fn push(&mut self, c: char, origin: Span) {
        self.text.push(c);
        self.origins.resize(self.text.len(), origin);
    }

    /// Adds the part of `source` at `span`, with its origins.
    pub fn append(&mut self, source: &Self, span: Span) {
        self.text.push_str(span.slice(&source.text));
        let origins = source.origins.get(span.range()).unwrap_or_default();
        self.origins.extend_from_slice(origins);
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a span of the text came from. An empty
    /// span comes from the place before the byte that it stands at.
    pub fn origin(&self, span: Span) -> Span {
        let start = match self.origins.get(span.start) {
            Some(origin) => origin.start,
            None => self.origins.last().map_or(0, |origin| origin.end),
        };
        match self.origins.get(span.range()).and_then(<[Span]>::last) {
            Some(last) => Span::new(start, last.end),
            None => Span::new(start, start),
        }
    }
}
