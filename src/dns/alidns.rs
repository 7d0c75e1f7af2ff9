//! The JSON dialect of AliDNS (`/resolve`), turned into the same [`Reply`] as
//! a message. No standard describes it; it is read with patience for what is
//! missing or more, but not for another question than the one asked.

use super::answer::{ExtendedError, NotDns, Rcode, Record};
use super::gate::{Gate, Urgency};
use super::message::MESSAGE_OCTETS;
use super::presentation::{self, hexadecimal};
use super::resolver::{Checking, LocalFuture, Reply};
use super::subnet::{AskedFrom, ClientSubnet, Scope};
use super::url::ResolverUrl;
use super::{
    Data, Failure, Name, Outcome, Question, RecordType, Resolver, Txt, alias, json, rdata,
};
use crate::dns::fetch::Fetch;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use std::net::Ipv4Addr;
use std::rc::Rc;

/// A resolver that is asked in AliDNS's dialect. It does not validate DNSSEC,
/// so no answer of it is authentic.
pub struct AliDns {
    label: String,
    url: ResolverUrl,
    from: Option<ClientSubnet>,
    fetch: Rc<dyn Fetch>,
    gate: Gate,
}

/// So many requests go out at a time: AliDNS slows down those who ask much at
/// once, and does not say from when on.
const CONCURRENCY: usize = 16;

impl AliDns {
    /// The resolver at a URL that ends with `/resolve`, under the name that
    /// people see.
    pub fn new(label: &str, url: ResolverUrl, fetch: Rc<dyn Fetch>) -> Self {
        Self {
            label: label.to_owned(),
            url,
            from: None,
            fetch,
            gate: Gate::new(CONCURRENCY, 0),
        }
    }

    /// The same resolver, told that its questions come from a subnet.
    pub fn from(self, subnet: Option<ClientSubnet>) -> Self {
        Self {
            from: subnet,
            ..self
        }
    }

    fn url(&self, question: &Question) -> String {
        let mut query = String::from("name=");
        for octet in question.name.as_str().bytes() {
            match octet {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => query.push(octet.into()),
                _ => query.push_str(&format!("%{octet:02X}")),
            }
        }
        query.push_str(&format!("&type={}", question.rtype.0));
        if let Some(subnet) = self.from {
            query.push_str(&format!("&edns_client_subnet={subnet}"));
        }
        self.url.with_query(&query)
    }
}

impl Resolver for AliDns {
    fn label(&self) -> &str {
        &self.label
    }

    fn validates(&self) -> bool {
        false
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        _: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            let _place = self.gate.enter(Urgency::Urgent).await;
            let url = self.url(question);
            let body = self.fetch.get(&url, "application/dns-json", MESSAGE_OCTETS);
            read(&body.await?, question, self.from)
        })
    }
}

/// Reads the response to a question, asked as if it came from `from`.
pub fn read(
    body: &[u8],
    question: &Question,
    from: Option<ClientSubnet>,
) -> Result<Reply, Failure> {
    let text = str::from_utf8(body).map_err(|_| not_json())?;
    let response = json::read::<Response>(text).ok_or_else(not_json)?;
    let rcode = Rcode(response.status);
    let failed = rcode != Rcode::NOERROR && rcode != Rcode::NXDOMAIN;
    match &response.question[..] {
        [echo] if echo.is(question) => {}
        [] if failed => {}
        _ => return Err(Failure::WrongQuestion),
    }
    if response.truncated {
        return Err(Failure::Truncated);
    }
    let (outcome, aliases) = if failed {
        (Outcome::Failed(Failure::Rcode(rcode)), Vec::new())
    } else {
        alias::follow(
            question,
            &|owner, rtype| response.records(owner, rtype),
            &|_| {
                Ok(if rcode == Rcode::NXDOMAIN {
                    Outcome::NoSuchName
                } else {
                    Outcome::NoData
                })
            },
        )?
    };
    let negative_ttl = match outcome {
        Outcome::NoData | Outcome::NoSuchName => response.negative_ttl(),
        Outcome::Records(_) | Outcome::Failed(_) => None,
    };
    let asked_from = match from {
        Some(subnet) => Some(AskedFrom {
            subnet,
            scope: response.scope(subnet)?,
        }),
        None => None,
    };
    Ok(Reply {
        extended_errors: response.extended_errors(failed),
        negative_ttl,
        asked_from,
        ..Reply::new(outcome, aliases, rcode)
    })
}

fn not_json() -> Failure {
    Failure::NotDns(NotDns::Json)
}

