//! One subject of a check: a line that says how it stands, and all of it.

use super::compare::Given;
use super::detail;
use super::evidence::Questioned;
use super::fixes::Mending;
use super::node::{Meter, Node};
use super::offers;
use super::reading::{Excerpt, SHOWN, Said, said};
use super::transport;
use crate::fix::Known;
use crate::report::fixes::fixes_of;
use crate::report::{Detail, SubjectReport};
use crate::rule::{Severity, Subject};
use crate::text::{Language, Prose};
use serde::Serialize;

/// One subject: a line that says how it stands, and all of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Which subject: its id.
    pub subject: String,
    /// The gravest of its findings.
    pub severity: Severity,
    /// The same in a word.
    pub word: String,
    /// Whether there is no verdict: it was not looked at, most often because no
    /// browser can, or is not there.
    pub unchecked: bool,
    /// What is so, in a line: the gravest fault, or what there is.
    pub line: Prose,
    /// How many findings there are.
    pub note: String,
    /// The records that were found.
    pub records: Vec<Excerpt>,
    /// What else was gathered.
    pub blocks: Vec<Block>,
    /// The rules that were met, the gravest first.
    pub findings: Vec<Said>,
    /// How many more findings there are.
    pub more: usize,
    /// Every question, with its answer.
    pub evidence: Vec<Questioned>,
    /// How many questions there are, in words.
    pub questions: String,
    /// Addresses to try as a message's client, and what each is.
    pub offers: Vec<(String, String)>,
    /// Where messages can be tried, and the record can be changed to see what
    /// would be.
    pub trial: Option<Trial>,
    /// Where the MTA-STS policy is, if one is announced.
    pub policy: Option<PolicyPlace>,
}

/// Where an MTA-STS policy is, and what can be done to have it judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PolicyPlace {
    /// Where the file stands.
    pub url: String,
    /// Whether it was read, and how.
    pub status: Prose,
    /// What the button says that fetches it.
    pub fetch: String,
    /// Who learns what by that.
    pub tells: Prose,
    /// What is said where it cannot be had so.
    pub refused: Prose,
}

/// Where messages can be tried, and what its record says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trial {
    /// The domain.
    pub domain: String,
    /// The text of its SPF record; empty where there is none.
    pub text: String,
}

/// A part of what was gathered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Block {
    /// A table.
    Table {
        /// The names of the columns.
        heads: Vec<String>,
        /// The rows: cells of one or more parts.
        rows: Vec<Vec<Vec<Part>>>,
    },
    /// Steps of a walk, in order.
    Steps {
        /// What walk it is.
        caption: String,
        /// Where each step led, and what it brought.
        steps: Vec<(String, Prose)>,
    },
    /// Names and their values.
    Facts(Vec<(String, Vec<String>)>),
    /// How much of some limits is used.
    Meters(Vec<Meter>),
    /// A caption with a button that copies a text.
    Copied {
        /// What the text is.
        caption: String,
        /// The text.
        text: String,
    },
    /// A sentence or two.
    Words(Prose),
    /// Lines for a shell, each to be copied.
    Commands {
        /// What they find out.
        title: Prose,
        /// How to read what comes.
        detail: Prose,
        /// Whose shell each is for, and the line.
        lines: Vec<(String, String)>,
    },
    /// Different answers to one question, lined up.
    Sides {
        /// Who gives what.
        given: Vec<Given>,
        /// What is to be said of them all.
        notes: Vec<Prose>,
    },
    /// A tree.
    Tree {
        /// What tree it is.
        caption: String,
        /// Its first nodes.
        nodes: Vec<Node>,
    },
}

/// A piece of a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// How a piece of a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub enum Style {
    /// Words.
    #[default]
    Words,
    /// A name or an address.
    Code,
    /// Where a name leads.
    Alias,
    /// Something good.
    Good,
    /// Something that is not there.
    Absent,
    /// Something that could not be found out.
    Unknown,
    /// Something that puts mail at risk.
    Doubtful,
    /// Something that is wrong.
    Wrong,
}

