//! DNS messages (RFC 1035 §4) as DNS over HTTPS carries them (RFC 8484).

mod edns;
mod nsec;

use super::answer::{NotDns, Rcode, Record};
use super::proof::{Hashing, Proof, Signature};
use super::resolver::{Checking, Reply};
use super::subnet::{AskedFrom, ClientSubnet};
use super::{Data, Failure, Name, Outcome, Question, RecordType, alias, rdata};
use domain::base::message::RecordSection;
use domain::base::wire::ParseError;
use domain::base::{Message, ParsedRecord, Rtype, iana::Class};
use edns::Edns;
use nsec::Nsec;

/// The most octets that a DNS message can have (RFC 1035 §4.2.2).
pub const MESSAGE_OCTETS: usize = 65_535;

/// The query for one question.
///
/// Its id is 0, so that equal questions have equal URLs (RFC 8484 §4.1). AD
/// asks for AD (RFC 6840 §5.7); DO asks for the NSEC record that tells a name
/// that does not exist (RFC 9824 §3); an OPT record must be there for extended
/// errors to come (RFC 8914 §3). It tells where the question is said to come
/// from, if anywhere (RFC 7871 §6).
pub fn encode_query(
    question: &Question,
    checking: Checking,
    from: Option<ClientSubnet>,
) -> Vec<u8> {
    let flags = match checking {
        Checking::Enabled => RD | AD,
        Checking::Disabled => RD | AD | CD,
    };
    let options = from.map(edns::client_subnet).unwrap_or_default();
    let mut message = Vec::with_capacity(12 + 255 + 4 + 11 + options.len());
    for field in [0, flags, 1, 0, 0, 1] {
        push_u16(&mut message, field);
    }
    for label in question.name.octet_labels() {
        // A name's labels have 63 octets at most.
        message.push(label.len() as u8);
        message.extend(label);
    }
    message.push(0);
    push_u16(&mut message, question.rtype.0);
    push_u16(&mut message, Class::IN.to_int());
    // OPT (RFC 6891 §6.1.2): the root, the type, the UDP payload size, the
    // extended rcode and version, the flags, the options.
    message.push(0);
    for field in [Rtype::OPT.to_int(), UDP_OCTETS, 0, DO, options.len() as u16] {
        push_u16(&mut message, field);
    }
    message.extend(options);
    message
}

const RD: u16 = 1 << 8;
const AD: u16 = 1 << 5;
const CD: u16 = 1 << 4;
const DO: u16 = 1 << 15;
const UDP_OCTETS: u16 = 1232;

fn push_u16(message: &mut Vec<u8>, field: u16) {
    message.extend(field.to_be_bytes());
}

/// Reads the response to a question, asked as if it came from `from`.
///
/// A failure here means that the message answers nothing; a response that
/// says that it failed is a [`Reply`] with [`Outcome::Failed`].
pub fn decode_response(
    octets: &[u8],
    question: &Question,
    from: Option<ClientSubnet>,
) -> Result<Reply, Failure> {
    if octets.len() > MESSAGE_OCTETS {
        return Err(Failure::TooLarge);
    }
    let message = Message::from_slice(octets).map_err(|_| Failure::NotDns(NotDns::Short))?;
    let header = message.header();
    // What neither reads to its end nor repeats the question only looks like a
    // message by chance.
    let rubbish = Failure::NotDns(NotDns::Malformed);
    let sections = match Sections::read(message) {
        Ok(sections) => sections,
        Err(_) if !repeats(octets, question) => return Err(rubbish),
        Err(error) => return Err(not_dns(error)),
    };
    if !header.qr() {
        return Err(match sections.question {
            Some(ref echo) if echo == question => Failure::NotAResponse,
            _ => rubbish,
        });
    }
    let rcode = sections.rcode(header.rcode().to_int());
    let failed = rcode != Rcode::NOERROR && rcode != Rcode::NXDOMAIN;
    match sections.question {
        Some(ref echo) if echo == question => {}
        // A server that could not read the query has no question to echo.
        None if failed => {}
        _ => return Err(Failure::WrongQuestion),
    }
    if header.tc() {
        return Err(Failure::Truncated);
    }
    // What nobody was told is passed by (RFC 7871 §7.3).
    let asked_from = match from {
        Some(subnet) => Some(AskedFrom {
            subnet,
            scope: sections.edns.scope(subnet)?,
        }),
        None => None,
    };
    let (outcome, aliases) = if failed {
        (Outcome::Failed(Failure::Rcode(rcode)), Vec::new())
    } else {
        alias::follow(
            question,
            &|owner, rtype| sections.records(owner, rtype).map_err(not_dns),
            &|name| sections.nothing(name, rcode).map_err(not_dns),
        )?
    };
    let owner = aliases.last().map_or(&question.name, |alias| &alias.target);
    let proof = sections.proof(owner, question.rtype);
    let negative_ttl = match outcome {
        Outcome::NoData | Outcome::NoSuchName => sections.negative_ttl(),
        Outcome::Records(_) | Outcome::Failed(_) => None,
    };
    Ok(Reply {
        authentic: header.ad(),
        extended_errors: sections.edns.extended_errors,
        proof,
        negative_ttl,
        asked_from,
        ..Reply::new(outcome, aliases, rcode)
    })
}

/// Whether a message, as far as it goes, has the octets of the question where a
/// query has them.
fn repeats(octets: &[u8], question: &Question) -> bool {
    const HEADER: usize = 12;
    const OPT: usize = 11;
    let query = encode_query(question, Checking::Enabled, None);
    let asked = query.get(HEADER..query.len() - OPT).unwrap_or_default();
    let echo = octets.get(HEADER..).unwrap_or_default().iter();
    echo.zip(asked)
        .all(|(came, went)| came.eq_ignore_ascii_case(went))
}

