//! Edits of an SPF record, word by word.

use crate::fix::Edit;
use crate::record::span::Span;
use crate::record::spf::{Mechanism, Term, read};

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

/// A term before `all` or `redirect`, or else at the end.
pub fn with_term(text: &str, term: &str) -> Edit {
    let record = read(text);
    let ends = |it: &Term<'_>| match it {
        Term::Directive(directive) => directive.mechanism == Mechanism::All,
        Term::Modifier(_) => true,
        Term::Unknown(_) => false,
    };
    match record.terms.iter().find(|it| ends(&it.value)) {
        Some(last) => put_before(last.span.start, term),
        None => append(text, term),
    }
}

/// Where the term that ends the record stands.
pub fn all_at(text: &str) -> Option<Span> {
    let record = read(text);
    let all = record.directives();
    let mut all = all.filter(|it| it.value.mechanism == Mechanism::All);
    all.next().map(|it| it.span)
}

/// A term at the end, or before the modifiers that stand there.
pub fn ended_with(text: &str, term: &str) -> Edit {
    let record = read(text);
    let last = record.directives().last().map(|it| it.span.end);
    let from = last.or(record.version.map(|it| it.end)).unwrap_or_default();
    match text.get(from..).is_some_and(|rest| !rest.trim().is_empty()) {
        true => Edit::insert(from, [" ", term].concat()),
        false => append(text, term),
    }
}
