//! Records judged without DNS, as one plain value: `docs/api.md` says what each
//! of its fields holds.

use super::ReferenceEntry;
use super::units::Units;
use crate::check::{self, Fact};
use crate::dns::{Name, RecordType};
use crate::fix::text::{mends, proposed};
use crate::fix::{Applicability, Change, Choice, Edit, Fix, Known, Mend, Place};
use crate::follow::mta_sts::policy_url;
use crate::record::kind::RecordKind;
use crate::record::paste::{Paste, PastedRecord};
use crate::record::span::{Span, Spanned};
use crate::record::usable;
use crate::rule::Severity;
use crate::text::Language;
use serde::Serialize;

/// What [`Lint::format`] says.
pub const FORMAT: &str = "mailvet-lint";

/// What [`Lint::version`] says: see [`VERSION`](super::VERSION).
pub const VERSION: u32 = 1;

/// The records of a text, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lint {
    /// [`FORMAT`].
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// The language of all sentences (BCP 47).
    pub language: &'static str,
    /// The records, in order.
    pub records: Vec<LintRecord>,
    /// What was taken out of the text or put right, in words.
    pub repairs: Vec<String>,
    /// What to do where the text is a command and not a record.
    pub command: Option<String>,
}

/// A record, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LintRecord {
    /// What kind of record it is read as; `None` where nothing tells.
    pub kind: Option<RecordKind>,
    /// The name that it stands at, as it is written.
    pub owner: Option<String>,
    /// Its time to live in seconds.
    pub ttl: Option<u32>,
    /// The record as receivers would see it.
    pub text: String,
    /// Whether a receiver makes use of it.
    pub usable: bool,
    /// What receivers make of it.
    pub verdict: String,
    /// Its terms in words, in order.
    pub terms: Vec<LintTerm>,
    /// The rules that it meets.
    pub findings: Vec<LintFinding>,
    /// The record with all that can be mended in it at once; `None` where there
    /// is nothing to mend.
    pub mended: Option<String>,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LintPlace {
    /// The bytes of the UTF-8 of the record's text.
    pub span: Span,
    /// The UTF-16 code units of the record's text.
    pub utf16: Span,
    /// The UTF-16 code units of the text that was given.
    pub given: Span,
}

/// A term in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LintTerm {
    /// Where it stands.
    pub place: LintPlace,
    /// The term as it is written.
    pub text: String,
    /// What it says.
    pub words: String,
}

/// A rule that was met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LintFinding {
    /// The rule's id, which never changes.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is written down; `None` for common practice.
    pub reference: Option<ReferenceEntry>,
    /// The facts of it.
    pub fact: Fact,
    /// What is so.
    pub title: String,
    /// What that does to mail, and what to do.
    pub detail: String,
    /// Where it stands.
    pub place: LintPlace,
    /// What cures it; `None` where nothing in the text does.
    pub fix: Option<FixEntry>,
}

/// What cures a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FixEntry {
    /// Whether it may be done without a second thought.
    pub applicability: Applicability,
    /// What is proposed, and then what could be done in its place.
    pub choices: Vec<ChoiceEntry>,
}

/// One thing that can be done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChoiceEntry {
    /// What is done.
    pub title: String,
    /// What it does to mail, and what it risks.
    pub effect: String,
    /// What changes in the record's text.
    pub edits: Vec<EditEntry>,
    /// The record with these edits; `None` where there are none.
    pub text: Option<String>,
    /// Other records that change.
    pub changes: Vec<ChangeEntry>,
}

/// A change of the record's text. The places are those before any change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EditEntry {
    /// The bytes of the UTF-8 that go; none where something is put in.
    pub span: Span,
    /// The same in UTF-16 code units.
    pub utf16: Span,
    /// What comes in their place.
    pub replacement: String,
}

/// A record, or the file of an MTA-STS policy, that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeEntry {
    /// The name that the record stands at; `None` for a file.
    pub name: Option<Name>,
    /// The record's type; `None` for a file.
    #[serde(rename = "type")]
    pub rtype: Option<RecordType>,
    /// The URL of the file; `None` for a record.
    pub url: Option<String>,
    /// What is there; `None` where it is added.
    pub from: Option<String>,
    /// What should be; `None` where it is deleted.
    pub to: Option<String>,
}

