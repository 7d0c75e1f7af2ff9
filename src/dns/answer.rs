//! What came back, and the evidence for it.

use super::proof::Proof;
use super::resolver::Reply;
use super::subnet::AskedFrom;
use super::{Name, Question, RecordType};
use crate::order::Arrange;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::rc::Rc;

/// What one question brought, with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// What came.
    pub outcome: Outcome,
    /// The aliases followed from the question's name, in order.
    pub aliases: Vec<Alias>,
    /// Every exchange, in order. The last one gave the outcome, unless all
    /// failed: then the most telling failure is the outcome.
    pub exchanges: Vec<Exchange>,
    /// What came along for DNSSEC.
    pub proof: Proof,
    /// Where DNSSEC is broken, what a resolver said that was told not to
    /// validate. Nothing is known from it of what is published; it shows what
    /// is broken.
    pub unvalidated: Option<Rc<Reply>>,
}

impl Answer {
    /// The records, or none where the outcome is another.
    pub fn records(&self) -> &[Record] {
        match &self.outcome {
            Outcome::Records(records) => records,
            _ => &[],
        }
    }

    /// The exchange that gave the outcome; `None` where nobody was asked.
    pub fn exchange(&self) -> Option<&Exchange> {
        match &self.outcome {
            Outcome::Failed(failure) => self
                .exchanges
                .iter()
                .rfind(|exchange| exchange.failure.as_ref() == Some(failure)),
            _ => self.exchanges.last(),
        }
    }

    /// Whether the resolver says that it validated the answer (AD).
    pub fn is_authentic(&self) -> bool {
        self.exchange().is_some_and(|exchange| exchange.authentic)
    }

    /// Whether DNSSEC vouches for the answer: where it does not, the resolver
    /// is one that would have said so. `None` where that cannot be known: there
    /// is no answer, or it came from a resolver that does not validate.
    pub fn is_secure(&self) -> Option<bool> {
        let exchange = self.exchange().filter(|_| !self.outcome.is_failed())?;
        (exchange.authentic || exchange.validates).then_some(exchange.authentic)
    }

    /// The name at the end of the aliases, where the records stand.
    pub fn canonical_name(&self) -> &Name {
        self.aliases
            .last()
            .map_or(&self.question.name, |alias| &alias.target)
    }

    /// The addresses among the records.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.records()
            .iter()
            .filter_map(|record| match record.data {
                Data::A(address) => Some(address.into()),
                Data::Aaaa(address) => Some(address.into()),
                _ => None,
            })
    }

    /// The mail exchangers among the records with their preferences, the most
    /// preferred first.
    pub fn exchangers(&self) -> Vec<(u16, &Name)> {
        let records = self.records().iter();
        let mut exchangers: Vec<_> = records
            .filter_map(|record| match &record.data {
                Data::Mx {
                    preference,
                    exchange,
                } => Some((*preference, exchange)),
                _ => None,
            })
            .collect();
        exchangers.arrange();
        exchangers
    }

    /// The texts among the records.
    pub fn texts(&self) -> impl Iterator<Item = TxtRecord> {
        self.records()
            .iter()
            .filter_map(|record| match &record.data {
                Data::Txt(txt) => Some(TxtRecord {
                    owner: record.owner.clone(),
                    ttl: record.ttl,
                    text: txt.text().into_owned(),
                    string_lengths: txt.lengths().collect(),
                }),
                _ => None,
            })
    }

    /// The least time to live of records and aliases, in seconds.
    pub fn ttl(&self) -> Option<u32> {
        let records = self.records().iter().map(|record| record.ttl);
        let aliases = self.aliases.iter().map(|alias| alias.ttl);
        records.chain(aliases).min()
    }

    /// How long the resolver that gave the answer keeps it, in seconds: also
    /// that there is nothing. `None` where it could not be found out, or where
    /// the resolver does not say.
    pub fn lifetime(&self) -> Option<u32> {
        match &self.outcome {
            Outcome::Records(_) => self.ttl(),
            Outcome::NoData | Outcome::NoSuchName => {
                let nothing = self.exchange()?.negative_ttl?;
                Some(self.ttl().map_or(nothing, |ttl| ttl.min(nothing)))
            }
            Outcome::Failed(_) => None,
        }
    }
}

