//! Forward-confirmed reverse DNS: from an address to its names and back
//! (RFC 8601 §2.7.3, "iprev").

use super::spf::{Network, PublishedSpf, Selection, Special, address_type};
use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, RecordType};
use crate::record::spf::{self, Mechanism, Qualifier};
use futures_util::future;
use serde::Serialize;
use std::net::IpAddr;
use std::rc::Rc;

/// An address, its names, and where they lead.
#[derive(Clone, Debug)]
pub struct Reverse {
    /// The address that was asked about.
    pub address: IpAddr,
    /// What it does for the domain.
    pub role: Role,
    /// Its PTR records.
    pub ptr: Rc<Answer>,
    /// Its names, and what each leads back to.
    pub names: Vec<ReverseName>,
    /// The SOA record of the reverse zone that it is in, where no name comes
    /// back and the zone could be found.
    pub soa: Option<Rc<Answer>>,
}

/// What an address does for a domain.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The domain's SPF record lets it send.
    Sends,
    /// Mail is brought to it, and SPF does not let it send.
    Receives,
    /// It is not known whether it sends.
    Unknown,
}

/// The zone that an address's names stand in: whose it is, as its SOA record
/// tells (RFC 1035 §3.3.13). They alone can set the names.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReverseZone {
    /// The zone.
    pub name: Name,
    /// Its primary name server.
    pub primary: Name,
    /// The mailbox of those who keep it, written as a name: the first dot
    /// stands for `@`.
    pub mailbox: Name,
}

/// One name of an address.
#[derive(Clone, Debug)]
pub struct ReverseName {
    /// The name.
    pub name: Name,
    /// The name's addresses, of the family of the address it came from.
    pub forward: Rc<Answer>,
}

/// Whether an address's name comes back to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Confirmation {
    /// A name comes back to the address.
    Confirmed(Name),
    /// There are names, and none comes back.
    Contradicted(Name),
    /// The address has no name.
    Nameless,
    /// It could not be found out.
    Unknown,
}

/// More names than this are not followed, as receivers do not either
/// (RFC 7208 §4.6.4).
const NAMES_FOLLOWED: usize = 10;

impl Reverse {
    /// Asks for an address's names, and for the addresses of each.
    pub async fn find(client: &Client, address: IpAddr) -> Self {
        let ptr = client.ask(&Name::reverse(address), RecordType::PTR).await;
        let names: Vec<_> = ptr
            .records()
            .iter()
            .filter_map(|record| match &record.data {
                Data::Ptr(name) => Some(name.clone()),
                _ => None,
            })
            .take(NAMES_FOLLOWED)
            .collect();
        let rtype = address_type(address);
        let names = future::join_all(names.into_iter().map(|name| async move {
            let forward = client.ask(&name, rtype).await;
            ReverseName { name, forward }
        }))
        .await;
        let mut reverse = Self {
            address,
            role: Role::Unknown,
            ptr,
            names,
            soa: None,
        };
        if matches!(
            reverse.confirmation(),
            Confirmation::Nameless | Confirmation::Contradicted(_)
        ) {
            reverse.soa = find_soa(client, address, &reverse.ptr).await;
        }
        reverse
    }

    /// Whether a name comes back to the address.
    pub fn confirmation(&self) -> Confirmation {
        if let Some(name) = self.names.iter().find(|name| name.leads_to(self.address)) {
            return Confirmation::Confirmed(name.name.clone());
        }
        let unknown = self.ptr.outcome.is_failed()
            || self
                .names
                .iter()
                .any(|name| name.forward.outcome.is_failed());
        match self.names.first() {
            _ if unknown => Confirmation::Unknown,
            Some(name) => Confirmation::Contradicted(name.name.clone()),
            None => Confirmation::Nameless,
        }
    }

    /// Every answer that the confirmation rests on.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let names = self.names.iter().map(|name| &name.forward);
        std::iter::once(&self.ptr).chain(names).chain(&self.soa)
    }

    /// The reverse zone that the address is in, where it was looked for and
    /// found.
    pub fn zone(&self) -> Option<ReverseZone> {
        let records = self.soa.as_ref()?.records().iter();
        records
            .filter_map(|record| match &record.data {
                Data::Soa { mname, rname, .. } => Some(ReverseZone {
                    name: record.owner.clone(),
                    primary: mname.clone(),
                    mailbox: rname.clone(),
                }),
                _ => None,
            })
            .next()
    }
}

