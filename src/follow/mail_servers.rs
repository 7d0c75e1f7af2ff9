//! Where mail for a domain goes (RFC 5321 §5.1).

use crate::dns::client::Client;
use crate::dns::{Answer, Name, Outcome, RecordType};
use crate::order::Arrange;
use futures_util::future;
use std::net::IpAddr;
use std::rc::Rc;

/// A domain's mail exchangers, with their addresses.
#[derive(Clone, Debug)]
pub struct MailServers {
    /// The domain.
    pub domain: Name,
    /// Its MX records.
    pub mx: Rc<Answer>,
    /// How a sender would route mail for the domain.
    pub route: Route,
    /// The SOA records of the domains above those exchangers that do not
    /// exist: whether anyone could register them.
    pub above: Vec<Rc<Answer>>,
}

/// How a sender would route mail for a domain.
#[derive(Clone, Debug)]
pub enum Route {
    /// To the exchangers of its MX records, the most preferred first.
    Exchangers(Vec<Exchanger>),
    /// Nowhere: a lone null MX says that the domain takes no mail (RFC 7505).
    NullMx,
    /// To the domain's own addresses, for want of MX records; nowhere where
    /// there are no addresses either (RFC 5321 §5.1).
    Implicit(HostAddresses),
    /// Nowhere: the domain does not exist.
    NoSuchDomain,
    /// It could not be found out.
    Unknown,
}

/// One MX record and where it leads.
#[derive(Clone, Debug)]
pub struct Exchanger {
    /// Lower is asked first.
    pub preference: u16,
    /// Where the record points.
    pub exchange: Exchange,
}

/// What an MX or SRV record points to.
#[derive(Clone, Debug)]
pub enum Exchange {
    /// A host.
    Host(HostAddresses),
    /// The root, which stands for "not here" (RFC 7505, RFC 2782).
    Null,
    /// An address written where a name should be.
    AddressLiteral(IpAddr),
}

/// A host name and its addresses.
#[derive(Clone, Debug)]
pub struct HostAddresses {
    /// The host's name.
    pub name: Name,
    /// Its IPv4 addresses.
    pub a: Rc<Answer>,
    /// Its IPv6 addresses.
    pub aaaa: Rc<Answer>,
}

impl MailServers {
    /// Asks for a domain's MX records, the addresses of each exchanger, and
    /// what is above those that do not exist.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let mut servers = Self::find_hosts(client, domain).await;
        servers.find_above(client).await;
        servers
    }

    /// Asks for a domain's MX records and the addresses of each exchanger.
    pub async fn find_hosts(client: &Client, domain: &Name) -> Self {
        let mx = client.ask(domain, RecordType::MX).await;
        let route = match &mx.outcome {
            Outcome::Records(_) => Self::listed(client, &mx).await,
            Outcome::NoData => Route::Implicit(HostAddresses::find(client, domain).await),
            Outcome::NoSuchName => Route::NoSuchDomain,
            Outcome::Failed(_) => Route::Unknown,
        };
        Self {
            domain: domain.clone(),
            mx,
            route,
            above: Vec::new(),
        }
    }

    /// Asks what is above the exchangers that do not exist.
    pub async fn find_above(&mut self, client: &Client) {
        let mut above: Vec<_> = self
            .hosts()
            .filter(|host| host.is_gone() && !host.name.is_within(&self.domain))
            .filter_map(|host| registrable(&host.name))
            .collect();
        above.arrange();
        above.dedup();
        let above = above.iter().map(|name| client.ask(name, RecordType::SOA));
        self.above = future::join_all(above).await;
    }

    async fn listed(client: &Client, mx: &Answer) -> Route {
        let listed = mx.exchangers();
        if matches!(listed.as_slice(), [(_, exchange)] if exchange.is_root()) {
            return Route::NullMx;
        }
        let exchangers = listed.into_iter().map(|(preference, exchange)| async move {
            Exchanger {
                preference,
                exchange: Exchange::find(client, exchange.clone()).await,
            }
        });
        Route::Exchangers(future::join_all(exchangers).await)
    }

    /// The hosts that mail would be brought to.
    pub fn hosts(&self) -> impl Iterator<Item = &HostAddresses> {
        let (exchangers, implicit) = match &self.route {
            Route::Exchangers(exchangers) => (exchangers.as_slice(), None),
            Route::Implicit(host) => (&[][..], Some(host)),
            _ => (&[][..], None),
        };
        exchangers
            .iter()
            .filter_map(|exchanger| match &exchanger.exchange {
                Exchange::Host(host) => Some(host),
                _ => None,
            })
            .chain(implicit)
    }

    /// The addresses of all hosts, each once, in the order of preference.
    pub fn addresses(&self) -> Vec<IpAddr> {
        let mut addresses = Vec::new();
        for address in self.hosts().flat_map(HostAddresses::addresses) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }

    /// Whether there is somewhere to bring mail; `None` where it could not be
    /// found out.
    pub fn takes_mail(&self) -> Option<bool> {
        match &self.route {
            Route::Exchangers(_) => Some(true),
            Route::NullMx | Route::NoSuchDomain => Some(false),
            Route::Implicit(host) => host.has_address(),
            Route::Unknown => None,
        }
    }

    /// Whether the domain is known not to exist.
    pub fn is_domain_gone(&self) -> bool {
        matches!(self.route, Route::NoSuchDomain)
    }

    /// Every answer that the route rests on.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        std::iter::once(&self.mx).chain(self.hosts().flat_map(|host| [&host.a, &host.aaaa]))
    }

    /// The domain above a host that does not exist, if it does not exist
    /// either, so that anyone could register it.
    pub fn missing_domain(&self, host: &Name) -> Option<&Answer> {
        let gone = |answer: &&Rc<Answer>| answer.outcome == Outcome::NoSuchName;
        let mut above = self.above.iter().filter(gone);
        above
            .find(|answer| host.is_within(&answer.question.name))
            .map(Rc::as_ref)
    }
}

