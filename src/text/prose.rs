//! Sentences with code in them.

use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::{self, Arguments, Display, Write as _};

/// A sentence. Code stands between backquotes, and whatever came from outside
/// is put in through [`visible`], so that nothing in it passes for markup.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Prose {
    text: Cow<'static, str>,
    /// Whether code stands between [`HELD`], and every backquote is one of a
    /// value.
    swapped: bool,
}

/// What [`visible`] writes for a backquote, and for nothing else: it leaves no
/// control character as it is.
const HELD: char = '\u{1A}';

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
        let swapped = text.contains(HELD);
        match swapped {
            true => Self {
                text: swap(&text).into(),
                swapped,
            },
            false => Self { text, swapped },
        }
    }

    fn mark(&self) -> char {
        match self.swapped {
            true => HELD,
            false => '`',
        }
    }

    /// The words and the code of the sentence, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.text
            .split(self.mark())
            .enumerate()
            .filter(|(_, piece)| !piece.is_empty())
            .map(|(index, piece)| match index % 2 {
                0 => Piece::Words(piece),
                _ => Piece::Code(piece),
            })
    }

    /// The sentence without its marks. Where it holds a value, it comes into
    /// another sentence through [`visible`].
    pub fn plain(&self) -> String {
        self.text.replace(self.mark(), "")
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Puts each of the two marks in the place of the other.
fn swap(text: &str) -> String {
    let other = |c| match c {
        '`' => HELD,
        HELD => '`',
        c => c,
    };
    text.chars().map(other).collect()
}

impl Serialize for Prose {
    /// As the text that [`Prose::from`] takes.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.swapped {
            true => serializer.serialize_str(&swap(&self.text)),
            false => serializer.serialize_str(&self.text),
        }
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

/// Shows a value from outside within a sentence: nothing in it passes for
/// markup, and every control, invisible or direction-changing character is made
/// visible.
pub fn visible(value: &str) -> impl Display + '_ {
    Visible {
        backquote: HELD,
        ..Visible::alone(value)
    }
}

/// The same, cut to a length that a sentence bears.
pub fn excerpt(value: &str) -> impl Display + '_ {
    const LONGEST: usize = 64;
    let end = value.char_indices().nth(LONGEST).map(|(end, _)| end);
    Visible {
        value: &value[..end.unwrap_or(value.len())],
        cut: end.is_some(),
        backquote: HELD,
    }
}

/// Shows one character from outside, as [`visible`] does.
pub fn character(c: char) -> String {
    visible(c.encode_utf8(&mut [0; 4])).to_string()
}

/// Shows a value from outside where no sentence is around it.
pub fn alone(value: &str) -> impl Display + '_ {
    Visible::alone(value)
}

struct Visible<'a> {
    value: &'a str,
    cut: bool,
    backquote: char,
}

impl<'a> Visible<'a> {
    fn alone(value: &'a str) -> Self {
        Self {
            value,
            cut: false,
            backquote: '`',
        }
    }
}

impl Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.chars().try_for_each(|c| match c {
            '`' => f.write_char(self.backquote),
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
        '\t' => Some("⟨TAB⟩".into()),
        '\n' => Some("⟨LF⟩".into()),
        '\r' => Some("⟨CR⟩".into()),
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
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
    fn nothing_from_outside_passes_for_markup() {
        for value in ["`", "a`b", "``", "`a` b `c`", "\\`"] {
            let [said, cut] = [visible(value).to_string(), excerpt(value).to_string()];
            let prose = Prose::from(format!("In {said} is `{cut}` and `{said}`."));
            let pieces = [
                Piece::Words(&format!("In {value} is ")),
                Piece::Code(value),
                Piece::Words(" and "),
                Piece::Code(value),
                Piece::Words("."),
            ];
            assert_eq!(prose.pieces().collect::<Vec<_>>(), pieces);
            let plain = format!("In {value} is {value} and {value}.");
            assert_eq!(prose.plain(), plain);
            let quoted = Prose::from(format!("`{}`", visible(&plain)));
            assert_eq!(quoted.pieces().next(), Some(Piece::Code(&plain)));
        }
    }

    #[test]
    fn a_sentence_is_the_same_after_it_was_handed_over() {
        let values = ["a`b", "ab"];
        for prose in values.map(|value| Prose::from(format!("Not `{}`", visible(value)))) {
            let json = serde_json::to_string(&prose).unwrap();
            let text: String = serde_json::from_str(&json).unwrap();
            assert_eq!(Prose::from(text), prose);
        }
    }

    #[test]
    fn nothing_from_outside_hides() {
        let value = "a`b\0\u{1a}\u{202e}c\u{200b}\n";
        let shown = "a`b⟨U+0000⟩⟨U+001A⟩⟨U+202E⟩c⟨U+200B⟩⟨LF⟩";
        assert_eq!(alone(value).to_string(), shown);
        assert_eq!(Prose::from(visible(value).to_string()).plain(), shown);
        assert_eq!(Prose::from(character('`')).plain(), "`");
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(excerpt(&"é".repeat(64)).to_string(), "é".repeat(64));
        let cut = excerpt(&"é".repeat(65)).to_string();
        assert_eq!(cut, "é".repeat(64) + "…");
    }
}
