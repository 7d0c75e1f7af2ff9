//! The networks that a record lets send.

use super::Fact;
use crate::follow::spf::{Network, Special};
use crate::order::Arrange;
use crate::record::span::{Span, Spanned};
use crate::record::spf::{DualCidrLength, Mechanism, Qualifier, Record};
use std::net::IpAddr;

/// A network, and the term that names it.
struct Named {
    network: Network,
    /// The address as written.
    address: IpAddr,
    qualifier: Qualifier,
    span: Span,
}

/// Tells of the networks of `record`.
pub(super) fn judge(record: &Record<'_>, facts: &mut Vec<Spanned<Fact>>) {
    let networks: Vec<Named> = networks(record).collect();
    for network in &networks {
        network.judge(facts);
    }
    around_hosts(record, facts);
    covered(record, &networks, facts);
}

fn networks(record: &Record<'_>) -> impl Iterator<Item = Named> {
    record.directives().filter_map(|directive| {
        let (address, prefix) = match &directive.value.mechanism {
            Mechanism::Ip4 { address, prefix } => (IpAddr::V4(address.value), *prefix),
            Mechanism::Ip6 { address, prefix } => (IpAddr::V6(address.value), *prefix),
            _ => return None,
        };
        Some(Named {
            network: Network::new(address, prefix.map_or(u8::MAX, |prefix| prefix.value)),
            address,
            qualifier: directive.value.qualifier(),
            span: directive.span,
        })
    })
}

impl Named {
    fn judge(&self, facts: &mut Vec<Spanned<Fact>>) {
        let mut push = |fact| facts.push(Spanned::new(fact, self.span));
        if self.network.address() != self.address {
            let network = self.network.to_string();
            push(Fact::NetworkHostBits { network });
        }
        if self.qualifier != Qualifier::Pass {
            return;
        }
        if self.network.is_mapped() {
            push(Fact::NetworkMapped);
        } else if let Some(kind) = Special::of(self.network) {
            push(Fact::NetworkSpecial { kind });
        } else if let Some(fact) = breadth(self.network.prefix(), self.network.bits()) {
            push(fact);
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
fn covered(record: &Record<'_>, networks: &[Named], facts: &mut Vec<Spanned<Fact>>) {
    let mut sorted: Vec<&Named> = networks.iter().collect();
    sorted.arrange_by_key(|it| (it.qualifier, it.network, it.span.start));
    let text = |named: &Named| named.span.slice(record.text);
    let mut outer: Option<&Named> = None;
    for inner in sorted {
        match outer {
            Some(outer)
                if outer.qualifier == inner.qualifier && outer.network.covers(inner.network) =>
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
