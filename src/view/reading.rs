//! A record's text, taken apart and judged.

use super::fixes::Mending;
use crate::check::{self, Fact};
use crate::fix::Known;
use crate::fix::text::mends;
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::record::paste::PastedRecord;
use crate::record::role::Role;
use crate::record::span::{Span, Spanned};
use crate::rule::{Reference, Severity};
use crate::text::{Language, Prose};
use serde::Serialize;
use std::cmp::Reverse;

/// How many terms and findings of one record are shown.
pub const SHOWN: usize = 100;
/// Texts of more bytes are coloured at their beginning alone...
const COLOURED: usize = 8 << 10;
/// ...up to this byte.
const SHOWN_BYTES: usize = 2 << 10;

/// A record's text, taken apart and judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// What kind of record it is read as: its id, empty where nothing tells.
    pub kind: String,
    /// The same in words.
    pub title: String,
    /// The text, and what is known of its parts.
    pub excerpt: Excerpt,
    /// The first of the rules that it meets.
    pub findings: Vec<Said>,
    /// How many more findings there are.
    pub more: usize,
    /// The text with all that can be mended in it at once.
    pub mended: Option<Mending>,
    /// For each byte of the text, and for its end, the byte of the pasted text
    /// that it came from; empty for a long text.
    pub origins: Vec<usize>,
    /// For each byte of the text, the end of what it came from.
    pub ends: Vec<usize>,
}

/// A text, and what is known of its parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Excerpt {
    /// Where it stands in DNS; empty where that is not known.
    pub owner: String,
    /// The text.
    pub text: String,
    /// What receivers make of it.
    pub usable: Prose,
    /// Its first terms in words, in order.
    pub terms: Vec<Term>,
    /// How many more terms there are.
    pub more: usize,
    /// Where something is wrong.
    pub faults: Vec<Fault>,
    /// What its parts are; in order, without gaps or overlaps.
    pub runs: Vec<Run>,
    /// The lengths in octets of its character-strings, where it came in them.
    pub strings: Vec<usize>,
    /// Whether it has lines by its nature, so that their ends are not pointed
    /// out.
    pub lines: bool,
}

/// Where something is wrong, and how wrong.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fault {
    /// The bytes of the text.
    pub span: Span,
    /// How much it matters.
    pub severity: Severity,
}

/// Bytes of a text with one role.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Run {
    /// The bytes of the text.
    pub span: Span,
    /// What they are.
    pub role: Role,
}

/// A term in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The bytes of the text.
    pub span: Span,
    /// What they say.
    pub words: Prose,
}

/// A rule that was met, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// The rule's id.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// How much it matters, in a word.
    pub word: String,
    /// What is so.
    pub title: Prose,
    /// What that does to mail, and what to do. Empty where it is what was
    /// said last.
    pub detail: Prose,
    /// Where it is written down; empty for common practice.
    pub source: String,
    /// Where to read it.
    pub url: String,
    /// The bytes that it is about.
    pub span: Option<Span>,
    /// What cures it.
    pub mending: Option<Mending>,
}

