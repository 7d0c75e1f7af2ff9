//! What is not in the domain's own records: its delegation, and the names of its
//! addresses.

use super::published::{Found, ttl};
use super::{Change, Choice, Effect, Fix, Known, Mended, TTL, Title, Unmended};
use crate::check::delegation::Fact as Delegation;
use crate::check::ptr::Fact as Ptr;
use crate::dns::{Name, RecordType, presentation};
use crate::follow::reverse::Role;
use std::net::IpAddr;

/// What mends the domain as a whole.
pub fn mend_delegation(fact: &Delegation) -> Mended {
    match fact {
        // A name is registered, not published.
        Delegation::NoSuchDomain { .. } | Delegation::TopLevel { .. } => Err(Unmended::NotDns),
        Delegation::AliasOfNothing { domain, target } => {
            let gone = without_alias(domain, target);
            let value = format!("{target}.");
            let choice = Choice::changes(Title::Delete { value }, Effect::OwnRecords, vec![gone]);
            Ok(Fix::decision(choice, Vec::new()))
        }
        Delegation::Alias { domain, target } => {
            let gone = without_alias(domain, target);
            let title = Title::AddressesForAlias {
                name: domain.clone(),
                target: target.clone(),
            };
            let choice = Choice::changes(title, Effect::OwnRecords, vec![gone]);
            Ok(Fix::show_only(choice))
        }
    }
}

/// What mends the names of addresses. Who holds the address sets them.
pub fn mend_ptr(fact: &Ptr, known: &Known, found: &Found<'_>) -> Mended {
    let own = |address: &IpAddr| holder(*address, known.host_of(*address), found);
    match fact {
        Ptr::Missing {
            role: Role::Receives,
            ..
        } => Err(Unmended::Chosen),
        Ptr::Missing { address, .. } | Ptr::SenderMissing { address, .. } => own(address),
        Ptr::NotConfirmed { address, name, .. } | Ptr::SenderNotConfirmed { address, name, .. } => {
            let rtype = match address {
                IpAddr::V4(_) => RecordType::A,
                IpAddr::V6(_) => RecordType::AAAA,
            };
            let back = Change::add(name.clone(), rtype, address.to_string());
            let title = Title::PublishAddress { host: name.clone() };
            // What the name should be is not known where it is no mail server's.
            let mut fix = own(address)?;
            let back = Choice::changes(title, Effect::FoundThere, vec![back]);
            fix.alternatives.push(back);
            Ok(fix)
        }
        Ptr::AliasOfNothing { address, .. }
        | Ptr::Generic { address, .. }
        | Ptr::NameUnusable { address, .. }
        | Ptr::Several { address, .. } => own(address),
        Ptr::NameIsAlias {
            address, target, ..
        } => holder(*address, Some(target), found),
        Ptr::Confirmed { .. } => Err(Unmended::Good),
    }
}

/// The one who holds the address has it point to this name alone.
fn holder(address: IpAddr, name: Option<&Name>, found: &Found<'_>) -> Mended {
    let reverse = Name::reverse(address);
    let there = found.records_at(&reverse, RecordType::PTR);
    let target = name.map(|name| format!("{name}."));
    let mut changes: Vec<_> = target
        .as_ref()
        .map(|target| Change::add(reverse, RecordType::PTR, target))
        .into_iter()
        .collect();
    for record in there {
        let value = presentation::write(&record.data);
        match changes.first_mut() {
            Some(first) if first.to.as_deref() == Some(&value) => first.from = Some(value),
            Some(_) => changes.push(Change::delete(
                record.owner.clone(),
                RecordType::PTR,
                ttl(record.ttl),
                value,
            )),
            None => {}
        }
    }
    let title = Title::AskHolder {
        address,
        name: name.cloned(),
    };
    let choice = Choice::changes(title, Effect::HolderActs, changes);
    Ok(Fix::show_only(choice))
}

fn without_alias(name: &Name, target: &Name) -> Change {
    Change::delete(name.clone(), RecordType::CNAME, TTL, format!("{target}."))
}
