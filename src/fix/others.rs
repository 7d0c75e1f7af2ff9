//! What is not in the domain's own records: its delegation, the names of its
//! addresses, its signatures.

use super::{Change, Choice, Effect, Fix, Mended, Title, Unmended};
use crate::check::delegation::Fact as Delegation;
use crate::check::dnssec::published::Fact as Dnssec;
use crate::check::ptr::Fact as Ptr;
use crate::dns::{Name, RecordType};
use crate::follow::reverse::Role;
use std::net::IpAddr;

/// What mends the domain as a whole.
pub fn mend_delegation(fact: &Delegation) -> Mended {
    match fact {
        // A name is registered, not published.
        Delegation::NoSuchDomain { .. } => Err(Unmended::NotDns),
        // What stood at the alias would have to be known.
        Delegation::Alias { .. } | Delegation::AliasOfNothing { .. } => Err(Unmended::NotKnown),
    }
}

/// What mends the names of addresses. Who holds the address sets them.
pub fn mend_ptr(fact: &Ptr) -> Mended {
    match fact {
        Ptr::Missing {
            role: Role::Receives,
            ..
        } => Err(Unmended::Chosen),
        Ptr::Missing { address, .. } | Ptr::SenderMissing { address, .. } => holder(*address, None),
        Ptr::NotConfirmed { address, name, .. } | Ptr::SenderNotConfirmed { address, name, .. } => {
            let rtype = match address {
                IpAddr::V4(_) => RecordType::A,
                IpAddr::V6(_) => RecordType::AAAA,
            };
            let back = Change::add(name.clone(), rtype, address.to_string());
            let title = Title::PublishAddress { host: name.clone() };
            let mut fix = holder(*address, Some(name))?;
            let back = Choice::changes(title, Effect::FoundThere, vec![back]);
            fix.alternatives.push(back);
            Ok(fix)
        }
        Ptr::Generic { address, .. }
        | Ptr::NameUnusable { address, .. }
        | Ptr::Several { address, .. } => holder(*address, None),
        Ptr::NameIsAlias {
            address, target, ..
        } => holder(*address, Some(target)),
        Ptr::Confirmed { .. } => Err(Unmended::Good),
    }
}

fn holder(address: IpAddr, name: Option<&Name>) -> Mended {
    let pointer =
        name.map(|name| Change::add(Name::reverse(address), RecordType::PTR, format!("{name}.")));
    let title = Title::AskHolder {
        address,
        name: name.cloned(),
    };
    let choice = Choice::changes(title, Effect::HolderActs, pointer.into_iter().collect());
    Ok(Fix::show_only(choice))
}

/// What mends DNSSEC. Who signs the zone does it, and the registrar.
pub fn mend_dnssec(fact: &Dnssec) -> Mended {
    match fact {
        Dnssec::Signed { .. } => Err(Unmended::Good),
        Dnssec::NotValidated { .. } => Err(Unmended::Unknown),
        Dnssec::Unsigned { .. } => Err(Unmended::Chosen),
        Dnssec::HostsUnsigned { .. } => Err(Unmended::Others),
        // Keys, signatures and digests come from the signer, and the digests
        // go to the zone above by the registrar.
        Dnssec::Broken { .. }
        | Dnssec::DsMissing { .. }
        | Dnssec::DsWithoutKey { .. }
        | Dnssec::DigestSha1
        | Dnssec::DigestSha256Missing
        | Dnssec::DigestUncommon { .. }
        | Dnssec::DigestLength { .. }
        | Dnssec::AlgorithmDeprecated { .. }
        | Dnssec::AlgorithmUncommon { .. }
        | Dnssec::KeyNotForZone { .. }
        | Dnssec::EntryPointMissing
        | Dnssec::ChainNotFollowed { .. } => Err(Unmended::NotDns),
    }
}
