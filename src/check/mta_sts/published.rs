//! MTA-STS as DNS has it, and the policy beside the mail servers that there are.

use crate::check::finding::{self, Finding};
use crate::check::txt_place;
use crate::dns::{Answer, Name};
use crate::follow::mail_servers::HostAddresses;
use crate::follow::mta_sts::MtaSts;
use crate::follow::txt_place::Standing;
use crate::record::mta_sts::policy::{Mode, Policy, Record};
use std::rc::Rc;

crate::rules! {
    /// What can be found of a domain's MTA-STS.
    pub enum Fact in MtaSts {
        /// The domain takes mail and announces no policy.
        Missing { domain: Name } => {
            "mta-sts-missing", Advice, Rfc(8461, "3.1"),
            bad: Zone("d MX 10 mail.d"),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\""),
        },
        /// Several records, of which senders take none.
        Several { name: Name, count: usize } => {
            "mta-sts-several-records", Error, Rfc(8461, "3.1"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\n_mta-sts.d TXT \"v=STSv1; id=2\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=2\""),
        },
        /// A record of another kind stands there.
        Unrelated { name: Name, text: String } => {
            "mta-sts-unrelated-text", Advice, Rfc(8461, "3.1"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=spf1 -all\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\""),
        },
        /// A CNAME leads to a name without a record.
        AliasOfNothing { name: Name, target: Name } => {
            "mta-sts-is-alias-of-nothing", Warning, Rfc(8461, "8.2"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d CNAME gone.vendor.example."),
            good: Zone("d MX 10 mail.d\n_mta-sts.d CNAME d.vendor\nd.vendor TXT \"v=STSv1; id=1\""),
        },
        /// The record stands at the domain itself, where nobody looks.
        AtApex { domain: Name } => {
            "mta-sts-record-at-apex", Warning, Rfc(8461, "3.1"),
            bad: Zone("d MX 10 mail.d\nd TXT \"v=STSv1; id=1\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\""),
        },
        /// The record stands at another name, where nobody looks.
        Elsewhere { found: Name, name: Name } => {
            "mta-sts-record-elsewhere", Warning, Rfc(8461, "3.1"),
            bad: Zone("d MX 10 mail.d\nmta-sts.d TXT \"v=STSv1; id=1\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\""),
        },
        /// The host that should serve the policy has no address.
        HostWithoutAddress { host: Name } => {
            "mta-sts-host-without-address", Error, Rfc(8461, "3.3"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2"),
        },
        /// A policy is announced, and the domain takes no mail.
        WithoutMail { domain: Name } => {
            "mta-sts-without-mail", Advice, Rfc(7505, "3"),
            bad: Zone("d MX 0 .\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2"),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2"),
        },
        /// The policy allows every mail server.
        MxCovered { hosts: usize } => {
            "mta-sts-mx-covered", Good, Rfc(8461, "4.1"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                       mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: mail.d.example\" \"max_age: 1209600\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                        mta-sts.d TXT \"version: STSv1\" \"mode: none\" \"max_age: 1209600\""),
        },
        /// The policy does not allow a mail server, and is enforced.
        MxNotCovered { host: Name } => {
            "mta-sts-mx-not-covered", Error, Rfc(8461, "5"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                       mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: mx.d.example\" \"max_age: 1209600\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                        mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: *.d.example\" \"max_age: 1209600\""),
        },
        /// The policy does not allow a mail server, and is being tested.
        MxNotCoveredInTesting { host: Name } => {
            "mta-sts-mx-not-covered-in-testing", Warning, Rfc(8461, "5"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                       mta-sts.d TXT \"version: STSv1\" \"mode: testing\" \"mx: mx.d.example\" \"max_age: 1209600\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                        mta-sts.d TXT \"version: STSv1\" \"mode: testing\" \"mx: mail.d.example\" \"max_age: 1209600\""),
        },
        /// The policy allows a host that is no mail server.
        PatternUnused { pattern: String } => {
            "mta-sts-pattern-unused", Advice, Rfc(8461, "4.1"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                       mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: mail.d.example\" \"mx: old.d.example\" \"max_age: 1209600\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
                        mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: mail.d.example\" \"max_age: 1209600\""),
        },
    }
}

const PLACE: txt_place::Facts<Fact> = txt_place::Facts {
    several: |name, count| Fact::Several { name, count },
    alias_of_nothing: |name, target| Fact::AliasOfNothing { name, target },
    at_apex: |domain| Fact::AtApex { domain },
    elsewhere: |found, name| Fact::Elsewhere { found, name },
    unrelated: |name, text| Fact::Unrelated { name, text },
};

/// Judges what there is of a domain's MTA-STS.
pub fn judge(found: &MtaSts) -> Vec<Finding> {
    // Of a domain that does not exist, only that is told.
    if found.servers.is_domain_gone() {
        return Vec::new();
    }
    let place = &found.place;
    let txt = || place.txt.as_deref();
    let mut findings: Vec<_> = finding::unanswered(txt()).collect();
    let domain = || place.domain.clone();
    let takes_mail = found.servers.takes_mail();
    match place.standing() {
        Standing::Nothing if !place.is_elsewhere() && takes_mail != Some(false) => {
            findings.push(Finding::new(Fact::Missing { domain: domain() }, txt()));
        }
        Standing::One(_) => {
            findings.extend(found.host.iter().flat_map(host));
            if takes_mail == Some(false) {
                let answers = txt().into_iter().chain([&*found.servers.mx]);
                findings.push(Finding::new(
                    Fact::WithoutMail { domain: domain() },
                    answers,
                ));
            }
        }
        _ => {}
    }
    findings.extend(txt_place::judge(place, &PLACE));
    findings.extend(covered(found));
    findings
}

/// Judges the host that serves the policy.
fn host(host: &HostAddresses) -> Vec<Finding> {
    let answers: [&Answer; 2] = [&host.a, &host.aaaa];
    let mut findings: Vec<_> = finding::unanswered(answers).collect();
    if host.has_address() == Some(false) {
        let host = host.name.clone();
        findings.push(Finding::new(Fact::HostWithoutAddress { host }, answers));
    }
    findings
}

/// Judges the policy beside the mail servers.
fn covered(found: &MtaSts) -> Vec<Finding> {
    let policy = found.policy.text();
    let Some(policy) = policy.and_then(|text| Record::read(text).usable()) else {
        return Vec::new();
    };
    if policy.mode == Mode::None {
        return Vec::new();
    }
    let answers = || found.servers.answers().map(Rc::as_ref);
    let mut findings: Vec<_> = finding::unanswered([&*found.servers.mx]).collect();
    let hosts: Vec<_> = found.servers.hosts().map(|host| &host.name).collect();
    let allowed = |host: &Name| {
        let mut patterns = policy.mx.iter();
        patterns.any(|pattern| pattern.matches(host.as_str()))
    };
    let strange = hosts.iter().filter(|host| !allowed(host));
    findings.extend(strange.map(|host| Finding::new(not_covered(&policy, host), answers())));
    if !hosts.is_empty() {
        if hosts.iter().all(|host| allowed(host)) {
            let hosts = hosts.len();
            findings.push(Finding::new(Fact::MxCovered { hosts }, answers()));
        }
        let idle = policy.mx.iter().filter(|pattern| {
            let mut hosts = hosts.iter();
            !hosts.any(|host| pattern.matches(host.as_str()))
        });
        findings.extend(idle.map(|pattern| {
            let pattern = pattern.to_string();
            Finding::new(Fact::PatternUnused { pattern }, answers())
        }));
    }
    findings
}

fn not_covered(policy: &Policy, host: &Name) -> Fact {
    let host = host.clone();
    match policy.mode {
        Mode::Enforce => Fact::MxNotCovered { host },
        Mode::Testing | Mode::None => Fact::MxNotCoveredInTesting { host },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Client;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use futures_util::FutureExt;

    #[test]
    fn mail_servers_that_are_unknown_are_not_left_out() {
        let domain = Name::parse("d.example").unwrap();
        let zone = "$ORIGIN example.\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2\n\
            mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: mx.d.example\" \"max_age: 604800\"\n\
            $FAIL timeout d MX\n";
        let zones = Rc::new(Zones::read("test", zone).ok().unwrap());
        let client = Client::new(vec![zones.clone()], Rc::new(StillClock::default()));
        let asking = MtaSts::find(&client, &domain, &*zones);
        let found = asking.now_or_never().unwrap();
        let findings = judge(&found);
        let ids: Vec<_> = findings.iter().map(|f| f.fact.rule().id).collect();
        assert_eq!(ids, ["lookup-failed"]);
    }
}
