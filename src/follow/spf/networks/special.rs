//! Addresses that are set aside.

use super::Network;
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

impl Special {
    /// What a network is set aside for, if all of it is.
    pub fn of(network: Network) -> Option<Self> {
        SPECIAL
            .iter()
            .find(|(address, prefix, _)| Network::new(*address, *prefix).covers(network))
            .map(|(_, _, kind)| *kind)
    }
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

    #[test]
    fn a_network_is_special_as_a_whole() {
        for (address, prefix, kind) in [
            ("10.1.2.3", 32, Some(Special::Private)),
            ("10.0.0.0", 8, Some(Special::Private)),
            ("10.0.0.0", 7, None),
            ("8.8.8.8", 32, None),
            ("fe80::1", 128, Some(Special::LinkLocal)),
            ("::", 0, None),
        ] {
            let network = Network::new(address.parse().unwrap(), prefix);
            assert_eq!(Special::of(network), kind, "{network}");
        }
    }
}
