//! Zones in memory, read from a master file, answered as an authoritative
//! server and a resolver before it would. The built-in sample, the examples of
//! rules and tests ask them.

use super::answer::{Rcode, Record};
use super::presentation::{Entry, Fields, Unreadable, entries};
use super::proof::{Hashing, Proof, Signature};
use super::resolver::{Checking, LocalFuture, Reply};
use super::{Data, Failure, Name, Outcome, Question, RecordType, Resolver, alias};
use std::collections::BTreeMap;

/// Any number of zones. What is in none of them does not exist.
pub struct Zones {
    label: String,
    /// Every name that exists: also those without records that have names
    /// below them (RFC 4592 §2.2.2).
    names: BTreeMap<Name, Vec<Record>>,
    signed: Vec<(Name, Option<RecordType>)>,
    validates: bool,
    faults: Vec<(Name, Option<RecordType>, Fault)>,
    checked: Option<Name>,
}

/// How a name of a zone fails.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Fault {
    /// The response code is this.
    Rcode(Rcode),
    /// No answer comes.
    TimesOut,
    /// SERVFAIL, unless validation is switched off.
    Bogus,
}

impl Zones {
    /// Reads a master file (RFC 1035 §5), which may hold many zones. `label`
    /// is what the resolver is called.
    ///
    /// Besides `$ORIGIN` and `$TTL` there are entries that say how names
    /// answer:
    ///
    /// - `$SIGNED name [type]`: what is at the name and below it is authentic
    ///   (AD); records of one type, or all;
    /// - `$UNVALIDATED`: nothing is said to be authentic, as by a resolver that
    ///   does not validate;
    /// - `$FAIL how name [type]`: the name, or `*.name` for all below it,
    ///   answers `servfail`, `refused`, not at all (`timeout`), or fails
    ///   validation (`bogus`); for one type of record, or for all;
    /// - `$CHECK name`: the name that is to be checked, of an example.
    pub fn read(label: &str, text: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader {
            zones: Self::empty(label),
            origin: Name::root(),
            owner: None,
            ttl: 3600,
        };
        for entry in entries(text)? {
            reader.entry(&entry)?;
        }
        Ok(reader.zones)
    }

