//! Octets become a snapshot, or nothing: they come from anywhere.

use super::known;
use crate::dns::answer::{Alias, Exchange, ExtendedError, NotDns, Rcode, Record};
use crate::dns::proof::{Hashing, Proof, Signature};
use crate::dns::resolver::Reply;
use crate::dns::{Answer, Failure, Name, Outcome, Question, RecordType, presentation};
use crate::follow::dkim::Selector;
use crate::follow::mta_sts::PolicyFile;
use crate::report::snapshot::{LATEST, MOST_ANSWERS, MOST_SELECTORS};
use crate::report::{Request, Snapshot};
use crate::rule::Profile;
use std::rc::Rc;

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
