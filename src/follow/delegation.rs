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

/// The zone that a domain's records are in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Zone {
    /// Its top.
    pub name: Name,
    /// The names of its name servers; none where they are not known.
    pub servers: Vec<Name>,
    /// How long caches keep that there is nothing, in seconds (RFC 2308 §5);
    /// `None` where that is not known.
    pub negative_ttl: Option<u32>,
}

/// As many zones above a domain are looked for.
const ABOVE: usize = 4;

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

    /// The zone that the domain is the top of, if it is one.
    pub fn own_zone(&self) -> Option<Zone> {
        zone_of(&self.domain, &self.soa, Some(&self.ns))
    }

    /// The zone that the domain's records are in. Where the domain is not the
    /// top of one, the names above it are asked, all at once.
    pub async fn zone(&self, client: &Client) -> Option<Zone> {
        if let Some(zone) = self.own_zone() {
            return Some(zone);
        }
        if self.soa.outcome.is_failed() || self.exists() != Some(true) {
            return None;
        }
        let above = std::iter::successors(self.domain.parent(), Name::parent);
        let above: Vec<_> = above
            .take_while(|name| name.label_count() > 1)
            .take(ABOVE)
            .collect();
        let asked = above.iter().map(|name| client.ask(name, RecordType::SOA));
        let answers = future::join_all(asked).await;
        for (name, soa) in above.iter().zip(&answers) {
            // What failed may be the zone.
            if soa.outcome.is_failed() {
                return None;
            }
            if zone_of(name, soa, None).is_some() {
                let ns = client.ask(name, RecordType::NS).await;
                return zone_of(name, soa, Some(&ns));
            }
        }
        None
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
        servers(&self.ns)
    }
}

/// The zone whose top a name is, by its SOA and NS records.
fn zone_of(name: &Name, soa: &Answer, ns: Option<&Answer>) -> Option<Zone> {
    let own = |answer: &Answer| {
        let mut records = answer.records().iter();
        records.any(|record| record.owner == *name)
    };
    if !own(soa) && !ns.is_some_and(own) {
        return None;
    }
    let negative_ttl = soa.records().iter().find_map(|record| match record.data {
        Data::Soa { minimum, .. } => Some(minimum.min(record.ttl)),
        _ => None,
    });
    Some(Zone {
        name: name.clone(),
        servers: ns.into_iter().flat_map(servers).cloned().collect(),
        negative_ttl,
    })
}

fn servers(ns: &Answer) -> impl Iterator<Item = &Name> {
    ns.records().iter().filter_map(|record| match &record.data {
        Data::Ns(name) => Some(name),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn zone(zone: &str, domain: &str) -> Option<(String, Vec<String>)> {
        let client = client(zone);
        let domain = Name::parse(domain).unwrap();
        let found = async {
            let delegation = Delegation::find(&client, &domain).await;
            delegation.zone(&client).await
        };
        let zone = found.now_or_never().unwrap()?;
        let servers = zone.servers.iter().map(Name::to_string).collect();
        Some((zone.name.to_string(), servers))
    }

    #[test]
    fn the_zone_may_begin_above_the_domain() {
        let text = "d SOA ns.d hostmaster.d 1 2 3 4 5\nd NS ns.d\na.b.d A 192.0.2.1";
        let found = Some(("d.example".to_owned(), vec!["ns.d.example".to_owned()]));
        assert_eq!(zone(text, "d.example"), found);
        assert_eq!(zone(text, "a.b.d.example"), found);
        assert_eq!(zone(text, "nobody.d.example"), None);
        let failing = "$FAIL servfail b.d\na.b.d A 192.0.2.1\nd SOA ns.d host.d 1 2 3 4 5";
        assert_eq!(zone(failing, "a.b.d.example"), None);
    }
}
