//! Whether a message passes SPF, and all that was done to find out, as one
//! plain value: `docs/api.md` says what each of its fields holds.

use super::evidence::{Asked, QuestionEntry};
use crate::dns::{Answer, Failure, Name};
use crate::follow::spf::{Cause, Evaluation, Event, Message, Selection, SpfResult, Step};
use crate::text::Language;
use serde::Serialize;
use std::net::IpAddr;
use std::rc::Rc;

/// What [`SpfDocument::format`] says.
pub const FORMAT: &str = "mailvet-spf";

/// What [`SpfDocument::version`] says: see [`VERSION`](super::VERSION).
pub const VERSION: u32 = 1;

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpfDocument {
    /// [`FORMAT`].
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// The language of all sentences (BCP 47).
    pub language: &'static str,
    /// The address of the client; one mapped into IPv6 as IPv4.
    pub ip: IpAddr,
    /// The sender: `postmaster` stands for a local part that was not given.
    pub sender: String,
    /// The name given in HELO.
    pub helo: String,
    /// The domain whose record was the first to be looked at.
    pub domain: String,
    /// The result (RFC 7208 §2.6).
    pub result: SpfResult,
    /// The same in words.
    pub title: String,
    /// What receivers do.
    pub detail: String,
    /// What decided.
    pub cause: CauseEntry,
    /// The same in words.
    pub sentence: String,
    /// What the domain says to senders whose message fails (RFC 7208 §6.2).
    pub explanation: Option<String>,
    /// How many terms asked DNS; ten may (RFC 7208 §4.6.4).
    pub lookups: usize,
    /// How many questions brought nothing; two may (RFC 7208 §4.6.4).
    pub voids: usize,
    /// All that was done, in order.
    pub steps: Vec<StepEntry>,
    /// Every question, in the order in which the answers came.
    pub evidence: Vec<Asked>,
}

