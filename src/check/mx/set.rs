//! The mail exchangers as a set: who runs them, and whether they stand in for
//! each other.

use super::text::Fact as Text;
use crate::check::finding::Finding;
use crate::check::{self, Fact as Any};
use crate::dns::{Data, Name, Outcome};
use crate::follow::mail_servers::{HostAddresses, MailServers, Route};
use crate::knowledge::mx_vendors::mx_vendor;
use crate::knowledge::vendor::{Purpose, Vendor};
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::record::mx::Problem;
use std::net::IpAddr;
use std::rc::Rc;

crate::rules! {
    /// What can be found of the exchangers as a set.
    pub enum Fact in Mx {
        /// Exchangers are a known provider's.
        Provider { vendor: Vendor, hosts: usize } => {
            "mx-provider", Good, Practice,
            bad: Zone("d MX 10 aspmx.l.google.com."), good: Zone("d MX 10 mail.d"),
        },
        /// Two providers that both have mailboxes: some of the mail lands in
        /// mailboxes where nobody looks.
        MixedMailboxes { first: Vendor, second: Vendor } => {
            "mx-mixed-mailboxes", Warning, Practice,
            bad: Zone("d MX 10 aspmx.l.google.com.\nd MX 20 d-example.mail.protection.outlook.com."),
            good: Zone("d MX 10 aspmx.l.google.com.\nd MX 20 alt1.aspmx.l.google.com."),
        },
        /// Senders that have IPv6 only can bring mail too.
        Ipv6 => {
            "mx-ipv6", Good, Rfc(5321, "5.2"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nmail.d AAAA 2001:db8::1"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// No exchanger has an IPv6 address.
        NoIpv6 => {
            "mx-no-ipv6", Advice, Rfc(5321, "5.2"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nmail.d AAAA 2001:db8::1"),
        },
        /// All exchangers are on one network, and go away with it.
        OneNetwork { hosts: usize, network: String } => {
            "mx-one-network", Advice, Practice,
            bad: Zone("d MX 10 mail1.d\nd MX 20 mail2.d\nmail1.d A 192.0.2.1\nmail2.d A 192.0.2.2"),
            good: Zone("d MX 10 mail1.d\nd MX 20 mail2.d\nmail1.d A 192.0.2.1\nmail2.d A 198.51.100.2"),
        },
        /// Two exchangers have the same address, and are one server.
        SharedAddress { address: IpAddr, first: Name, second: Name } => {
            "mx-shared-address", Advice, Rfc(5321, "5.1"),
            bad: Zone("d MX 10 mail1.d\nd MX 20 mail2.d\nmail1.d A 192.0.2.1\nmail2.d A 192.0.2.1"),
            good: Zone("d MX 10 mail1.d\nd MX 20 mail2.d\nmail1.d A 192.0.2.1\nmail2.d A 198.51.100.2"),
        },
        /// More exchangers than SPF looks at, and than senders try.
        Many { hosts: usize } => {
            "mx-many-hosts", Advice, Rfc(7208, "4.6.4"),
            bad: Zone("d MX 1 a\nd MX 1 b\nd MX 1 c\nd MX 1 e\nd MX 1 f\nd MX 1 g\nd MX 1 h\nd MX 1 i\nd MX 1 j\nd MX 1 k\nd MX 1 l"),
            good: Zone("d MX 1 a\nd MX 1 b"),
        },
        /// A change of the records takes days to arrive everywhere.
        TtlLong { seconds: u32 } => {
            "mx-ttl-long", Advice, Rfc(1912, "2.2"),
            bad: Zone("d 604800 MX 10 mail.d"), good: Zone("d 3600 MX 10 mail.d"),
        },
    }
}

/// Judges the exchangers as a set.
pub fn judge(servers: &MailServers) -> Vec<Finding> {
    let mut findings = texts(servers);
    let mut hosts: Vec<&HostAddresses> = Vec::new();
    for host in servers.hosts() {
        if !hosts.iter().any(|known| known.name == host.name) {
            hosts.push(host);
        }
    }
    let mx = &*servers.mx;
    if let Some(seconds) = mx.ttl().filter(|&seconds| seconds > DAY) {
        findings.push(Finding::new(Fact::TtlLong { seconds }, [mx]));
    }
    if !matches!(servers.route, Route::Exchangers(_)) {
        return findings;
    }
    if hosts.len() > crate::follow::spf::MX_LIMIT {
        let hosts = hosts.len();
        findings.push(Finding::new(Fact::Many { hosts }, [mx]));
    }
    judge_vendors(servers, &hosts, &mut findings);
    judge_addresses(servers, &hosts, &mut findings);
    findings
}

/// A day, in seconds.
const DAY: u32 = 86_400;

/// What the text of the set shows, but for what its route shows better.
fn texts(servers: &MailServers) -> Vec<Finding> {
    let mut lines = Vec::new();
    for record in servers.mx.records() {
        if let Data::Mx {
            preference,
            exchange,
        } = &record.data
        {
            let dot = if exchange.is_root() { "" } else { "." };
            lines.push(format!("{preference} {exchange}{dot}"));
        }
    }
    let told = |fact: &Any| match fact {
        Any::MxText(Text::Null | Text::NullAmongOthers | Text::Single) => false,
        Any::MxText(_) => true,
        Any::MxProblem(Problem::HostMalformed { found, .. }) => {
            found.trim_end_matches('.') != "localhost"
        }
        _ => false,
    };
    check::text::judge(RecordKind::Mx, &lines.join("\n"))
        .into_iter()
        .map(|fact| fact.value)
        .filter(told)
        .map(|fact| Finding::new(fact, [&*servers.mx]))
        .collect()
}

fn judge_vendors(servers: &MailServers, hosts: &[&HostAddresses], findings: &mut Vec<Finding>) {
    let mut vendors: Vec<(Vendor, usize)> = Vec::new();
    for vendor in hosts
        .iter()
        .filter_map(|host| mx_vendor(host.name.as_str()))
    {
        match vendors.iter_mut().find(|(known, _)| *known == vendor) {
            Some((_, hosts)) => *hosts += 1,
            None => vendors.push((vendor, 1)),
        }
    }
    for &(vendor, hosts) in &vendors {
        let fact = Fact::Provider { vendor, hosts };
        findings.push(Finding::new(fact, [&*servers.mx]));
    }
    let mut mailboxes = vendors
        .iter()
        .map(|(vendor, _)| *vendor)
        .filter(|vendor| vendor.purpose == Purpose::Mailboxes);
    if let (Some(first), Some(second)) = (mailboxes.next(), mailboxes.next()) {
        let fact = Fact::MixedMailboxes { first, second };
        findings.push(Finding::new(fact, [&*servers.mx]));
    }
}

/// What the addresses show. Where a provider runs all, it is not the domain's
/// to change.
fn judge_addresses(servers: &MailServers, hosts: &[&HostAddresses], findings: &mut Vec<Finding>) {
    let answers = || servers.answers().map(Rc::as_ref);
    let has_ipv6 = |host: &&HostAddresses| host.aaaa.addresses().next().is_some();
    if hosts.iter().any(has_ipv6) {
        findings.push(Finding::new(Fact::Ipv6, answers()));
    }
    let all_vendors = hosts.iter().all(|it| mx_vendor(it.name.as_str()).is_some());
    let reachable: Vec<_> = hosts
        .iter()
        .filter(|host| host.has_address() == Some(true))
        .collect();
    let unknown = |host: &&HostAddresses| {
        let failed = |outcome: &Outcome| outcome.is_failed();
        failed(&host.a.outcome) || failed(&host.aaaa.outcome)
    };
    if all_vendors || reachable.is_empty() || hosts.iter().any(unknown) {
        return;
    }
    if !hosts.iter().any(has_ipv6) {
        findings.push(Finding::new(Fact::NoIpv6, answers()));
    }
    let mut seen: Vec<(IpAddr, &Name)> = Vec::new();
    let mut shared = false;
    for host in &reachable {
        for address in host.addresses() {
            match seen.iter().find(|(known, _)| *known == address) {
                Some((_, first)) if !shared => {
                    shared = true;
                    let fact = Fact::SharedAddress {
                        address,
                        first: (*first).clone(),
                        second: host.name.clone(),
                    };
                    findings.push(Finding::new(fact, answers()));
                }
                Some(_) => {}
                None => seen.push((address, &host.name)),
            }
        }
    }
    let mut networks: Vec<_> = seen.iter().map(|(address, _)| network(*address)).collect();
    networks.arrange();
    networks.dedup();
    let ip4 = networks.iter().filter(|it| it.contains('.')).count();
    if let [network, ..] = networks.as_slice()
        && reachable.len() > 1
        && !shared
        && ip4 <= 1
        && networks.len() - ip4 <= 1
    {
        let fact = Fact::OneNetwork {
            hosts: reachable.len(),
            network: network.clone(),
        };
        findings.push(Finding::new(fact, answers()));
    }
}

/// The network around an address that most often has one way in: a /24 or a
/// /48.
fn network(address: IpAddr) -> String {
    use crate::follow::spf::Network;
    let prefix = if address.is_ipv4() { 24 } else { 48 };
    let first = Network::new(address, prefix).address();
    format!("{first}/{prefix}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Client;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use futures_util::FutureExt;

    fn met(zone: &str) -> Vec<&'static str> {
        let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
        let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
        let domain = Name::parse("d.example").unwrap();
        let servers = MailServers::find(&client, &domain).now_or_never().unwrap();
        let findings = judge(&servers);
        findings.iter().map(|it| it.fact.rule().id).collect()
    }

    #[test]
    fn two_families_on_one_network_each() {
        let zone = "d MX 1 a\nd MX 2 b\na A 192.0.2.1\na AAAA 2001:db8::1\nb A 192.0.2.2\n";
        assert_eq!(met(zone), ["mx-ipv6", "mx-one-network"]);
        let apart = format!("{zone}b AAAA 2001:db8:1::1");
        assert_eq!(met(&apart), ["mx-ipv6"]);
        let failed = format!("{zone}$FAIL timeout b AAAA");
        assert_eq!(met(&failed), ["mx-ipv6"]);
    }

    #[test]
    fn what_a_provider_runs_is_not_the_domains_to_change() {
        let zone = "d MX 1 d-example.mail.protection.outlook.com.\n\
                    d-example.mail.protection.outlook.com. A 192.0.2.1";
        assert_eq!(met(zone), ["mx-provider"]);
        assert_eq!(met("d MX 1 a\na A 192.0.2.1"), ["mx-no-ipv6"]);
    }

    #[test]
    fn a_null_mx_is_told_of_once() {
        assert_eq!(met("d MX 0 ."), [""; 0]);
        assert_eq!(met("d MX 5 ."), ["mx-set-null-preference"]);
    }

    #[test]
    fn names_are_judged_as_a_pasted_set_is() {
        assert_eq!(
            met("d MX 1 ab--c.d\nd MX 1 ms1.msv1.invalid."),
            [
                "mx-set-double-hyphen",
                "mx-set-verification-host",
                "mx-set-equal-preferences"
            ]
        );
    }
}
