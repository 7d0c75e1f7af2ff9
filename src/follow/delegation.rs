//! Whether the domain is there at all, and who answers for it.

use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, Outcome, RecordType};
use futures_util::future;
use std::rc::Rc;

/// How DNS holds a domain.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// The domain.
    pub domain: Name,
    /// Its SOA record, if the domain is the top of a zone.
    pub soa: Rc<Answer>,
    /// Its name servers, if the domain is the top of a zone.
    pub ns: Rc<Answer>,
}

impl Delegation {
    /// Asks for the domain's SOA and NS records.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let (soa, ns) = future::join(
            client.ask(domain, RecordType::SOA),
            client.ask(domain, RecordType::NS),
        )
        .await;
        Self {
            domain: domain.clone(),
            soa,
            ns,
        }
    }

    /// Whether the domain exists; `None` where it could not be found out.
    pub fn exists(&self) -> Option<bool> {
        let outcomes = [&self.soa.outcome, &self.ns.outcome];
        if outcomes
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Records(_) | Outcome::NoData))
        {
            return Some(true);
        }
        outcomes.contains(&&Outcome::NoSuchName).then_some(false)
    }

    /// The domain that this one is an alias of (CNAME), all the way.
    pub fn canonical_name(&self) -> Option<&Name> {
        [&self.soa, &self.ns]
            .into_iter()
            .find(|answer| !answer.aliases.is_empty())
            .map(|answer| answer.canonical_name())
    }

    /// The names of the name servers.
    pub fn name_servers(&self) -> impl Iterator<Item = &Name> {
        self.ns
            .records()
            .iter()
            .filter_map(|record| match &record.data {
                Data::Ns(name) => Some(name),
                _ => None,
            })
    }
}