    /// No zones at all: no name exists.
    pub fn empty(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            names: BTreeMap::new(),
            signed: Vec::new(),
            validates: true,
            faults: Vec::new(),
            checked: None,
        }
    }

    /// The same zones, with other records in place of those of their name and
    /// type.
    pub fn overlaid(mut self, other: Self) -> Self {
        for (name, records) in other.names {
            let here = self.names.entry(name).or_default();
            let replaced = |record: &Record| {
                let mut others = records.iter();
                others.any(|other| other.data.rtype() == record.data.rtype())
            };
            here.retain(|record| !replaced(record));
            here.extend(records);
        }
        self
    }

    /// Answers one question.
    pub fn answer(&self, question: &Question, checking: Checking) -> Result<Reply, Failure> {
        let failed = |rcode| {
            let outcome = Outcome::Failed(Failure::Rcode(rcode));
            Ok(Reply::new(outcome, Vec::new(), rcode))
        };
        let records = |owner: &Name, rtype| match self.fault(owner, question.rtype) {
            Some(Fault::Rcode(rcode)) => Err(Failure::Rcode(rcode)),
            Some(Fault::TimesOut) => Err(Failure::TimedOut(TIME_LIMIT)),
            Some(Fault::Bogus) if checking == Checking::Enabled => {
                Err(Failure::Rcode(Rcode::SERVFAIL))
            }
            _ => Ok(self.records(owner, rtype)),
        };
        let nothing = |name: &Name| Ok(self.nothing(name));
        let (outcome, aliases) = match alias::follow(question, &records, &nothing) {
            Ok(found) => found,
            Err(Failure::Rcode(rcode)) => return failed(rcode),
            Err(failure) => return Err(failure),
        };
        let rcode = match outcome {
            Outcome::NoSuchName => Rcode::NXDOMAIN,
            Outcome::Failed(_) => return failed(Rcode::SERVFAIL),
            _ => Rcode::NOERROR,
        };
        let mut names = aliases.iter().map(|alias| &alias.target);
        let authentic = checking == Checking::Enabled
            && self.validates
            && self.is_signed(&question.name, question.rtype)
            && names.all(|name| self.is_signed(name, question.rtype));
        let owner = aliases.last().map_or(&question.name, |alias| &alias.target);
        let proof = self.proof(owner, question.rtype);
        Ok(Reply {
            authentic,
            proof,
            ..Reply::new(outcome, aliases, rcode)
        })
    }

    /// The name that is to be checked, where the zones are an example that says
    /// so.
    pub fn checked(&self) -> Option<&Name> {
        self.checked.as_ref()
    }

    /// The zones: the names that have an SOA record.
    pub fn apexes(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().filter_map(|(name, records)| {
            let is_soa = |record: &Record| record.data.rtype() == RecordType::SOA;
            records.iter().any(is_soa).then_some(name)
        })
    }

    /// The records of one type at a name, made from a wildcard where the name
    /// does not exist (RFC 4592 §3.3.1).
    fn records(&self, name: &Name, rtype: RecordType) -> Vec<Record> {
        let records = match self.names.get(name) {
            Some(records) => Some(records),
            None => self.wildcard(name),
        };
        let records = records.into_iter().flatten();
        records
            .filter(|record| record.data.rtype() == rtype)
            .map(|record| Record {
                owner: name.clone(),
                ..record.clone()
            })
            .collect()
    }

    /// What comes along for the records of one type at a name: their RRSIG
    /// records, and the NSEC3PARAM record of a zone around it.
    fn proof(&self, owner: &Name, rtype: RecordType) -> Proof {
        let octets = |name: &Name, rtype| {
            let records = self.names.get(name).into_iter().flatten();
            records.filter_map(move |record| match &record.data {
                Data::Other { rtype: it, octets } if *it == rtype => Some(octets.as_slice()),
                _ => None,
            })
        };
        let signatures = octets(owner, RecordType::RRSIG).filter_map(Signature::read);
        let mut zones = (1..=owner.label_count()).map(|count| owner.suffix(count));
        Proof {
            signatures: signatures.filter(|it| it.covers == rtype).collect(),
            hashing: zones.find_map(|zone| {
                let mut parameters = octets(&zone, RecordType::NSEC3PARAM);
                Hashing::read(parameters.next()?)
            }),
        }
    }

    fn nothing(&self, name: &Name) -> Outcome {
        if self.names.contains_key(name) || self.wildcard(name).is_some() {
            Outcome::NoData
        } else {
            Outcome::NoSuchName
        }
    }

    /// What the wildcard that covers a missing name has: the one directly
    /// below its closest encloser.
    fn wildcard(&self, name: &Name) -> Option<&Vec<Record>> {
        let mut encloser = name.parent()?;
        while !self.names.contains_key(&encloser) {
            encloser = encloser.parent()?;
        }
        self.names.get(&encloser.prepend("*").ok()?)
    }

    fn is_signed(&self, name: &Name, rtype: RecordType) -> bool {
        self.signed
            .iter()
            .any(|(apex, only)| only.is_none_or(|only| only == rtype) && name.is_within(apex))
    }

    fn fault(&self, name: &Name, rtype: RecordType) -> Option<Fault> {
        let covers = |pattern: &Name| {
            pattern == name
                || pattern.labels().next() == Some("*")
                    && pattern
                        .parent()
                        .is_some_and(|parent| name.is_within(&parent) && *name != parent)
        };
        let (.., fault) = self
            .faults
            .iter()
            .find(|(pattern, only, _)| only.is_none_or(|only| only == rtype) && covers(pattern))?;
        Some(*fault)
    }
}

