//! The questions of a check, and all that came of each.

use crate::dns::answer::{Alias, Exchange, ExtendedError};
use crate::dns::presentation;
use crate::dns::{Answer, Failure, Name, Outcome, Question, Record, RecordType};
use serde::Serialize;

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionEntry {
    /// The name asked for.
    pub name: Name,
    /// The type of record asked for.
    #[serde(rename = "type")]
    pub rtype: RecordType,
}

/// A question, and all that came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// The name asked for.
    pub name: Name,
    /// The type of record asked for.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// `records`, `no-data`, `no-such-name` or `failed`.
    pub outcome: &'static str,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The aliases followed, in order.
    pub aliases: Vec<AliasEntry>,
    /// The records that came.
    pub records: Vec<RecordEntry>,
    /// Who was asked, in order.
    pub exchanges: Vec<ExchangeEntry>,
}

/// An alias that was followed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AliasEntry {
    /// The name that has the CNAME.
    pub owner: Name,
    /// Where it leads.
    pub target: Name,
    /// Its time to live, in seconds.
    pub ttl: u32,
}

/// A record that came.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordEntry {
    /// The name that it stands at.
    pub owner: Name,
    /// Its type.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// Its time to live, in seconds.
    pub ttl: u32,
    /// What it says, as a master file has it (RFC 1035 §5.1).
    pub data: String,
}

/// One resolver asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExchangeEntry {
    /// Which resolver.
    pub resolver: String,
    /// When it was asked, in milliseconds since 1970.
    pub time: u64,
    /// How long it took, in milliseconds.
    pub elapsed: u64,
    /// The response code; `None` where no DNS message came.
    pub rcode: Option<String>,
    /// Whether the resolver says that it validated the answer (AD).
    pub authentic: bool,
    /// Whether the resolver is known to validate.
    pub validates: bool,
    /// Whether it was told not to validate (CD).
    pub checking_disabled: bool,
    /// What the resolver says went wrong (RFC 8914).
    pub extended_errors: Vec<ExtendedError>,
    /// Why this exchange was of no use.
    pub failure: Option<Failure>,
}

impl QuestionEntry {
    /// A question by itself.
    pub fn new(question: &Question) -> Self {
        Self {
            name: question.name.clone(),
            rtype: question.rtype,
        }
    }
}

impl Asked {
    /// All of an answer.
    pub fn new(answer: &Answer) -> Self {
        let (outcome, failure) = match &answer.outcome {
            Outcome::Records(_) => ("records", None),
            Outcome::NoData => ("no-data", None),
            Outcome::NoSuchName => ("no-such-name", None),
            Outcome::Failed(failure) => ("failed", Some(failure.clone())),
        };
        Self {
            name: answer.question.name.clone(),
            rtype: answer.question.rtype,
            outcome,
            failure,
            aliases: answer.aliases.iter().map(AliasEntry::new).collect(),
            records: answer.records().iter().map(RecordEntry::new).collect(),
            exchanges: answer.exchanges.iter().map(ExchangeEntry::new).collect(),
        }
    }
}

impl AliasEntry {
    fn new(alias: &Alias) -> Self {
        Self {
            owner: alias.owner.clone(),
            target: alias.target.clone(),
            ttl: alias.ttl,
        }
    }
}

impl RecordEntry {
    fn new(record: &Record) -> Self {
        Self {
            owner: record.owner.clone(),
            rtype: record.data.rtype(),
            ttl: record.ttl,
            data: presentation::write(&record.data),
        }
    }
}

impl ExchangeEntry {
    fn new(exchange: &Exchange) -> Self {
        Self {
            resolver: exchange.resolver.to_string(),
            // Fractions of a millisecond say nothing.
            time: exchange.asked_at.max(0.0) as u64,
            elapsed: exchange.elapsed.max(0.0).round() as u64,
            rcode: exchange.rcode.map(|rcode| rcode.mnemonic().into_owned()),
            authentic: exchange.authentic,
            validates: exchange.validates,
            checking_disabled: exchange.checking_disabled,
            extended_errors: exchange.extended_errors.clone(),
            failure: exchange.failure.clone(),
        }
    }
}
