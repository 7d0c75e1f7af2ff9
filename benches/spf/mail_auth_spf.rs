//! mail-auth on the zones of a scenario, which stand in its caches.

use super::Verdict;
use super::spf_suite::{Case, Scenario, SuiteZones};
use futures_util::FutureExt;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::resolver::ToFqdn;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::spf::verify::SpfParameters;
use mail_auth::spf::{Macro, Spf};
use mail_auth::{DnsError, DnssecStatus, Error, MX, MessageAuthenticator, Parameters, RecordSet};
use mail_auth::{ResolverCache, SpfResult, Txt};
use mailvet::dns::resolver::Checking;
use mailvet::dns::{Data, Name, Outcome, Question, RecordType, Resolver};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Instant;

/// When the records are read.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Reading {
    /// Whenever they are asked for, as where nothing is in the cache yet.
    EachTime,
    /// Once, before the clock starts.
    Before,
}

/// mail-auth, with caches that hold all that the zones have.
pub struct MailAuth {
    authenticator: MessageAuthenticator,
    texts: Cache<Box<str>, Text>,
    exchangers: Cache<Box<str>, RecordSet<MX>>,
    ipv4: Cache<Box<str>, RecordSet<Ipv4Addr>>,
    ipv6: Cache<Box<str>, RecordSet<Ipv6Addr>>,
    pointers: Cache<IpAddr, RecordSet<Box<str>>>,
}

impl MailAuth {
    /// What makes the caches of a scenario.
    pub fn reading(reading: Reading) -> impl Fn(&Scenario) -> Self {
        move |scenario| {
            let mut caches = Self::empty();
            for name in scenario.zones.names() {
                caches.fill(&scenario.zones, name, reading);
            }
            for case in &scenario.cases {
                caches.fill_pointers(&scenario.zones, case.message.client());
            }
            caches
        }
    }

    fn empty() -> Self {
        let resolver = (ResolverConfig::default(), ResolverOpts::default());
        Self {
            authenticator: MessageAuthenticator::new(resolver.0, resolver.1)
                .expect("a resolver that is never asked"),
            texts: Cache::default(),
            exchangers: Cache::default(),
            ipv4: Cache::default(),
            ipv6: Cache::default(),
            pointers: Cache::default(),
        }
    }

    fn fill(&mut self, zones: &SuiteZones, name: &Name, reading: Reading) {
        let key = || name.as_str().to_fqdn();
        let texts = match asked(zones, name, RecordType::TXT) {
            Outcome::Records(records) => Some(Text::Octets(
                records
                    .iter()
                    .filter_map(|record| match &record.data {
                        Data::Txt(txt) => Some(txt.joined().into_owned()),
                        _ => None,
                    })
                    .collect(),
            )),
            Outcome::Failed(_) => Some(Text::Failed),
            Outcome::NoData | Outcome::NoSuchName => None,
        };
        if let Some(text) = texts {
            let text = match reading {
                Reading::EachTime => text,
                Reading::Before => Text::Read(text.value()),
            };
            self.texts.0.insert(key(), text);
        }
        let addresses = record_set(zones, name, RecordType::A, |data| match data {
            Data::A(address) => Some(address),
            _ => None,
        });
        self.ipv4.0.extend(addresses.map(|set| (key(), set)));
        let addresses = record_set(zones, name, RecordType::AAAA, |data| match data {
            Data::Aaaa(address) => Some(address),
            _ => None,
        });
        self.ipv6.0.extend(addresses.map(|set| (key(), set)));
        let exchangers = record_set(zones, name, RecordType::MX, |data| match data {
            Data::Mx {
                preference,
                exchange,
            } => Some(MX {
                exchanges: [exchange.as_str().to_fqdn()].into(),
                preference,
            }),
            _ => None,
        });
        self.exchangers.0.extend(exchangers.map(|mut set| {
            let mut sorted = set.rrset.to_vec();
            sorted.sort_by_key(|mx| mx.preference);
            set.rrset = sorted.into();
            (key(), set)
        }));
    }