/// What decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
#[expect(missing_docs, reason = "they are those of `Cause`")]
pub enum CauseEntry {
    Matched {
        domain: Name,
        term: String,
    },
    NothingMatched {
        domain: Name,
    },
    DomainMalformed {
        domain: String,
    },
    NoRecord {
        domain: Name,
    },
    NoSuchDomain {
        domain: Name,
    },
    SeveralRecords {
        domain: Name,
        count: usize,
    },
    Syntax {
        domain: Name,
    },
    LeadsNowhere {
        domain: Name,
        term: String,
    },
    TooManyLookups {
        domain: Name,
        term: String,
    },
    TooManyVoids {
        question: QuestionEntry,
    },
    TooManyExchangers {
        domain: Name,
        count: usize,
    },
    LookupFailed {
        question: QuestionEntry,
        failure: Failure,
    },
    OutOfTime,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepEntry {
    /// In how many records the record at hand is nested.
    pub depth: usize,
    /// What was done.
    pub event: EventEntry,
    /// The same in words; empty where the event says it all.
    pub words: String,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
#[expect(missing_docs, reason = "they are those of `Event`")]
pub enum EventEntry {
    Asked {
        question: QuestionEntry,
        selection: &'static str,
        record: Option<String>,
    },
    Tried {
        term: String,
    },
    Counted {
        lookups: usize,
    },
    Expanded {
        written: String,
        target: String,
    },
    Unaskable {
        target: String,
    },
    Answered {
        question: QuestionEntry,
        voids: Option<usize>,
    },
    Validated {
        name: Name,
    },
    Matched {
        result: SpfResult,
    },
    NotMatched,
    Left {
        result: SpfResult,
    },
    Explained {
        question: QuestionEntry,
        text: Option<String>,
    },
}

impl SpfDocument {
    /// Puts an evaluation together with the log of all that was asked for it.
    pub fn new(
        evaluation: &Evaluation,
        message: &Message,
        log: &[Rc<Answer>],
        language: Language,
    ) -> Self {
        let result = evaluation.result;
        let steps = evaluation.steps.iter();
        Self {
            format: FORMAT,
            version: VERSION,
            language: language.tag(),
            ip: message.client(),
            sender: [message.local_part(), "@", message.domain()].concat(),
            helo: message.helo().to_owned(),
            domain: message.authority().to_owned(),
            result,
            title: language.spf_title(result, message).plain(),
            detail: language.spf_detail(result).plain(),
            cause: CauseEntry::from(&evaluation.cause),
            sentence: language.spf_cause(&evaluation.cause).plain(),
            explanation: evaluation.explanation.clone(),
            lookups: evaluation.lookups,
            voids: evaluation.voids,
            steps: steps.map(|step| StepEntry::new(step, language)).collect(),
            evidence: log.iter().map(|answer| Asked::new(answer)).collect(),
        }
    }
}

impl From<&Cause> for CauseEntry {
    fn from(cause: &Cause) -> Self {
        match cause.clone() {
            Cause::Matched { domain, directive } => Self::Matched {
                domain,
                term: directive.as_str().to_owned(),
            },
            Cause::NothingMatched { domain } => Self::NothingMatched { domain },
            Cause::DomainMalformed { domain } => Self::DomainMalformed { domain },
            Cause::NoRecord { domain } => Self::NoRecord { domain },
            Cause::NoSuchDomain { domain } => Self::NoSuchDomain { domain },
            Cause::SeveralRecords { domain, count } => Self::SeveralRecords { domain, count },
            Cause::Syntax { domain } => Self::Syntax { domain },
            Cause::LeadsNowhere { domain, term } => Self::LeadsNowhere {
                domain,
                term: term.as_str().to_owned(),
            },
            Cause::TooManyLookups { term, domain } => Self::TooManyLookups {
                domain,
                term: term.as_str().to_owned(),
            },
            Cause::TooManyVoids { question } => Self::TooManyVoids {
                question: QuestionEntry::new(&question),
            },
            Cause::TooManyExchangers { domain, count } => Self::TooManyExchangers { domain, count },
            Cause::LookupFailed { question, why } => Self::LookupFailed {
                question: QuestionEntry::new(&question),
                failure: why,
            },
            Cause::OutOfTime => Self::OutOfTime,
        }
    }
}

impl StepEntry {
    fn new(step: &Step, language: Language) -> Self {
        Self {
            depth: step.depth,
            event: EventEntry::from(&step.event),
            words: language.spf_event(&step.event).plain(),
        }
    }
}

impl From<&Event> for EventEntry {
    fn from(event: &Event) -> Self {
        match event {
            Event::Asked { txt, selection } => Self::Asked {
                question: QuestionEntry::new(&txt.question),
                selection: word(selection),
                record: match selection {
                    Selection::One(text) => Some(text.to_string()),
                    _ => None,
                },
            },
            Event::Tried(term) => Self::Tried {
                term: term.as_str().to_owned(),
            },
            Event::Counted { lookups } => Self::Counted { lookups: *lookups },
            Event::Expanded { written, target } => Self::Expanded {
                written: written.to_string(),
                target: target.to_string(),
            },
            Event::Unaskable { target } => Self::Unaskable {
                target: target.clone(),
            },
            Event::Answered { answer, void } => Self::Answered {
                question: QuestionEntry::new(&answer.question),
                voids: *void,
            },
            Event::Validated { name } => Self::Validated { name: name.clone() },
            Event::Matched(qualifier) => Self::Matched {
                result: SpfResult::from(*qualifier),
            },
            Event::NotMatched => Self::NotMatched,
            Event::Left(result) => Self::Left { result: *result },
            Event::Explained { txt, text } => Self::Explained {
                question: QuestionEntry::new(&txt.question),
                text: text.clone(),
            },
        }
    }
}

fn word(selection: &Selection) -> &'static str {
    match selection {
        Selection::One(_) => "one",
        Selection::None => "none",
        Selection::NoSuchName => "no-such-name",
        Selection::Several(_) => "several",
        Selection::Unknown => "unknown",
    }
}
