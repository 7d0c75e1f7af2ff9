//! Names of addresses: do they lead back?

use super::finding::{self, Finding};
use crate::dns::Name;
use crate::follow::reverse::{Confirmation, Reverse};
use std::net::IpAddr;
use std::rc::Rc;

crate::rules! {
    /// What can be found of an address's names.
    pub enum Fact in Ptr {
        /// The address has a name that comes back to it.
        Confirmed { address: IpAddr, name: Name } => {
            "ptr-confirmed", Good, Rfc(8601, "2.7.3"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The address has no name.
        Missing { address: IpAddr } => {
            "ptr-missing", Advice, Rfc(1912, "2.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The address has names, and none of them comes back to it.
        NotConfirmed { address: IpAddr, name: Name } => {
            "ptr-not-confirmed", Advice, Rfc(1912, "2.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR other.d"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
    }
}

/// Judges whether each address's names lead back to it.
pub fn judge(reverses: &[Reverse]) -> Vec<Finding> {
    reverses.iter().flat_map(judge_one).collect()
}

fn judge_one(reverse: &Reverse) -> Vec<Finding> {
    let address = reverse.address;
    let answers = || reverse.answers().map(Rc::as_ref);
    let fact = match reverse.confirmation() {
        Confirmation::Confirmed(name) => Fact::Confirmed { address, name },
        Confirmation::Contradicted(name) => Fact::NotConfirmed { address, name },
        Confirmation::Nameless => Fact::Missing { address },
        Confirmation::Unknown => return finding::unanswered(answers()).collect(),
    };
    vec![Finding::new(fact, answers())]
}
