//! A snapshot as octets, before they are deflated.
//!
//! ```text
//! snapshot = domain names profile policy time answers
//! names    = count *name
//! profile  = text                      ; an id, or nothing where it is guessed
//! policy   = %0 / %1 text / %2 text    ; unread, fetched, pasted
//! time     = number                    ; milliseconds since 1970
//! answers  = count *answer
//! answer   = name type outcome aliases exchanges proof unvalidated
//! unvalidated = %0 / %1 outcome aliases rcode proof
//! outcome  = %0 count *record / %1 / %2 / %3 failure
//! record   = name ttl text             ; RFC 1035 §5.1
//! number   = *%80-FF %0-7F             ; seven bits an octet, the least first
//! text     = number *OCTET
//! name     = %0 text / number          ; new, or the n-th that there was
//! ```
//!
//! Names and labels of resolvers come again and again, and stand once. All else
//! that comes again is left to deflate.

use super::{LATEST, MOST_ANSWERS, MOST_SELECTORS, Snapshot};
use crate::dns::answer::{Alias, Exchange, ExtendedError, NotDns, Rcode, Record};
use crate::dns::proof::{Hashing, Proof, Signature};
use crate::dns::resolver::Reply;
use crate::dns::{Answer, Failure, Name, Outcome, Question, RecordType, presentation};
use crate::follow::dkim::Selector;
use crate::follow::mta_sts::PolicyFile;
use crate::report::Request;
use crate::rule::Profile;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Packs a snapshot. [`unpack`] gives the same again.
pub fn pack(snapshot: &Snapshot) -> Vec<u8> {
    let mut packing = Packing {
        octets: Vec::new(),
        names: BTreeMap::new(),
        labels: BTreeMap::new(),
        time: snapshot.time,
    };
    packing.snapshot(snapshot);
    packing.octets
}

/// The snapshot that was packed; `None` where the octets are none.
pub fn unpack(octets: &[u8]) -> Option<Snapshot> {
    let mut unpacking = Unpacking {
        rest: octets,
        names: Vec::new(),
        labels: Vec::new(),
        time: 0,
    };
    let snapshot = unpacking.snapshot()?;
    unpacking.rest.is_empty().then_some(snapshot)
}

struct Packing {
    octets: Vec<u8>,
    /// The names that there were, each with its number, from 1.
    names: BTreeMap<Name, u64>,
    /// The same of labels.
    labels: BTreeMap<Rc<str>, u64>,
    time: u64,
}

/// What is known of an exchange, as bits.
mod known {
    pub const CHECKING_DISABLED: u8 = 1;
    pub const AUTHENTIC: u8 = 2;
    pub const VALIDATES: u8 = 4;
    pub const RCODE: u8 = 8;
    pub const FAILURE: u8 = 16;
    pub const NEGATIVE_TTL: u8 = 32;
}

impl Packing {
    fn snapshot(&mut self, snapshot: &Snapshot) {
        let Request {
            domain,
            selectors,
            profile,
        } = &snapshot.request;
        self.name(domain);
        self.all(selectors, |to, selector| to.name(&selector.name));
        self.text(profile.map_or("", Profile::id));
        match &snapshot.policy {
            PolicyFile::Unread => self.octets.push(0),
            PolicyFile::Fetched(text) => {
                self.octets.push(1);
                self.text(text);
            }
            PolicyFile::Pasted(text) => {
                self.octets.push(2);
                self.text(text);
            }
        }
        self.number(snapshot.time);
        self.all(&snapshot.answers, |to, answer| to.answer(answer));
    }

