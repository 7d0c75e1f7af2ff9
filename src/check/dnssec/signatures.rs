//! The signatures over a zone's own records: do they hold, for how long, and by
//! which keys? Whether they are right only resolvers check.

use crate::check::finding::Finding;
use crate::dns::RecordType;
use crate::dns::proof::Signature;
use crate::follow::dnssec::Dnssec;
use crate::order::one_by_one;
use std::collections::BTreeSet;

crate::rules! {
    /// What can be found of signatures.
    pub enum Fact in Dnssec {
        /// The last one over some records has ended.
        Ended { covers: RecordType, hours: u32 } => {
            "dnssec-signature-expired", Error, Rfc(4035, "5.3.1"),
            bad: Zone("$SIGNED d DS\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d RRSIG SOA 13 2 3600 20251231120000 20251201000000 18764 d AA==\n$FAIL bogus d SOA"),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d RRSIG SOA 13 2 3600 20260131120000 20251201000000 18764 d AA=="),
        },
        /// The first one over some records has not begun.
        NotBegun { covers: RecordType, hours: u32 } => {
            "dnssec-signature-not-yet-valid", Error, Rfc(4035, "5.3.1"),
            bad: Zone("$SIGNED d DS\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d RRSIG SOA 13 2 3600 20260131120000 20260102000000 18764 d AA==\n$FAIL bogus d SOA"),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d RRSIG SOA 13 2 3600 20260131120000 20251201000000 18764 d AA=="),
        },
        /// The last one over some records ends within a day, though it was made
        /// for many: nobody has renewed it.
        EndsSoon { covers: RecordType, hours: u32 } => {
            "dnssec-signature-ends-soon", Warning, Rfc(6781, "4.4.2"),
            bad: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d RRSIG SOA 13 2 3600 20260101120000 20251201000000 18764 d AA=="),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d RRSIG SOA 13 2 3600 20260101120000 20251230000000 18764 d AA=="),
        },
        /// No key that the zone above knows has signed the keys.
        KeysUnsigned { key_tags: Vec<u16> } => {
            "dnssec-keys-not-signed", Error, Rfc(4035, "5.2"),
            bad: Zone("$SIGNED d DS\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                       d RRSIG DNSKEY 13 2 3600 20260131120000 20251201000000 1 d AA==\n$FAIL bogus d DNSKEY"),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                        d RRSIG DNSKEY 13 2 3600 20260131120000 20251201000000 18764 d AA=="),
        },
        /// The keys are not signed by every algorithm that the zone above
        /// promises.
        AlgorithmWithoutSignature { algorithms: Vec<u8> } => {
            "dnssec-algorithm-without-signature", Advice, Rfc(4035, "2.2"),
            bad: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                       d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DS 1 8 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                       d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                       d RRSIG DNSKEY 13 2 3600 20260131120000 20251201000000 18764 d AA=="),
            good: Zone("$SIGNED d\nd SOA ns.d h.d 1 7200 3600 1209600 3600\n\
                        d DS 18764 13 2 ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7\n\
                        d DNSKEY 257 3 13 C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==\n\
                        d RRSIG DNSKEY 13 2 3600 20260131120000 20251201000000 18764 d AA=="),
        },
    }
}

/// Judges the signatures over the zone's own records.
pub fn judge(found: &Dnssec) -> Vec<Finding> {
    let mut facts = Vec::new();
    for (proof, at) in found.proofs() {
        facts.extend(times(&proof.signatures, at, found.is_broken()));
    }
    facts.extend(keys(found));
    // The same signer signs all of them: what is told of one holds for others.
    let mut told = BTreeSet::new();
    facts.retain(|fact| told.insert(fact.rule().id));
    let basis = || found.answers_of_domain().map(|answer| &**answer);
    let findings = facts.into_iter();
    findings.map(|fact| Finding::new(fact, basis())).collect()
}

const HOUR: i32 = 3_600;
const DAY: i32 = 24 * HOUR;

