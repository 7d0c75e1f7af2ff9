//! What following terms costs (RFC 7208 §4.6.4).
//!
//! A cost is that of coming to the end. A match ends an evaluation earlier,
//! and so does a fault: a syntax error, a name without a record, more than ten
//! exchangers. What stands behind such a place is counted all the same, for it
//! is evaluated as soon as the fault is mended.

use super::{Leads, LookupKind};
use crate::dns::Answer;
use crate::follow::spf::check_host::is_void;
use crate::follow::spf::{LOOKUP_LIMIT, MX_LIMIT, PTR_LIMIT};
use serde::Serialize;
use std::iter::Sum;
use std::net::IpAddr;
use std::ops::Add;

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
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Amount {
    /// At least so many.
    pub least: usize,
    /// At most so many; `None` where there is no telling.
    pub most: Option<usize>,
}

impl Amount {
    /// Nothing.
    pub const NONE: Self = Self::exactly(0);

    /// Just so many.
    pub const fn exactly(number: usize) -> Self {
        Self::between(number, number)
    }

    /// At least one number, at most the other.
    pub const fn between(least: usize, most: usize) -> Self {
        Self {
            least,
            most: Some(most),
        }
    }

    /// So many or any number more.
    pub const fn from(least: usize) -> Self {
        Self { least, most: None }
    }

    /// The number, if it is known.
    pub fn exact(self) -> Option<usize> {
        self.most.filter(|most| *most == self.least)
    }

    /// Whether it is more than `limit`; `None` where it may be.
    pub fn exceeds(self, limit: usize) -> Option<bool> {
        if self.least > limit {
            return Some(true);
        }
        self.most.is_some_and(|most| most <= limit).then_some(false)
    }
}

impl Default for Amount {
    fn default() -> Self {
        Self::NONE
    }
}

impl Add for Amount {
    type Output = Self;

    /// What is too large to count has no upper end.
    fn add(self, other: Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: match (self.most, other.most) {
                (Some(one), Some(other)) => one.checked_add(other),
                _ => None,
            },
        }
    }
}

impl Cost {
    /// Whatever it may be: what is led to is not known.
    pub const OPEN: Self = Self {
        lookups: Amount::from(0),
        voids_ip4: Amount::from(0),
        voids_ip6: Amount::from(0),
    };

    /// Going round until the limit: of the ten lookups none is left.
    pub const LOOP: Self = Self {
        lookups: Amount::from(LOOKUP_LIMIT),
        ..Self::OPEN
    };

    /// The questions that bring nothing, for a client of this family.
    pub fn voids(&self, client: IpAddr) -> Amount {
        match client {
            IpAddr::V4(_) => self.voids_ip4,
            IpAddr::V6(_) => self.voids_ip6,
        }
    }

    fn of(lookups: usize, voids_ip4: Amount, voids_ip6: Amount) -> Self {
        Self {
            lookups: Amount::exactly(lookups),
            voids_ip4,
            voids_ip6,
        }
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            lookups: self.lookups + other.lookups,
            voids_ip4: self.voids_ip4 + other.voids_ip4,
            voids_ip6: self.voids_ip6 + other.voids_ip6,
        }
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::default(), Self::add)
    }
}

/// What a term that asks DNS costs without the record that it leads to.
///
/// `validates` says that a macro asks for a validated name of the client,
/// whose questions count as well.
pub(super) fn own(kind: LookupKind, leads: &Leads, validates: bool, txt: Option<&Answer>) -> Cost {
    let (ip4, ip6) = match leads {
        Leads::Nowhere | Leads::Explanation(_) => return Cost::default(),
        Leads::Record { .. } => both(txt.map_or(Amount::between(0, 1), voids)),
        Leads::Sender | Leads::NotFollowed => both(most(unknown_voids(kind, validates))),
        Leads::Malformed(_) => both(Amount::NONE),
        Leads::Host(host) => (voids(&host.a), voids(&host.aaaa)),
        Leads::Exchangers { mx, hosts } => {
            if mx.outcome.is_failed() {
                both(most(MX_LIMIT))
            } else {
                let ip4 = hosts.iter().map(|host| voids(&host.a));
                let ip6 = hosts.iter().map(|host| voids(&host.aaaa));
                let sum = |hosts: Amount| match leads.too_many_exchangers() {
                    // Some receivers give up before they ask for any of them.
                    true => Amount { least: 0, ..hosts },
                    false => hosts + voids(mx),
                };
                (
                    sum(ip4.fold(Amount::NONE, Amount::add)),
                    sum(ip6.fold(Amount::NONE, Amount::add)),
                )
            }
        }
        Leads::Exists(answer) => both(voids(answer)),
        Leads::ClientNames(_) => both(most(PTR_LIMIT)),
    };
    Cost::of(1, ip4, ip6)
}

/// How many questions of a term bring nothing at most, where it is not known
/// what it leads to. Either the names bring nothing, or each of them may.
fn unknown_voids(kind: LookupKind, validates: bool) -> usize {
    let validating = if validates { PTR_LIMIT } else { 0 };
    validating
        + match kind {
            LookupKind::Include | LookupKind::Redirect => 1,
            LookupKind::A | LookupKind::Exists => 1,
            LookupKind::Mx => MX_LIMIT,
            LookupKind::Ptr => PTR_LIMIT,
        }
}

fn both(amount: Amount) -> (Amount, Amount) {
    (amount, amount)
}

fn most(most: usize) -> Amount {
    Amount::between(0, most)
}

/// A question that failed may have brought nothing.
fn voids(answer: &Answer) -> Amount {
    Amount {
        least: usize::from(is_void(answer)),
        most: Some(usize::from(is_void(answer) || answer.outcome.is_failed())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_limit_is_yes_no_or_unknown() {
        for (amount, over) in [
            (Amount::exactly(10), Some(false)),
            (Amount::exactly(11), Some(true)),
            (Amount::between(3, 10), Some(false)),
            (Amount::between(3, 11), None),
            (Amount::from(3), None),
            (Amount::from(11), Some(true)),
        ] {
            assert_eq!(amount.exceeds(LOOKUP_LIMIT), over, "{amount:?}");
        }
    }

    #[test]
    fn what_is_too_large_has_no_end() {
        let large = Amount::exactly(usize::MAX);
        assert_eq!(large + Amount::exactly(1), Amount::from(usize::MAX));
    }
}
