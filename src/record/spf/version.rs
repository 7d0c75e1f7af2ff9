//! The version: whether a text is an SPF record at all (RFC 7208 §4.5).

use super::problem::Problem;
use crate::record::span::{Span, Spanned};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{one_of, space0};
use nom::combinator::{eof, peek, recognize, verify};
use nom::sequence::terminated;

/// The version a record says, and where its terms begin.
pub(super) struct Version {
    /// `v=spf1`, however it is surrounded.
    pub(super) version: Option<Span>,
    /// Where the terms begin.
    pub(super) terms: usize,
}

pub(super) const VERSION: &str = "v=spf1";

/// Reads the version and tells what is wrong with it.
pub(super) fn version(text: &str, problems: &mut Vec<Spanned<Problem>>) -> Version {
    let Some(start) = find_ignoring_case(text, VERSION) else {
        return other_version(text, problems);
    };
    let end = start + VERSION.len();
    if start > 0 {
        let before = text.get(..start).unwrap_or_default();
        problems.push(Spanned::new(before_version(before), Span::new(0, start)));
    }
    let rest = text.get(end..).unwrap_or_default();
    let number = rest
        .bytes()
        .take_while(|octet| octet.is_ascii_digit() || *octet == b'.')
        .count();
    let after_number = rest.get(number..).unwrap_or_default();
    if number > 0 && (after_number.is_empty() || after_number.starts_with(' ')) {
        let span = Span::new(start, end + number);
        let version = span.slice(text).to_owned();
        problems.push(Spanned::new(Problem::VersionUnknown { version }, span));
        return Version {
            version: None,
            terms: span.end,
        };
    }
    if !rest.is_empty() && !rest.starts_with(' ') {
        let span = Span::new(start, end);
        problems.push(Spanned::new(Problem::VersionGlued, span));
    }
    Version {
        version: Some(Span::new(start, end)),
        terms: end,
    }
}

/// What it means that a text stands before the version.
fn before_version(text: &str) -> Problem {
    let quote = |c: char| matches!(c, '"' | '\'' | '\\' | '“' | '”' | '„' | '‘' | '’' | '`');
    if text.chars().all(char::is_whitespace) {
        Problem::VersionAfterSpace
    } else if text.chars().all(|c| quote(c) || c.is_whitespace()) {
        Problem::VersionAfterQuote
    } else {
        Problem::VersionAfterText {
            text: text.to_owned(),
        }
    }
}

/// A text without `v=spf1`.
fn other_version(text: &str, problems: &mut Vec<Spanned<Problem>>) -> Version {
    let taken = sender_id
        .parse(text)
        .or_else(|_| near_version.parse(text))
        .map_or("", |(_, taken)| taken);
    let version = taken.to_owned();
    let problem = if taken.is_empty() {
        Problem::VersionMissing
    } else if sender_id(text).is_ok() {
        Problem::VersionSenderId { version }
    } else {
        Problem::VersionUnknown { version }
    };
    problems.push(Spanned::new(problem, Span::new(0, taken.len())));
    Version {
        version: None,
        terms: taken.len(),
    }
}

/// `spf2.0/pra,mfrom`, as Sender ID wrote it (RFC 4406 §3.1).
fn sender_id(i: &str) -> nom::IResult<&str, &str, ()> {
    recognize((tag_no_case("spf2.0"), take_while(|c| c != ' '))).parse(i)
}

/// What may have been meant as a version: `v=spf2`, `v = spf1`, `spf1`, `v:spf1`.
fn near_version(i: &str) -> nom::IResult<&str, &str, ()> {
    let equals = (space0, one_of("=:＝"), space0);
    let with_v = recognize((one_of("vV"), equals, take_while1(|c| c != ' ')));
    let number = take_while(|c: char| c.is_alphanumeric() || c == '.');
    let bare = recognize((alt((tag_no_case("spf"), tag_no_case("ecspf"))), number));
    // `spf.d.example` is a domain, and `spf1:` the name of a mechanism.
    let bare = verify(bare, |taken: &str| {
        !taken.trim_end_matches('.').contains('.')
    });
    let at_end = peek(alt((eof, tag(" "))));
    alt((with_v, terminated(bare, at_end))).parse(i)
}

/// The first place where `word`, of ASCII, stands in either case.
fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes()
        .windows(word.len())
        .position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}