/// The body of a response, as far as it matters.
#[derive(Deserialize)]
struct Response {
    #[serde(rename = "Status")]
    status: u16,
    #[serde(rename = "TC", default)]
    truncated: bool,
    /// An object at AliDNS, an array at others of the family.
    #[serde(rename = "Question", default, deserialize_with = "one_or_many")]
    question: Vec<Echo>,
    #[serde(rename = "Answer", default, deserialize_with = "one_or_many")]
    answer: Vec<Line>,
    #[serde(rename = "Authority", default, deserialize_with = "one_or_many")]
    authority: Vec<Line>,
    /// The client subnet, echoed without its scope: `198.51.100.0/24`.
    #[serde(default)]
    edns_client_subnet: Option<String>,
    /// A string or an array.
    #[serde(rename = "Comment", default, deserialize_with = "one_or_many")]
    comment: Vec<String>,
}

/// The question, echoed.
#[derive(Deserialize)]
struct Echo {
    name: String,
    r#type: u16,
}

/// A record, in the presentation format.
#[derive(Deserialize)]
struct Line {
    name: String,
    r#type: u16,
    #[serde(rename = "TTL", default)]
    ttl: u32,
    data: String,
}

impl Echo {
    fn is(&self, question: &Question) -> bool {
        absolute(&self.name).as_ref() == Some(&question.name)
            && RecordType(self.r#type) == question.rtype
    }
}

impl Response {
    fn records(&self, owner: &Name, rtype: RecordType) -> Result<Vec<Record>, Failure> {
        let lines = self.answer.iter().filter(|line| {
            RecordType(line.r#type) == rtype && absolute(&line.name).as_ref() == Some(owner)
        });
        lines
            .map(|line| {
                Ok(Record {
                    owner: owner.clone(),
                    ttl: line.ttl,
                    data: line.data(rtype).ok_or_else(not_json)?,
                })
            })
            .collect()
    }

    /// How long it may be remembered that there is nothing (RFC 2308 §5).
    fn negative_ttl(&self) -> Option<u32> {
        let soa = |line: &Line| match line.data(RecordType::SOA)? {
            Data::Soa { minimum, .. } => Some(line.ttl.min(minimum)),
            _ => None,
        };
        let mut soas = self.authority.iter();
        soas.find(|line| RecordType(line.r#type) == RecordType::SOA)
            .and_then(soa)
    }

    /// What is said of a subnet that was told: an echo of another one answers
    /// another question. A scope may stand behind it, as at others of the
    /// family: `198.51.100.0/24/0`.
    fn scope(&self, told: ClientSubnet) -> Result<Scope, Failure> {
        let Some(echo) = self
            .edns_client_subnet
            .as_deref()
            .filter(|it| !it.is_empty())
        else {
            return Ok(Scope::Silent);
        };
        let wrong = Failure::WrongQuestion;
        let mut parts = echo.split('/');
        let address = parts.next().and_then(|text| text.parse::<Ipv4Addr>().ok());
        let [a, b, c, _] = address.ok_or(wrong.clone())?.octets();
        if [a, b, c] != told.octets() {
            return Err(wrong);
        }
        let _prefix = parts.next();
        match parts.next().map(str::parse::<u8>) {
            None => Ok(Scope::Echoed),
            Some(Ok(scope @ 0..=32)) => Ok(Scope::Prefix(scope)),
            Some(_) => Err(not_json()),
        }
    }

    /// Comments such as `EDE(9): no SEP matching the DS found`; and, where
    /// the resolver failed, any other as "other error" (RFC 8914 §4.1).
    fn extended_errors(&self, failed: bool) -> Vec<ExtendedError> {
        let read = |comment: &String| {
            let extended = comment.strip_prefix("EDE(").and_then(|rest| {
                let (code, text) = rest.split_once(')')?;
                Some(ExtendedError {
                    code: code.trim().parse().ok()?,
                    text: text.trim_start_matches([':', ' ']).to_owned(),
                })
            });
            extended.or_else(|| {
                failed.then(|| ExtendedError {
                    code: 0,
                    text: comment.clone(),
                })
            })
        };
        self.comment.iter().filter_map(read).collect()
    }
}

impl Line {
    fn data(&self, rtype: RecordType) -> Option<Data> {
        let text = self.data.as_str();
        // Some of the family join the strings and leave the quotes out.
        if rtype == RecordType::TXT && !text.starts_with('"') {
            return Some(Data::Txt(Txt(vec![text.into()])));
        }
        presentation::read(rtype, text).ok().or_else(|| {
            // TLSA comes as the RDATA in hexadecimal.
            rdata::read(rtype, &hexadecimal(text)?)
        })
    }
}

/// A name, with or without its final dot.
fn absolute(text: &str) -> Option<Name> {
    presentation::name(text, &Name::root())
}

/// One value, or an array of any number of them, or `null`.
fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct OneOrMany<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMany<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one or many")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            let text = serde::de::value::StrDeserializer::new(text);
            Ok(vec![T::deserialize(text)?])
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            Ok(vec![T::deserialize(MapAccessDeserializer::new(map))?])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(seq))
        }
    }

    deserializer.deserialize_any(OneOrMany(PhantomData))
}

#[cfg(test)]
mod tests;