    fn fill_pointers(&mut self, zones: &SuiteZones, client: IpAddr) {
        let reverse = Name::reverse(client);
        let names = record_set(zones, &reverse, RecordType::PTR, |data| match data {
            Data::Ptr(name) => Some(name.as_str().into()),
            _ => None,
        });
        self.pointers.0.extend(names.map(|set| (client, set)));
    }

    /// Evaluates one message.
    pub fn check(&self, case: &Case) -> Verdict {
        let message = &case.message;
        let sender = [message.local_part(), "@", message.domain()].concat();
        let parameters = Parameters::new(SpfParameters::verify_mail_from(
            message.client(),
            message.helo(),
            "unknown",
            &sender,
        ))
        .with_txt_cache(&self.texts)
        .with_mx_cache(&self.exchangers)
        .with_ipv4_cache(&self.ipv4)
        .with_ipv6_cache(&self.ipv6)
        .with_ptr_cache(&self.pointers);
        match self.authenticator.verify_spf(parameters).now_or_never() {
            Some(output) => (
                word(output.result()),
                output.explanation().map(str::to_owned),
            ),
            None => ("no result", None),
        }
    }
}

fn word(result: SpfResult) -> &'static str {
    match result {
        SpfResult::Pass => "pass",
        SpfResult::Fail => "fail",
        SpfResult::SoftFail => "softfail",
        SpfResult::Neutral => "neutral",
        SpfResult::TempError => "temperror",
        SpfResult::PermError => "permerror",
        SpfResult::None => "none",
    }
}

fn asked(zones: &SuiteZones, name: &Name, rtype: RecordType) -> Outcome {
    let question = Question::new(name.clone(), rtype);
    match zones.ask(&question, Checking::Enabled).now_or_never() {
        Some(Ok(reply)) => reply.outcome,
        Some(Err(failure)) => Outcome::Failed(failure),
        None => Outcome::NoSuchName,
    }
}

/// The records of one type; `None` where there is none. A cache has no place
/// for a failure.
fn record_set<T>(
    zones: &SuiteZones,
    name: &Name,
    rtype: RecordType,
    value: impl Fn(Data) -> Option<T>,
) -> Option<RecordSet<T>> {
    match asked(zones, name, rtype) {
        Outcome::Records(records) => Some(RecordSet {
            rrset: records
                .iter()
                .filter_map(|record| value(record.data.clone()))
                .collect(),
            dnssec_status: DnssecStatus::Indeterminate,
        }),
        _ => None,
    }
}

/// The TXT records of a name.
enum Text {
    Octets(Vec<Vec<u8>>),
    Read(Txt),
    Failed,
}

trait Value<T> {
    fn value(&self) -> T;
}

impl Value<Txt> for Text {
    /// As mail-auth reads what DNS brings: the first record that it can read.
    /// A text without a version can only be an explanation.
    fn value(&self) -> Txt {
        let records = match self {
            Self::Octets(records) => records,
            Self::Read(txt) => return txt.clone(),
            Self::Failed => return Txt::Error(Error::Dns(DnsError::Resolver(String::new()))),
        };
        let mut read = Err(Error::Dns(DnsError::InvalidRecordType));
        for record in records {
            read = Spf::parse(record);
            if read.is_ok() {
                break;
            }
        }
        match (&read, records.as_slice()) {
            (Err(_), [text]) if !text.starts_with(b"v=") => Macro::parse(text).into(),
            _ => read.into(),
        }
    }
}

impl<T: Clone> Value<RecordSet<T>> for RecordSet<T> {
    fn value(&self) -> RecordSet<T> {
        self.clone()
    }
}

struct Cache<K, V>(HashMap<K, V>);

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Hash + Eq, V: Value<T>, T> ResolverCache<K, T> for Cache<K, V> {
    fn get<Q>(&self, name: &Q) -> Option<T>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.0.get(name).map(Value::value)
    }

    fn remove<Q>(&self, _: &Q) -> Option<T>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, _: K, _: T, _: Instant) {}
}
