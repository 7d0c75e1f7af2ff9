//! A whole check as one plain value, to be kept, exported and compared:
//! `docs/report.md` says what each of its fields holds.

mod answers;
mod evidence;
mod lint;
mod seen;
mod spf;
mod time;
mod units;

pub use answers::{AnswerEntry, PointEntry, ProfileEntry};
pub use evidence::{
    AliasEntry, Asked, Came, ExchangeEntry, ProofEntry, QuestionEntry, RecordEntry, ReplyEntry,
    SignatureEntry,
};
pub use lint::{
    ChangeEntry, ChoiceEntry, EditEntry, FixEntry, Lint, LintFinding, LintPlace, LintRecord,
    LintTerm,
};
pub use seen::seen;
pub use spf::{CauseEntry, EventEntry, SpfDocument, StepEntry};
pub use time::iso;

use super::reading::source;
use super::subject::{id, line};
use crate::check::FoundRecord;
use crate::check::{Answers, Fact, Finding, Judged};
use crate::dns::{Answer, Name};
use crate::follow::mta_sts::PolicyFile;
use crate::record::kind::RecordKind;
use crate::record::span::Span;
use crate::report::{Detail, SUBJECTS, SubjectReport, Told};
use crate::rule::{Reference, Severity};
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use units::Units;

/// What [`Document::format`] says.
pub const FORMAT: &str = "mailvet-report";

/// What [`Document::version`] says. It grows when a field goes, or means
/// something else; fields that come do not change it.
pub const VERSION: u32 = 1;

/// A whole check.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// [`FORMAT`].
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// The domain as DNS knows it.
    pub domain: Name,
    /// The domain as people read it.
    pub unicode: String,
    /// The language of all sentences (BCP 47).
    pub language: &'static str,
    /// When the check began, in milliseconds since 1970.
    pub time: u64,
    /// The same in ISO 8601.
    pub date: String,
    /// Who could be asked, in order.
    pub resolvers: Vec<ResolverEntry>,
    /// The DKIM selectors that were named.
    pub selectors: Vec<Name>,
    /// The file of the MTA-STS policy, where it was read.
    pub policy: Option<PolicyEntry>,
    /// What the domain was judged as; `None` where that was not known yet.
    pub profile: Option<ProfileEntry>,
    /// The answers to what people ask; none where something was not known yet.
    pub answers: Vec<AnswerEntry>,
    /// What the large receivers ask of senders, where the domain is one.
    pub points: Vec<PointEntry>,
    /// What was found, in the order in which the page shows it.
    pub subjects: Vec<SubjectEntry>,
    /// Every question, in the order in which the answers came.
    pub evidence: Vec<Asked>,
}

/// What a check was.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The domain.
    pub domain: &'a Name,
    /// The language to speak.
    pub language: Language,
    /// When it began, in milliseconds since 1970.
    pub time: f64,
    /// Who could be asked, in order.
    pub resolvers: &'a [ResolverEntry],
}

/// Somebody who could be asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResolverEntry {
    /// What people call it, and [`ExchangeEntry::resolver`] does.
    pub label: String,
    /// Where it is asked.
    pub url: String,
}

/// The file of an MTA-STS policy, which is not in DNS.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct PolicyEntry {
    /// How it was got.
    pub origin: Origin,
    /// Its text.
    pub text: String,
}

/// How a policy was got.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Its host gave it.
    Fetched,
    /// Somebody pasted it.
    Pasted,
}

/// What was found of one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectEntry {
    /// Its id.
    pub subject: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The gravest of its findings.
    pub severity: Severity,
    /// What is so, in a line.
    pub line: String,
    /// The texts that were found.
    pub records: Vec<TextEntry>,
    /// The rules that were met, the gravest first.
    pub findings: Vec<FindingEntry>,
    /// The questions that were asked for it.
    pub questions: Vec<QuestionEntry>,
}

/// A text that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TextEntry {
    /// What kind of record it was read as.
    pub kind: RecordKind,
    /// Whether it is the domain's own, and not one that its SPF record leads
    /// to.
    pub own: bool,
    /// The name that it stands at.
    pub owner: Name,
    /// Its text; empty where an SPF record leads to none.
    pub text: String,
    /// The lengths in octets of the character-strings it came in.
    pub strings: Vec<usize>,
    /// Its time to live in seconds; `None` where it is not of DNS.
    pub ttl: Option<u32>,
}

/// A rule that was met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingEntry {
    /// The rule's id, which never changes.
    pub rule: &'static str,
    /// How much it matters here.
    pub severity: Severity,
    /// Where it is written down; `None` for common practice.
    pub reference: Option<ReferenceEntry>,
    /// The facts of it.
    pub fact: Fact,
    /// What is so.
    pub title: String,
    /// What that does to mail, and what to do.
    pub detail: String,
    /// Where it stands, if it is about a text.
    pub place: Option<PlaceEntry>,
    /// The questions whose answers it rests on.
    pub evidence: Vec<QuestionEntry>,
}

/// Where a rule is written down.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReferenceEntry {
    /// The document and its section.
    pub text: String,
    /// Where to read it.
    pub url: String,
}

/// Bytes of one of a subject's records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlaceEntry {
    /// The record's number among [`SubjectEntry::records`], from 0.
    pub record: usize,
    /// The bytes of the UTF-8 of its text: the first, and one past the last.
    pub span: Span,
    /// The same in UTF-16 code units.
    pub utf16: Span,
}