    fn answer(&mut self, answer: &Answer) {
        self.name(&answer.question.name);
        self.number(answer.question.rtype.0);
        self.outcome(&answer.outcome);
        self.all(&answer.aliases, Self::alias);
        self.all(&answer.exchanges, Self::exchange);
        self.proof(&answer.proof);
        match &answer.unvalidated {
            None => self.octets.push(0),
            Some(reply) => {
                self.octets.push(1);
                self.reply(reply);
            }
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Records(records) => {
                self.octets.push(0);
                self.all(records, |to, record| {
                    to.name(&record.owner);
                    to.number(record.ttl);
                    to.text(&presentation::write(&record.data));
                });
            }
            Outcome::NoData => self.octets.push(1),
            Outcome::NoSuchName => self.octets.push(2),
            Outcome::Failed(failure) => {
                self.octets.push(3);
                self.failure(failure);
            }
        }
    }

    fn alias(&mut self, alias: &Alias) {
        self.name(&alias.owner);
        self.name(&alias.target);
        self.number(alias.ttl);
    }

    fn exchange(&mut self, exchange: &Exchange) {
        self.label(&exchange.resolver);
        let mut bits = 0;
        for (bit, is_known) in [
            (known::CHECKING_DISABLED, exchange.checking_disabled),
            (known::AUTHENTIC, exchange.authentic),
            (known::VALIDATES, exchange.validates),
            (known::RCODE, exchange.rcode.is_some()),
            (known::FAILURE, exchange.failure.is_some()),
            (known::NEGATIVE_TTL, exchange.negative_ttl.is_some()),
        ] {
            if is_known {
                bits |= bit;
            }
        }
        self.octets.push(bits);
        if let Some(rcode) = exchange.rcode {
            self.number(rcode.0);
        }
        if let Some(failure) = &exchange.failure {
            self.failure(failure);
        }
        if let Some(ttl) = exchange.negative_ttl {
            self.number(ttl);
        }
        // Most are asked after the check began: later is even, earlier is odd.
        let asked_at = exchange.asked_at as u64;
        self.number(match asked_at.checked_sub(self.time) {
            Some(later) => later.saturating_mul(2),
            None => (self.time - asked_at).saturating_mul(2).saturating_sub(1),
        });
        self.number(exchange.elapsed as u64);
        self.all(&exchange.extended_errors, Self::extended_error);
    }

    fn extended_error(&mut self, error: &ExtendedError) {
        self.number(error.code);
        self.text(&error.text);
    }

    fn failure(&mut self, failure: &Failure) {
        let (kind, number) = match failure {
            Failure::TimedOut(limit) => (0, Some(*limit)),
            Failure::Unreachable => (1, None),
            Failure::Http(status) => (2, Some(u32::from(*status))),
            Failure::TooLarge => (3, None),
            Failure::NotDns(NotDns::Short) => (4, None),
            Failure::NotDns(NotDns::Malformed) => (5, None),
            Failure::NotDns(NotDns::Json) => (6, None),
            Failure::WrongQuestion => (7, None),
            Failure::NotAResponse => (8, None),
            Failure::Truncated => (9, None),
            Failure::AliasLoop => (10, None),
            Failure::Rcode(rcode) => (11, Some(u32::from(rcode.0))),
            Failure::Referral => (12, None),
            Failure::DnssecBroken => (13, None),
            Failure::NoResolver => (14, None),
            Failure::NotSeen => (15, None),
            Failure::NoNetwork => (16, None),
        };
        self.octets.push(kind);
        if let Some(number) = number {
            self.number(number);
        }
    }

    fn proof(&mut self, proof: &Proof) {
        self.all(&proof.signatures, |to, signature| {
            to.number(signature.covers.0);
            to.number(signature.algorithm);
            to.number(signature.expiration);
            to.number(signature.inception);
            to.number(signature.key_tag);
        });
        // Nothing is 0, and no iterations are 1.
        let hashing = proof.hashing.map(|it| u32::from(it.iterations) + 1);
        self.number(hashing.unwrap_or_default());
    }

    fn reply(&mut self, reply: &Reply) {
        self.outcome(&reply.outcome);
        self.all(&reply.aliases, Self::alias);
        self.number(reply.rcode.0);
        self.proof(&reply.proof);
    }

