//! Mail exchangers: can mail find its way to the domain?

pub mod set;
pub mod text;

use super::finding::{self, Finding};
use crate::dns::{Answer, Name};
use crate::follow::mail_servers::{Exchange, Exchanger, HostAddresses, MailServers, Route};
use crate::follow::spf::{Network, PublishedSpf, Special};
use crate::record::host::host_fault;
use std::net::IpAddr;
use std::rc::Rc;
use text::is_verification_host;

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
            "mx-null", Good { SendsAndReceives | ReceivesOnly | BulkSender: Error }, Rfc(7505, "3"),
            bad: Zone("d MX 0 ."), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// A null MX among other exchangers contradicts them.
        NullAmongOthers => {
            "mx-null-among-others", Error, Rfc(7505, "3"),
            bad: Zone("d MX 0 .\nd MX 10 mail.d\nmail.d A 192.0.2.1"), good: Zone("d MX 0 ."),
        },
        /// No MX; senders fall back on the domain's own addresses.
        Implicit => {
            "mx-implicit", Warning { SendsOnly | Parked: Advice }, Rfc(5321, "5.1"),
            bad: Zone("d A 192.0.2.1"), good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// Neither MX nor address: mail cannot be brought anywhere.
        Missing => {
            "mx-missing", Error { SendsOnly: Warning, Parked: Advice }, Rfc(5321, "5.1"),
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
        /// An exchanger's IPv6 address is an IPv4 address in disguise, which
        /// no sender can reach.
        MappedAddress { host: Name, address: IpAddr } => {
            "mx-mapped-address", Warning, Rfc(4291, "2.5.5.2"),
            bad: Zone("d MX 10 mail.d\nmail.d AAAA ::ffff:192.0.2.1"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// An exchanger's address is one that examples are made of, and its name
        /// is none of an example.
        DocumentationAddress { host: Name, address: IpAddr } => {
            "mx-documentation-address", Warning, Rfc(5737, "3"),
            bad: Zone("d MX 10 mail.vendor.net.\nmail.vendor.net. A 192.0.2.1"),
            good: Zone("d MX 10 mail.vendor.net.\nmail.vendor.net. A 198.51.0.1"),
        },
        /// An exchanger is `localhost`, which each sender takes for itself.
        Localhost { host: Name } => {
            "mx-is-localhost", Error, Rfc(6761, "6.3"),
            bad: Zone("d MX 10 localhost."),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// An exchanger's name has the domain's twice, and does not exist: the
        /// zone's own name was put behind a name that was whole already.
        NameDoubled { host: Name, meant: Name } => {
            "mx-name-doubled", Error, Rfc(1035, "5.1"),
            bad: Zone("d MX 10 mail.d.example.d"),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The domain of an exchanger does not exist: whoever registers it
        /// gets the mail.
        DomainMissing { host: Name, missing: Name } => {
            "mx-domain-does-not-exist", Error, Rfc(5321, "5.1"),
            bad: Zone("d MX 10 mail.gone"),
            good: Zone("d MX 10 mail.other\nother A 192.0.2.1"),
        },
        /// A null MX beside an SPF record that lets somebody send: what is
        /// sent cannot be answered, and many refuse it for that.
        NullButSends => {
            "mx-null-but-sends", Warning, Rfc(7505, "4.2"),
            bad: Zone("d MX 0 .\nd TXT \"v=spf1 ip4:192.0.2.1 -all\""),
            good: Zone("d MX 0 .\nd TXT \"v=spf1 -all\""),
        },
        /// No MX, and SPF says that the domain sends no mail: a null MX would
        /// say that it takes none.
        NullAdvised => {
            "mx-null-advised", Advice, Rfc(7505, "3"),
            bad: Zone("d A 192.0.2.1\nd TXT \"v=spf1 -all\""),
            good: Zone("d MX 0 .\nd TXT \"v=spf1 -all\""),
        },
        /// No MX and no address, and SPF lets somebody send: bounces and
        /// answers are lost.
        MissingButSends => {
            "mx-missing-but-sends", Warning, Rfc(5321, "4.5.5"),
            bad: Zone("d TXT \"v=spf1 ip4:192.0.2.1 -all\""),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd TXT \"v=spf1 mx -all\""),
        },
    }
}

/// Judges where mail for the domain goes.
pub fn judge(servers: &MailServers, spf: &PublishedSpf) -> Vec<Finding> {
    let answers = || servers.answers().map(Rc::as_ref);
    let with_spf = |fact| Finding::new(fact, answers().chain([&*spf.txt]));
    let mut findings: Vec<_> = finding::unanswered(answers()).collect();
    match &servers.route {
        Route::Exchangers(exchangers) => judge_exchangers(servers, exchangers, &mut findings),
        Route::NullMx => {
            findings.push(Finding::new(Fact::Null, answers()));
            if spf.lets_some_send() {
                findings.push(with_spf(Fact::NullButSends));
            }
        }
        // A domain that says that it sends no mail hardly wants any.
        Route::Implicit(_) if spf.declares_no_mail() => {
            findings.push(with_spf(Fact::NullAdvised));
        }
        Route::Implicit(host) => match host.has_address() {
            Some(true) => findings.push(Finding::new(Fact::Implicit, answers())),
            Some(false) => {
                findings.push(Finding::new(Fact::Missing, answers()));
                if spf.lets_some_send() {
                    findings.push(with_spf(Fact::MissingButSends));
                }
            }
            None => {}
        },
        // Of a domain that does not exist, only that is told.
        Route::NoSuchDomain | Route::Unknown => {}
    }
    findings.extend(set::judge(servers));
    findings
}

fn judge_exchangers(servers: &MailServers, exchangers: &[Exchanger], findings: &mut Vec<Finding>) {
    let mut reachable = 0;
    let mut unknown = 0;
    let mut judged = Vec::new();
    for exchanger in exchangers {
        match &exchanger.exchange {
            Exchange::Null => findings.push(Finding::new(Fact::NullAmongOthers, [&*servers.mx])),
            Exchange::AddressLiteral(address) => {
                let fact = Fact::AddressLiteral { address: *address };
                findings.push(Finding::new(fact, [&*servers.mx]));
            }
            Exchange::Host(host) if is_localhost(&host.name) => {
                let host = host.name.clone();
                findings.push(Finding::new(Fact::Localhost { host }, [&*servers.mx]));
            }
            Exchange::Host(host) => {
                match host.has_address() {
                    Some(true) => reachable += 1,
                    Some(false) => {}
                    None => unknown += 1,
                }
                if !judged.contains(&&host.name) {
                    judged.push(&host.name);
                    judge_host(servers, host, findings);
                }
            }
        }
    }
    let answers = servers.answers().map(Rc::as_ref);
    if reachable == exchangers.len() {
        let hosts = judged.len();
        findings.push(Finding::new(Fact::Reachable { hosts }, answers));
    } else if reachable + unknown == 0 {
        findings.push(Finding::new(Fact::NoneReachable, answers));
    }
}

fn judge_host(servers: &MailServers, host: &HostAddresses, findings: &mut Vec<Finding>) {
    let answers: [&Answer; 2] = [&host.a, &host.aaaa];
    let name = || host.name.clone();
    if let Some(target) = host.alias() {
        let fact = Fact::IsAlias {
            host: name(),
            target: target.clone(),
        };
        findings.push(Finding::new(fact, answers));
    }
    // Where the name is none, its text tells why nobody finds it, and what
    // Microsoft asked for to prove who holds the domain is told of as such.
    let name_tells = host.is_gone() && host_fault(host.name.as_str()).is_some();
    let is_told = name_tells || is_verification_host(host.name.as_str());
    if host.has_address() == Some(false) && !is_told {
        // Nobody can register what is below `.invalid` (RFC 6761 §6.4).
        let missing = servers.missing_domain(&host.name);
        let missing = missing.filter(|_| host.name.suffix(1).as_str() != "invalid");
        let fact = match (host.is_gone(), undoubled(&host.name, &servers.domain)) {
            (true, Some(meant)) => Fact::NameDoubled {
                host: name(),
                meant,
            },
            (true, None) => match missing {
                Some(missing) => Fact::DomainMissing {
                    host: name(),
                    missing: missing.question.name.clone(),
                },
                None => Fact::NoSuchHost { host: name() },
            },
            (false, _) => Fact::NoAddress { host: name() },
        };
        findings.push(Finding::new(fact, answers.into_iter().chain(missing)));
    }
    for address in host.addresses() {
        let host = name();
        let fact = if is_private(address) {
            Fact::PrivateAddress { host, address }
        } else if is_mapped(address) {
            Fact::MappedAddress { host, address }
        } else if is_documentation(address) && !is_reserved(&host) {
            Fact::DocumentationAddress { host, address }
        } else {
            continue;
        };
        findings.push(Finding::new(fact, answers));
    }
}

/// Whether a name means the very machine that looks it up (RFC 6761 §6.3).
fn is_localhost(host: &Name) -> bool {
    host.suffix(1).as_str() == "localhost"
}

/// What was meant by a name that has the domain's twice.
fn undoubled(host: &Name, domain: &Name) -> Option<Name> {
    let doubled = domain.prepend(domain.as_str()).ok()?;
    let front = host.label_count().checked_sub(domain.label_count())?;
    let meant: Vec<_> = host.octet_labels().take(front).collect();
    host.is_within(&doubled)
        .then(|| Name::from_labels(meant.iter().map(Vec::as_slice)).ok())?
}

/// Whether no route leads to the address from elsewhere (RFC 6890 §2.2).
/// Addresses for documentation are told of by themselves.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_multicast()
                || matches!(address.octets(), [100, 64..=127, ..] | [0 | 240.., ..])
        }
        IpAddr::V6(address) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.is_multicast()
        }
    }
}