impl Document {
    /// Puts a check together: what was told in its course, and the log of all
    /// that was asked.
    pub fn new(about: &About<'_>, told: &[Told], log: &[Rc<Answer>]) -> Self {
        // Before 1970 nothing was checked.
        let time = about.time.max(0.0) as u64;
        let language = about.language;
        let judged = told.iter().find_map(judged);
        let answers = told.iter().find_map(answers).zip(judged);
        let report = |subject| {
            let mut reports = told.iter().filter_map(report);
            reports.find(|report| report.subject == subject)
        };
        let sender = answers.filter(|(_, judged)| judged.profile.sends());
        let points = sender.into_iter().flat_map(|(answers, _)| &answers.points);
        Self {
            format: FORMAT,
            version: VERSION,
            domain: about.domain.clone(),
            unicode: about.domain.to_unicode(),
            language: about.language.tag(),
            time,
            date: iso(time),
            resolvers: about.resolvers.to_vec(),
            selectors: told.iter().find_map(selectors).unwrap_or_default(),
            policy: told.iter().find_map(policy),
            profile: judged.map(|judged| ProfileEntry::new(judged, language)),
            answers: answers
                .map(|(answers, judged)| AnswerEntry::all(answers, judged.profile, language))
                .unwrap_or_default(),
            points: points
                .map(|point| PointEntry::new(point, language))
                .collect(),
            subjects: SUBJECTS
                .into_iter()
                .filter_map(report)
                .map(|report| SubjectEntry::new(report, language))
                .collect(),
            evidence: log.iter().map(|answer| Asked::new(answer)).collect(),
        }
    }
}

fn judged(told: &Told) -> Option<Judged> {
    match told {
        Told::Judged(judged) => Some(*judged),
        _ => None,
    }
}

fn report(told: &Told) -> Option<&SubjectReport> {
    match told {
        Told::Subject(report) => Some(report),
        _ => None,
    }
}

fn selectors(told: &Told) -> Option<Vec<Name>> {
    match &report(told)?.detail {
        Detail::Dkim(keys) => {
            let named = keys.named.iter().map(|it| it.selector.name.clone());
            Some(named.collect())
        }
        _ => None,
    }
}

fn policy(told: &Told) -> Option<PolicyEntry> {
    let (origin, text) = match &report(told)?.detail {
        Detail::MtaSts(sts) => match &sts.policy {
            PolicyFile::Unread => return None,
            PolicyFile::Fetched(text) => (Origin::Fetched, text.clone()),
            PolicyFile::Pasted(text) => (Origin::Pasted, text.clone()),
        },
        _ => return None,
    };
    Some(PolicyEntry { origin, text })
}

impl From<Option<PolicyEntry>> for PolicyFile {
    fn from(entry: Option<PolicyEntry>) -> Self {
        match entry {
            None => Self::Unread,
            Some(PolicyEntry { origin, text }) => match origin {
                Origin::Fetched => Self::Fetched(text),
                Origin::Pasted => Self::Pasted(text),
            },
        }
    }
}

fn answers(told: &Told) -> Option<&Answers> {
    match told {
        Told::Answers(answers) => Some(answers),
        _ => None,
    }
}

impl SubjectEntry {
    fn new(report: &SubjectReport, language: Language) -> Self {
        let records = report.records.iter().enumerate();
        let findings = report.findings.iter();
        let questions = report.evidence.iter();
        Self {
            subject: id(report.subject),
            name: language.subject(report.subject),
            severity: report.severity(),
            line: line(report, language).plain(),
            records: records
                .map(|(index, record)| TextEntry::new(record, report.is_own(index)))
                .collect(),
            findings: findings
                .map(|finding| FindingEntry::new(finding, &report.records, language))
                .collect(),
            questions: questions
                .map(|answer| QuestionEntry::new(&answer.question))
                .collect(),
        }
    }
}

impl TextEntry {
    fn new(record: &FoundRecord, own: bool) -> Self {
        let txt = &record.txt;
        let of_dns = record.kind != RecordKind::MtaStsPolicy && !txt.text.is_empty();
        Self {
            kind: record.kind,
            own,
            owner: txt.owner.clone(),
            text: txt.text.clone(),
            strings: txt.string_lengths.clone(),
            ttl: of_dns.then_some(txt.ttl),
        }
    }
}

impl FindingEntry {
    fn new(finding: &Finding, records: &[FoundRecord], language: Language) -> Self {
        let rule = finding.fact.rule();
        let message = language.fact(&finding.fact);
        Self {
            rule: rule.id,
            severity: finding.severity,
            reference: ReferenceEntry::new(&rule.reference),
            fact: finding.fact.clone(),
            title: message.title.plain(),
            detail: message.detail.plain(),
            place: finding.place.map(|place| {
                let text = records.get(place.record).map(|record| &*record.txt.text);
                PlaceEntry {
                    record: place.record,
                    span: place.span,
                    utf16: Units::of(text.unwrap_or_default()).span(place.span),
                }
            }),
            evidence: finding.evidence.iter().map(QuestionEntry::new).collect(),
        }
    }
}

impl ReferenceEntry {
    /// Where to read of a rule; `None` for common practice.
    fn new(reference: &Reference) -> Option<Self> {
        Some(Self {
            text: source(reference),
            url: reference.url()?,
        })
    }
}
