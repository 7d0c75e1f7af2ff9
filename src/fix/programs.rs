//! What mail programs find: SRV records and aliases.

use super::published::{Found, decided, ttl};
use super::{Change, Choice, Effect, Fix, Known, Mended, TTL, Title, Unmended};
use crate::check::programs::Fact;
use crate::dns::answer::Record;
use crate::dns::{Data, Name, RecordType, presentation};
use std::net::IpAddr;

/// What mends what mail programs find.
pub fn mend_published(fact: &Fact, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        Fact::NoSuchHost { service, host } | Fact::NoAddress { service, host } => {
            let title = Title::PublishAddress { host: host.clone() };
            let address = Choice::changes(title, Effect::FoundThere, Vec::new());
            let mut fix = Fix::show_only(address);
            fix.alternatives.extend(without(service, found, host));
            Ok(fix)
        }
        Fact::DomainMissing { service, host, .. } => decided(without(service, found, host)),
        Fact::IsAlias {
            service,
            host,
            target,
        } => decided(named(service, found, host, target, Vec::new())),
        Fact::AddressLiteral { service, address } => {
            address_literal(service, *address, known, found)
        }
        Fact::RefusedAmongOthers { service } => {
            let refusal = without(service, found, &Name::root());
            let others = srv(service, found).filter(|it| !is_of(it, &Name::root()));
            let others = deletion(service, others);
            decided(refusal.into_iter().chain(others))
        }
        Fact::PortOfAnother {
            service,
            port,
            usual,
        } => {
            let usual = *usual;
            let changes = rewritten(service, found, |srv| match srv {
                Data::Srv { port: there, .. } if *there == *port => *there = usual,
                _ => {}
            });
            let (service, port) = (service.clone(), usual);
            let title = Title::ServicePort { service, port };
            decided([Choice::changes(title, Effect::ProgramsLed, changes)])
        }
        Fact::TlsRefused { plain, tls } => {
            let host = srv(plain, found).find_map(|record| match &record.data {
                Data::Srv { target, .. } if !target.is_root() => Some(target.clone()),
                _ => None,
            });
            let host = host.ok_or(Unmended::NotKnown)?;
            let usual = tls_port(tls);
            let changes = rewritten(tls, found, |srv| {
                if let Data::Srv { port, target, .. } = srv {
                    (*port, *target) = (usual, host.clone());
                }
            });
            let service = tls.clone();
            let title = Title::PointService { service, host };
            decided([Choice::changes(title, Effect::ProgramsLed, changes)])
        }
        Fact::DeadEnd { name, target } | Fact::DeadEndRegistrable { name, target, .. } => {
            let alias = format!("{target}.");
            let gone = Change::delete(name.clone(), RecordType::CNAME, TTL, &alias);
            let title = Title::Delete { value: alias };
            decided([Choice::changes(title, Effect::NothingChanges, vec![gone])])
        }
        Fact::AutodiscoverMissing { name, wanted } => {
            let to = format!("{wanted}.");
            let add = Change::add(name.clone(), RecordType::CNAME, to);
            decided([pointed(name, wanted, add)])
        }
        Fact::AutodiscoverElsewhere {
            name,
            target,
            wanted,
        } => {
            let is_alias = found.answers.iter().any(|answer| {
                let mut aliases = answer.aliases.iter();
                answer.question.name == *name && aliases.any(|it| it.target == *target)
            });
            if !is_alias {
                return Err(Unmended::Chosen);
            }
            let (from, to) = (format!("{target}."), format!("{wanted}."));
            let change = Change::replace(name.clone(), RecordType::CNAME, TTL, from, to);
            decided([pointed(name, wanted, change)])
        }
        Fact::Found { .. } => Err(Unmended::Good),
    }
}

fn pointed(name: &Name, host: &Name, change: Change) -> Choice {
    let (name, host) = (name.clone(), host.clone());
    let title = Title::PointAlias { name, host };
    Choice::changes(title, Effect::ProgramsLed, vec![change])
}

