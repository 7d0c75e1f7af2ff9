//! Words that hold more than one term: `~allinclude:d.example`, `a,mx`.

use super::characters::{Mark, mark_of};
use super::grammar::{Source, term};

/// A piece of a word that is no term.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Piece<'a> {
    /// May be a term.
    Term(&'a str),
    /// Characters that have no place between terms, all of a kind.
    Mark(Mark, &'a str),
}

/// Words longer than this are not looked at for terms inside.
const LONGEST: usize = 2048;

/// How many places are tried in vain before a word is left as it is.
const TRIES: usize = 16;

/// Takes a word apart at quote marks, commas, semicolons and backslashes, and
/// where a term ends and another begins. A word with nothing to take apart
/// comes back whole.
pub(super) fn split<'a>(source: Source<'a>, word: &'a str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut in_macro = false;
    let mut rest = word.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' => in_macro = true,
            '}' => in_macro = false,
            _ => {}
        }
        let Some(mark) = mark_of(c).filter(|_| !in_macro && !is_apostrophe(word, at)) else {
            continue;
        };
        split_glued(source, &word[start..at], &mut pieces);
        while rest.next_if(|(_, c)| mark_of(*c) == Some(mark)).is_some() {}
        start = rest.peek().map_or(word.len(), |(at, _)| *at);
        pieces.push(Piece::Mark(mark, &word[at..start]));
    }
    split_glued(source, &word[start..], &mut pieces);
    pieces
}

/// Whether a `'` stands between letters or digits, as quotation marks do not.
fn is_apostrophe(word: &str, at: usize) -> bool {
    let beside = [at.checked_sub(1), Some(at), Some(at + 1)];
    let beside = beside.map(|at| word.as_bytes().get(at?).copied());
    matches!(beside, [Some(before), Some(b'\''), Some(after)]
        if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric())
}

/// The terms that a domain has swallowed, itself first; only one if none.
pub(super) fn swallowed<'a>(source: Source<'a>, word: &'a str) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    split_glued(source, word, &mut pieces);
    pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Term(term) => Some(term),
            Piece::Mark(..) => None,
        })
        .collect()
}

/// Cuts where what stands before is a term and what stands after begins one.
fn split_glued<'a>(source: Source<'a>, word: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let mut rest = word;
    let mut from = 1;
    let mut tries = if word.len() > LONGEST { 0 } else { TRIES };
    while tries > 0 {
        let next =
            (from..rest.len()).find(|&at| rest.is_char_boundary(at) && begins_term(&rest[at..]));
        let Some(at) = next else { break };
        if term(source, &rest[..at]).is_some() {
            pieces.push(Piece::Term(&rest[..at]));
            rest = &rest[at..];
            from = 1;
        } else {
            from = at + 1;
            tries -= 1;
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Term(rest));
    }
}

/// Names that begin a term together with what follows them.
const NAMED: &[&str] = &[
    "include:",
    "ip4:",
    "ip6:",
    "exists:",
    "a:",
    "mx:",
    "ptr:",
    "redirect=",
    "exp=",
    "v=spf1",
    "v=dkim1",
    "v=dmarc1",
];

/// Mechanisms that may stand alone, the longest first.
const ALONE: &[&str] = &["all", "ptr", "mx", "a"];

/// Whether a text begins with a term, or with mechanisms that stand alone and
/// then a term or nothing.
fn begins_term(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..ALONE.len() {
        rest = rest.strip_prefix(['+', '-', '~', '?']).unwrap_or(rest);
        if NAMED.iter().any(|name| strip_name(rest, name).is_some()) {
            return true;
        }
        let Some(after) = ALONE.iter().find_map(|name| strip_name(rest, name)) else {
            return false;
        };
        if after.is_empty() || after.starts_with('/') && !after.contains('.') {
            return true;
        }
        rest = after;
    }
    false
}

/// `text` without `name` before it, in either case.
fn strip_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let start = text.get(..name.len())?;
    start
        .eq_ignore_ascii_case(name)
        .then(|| &text[name.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(word: &str) -> Vec<&str> {
        swallowed(Source::new(word), word)
    }

    #[test]
    fn glued_terms_come_apart() {
        for (word, apart) in [
            ("~allinclude:d.example", "~all include:d.example"),
            ("-allv=spf1", "-all v=spf1"),
            ("include:_uk.axiell.com~all", "include:_uk.axiell.com ~all"),
            ("include:d.example-all", "include:d.example -all"),
            ("amxinclude:d.example~all", "a mx include:d.example ~all"),
            (
                "mxaip4:192.0.2.1ip4:192.0.2.2a:d.example~all",
                "mx a ip4:192.0.2.1 ip4:192.0.2.2 a:d.example ~all",
            ),
        ] {
            assert_eq!(terms(word).join(" "), apart);
        }
    }

    #[test]
    fn whole_words_stay_whole() {
        for word in [
            "ptray",
            "incude:d.example",
            "a:d.example:8080",
            "all.",
            "maxa",
            "~allCOPY",
        ] {
            assert_eq!(terms(word), [word]);
        }
    }

    #[test]
    fn an_apostrophe_within_a_word_is_no_quote() {
        for word in ["a:o'brien.%x.example", "a:it's.d.example:25"] {
            assert_eq!(split(Source::new(word), word), [Piece::Term(word)]);
        }
        let word = "include:'d.example'";
        let marks = split(Source::new(word), word).into_iter();
        assert_eq!(marks.filter(|it| matches!(it, Piece::Mark(..))).count(), 2);
    }

    #[test]
    fn marks_come_off() {
        let word = "a,mx;~all\"";
        let pieces = split(Source::new(word), word);
        assert_eq!(
            pieces,
            [
                Piece::Term("a"),
                Piece::Mark(Mark::Separator, ","),
                Piece::Term("mx"),
                Piece::Mark(Mark::Separator, ";"),
                Piece::Term("~all"),
                Piece::Mark(Mark::Quote, "\""),
            ]
        );
    }
}
