//! What was found of the subjects that protect mail on its way, in one line.

use super::names;
use crate::dns::Name;
use crate::follow::bimi::Bimi;
use crate::follow::caa::{Caa, Relevant};
use crate::follow::dane::Dane;
use crate::follow::dnssec::Dnssec;
use crate::follow::mail_servers::MailServers;
use crate::follow::mta_sts::{MtaSts, PolicyFile};
use crate::follow::tls_rpt::TlsRpt;
use crate::follow::txt_place::{Standing, TxtPlace};
use crate::record::bimi::{Record, Usable};

pub fn mta_sts(sts: &MtaSts) -> String {
    match (sts.is_announced(), &sts.policy) {
        (true, PolicyFile::Fetched(_)) => "a policy is announced, and was read".into(),
        (true, PolicyFile::Pasted(_)) => {
            "a policy is announced, and judged as it was pasted".into()
        }
        (true, PolicyFile::Unread) => {
            "a policy is announced; the policy itself is not checked".into()
        }
        (false, _) => place(&sts.place, &sts.servers),
    }
}

pub fn tls_rpt(reporting: &TlsRpt) -> String {
    let hosts: Vec<_> = reporting.destinations.iter().map(|to| &to.host).collect();
    match hosts.as_slice() {
        [] => place(&reporting.place, &reporting.servers),
        hosts => format!("reports go to {}", names(hosts)),
    }
}

pub fn bimi(bimi: &Bimi) -> String {
    let place = bimi.place();
    match place.standing() {
        Standing::One(record) => match Record::read(&record.text).usable() {
            Usable::Logo { .. } if place.domain == bimi.own.domain => "a logo is published".into(),
            Usable::Logo { .. } => format!("the logo of `{}`", place.domain),
            Usable::Declined => "the domain says that it has no logo".into(),
            Usable::NotUsable => "a record that nobody can use".into(),
        },
        // A logo is for mail that is sent.
        Standing::Nothing if !bimi.servers.is_domain_gone() => "no record".into(),
        _ => self::place(place, &bimi.servers),
    }
}

pub fn dane(dane: &Dane) -> String {
    let with: Vec<_> = dane
        .hosts
        .iter()
        .filter(|host| host.lines().is_some())
        .map(|host| &host.addresses.name)
        .collect();
    let failed = dane
        .hosts
        .iter()
        .any(|host| host.tlsa().is_some_and(|tlsa| tlsa.outcome.is_failed()));
    match with.as_slice() {
        _ if dane.servers.is_domain_gone() => GONE.into(),
        _ if dane.servers.takes_mail() == Some(false) => NO_MAIL.into(),
        [] if failed || dane.servers.mx.outcome.is_failed() => "unknown".into(),
        [] => "no TLSA records".into(),
        hosts if hosts.len() == dane.hosts.len() => format!("TLSA records for {}", names(hosts)),
        hosts => format!(
            "TLSA records for {} of {} mail servers",
            hosts.len(),
            dane.hosts.len()
        ),
    }
}

pub fn dnssec(dnssec: &Dnssec) -> String {
    let unsigned: Vec<&Name> = dnssec.unsigned_hosts().map(|host| &host.name).collect();
    match dnssec.is_secure() {
        _ if dnssec.delegation.exists() == Some(false) => GONE.into(),
        Some(true) if unsigned.is_empty() => "signed and validated".into(),
        Some(true) => "signed and validated; mail servers are not".into(),
        Some(false) => "not signed".into(),
        None => "unknown".into(),
    }
}

pub fn caa(caa: &Caa) -> String {
    match caa.domain.relevant() {
        _ if caa.servers.is_domain_gone() => GONE.into(),
        Relevant::Unknown => "unknown".into(),
        Relevant::Empty => "no records: any authority may issue certificates".into(),
        Relevant::Set(set) => {
            let count = set.records().len();
            let owner = set.canonical_name();
            match count {
                1 => format!("one record at `{owner}`"),
                count => format!("{count} records at `{owner}`"),
            }
        }
    }
}

const GONE: &str = "the domain does not exist";
const NO_MAIL: &str = "not needed: the domain takes no mail";

/// What stands at a place without a usable record.
fn place(place: &TxtPlace, servers: &MailServers) -> String {
    match place.standing() {
        _ if servers.is_domain_gone() => GONE.into(),
        Standing::Unknown => "unknown".into(),
        Standing::One(_) | Standing::NotRecognized => "a record that nobody can use".into(),
        Standing::Several(count) => format!("{count} records"),
        Standing::AliasOfNothing(target) => format!("an alias of `{target}`, without a record"),
        Standing::Nothing if servers.takes_mail() == Some(false) => NO_MAIL.into(),
        Standing::Nothing => "no record".into(),
    }
}
