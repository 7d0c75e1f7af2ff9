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
        /// The name exists, and its answers are validated.
        Signed { domain: Name } => {
            "domain-signed", Good, Rfc(4035, "3.2.3"),
            bad: Zone("$SIGNED d\nd A 192.0.2.1"), good: Zone("d A 192.0.2.1"),
        },
        /// The domain's DNSSEC is broken, so that validating resolvers refuse
        /// to answer for it.
        DnssecBroken { domain: Name } => {
            "domain-dnssec-broken", Error, Rfc(4035, "5.5"),
            bad: Zone("$FAIL bogus d\nd A 192.0.2.1"), good: Zone("d A 192.0.2.1"),
        },
    }
}

/// Judges how DNS holds the domain.
pub fn judge(delegation: &Delegation) -> Vec<Finding> {
    let answers = [&*delegation.soa, &*delegation.ns];
    let domain = || delegation.domain.clone();
    let mut findings: Vec<_> = finding::unanswered(answers).collect();
    if answers.iter().any(|answer| {
        answer.outcome == crate::dns::Outcome::Failed(crate::dns::Failure::DnssecBroken)
    }) {
        findings.push(Finding::new(
            Fact::DnssecBroken { domain: domain() },
            answers,
        ));
    }
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
    if delegation.soa.is_authentic() && !delegation.soa.outcome.is_failed() {
        findings.push(Finding::new(
            Fact::Signed { domain: domain() },
            [&*delegation.soa],
        ));
    }
    findings
}