/// The domain of a host that people register, as well as it can be told
/// without a list of public suffixes: two labels, or three where the second is
/// as short as `co` in `co.uk`.
pub(super) fn registrable(host: &Name) -> Option<Name> {
    let labels: Vec<_> = host.labels().collect();
    let [.., second, top] = labels.as_slice() else {
        return None;
    };
    let count = match top.len() == 2 && second.len() <= 3 {
        true => 3,
        false => 2,
    };
    (labels.len() >= count).then(|| host.suffix(count))
}

/// The hosts that mail would be brought to, each once, as far as the answer to
/// the question for MX records tells.
pub fn host_names(domain: &Name, mx: &Answer) -> Vec<Name> {
    if mx.outcome == Outcome::NoData {
        return vec![domain.clone()];
    }
    let mut hosts = Vec::new();
    for (_, host) in mx.exchangers() {
        let is_name = !host.is_root() && host.as_str().parse::<IpAddr>().is_err();
        if is_name && !hosts.contains(host) {
            hosts.push(host.clone());
        }
    }
    hosts
}

impl Exchange {
    /// Asks for what a name points to.
    pub(super) async fn find(client: &Client, name: Name) -> Self {
        if name.is_root() {
            return Self::Null;
        }
        match name.as_str().parse() {
            Ok(address) => Self::AddressLiteral(address),
            Err(_) => Self::Host(HostAddresses::find(client, &name).await),
        }
    }
}

impl HostAddresses {
    /// Asks for the IPv4 and IPv6 addresses of a host.
    pub async fn find(client: &Client, name: &Name) -> Self {
        let (a, aaaa) = future::join(
            client.ask(name, RecordType::A),
            client.ask(name, RecordType::AAAA),
        )
        .await;
        Self {
            name: name.clone(),
            a,
            aaaa,
        }
    }

    /// The addresses that were found.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.a.addresses().chain(self.aaaa.addresses())
    }

    /// Where the name leads, if it is an alias (CNAME).
    pub fn alias(&self) -> Option<&Name> {
        [&self.a, &self.aaaa]
            .into_iter()
            .find(|answer| !answer.aliases.is_empty())
            .map(|answer| answer.canonical_name())
    }

    /// Whether the name does not exist.
    pub fn is_gone(&self) -> bool {
        [&self.a, &self.aaaa]
            .iter()
            .all(|answer| answer.outcome == Outcome::NoSuchName)
    }

    /// Whether there is an address; `None` where it could not be found out.
    pub fn has_address(&self) -> Option<bool> {
        if self.addresses().next().is_some() {
            return Some(true);
        }
        let failed = self.a.outcome.is_failed() || self.aaaa.outcome.is_failed();
        (!failed).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_that_people_register() {
        for (host, domain) in [
            ("mail.d.example", Some("d.example")),
            ("mx.mail.d.co.uk", Some("d.co.uk")),
            ("mail.d.com.cn", Some("d.com.cn")),
            ("mail.example.cn", Some("example.cn")),
            ("d.example", Some("d.example")),
            ("co.uk", None),
            ("localhost", None),
        ] {
            let host = Name::parse(host).unwrap();
            let domain = domain.map(|domain| Name::parse(domain).unwrap());
            assert_eq!(registrable(&host), domain, "{host}");
        }
    }
}