/// The four things that a question can bring. They are never merged: a failure
/// says nothing of what is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Records of the type asked for, one at least.
    Records(Rc<[Record]>),
    /// The name exists, without a record of the type asked for.
    NoData,
    /// The name does not exist (RFC 8020, RFC 9824 §3).
    NoSuchName,
    /// It could not be found out.
    Failed(Failure),
}

impl Outcome {
    /// Whether it could not be found out.
    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// One CNAME followed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Alias {
    /// The name that has the CNAME.
    pub owner: Name,
    /// Where it leads.
    pub target: Name,
    /// Its time to live, in seconds.
    pub ttl: u32,
}

/// One question to one resolver, and what it said.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Which resolver was asked.
    pub resolver: Rc<str>,
    /// Whether it was told not to validate (CD).
    pub checking_disabled: bool,
    /// The response code; `None` where no DNS message came.
    pub rcode: Option<Rcode>,
    /// Whether the resolver says that it validated the answer (AD).
    pub authentic: bool,
    /// Whether the resolver is known to validate: where it does not, that it
    /// does not say so means nothing.
    pub validates: bool,
    /// What the resolver says went wrong (RFC 8914).
    pub extended_errors: Vec<ExtendedError>,
    /// Why this exchange was of no use; `None` where it was.
    pub failure: Option<Failure>,
    /// How long the resolver remembers that there is nothing, in seconds
    /// (RFC 2308 §5).
    pub negative_ttl: Option<u32>,
    /// Where the question was said to come from, if that was told.
    pub asked_from: Option<AskedFrom>,
    /// When it was asked, in milliseconds since 1970.
    pub asked_at: f64,
    /// How long it took, in milliseconds.
    pub elapsed: f64,
}

/// A response code (RFC 1035 §4.1.1).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Rcode(pub u16);

impl Rcode {
    /// There is an answer, or the name exists without one.
    pub const NOERROR: Self = Self(0);
    /// The server failed.
    pub const SERVFAIL: Self = Self(2);
    /// The name does not exist.
    pub const NXDOMAIN: Self = Self(3);
    /// The server does not want to answer.
    pub const REFUSED: Self = Self(5);

    /// The standard mnemonic, or `RCODE` and the number.
    pub fn mnemonic(self) -> Cow<'static, str> {
        Cow::Borrowed(match self.0 {
            0 => "NOERROR",
            1 => "FORMERR",
            2 => "SERVFAIL",
            3 => "NXDOMAIN",
            4 => "NOTIMP",
            5 => "REFUSED",
            other => return Cow::Owned(format!("RCODE{other}")),
        })
    }

    /// The code that [`Rcode::mnemonic`] writes so.
    pub fn parse(text: &str) -> Option<Self> {
        let known = (0..=5).map(Self).find(|rcode| rcode.mnemonic() == text);
        known.or_else(|| text.strip_prefix("RCODE")?.parse().ok().map(Self))
    }
}

/// An extended DNS error (RFC 8914).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ExtendedError {
    /// The info-code.
    pub code: u16,
    /// The resolver's own words; may be empty.
    pub text: String,
}

/// Why nothing could be found out.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// No answer within this many milliseconds.
    TimedOut(u32),
    /// The browser got no answer that it may read: the resolver cannot be
    /// reached, or does not allow web pages to ask it (CORS). A browser does
    /// not tell which.
    Unreachable,
    /// The browser says that it is off the network.
    NoNetwork,
    /// An HTTP status other than 200.
    Http(u16),
    /// More than 64 KiB came.
    TooLarge,
    /// The body is not a DNS message, or not the JSON dialect expected.
    NotDns(NotDns),
    /// The resolver echoed another question than the one asked.
    WrongQuestion,
    /// The message is a query, not a response (QR unset).
    NotAResponse,
    /// The message was cut short (TC).
    Truncated,
    /// The aliases go in a circle, or there are too many of them.
    AliasLoop,
    /// The resolver answered with an error code.
    Rcode(Rcode),
    /// The resolver pointed at other servers instead of asking them.
    Referral,
    /// SERVFAIL, and an answer once validation was switched off: the domain's
    /// DNSSEC is broken.
    DnssecBroken,
    /// There is no resolver left to ask.
    NoResolver,
    /// Only what was seen before is known, and this was not asked then.
    NotSeen,
}

