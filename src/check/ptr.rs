//! Names of addresses: do they lead back? It matters for addresses that send,
//! and hardly for those that only receive.

mod name;

use super::finding::{self, Finding};
use crate::dns::Name;
use crate::follow::reverse::{Confirmation, Reverse, ReverseZone, Role};
use name::{is_generic, is_unusable};
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
        /// The address has no name, and is not known to send.
        Missing { address: IpAddr, role: Role, zone: Option<ReverseZone> } => {
            "ptr-missing", Advice, Rfc(1912, "2.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The address has no name, and SPF lets it send.
        SenderMissing { address: IpAddr, zone: Option<ReverseZone> } => {
            "ptr-of-sender-missing", Warning { BulkSender: Error }, Rfc(1912, "2.1"),
            bad: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\""),
            good: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\"\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The address has names, and none of them comes back to it; it is not
        /// known to send.
        NotConfirmed { address: IpAddr, name: Name, found: Vec<IpAddr>, zone: Option<ReverseZone> } => {
            "ptr-not-confirmed", Advice, Rfc(1912, "2.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR other.d"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The same, of an address that SPF lets send.
        SenderNotConfirmed { address: IpAddr, name: Name, found: Vec<IpAddr>, zone: Option<ReverseZone> } => {
            "ptr-of-sender-not-confirmed", Warning { BulkSender: Error }, Rfc(8601, "2.7.3"),
            bad: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\"\n1.2.0.192.in-addr.arpa. PTR other.d"),
            good: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\"\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The address has several names, of which receivers may take any.
        Several { address: IpAddr, count: usize } => {
            "ptr-several", Advice, Rfc(8601, "2.7.3"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d\n1.2.0.192.in-addr.arpa. PTR www.d"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The name of an address that sends looks like one that a provider
        /// gives to all its customers.
        Generic { address: IpAddr, name: Name } => {
            "ptr-name-generic", Warning, Practice,
            bad: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\"\nhost-192-0-2-1.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR host-192-0-2-1.d"),
            good: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\"\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The name is an alias, where a host's own name belongs.
        NameIsAlias { address: IpAddr, name: Name, target: Name } => {
            "ptr-name-is-alias", Advice, Rfc(1912, "2.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nalias.d CNAME mail.d\n1.2.0.192.in-addr.arpa. PTR alias.d"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The network's holder handed the address's names over by an alias, and
        /// there are none at its end.
        AliasOfNothing { address: IpAddr, target: Name } => {
            "ptr-alias-of-nothing", Advice, Rfc(2317, "4"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. CNAME 1.0-63.2.0.192.in-addr.arpa."),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. CNAME 1.0-63.2.0.192.in-addr.arpa.\n1.0-63.2.0.192.in-addr.arpa. PTR mail.d"),
        },
        /// The name is none that a host could have: an address, `localhost`, a
        /// single label.
        NameUnusable { address: IpAddr, name: Name } => {
            "ptr-name-unusable", Advice, Rfc(1912, "2.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n1.2.0.192.in-addr.arpa. PTR localhost."),
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
    let mut findings = Vec::new();
    let mut push = |fact| findings.push(Finding::new(fact, answers()));
    match reverse.confirmation() {
        Confirmation::Confirmed(name) => {
            if reverse.role == Role::Sends && is_generic(name.as_str(), address) {
                let name = name.clone();
                push(Fact::Generic { address, name });
            }
            push(Fact::Confirmed { address, name });
        }
        Confirmation::Contradicted(name) => push(contradicted(reverse, name)),
        Confirmation::Nameless => {
            push(nameless(reverse));
            if let Some(alias) = reverse.ptr.aliases.last() {
                let target = alias.target.clone();
                push(Fact::AliasOfNothing { address, target });
            }
        }
        Confirmation::Unknown => findings.extend(finding::unanswered(answers())),
    }
    let mut push = |fact| findings.push(Finding::new(fact, answers()));
    let count = reverse.ptr.records().len();
    if count > 1 {
        push(Fact::Several { address, count });
    }
    for name in &reverse.names {
        if is_unusable(name.name.as_str()) {
            let name = name.name.clone();
            push(Fact::NameUnusable { address, name });
        } else if !name.forward.aliases.is_empty() {
            push(Fact::NameIsAlias {
                address,
                name: name.name.clone(),
                target: name.forward.canonical_name().clone(),
            });
        }
    }
    findings
}

fn contradicted(reverse: &Reverse, name: Name) -> Fact {
    let (address, zone) = (reverse.address, reverse.zone());
    let names = reverse.names.iter();
    let found = names.flat_map(|name| name.forward.addresses()).collect();
    match reverse.role {
        Role::Sends => Fact::SenderNotConfirmed {
            address,
            name,
            found,
            zone,
        },
        Role::Receives | Role::Unknown => Fact::NotConfirmed {
            address,
            name,
            found,
            zone,
        },
    }
}

fn nameless(reverse: &Reverse) -> Fact {
    let (address, zone, role) = (reverse.address, reverse.zone(), reverse.role);
    match role {
        Role::Sends => Fact::SenderMissing { address, zone },
        Role::Receives | Role::Unknown => Fact::Missing {
            address,
            role,
            zone,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Client;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use futures_util::FutureExt;

    fn met(zone: &str, role: Role) -> Vec<&'static str> {
        let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
        let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
        let asking = Reverse::find(&client, "192.0.2.1".parse().unwrap());
        let reverse = asking.now_or_never().unwrap();
        let findings = judge(&[Reverse { role, ..reverse }]);
        findings.iter().map(|it| it.fact.rule().id).collect()
    }

    #[test]
    fn what_sends_wants_a_name() {
        assert_eq!(met("", Role::Sends), ["ptr-of-sender-missing"]);
        assert_eq!(met("", Role::Receives), ["ptr-missing"]);
        assert_eq!(met("", Role::Unknown), ["ptr-missing"]);
        let other = "1.2.0.192.in-addr.arpa. PTR m\nm A 192.0.2.9";
        assert_eq!(met(other, Role::Sends), ["ptr-of-sender-not-confirmed"]);
        assert_eq!(met(other, Role::Receives), ["ptr-not-confirmed"]);
    }

    #[test]
    fn a_generic_name_matters_where_mail_is_sent() {
        let zone = "1.2.0.192.in-addr.arpa. PTR dsl-192-0-2-1\ndsl-192-0-2-1 A 192.0.2.1";
        assert_eq!(met(zone, Role::Receives), ["ptr-confirmed"]);
        assert_eq!(
            met(zone, Role::Sends),
            ["ptr-name-generic", "ptr-confirmed"]
        );
    }

    #[test]
    fn what_failed_is_unknown() {
        let zone = "1.2.0.192.in-addr.arpa. PTR m\n$FAIL timeout m";
        assert_eq!(met(zone, Role::Sends), ["lookup-failed"]);
    }
}