fn srv<'a>(service: &Name, found: &'a Found<'_>) -> impl Iterator<Item = &'a Record> {
    found.records_at(service, RecordType::SRV).iter()
}

fn is_of(record: &Record, host: &Name) -> bool {
    matches!(&record.data, Data::Srv { target, .. } if target == host)
}

fn delete(record: &Record) -> Change {
    let value = presentation::write(&record.data);
    let ttl = ttl(record.ttl);
    Change::delete(record.owner.clone(), RecordType::SRV, ttl, value)
}

fn deletion<'a>(service: &Name, gone: impl Iterator<Item = &'a Record>) -> Option<Choice> {
    let (mut targets, mut changes) = (Vec::new(), Vec::new());
    for record in gone {
        if let Data::Srv { target, .. } = &record.data
            && !targets.contains(target)
        {
            targets.push(target.clone());
        }
        changes.push(delete(record));
    }
    let service = service.clone();
    let title = Title::DeleteService { service, targets };
    (!changes.is_empty()).then(|| Choice::changes(title, Effect::ProgramsNotLed, changes))
}

/// The service without its records of a host.
fn without(service: &Name, found: &Found<'_>, host: &Name) -> Option<Choice> {
    let gone = srv(service, found).filter(|it| is_of(it, host));
    deletion(service, gone)
}

/// Records of a service as they come to be; those that stay are left out.
fn rewritten(service: &Name, found: &Found<'_>, write: impl Fn(&mut Data)) -> Vec<Change> {
    let changes = srv(service, found).filter_map(|record| {
        let mut data = record.data.clone();
        write(&mut data);
        let change = Change::replace(
            record.owner.clone(),
            RecordType::SRV,
            ttl(record.ttl),
            presentation::write(&record.data),
            presentation::write(&data),
        );
        (data != record.data).then_some(change)
    });
    changes.collect()
}

/// Another host in the records that name one.
fn named(
    service: &Name,
    found: &Found<'_>,
    host: &Name,
    wanted: &Name,
    mut first: Vec<Change>,
) -> Option<Choice> {
    let changes = rewritten(service, found, |srv| match srv {
        Data::Srv { target, .. } if target == host => target.clone_from(wanted),
        _ => {}
    });
    if changes.is_empty() {
        return None;
    }
    first.extend(changes);
    let (service, host) = (service.clone(), wanted.clone());
    let title = Title::PointService { service, host };
    Some(Choice::changes(title, Effect::ProgramsLed, first))
}

/// The mail server of that address, or else a name that is given it.
fn address_literal(service: &Name, address: IpAddr, known: &Known, found: &Found<'_>) -> Mended {
    let literal = Name::parse(&address.to_string());
    let mut hosts = srv(service, found).filter_map(|record| match &record.data {
        Data::Srv { target, .. } => Some(target),
        _ => None,
    });
    let is_it =
        |host: &&Name| literal.as_ref() == Ok(*host) || host.as_str().parse() == Ok(address);
    let host = hosts.find(is_it).ok_or(Unmended::NotKnown)?.clone();
    if let Some(server) = known.host_of(address) {
        return decided(named(service, found, &host, server, Vec::new()));
    }
    let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
    let name = domain.prepend("mail").map_err(|_| Unmended::NotKnown)?;
    let rtype = match address {
        IpAddr::V4(_) => RecordType::A,
        IpAddr::V6(_) => RecordType::AAAA,
    };
    let add = Change::add(name.clone(), rtype, address.to_string());
    let choice = named(service, found, &host, &name, vec![add]);
    decided(choice.map(|choice| choice.doing(Effect::NeedsHostName)))
}

/// The usual port of a service with TLS from the start (RFC 8314 §7.3).
fn tls_port(service: &Name) -> u16 {
    match service.labels().next() {
        Some("_pop3s") => 995,
        Some("_submissions") => 465,
        _ => 993,
    }
}
