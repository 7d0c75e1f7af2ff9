//! The networks that a record lets send.

use super::Fact;
use crate::record::span::{Span, Spanned};
use crate::record::spf::{DualCidrLength, Mechanism, Qualifier, Record};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What addresses are set aside for (RFC 6890).
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Special {
    /// Networks of one's own: `10.0.0.0/8`, `fc00::/7`.
    Private,
    /// A host itself: `127.0.0.0/8`, `::1`.
    Loopback,
    /// One cable: `169.254.0.0/16`, `fe80::/10`.
    LinkLocal,
    /// Behind the address translation of a provider: `100.64.0.0/10`.
    Shared,
    /// Examples in documents: `192.0.2.0/24`, `2001:db8::/32`.
    Documentation,
    /// Groups of hosts: `224.0.0.0/4`, `ff00::/8`.
    Multicast,
    /// Other uses: tests, protocols, the future.
    Reserved,
}

/// A network, and the term that names it.
struct Network {
    address: IpAddr,
    prefix: u8,
    qualifier: Qualifier,
    span: Span,
}

/// Tells of the networks of `record`.
pub(super) fn judge(record: &Record<'_>, facts: &mut Vec<Spanned<Fact>>) {
    let networks: Vec<Network> = networks(record).collect();
    for network in &networks {
        network.judge(facts);
    }
    around_hosts(record, facts);
    covered(record, &networks, facts);
}

fn networks(record: &Record<'_>) -> impl Iterator<Item = Network> {
    record.directives().filter_map(|directive| {
        let (address, prefix) = match &directive.value.mechanism {
            Mechanism::Ip4 { address, prefix } => (IpAddr::V4(address.value), *prefix),
            Mechanism::Ip6 { address, prefix } => (IpAddr::V6(address.value), *prefix),
            _ => return None,
        };
        Some(Network {
            address,
            prefix: prefix.map_or(bits(address), |prefix| prefix.value),
            qualifier: directive.value.qualifier(),
            span: directive.span,
        })
    })
}

/// How many bits an address has.
fn bits(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

impl Network {
    fn judge(&self, facts: &mut Vec<Spanned<Fact>>) {
        let mut push = |fact| facts.push(Spanned::new(fact, self.span));
        if self.first() != self.number() {
            let network = self.masked().to_string() + "/" + &self.prefix.to_string();
            push(Fact::NetworkHostBits { network });
        }
        if self.qualifier != Qualifier::Pass {
            return;
        }
        if let IpAddr::V6(address) = self.address
            && address.to_ipv4_mapped().is_some()
            && self.prefix >= 96
        {
            push(Fact::NetworkMapped);
        } else if let Some(kind) = special(self.masked(), self.prefix) {
            push(Fact::NetworkSpecial { kind });
        } else if let Some(fact) = breadth(self.prefix, bits(self.address)) {
            push(fact);
        }
    }

    fn number(&self) -> u128 {
        match self.address {
            IpAddr::V4(address) => u128::from(u32::from(address)),
            IpAddr::V6(address) => u128::from(address),
        }
    }

    /// The first address, as a number.
    fn first(&self) -> u128 {
        let host_bits = u32::from(bits(self.address) - self.prefix);
        let mask = u128::MAX.checked_shl(host_bits).unwrap_or(0);
        self.number() & mask
    }

    /// The last address, as a number.
    fn last(&self) -> u128 {
        let host_bits = u32::from(bits(self.address) - self.prefix);
        let hosts = u128::MAX.checked_shl(host_bits).unwrap_or(0);
        self.first() | !hosts
    }

    fn masked(&self) -> IpAddr {
        let first = self.first();
        match self.address {
            IpAddr::V4(_) => {
                u32::try_from(first).map_or(self.address, |first| IpAddr::V4(Ipv4Addr::from(first)))
            }
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from(first)),
        }
    }
}

/// What is to be said of how many addresses a prefix holds.
fn breadth(prefix: u8, bits: u8) -> Option<Fact> {
    // What a whole provider is given: an IPv4 /16, an IPv6 /32.
    let broad = if bits == 32 { 16 } else { 32 };
    match prefix {
        0 => Some(Fact::NetworkEveryone),
        _ if prefix <= broad => Some(Fact::NetworkBroad { prefix, bits }),
        _ => None,
    }
}

/// Tells of the prefixes around the hosts of `a` and `mx`.
fn around_hosts(record: &Record<'_>, facts: &mut Vec<Spanned<Fact>>) {
    for directive in record.directives() {
        let (Mechanism::A { prefix, .. } | Mechanism::Mx { prefix, .. }) =
            directive.value.mechanism
        else {
            continue;
        };
        if directive.value.qualifier() != Qualifier::Pass {
            continue;
        }
        let DualCidrLength { ip4, ip6 } = prefix;
        for (length, bits) in [(ip4, 32), (ip6, 128)] {
            if let Some(length) = length
                && let Some(fact) = breadth(length.value, bits)
            {
                facts.push(Spanned::new(fact, length.span));
            }
        }
    }
}

