//! The domain itself: is it there, and is it what it seems?

use super::finding::{self, Finding};
use crate::dns::Name;
use crate::follow::delegation::Delegation;

crate::rules! {
    /// What can be found of the domain as a whole.
    pub enum Fact in Domain {
        /// The name does not exist.
        NoSuchDomain { domain: Name } => {
            "domain-does-not-exist", Error, Rfc(8020, "2"),
            bad: Zone(""), good: Zone("d A 192.0.2.1"),
        },
        /// The name has one label: a top-level domain.
        TopLevel { domain: Name } => {
            "domain-is-top-level", Advice, Rfc(7085, "1"),
            bad: Zone("$CHECK example.\nexample. MX 10 mail"), good: Zone("d MX 10 mail"),
        },
        /// The name is an alias: its mail records are those of another name.
        Alias { domain: Name, target: Name } => {
            "domain-is-alias", Warning, Rfc(1034, "3.6.2"),
            bad: Zone("d CNAME host.example.\nhost.example. MX 0 ."),
            good: Zone("d MX 0 ."),
        },
        /// The name is an alias of a name that does not exist.
        AliasOfNothing { domain: Name, target: Name } => {
            "domain-is-alias-of-nothing", Error, Rfc(6604, "3"),
            bad: Zone("d CNAME gone.example."),
            good: Zone("d CNAME host.example.\nhost.example. MX 0 ."),
        },
    }
}

/// Judges how DNS holds the domain.
pub fn judge(delegation: &Delegation) -> Vec<Finding> {
    let answers = [&*delegation.soa, &*delegation.ns];
    let domain = || delegation.domain.clone();
    let mut findings: Vec<_> = finding::unanswered(answers).collect();
    let domain_is_gone = delegation.exists() == Some(false);
    let fact = match (delegation.canonical_name().cloned(), domain_is_gone) {
        (Some(target), true) => Some(Fact::AliasOfNothing {
            domain: domain(),
            target,
        }),
        (Some(target), false) => Some(Fact::Alias {
            domain: domain(),
            target,
        }),
        (None, true) => Some(Fact::NoSuchDomain { domain: domain() }),
        (None, false) => None,
    };
    findings.extend(fact.map(|fact| Finding::new(fact, answers)));
    if delegation.domain.label_count() == 1 && delegation.exists() == Some(true) {
        let fact = Fact::TopLevel { domain: domain() };
        findings.push(Finding::new(fact, answers));
    }
    findings
}
