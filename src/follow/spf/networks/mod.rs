//! Addresses: those that a record lets send, and sets of them.

mod authorized;
mod flat;
mod matches;
mod network;
mod ranges;
mod special;

pub use authorized::Authorized;
pub use flat::Flat;
pub use network::Network;
pub use special::Special;

use ranges::Ranges;
use std::net::IpAddr;

/// A set of addresses of both families.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Networks {
    ip4: Ranges,
    ip6: Ranges,
}

impl Networks {
    /// No address.
    pub fn none() -> Self {
        Self::default()
    }

    /// Every address.
    pub fn all() -> Self {
        Self {
            ip4: Ranges::new(0, u32::MAX.into()),
            ip6: Ranges::new(0, u128::MAX),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ip4.is_empty() && self.ip6.is_empty()
    }

    /// Whether it is every address.
    pub fn is_all(&self) -> bool {
        *self == Self::all()
    }

    /// Whether an address is among them. An IPv4 address mapped into IPv6 is
    /// an IPv4 address (RFC 7208 §5).
    pub fn contains(&self, address: IpAddr) -> bool {
        match address.to_canonical() {
            IpAddr::V4(address) => self.ip4.contains(u32::from(address).into()),
            IpAddr::V6(address) => self.ip6.contains(address.into()),
        }
    }

    /// Whether all of `other` are among them.
    pub fn covers(&self, other: &Self) -> bool {
        self.ip4.covers(&other.ip4) && self.ip6.covers(&other.ip6)
    }

    /// Puts in a network.
    pub fn insert(&mut self, network: Network) {
        let (first, last) = network.ends();
        match network.address() {
            IpAddr::V4(_) => self.ip4.insert(first, last),
            IpAddr::V6(_) => self.ip6.insert(first, last),
        }
    }

    /// Puts in all of `other`.
    pub fn add(&mut self, other: &Self) {
        self.ip4.add(&other.ip4);
        self.ip6.add(&other.ip6);
    }

    /// Takes out all of `other`.
    pub fn subtract(&mut self, other: &Self) {
        self.ip4.subtract(&other.ip4);
        self.ip6.subtract(&other.ip6);
    }

    /// Those that are in both.
    pub fn intersection(&self, other: &Self) -> Self {
        Self {
            ip4: self.ip4.intersection(&other.ip4),
            ip6: self.ip6.intersection(&other.ip6),
        }
    }

    /// How many IPv4 addresses there are.
    pub fn count_ip4(&self) -> u64 {
        u64::try_from(self.ip4.count()).unwrap_or(u64::MAX)
    }

    /// How many IPv6 addresses there are; all of them are one more than this
    /// can say. Shifted right by 64 it is the number of networks of the size
    /// that a single link has.
    pub fn count_ip6(&self) -> u128 {
        self.ip6.count()
    }

    /// The fewest networks that hold these addresses and no others, by family
    /// and in order.
    pub fn minimal(&self) -> impl Iterator<Item = Network> {
        let ip4 = self.ip4.blocks(32).map(|(first, prefix)| {
            let first = u32::try_from(first).unwrap_or_default();
            Network::new(IpAddr::V4(first.into()), prefix)
        });
        let ip6 = self.ip6.blocks(128);
        ip4.chain(ip6.map(|(first, prefix)| Network::new(IpAddr::V6(first.into()), prefix)))
    }
}

impl FromIterator<Network> for Networks {
    fn from_iter<I: IntoIterator<Item = Network>>(networks: I) -> Self {
        let mut all = Self::none();
        networks.into_iter().for_each(|network| all.insert(network));
        all
    }
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod tests;
