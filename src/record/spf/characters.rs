//! Characters that have no place in an SPF record (RFC 7208 §3.1, §4.6.1).

use super::grammar::Source;
use super::problem::Problem;
use crate::record::span::Spanned;

/// Marks that people and panels put around and between terms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    /// Quote marks of all kinds.
    Quote,
    /// Commas and semicolons.
    Separator,
    /// `\`.
    Backslash,
}

/// What kind of mark a character is.
pub(super) fn mark_of(c: char) -> Option<Mark> {
    match c {
        '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '＂' => {
            Some(Mark::Quote)
        }
        ',' | ';' | '，' | '；' | '、' | '。' => Some(Mark::Separator),
        '\\' => Some(Mark::Backslash),
        _ => None,
    }
}

impl Mark {
    /// The problem that these marks are.
    pub(super) fn problem(self, marks: &str) -> Problem {
        let mark = marks.chars().next().unwrap_or_default();
        match self {
            Self::Quote => Problem::QuoteMark { mark },
            Self::Separator => Problem::SeparatorMark { mark },
            Self::Backslash => Problem::Backslash,
        }
    }
}

/// The qualifier that a mark was meant to be.
pub(super) fn qualifier_meant(mark: char) -> Option<char> {
    match mark {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '－' => Some('-'),
        '～' | '\u{223c}' | '\u{02dc}' | '〜' => Some('~'),
        '＋' => Some('+'),
        '？' => Some('?'),
        _ => None,
    }
}

/// Whether a character takes no room, or only seems to.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Tells of white space that is not the space character.
pub(super) fn white_space(text: &str, source: Source<'_>, problems: &mut Vec<Spanned<Problem>>) {
    let is_odd = |c: char| c != ' ' && c.is_whitespace();
    for run in runs(text, |c| is_odd(c).then_some(())) {
        let code = run.1.chars().next().map_or(0, u32::from);
        problems.push(Spanned::new(
            Problem::SpaceNotSp { code },
            source.span(run.1),
        ));
    }
}

/// Tells of the characters of `word` that no term may have. Whether there are any.
pub(super) fn odd_characters(
    word: &str,
    source: Source<'_>,
    problems: &mut Vec<Spanned<Problem>>,
) -> bool {
    let before = problems.len();
    for (kind, run) in runs(word, kind_of) {
        let code = run.chars().next().map_or(0, u32::from);
        let problem = match kind {
            Kind::Control => Problem::CharacterControl { code },
            Kind::Invisible => Problem::CharacterInvisible { code },
            Kind::NotAscii => Problem::CharacterNotAscii {
                text: run.to_owned(),
            },
        };
        problems.push(Spanned::new(problem, source.span(run)));
    }
    problems.len() > before
}

/// What is odd about a character.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
    Control,
    Invisible,
    NotAscii,
}

fn kind_of(c: char) -> Option<Kind> {
    if is_invisible(c) {
        Some(Kind::Invisible)
    } else if c.is_control() {
        Some(Kind::Control)
    } else if !c.is_ascii() {
        Some(Kind::NotAscii)
    } else {
        None
    }
}

/// The longest stretches whose characters are all of one kind.
fn runs<K: Copy + PartialEq>(
    text: &str,
    kind_of: impl Fn(char) -> Option<K>,
) -> impl Iterator<Item = (K, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|c| kind_of(c).is_some())?;
        rest = rest.get(start..)?;
        let kind = kind_of(rest.chars().next()?)?;
        let end = rest
            .find(|c| kind_of(c) != Some(kind))
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some((kind, run))
    })
}
