//! The questions of a check, and all that came of each.

use crate::dns::answer::{Alias, Exchange, ExtendedError, Rcode};
use crate::dns::presentation;
use crate::dns::proof::{Hashing, Proof, Signature};
use crate::dns::resolver::Reply;
use crate::dns::{Answer, Failure, Name, Outcome, Question, Record, RecordType};
use crate::report::snapshot::LATEST;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

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
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Asked {
    /// The name asked for.
    pub name: Name,
    /// The type of record asked for.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// What came, in a word.
    pub outcome: Came,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The aliases followed, in order.
    pub aliases: Vec<AliasEntry>,
    /// The records that came.
    pub records: Vec<RecordEntry>,
    /// Who was asked, in order.
    pub exchanges: Vec<ExchangeEntry>,
    /// What came along for DNSSEC.
    #[serde(default)]
    pub proof: ProofEntry,
    /// Where DNSSEC is broken, what a resolver said that was told not to
    /// validate.
    #[serde(default)]
    pub unvalidated: Option<ReplyEntry>,
}

/// What came of a question, in a word.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Came {
    /// Records.
    Records,
    /// The name exists, without such records.
    NoData,
    /// The name does not exist.
    NoSuchName,
    /// Nothing is known.
    Failed,
}

/// What came along for DNSSEC.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ProofEntry {
    /// The signatures over the records.
    pub signatures: Vec<SignatureEntry>,
    /// How many times more than once the zone hashes names that are not there
    /// (NSEC3), where that was seen.
    pub iterations: Option<u16>,
}

/// A signature (RRSIG), but for its octets.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct SignatureEntry {
    /// The type of the records that it covers.
    pub covers: RecordType,
    /// Its algorithm.
    pub algorithm: u8,
    /// When it begins, in seconds since 1970, modulo 2³².
    pub inception: u32,
    /// When it ends, in the same measure.
    pub expiration: u32,
    /// The tag of the key that made it.
    pub key_tag: u16,
}

/// What a resolver said that was told not to validate.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ReplyEntry {
    /// What came, in a word.
    pub outcome: Came,
    /// The response code.
    pub rcode: String,
    /// The aliases followed, in order.
    pub aliases: Vec<AliasEntry>,
    /// The records that came.
    pub records: Vec<RecordEntry>,
    /// What came along for DNSSEC.
    pub proof: ProofEntry,
}

/// An alias that was followed.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct AliasEntry {
    /// The name that has the CNAME.
    pub owner: Name,
    /// Where it leads.
    pub target: Name,
    /// Its time to live, in seconds.
    pub ttl: u32,
}

/// A record that came.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
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
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
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
    /// How long it remembers that there is nothing, in seconds.
    #[serde(default)]
    pub negative_ttl: Option<u32>,
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
        let failure = match &answer.outcome {
            Outcome::Failed(failure) => Some(failure.clone()),
            _ => None,
        };
        Self {
            name: answer.question.name.clone(),
            rtype: answer.question.rtype,
            outcome: Came::new(&answer.outcome),
            failure,
            aliases: answer.aliases.iter().map(AliasEntry::new).collect(),
            records: answer.records().iter().map(RecordEntry::new).collect(),
            exchanges: answer.exchanges.iter().map(ExchangeEntry::new).collect(),
            proof: ProofEntry::new(&answer.proof),
            unvalidated: answer.unvalidated.as_deref().map(ReplyEntry::new),
        }
    }

    /// The answer that [`Asked::new`] gives this of; `None` where there is no
    /// such answer.
    pub fn answer(&self) -> Option<Answer> {
        let rtype = self.rtype;
        let outcome = match (self.outcome, &self.failure) {
            (Came::Failed, Some(failure)) => Outcome::Failed(failure.clone()),
            (came, _) => came.outcome(rtype, &self.records)?,
        };
        Some(Answer {
            question: Question::new(self.name.clone(), rtype),
            outcome,
            aliases: self.aliases.iter().map(AliasEntry::alias).collect(),
            exchanges: all(&self.exchanges, ExchangeEntry::exchange)?,
            proof: self.proof.proof(),
            unvalidated: match &self.unvalidated {
                Some(reply) => Some(Rc::new(reply.reply(rtype)?)),
                None => None,
            },
        })
    }
}

