//! Client subnets (RFC 7871): a question asked as if it came from elsewhere.

use std::fmt;

/// An IPv4 network of 256 addresses that a resolver is told a question comes
/// from: no more than that should be told of anybody (RFC 7871 §11.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ClientSubnet([u8; 3]);

/// A question was asked as if it came from a subnet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AskedFrom {
    /// Where it was said to come from.
    pub subnet: ClientSubnet,
    /// What the resolver made of that.
    pub scope: Scope,
}

/// For which places an answer holds, as far as the resolver says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scope {
    /// Nothing is said of the subnet: it may have been passed by.
    Silent,
    /// The subnet is echoed, without a scope.
    Echoed,
    /// The answer holds for the network of this prefix length around the
    /// subnet (RFC 7871 §7.2.1); 0 means everywhere.
    Prefix(u8),
}

impl ClientSubnet {
    /// How many bits of the address are told.
    pub const PREFIX: u8 = 24;

    /// The network of the addresses that begin with these octets.
    pub const fn new(octets: [u8; 3]) -> Self {
        Self(octets)
    }

    /// The octets that its addresses begin with.
    pub const fn octets(self) -> [u8; 3] {
        self.0
    }
}

impl fmt::Display for ClientSubnet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c] = self.0;
        write!(f, "{a}.{b}.{c}.0/{}", Self::PREFIX)
    }
}