    fn all<T>(&mut self, all: &[T], one: impl Fn(&mut Self, &T)) {
        self.number(all.len() as u64);
        for it in all {
            one(self, it);
        }
    }

    fn name(&mut self, name: &Name) {
        let known = self.names.len() as u64;
        let number = *self.names.entry(name.clone()).or_insert(known + 1);
        self.once(number > known, number, name.as_str());
    }

    fn label(&mut self, label: &Rc<str>) {
        let known = self.labels.len() as u64;
        let number = *self.labels.entry(label.clone()).or_insert(known + 1);
        self.once(number > known, number, label);
    }

    fn once(&mut self, is_new: bool, number: u64, text: &str) {
        if is_new {
            self.octets.push(0);
            self.text(text);
        } else {
            self.number(number);
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.octets.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: impl Into<u64>) {
        let mut number = number.into();
        while number > 0x7f {
            self.octets.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.octets.push(number as u8);
    }
}

struct Unpacking<'a> {
    rest: &'a [u8],
    names: Vec<Name>,
    labels: Vec<Rc<str>>,
    time: u64,
}

impl Unpacking<'_> {
    fn snapshot(&mut self) -> Option<Snapshot> {
        let domain = self.name()?;
        let selectors = self.all(MOST_SELECTORS, |from| {
            Selector::new(from.name()?, &domain).ok()
        })?;
        let profile = match self.text()?.as_str() {
            "" => None,
            id => Some(Profile::for_id(id)?),
        };
        let policy = match self.octet()? {
            0 => PolicyFile::Unread,
            1 => PolicyFile::Fetched(self.text()?),
            2 => PolicyFile::Pasted(self.text()?),
            _ => return None,
        };
        self.time = self.number().filter(|time| *time <= LATEST)?;
        let answers = self.all(MOST_ANSWERS, |from| from.answer().map(Rc::new))?;
        Some(Snapshot {
            request: Request {
                domain,
                selectors,
                profile,
            },
            policy,
            time: self.time,
            answers,
        })
    }

    fn answer(&mut self) -> Option<Answer> {
        let question = Question::new(self.name()?, RecordType(self.number()?));
        let rtype = question.rtype;
        Some(Answer {
            question,
            outcome: self.outcome(rtype)?,
            aliases: self.all(usize::MAX, Self::alias)?,
            exchanges: self.all(usize::MAX, Self::exchange)?,
            proof: self.proof()?,
            unvalidated: match self.octet()? {
                0 => None,
                1 => Some(Rc::new(self.reply(rtype)?)),
                _ => return None,
            },
        })
    }

    fn outcome(&mut self, rtype: RecordType) -> Option<Outcome> {
        Some(match self.octet()? {
            0 => {
                let records = self.all(usize::MAX, |from| from.record(rtype))?;
                let records = Some(records).filter(|it| !it.is_empty())?;
                Outcome::Records(records.into())
            }
            1 => Outcome::NoData,
            2 => Outcome::NoSuchName,
            3 => Outcome::Failed(self.failure()?),
            _ => return None,
        })
    }

    fn record(&mut self, rtype: RecordType) -> Option<Record> {
        Some(Record {
            owner: self.name()?,
            ttl: self.number()?,
            data: presentation::read(rtype, &self.text()?).ok()?,
        })
    }

    fn alias(&mut self) -> Option<Alias> {
        Some(Alias {
            owner: self.name()?,
            target: self.name()?,
            ttl: self.number()?,
        })
    }

