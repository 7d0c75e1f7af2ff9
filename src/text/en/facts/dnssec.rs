//! What is said of DNSSEC.

use crate::check::dnssec::published::Fact;
use crate::check::dnssec::signatures::Fact as Signatures;
use crate::dns::answer::ExtendedError;
use crate::text::en::counted;
use crate::text::{Message, excerpt, first_names, message};

/// What is said of a domain's DNSSEC.
pub fn published(fact: &Fact) -> Message {
    match fact {
        Fact::Signed { domain } => message!(
            "`{domain}` is signed with DNSSEC",
            "The resolver checked the signatures, so nobody changed these answers on their way to it."
        ),
        Fact::Broken { domain, reasons } => {
            let why = reasons.iter().map(reason).collect::<Vec<_>>().concat();
            message!(
                "The DNSSEC of `{domain}` is broken",
                "Resolvers that check signatures refuse to answer for this domain, and mail servers behind them can neither find it nor trust it.{why} Most often a DS record at the registrar belongs to a key that is gone: correct it there, or remove it."
            )
        }
        Fact::Unsigned { domain } => message!(
            "The answers for `{domain}` are not protected by DNSSEC",
            "Whoever stands between a sender and the name servers could change them. DANE needs DNSSEC. Switch it on at your DNS host; where the registrar is another, the DS record goes there. Mail arrives without it."
        ),
        Fact::NotValidated { domain } => message!(
            "Unknown: is `{domain}` signed with DNSSEC?",
            "The resolver that answered does not check signatures. Ask one that does, in the settings."
        ),
        Fact::DsMissing { domain } => message!(
            "`{domain}` has keys for DNSSEC, but the zone above does not know them",
            "Without a DS record there nobody checks the signatures, so they protect nothing. Give your registrar the DS record that your DNS host shows."
        ),
        Fact::DsWithoutKey { key_tag } => message!(
            "A DS record is of the key {key_tag}, which is not there",
            "Right while a key is being changed. Otherwise delete it at your registrar before it is the only one: then nobody could reach the domain."
        ),
        Fact::DsOfNoKey { key_tags, keys } => {
            let tags = numbers(key_tags);
            let there = match keys.is_empty() {
                true => String::new(),
                false => format!(" The zone has {}.", numbers(keys)),
            };
            message!(
                "The DS records are of a key that is not there: {tags}",
                "Whoever checks signatures finds no key that the zone above vouches for.{there} Give your registrar the DS record that your DNS host shows today, and delete the old one."
            )
        }
        Fact::KeysMissing { domain } => message!(
            "There are DS records, and `{domain}` has no keys",
            "The zone above says that the domain is signed, and it is not. Delete the DS records at your registrar, or switch DNSSEC on at your DNS host and publish its DS record."
        ),
        Fact::RemovalAsked { domain } => message!(
            "`{domain}` asks for its DS records to be taken away (CDS)",
            "Where the registry follows it, the domain is unsigned soon, and DANE ends. Right on the way out of DNSSEC. Otherwise switch it on again at your DNS host."
        ),
        Fact::CdsOfNoKey { key_tags } => {
            let tags = numbers(key_tags);
            message!(
                "The DS records that the zone wants (CDS) are of a key that is not there: {tags}",
                "Should the registry take them over, nobody who checks signatures could reach the domain. Correct the CDS records at your DNS host."
            )
        }
        Fact::Iterations { iterations } => message!(
            "Names that do not exist are hashed {iterations} times more than needed (NSEC3)",
            "RFC 9276 wants none: they guard nothing and cost resolvers work, so that some may take the domain for unsigned. Write 0 iterations at your DNS host."
        ),
        Fact::IterationsMany { iterations } => message!(
            "Names that do not exist are hashed {iterations} times more than needed (NSEC3)",
            "Many resolvers take such a domain for unsigned, some refuse to answer for it. Write 0 iterations at your DNS host."
        ),
        Fact::DigestSha1 => message!(
            "The DS records use SHA-1 only",
            "SHA-1 is no longer safe, and some resolvers pass over such records, so that the domain counts as unsigned. Give your registrar a DS record with SHA-256 (digest type 2)."
        ),
        Fact::DigestSha256Missing => message!(
            "There is no DS record with SHA-256",
            "It is the one digest that every resolver knows. Add it at your registrar (digest type 2)."
        ),
        Fact::DigestUncommon { digest_type } => message!(
            "Hardly any resolver knows the digest type {digest_type} of a DS record",
            "They pass over the record. Give your registrar one with SHA-256 (digest type 2)."
        ),
        Fact::DigestLength { wanted, octets } => {
            let octets = counted(octets, "octet", "octets");
            message!(
                "The digest of a DS record has {octets}, and should have {wanted}",
                "It fits no key. Copy the DS record again from your DNS host to your registrar."
            )
        }
        Fact::AlgorithmDeprecated { algorithm } => {
            let name = algorithm_name(*algorithm);
            message!(
                "The zone is signed with {name} (algorithm {algorithm}), which must not be used any longer",
                "Some resolvers pass over such signatures, so that the domain counts as unsigned. Move to ECDSA P-256 (algorithm 13)."
            )
        }
        Fact::AlgorithmUncommon { algorithm: 10 } => message!(
            "The zone is signed with RSA/SHA-512 (algorithm 10), which is not advised",
            "Resolvers know it, but its signatures are long and its answers large, for nothing. Move to ECDSA P-256 (algorithm 13) when you change keys next."
        ),
        Fact::AlgorithmUncommon { algorithm } => {
            let name = algorithm_name(*algorithm);
            message!(
                "The zone is signed with {name} (algorithm {algorithm}), which is not advised",
                "Not all resolvers know it; to those that do not, the domain counts as unsigned. ECDSA P-256 (algorithm 13) is known to all."
            )
        }
        Fact::KeyNotForZone { key_tag } => message!(
            "The key {key_tag} is not marked as one that signs the zone",
            "Resolvers accept no signature of it. Make a new key."
        ),
        Fact::EntryPointMissing => message!(
            "No key is marked as the one that DS records are of",
            "Resolvers do not mind. Some programs that renew DS records find no key by it."
        ),
        Fact::ChainNotFollowed { domain } => message!(
            "There are DS records, but the answers for `{domain}` are not protected by DNSSEC",
            "The resolver does not know the algorithm of the keys, or an alias leads to a zone that is not signed. Sign with ECDSA P-256 (algorithm 13), and sign what the alias leads to."
        ),
        Fact::HostsUnsigned { hosts } => {
            let hosts: Vec<_> = hosts.iter().collect();
            let (shown, more) = first_names(&hosts, ", ");
            let more = match more {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            message!(
                "The domain is signed, and its mail servers are not: {shown}{more}",
                "Whoever changes their addresses on the way leads mail elsewhere, and DANE is not to be had. Those who run the mail servers can sign their zone."
            )
        }
    }
}

/// What is said of signatures.
pub fn signatures(fact: &Signatures) -> Message {
    match fact {
        Signatures::Ended { covers, hours } => {
            let ago = duration(*hours);
            message!(
                "The signature over the {covers} records ended {ago} ago",
                "Resolvers that check signatures refuse to answer for this domain. Sign the zone anew at your DNS host, and find out why nobody did."
            )
        }
        Signatures::NotBegun { covers, hours } => {
            let duration = duration(*hours);
            message!(
                "The signature over the {covers} records begins in {duration}",
                "Until then resolvers that check signatures refuse to answer for this domain. Set the clock of the machine that signs, and sign the zone anew."
            )
        }
        Signatures::EndsSoon { covers, hours } => {
            let duration = duration(*hours);
            message!(
                "The signature over the {covers} records ends in {duration}",
                "It was made for weeks, and nobody has renewed it. Then resolvers that check signatures refuse to answer for this domain. Sign the zone anew now."
            )
        }
        Signatures::KeysUnsigned { key_tags } => {
            let tags = numbers(key_tags);
            message!(
                "The keys are not signed by the key that the DS records are of: {tags}",
                "Resolvers cannot tell that the keys are yours, and refuse to answer for this domain. Sign the keys with that key, or give your registrar the DS record of the key that signs them."
            )
        }
        Signatures::AlgorithmWithoutSignature { algorithms } => {
            let names: Vec<_> = algorithms.iter().map(|&it| algorithm_name(it)).collect();
            let names = names.join(", ");
            message!(
                "The DS records promise {names}, and the keys are not signed so",
                "Most resolvers do with another signature; a strict one refuses to answer for this domain. Delete that DS record at your registrar, or sign with its key as well."
            )
        }
    }
}

fn numbers(numbers: &[u16]) -> String {
    let numbers: Vec<_> = numbers.iter().map(u16::to_string).collect();
    numbers.join(", ")
}

fn duration(hours: u32) -> String {
    match hours {
        0 => "less than an hour".into(),
        1 => "an hour".into(),
        2..48 => format!("{hours} hours"),
        _ => format!("{} days", hours / 24),
    }
}

/// What a resolver says is wrong (RFC 8914 §4), as a sentence with a space
/// before it.
fn reason(error: &ExtendedError) -> String {
    let known = match error.code {
        1 => " The resolver does not know the algorithm of the keys.",
        2 => " The resolver does not know the kind of digest in the DS record.",
        6 => " A signature is wrong.",
        7 => " A signature has expired.",
        8 => " A signature is not valid yet.",
        9 => " No key fits the DS record.",
        10 => " Signatures are missing.",
        11 => " No key is marked as one that signs the zone.",
        12 => " The proof that something is not there is missing.",
        _ => "",
    };
    let said = match error.text.is_empty() {
        true => String::new(),
        false => format!(" The resolver says: `{}`.", excerpt(&error.text)),
    };
    [known, &said].concat()
}

/// What an algorithm is called (RFC 8624 §3.1).
fn algorithm_name(algorithm: u8) -> &'static str {
    match algorithm {
        1 => "RSA/MD5",
        3 | 6 => "DSA",
        5 | 7 => "RSA/SHA-1",
        8 => "RSA/SHA-256",
        10 => "RSA/SHA-512",
        12 | 23 => "GOST",
        13 => "ECDSA P-256",
        14 => "ECDSA P-384",
        15 => "Ed25519",
        16 => "Ed448",
        17 => "SM2",
        _ => "an unknown method",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;

    #[test]
    fn what_the_resolver_says_is_told() {
        let fact = Fact::Broken {
            domain: Name::parse("d.example").unwrap(),
            reasons: vec![ExtendedError {
                code: 7,
                text: "RRSIG `old`".to_owned(),
            }],
        };
        let detail = published(&fact).detail.plain();
        assert!(detail.contains("A signature has expired. The resolver says: RRSIG `old`."));
    }
}
