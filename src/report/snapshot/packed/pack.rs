//! A snapshot becomes octets.

use super::known;
use crate::dns::answer::{Alias, Exchange, ExtendedError, NotDns};
use crate::dns::proof::Proof;
use crate::dns::resolver::Reply;
use crate::dns::{Answer, Failure, Name, Outcome, presentation};
use crate::follow::mta_sts::PolicyFile;
use crate::report::{Request, Snapshot};
use crate::rule::Profile;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Packs a snapshot. [`unpack`](super::unpack) gives the same again.
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

struct Packing {
    octets: Vec<u8>,
    /// The names that there were, each with its number, from 1.
    names: BTreeMap<Name, u64>,
    /// The same of labels.
    labels: BTreeMap<Rc<str>, u64>,
    time: u64,
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