/// Tells of networks that lie in others which say the same.
fn covered(record: &Record<'_>, networks: &[Network], facts: &mut Vec<Spanned<Fact>>) {
    let mut sorted: Vec<&Network> = networks.iter().collect();
    sorted.sort_by_key(|it| {
        (
            it.qualifier,
            bits(it.address),
            it.first(),
            it.prefix,
            it.span.start,
        )
    });
    let text = |network: &Network| network.span.slice(record.text);
    let mut outer: Option<&Network> = None;
    for inner in sorted {
        match outer {
            Some(outer)
                if outer.qualifier == inner.qualifier
                    && bits(outer.address) == bits(inner.address)
                    && inner.last() <= outer.last() =>
            {
                // The same text again is told of as such.
                if !text(outer).eq_ignore_ascii_case(text(inner)) {
                    let fact = Fact::NetworkCovered {
                        inner: text(inner).to_owned(),
                        outer: text(outer).to_owned(),
                    };
                    facts.push(Spanned::new(fact, inner.span));
                }
            }
            _ => outer = Some(inner),
        }
    }
}

/// What the network at `address` is set aside for, if all of it is.
fn special(address: IpAddr, prefix: u8) -> Option<Special> {
    SPECIAL
        .iter()
        .find(|(network, length, _)| {
            prefix >= *length && {
                let around = Network {
                    address,
                    prefix: *length,
                    qualifier: Qualifier::Pass,
                    span: Span::default(),
                };
                bits(*network) == bits(address) && around.masked() == *network
            }
        })
        .map(|(_, _, kind)| *kind)
}

const fn v4(a: u8, b: u8, c: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(a, b, c, 0))
}

const fn v6(a: u16, b: u16) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0))
}

/// The networks that the special-purpose registries set aside.
const SPECIAL: &[(IpAddr, u8, Special)] = &[
    (v4(0, 0, 0), 8, Special::Reserved),
    (v4(10, 0, 0), 8, Special::Private),
    (v4(100, 64, 0), 10, Special::Shared),
    (v4(127, 0, 0), 8, Special::Loopback),
    (v4(169, 254, 0), 16, Special::LinkLocal),
    (v4(172, 16, 0), 12, Special::Private),
    (v4(192, 0, 0), 24, Special::Reserved),
    (v4(192, 0, 2), 24, Special::Documentation),
    (v4(192, 168, 0), 16, Special::Private),
    (v4(198, 18, 0), 15, Special::Reserved),
    (v4(198, 51, 100), 24, Special::Documentation),
    (v4(203, 0, 113), 24, Special::Documentation),
    (v4(224, 0, 0), 4, Special::Multicast),
    (v4(240, 0, 0), 4, Special::Reserved),
    (IpAddr::V6(Ipv6Addr::LOCALHOST), 128, Special::Loopback),
    (IpAddr::V6(Ipv6Addr::UNSPECIFIED), 128, Special::Reserved),
    (v6(0x100, 0), 64, Special::Reserved),
    (v6(0x2001, 0xdb8), 32, Special::Documentation),
    (v6(0x3fff, 0), 20, Special::Documentation),
    (v6(0xfc00, 0), 7, Special::Private),
    (v6(0xfe80, 0), 10, Special::LinkLocal),
    (v6(0xff00, 0), 8, Special::Multicast),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::spf::read;

    fn facts(terms: &str) -> Vec<Fact> {
        let text = "v=spf1 ".to_owned() + terms;
        let mut facts = Vec::new();
        judge(&read(&text), &mut facts);
        facts.into_iter().map(|fact| fact.value).collect()
    }

    #[test]
    fn addresses_set_aside_are_known() {
        for (term, kind) in [
            ("ip4:127.0.0.1", Special::Loopback),
            ("ip4:172.20.110.39/32", Special::Private),
            ("ip4:100.64.0.0/10", Special::Shared),
            ("ip6:fe80::1", Special::LinkLocal),
            ("ip6:fd00:1::/64", Special::Private),
            ("ip6:2001:db8::/32", Special::Documentation),
        ] {
            assert_eq!(facts(term), [Fact::NetworkSpecial { kind }], "{term}");
        }
        for term in [
            "ip4:8.8.8.8",
            "ip4:172.32.0.0/24",
            "ip6:2a00:1450:4000::/36",
        ] {
            assert_eq!(facts(term), [], "{term}");
        }
        assert_eq!(facts("-ip4:10.0.0.0/8"), []);
    }

    #[test]
    fn host_bits_are_cut_off() {
        let network = "8.8.8.0/24".to_owned();
        assert_eq!(facts("ip4:8.8.8.8/24"), [Fact::NetworkHostBits { network }]);
        let network = "2a00:1450::/48".to_owned();
        let expected = [Fact::NetworkHostBits { network }];
        assert_eq!(facts("ip6:2a00:1450::1/48"), expected);
    }

    #[test]
    fn a_prefix_of_zero_is_everyone() {
        for term in ["ip4:0.0.0.0/0", "ip6:::/0", "a/0", "mx//0"] {
            assert_eq!(facts(term), [Fact::NetworkEveryone], "{term}");
        }
    }

    #[test]
    fn a_network_in_another_is_found() {
        let found = facts("ip4:8.8.8.8 ip4:8.8.0.0/17 ip4:8.8.4.0/24 ip4:9.9.9.9");
        assert_eq!(found.len(), 2);
        assert_eq!(facts("?ip4:8.8.8.8 ip4:8.8.0.0/17"), []);
    }
}