impl Came {
    fn new(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Records(_) => Self::Records,
            Outcome::NoData => Self::NoData,
            Outcome::NoSuchName => Self::NoSuchName,
            Outcome::Failed(_) => Self::Failed,
        }
    }

    /// The outcome, where nothing failed.
    fn outcome(self, rtype: RecordType, records: &[RecordEntry]) -> Option<Outcome> {
        match self {
            Self::Records if records.is_empty() => None,
            Self::Records => {
                let records = all(records, |record| record.record(rtype))?;
                Some(Outcome::Records(records.into()))
            }
            Self::NoData => Some(Outcome::NoData),
            Self::NoSuchName => Some(Outcome::NoSuchName),
            Self::Failed => None,
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

    fn alias(&self) -> Alias {
        Alias {
            owner: self.owner.clone(),
            target: self.target.clone(),
            ttl: self.ttl,
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

    /// The record, if it is of this type.
    fn record(&self, rtype: RecordType) -> Option<Record> {
        Some(Record {
            owner: self.owner.clone(),
            ttl: self.ttl,
            data: match self.rtype == rtype {
                true => presentation::read(rtype, &self.data).ok()?,
                false => return None,
            },
        })
    }
}

impl ExchangeEntry {
    fn new(exchange: &Exchange) -> Self {
        Self {
            resolver: exchange.resolver.to_string(),
            // Fractions of a millisecond say nothing.
            time: exchange.asked_at.max(0.0).round() as u64,
            elapsed: exchange.elapsed.max(0.0).round() as u64,
            rcode: exchange.rcode.map(|rcode| rcode.mnemonic().into_owned()),
            authentic: exchange.authentic,
            validates: exchange.validates,
            checking_disabled: exchange.checking_disabled,
            extended_errors: exchange.extended_errors.clone(),
            negative_ttl: exchange.negative_ttl,
            failure: exchange.failure.clone(),
        }
    }

    fn exchange(&self) -> Option<Exchange> {
        Some(Exchange {
            resolver: self.resolver.as_str().into(),
            checking_disabled: self.checking_disabled,
            rcode: match &self.rcode {
                Some(rcode) => Some(Rcode::parse(rcode)?),
                None => None,
            },
            authentic: self.authentic,
            validates: self.validates,
            extended_errors: self.extended_errors.clone(),
            failure: self.failure.clone(),
            negative_ttl: self.negative_ttl,
            asked_from: None,
            asked_at: Some(self.time).filter(|time| *time <= LATEST)? as f64,
            elapsed: self.elapsed as f64,
        })
    }
}

impl ProofEntry {
    fn new(proof: &Proof) -> Self {
        let signature = |it: &Signature| SignatureEntry {
            covers: it.covers,
            algorithm: it.algorithm,
            inception: it.inception,
            expiration: it.expiration,
            key_tag: it.key_tag,
        };
        Self {
            signatures: proof.signatures.iter().map(signature).collect(),
            iterations: proof.hashing.map(|hashing| hashing.iterations),
        }
    }

    fn proof(&self) -> Proof {
        let signature = |it: &SignatureEntry| Signature {
            covers: it.covers,
            algorithm: it.algorithm,
            expiration: it.expiration,
            inception: it.inception,
            key_tag: it.key_tag,
        };
        Proof {
            signatures: self.signatures.iter().map(signature).collect(),
            hashing: self.iterations.map(|iterations| Hashing { iterations }),
        }
    }
}

impl ReplyEntry {
    fn new(reply: &Reply) -> Self {
        let records = match &reply.outcome {
            Outcome::Records(records) => &records[..],
            _ => &[],
        };
        Self {
            outcome: Came::new(&reply.outcome),
            rcode: reply.rcode.mnemonic().into_owned(),
            aliases: reply.aliases.iter().map(AliasEntry::new).collect(),
            records: records.iter().map(RecordEntry::new).collect(),
            proof: ProofEntry::new(&reply.proof),
        }
    }

    fn reply(&self, rtype: RecordType) -> Option<Reply> {
        let outcome = self.outcome.outcome(rtype, &self.records)?;
        let aliases = self.aliases.iter().map(AliasEntry::alias).collect();
        Some(Reply {
            proof: self.proof.proof(),
            ..Reply::new(outcome, aliases, Rcode::parse(&self.rcode)?)
        })
    }
}

/// What `one` makes of each; `None` where it makes nothing of one.
fn all<T, U>(from: &[T], one: impl Fn(&T) -> Option<U>) -> Option<Vec<U>> {
    from.iter().map(one).collect()
}
