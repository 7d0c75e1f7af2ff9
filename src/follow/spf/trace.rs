//! What an evaluation did, step by step, and what came of it.

use super::published::Selection;
use crate::dns::{Answer, Failure, Name, Question};
use crate::record::span::Span;
use crate::record::spf::Qualifier;
use serde::Serialize;
use std::rc::Rc;

/// What became of one message.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What receivers do with the message.
    pub result: SpfResult,
    /// Why.
    pub cause: Cause,
    /// What the domain says to senders whose message fails (RFC 7208 §6.2).
    pub explanation: Option<String>,
    /// How many terms asked DNS (RFC 7208 §4.6.4).
    pub lookups: usize,
    /// How many questions brought nothing (RFC 7208 §4.6.4).
    pub voids: usize,
    /// All that was done, in order.
    pub steps: Vec<Step>,
}

/// The results of an evaluation (RFC 7208 §2.6).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpfResult {
    /// There is no record to judge by.
    None,
    /// The domain says nothing of this client.
    Neutral,
    /// The client may send.
    Pass,
    /// The client may not send.
    Fail,
    /// The client probably may not send.
    Softfail,
    /// DNS failed; another try may bring a result.
    Temperror,
    /// The record cannot be followed.
    Permerror,
}

/// Why an evaluation ended as it did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cause {
    /// A directive matched.
    Matched {
        /// The domain in whose record it stands.
        domain: Name,
        /// The directive.
        directive: TermText,
    },
    /// No directive matched, and there is no `redirect` (RFC 7208 §4.7).
    NothingMatched {
        /// The domain whose record it is.
        domain: Name,
    },
    /// The domain is none that DNS could know, or has one label only (§4.3).
    DomainMalformed {
        /// The domain.
        domain: String,
    },
    /// The domain has no SPF record (§4.5).
    NoRecord {
        /// The domain.
        domain: Name,
    },
    /// The domain does not exist (§4.3).
    NoSuchDomain {
        /// The domain.
        domain: Name,
    },
    /// The domain has several SPF records (§4.5).
    SeveralRecords {
        /// The domain.
        domain: Name,
        /// How many.
        count: usize,
    },
    /// The record departs from the grammar (§4.6).
    Syntax {
        /// The domain.
        domain: Name,
    },
    /// An `include` or `redirect` leads to no record (§5.2, §6.1).
    LeadsNowhere {
        /// The domain in whose record it stands.
        domain: Name,
        /// The term.
        term: TermText,
    },
    /// More terms ask DNS than receivers follow (§4.6.4).
    TooManyLookups {
        /// The term that is one too many.
        term: TermText,
        /// The domain in whose record it stands.
        domain: Name,
    },
    /// More questions bring nothing than receivers bear (§4.6.4).
    TooManyVoids {
        /// The question that is one too many.
        question: Question,
    },
    /// An `mx` leads to more names than receivers look up (§4.6.4).
    TooManyExchangers {
        /// The domain whose exchangers they are.
        domain: Name,
        /// How many there are.
        count: usize,
    },
    /// A question got no answer (§4.4, §5).
    LookupFailed {
        /// The question.
        question: Question,
        /// Why.
        why: Failure,
    },
    /// It took too long (§4.6.4).
    OutOfTime,
}

/// A term as it is written in its record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TermText {
    /// The record's text.
    pub record: Rc<str>,
    /// Where the term stands in it.
    pub span: Span,
}

impl TermText {
    /// The term alone.
    pub fn as_str(&self) -> &str {
        self.span.slice(&self.record)
    }
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct Step {
    /// In how many records the record at hand is nested: 0 for the domain's
    /// own.
    pub depth: usize,
    /// What was done.
    pub event: Event,
}

/// What is done in an evaluation.
#[derive(Clone, Debug)]
pub enum Event {
    /// The record of a domain was asked for (RFC 7208 §4.4, §4.5).
    Asked {
        /// The domain's TXT records.
        txt: Rc<Answer>,
        /// Which of them is the record.
        selection: Selection,
    },
    /// A term of that record is tried.
    Tried(TermText),
    /// The term counts towards the limit.
    Counted {
        /// How many do, with this one.
        lookups: usize,
    },
    /// Its macros were filled in.
    Expanded {
        /// The text as written.
        written: Box<str>,
        /// The text that it became.
        target: Box<str>,
    },
    /// What the term names is no name of DNS, or holds what DNS cannot carry:
    /// it matches nothing (RFC 7208 §4.8, RFC 8616 §4).
    Unaskable {
        /// The text that was to be asked for.
        target: String,
    },
    /// A question was asked for it.
    Answered {
        /// The answer.
        answer: Rc<Answer>,
        /// How many questions brought nothing so far, if this one did not
        /// either.
        void: Option<usize>,
    },
    /// A name of the client leads back to it, and is validated (§5.5).
    Validated {
        /// The name.
        name: Name,
    },
    /// The term matches, with the meaning of its qualifier.
    Matched(Qualifier),
    /// The term does not match.
    NotMatched,
    /// The record at hand came to a result and is left.
    Left(SpfResult),
    /// The text of the explanation was looked for (§6.2).
    Explained {
        /// Where it stands.
        txt: Rc<Answer>,
        /// The text, if it is usable.
        text: Option<String>,
    },
}

impl SpfResult {
    /// The word that headers use for it (RFC 8601 §2.7.2).
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Neutral => "neutral",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Softfail => "softfail",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
        }
    }
}

impl From<Qualifier> for SpfResult {
    fn from(qualifier: Qualifier) -> Self {
        match qualifier {
            Qualifier::Pass => Self::Pass,
            Qualifier::Fail => Self::Fail,
            Qualifier::Softfail => Self::Softfail,
            Qualifier::Neutral => Self::Neutral,
        }
    }
}
