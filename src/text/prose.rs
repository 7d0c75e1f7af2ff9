//! Sentences with code in them.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt::{self, Arguments, Display, Write as _};

/// A sentence. Code stands between backquotes, and whatever came from outside
/// is put in through [`visible`], so that nothing in it passes for markup.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Prose(Cow<'static, str>);

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A term to be copied as it stands.
    Code(&'a str),
}

impl Prose {
    fn new(text: Cow<'static, str>) -> Self {
        let marks = text.matches('`').count();
        debug_assert!(marks.is_multiple_of(2), "code without an end: {text}");
        Self(text)
    }

    /// The words and the code of the sentence, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.0
            .split('`')
            .enumerate()
            .filter(|(_, piece)| !piece.is_empty())
            .map(|(index, piece)| match index % 2 {
                0 => Piece::Words(piece),
                _ => Piece::Code(piece),
            })
    }

    /// The sentence without its marks.
    pub fn plain(&self) -> String {
        self.0.replace('`', "")
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Arguments<'_>> for Prose {
    fn from(text: Arguments<'_>) -> Self {
        match text.as_str() {
            Some(text) => Self::from(text),
            None => Self::from(text.to_string()),
        }
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self::new(Cow::Owned(text))
    }
}

impl From<&'static str> for Prose {
    fn from(text: &'static str) -> Self {
        Self::new(Cow::Borrowed(text))
    }
}

/// Shows a value from outside within a sentence: without backquotes, and with
/// every control, invisible or direction-changing character made visible.
pub fn visible(value: &str) -> impl Display + '_ {
    Visible { value, cut: false }
}

/// The same, cut to a length that a sentence bears.
pub fn excerpt(value: &str) -> impl Display + '_ {
    const LONGEST: usize = 64;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => Visible {
            value: &value[..end],
            cut: true,
        },
        None => Visible { value, cut: false },
    }
}

/// Shows one character from outside, as [`visible`] does.
pub fn character(c: char) -> String {
    visible(c.encode_utf8(&mut [0; 4])).to_string()
}

struct Visible<'a> {
    value: &'a str,
    cut: bool,
}

impl Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.chars().try_for_each(|c| match c {
            '`' => f.write_char('ˋ'),
            _ => match glyph(c) {
                Some(glyph) => f.write_str(&glyph),
                None => f.write_char(c),
            },
        })?;
        match self.cut {
            true => f.write_char('…'),
            false => Ok(()),
        }
    }
}

/// What to show in place of a character that would not be seen, or that would
/// move others about; `None` for characters that show themselves.
pub fn glyph(c: char) -> Option<String> {
    let code = u32::from(c);
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + code).map(String::from),
        '\u{7F}' => Some("␡".into()),
        '\u{80}'..='\u{9F}'
        | '\u{A0}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180E}'
        | '\u{2000}'..='\u{200F}'
        | '\u{2028}'..='\u{202F}'
        | '\u{205F}'..='\u{206F}'
        | '\u{3000}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => Some(format!("⟨U+{code:04X}⟩")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backquotes() {
        let prose = Prose::from("Use `ip4:` here.");
        assert_eq!(
            prose.pieces().collect::<Vec<_>>(),
            [
                Piece::Words("Use "),
                Piece::Code("ip4:"),
                Piece::Words(" here.")
            ]
        );
        assert_eq!(prose.plain(), "Use ip4: here.");
    }

    #[test]
    fn nothing_from_outside_passes_for_markup_or_hides() {
        let shown = visible("a`b\0\u{202e}c\u{200b}\n").to_string();
        assert_eq!(shown, "aˋb␀⟨U+202E⟩c⟨U+200B⟩␊");
        assert_eq!(character('`'), "ˋ");
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(excerpt(&"é".repeat(64)).to_string(), "é".repeat(64));
        let cut = excerpt(&"é".repeat(65)).to_string();
        assert_eq!(cut, "é".repeat(64) + "…");
    }
}
