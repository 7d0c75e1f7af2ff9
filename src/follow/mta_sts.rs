//! MTA-STS (RFC 8461): the record that announces a policy, the host that serves
//! it, the policy, and the mail servers that it is about.

use super::mail_servers::{HostAddresses, MailServers};
use super::txt_place::{Standing, TxtPlace};
use crate::dns::client::Client;
use crate::dns::resolver::{Checking, LocalFuture};
use crate::dns::zone::Zones;
use crate::dns::{Answer, Data, Name, Outcome, Question, RecordType};
use crate::record::kind::RecordKind;
use crate::record::mta_sts::txt::Record;
use futures_util::future;
use std::rc::Rc;

/// What stands before a domain in the name of its MTA-STS record.
pub const LABEL: &str = "_mta-sts";

/// Gets policy files over HTTPS.
pub trait PolicyFetch {
    /// The file at a URL; unread where it cannot be had. That says nothing of
    /// the policy: a browser may read only what its host opens to every page
    /// (CORS). An implementation follows no redirect (RFC 8461 §3.3) and reads
    /// 64 KiB at most.
    fn fetch<'a>(&'a self, url: &'a str) -> LocalFuture<'a, PolicyFile>;
}

/// Gets no policy at all.
pub struct NoFetch;

impl PolicyFetch for NoFetch {
    fn fetch<'a>(&'a self, _: &'a str) -> LocalFuture<'a, PolicyFile> {
        Box::pin(future::ready(PolicyFile::Unread))
    }
}

/// Made-up zones hold made-up policies: the strings of a TXT record at the host
/// that serves the policy, a line each.
impl PolicyFetch for Zones {
    fn fetch<'a>(&'a self, url: &'a str) -> LocalFuture<'a, PolicyFile> {
        let policy = || {
            let host = url.strip_prefix("https://")?.split('/').next()?;
            let question = Question::new(Name::parse(host).ok()?, RecordType::TXT);
            let reply = self.answer(&question, Checking::Enabled).ok()?;
            let Outcome::Records(records) = reply.outcome else {
                return None;
            };
            let lines = records.iter().find_map(|record| match &record.data {
                Data::Txt(txt) => Some(txt.0.join(&b'\n')),
                _ => None,
            })?;
            String::from_utf8(lines).ok()
        };
        Box::pin(future::ready(PolicyFile::fetched(policy())))
    }
}

/// The file of a policy, which is not in DNS.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PolicyFile {
    /// It was not read, and nothing is known of it.
    Unread,
    /// Its host gave this text.
    Fetched(String),
    /// Somebody who has it pasted this text.
    Pasted(String),
}

impl PolicyFile {
    /// What a host gave, if anything.
    pub fn fetched(text: Option<String>) -> Self {
        text.map_or(Self::Unread, Self::Fetched)
    }

    /// Its text, where there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Unread => None,
            Self::Fetched(text) | Self::Pasted(text) => Some(text),
        }
    }
}

/// What there is of a domain's MTA-STS.
#[derive(Clone, Debug)]
pub struct MtaSts {
    /// The record that announces the policy.
    pub place: TxtPlace,
    /// The host that serves the policy; `None` where its name would be too
    /// long.
    pub host: Option<HostAddresses>,
    /// The file of the policy.
    pub policy: PolicyFile,
    /// Where mail for the domain goes.
    pub servers: MailServers,
}

impl MtaSts {
    /// Asks for all of it. The policy is fetched once there is a record.
    pub async fn find(client: &Client, domain: &Name, policies: &dyn PolicyFetch) -> Self {
        let announced = async {
            let place = TxtPlace::find(client, domain, LABEL, RecordKind::MtaSts).await;
            let policy = match (is_announced(&place), policy_host(domain)) {
                (true, Some(host)) => policies.fetch(&policy_url(&host)).await,
                _ => PolicyFile::Unread,
            };
            (place, policy)
        };
        let host = async {
            let host = policy_host(domain)?;
            Some(HostAddresses::find(client, &host).await)
        };
        let ((place, policy), host, servers) =
            future::join3(announced, host, MailServers::find(client, domain)).await;
        Self {
            place,
            host,
            policy,
            servers,
        }
    }

    /// Whether a policy is announced as senders want it.
    pub fn is_announced(&self) -> bool {
        is_announced(&self.place)
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let host = self.host.iter().flat_map(|host| [&host.a, &host.aaaa]);
        let place = self.place.txt.iter().chain(&self.place.elsewhere);
        place.chain(host).chain([&self.servers.mx])
    }
}

/// Whether a policy is announced at a place as senders want it.
pub fn is_announced(place: &TxtPlace) -> bool {
    match place.standing() {
        Standing::One(record) => Record::read(&record.text).usable().is_some(),
        _ => false,
    }
}

/// The host that serves a domain's policy (RFC 8461 §3.3); `None` where the
/// name would be too long.
pub fn policy_host(domain: &Name) -> Option<Name> {
    domain.prepend("mta-sts").ok()
}

/// Where the policy stands on its host (RFC 8461 §3.3).
pub fn policy_url(host: &Name) -> String {
    format!("https://{host}/.well-known/mta-sts.txt")
}
