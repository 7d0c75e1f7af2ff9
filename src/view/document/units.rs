//! Places in a text, for programs that count as UTF-8 does and as UTF-16 does.

use crate::record::span::Span;

/// The UTF-16 code units of a text, as the strings of JavaScript count them.
pub struct Units {
    length: usize,
    /// For each byte and for the end, the units before it; nothing where the
    /// text is ASCII, and they are as many as the bytes.
    before: Vec<usize>,
}

impl Units {
    /// The code units of a text.
    pub fn of(text: &str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve(text.len() + 1);
            let mut units = 0;
            for c in text.chars() {
                before.resize(before.len() + c.len_utf8(), units);
                units += c.len_utf16();
            }
            before.push(units);
        }
        Self {
            length: text.len(),
            before,
        }
    }

    /// The code units of a span of bytes: the first, and one past the last.
    /// What lies behind the text's end is its end.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.length);
        self.before.get(byte).copied().unwrap_or(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_units_are_those_of_javascript() {
        let text = "aé例𝄞z";
        let units = Units::of(text);
        for (part, start, end) in [
            ("a", 0, 1),
            ("é", 1, 2),
            ("例", 2, 3),
            ("𝄞", 3, 5),
            ("z", 5, 6),
            (text, 0, 6),
        ] {
            let at = text.find(part).unwrap();
            let span = Span::new(at, at + part.len());
            assert_eq!(units.span(span), Span::new(start, end), "{part}");
        }
        assert_eq!(units.span(Span::new(99, 100)), Span::new(6, 6));
        let ascii = Units::of("v=spf1 -all");
        assert_eq!(ascii.span(Span::new(7, 11)), Span::new(7, 11));
        assert_eq!(ascii.span(Span::new(7, 99)), Span::new(7, 11));
    }
}
