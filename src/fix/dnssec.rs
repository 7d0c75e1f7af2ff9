//! DNSSEC. Who signs the zone has its keys and signatures; the digests of them
//! are in the zone above, where the registrar puts them.

use super::published::Found;
use super::{Change, Choice, Effect, Fix, Mended, Title, Unmended};
use crate::check::dnssec::published::Fact;
use crate::check::dnssec::signatures::Fact as Signatures;
use crate::dns::answer::Record;
use crate::dns::{Data, Name, RecordType, presentation};

/// What mends DNSSEC.
pub fn mend_published(fact: &Fact, found: &Found<'_>) -> Mended {
    let tags = |tags: &[u16]| drop_ds(found, |tag| tags.contains(&tag));
    match fact {
        Fact::DsMissing { domain } => shown(send_ds(domain)),
        Fact::DsWithoutKey { key_tag } => shown(tags(&[*key_tag])?),
        Fact::DsOfNoKey { key_tags, .. } => {
            let mut fix = shown(tags(key_tags)?)?;
            fix.alternatives.extend(of_zone(found).map(send_ds));
            Ok(fix)
        }
        Fact::KeysMissing { .. } => shown(drop_ds(found, |_| true)?),
        Fact::DigestSha1
        | Fact::DigestSha256Missing
        | Fact::DigestUncommon { .. }
        | Fact::DigestLength { .. } => shown(send_ds(of_zone(found).ok_or(Unmended::NotKnown)?)),
        Fact::RemovalAsked { domain } => shown(drop_cds(domain, found)?),
        Fact::CdsOfNoKey { .. } => {
            let domain = of_zone(found).ok_or(Unmended::NotKnown)?;
            shown(drop_cds(domain, found)?)
        }
        Fact::Signed { .. } => Err(Unmended::Good),
        Fact::NotValidated { .. } => Err(Unmended::Unknown),
        Fact::Unsigned { .. } => Err(Unmended::Chosen),
        Fact::HostsUnsigned { .. } => Err(Unmended::Others),
        // Keys, signatures and the hashing of names are the signer's settings.
        Fact::Broken { .. }
        | Fact::Iterations { .. }
        | Fact::IterationsMany { .. }
        | Fact::AlgorithmDeprecated { .. }
        | Fact::AlgorithmUncommon { .. }
        | Fact::KeyNotForZone { .. }
        | Fact::EntryPointMissing
        | Fact::ChainNotFollowed { .. } => Err(Unmended::NotDns),
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

/// The zone that the digests are of.
fn of_zone<'a>(found: &'a Found<'_>) -> Option<&'a Name> {
    let mut answers = found.answers.iter();
    let ds = answers.find(|answer| answer.question.rtype == RecordType::DS)?;
    Some(&ds.question.name)
}

fn send_ds(domain: &Name) -> Choice {
    let domain = domain.clone();
    Choice::changes(Title::SendDs { domain }, Effect::AtRegistrar, Vec::new())
}

/// Takes digests out of the zone above, by the tags of their keys.
fn drop_ds(found: &Found<'_>, wanted: impl Fn(u16) -> bool) -> Result<Choice, Unmended> {
    let domain = of_zone(found).ok_or(Unmended::NotKnown)?.clone();
    let records = found.records_at(&domain, RecordType::DS).iter();
    let is_wanted = |record: &&Record| match record.data {
        Data::Ds { key_tag, .. } => wanted(key_tag),
        _ => false,
    };
    let gone = records.filter(is_wanted).map(delete).collect();
    Ok(Choice::changes(
        Title::DropDs { domain },
        Effect::AtRegistrar,
        gone,
    ))
}

fn drop_cds(domain: &Name, found: &Found<'_>) -> Result<Choice, Unmended> {
    let gone: Vec<_> = found
        .records_at(domain, RecordType::CDS)
        .iter()
        .map(delete)
        .collect();
    if gone.is_empty() {
        return Err(Unmended::NotKnown);
    }
    let domain = domain.clone();
    Ok(Choice::changes(
        Title::DropCds { domain },
        Effect::FromSigner,
        gone,
    ))
}

fn delete(record: &Record) -> Change {
    Change::delete(
        record.owner.clone(),
        record.data.rtype(),
        super::published::ttl(record.ttl),
        presentation::write(&record.data),
    )
}

fn shown(choice: Choice) -> Mended {
    Ok(Fix::show_only(choice))
}