/// What a fault's time-out says, in milliseconds; nobody waits for it.
const TIME_LIMIT: u32 = 5_000;

impl Resolver for Zones {
    fn label(&self) -> &str {
        &self.label
    }

    fn validates(&self) -> bool {
        self.validates
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(std::future::ready(self.answer(question, checking)))
    }
}

/// Reads a master file, entry after entry.
struct Reader {
    zones: Zones,
    origin: Name,
    owner: Option<Name>,
    ttl: u32,
}

impl Reader {
    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Unreadable> {
        let origin = self.origin.clone();
        let mut fields = Fields::of(entry, &origin);
        match fields.peek() {
            Some(token) if token.text.starts_with('$') && !entry.indented => {
                fields.skip();
                self.control(token.text, fields)
            }
            _ => self.record(entry.indented, fields),
        }
    }

    fn control(&mut self, control: &str, mut fields: Fields<'_, '_>) -> Result<(), Unreadable> {
        match control {
            "$ORIGIN" => self.origin = fields.name()?,
            "$TTL" => self.ttl = fields.u32()?,
            "$SIGNED" => {
                let name = fields.name()?;
                let rtype = match fields.peek() {
                    Some(_) => Some(record_type(&mut fields)?),
                    None => None,
                };
                self.zones.signed.push((name, rtype));
            }
            "$CHECK" => self.zones.checked = Some(fields.name()?),
            "$UNVALIDATED" => self.zones.validates = false,
            "$FAIL" => {
                let expected = "servfail, refused, timeout or bogus";
                let fault = fields.field(expected, |token| match token.text {
                    "servfail" => Some(Fault::Rcode(Rcode::SERVFAIL)),
                    "refused" => Some(Fault::Rcode(Rcode::REFUSED)),
                    "timeout" => Some(Fault::TimesOut),
                    "bogus" => Some(Fault::Bogus),
                    _ => None,
                })?;
                let name = fields.name()?;
                let rtype = match fields.peek() {
                    Some(_) => Some(record_type(&mut fields)?),
                    None => None,
                };
                self.zones.faults.push((name, rtype, fault));
            }
            _ => {
                return Err(Unreadable {
                    expected: "$ORIGIN, $TTL, $SIGNED, $UNVALIDATED, $FAIL or $CHECK",
                    got: control.to_owned(),
                    ..fields.unexpected("")
                });
            }
        }
        fields.end()
    }

    /// `[owner] [TTL] [class] type RDATA`, TTL and class in either order.
    fn record(&mut self, indented: bool, mut fields: Fields<'_, '_>) -> Result<(), Unreadable> {
        let owner = match self.owner.take() {
            Some(owner) if indented => owner,
            None if indented => return Err(fields.unexpected("an owner in an entry before")),
            _ => fields.name()?,
        };
        let mut ttl = self.ttl;
        while let Some(token) = fields.peek() {
            if token.text.starts_with(|c: char| c.is_ascii_digit()) {
                ttl = fields.u32()?;
            } else if token.text.eq_ignore_ascii_case("IN") {
                fields.skip();
            } else {
                break;
            }
        }
        let rtype = record_type(&mut fields)?;
        let data = fields.rdata(rtype)?;
        self.add(Record {
            owner: owner.clone(),
            ttl,
            data,
        });
        self.owner = Some(owner);
        Ok(())
    }

    fn add(&mut self, record: Record) {
        let mut above = record.owner.parent();
        while let Some(name) = above {
            above = name.parent();
            self.zones.names.entry(name).or_default();
        }
        let owner = record.owner.clone();
        self.zones.names.entry(owner).or_default().push(record);
    }
}

fn record_type(fields: &mut Fields<'_, '_>) -> Result<RecordType, Unreadable> {
    fields.field("a type of record", |token| RecordType::parse(token.text))
}

#[cfg(test)]
mod tests;
