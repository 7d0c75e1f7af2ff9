//! DNSSEC as DNS has it: is the domain signed, do its signatures hold, and do
//! its keys keep what they promise?

use crate::check::finding::{self, Finding};
use crate::dns::answer::ExtendedError;
use crate::dns::{Failure, Name, Outcome};
use crate::follow::dnssec::{Dnskey, Dnssec, Ds};
use crate::order::one_by_one;
use std::collections::BTreeSet;
use std::rc::Rc;

crate::rules! {
    /// What can be found of a domain's DNSSEC.
    pub enum Fact in Dnssec {
        /// The domain exists, and its answers are validated.
        Signed { domain: Name } => {
            "domain-signed", Good, Rfc(4035, "3.2.3"),
            bad: Zone("$SIGNED d\nd A 192.0.2.1"), good: Zone("d A 192.0.2.1"),
        },
        /// The signatures do not hold, so that validating resolvers refuse to
        /// answer for the domain.
        Broken { domain: Name, reasons: Vec<ExtendedError> } => {
            "domain-dnssec-broken", Error, Rfc(4035, "5.5"),
            bad: Zone("$FAIL bogus d\nd A 192.0.2.1"), good: Zone("d A 192.0.2.1"),
        },
        /// DNSSEC does not vouch for the domain's answers.
        Unsigned { domain: Name } => {
            "dnssec-unsigned", Advice, Rfc(4035, "4.3"),
            bad: Zone("d A 192.0.2.1"), good: Zone("$SIGNED d\nd A 192.0.2.1"),
        },
        /// Nobody who was asked validates.
        NotValidated { domain: Name } => {
            "dnssec-not-validated", Unknown, Rfc(4035, "3.2.3"),
            bad: Zone("$UNVALIDATED\nd A 192.0.2.1"), good: Zone("d A 192.0.2.1"),
        },
        /// There are keys, and the zone above has no digest of any.
        DsMissing { domain: Name } => {
            "dnssec-ds-missing", Warning, Rfc(4035, "2.4"),
            bad: Zone("d SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ=="),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ=="),
        },
        /// A digest in the zone above is of a key that is not there.
        DsWithoutKey { key_tag: u16 } => {
            "dnssec-ds-without-key", Advice, Rfc(4034, "5"),
            bad: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 1 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ=="),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ=="),
        },
        /// Every digest in the zone above is of a key that is not there.
        DsOfNoKey { key_tags: Vec<u16>, keys: Vec<u16> } => {
            "dnssec-ds-of-no-key", Error, Rfc(4035, "5.2"),
            bad: Zone("$SIGNED d DS\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 1 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                       $FAIL bogus d SOA\n$FAIL bogus d DNSKEY"),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ=="),
        },
        /// There are digests of keys in the zone above, and no keys at all.
        KeysMissing { domain: Name } => {
            "dnssec-keys-missing", Error, Rfc(4035, "5.2"),
            bad: Zone("$SIGNED d DS\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 1 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       $FAIL bogus d SOA\n$FAIL bogus d DNSKEY"),
            good: Zone("d SOA ns.d h.d 1 7200 3600 1209600 3600"),
        },
        /// The zone asks for its digests to be taken out of the zone above.
        RemovalAsked { domain: Name } => {
            "dnssec-removal-asked", Warning, Rfc(8078, "4"),
            bad: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                       d CDS 0 0 0 00"),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                        d CDS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// The zone wants digests in the zone above, none of which is of a key
        /// that is there.
        CdsOfNoKey { key_tags: Vec<u16> } => {
            "dnssec-cds-of-no-key", Warning, Rfc(7344, "4.1"),
            bad: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                       d CDS 1 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                        d CDS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// Names that are not there are hashed more than once.
        Iterations { iterations: u16 } => {
            "dnssec-nsec3-iterations", Advice, Rfc(9276, "3.1"),
            bad: Zone("$SIGNED d\nd NSEC3PARAM 1 0 10 -"), good: Zone("$SIGNED d\nd NSEC3PARAM 1 0 0 -"),
        },
        /// They are hashed so often that many resolvers do not go along.
        IterationsMany { iterations: u16 } => {
            "dnssec-nsec3-iterations-many", Warning, Rfc(9276, "3.2"),
            bad: Zone("$SIGNED d\nd NSEC3PARAM 1 0 100 -"), good: Zone("$SIGNED d\nd NSEC3PARAM 1 0 0 -"),
        },
        /// Every digest is of SHA-1.
        DigestSha1 => {
            "dnssec-digest-sha1", Warning, Rfc(9905, "2"),
            bad: Zone("$SIGNED d\nd DS 18764 13 1 0123456789abcdef0123456789abcdef01234567"),
            good: Zone("$SIGNED d\nd DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// There is no digest of SHA-256, which all resolvers know.
        DigestSha256Missing => {
            "dnssec-digest-sha256-missing", Advice, Rfc(8624, "3.3"),
            bad: Zone("$SIGNED d\nd DS 18764 13 4 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7ba385bcc54cc0707ecc05b66eb1d058e"),
            good: Zone("$SIGNED d\nd DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// A digest of a kind that hardly any resolver knows.
        DigestUncommon { digest_type: u8 } => {
            "dnssec-digest-uncommon", Warning, Rfc(8624, "3.3"),
            bad: Zone("$SIGNED d\nd DS 18764 13 3 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
            good: Zone("$SIGNED d\nd DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// A digest of another length than its kind has.
        DigestLength { wanted: usize, octets: usize } => {
            "dnssec-digest-length", Warning, Rfc(4034, "5.1.4"),
            bad: Zone("$SIGNED d\nd DS 18764 13 2 0123456789abcdef"),
            good: Zone("$SIGNED d\nd DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// A key of an algorithm that must not be used any longer.
        AlgorithmDeprecated { algorithm: u8 } => {
            "dnssec-algorithm-deprecated", Warning, Rfc(8624, "3.1"),
            bad: Zone("$SIGNED d\nd DNSKEY 257 3 5 AwEAAQ=="),
            good: Zone("$SIGNED d\nd DNSKEY 257 3 8 AwEAAQ=="),
        },
        /// A key of an algorithm that many resolvers do not know.
        AlgorithmUncommon { algorithm: u8 } => {
            "dnssec-algorithm-uncommon", Advice, Rfc(8624, "3.1"),
            bad: Zone("$SIGNED d\nd DNSKEY 257 3 10 AwEAAQ=="),
            good: Zone("$SIGNED d\nd DNSKEY 257 3 8 AwEAAQ=="),
        },
        /// The key that a digest is of cannot sign the zone.
        KeyNotForZone { key_tag: u16 } => {
            "dnssec-key-not-for-zone", Warning, Rfc(4034, "2.1.1"),
            bad: Zone("$SIGNED d\nd DNSKEY 1 3 8 AwEAAQ=="),
            good: Zone("$SIGNED d\nd DNSKEY 257 3 8 AwEAAQ=="),
        },
        /// No key is marked as an entry point.
        EntryPointMissing => {
            "dnssec-entry-point-missing", Advice, Rfc(4034, "2.1.1"),
            bad: Zone("$SIGNED d\nd DNSKEY 256 3 8 AwEAAQ=="),
            good: Zone("$SIGNED d\nd DNSKEY 257 3 8 AwEAAQ=="),
        },
        /// The zone above has digests of keys, and the answers are not
        /// validated all the same.
        ChainNotFollowed { domain: Name } => {
            "dnssec-chain-not-followed", Warning, Rfc(4035, "5.2"),
            bad: Zone("$SIGNED d DS\nd DS 1 99 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
            good: Zone("$SIGNED d\nd DS 1 8 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7"),
        },
        /// The domain is signed, and the hosts of its mail servers are not.
        HostsUnsigned { hosts: Vec<Name> } => {
            "dnssec-mail-hosts-unsigned", Advice, Rfc(7672, "2.2.2"),
            bad: Zone("$SIGNED d\nd MX 10 mail\nmail A 192.0.2.1"),
            good: Zone("$SIGNED d\nd MX 10 mail.d\nmail.d A 192.0.2.1"),
        },
    }
}

/// Judges a domain's DNSSEC.
pub fn judge(found: &Dnssec) -> Vec<Finding> {
    let delegation = &found.delegation;
    let answers = || found.answers_of_domain().map(Rc::as_ref);
    let broken = Outcome::Failed(Failure::DnssecBroken);
    let others = answers().filter(|answer| answer.outcome != broken);
    let mut findings: Vec<_> = finding::unanswered(others).collect();
    let domain = || delegation.domain.clone();
    if found.is_broken() {
        let fact = Fact::Broken {
            domain: domain(),
            reasons: found.reasons(),
        };
        findings.push(Finding::new(fact, answers()));
    }
    // Of a domain that does not exist, only that is told.
    if delegation.exists() == Some(false) {
        return findings;
    }
    findings.extend(standing(found).map(|fact| Finding::new(fact, answers())));
    let digests: Vec<_> = found.ds_records().collect();
    let keys: Vec<_> = found.keys().collect();
    let mut facts = of_digests(&digests);
    facts.extend(of_keys(&keys));
    if found.has_no_keys() && !digests.is_empty() && found.is_secure() != Some(true) {
        facts.push(Fact::KeysMissing { domain: domain() });
    }
    if !keys.is_empty() {
        facts.extend(without_key(&digests, &keys));
    }
    let basis = [&*found.ds, &*found.dnskey];
    findings.extend(facts.into_iter().map(|fact| Finding::new(fact, basis)));
    if let Some(cds) = &found.cds {
        let wanted: Vec<_> = found.cds_records().collect();
        let fact = wanted_above(&wanted, &keys, domain());
        findings.extend(fact.map(|fact| Finding::new(fact, [&**cds, &*found.dnskey])));
    }
    findings.extend(hashing(found).map(|fact| Finding::new(fact, found.made_up.as_deref())));
    findings.extend(super::signatures::judge(found));
    if found.is_secure() == Some(true) {
        let hosts: Vec<_> = found
            .unsigned_hosts()
            .map(|host| host.name.clone())
            .collect();
        if !hosts.is_empty() {
            let basis = found.servers.answers().map(Rc::as_ref);
            findings.push(Finding::new(Fact::HostsUnsigned { hosts }, basis));
        }
    }
    findings
}

/// Whether the domain is signed; `None` where the answers leave that open.
fn standing(found: &Dnssec) -> Option<Fact> {
    let domain = found.delegation.domain.clone();
    match found.is_secure() {
        Some(true) => Some(Fact::Signed { domain }),
        None if found.delegation.soa.outcome.is_failed() => None,
        None => Some(Fact::NotValidated { domain }),
        Some(false) if found.ds_records().next().is_some() => {
            Some(Fact::ChainNotFollowed { domain })
        }
        Some(false) if found.keys().next().is_some() && !found.ds.outcome.is_failed() => {
            Some(Fact::DsMissing { domain })
        }
        Some(false) => Some(Fact::Unsigned { domain }),
    }
}

fn of_digests(digests: &[Ds]) -> Vec<Fact> {
    const SHA1: u8 = 1;
    const SHA256: u8 = 2;
    const SHA384: u8 = 4;
    let types: BTreeSet<_> = one_by_one(digests.iter().map(|ds| ds.digest_type));
    let mut facts = Vec::new();
    match types.contains(&SHA256) {
        false if types.iter().eq(&[SHA1]) => facts.push(Fact::DigestSha1),
        false if types.contains(&SHA384) => facts.push(Fact::DigestSha256Missing),
        _ => {}
    }
    let uncommon = types
        .iter()
        .filter(|digest_type| !matches!(**digest_type, SHA1 | SHA256 | SHA384));
    facts.extend(uncommon.map(|&digest_type| Fact::DigestUncommon { digest_type }));
    facts.extend(digests.iter().filter_map(|ds| {
        let wanted = match ds.digest_type {
            SHA1 => 20,
            SHA256 => 32,
            SHA384 => 48,
            _ => return None,
        };
        let octets = ds.digest.len();
        (octets != wanted).then_some(Fact::DigestLength { wanted, octets })
    }));
    facts
}

fn of_keys(keys: &[Dnskey]) -> Vec<Fact> {
    let algorithms: BTreeSet<_> = one_by_one(keys.iter().map(|key| key.algorithm));
    let mut facts: Vec<_> = algorithms
        .into_iter()
        .filter_map(|algorithm| match algorithm {
            // RSA/MD5, DSA, RSA/SHA-1, and GOST R 34.10-2001.
            1 | 3 | 5 | 6 | 7 | 12 => Some(Fact::AlgorithmDeprecated { algorithm }),
            // RSA/SHA-256, ECDSA and EdDSA.
            8 | 13..=16 => None,
            _ => Some(Fact::AlgorithmUncommon { algorithm }),
        })
        .collect();
    let odd = keys.iter().filter(|key| !key.is_zone_key());
    facts.extend(odd.map(|key| Fact::KeyNotForZone {
        key_tag: key.key_tag,
    }));
    if !keys.is_empty() && !keys.iter().any(Dnskey::is_entry_point) {
        facts.push(Fact::EntryPointMissing);
    }
    facts
}

/// The digests of keys that are not there.
fn without_key(digests: &[Ds], keys: &[Dnskey]) -> Vec<Fact> {
    let lost = digests.iter().filter(|ds| !has_key(ds, keys));
    let lost: BTreeSet<_> = one_by_one(lost.map(|ds| ds.key_tag));
    if !lost.is_empty() && !digests.iter().any(|ds| has_key(ds, keys)) {
        let keys = keys.iter().filter(|key| key.is_entry_point());
        return vec![Fact::DsOfNoKey {
            key_tags: lost.into_iter().collect(),
            keys: keys.map(|key| key.key_tag).collect(),
        }];
    }
    let fact = |key_tag| Fact::DsWithoutKey { key_tag };
    lost.into_iter().map(fact).collect()
}

fn has_key(ds: &Ds, keys: &[Dnskey]) -> bool {
    let mut keys = keys.iter();
    keys.any(|key| (key.key_tag, key.algorithm) == (ds.key_tag, ds.algorithm))
}

/// What the zone wants of the zone above, where that would do harm.
fn wanted_above(wanted: &[Ds], keys: &[Dnskey], domain: Name) -> Option<Fact> {
    if wanted.iter().any(Ds::is_removal) {
        return Some(Fact::RemovalAsked { domain });
    }
    let lost = wanted.iter().all(|ds| !has_key(ds, keys));
    let tags: BTreeSet<_> = one_by_one(wanted.iter().map(|ds| ds.key_tag));
    (lost && !wanted.is_empty() && !keys.is_empty()).then(|| Fact::CdsOfNoKey {
        key_tags: tags.into_iter().collect(),
    })
}

/// How the zone hashes names, where it is more than once.
fn hashing(found: &Dnssec) -> Option<Fact> {
    /// More than this, and BIND and Knot Resolver take the zone for unsigned.
    const BORNE: u16 = 50;
    match found.hashing()?.iterations {
        0 => None,
        iterations if iterations > BORNE => Some(Fact::IterationsMany { iterations }),
        iterations => Some(Fact::Iterations { iterations }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn facts(zone: &str) -> Vec<Fact> {
        let domain = Name::parse("d.example").unwrap();
        let found = Dnssec::find(&client(zone), &domain).now_or_never().unwrap();
        let facts = judge(&found).into_iter().filter_map(|f| match f.fact {
            crate::check::Fact::Dnssec(fact) => Some(fact),
            _ => None,
        });
        facts.collect()
    }

    #[test]
    fn what_is_not_known_is_not_unsigned() {
        assert_eq!(facts("$FAIL timeout d\nd A 192.0.2.1"), []);
        let domain = Name::parse("d.example").unwrap();
        assert_eq!(
            facts("$UNVALIDATED\nd A 192.0.2.1"),
            [Fact::NotValidated { domain }]
        );
        assert_eq!(facts(""), []);
    }

    #[test]
    fn a_digest_that_another_stands_beside_is_no_fault() {
        let sha1 = "d DS 1 8 1 0123456789abcdef0123456789abcdef01234567";
        let sha256 = "d DS 1 8 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        let signed = |digests: &str| facts(&format!("$SIGNED d\n{digests}")).len();
        assert_eq!(signed(sha1), 2);
        assert_eq!(signed(&format!("{sha1}\n{sha256}")), 1);
    }
}