fn not_dns(error: ParseError) -> Failure {
    Failure::NotDns(match error {
        ParseError::ShortInput => NotDns::Short,
        ParseError::Form(_) => NotDns::Malformed,
    })
}

/// The sections of a message, as far as they matter.
struct Sections<'a> {
    question: Option<Question>,
    answer: Vec<Owned<'a>>,
    authority: Vec<Owned<'a>>,
    edns: Edns,
}

/// A record and its owner, read once.
type Owned<'a> = (Name, ParsedRecord<'a, [u8]>);

impl<'a> Sections<'a> {
    fn read(message: &'a Message<[u8]>) -> Result<Self, ParseError> {
        let mut questions = message.question();
        let mut question = None;
        if let Some(echo) = questions.next() {
            let echo = echo?;
            if echo.qclass() == Class::IN && message.header_counts().qdcount() == 1 {
                let rtype = RecordType(echo.qtype().to_int());
                question = Some(Question::new(rdata::name(echo.qname())?, rtype));
            }
        }
        let mut section = questions.answer()?;
        let answer = read_section(&mut section)?;
        let mut section = next(section)?;
        let authority = read_section(&mut section)?;
        let mut edns = Edns::default();
        for record in next(section)? {
            let record = record?;
            if let Some(opt) = record.to_record::<Edns>()? {
                edns = opt.data().clone();
                // The extended rcode stands where others have the TTL.
                edns.extended_rcode = (opt.ttl().as_secs() >> 24) as u8;
            }
        }
        Ok(Self {
            question,
            answer,
            authority,
            edns,
        })
    }

    /// The header's four bits with OPT's eight before them (RFC 6891 §6.1.3).
    fn rcode(&self, bits: u8) -> Rcode {
        Rcode(u16::from(self.edns.extended_rcode) << 4 | u16::from(bits))
    }

    fn records(&self, owner: &Name, rtype: RecordType) -> Result<Vec<Record>, ParseError> {
        let mut records = Vec::new();
        for (name, record) in &self.answer {
            if name == owner
                && record.rtype().to_int() == rtype.0
                && let Some(record) = record.to_record::<Data>()?
            {
                records.push(Record {
                    owner: owner.clone(),
                    ttl: ttl(record.ttl().as_secs()),
                    data: record.into_data(),
                });
            }
        }
        Ok(records)
    }

    /// What came along for the records of one type at a name. What cannot be
    /// read proves nothing.
    fn proof(&self, owner: &Name, rtype: RecordType) -> Proof {
        let octets = |record: &ParsedRecord<'a, [u8]>| match record.to_record::<Data>() {
            Ok(Some(record)) => match record.into_data() {
                Data::Other { octets, .. } => Some(octets),
                _ => None,
            },
            _ => None,
        };
        let signatures = self.answer.iter().filter_map(|(name, record)| {
            let signed = name == owner && record.rtype() == Rtype::RRSIG;
            let signature = signed.then(|| octets(record)).flatten();
            Signature::read(&signature?).filter(|signature| signature.covers == rtype)
        });
        let hashing = self.authority.iter().find_map(|(name, record)| {
            // It stands directly below the zone that the name is in.
            let hashed = record.rtype() == Rtype::NSEC3
                && name.parent().is_some_and(|zone| owner.is_within(&zone));
            let hashed = hashed.then(|| octets(record)).flatten();
            Hashing::read(&hashed?)
        });
        Proof {
            signatures: signatures.collect(),
            hashing,
        }
    }

    /// Which kind of nothing stands at a name.
    fn nothing(&self, name: &Name, rcode: Rcode) -> Result<Outcome, ParseError> {
        let has = |rtype| {
            self.authority
                .iter()
                .any(|(_, record)| record.rtype() == rtype)
        };
        Ok(if rcode == Rcode::NXDOMAIN || self.denies(name)? {
            Outcome::NoSuchName
        } else if has(Rtype::NS) && !has(Rtype::SOA) {
            // RFC 2308 §2.2.1
            Outcome::Failed(Failure::Referral)
        } else {
            Outcome::NoData
        })
    }

    /// How long it may be remembered that there is nothing (RFC 2308 §5).
    fn negative_ttl(&self) -> Option<u32> {
        let soa = self.authority.iter().find_map(|(_, record)| {
            let soa = record.to_record::<Data>().ok()??;
            match soa.data() {
                Data::Soa { minimum, .. } => Some((ttl(soa.ttl().as_secs()), *minimum)),
                _ => None,
            }
        });
        soa.map(|(ttl, minimum)| ttl.min(minimum))
    }

    /// Whether an NSEC record says that the name does not exist: compact
    /// denial of existence (RFC 9824 §3).
    fn denies(&self, name: &Name) -> Result<bool, ParseError> {
        for (owner, record) in &self.authority {
            if owner == name
                && let Some(nsec) = record.to_record::<Nsec>()?
                && nsec.data().nxname
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn read_section<'a>(section: &mut RecordSection<'a, [u8]>) -> Result<Vec<Owned<'a>>, ParseError> {
    let mut records = Vec::new();
    for record in section {
        let record = record?;
        if record.class() == Class::IN {
            records.push((rdata::name(&record.owner())?, record));
        }
    }
    Ok(records)
}

fn next<'a>(section: RecordSection<'a, [u8]>) -> Result<RecordSection<'a, [u8]>, ParseError> {
    section.next_section()?.ok_or(ParseError::ShortInput)
}

/// A time to live with its highest bit set means zero (RFC 2181 §8).
fn ttl(seconds: u32) -> u32 {
    if seconds > i32::MAX as u32 {
        0
    } else {
        seconds
    }
}

#[cfg(test)]
pub(super) mod tests;
