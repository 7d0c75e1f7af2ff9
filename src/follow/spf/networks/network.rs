//! One network: an address and the length of a prefix.

use super::ranges::low_bits;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The addresses that begin with the same bits.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Network {
    /// The first of them.
    address: IpAddr,
    /// How many bits are the same.
    prefix: u8,
}

impl Network {
    /// The network that `address` is in. A prefix that is longer than an
    /// address stands for the whole of it.
    pub fn new(address: IpAddr, prefix: u8) -> Self {
        let prefix = prefix.min(bits(address));
        let others = low_bits(u32::from(bits(address) - prefix));
        let address = match address {
            IpAddr::V4(address) => {
                let others = others as u32;
                IpAddr::V4(Ipv4Addr::from(u32::from(address) & !others))
            }
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & !others)),
        };
        Self { address, prefix }
    }

    /// Its first address.
    pub fn address(self) -> IpAddr {
        self.address
    }

    /// The length of its prefix, in bits.
    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// How many bits its addresses have.
    pub fn bits(self) -> u8 {
        bits(self.address)
    }

    /// Whether all of `other` is in it.
    pub fn covers(self, other: Self) -> bool {
        let ((first, last), (other_first, other_last)) = (self.ends(), other.ends());
        self.bits() == other.bits() && first <= other_first && other_last <= last
    }

    /// Whether it is of IPv4 addresses mapped into IPv6. No client has one:
    /// to receivers they are IPv4 addresses (RFC 7208 §5).
    pub fn is_mapped(self) -> bool {
        match self.address {
            IpAddr::V4(_) => false,
            IpAddr::V6(address) => address.to_ipv4_mapped().is_some() && self.prefix >= 96,
        }
    }

    /// Its first and its last address, as numbers.
    pub(super) fn ends(self) -> (u128, u128) {
        let first = match self.address {
            IpAddr::V4(address) => u32::from(address).into(),
            IpAddr::V6(address) => address.into(),
        };
        let others = low_bits(u32::from(self.bits() - self.prefix));
        (first, first | others)
    }
}

impl fmt::Display for Network {
    /// As SPF writes it: without the prefix where it is one address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(f)?;
        if self.prefix < self.bits() {
            f.write_str("/")?;
            self.prefix.fmt(f)?;
        }
        Ok(())
    }
}

fn bits(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_bits_are_cut_off() {
        for (address, prefix, text) in [
            ("192.0.2.7", 32, "192.0.2.7"),
            ("192.0.2.7", 33, "192.0.2.7"),
            ("192.0.2.7", 24, "192.0.2.0/24"),
            ("192.0.2.7", 0, "0.0.0.0/0"),
            ("2001:db8::7", 64, "2001:db8::/64"),
            ("2001:db8::7", 0, "::/0"),
        ] {
            let network = Network::new(address.parse().unwrap(), prefix);
            assert_eq!(network.to_string(), text);
        }
    }

    #[test]
    fn families_do_not_mix() {
        let all = |address: &str| Network::new(address.parse().unwrap(), 0);
        assert!(!all("::").covers(all("0.0.0.0")));
        assert!(all("::").covers(all("::")));
    }
}