    fn exchange(&mut self) -> Option<Exchange> {
        let resolver = self.label()?;
        let bits = self.octet()?;
        let has = |bit| bits & bit != 0;
        Some(Exchange {
            resolver,
            checking_disabled: has(known::CHECKING_DISABLED),
            authentic: has(known::AUTHENTIC),
            validates: has(known::VALIDATES),
            rcode: match has(known::RCODE) {
                true => Some(Rcode(self.number()?)),
                false => None,
            },
            failure: match has(known::FAILURE) {
                true => Some(self.failure()?),
                false => None,
            },
            negative_ttl: match has(known::NEGATIVE_TTL) {
                true => Some(self.number()?),
                false => None,
            },
            asked_from: None,
            asked_at: {
                let apart: u64 = self.number()?;
                let half = apart / 2;
                let at = match apart % 2 {
                    0 => self.time.checked_add(half)?,
                    _ => self.time.checked_sub(half + 1)?,
                };
                Some(at).filter(|at| *at <= LATEST)? as f64
            },
            elapsed: self.number::<u64>()? as f64,
            extended_errors: self.all(usize::MAX, Self::extended_error)?,
        })
    }

    fn extended_error(&mut self) -> Option<ExtendedError> {
        Some(ExtendedError {
            code: self.number()?,
            text: self.text()?,
        })
    }

    fn failure(&mut self) -> Option<Failure> {
        Some(match self.octet()? {
            0 => Failure::TimedOut(self.number()?),
            1 => Failure::Unreachable,
            2 => Failure::Http(self.number()?),
            3 => Failure::TooLarge,
            4 => Failure::NotDns(NotDns::Short),
            5 => Failure::NotDns(NotDns::Malformed),
            6 => Failure::NotDns(NotDns::Json),
            7 => Failure::WrongQuestion,
            8 => Failure::NotAResponse,
            9 => Failure::Truncated,
            10 => Failure::AliasLoop,
            11 => Failure::Rcode(Rcode(self.number()?)),
            12 => Failure::Referral,
            13 => Failure::DnssecBroken,
            14 => Failure::NoResolver,
            15 => Failure::NotSeen,
            16 => Failure::NoNetwork,
            _ => return None,
        })
    }

    fn proof(&mut self) -> Option<Proof> {
        let signatures = self.all(usize::MAX, |from| {
            Some(Signature {
                covers: RecordType(from.number()?),
                algorithm: from.number()?,
                expiration: from.number()?,
                inception: from.number()?,
                key_tag: from.number()?,
            })
        })?;
        let hashing = match self.number::<u32>()? {
            0 => None,
            more => Some(Hashing {
                iterations: u16::try_from(more - 1).ok()?,
            }),
        };
        Some(Proof {
            signatures,
            hashing,
        })
    }

    fn reply(&mut self, rtype: RecordType) -> Option<Reply> {
        let outcome = self.outcome(rtype)?;
        let aliases = self.all(usize::MAX, Self::alias)?;
        let reply = Reply::new(outcome, aliases, Rcode(self.number()?));
        Some(Reply {
            proof: self.proof()?,
            ..reply
        })
    }

    /// As many as are said to follow; each takes an octet at least, so that no
    /// more room is taken than what came.
    fn all<T>(
        &mut self,
        most: usize,
        mut one: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count: u64 = self.number()?;
        let count = usize::try_from(count).ok()?;
        if count > most.min(self.rest.len()) {
            return None;
        }
        (0..count).map(|_| one(self)).collect()
    }

    fn name(&mut self) -> Option<Name> {
        match self.number::<usize>()?.checked_sub(1) {
            Some(known) => self.names.get(known).cloned(),
            None => {
                let name = presentation::name(&self.text()?, &Name::root())?;
                self.names.push(name.clone());
                Some(name)
            }
        }
    }

    fn label(&mut self) -> Option<Rc<str>> {
        match self.number::<usize>()?.checked_sub(1) {
            Some(known) => self.labels.get(known).cloned(),
            None => {
                let label: Rc<str> = self.text()?.into();
                self.labels.push(label.clone());
                Some(label)
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn number<T: TryFrom<u64>>(&mut self) -> Option<T> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let octet = self.octet()?;
            let bits = u64::from(octet & 0x7f);
            let shifted = bits << shift;
            if shifted >> shift != bits {
                return None;
            }
            number |= shifted;
            if octet & 0x80 == 0 {
                return T::try_from(number).ok();
            }
        }
        None
    }

    fn octet(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }
}