impl Reading {
    /// Reads a text as a record of a kind.
    pub fn new(kind: RecordKind, text: &str, language: Language) -> Self {
        let mut facts_of = check::text::judge(kind, text);
        // As everywhere, the gravest comes first.
        facts_of.arrange_by_key(|fact| Reverse(fact.value.rule().severity));
        let facts = || {
            facts_of.iter().map(|fact| {
                let severity = fact.value.rule().severity;
                (&fact.value, severity, Some(fact.span))
            })
        };
        let faults = facts().map(|(_, severity, span)| (span, severity));
        let known = Known::default();
        let mut findings = said(facts(), language);
        for (fact, fix) in mends(kind, text, &known) {
            let mut met = facts_of.iter().zip(&mut findings);
            if let Some((_, said)) = met.find(|(other, _)| **other == fact) {
                let edited = Some((kind, text));
                said.mending = Some(Mending::new(&fix, edited, &known, language));
            }
        }
        Self {
            kind: kind.id().to_owned(),
            title: language.a_record(kind).to_owned(),
            excerpt: Excerpt::new(kind, "", text, faults, language),
            findings,
            more: facts().count().saturating_sub(SHOWN),
            mended: Mending::together(kind, text, &known, language),
            origins: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// A text of which nothing tells what kind it is.
    pub fn unknown(text: &str, language: Language) -> Self {
        Self {
            kind: String::new(),
            title: language.table_words().unknown_kind.to_owned(),
            excerpt: Excerpt {
                text: text.to_owned(),
                usable: language.table_words().unknown_kind_note.into(),
                ..Excerpt::default()
            },
            findings: Vec::new(),
            more: 0,
            mended: None,
            origins: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// The same, with where the text stood in what was pasted.
    pub fn beside(mut self, record: &PastedRecord) -> Self {
        self.excerpt.owner = record.owner.clone().unwrap_or_default();
        self.excerpt.strings.clone_from(&record.strings);
        let text = &record.text;
        let octets = text.text().len();
        if octets <= COLOURED {
            self.origins = (0..=octets)
                .map(|at| text.origin(Span::new(at, at)).start)
                .collect();
            self.ends = (0..octets)
                .map(|at| text.origin(Span::new(at, at + 1)).end)
                .collect();
        }
        self
    }
}

impl Excerpt {
    /// A record's text, with its faults.
    pub fn new(
        kind: RecordKind,
        owner: &str,
        text: &str,
        faults: impl Iterator<Item = (Option<Span>, Severity)>,
        language: Language,
    ) -> Self {
        let terms = language.terms(kind, text);
        let more = terms.len().saturating_sub(SHOWN);
        Self {
            owner: owner.to_owned(),
            text: text.to_owned(),
            usable: language.usable(kind, text),
            terms: terms.into_iter().take(SHOWN).map(Term::from).collect(),
            more,
            faults: self::faults(faults, text),
            runs: runs(kind, text),
            strings: Vec::new(),
            lines: matches!(
                kind,
                RecordKind::MtaStsPolicy | RecordKind::Tlsa | RecordKind::Caa | RecordKind::Mx
            ),
        }
    }
}

/// What the parts of a text are; of a long one, of its beginning.
pub fn runs(kind: RecordKind, text: &str) -> Vec<Run> {
    let coloured = if text.len() > COLOURED {
        SHOWN_BYTES
    } else {
        text.len()
    };
    crate::record::roles(kind, text)
        .into_iter()
        .take_while(|role| role.span.start < coloured)
        .map(|Spanned { span, value }| Run { span, role: value })
        .collect()
}

/// Where something is wrong in a text: what is said of good things is no fault.
pub fn faults(faults: impl Iterator<Item = (Option<Span>, Severity)>, text: &str) -> Vec<Fault> {
    faults
        .filter(|(_, severity)| *severity > Severity::Good)
        .filter_map(|(span, severity)| {
            Some(Fault {
                span: span?,
                severity,
            })
        })
        // What is wrong with all of it stands nowhere in it.
        .filter(|fault| fault.span.len() < text.len())
        .collect()
}

impl From<Spanned<Prose>> for Term {
    fn from(term: Spanned<Prose>) -> Self {
        Self {
            span: term.span,
            words: term.value,
        }
    }
}

/// The first facts in words. What is said of one is not said again of the
/// next.
pub fn said<'a>(
    facts: impl Iterator<Item = (&'a Fact, Severity, Option<Span>)>,
    language: Language,
) -> Vec<Said> {
    let mut last = Prose::default();
    facts
        .take(SHOWN)
        .map(|(fact, severity, span)| {
            let rule = fact.rule();
            let message = language.fact(fact);
            let mut detail = message.detail;
            if detail == last {
                detail = Prose::default();
            } else {
                last.clone_from(&detail);
            }
            Said {
                rule: rule.id.to_owned(),
                severity,
                word: language.severity(severity).to_owned(),
                title: message.title,
                detail,
                source: source(&rule.reference),
                url: rule.reference.url().unwrap_or_default(),
                span,
                mending: None,
            }
        })
        .collect()
}

/// A document and its section; empty for common practice.
pub(super) fn source(reference: &Reference) -> String {
    match reference {
        Reference::Rfc(number, "") => format!("RFC {number}"),
        Reference::Rfc(number, section) => format!("RFC {number} §{section}"),
        Reference::Draft(name, section) => format!("{name} §{section}"),
        Reference::Practice => String::new(),
    }
}
