//! What mail programs find by themselves: does it lead them anywhere? That
//! nothing is published is no fault.

use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Name};
use crate::follow::mail_servers::{Exchange, HostAddresses};
use crate::follow::programs::{Offer, Programs, Service, Signpost, Target, Way};
use crate::knowledge::mail_programs::autodiscover_host;
use std::net::IpAddr;
use std::rc::Rc;

crate::rules! {
    /// What can be found of the records for mail programs.
    pub enum Fact in Programs {
        /// SRV records lead programs to hosts.
        Found { hosts: Vec<Name> } => {
            "programs-srv-found", Good, Rfc(6186, "3"),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d A 192.0.2.1"),
            good: Zone("_imaps._tcp.d SRV 0 0 0 ."),
        },
        /// The host of an SRV record does not exist.
        NoSuchHost { service: Name, host: Name } => {
            "programs-srv-host-does-not-exist", Warning, Rfc(2782, ""),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 mail.d"),
            good: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The domain of such a host does not exist either: whoever registers
        /// it gets the passwords.
        DomainMissing { service: Name, host: Name, missing: Name } => {
            "programs-srv-domain-does-not-exist", Error, Rfc(2782, ""),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 mail.gone"),
            good: Zone("_imaps._tcp.d SRV 0 1 993 mail.other\nother A 192.0.2.1"),
        },
        /// The host of an SRV record exists, without an address.
        NoAddress { service: Name, host: Name } => {
            "programs-srv-without-address", Warning, Rfc(2782, ""),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d TXT host"),
            good: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The host of an SRV record is an alias.
        IsAlias { service: Name, host: Name, target: Name } => {
            "programs-srv-is-alias", Advice, Rfc(2782, ""),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d CNAME host.d\nhost.d A 192.0.2.1"),
            good: Zone("_imaps._tcp.d SRV 0 1 993 host.d\nhost.d A 192.0.2.1"),
        },
        /// An address stands where the name of a host belongs.
        AddressLiteral { service: Name, address: IpAddr } => {
            "programs-srv-is-address", Warning, Rfc(2782, ""),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 192.0.2.1."),
            good: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d A 192.0.2.1"),
        },
        /// A record that says that the service is not offered stands beside
        /// others that offer it.
        RefusedAmongOthers { service: Name } => {
            "programs-srv-refused-among-others", Warning, Rfc(6186, "3.4"),
            bad: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\n_imaps._tcp.d SRV 0 0 0 .\nmail.d A 192.0.2.1"),
            good: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\nmail.d A 192.0.2.1"),
        },
        /// The port is that of another service.
        PortOfAnother { service: Name, port: u16, usual: u16 } => {
            "programs-srv-port-of-another-service", Warning, Rfc(8314, "7.3"),
            bad: Zone("_imaps._tcp.d SRV 0 1 143 mail.d\nmail.d A 192.0.2.1"),
            good: Zone("_imaps._tcp.d SRV 0 1 9993 mail.d\nmail.d A 192.0.2.1"),
        },
        /// A service that begins in the clear is offered, and the same with TLS
        /// from the start is said not to be.
        TlsRefused { plain: Name, tls: Name } => {
            "programs-srv-tls-refused", Advice, Rfc(8314, "3"),
            bad: Zone("_imap._tcp.d SRV 0 1 143 mail.d\n_imaps._tcp.d SRV 0 0 0 .\nmail.d A 192.0.2.1"),
            good: Zone("_imaps._tcp.d SRV 0 1 993 mail.d\n_imap._tcp.d SRV 0 0 0 .\nmail.d A 192.0.2.1"),
        },
        /// A name at which programs look for settings is an alias of nothing.
        DeadEnd { name: Name, target: Name } => {
            "programs-alias-of-nothing", Warning, Practice,
            bad: Zone("d MX 10 mail.d\nautodiscover.d CNAME gone.vendor\nvendor A 192.0.2.1"),
            good: Zone("d MX 10 mail.d\nautodiscover.d CNAME mail.vendor\nmail.vendor A 192.0.2.1"),
        },
        /// The domain of that alias does not exist: whoever registers it gets
        /// the passwords.
        DeadEndRegistrable { name: Name, target: Name, missing: Name } => {
            "programs-alias-of-missing-domain", Error, Practice,
            bad: Zone("d MX 10 mail.d\nautodiscover.d CNAME mail.gone"),
            good: Zone("d MX 10 mail.d\nautodiscover.d CNAME mail.vendor\nvendor A 192.0.2.1"),
        },
        /// Microsoft has the mailboxes, and Outlook is led elsewhere.
        AutodiscoverElsewhere { name: Name, target: Name, wanted: Name } => {
            "programs-autodiscover-elsewhere", Advice, Practice,
            bad: Zone("d MX 0 d-example.mail.protection.outlook.com.\nautodiscover.d CNAME web.d\nweb.d A 192.0.2.1"),
            good: Zone("d MX 0 d-example.mail.protection.outlook.com.\nautodiscover.d CNAME autodiscover.outlook.com.\nautodiscover.outlook.com. A 192.0.2.1"),
        },
        /// Microsoft has the mailboxes, and nothing leads Outlook there.
        AutodiscoverMissing { name: Name, wanted: Name } => {
            "programs-autodiscover-missing", Advice, Practice,
            bad: Zone("d MX 0 d-example.mail.protection.outlook.com."),
            good: Zone("d MX 0 d-example.mail.protection.outlook.com.\n_autodiscover._tcp.d SRV 0 0 443 autodiscover.outlook.com.\nautodiscover.outlook.com. A 192.0.2.1"),
        },
    }
}

/// Judges what mail programs find.
pub fn judge(programs: &Programs) -> Vec<Finding> {
    // Of a domain that does not exist, only that is told.
    if programs.servers.is_domain_gone() {
        return Vec::new();
    }
    let mut findings: Vec<_> = finding::unanswered(programs.answers().map(Rc::as_ref)).collect();
    for offer in &programs.offers {
        if let Some(srv) = &offer.srv {
            judge_offer(programs, offer, srv, &mut findings);
        }
    }
    for (plain, tls) in [
        (Service::Imap, Service::Imaps),
        (Service::Pop3, Service::Pop3s),
        (Service::Submission, Service::Submissions),
    ] {
        findings.extend(tls_refused(programs, plain, tls));
    }
    for signpost in &programs.signposts {
        findings.extend(dead_end(programs, signpost));
    }
    findings.extend(autodiscover(programs));
    findings.extend(found(programs));
    findings
}

fn judge_offer(programs: &Programs, offer: &Offer, srv: &Rc<Answer>, findings: &mut Vec<Finding>) {
    let service = || srv.question.name.clone();
    let mut judged: Vec<&Name> = Vec::new();
    for Target { port, place, .. } in &offer.targets {
        match place {
            Exchange::Null if offer.targets.len() > 1 => {
                let service = service();
                findings.push(Finding::new(Fact::RefusedAmongOthers { service }, [&**srv]));
            }
            Exchange::Null => continue,
            Exchange::AddressLiteral(address) => {
                let fact = Fact::AddressLiteral {
                    service: service(),
                    address: *address,
                };
                findings.push(Finding::new(fact, [&**srv]));
            }
            Exchange::Host(host) if !judged.contains(&&host.name) => {
                judged.push(&host.name);
                findings.extend(judge_host(programs, srv, host));
            }
            Exchange::Host(_) => {}
        }
        if is_of_another(offer.service, *port) && !matches!(place, Exchange::Null) {
            let fact = Fact::PortOfAnother {
                service: service(),
                port: *port,
                usual: offer.service.usual_port(),
            };
            let finding = Finding::new(fact, [&**srv]);
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
}

fn judge_host(programs: &Programs, srv: &Rc<Answer>, host: &HostAddresses) -> Option<Finding> {
    let service = srv.question.name.clone();
    let name = host.name.clone();
    let missing = programs.missing_domain(&host.name);
    let answers = [&**srv, &*host.a, &*host.aaaa];
    let fact = match (host.has_address(), host.is_gone(), host.alias()) {
        (Some(false), true, _) => match missing {
            Some(missing) => Fact::DomainMissing {
                service,
                host: name,
                missing: missing.question.name.clone(),
            },
            None => Fact::NoSuchHost {
                service,
                host: name,
            },
        },
        (Some(false), false, _) => Fact::NoAddress {
            service,
            host: name,
        },
        (_, _, Some(target)) => Fact::IsAlias {
            service,
            host: name,
            target: target.clone(),
        },
        _ => return None,
    };
    Some(Finding::new(fact, answers.into_iter().chain(missing)))
}

/// Whether a port is known for something else, so that programs and servers
/// would wait for each other.
fn is_of_another(service: Service, port: u16) -> bool {
    const RELAY: u16 = 25;
    let own = service.usual_port();
    let others = Service::ALL.iter().map(|other| other.usual_port());
    port != own && (port == 0 || port == RELAY || others.into_iter().any(|other| other == port))
}

fn tls_refused(programs: &Programs, plain: Service, tls: Service) -> Option<Finding> {
    let offer = programs.offer(plain)?;
    let refused = programs.offer(tls).filter(|offer| offer.is_refused())?;
    offer.reachable().next()?;
    let (plain, tls) = (offer.srv.as_ref()?, refused.srv.as_ref()?);
    let fact = Fact::TlsRefused {
        plain: plain.question.name.clone(),
        tls: tls.question.name.clone(),
    };
    Some(Finding::new(fact, [&**plain, &**tls]))
}

fn dead_end(programs: &Programs, signpost: &Signpost) -> Option<Finding> {
    let target = signpost.dead_end()?;
    if programs.may_be_by_wildcard(signpost) {
        return None;
    }
    let name = signpost.host.as_ref()?.name.clone();
    let missing = programs.missing_domain(target);
    let target = target.clone();
    let fact = match missing {
        Some(missing) => Fact::DeadEndRegistrable {
            name,
            target,
            missing: missing.question.name.clone(),
        },
        None => Fact::DeadEnd { name, target },
    };
    let answers = signpost.answers().map(Rc::as_ref);
    Some(Finding::new(fact, answers.chain(missing)))
}

/// Whether Outlook is led to the mailboxes that Microsoft has.
fn autodiscover(programs: &Programs) -> Option<Finding> {
    let (vendor, exchanger) = programs.provider()?;
    // What SPF names may have no mailboxes of the domain.
    let by_mx = programs.servers.mx.exchangers();
    by_mx.iter().find(|(_, name)| name.as_str() == exchanger)?;
    let wanted = Name::parse(autodiscover_host(vendor)?).ok()?;
    let mut signposts = programs.signposts.iter();
    let signpost = signposts.find(|signpost| signpost.way == Way::Autodiscover)?;
    let offer = programs.offer(Service::Autodiscover)?;
    let host = signpost.host.as_ref()?;
    let leads = host.name == wanted
        || signpost.targets().any(|target| *target == wanted)
        || offer.hosts().any(|host| host.name == wanted);
    let known = [&host.a, &host.aaaa].into_iter().chain(&offer.srv);
    if leads || known.clone().any(|answer| answer.outcome.is_failed()) {
        return None;
    }
    // Where it leads nowhere at all, that is told.
    if signpost.dead_end().is_some() {
        return None;
    }
    let name = host.name.clone();
    let fact = match (signpost.is_there(), offer.hosts().next()) {
        (true, _) => Fact::AutodiscoverElsewhere {
            target: host.alias().unwrap_or(&host.name).clone(),
            name,
            wanted,
        },
        (false, Some(other)) => Fact::AutodiscoverElsewhere {
            target: other.name.clone(),
            name: offer.srv.as_ref()?.question.name.clone(),
            wanted,
        },
        (false, None) => Fact::AutodiscoverMissing { name, wanted },
    };
    let answers = known.chain([&programs.servers.mx]);
    Some(Finding::new(fact, answers.map(Rc::as_ref)))
}

fn found(programs: &Programs) -> Option<Finding> {
    let offers = || {
        let offers = programs.offers.iter();
        offers.filter(|offer| offer.service.purpose().is_some())
    };
    let mut hosts: Vec<Name> = Vec::new();
    for (host, _) in offers().flat_map(Offer::reachable) {
        if host.has_address() == Some(true) && !hosts.contains(&host.name) {
            hosts.push(host.name.clone());
        }
    }
    let answers = offers().flat_map(|offer| &offer.srv).map(Rc::as_ref);
    (!hosts.is_empty()).then(|| Finding::new(Fact::Found { hosts }, answers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn ids(zone: &str) -> Vec<&'static str> {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let found = Programs::find(&client, &domain).now_or_never().unwrap();
        let findings = judge(&found);
        findings
            .iter()
            .map(|finding| finding.fact.rule().id)
            .collect()
    }

    #[test]
    fn nothing_published_is_no_fault() {
        for zone in ["d MX 10 mail.d", "d MX 0 .", "d TXT x", "other TXT x"] {
            assert_eq!(ids(zone), [""; 0], "{zone}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_claimed() {
        let microsoft = "d MX 0 d-example.mail.protection.outlook.com.";
        for zone in [
            format!("{microsoft}\n$FAIL timeout autodiscover.d A"),
            format!("{microsoft}\n$FAIL timeout _autodiscover._tcp.d"),
            "_imaps._tcp.d SRV 0 1 993 mail.d\n$FAIL timeout mail.d A".to_owned(),
            "autoconfig.d CNAME mail.vendor\n$FAIL timeout mail.vendor A".to_owned(),
        ] {
            assert_eq!(ids(&zone), ["lookup-failed"], "{zone}");
        }
    }

    #[test]
    fn an_alias_of_a_wildcard_is_none_of_its_own() {
        assert_eq!(ids("d MX 10 mail.d\n*.d CNAME gone"), [""; 0]);
    }

    #[test]
    fn ports_of_others() {
        for (service, port, wrong) in [
            (Service::Imaps, 993, false),
            (Service::Imaps, 9993, false),
            (Service::Imaps, 143, true),
            (Service::Submissions, 587, true),
            (Service::Submission, 465, true),
            (Service::Submission, 25, true),
            (Service::Submission, 2525, false),
            (Service::Pop3s, 0, true),
            (Service::Autodiscover, 443, false),
        ] {
            assert_eq!(is_of_another(service, port), wrong, "{service:?} {port}");
        }
    }
}