/// What is wrong with a body that should be a DNS answer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotDns {
    /// It ends before the message does.
    Short,
    /// A part of it cannot be read.
    Malformed,
    /// It is not of the JSON dialect expected.
    Json,
}

/// One resource record of the type asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    /// The name that it stands at, at the end of the aliases.
    pub owner: Name,
    /// Its time to live as the resolver sees it, in seconds.
    pub ttl: u32,
    /// What it says.
    pub data: Data,
}

/// What a resource record says.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs)]
pub enum Data {
    A(Ipv4Addr),
    Aaaa(Ipv6Addr),
    Cname(Name),
    Ns(Name),
    Ptr(Name),
    Mx {
        preference: u16,
        exchange: Name,
    },
    Txt(Txt),
    Soa {
        mname: Name,
        rname: Name,
        serial: u32,
        refresh: u32,
        retry: u32,
        expire: u32,
        minimum: u32,
    },
    Srv {
        priority: u16,
        weight: u16,
        port: u16,
        target: Name,
    },
    Tlsa {
        usage: u8,
        selector: u8,
        matching_type: u8,
        association: Vec<u8>,
    },
    Caa {
        flags: u8,
        tag: String,
        value: Vec<u8>,
    },
    Ds {
        key_tag: u16,
        algorithm: u8,
        digest_type: u8,
        digest: Vec<u8>,
    },
    Dnskey {
        flags: u16,
        protocol: u8,
        algorithm: u8,
        key: Vec<u8>,
    },
    /// Any other type, kept as it came.
    Other {
        rtype: RecordType,
        octets: Vec<u8>,
    },
}

impl Data {
    /// The type of record that says this.
    pub fn rtype(&self) -> RecordType {
        match self {
            Self::A(_) => RecordType::A,
            Self::Aaaa(_) => RecordType::AAAA,
            Self::Cname(_) => RecordType::CNAME,
            Self::Ns(_) => RecordType::NS,
            Self::Ptr(_) => RecordType::PTR,
            Self::Mx { .. } => RecordType::MX,
            Self::Txt(_) => RecordType::TXT,
            Self::Soa { .. } => RecordType::SOA,
            Self::Srv { .. } => RecordType::SRV,
            Self::Tlsa { .. } => RecordType::TLSA,
            Self::Caa { .. } => RecordType::CAA,
            Self::Ds { .. } => RecordType::DS,
            Self::Dnskey { .. } => RecordType::DNSKEY,
            Self::Other { rtype, .. } => *rtype,
        }
    }
}

/// The character-strings of a TXT record (RFC 1035 §3.3.14), as they came.
/// They are octets: nothing says that they are UTF-8.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Txt(pub Vec<Vec<u8>>);

impl Txt {
    /// The strings joined without anything between them, as SPF (RFC 7208
    /// §3.3), DKIM and DMARC want them.
    pub fn joined(&self) -> Cow<'_, [u8]> {
        match self.0.as_slice() {
            [only] => Cow::Borrowed(only),
            strings => Cow::Owned(strings.concat()),
        }
    }

    /// The joined strings as text; octets that are not UTF-8 become U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        match self.joined() {
            Cow::Borrowed(octets) => match str::from_utf8(octets) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => String::from_utf8_lossy(octets),
            },
            Cow::Owned(octets) => Cow::Owned(
                String::from_utf8(octets)
                    .unwrap_or_else(|odd| String::from_utf8_lossy(odd.as_bytes()).into_owned()),
            ),
        }
    }

    /// The length of each string, in octets.
    pub fn lengths(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(Vec::len)
    }
}

/// A TXT record as text, with the character-strings it came in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TxtRecord {
    /// The name that it stands at, at the end of the aliases.
    pub owner: Name,
    /// Its time to live as the resolver sees it, in seconds.
    pub ttl: u32,
    /// The strings joined; octets that are not UTF-8 are U+FFFD.
    pub text: String,
    /// The length of each string, in octets.
    pub string_lengths: Vec<usize>,
}