impl Row {
    /// What was found of a subject, in words.
    pub fn new(report: &SubjectReport, language: Language) -> Self {
        let severity = report.severity();
        let places = || {
            report
                .findings
                .iter()
                .filter_map(|finding| Some((finding.place?, finding.severity)))
        };
        let own = |index: &usize| report.is_own(*index);
        let records = report.records.iter().enumerate();
        let records = records.filter(|(index, _)| own(index));
        let records = records.map(|(index, record)| {
            let faults = places()
                .filter(|(place, _)| place.record == index)
                .map(|(place, severity)| (Some(place.span), severity));
            let txt = &record.txt;
            let mut excerpt =
                Excerpt::new(record.kind, txt.owner.as_str(), &txt.text, faults, language);
            excerpt.strings.clone_from(&txt.string_lengths);
            excerpt
        });
        // What is found of a record further on is said where it stands.
        let here = || {
            let findings = report.findings.iter();
            findings.filter(|finding| report.is_about_own(finding))
        };
        let facts = here().map(|finding| {
            let place = finding.place.filter(|place| report.is_own(place.record));
            (
                &finding.fact,
                finding.severity,
                place.map(|place| place.span),
            )
        });
        Self {
            subject: id(report.subject).to_owned(),
            severity,
            word: word(report, language).to_owned(),
            unchecked: report.no_verdict().is_some(),
            line: line(report, language),
            note: note(report, language),
            records: records.collect(),
            blocks: detail::blocks(report, language),
            findings: said(facts, language),
            more: here().count().saturating_sub(SHOWN),
            evidence: report
                .evidence
                .iter()
                .map(|answer| Questioned::new(answer, language))
                .collect(),
            questions: language.questions(report.evidence.len()),
            offers: offers::offers(&report.detail),
            trial: trial(&report.detail),
            policy: match &report.detail {
                Detail::MtaSts(sts) => transport::policy_place(sts, language),
                _ => None,
            },
        }
    }

    /// The same, with what cures each finding, as far as the domain is known.
    pub fn with_fixes(mut self, report: &SubjectReport, known: &Known, language: Language) -> Self {
        let mut fixes = fixes_of(report, known).into_iter().peekable();
        let here = report.findings.iter().enumerate();
        let here = here.filter(|(_, finding)| report.is_about_own(finding));
        for ((number, _), said) in here.zip(&mut self.findings) {
            while fixes.next_if(|it| it.finding < number).is_some() {}
            if let Some(it) = fixes.next_if(|it| it.finding == number) {
                said.mending = Some(Mending::new(&it.fix, None, known, language));
            }
        }
        self
    }
}

impl Part {
    /// A piece of a cell.
    pub fn new(style: Style, text: impl ToString) -> Self {
        Self {
            text: text.to_string(),
            style,
        }
    }
}

/// Where messages can be tried: wherever there may be an SPF record.
fn trial(detail: &Detail) -> Option<Trial> {
    let Detail::Spf(tree) = detail else {
        return None;
    };
    let root = tree.root();
    let first = root.published.records().next();
    Some(Trial {
        domain: root.domain().to_string(),
        text: first.map(|record| record.text).unwrap_or_default(),
    })
}

/// What is so, in a line: the gravest fault, or what there is.
pub(super) fn line(report: &SubjectReport, language: Language) -> Prose {
    match report.findings.first() {
        Some(finding)
            if finding.severity > Severity::Advice || report.subject == Subject::Together =>
        {
            language.fact(&finding.fact).title
        }
        _ => language.summary(&report.detail),
    }
}

/// How a subject stands, in a word.
pub(super) fn word(report: &SubjectReport, language: Language) -> &'static str {
    match report.no_verdict() {
        Some(why) => language.no_verdict(why),
        None => language.severity(report.severity()),
    }
}

fn note(report: &SubjectReport, language: Language) -> String {
    let severity = report.severity();
    if let Some(why) = report.no_verdict() {
        return language.no_verdict(why).to_owned();
    }
    if report.evidence.is_empty() && severity == Severity::Good {
        return String::new();
    }
    language.tally(severity, report.count(severity))
}

/// The id of a subject, which never changes.
pub fn id(subject: Subject) -> &'static str {
    match subject {
        Subject::Domain => "domain",
        Subject::Mx => "mx",
        Subject::Ptr => "ptr",
        Subject::Spf => "spf",
        Subject::Dkim => "dkim",
        Subject::Dmarc => "dmarc",
        Subject::MtaSts => "mta-sts",
        Subject::TlsRpt => "tls-rpt",
        Subject::Bimi => "bimi",
        Subject::Tlsa => "tlsa",
        Subject::Dnssec => "dnssec",
        Subject::Caa => "caa",
        Subject::Programs => "programs",
        Subject::Together => "together",
        Subject::Beyond => "beyond",
    }
}
