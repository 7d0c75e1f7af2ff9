//! What is not in the domain's own records: its delegation, the names of its
//! addresses, its signatures.

use super::published::decided;
use super::{Change, Choice, Edit, Effect, Fix, Known, Mended, TTL, Title, Unmended, spf};
use crate::check::delegation::Fact as Delegation;
use crate::check::dnssec::published::Fact as Dnssec;
use crate::check::dnssec::signatures::Fact as Signatures;
use crate::check::programs::Fact as Programs;
use crate::check::ptr::Fact as Ptr;
use crate::check::together::{Declaration, Fact as Together};
use crate::dns::{Name, RecordType};
use crate::follow::reverse::Role;
use crate::knowledge::spf_includes::spf_include;
use std::net::IpAddr;

/// What mends the domain as a whole.
pub fn mend_delegation(fact: &Delegation) -> Mended {
    match fact {
        // A name is registered, not published.
        Delegation::NoSuchDomain { .. } | Delegation::TopLevel { .. } => Err(Unmended::NotDns),
        // What stood at the alias would have to be known.
        Delegation::Alias { .. } | Delegation::AliasOfNothing { .. } => Err(Unmended::NotKnown),
    }
}

/// What mends the names of addresses. Who holds the address sets them.
pub fn mend_ptr(fact: &Ptr, known: &Known) -> Mended {
    let own = |address: &IpAddr, from| holder(*address, known.host_of(*address), from);
    match fact {
        Ptr::Missing {
            role: Role::Receives,
            ..
        } => Err(Unmended::Chosen),
        Ptr::Missing { address, .. } | Ptr::SenderMissing { address, .. } => own(address, None),
        Ptr::NotConfirmed { address, name, .. } | Ptr::SenderNotConfirmed { address, name, .. } => {
            let rtype = match address {
                IpAddr::V4(_) => RecordType::A,
                IpAddr::V6(_) => RecordType::AAAA,
            };
            let back = Change::add(name.clone(), rtype, address.to_string());
            let title = Title::PublishAddress { host: name.clone() };
            // What the name should be is not known where it is no mail server's.
            let mut fix = own(address, Some(name))?;
            let back = Choice::changes(title, Effect::FoundThere, vec![back]);
            fix.alternatives.push(back);
            Ok(fix)
        }
        Ptr::AliasOfNothing { address, .. } | Ptr::Several { address, .. } => own(address, None),
        Ptr::Generic { address, name } | Ptr::NameUnusable { address, name } => {
            own(address, Some(name))
        }
        Ptr::NameIsAlias {
            address,
            name,
            target,
        } => holder(*address, Some(target), Some(name)),
        Ptr::Confirmed { .. } => Err(Unmended::Good),
    }
}

/// What mends signatures. Who signs the zone renews them.
pub fn mend_signatures(fact: &Signatures) -> Mended {
    match fact {
        Signatures::Ended { .. }
        | Signatures::NotBegun { .. }
        | Signatures::EndsSoon { .. }
        | Signatures::KeysUnsigned { .. }
        | Signatures::AlgorithmWithoutSignature { .. } => Err(Unmended::NotDns),
    }
}

/// What mends what mail programs find.
pub fn mend_programs(fact: &Programs) -> Mended {
    match fact {
        Programs::NoSuchHost { host, .. } | Programs::NoAddress { host, .. } => {
            let title = Title::PublishAddress { host: host.clone() };
            let choice = Choice::changes(title, Effect::FoundThere, Vec::new());
            Ok(Fix::show_only(choice))
        }
        Programs::DeadEnd { name, target } | Programs::DeadEndRegistrable { name, target, .. } => {
            let alias = format!("{target}.");
            let gone = Change::delete(name.clone(), RecordType::CNAME, TTL, &alias);
            let title = Title::Delete { value: alias };
            decided([Choice::changes(title, Effect::NothingChanges, vec![gone])])
        }
        Programs::AutodiscoverMissing { name, wanted } => {
            let add = Change::add(name.clone(), RecordType::CNAME, format!("{wanted}."));
            let title = Title::NameHost {
                host: wanted.clone(),
            };
            decided([Choice::changes(title, Effect::FoundThere, vec![add])])
        }
        Programs::Found { .. } => Err(Unmended::Good),
        // Which server the programs should find, the domain's keeper knows.
        _ => Err(Unmended::NotKnown),
    }
}

/// What mends how the records fit together.
pub fn mend_together(fact: &Together, known: &Known) -> Mended {
    match fact {
        Together::ProviderNotInSpf { provider } => {
            let domain = spf_include(*provider).ok_or(Unmended::NotKnown)?;
            let term = ["include:", domain].concat();
            let edit = |text: &str| spf::with_term(text, &term);
            own_spf(known, edit, Effect::MoreSend)
        }
        Together::NoMailHalfDeclared { missing } => {
            let owner = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
            let changes = missing
                .iter()
                .filter_map(|it| declaration(*it, owner, known));
            decided([Choice::changes(
                Title::Park,
                Effect::NobodySends,
                changes.collect(),
            )])
        }
        Together::Agree | Together::NoMailDeclared => Err(Unmended::Good),
        // Which of the servers that send are to be let, and whether keys are
        // still signed with, the domain's keeper knows.
        Together::EnforcedWithNothingToPass { .. } | Together::SendsNothingButSigns { .. } => {
            Err(Unmended::NotKnown)
        }
        // The one who sends has the keys.
        Together::EnforcedOnSpfAlone { .. } => Err(Unmended::NotDns),
    }
}

/// An edit of the domain's one SPF record.
fn own_spf(known: &Known, edit: impl Fn(&str) -> Edit, effect: Effect) -> Mended {
    let (Some(owner), Some(text)) = (&known.domain, &known.spf) else {
        return Err(Unmended::Elsewhere);
    };
    let edits = [edit(text)];
    let change = Change::replace(
        owner.clone(),
        RecordType::TXT,
        TTL,
        text,
        super::edit::apply(text, &edits),
    );
    let choice = Choice::edits(text, edits.into(), effect);
    let choice = Choice::changes(choice.title, effect, vec![change]);
    Ok(Fix::decision(choice, Vec::new()))
}

/// A record by which a domain says that it has no mail.
fn declaration(declaration: Declaration, owner: &Name, known: &Known) -> Option<Change> {
    let text = |name: Name, before: &Option<String>, after: &str| match before {
        Some(before) => Change::replace(name, RecordType::TXT, TTL, before, after),
        None => Change::add(name, RecordType::TXT, after),
    };
    Some(match declaration {
        Declaration::NullMx => Change::add(owner.clone(), RecordType::MX, "0 ."),
        Declaration::NullSpf => text(owner.clone(), &known.spf, declaration.text()),
        Declaration::Reject => {
            let name = owner.prepend("_dmarc").ok()?;
            text(name, &known.dmarc, declaration.text())
        }
    })
}

/// The name that an address should have, in the place of the one that it has.
fn holder(address: IpAddr, name: Option<&Name>, from: Option<&Name>) -> Mended {
    let pointer = name.map(|name| {
        let mut pointer = Change::add(Name::reverse(address), RecordType::PTR, format!("{name}."));
        pointer.from = from.map(|from| format!("{from}."));
        pointer
    });
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
        | Dnssec::DsOfNoKey { .. }
        | Dnssec::KeysMissing { .. }
        | Dnssec::RemovalAsked { .. }
        | Dnssec::CdsOfNoKey { .. }
        | Dnssec::Iterations { .. }
        | Dnssec::IterationsMany { .. }
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
