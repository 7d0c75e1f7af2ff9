//! Reads a whole record, word by word.

use super::Record;
use super::characters::white_space;
use super::diagnose::{Diagnosis, Parts, known, takes_value};
use super::domain::{is_bare_value, odd_domain};
use super::grammar::{self, Source};
use super::problem::Problem;
use super::split::{Piece, split};
use super::term::*;
use super::version::version;
use crate::order::Arrange;
use crate::record::span::Spanned;

/// Reads a record's text: its character-strings joined without anything
/// between them (RFC 7208 §3.3).
///
/// Any text can be read. Time and memory grow with its length alone.
///
/// `record = version terms *SP`
///
/// `version = "v=spf1"`
///
/// `terms = *( 1*SP ( directive / modifier ) )`
pub fn read(text: &str) -> Record<'_> {
    let mut problems = Vec::new();
    let start = version(text, &mut problems);
    let terms = text.get(start.terms..).unwrap_or_default();
    let mut reader = Reader {
        source: Source::new(text),
        terms: Vec::with_capacity(8),
        problems,
        seen_redirect: false,
        seen_exp: false,
    };
    let plain = terms.bytes().all(|octet| (b' '..=b'~').contains(&octet));
    if !plain {
        white_space(terms, reader.source, &mut reader.problems);
    }
    let mut words = terms
        .split(|c: char| c == ' ' || !plain && c.is_whitespace())
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        if reader.word(word, words.peek().copied()) {
            words.next();
        }
    }
    let mut problems = reader.problems;
    problems.arrange_by_key(|problem| problem.span.start);
    Record {
        text,
        version: start.version,
        terms: reader.terms,
        problems,
    }
}

struct Reader<'a> {
    source: Source<'a>,
    terms: Vec<Spanned<Term<'a>>>,
    problems: Vec<Spanned<Problem>>,
    seen_redirect: bool,
    seen_exp: bool,
}

impl<'a> Reader<'a> {
    /// Reads one word. Whether it took the next one too.
    fn word(&mut self, word: &'a str, next: Option<&'a str>) -> bool {
        if let Some(term) = grammar::term(self.source, word) {
            self.accept(word, term);
            return false;
        }
        if let Some(next) = next
            && let Some(problem) = self.joined(word, next)
        {
            let span = self.source.span(word).to(self.source.span(next));
            self.problems.push(Spanned::new(problem, span));
            self.put(word, Term::Unknown(word));
            self.put(next, Term::Unknown(next));
            return true;
        }
        let pieces = split(self.source, word);
        self.tell_glued(word, &pieces);
        for piece in pieces {
            match piece {
                Piece::Term(piece) => match grammar::term(self.source, piece) {
                    Some(term) => self.accept(piece, term),
                    None => {
                        self.diagnosis().word(piece);
                        self.put(piece, Term::Unknown(piece));
                    }
                },
                Piece::Mark(mark, marks) => self.diagnosis().push(marks, mark.problem(marks)),
            }
        }
        false
    }

    /// Puts down that terms stand side by side in `word`.
    fn tell_glued(&mut self, word: &'a str, pieces: &[Piece<'a>]) {
        let glued = pieces
            .windows(2)
            .any(|pair| matches!(pair, [Piece::Term(_), Piece::Term(_)]));
        if glued {
            let terms = pieces.iter().filter_map(|piece| match piece {
                Piece::Term(term) => Some((*term).to_owned()),
                Piece::Mark(..) => None,
            });
            let terms = terms.collect();
            self.diagnosis().push(word, Problem::TermsGlued { terms });
        }
    }

    /// What is wrong with two words that were meant to be one.
    fn joined(&mut self, word: &'a str, next: &'a str) -> Option<Problem> {
        let next_is_term = grammar::term(self.source, next);
        if let [mark @ (b'+' | b'-' | b'~' | b'?')] = word.as_bytes() {
            let is_directive = matches!(
                &next_is_term,
                Some(Term::Directive(directive)) if directive.qualifier.is_none()
            );
            return is_directive.then_some(Problem::QualifierAlone {
                qualifier: char::from(*mark),
            });
        }
        let parts = Parts::of(word);
        let name = known(parts.name, MECHANISMS).or_else(|| known(parts.name, MODIFIERS))?;
        let waits = parts.value.is_empty() && (takes_value(name) || !parts.separator.is_empty());
        if !waits || next_is_term.is_some() {
            return None;
        }
        let value = next.trim_start_matches([':', '=']).to_owned();
        if parts.separator.is_empty() && value.len() == next.len() {
            is_bare_value(next).then_some(Problem::SeparatorMissing { name, value })
        } else {
            is_bare_value(&value).then_some(Problem::SpaceInTerm { name, value })
        }
    }

    /// Keeps a term that the grammar allows, and tells what is odd about it.
    fn accept(&mut self, word: &'a str, term: Term<'a>) {
        match &term {
            Term::Modifier(modifier) => self.modifier(word, modifier),
            Term::Directive(_) | Term::Unknown(_) => {}
        }
        let mut diagnosis = self.diagnosis();
        diagnosis.placeholder(word);
        odd_domain(&mut diagnosis, word, &term);
        self.put(word, term);
    }

    fn modifier(&mut self, word: &'a str, modifier: &Modifier<'a>) {
        match modifier.value {
            ModifierValue::Redirect(_) if self.seen_redirect => {
                let name = "redirect";
                self.diagnosis()
                    .push(word, Problem::ModifierRepeated { name });
            }
            ModifierValue::Redirect(_) => self.seen_redirect = true,
            ModifierValue::Exp(_) if self.seen_exp => {
                let name = "exp";
                self.diagnosis()
                    .push(word, Problem::ModifierRepeated { name });
            }
            ModifierValue::Exp(_) => self.seen_exp = true,
            ModifierValue::Unknown(_) => {
                if modifier.name.value.eq_ignore_ascii_case("v") {
                    let version = word.trim_end_matches(';').to_owned();
                    self.diagnosis()
                        .push(word, Problem::RecordInRecord { version });
                } else if let Some(name) = known(modifier.name.value, MECHANISMS) {
                    self.diagnosis()
                        .push(word, Problem::MechanismWithEquals { name });
                }
            }
            ModifierValue::ReportAddress(_)
            | ModifierValue::ReportPercentage(_)
            | ModifierValue::ReportResults(_) => {}
        }
    }

    fn put(&mut self, word: &str, term: Term<'a>) {
        self.terms.push(Spanned::new(term, self.source.span(word)));
    }

    fn diagnosis(&mut self) -> Diagnosis<'a, '_> {
        Diagnosis {
            source: self.source,
            problems: &mut self.problems,
        }
    }
}