impl Lint {
    /// Judges a text. Of a kind, it is one record, exactly as it is; otherwise
    /// it is read as people paste records.
    pub fn new(text: &str, kind: Option<RecordKind>, language: Language) -> Self {
        let paste = match kind {
            Some(_) => None,
            None => Some(Paste::read(text)),
        };
        let records = match (kind, &paste) {
            (Some(kind), _) => vec![LintRecord::new(kind, text, text, |span| span, language)],
            (None, Some(paste)) => {
                let records = paste.records.iter();
                records
                    .map(|record| LintRecord::pasted(record, text, language))
                    .collect()
            }
            (None, None) => Vec::new(),
        };
        let repairs = paste.iter().flat_map(|paste| &paste.repairs);
        let command = paste.as_ref().and_then(|paste| paste.command.as_deref());
        Self {
            format: FORMAT,
            version: VERSION,
            language: language.tag(),
            records,
            repairs: repairs
                .map(|repair| language.repair(repair).plain())
                .collect(),
            command: command.map(|rtype| language.command(rtype).plain()),
        }
    }
}

impl LintRecord {
    fn pasted(record: &PastedRecord, given: &str, language: Language) -> Self {
        let text = record.text.text();
        let read = match record.kind {
            Some(kind) => Self::new(kind, text, given, |span| record.text.origin(span), language),
            None => Self::unknown(text, language),
        };
        Self {
            owner: record.owner.clone(),
            ttl: record.ttl,
            ..read
        }
    }

    /// Reads a text that stands in another: `origin` tells where.
    fn new(
        kind: RecordKind,
        text: &str,
        given: &str,
        origin: impl Fn(Span) -> Span,
        language: Language,
    ) -> Self {
        let (units, given) = (Units::of(text), Units::of(given));
        let place = |span| LintPlace {
            span,
            utf16: units.span(span),
            given: given.span(origin(span)),
        };
        let known = Known::default();
        let mends = mends(kind, text, &known);
        let fix = |fact: &Spanned<Fact>| {
            let mend = mends.iter().find(|(cured, _)| cured == fact);
            mend.map(|(_, fix)| FixEntry::new(fix, text, &units, language))
        };
        let findings = check::text::judge(kind, text);
        let terms = language.terms(kind, text);
        let mended = proposed(kind, text, &known);
        Self {
            kind: Some(kind),
            owner: None,
            ttl: None,
            text: text.to_owned(),
            usable: usable(kind, text),
            verdict: language.usable(kind, text).plain(),
            terms: terms
                .into_iter()
                .map(|term| LintTerm {
                    place: place(term.span),
                    text: term.span.slice(text).to_owned(),
                    words: term.value.plain(),
                })
                .collect(),
            findings: findings
                .iter()
                .map(|fact| LintFinding::new(fact, place(fact.span), fix(fact), language))
                .collect(),
            mended: (mended != text && !mended.trim().is_empty()).then_some(mended),
        }
    }

    /// A text of which nothing tells what kind it is.
    fn unknown(text: &str, language: Language) -> Self {
        Self {
            kind: None,
            owner: None,
            ttl: None,
            text: text.to_owned(),
            usable: false,
            verdict: language.table_words().unknown_kind.to_owned(),
            terms: Vec::new(),
            findings: Vec::new(),
            mended: None,
        }
    }
}

impl LintFinding {
    fn new(
        fact: &Spanned<Fact>,
        place: LintPlace,
        fix: Option<FixEntry>,
        language: Language,
    ) -> Self {
        let rule = fact.value.rule();
        let message = language.fact(&fact.value);
        Self {
            rule: rule.id,
            severity: rule.severity,
            reference: ReferenceEntry::new(&rule.reference),
            fact: fact.value.clone(),
            title: message.title.plain(),
            detail: message.detail.plain(),
            place,
            fix,
        }
    }
}

