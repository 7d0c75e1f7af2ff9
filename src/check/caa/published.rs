//! CAA as DNS has it: may anybody issue the certificates that mail needs?

use crate::check::bimi::published::has_logo;
use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Name};
use crate::follow::caa::{Caa, Climb, Relevant, lines};
use crate::record::caa::Record;
use std::rc::Rc;

crate::rules! {
    /// What can be found of who may issue certificates.
    pub enum Fact in Caa {
        /// Nothing says who may issue certificates, so that every issuer may.
        Missing { domain: Name } => {
            "caa-missing", Advice, Rfc(8659, "3"),
            bad: Zone("d MX 10 mail.d"),
            good: Zone("d MX 10 mail.d\nd CAA 0 issue \"ca.example\""),
        },
        /// Only these may issue certificates for the domain.
        IssuersNamed { owner: Name, issuers: Vec<String> } => {
            "caa-issuers-named", Good, Rfc(8659, "4.2"),
            bad: Zone("d MX 10 mail.d\nd CAA 0 issue \"ca.example\""),
            good: Zone("d MX 10 mail.d\nd CAA 0 iodef \"mailto:ca@d.example\""),
        },
        /// Nobody may issue certificates for the domain.
        Forbidden { owner: Name } => {
            "caa-issue-forbidden", Good, Rfc(8659, "4.2"),
            bad: Zone("d MX 0 .\nd CAA 0 issue \";\""),
            good: Zone("d MX 0 .\nd CAA 0 issue \"ca.example\""),
        },
        /// Nobody may issue the certificate of the host that serves the MTA-STS
        /// policy.
        PolicyHostForbidden { host: Name, owner: Name } => {
            "caa-policy-host-forbidden", Warning, Rfc(8461, "3.3"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d CAA 0 issue \";\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d CAA 0 issue \"ca.example\""),
        },
        /// Nobody may issue the certificate of a mail server.
        MailHostForbidden { host: Name, owner: Name } => {
            "caa-mail-host-forbidden", Advice, Rfc(8659, "4.2"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd CAA 0 issue \";\""),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd CAA 0 issue \";\"\nmail.d CAA 0 issue \"ca.example\""),
        },
        /// A logo is published, and nobody may issue its certificate.
        MarkForbidden { owner: Name } => {
            "caa-mark-forbidden-beside-bimi", Warning, Practice,
            bad: Zone("d MX 10 mail.d\nd CAA 0 issuevmc \";\"\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
            good: Zone("d MX 10 mail.d\nd CAA 0 issuevmc \"ca.example\"\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
    }
}

/// Judges who may issue certificates for the domain and its hosts.
pub fn judge(found: &Caa) -> Vec<Finding> {
    // Of a domain that does not exist, only that is told.
    if found.servers.is_domain_gone() {
        return Vec::new();
    }
    let mut findings: Vec<_> = found.climbs().flat_map(unknown).collect();
    let domain = &found.domain;
    match domain.relevant() {
        Relevant::Empty if found.servers.takes_mail() != Some(false) => {
            let fact = Fact::Missing {
                domain: domain.name.clone(),
            };
            findings.push(finding(fact, domain));
        }
        Relevant::Set(set) => {
            let owner = owner(set);
            let fact = match issuers(set, "issue") {
                Issuers::Anybody => None,
                Issuers::Nobody => Some(Fact::Forbidden { owner }),
                Issuers::These(issuers) => Some(Fact::IssuersNamed { owner, issuers }),
            };
            findings.extend(fact.map(|fact| finding(fact, domain)));
            if has_logo(&found.bimi) && issuers(set, "issuevmc") == Issuers::Nobody {
                let owner = self::owner(set);
                let bimi = found.bimi.txt.as_deref();
                let answers = bimi.into_iter().chain([&**set]);
                findings.push(Finding::new(Fact::MarkForbidden { owner }, answers));
            }
        }
        Relevant::Empty | Relevant::Unknown => {}
    }
    findings.extend(forbidden(found.policy_host.iter(), |host, owner| {
        Fact::PolicyHostForbidden { host, owner }
    }));
    findings.extend(forbidden(found.mail_hosts.iter(), |host, owner| {
        Fact::MailHostForbidden { host, owner }
    }));
    findings
}

/// Who may issue certificates of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Issuers {
    /// Nothing is said of that kind.
    Anybody,
    /// It is said that nobody may.
    Nobody,
    /// These, by their domains.
    These(Vec<String>),
}

/// Who may issue certificates of the kind that `tag` is about (RFC 8659 §4.2).
pub fn issuers(set: &Answer, tag: &str) -> Issuers {
    let record = Record::read(&lines(set).text);
    let mut named = false;
    let mut issuers = Vec::new();
    for property in &record.properties {
        let is_tag = property
            .tag
            .as_ref()
            .is_some_and(|found| found.value == tag);
        let Some(issuer) = property.issuer().filter(|_| is_tag) else {
            continue;
        };
        named = true;
        if property.sound && !issuer.is_empty() && !issuers.iter().any(|known| known == issuer) {
            issuers.push(issuer.to_owned());
        }
    }
    match (named, issuers.is_empty()) {
        (false, _) => Issuers::Anybody,
        (true, true) => Issuers::Nobody,
        (true, false) => Issuers::These(issuers),
    }
}

/// Where a set stands.
fn owner(set: &Answer) -> Name {
    set.canonical_name().clone()
}

fn finding(fact: Fact, climb: &Climb) -> Finding {
    Finding::new(fact, climb.basis().iter().map(Rc::as_ref))
}

/// A finding for each failed answer on which the outcome of a climb rests.
fn unknown(climb: &Climb) -> impl Iterator<Item = Finding> {
    finding::unanswered(climb.basis().iter().map(Rc::as_ref))
}

/// A finding for each host for which nobody may issue a certificate.
fn forbidden<'a>(
    climbs: impl Iterator<Item = &'a Climb>,
    fact: impl Fn(Name, Name) -> Fact,
) -> impl Iterator<Item = Finding> {
    climbs.filter_map(move |climb| match climb.relevant() {
        Relevant::Set(set) if issuers(set, "issue") == Issuers::Nobody => {
            Some(finding(fact(climb.name.clone(), owner(set)), climb))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    #[test]
    fn who_may_issue_by_kind() {
        let may = |caa: &str, tag| {
            let zone: String = caa.lines().map(|line| format!("d CAA {line}\n")).collect();
            let domain = Name::parse("d.example").unwrap();
            let asking = Caa::find(&client(&zone), &domain).now_or_never();
            let found = asking.unwrap();
            let sets = found.sets();
            issuers(sets[0], tag)
        };
        let these = |issuers: &[&str]| {
            Issuers::These(issuers.iter().map(|issuer| issuer.to_string()).collect())
        };
        let named = "0 issue \"a.example; x=1\"\n0 issue \"b.example\"\n0 issue \";\"";
        assert_eq!(may(named, "issue"), these(&["a.example", "b.example"]));
        assert_eq!(may(named, "issuevmc"), Issuers::Anybody);
        assert_eq!(may("0 issue \";\"", "issue"), Issuers::Nobody);
        // An issuer that is none lets nobody issue.
        assert_eq!(
            may("0 issue \"https://a.example\"", "issue"),
            Issuers::Nobody
        );
    }
}