/// Asks where the zone of an address's names begins: where an alias leads to it
/// (RFC 2317), and else at the borders of networks that are handed out, all at
/// once.
async fn find_soa(client: &Client, address: IpAddr, ptr: &Answer) -> Option<Rc<Answer>> {
    /// As many labels as /24, /16 and /8 have.
    const IP4: [usize; 3] = [5, 4, 3];
    /// As many labels as /64, /48 and /32 have.
    const IP6: [usize; 3] = [18, 14, 10];
    let labels = if address.is_ipv4() { IP4 } else { IP6 };
    if let Some(zone) = ptr.aliases.last().and_then(|alias| alias.target.parent()) {
        let handed_over = client.ask(&zone, RecordType::SOA).await;
        if !handed_over.records().is_empty() {
            return Some(handed_over);
        }
    }
    let name = Name::reverse(address);
    let asked = labels.map(|count| client.ask(&name.suffix(count), RecordType::SOA));
    let answers = future::join_all(asked).await;
    answers
        .into_iter()
        .find(|answer| !answer.records().is_empty())
}

/// More addresses than this are not looked at.
const LISTED: usize = 10;

/// The addresses that a domain's SPF record lists one by one, and lets send.
pub fn listed(spf: &PublishedSpf) -> Vec<IpAddr> {
    let Selection::One(text) = spf.selection() else {
        return Vec::new();
    };
    let record = spf::read(&text);
    let mut addresses = Vec::new();
    for directive in record.directives() {
        let (address, whole) = match &directive.value.mechanism {
            Mechanism::Ip4 { address, prefix } => {
                let whole = prefix.is_none_or(|prefix| prefix.value == 32);
                (IpAddr::V4(address.value), whole)
            }
            Mechanism::Ip6 { address, prefix } => {
                let whole = prefix.is_none_or(|prefix| prefix.value == 128);
                (IpAddr::V6(address.value), whole)
            }
            _ => continue,
        };
        let passes = directive.value.qualifier() == Qualifier::Pass;
        if whole && passes && has_route(address) && !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses.truncate(LISTED);
    addresses
}

/// Whether an address may be somebody's on the internet. Examples and tests
/// use addresses that are set aside for them.
pub fn has_route(address: IpAddr) -> bool {
    let special = Special::of(Network::new(address, 128));
    matches!(
        special,
        None | Some(Special::Documentation | Special::Reserved)
    )
}

impl ReverseName {
    /// Whether the name has this address.
    pub fn leads_to(&self, address: IpAddr) -> bool {
        self.forward.addresses().any(|found| found == address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use futures_util::FutureExt;

    fn client(zone: &str) -> Client {
        let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
        Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()))
    }

    #[test]
    fn addresses_that_stand_alone_are_listed() {
        let client = client(
            "d TXT \"v=spf1 ip4:192.0.2.1 ip4:192.0.2.2/32 ip4:192.0.2.0/24 -ip4:192.0.2.3 \" \
             \"ip4:10.0.0.1 ip4:192.0.2.1 ip6:2001:db8::1 ip6:2001:db8::/64 a mx -all\"",
        );
        let domain = Name::parse("d.example").unwrap();
        let spf = PublishedSpf::find(&client, &domain).now_or_never().unwrap();
        let addresses: [IpAddr; 3] =
            ["192.0.2.1", "192.0.2.2", "2001:db8::1"].map(|it| it.parse().unwrap());
        assert_eq!(listed(&spf), addresses);
    }

    #[test]
    fn the_zone_of_an_address_without_a_name_is_told() {
        let zone =
            "$ORIGIN 0.192.in-addr.arpa.\n@ SOA ns1.d.example. hostmaster.d.example. 1 2 3 4 5";
        let address = "192.0.2.1".parse().unwrap();
        let reverse = Reverse::find(&client(zone), address)
            .now_or_never()
            .unwrap();
        let zone = reverse.zone().unwrap();
        assert_eq!(zone.name.as_str(), "0.192.in-addr.arpa");
        assert_eq!(zone.primary.as_str(), "ns1.d.example");
        let customer = "$ORIGIN 2.0.192.in-addr.arpa.\n@ SOA ns.isp.example. h.isp.example. 1 2 3 4 5\n\
                        1 CNAME 1.0-63\n0-63 SOA ns.d.example. h.d.example. 1 2 3 4 5";
        let reverse = Reverse::find(&client(customer), address)
            .now_or_never()
            .unwrap();
        assert_eq!(reverse.confirmation(), Confirmation::Nameless);
        let zone = reverse.zone().unwrap();
        assert_eq!(zone.name.as_str(), "0-63.2.0.192.in-addr.arpa");
        let failing = client("$FAIL servfail *.in-addr.arpa.");
        let reverse = Reverse::find(&failing, address).now_or_never().unwrap();
        assert_eq!(reverse.confirmation(), Confirmation::Unknown);
        assert_eq!(reverse.zone(), None);
        assert_eq!(failing.log().len(), 1);
    }
}