impl FixEntry {
    fn new(fix: &Fix, text: &str, units: &Units, language: Language) -> Self {
        let choice = |choice: &Choice| ChoiceEntry::new(choice, text, units, language);
        Self {
            applicability: fix.applicability,
            choices: fix.choices().map(choice).collect(),
        }
    }
}

impl ChoiceEntry {
    fn new(choice: &Choice, text: &str, units: &Units, language: Language) -> Self {
        let (edits, changes) = match &choice.mend {
            Mend::Edits(edits) => (edits.as_slice(), [].as_slice()),
            Mend::Changes(changes) => ([].as_slice(), changes.as_slice()),
        };
        Self {
            title: language.fix_title(&choice.title).plain(),
            effect: language.fix_effect(choice.effect).to_owned(),
            edits: edits.iter().map(|it| EditEntry::new(it, units)).collect(),
            text: (!edits.is_empty()).then(|| crate::fix::edit::apply(text, edits)),
            changes: changes.iter().map(ChangeEntry::new).collect(),
        }
    }
}

impl EditEntry {
    fn new(edit: &Edit, units: &Units) -> Self {
        Self {
            span: edit.span,
            utf16: units.span(edit.span),
            replacement: edit.replacement.clone(),
        }
    }
}

impl ChangeEntry {
    fn new(change: &Change) -> Self {
        let (name, rtype, url) = match &change.place {
            Place::Record { name, rtype, .. } => (Some(name.clone()), Some(*rtype), None),
            Place::PolicyFile { host } => (None, None, Some(policy_url(host))),
        };
        Self {
            name,
            rtype,
            url,
            from: change.from.clone(),
            to: change.to.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lint(text: &str) -> Lint {
        Lint::new(text, None, Language::English)
    }

    #[test]
    fn a_record_of_a_kind_is_read_as_it_is() {
        let text = " v=DMARC1; p=none";
        let as_it_is = Lint::new(text, Some(RecordKind::Dmarc), Language::English);
        assert_eq!(as_it_is.records.len(), 1);
        assert_eq!(as_it_is.records[0].text, text);
        assert!(!as_it_is.records[0].usable);
        assert!(lint(text).records[0].usable);
    }

    #[test]
    fn places_are_those_of_the_text_that_was_given() {
        let given = "_dmarc.d.example. 300 IN TXT “v=DMARC1; p=nöne; rua=mailto:例@d.example”";
        let lint = lint(given);
        let record = &lint.records[0];
        assert_eq!(record.owner.as_deref(), Some("_dmarc.d.example."));
        assert_eq!(record.ttl, Some(300));
        assert!(!lint.repairs.is_empty());
        let units: Vec<u16> = given.encode_utf16().collect();
        let own: Vec<u16> = record.text.encode_utf16().collect();
        for term in &record.terms {
            let slice = |units: &[u16], span: Span| String::from_utf16_lossy(&units[span.range()]);
            assert_eq!(slice(&own, term.place.utf16), term.text);
            assert_eq!(slice(&units, term.place.given), term.text);
            assert_eq!(term.place.span.slice(&record.text), term.text);
        }
        assert!(record.terms.len() >= 3);
    }

    #[test]
    fn a_fix_makes_the_text_that_it_tells() {
        let lint = lint("v=spf1 ip4:192.0.2.300 ip:192.0.2.1 -all");
        let fixes: Vec<_> = lint.records[0]
            .findings
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .collect();
        assert!(!fixes.is_empty());
        for choice in fixes.iter().flat_map(|fix| &fix.choices) {
            let edit = choice.edits.first().expect("an edit");
            let text = choice.text.as_ref().expect("a text");
            assert!(text.contains(&edit.replacement));
        }
        let mended = lint.records[0].mended.as_deref().expect("it can be mended");
        assert!(mended.contains("ip4:192.0.2.1"));
    }

    #[test]
    fn what_is_no_record_is_told() {
        assert_eq!(lint("").records.len(), 0);
        let unknown = lint("hello");
        assert_eq!(unknown.records[0].kind, None);
        assert!(!unknown.records[0].verdict.is_empty());
        assert!(lint("dig d.example TXT").command.is_some());
    }
}
