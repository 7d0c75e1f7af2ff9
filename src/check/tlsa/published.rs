//! TLSA records as DNS has them: are they signed, and has every mail server
//! some?

use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Failure, Name, Outcome};
use crate::follow::dane::{Dane, DaneHost};
use crate::record::tlsa::Record;
use std::rc::Rc;

crate::rules! {
    /// What can be found of the TLSA records of a domain's mail servers.
    pub enum Fact in Tlsa {
        /// No mail server has any.
        Missing { domain: Name } => {
            "tlsa-missing", Advice, Rfc(7672, "2.2"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                        _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// Some mail servers have them and others do not.
        SomeWithout { hosts: Vec<Name> } => {
            "tlsa-some-hosts-without", Warning, Rfc(7672, "2.2"),
            bad: Zone("$SIGNED d\nd MX 10 a.d\nd MX 20 b.d\na.d A 192.0.2.1\nb.d A 192.0.2.2\n\
                       _25._tcp.a.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("$SIGNED d\nd MX 10 a.d\nd MX 20 b.d\na.d A 192.0.2.1\nb.d A 192.0.2.2\n\
                        _25._tcp.a.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\
                        _25._tcp.b.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// DNSSEC does not vouch for them, so that senders pass over them.
        Unsigned { host: Name } => {
            "tlsa-unsigned", Warning, Rfc(7672, "2.2"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n\
                       _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                        _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// DNSSEC does not vouch for the MX records that lead to them.
        MxUnsigned { domain: Name } => {
            "tlsa-mx-unsigned", Advice, Rfc(7672, "2.2.1"),
            bad: Zone("$SIGNED mail.d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                       _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                        _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// DNSSEC vouches for the records, and not for the addresses.
        AddressUnsigned { host: Name } => {
            "tlsa-address-unsigned", Warning, Rfc(7672, "2.2.2"),
            bad: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d CNAME host\nhost A 192.0.2.1\n\
                       _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                        _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// The records stand below a name that is an alias.
        HostIsAlias { host: Name, target: Name } => {
            "tlsa-host-is-alias", Warning, Rfc(7672, "2.2.3"),
            bad: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d CNAME host.d\nhost.d A 192.0.2.1\n\
                       _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("$SIGNED d\nd MX 10 host.d\nhost.d A 192.0.2.1\n\
                        _25._tcp.host.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// The question for them fails validation, so that senders hold mail
        /// back.
        LookupBroken { host: Name } => {
            "tlsa-lookup-broken", Error, Rfc(7672, "2.1.2"),
            bad: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n$FAIL bogus _25._tcp.mail.d"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The question for them got no answer, where DNSSEC vouches for the
        /// host: a sender that gets none holds mail back too.
        LookupFailed { host: Name } => {
            "tlsa-lookup-failed", Unknown, Rfc(7672, "2.1.2"),
            bad: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n$FAIL servfail _25._tcp.mail.d"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The resolver does not validate, so that it is not known whether
        /// DNSSEC vouches for them.
        SecurityUnknown { host: Name } => {
            "tlsa-security-unknown", Unknown, Rfc(7672, "2.1.3"),
            bad: Zone("$UNVALIDATED\n$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                       _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                        _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// Every mail server has usable ones, and DNSSEC vouches for all.
        InForce { hosts: usize } => {
            "tlsa-in-force", Good, Rfc(7672, "2.2"),
            bad: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1\n\
                       _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n\
                        _25._tcp.mail.d TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
    }
}

/// Judges the TLSA records of a domain's mail servers.
pub fn judge(found: &Dane) -> Vec<Finding> {
    if found.servers.takes_mail() == Some(false) {
        return Vec::new();
    }
    let mx = &*found.servers.mx;
    let mut findings: Vec<_> = finding::unanswered([mx]).collect();
    // Of a host that has no address, senders ask for nothing more.
    let hosts = found
        .hosts
        .iter()
        .filter(|host| host.addresses.has_address() != Some(false));
    findings.extend(hosts.clone().flat_map(judge_host));
    let answers = || found.answers().map(Rc::as_ref);
    let (with, without): (Vec<_>, Vec<_>) = hosts
        .clone()
        .filter(|host| host.tlsa().is_none_or(|tlsa| !tlsa.outcome.is_failed()))
        .partition(|host| host.lines().is_some());
    let reachable = hosts.count();
    let unknown = reachable > with.len() + without.len();
    if with.is_empty() {
        if !without.is_empty() && !unknown {
            let domain = found.servers.domain.clone();
            findings.push(Finding::new(Fact::Missing { domain }, answers()));
        }
        return findings;
    }
    if !without.is_empty() {
        let hosts = without.iter().map(|host| host.addresses.name.clone());
        let hosts = hosts.collect();
        findings.push(Finding::new(Fact::SomeWithout { hosts }, answers()));
    }
    let secure = with.iter().any(|host| tlsa_is_secure(host) == Some(true));
    if secure && mx.is_secure() == Some(false) {
        let domain = found.servers.domain.clone();
        findings.push(Finding::new(Fact::MxUnsigned { domain }, [mx]));
    }
    let hosts = with.len();
    if hosts == reachable
        && mx.is_secure() == Some(true)
        && with.iter().all(|host| is_in_force(host))
    {
        findings.push(Finding::new(Fact::InForce { hosts }, answers()));
    }
    findings
}

fn judge_host(host: &DaneHost) -> Vec<Finding> {
    let Some(tlsa) = host.tlsa() else {
        return Vec::new();
    };
    let name = || host.addresses.name.clone();
    let addresses = [&*host.addresses.a, &*host.addresses.aaaa];
    let answers = || -> Vec<&Answer> { addresses.into_iter().chain([&**tlsa]).collect() };
    let others = host.own.iter().chain(&host.canonical).map(Rc::as_ref);
    let others = others.filter(|answer| answer.question != tlsa.question);
    let mut findings: Vec<_> = finding::unanswered(others).collect();
    match &tlsa.outcome {
        Outcome::Failed(Failure::DnssecBroken) => {
            findings.push(Finding::new(Fact::LookupBroken { host: name() }, answers()));
        }
        Outcome::Failed(_) if addresses_are_secure(host) == Some(true) => {
            findings.push(Finding::new(Fact::LookupFailed { host: name() }, answers()));
        }
        _ => findings.extend(finding::unanswered([&**tlsa])),
    }
    if host.lines().is_none() {
        return findings;
    }
    let fact = match (tlsa.is_secure(), addresses_are_secure(host)) {
        (Some(false), _) => Some(Fact::Unsigned { host: name() }),
        (None, _) => Some(Fact::SecurityUnknown { host: name() }),
        (Some(true), Some(false)) => Some(Fact::AddressUnsigned { host: name() }),
        (Some(true), _) => None,
    };
    findings.extend(fact.map(|fact| Finding::new(fact, answers())));
    if let Some(target) = host.addresses.alias() {
        let fact = Fact::HostIsAlias {
            host: name(),
            target: target.clone(),
        };
        findings.push(Finding::new(fact, answers()));
    }
    findings
}

/// Whether a sender that knows DANE checks the host by its records.
fn is_in_force(host: &DaneHost) -> bool {
    let usable = host
        .lines()
        .is_some_and(|lines| Record::read(&lines.text).usable().next().is_some());
    usable && tlsa_is_secure(host) == Some(true) && addresses_are_secure(host) == Some(true)
}

fn tlsa_is_secure(host: &DaneHost) -> Option<bool> {
    host.tlsa()?.is_secure()
}

/// Whether DNSSEC vouches for the host's addresses; `None` where that could not
/// be found out.
fn addresses_are_secure(host: &DaneHost) -> Option<bool> {
    let answers = [&host.addresses.a, &host.addresses.aaaa];
    let secure = answers.map(|answer| answer.is_secure());
    match secure.contains(&Some(false)) {
        true => Some(false),
        false => secure.contains(&Some(true)).then_some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn ids(zone: &str) -> Vec<&'static str> {
        ids_of_hosts(&format!("a.d A 192.0.2.1\nb.d A 192.0.2.2\n{zone}"))
    }

    fn ids_of_hosts(zone: &str) -> Vec<&'static str> {
        let domain = Name::parse("d.example").unwrap();
        let client = client(&format!("$SIGNED d\nd MX 10 a.d\nd MX 20 b.d\n{zone}"));
        let found = Dane::find(&client, &domain).now_or_never().unwrap();
        let findings = judge(&found);
        findings.iter().map(|f| f.fact.rule().id).collect()
    }

    #[test]
    fn a_host_that_is_unknown_is_neither_with_nor_without() {
        let failed = "$FAIL timeout _25._tcp.b.d";
        assert_eq!(ids(failed), ["tlsa-lookup-failed"]);
        let other = format!("_25._tcp.a.d TLSA 3 1 1 {DIGEST}\n{failed}");
        assert_eq!(ids(&other), ["tlsa-lookup-failed"]);
        let unsigned = format!("{failed}\n$FAIL timeout b.d");
        assert_eq!(ids(&unsigned), ["lookup-failed"]);
    }

    #[test]
    fn a_host_without_an_address_needs_none() {
        let of_one = format!("a.d A 192.0.2.1\n_25._tcp.a.d TLSA 3 1 1 {DIGEST}");
        assert_eq!(ids_of_hosts(&of_one), ["tlsa-in-force"]);
        assert_eq!(ids_of_hosts("a.d TXT gone"), [""; 0]);
        assert_eq!(ids_of_hosts("a.d A 192.0.2.1"), ["tlsa-missing"]);
    }

    #[test]
    fn records_that_nobody_uses_protect_nothing() {
        let both = |usage| {
            format!(
                "_25._tcp.a.d TLSA {usage} 1 1 {DIGEST}\n_25._tcp.b.d TLSA {usage} 1 1 {DIGEST}"
            )
        };
        assert_eq!(ids(&both(3)), ["tlsa-in-force"]);
        assert_eq!(ids(&both(1)), [""; 0]);
    }
}
