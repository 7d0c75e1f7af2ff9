//! What following terms costs (RFC 7208 §4.6.4).

use serde::Serialize;

/// What following a term or a record costs.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Cost {
    /// Terms that ask DNS.
    pub lookups: Amount,
    /// Questions that bring nothing when the client's address is IPv4.
    pub voids_ip4: Amount,
    /// The same when it is IPv6.
    pub voids_ip6: Amount,
}

/// A number that is known, or known to lie between two.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Amount {
    /// At least so many.
    pub least: usize,
    /// At most so many; `None` where there is no telling.
    pub most: Option<usize>,
}
