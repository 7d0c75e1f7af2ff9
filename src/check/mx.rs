//! Mail exchangers: can mail find its way to the domain?

pub mod text;

use super::finding::{self, Finding};
use crate::dns::{Answer, Name};
use crate::follow::mail_servers::{Exchange, Exchanger, HostAddresses, MailServers, Route};
use std::net::IpAddr;
use std::rc::Rc;

crate::rules! {
    /// What can be found of mail exchangers.
    pub enum Fact in Mx {
        /// Every exchanger has an address.
        Reachable { hosts: usize } => {
            "mx-reachable", Good, Rfc(5321, "5.1"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"), good: Zone("d MX 10 mail.d"),
        },
        /// A lone null MX: the domain says that it takes no mail.
        Null => {
            "mx-null", Good, Rfc(7505, "3"),
            bad: Zone("d MX 0 ."), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// A null MX among other exchangers contradicts them.
        NullAmongOthers => {
            "mx-null-among-others", Error, Rfc(7505, "3"),
            bad: Zone("d MX 0 .\nd MX 10 mail.d\nmail.d A 192.0.2.1"), good: Zone("d MX 0 ."),
        },
        /// No MX; senders fall back on the domain's own addresses.
        Implicit => {
            "mx-implicit", Warning, Rfc(5321, "5.1"),
            bad: Zone("d A 192.0.2.1"), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// Neither MX nor address: mail cannot be brought anywhere.
        Missing => {
            "mx-missing", Error, Rfc(5321, "5.1"),
            bad: Zone("d TXT nothing"), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// No exchanger has an address, so mail cannot be brought anywhere.
        NoneReachable => {
            "mx-none-reachable", Error, Rfc(5321, "5.1"),
            bad: Zone("d MX 10 mail.d"), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// An exchanger's name is an alias.
        IsAlias { host: Name, target: Name } => {
            "mx-is-alias", Error, Rfc(2181, "10.3"),
            bad: Zone("d MX 10 mail.d\nmail.d CNAME host.d\nhost.d A 192.0.2.1"),
            good: Zone("d MX 10 host.d\nhost.d A 192.0.2.1"),
        },
        /// An exchanger's name does not exist.
        NoSuchHost { host: Name } => {
            "mx-host-does-not-exist", Error, Rfc(5321, "5.1"),
            bad: Zone("d MX 10 mail.d"), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// An exchanger's name exists, without an address.
        NoAddress { host: Name } => {
            "mx-without-address", Error, Rfc(5321, "5.1"),
            bad: Zone("d MX 10 mail.d\nmail.d TXT host"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// An address stands where a host name belongs.
        AddressLiteral { address: IpAddr } => {
            "mx-is-address", Error, Rfc(1035, "3.3.9"),
            bad: Zone("d MX 10 192.0.2.1."), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// An exchanger's address is not reachable from the internet.
        PrivateAddress { host: Name, address: IpAddr } => {
            "mx-private-address", Error, Rfc(6890, "2.2"),
            bad: Zone("d MX 10 mail.d\nmail.d A 10.0.0.1"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
    }
}

/// Judges where mail for the domain goes.
pub fn judge(servers: &MailServers) -> Vec<Finding> {
    let answers = || servers.answers().map(Rc::as_ref);
    let mut findings: Vec<_> = finding::unanswered(answers()).collect();
    match &servers.route {
        Route::Exchangers(exchangers) => judge_exchangers(servers, exchangers, &mut findings),
        Route::NullMx => findings.push(Finding::new(Fact::Null, answers())),
        Route::Implicit(host) => match host.has_address() {
            Some(true) => findings.push(Finding::new(Fact::Implicit, answers())),
            Some(false) => findings.push(Finding::new(Fact::Missing, answers())),
            None => {}
        },
        // Of a domain that does not exist, only that is told.
        Route::NoSuchDomain | Route::Unknown => {}
    }
    findings
}

fn judge_exchangers(servers: &MailServers, exchangers: &[Exchanger], findings: &mut Vec<Finding>) {
    let mut reachable = 0;
    let mut unknown = 0;
    for exchanger in exchangers {
        match &exchanger.exchange {
            Exchange::Null => findings.push(Finding::new(Fact::NullAmongOthers, [&*servers.mx])),
            Exchange::AddressLiteral(address) => {
                let fact = Fact::AddressLiteral { address: *address };
                findings.push(Finding::new(fact, [&*servers.mx]));
            }
            Exchange::Host(host) => {
                match host.has_address() {
                    Some(true) => reachable += 1,
                    Some(false) => {}
                    None => unknown += 1,
                }
                judge_host(host, findings);
            }
        }
    }
    let answers = servers.answers().map(Rc::as_ref);
    if reachable == exchangers.len() {
        findings.push(Finding::new(Fact::Reachable { hosts: reachable }, answers));
    } else if reachable + unknown == 0 {
        findings.push(Finding::new(Fact::NoneReachable, answers));
    }
}

fn judge_host(host: &HostAddresses, findings: &mut Vec<Finding>) {
    let answers: [&Answer; 2] = [&host.a, &host.aaaa];
    let name = || host.name.clone();
    if let Some(target) = host.alias() {
        let fact = Fact::IsAlias {
            host: name(),
            target: target.clone(),
        };
        findings.push(Finding::new(fact, answers));
    }
    if host.has_address() == Some(false) {
        let gone = answers
            .iter()
            .all(|answer| answer.outcome == crate::dns::Outcome::NoSuchName);
        let fact = if gone {
            Fact::NoSuchHost { host: name() }
        } else {
            Fact::NoAddress { host: name() }
        };
        findings.push(Finding::new(fact, answers));
    }
    for address in host.addresses().filter(|&address| is_private(address)) {
        let fact = Fact::PrivateAddress {
            host: name(),
            address,
        };
        findings.push(Finding::new(fact, answers));
    }
}

/// Whether no route leads to the address from elsewhere (RFC 6890 §2.2).
/// Addresses for documentation do not count: examples are made of them.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || matches!(address.octets(), [100, 64..=127, ..])
        }
        IpAddr::V6(address) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
        }
    }
}