/// Whether examples are made of the address (RFC 5737, RFC 3849).
fn is_documentation(address: IpAddr) -> bool {
    Special::of(Network::new(address, 128)) == Some(Special::Documentation)
}

/// Whether a name is one that examples and tests are made of (RFC 2606, RFC
/// 6761).
fn is_reserved(name: &Name) -> bool {
    let top = name.suffix(1);
    let second = name.suffix(2);
    matches!(top.as_str(), "test" | "example" | "invalid" | "localhost")
        || matches!(
            second.as_str(),
            "example.com" | "example.net" | "example.org"
        )
}

/// Whether it is an IPv4 address mapped into IPv6 (RFC 4291 §2.5.5.2).
fn is_mapped(address: IpAddr) -> bool {
    matches!(address, IpAddr::V6(address) if address.to_ipv4_mapped().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn ids(zone: &str) -> Vec<&'static str> {
        let client = client(zone);
        let domain = Name::parse("d.example").unwrap();
        let servers = MailServers::find(&client, &domain).now_or_never();
        let spf = PublishedSpf::find(&client, &domain).now_or_never();
        let findings = judge(&servers.unwrap(), &spf.unwrap());
        findings.iter().map(|f| f.fact.rule().id).collect()
    }

    #[test]
    fn a_name_that_is_none_is_told_of_once() {
        let none = "mx-none-reachable";
        assert_eq!(ids("d MX 10 mail."), [none, "mx-line-host-malformed"]);
        assert_eq!(ids("d MX 10 mail.d"), ["mx-host-does-not-exist", none]);
    }

    #[test]
    fn a_doubled_name_is_put_right() {
        let name = |text| Name::parse(text).unwrap();
        for (host, meant) in [
            ("mail.d.example.d.example", Some("mail.d.example")),
            ("d.example.d.example", Some("d.example")),
            ("mail.d.example", None),
            ("d.example", None),
            ("mail.d.example.other.example", None),
        ] {
            let found = undoubled(&name(host), &name("d.example"));
            assert_eq!(found, meant.map(name), "{host}");
        }
    }

    #[test]
    fn what_is_below_invalid_can_be_registered_by_nobody() {
        let ids = |zone: &str| {
            let client = crate::follow::testing::client(zone);
            let domain = Name::parse("d.example").unwrap();
            let servers = MailServers::find(&client, &domain).now_or_never();
            let spf = PublishedSpf::find(&client, &domain).now_or_never();
            let findings = judge(&servers.unwrap(), &spf.unwrap()).into_iter();
            let ids: Vec<_> = findings.map(|it| it.fact.rule().id).collect();
            ids
        };
        assert_eq!(
            ids("d MX 10 ms1.msv1.invalid."),
            ["mx-none-reachable", "mx-set-verification-host"]
        );
        assert_eq!(
            ids("d MX 10 mail.invalid."),
            ["mx-host-does-not-exist", "mx-none-reachable"]
        );
    }

    #[test]
    fn addresses_without_a_route() {
        for (address, private) in [
            ("10.1.2.3", true),
            ("127.0.0.1", true),
            ("100.64.0.1", true),
            ("255.255.255.255", true),
            ("0.1.2.3", true),
            ("224.0.0.1", true),
            ("192.0.2.1", false),
            ("198.18.0.1", false),
            ("::1", true),
            ("fd00::1", true),
            ("ff02::1", true),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_private(address.parse().unwrap()), private, "{address}");
        }
    }
}