/// Of the signatures over one kind of record, whether one holds now, and for
/// how long. `broken` tells whether some do not hold.
fn times(signatures: &[Signature], at: f64, broken: bool) -> Option<Fact> {
    let hours = |seconds: i32| (seconds / HOUR).unsigned_abs();
    let begun = signatures.iter().filter(|it| it.age(at) >= 0);
    match begun.max_by_key(|it| it.remaining(at)) {
        Some(last) if last.remaining(at) < 0 => broken.then(|| Fact::Ended {
            covers: last.covers,
            hours: hours(last.remaining(at)),
        }),
        // Who signs anew all the time signs for days, not for weeks.
        Some(last) if last.remaining(at) < DAY && last.lifetime() >= 7 * DAY => {
            Some(Fact::EndsSoon {
                covers: last.covers,
                hours: hours(last.remaining(at)),
            })
        }
        Some(_) => None,
        None => {
            let first = signatures.iter().max_by_key(|it| it.age(at))?;
            broken.then(|| Fact::NotBegun {
                covers: first.covers,
                hours: hours(first.age(at)),
            })
        }
    }
}

/// Whether the keys are signed by those that the zone above knows.
fn keys(found: &Dnssec) -> Option<Fact> {
    let digests: Vec<_> = found.ds_records().collect();
    let keys: Vec<_> = found.keys().collect();
    // Without any signature, more is wrong than a key.
    let (proof, _) = found.proofs().find(|(proof, _)| {
        let mut signatures = proof.signatures.iter();
        signatures.any(|it| it.covers == RecordType::DNSKEY)
    })?;
    let signed_by = |key_tag, algorithm| {
        let mut signatures = proof.signatures.iter();
        signatures.any(|it| (it.key_tag, it.algorithm) == (key_tag, algorithm))
    };
    let known = digests.iter().filter(|ds| {
        let mut keys = keys.iter();
        keys.any(|key| (key.key_tag, key.algorithm) == (ds.key_tag, ds.algorithm))
    });
    let known: BTreeSet<_> = one_by_one(known.map(|ds| (ds.key_tag, ds.algorithm)));
    let signed = known
        .iter()
        .any(|&(tag, algorithm)| signed_by(tag, algorithm));
    if found.is_broken() && !known.is_empty() && !signed {
        let key_tags = known.into_iter().map(|(key_tag, _)| key_tag).collect();
        return Some(Fact::KeysUnsigned { key_tags });
    }
    let promised: BTreeSet<_> = one_by_one(digests.iter().map(|ds| ds.algorithm));
    let signing: BTreeSet<_> = one_by_one(proof.signatures.iter().map(|it| it.algorithm));
    let algorithms: Vec<_> = promised.difference(&signing).copied().collect();
    (found.is_secure() == Some(true) && !algorithms.is_empty())
        .then_some(Fact::AlgorithmWithoutSignature { algorithms })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-01, in milliseconds since 1970.
    const AT: f64 = 1_767_225_600_000.0;

    fn signature(from: i32, to: i32) -> Signature {
        let now = (AT / 1000.0) as u32;
        Signature {
            covers: RecordType::SOA,
            algorithm: 13,
            expiration: now.wrapping_add_signed(to),
            inception: now.wrapping_add_signed(from),
            key_tag: 1,
        }
    }

    #[test]
    fn the_last_signature_counts() {
        let covers = RecordType::SOA;
        let old = signature(-30 * DAY, -HOUR);
        let young = signature(-HOUR, 30 * DAY);
        let future = signature(3 * HOUR, 30 * DAY);
        let ending = signature(-30 * DAY, 5 * HOUR);
        assert_eq!(times(&[], AT, true), None);
        assert_eq!(times(&[old, young], AT, true), None);
        let ended = Fact::Ended { covers, hours: 1 };
        assert_eq!(times(&[old, future], AT, true), Some(ended));
        let early = Fact::NotBegun { covers, hours: 3 };
        assert_eq!(times(&[future], AT, true), Some(early));
        let soon = Fact::EndsSoon { covers, hours: 5 };
        assert_eq!(times(&[old, ending], AT, false), Some(soon));
        assert_eq!(times(&[ending, young], AT, false), None);
    }

    #[test]
    fn who_signs_all_the_time_signs_for_hours() {
        let online = signature(-DAY, 5 * HOUR);
        assert_eq!(times(&[online], AT, false), None);
    }

    #[test]
    fn a_clock_that_is_wrong_breaks_nothing() {
        let old = signature(-30 * DAY, -HOUR);
        assert_eq!(times(&[old], AT, false), None);
        assert_eq!(times(&[signature(HOUR, DAY)], AT, false), None);
    }
}
