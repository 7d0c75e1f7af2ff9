//! DKIM key records, term by term.

use super::tag_list::{term, unknown};
use crate::record::dkim::{
    Flag, Hash, Key, KeyType, Material, Record, Service, Term, Usable, Value,
};
use crate::record::span::Spanned;
use crate::text::en::counted;
use crate::text::{Prose, excerpt};

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let say = |it: &Term| term(&it.tag, value(&it.value));
    record.terms.iter().map(say).collect()
}

fn value(value: &Value) -> String {
    match value {
        Value::Version(true) => "This is a DKIM key record".into(),
        Value::Version(false) => "No version of DKIM".into(),
        Value::KeyType(KeyType::Rsa) => "The key is an RSA key".into(),
        Value::KeyType(KeyType::Ed25519) => "The key is an Ed25519 key".into(),
        Value::KeyType(KeyType::Unknown(_)) => "A type of key that DKIM does not know".into(),
        Value::Key(read) => key(read),
        Value::Hashes(hashes) => {
            let names = hashes.iter().map(|hash| match &hash.value {
                Hash::Sha1 => "`sha1`".into(),
                Hash::Sha256 => "`sha256`".into(),
                Hash::Unknown(name) => odd(name),
            });
            format!("Signatures may use: {}", list(names))
        }
        Value::Services(services) => {
            let names = services.iter().map(|service| match &service.value {
                Service::Any => "every service".into(),
                Service::Email => "mail".into(),
                Service::TlsReports => "reports on TLS".into(),
                Service::Unknown(name) => odd(name),
            });
            format!("The key is for: {}", list(names))
        }
        Value::Flags(flags) => list(flags.iter().map(|flag| match &flag.value {
            Flag::Testing => "DKIM is only being tested".into(),
            Flag::Strict => "signatures may not name a subdomain in `i=`".into(),
            Flag::Unknown(name) => odd(name),
        })),
        Value::Notes => "A note for people".into(),
        Value::Historic => "A tag out of use; receivers pass over it".into(),
        Value::OfSignature => "A tag of signatures; receivers pass over it here".into(),
        Value::Unknown => unknown("receivers"),
    }
}

fn key(key: &Key) -> String {
    let words = material(&key.material);
    match key.faults.is_empty() {
        true => words,
        false => format!("{words}; receivers cannot read it"),
    }
}

fn material(material: &Material) -> String {
    match material {
        Material::Revoked => "No key: it was taken back".into(),
        Material::Rsa(key) => {
            let bits = key.bits;
            format!("An RSA key of {bits} bits")
        }
        Material::Ed25519 => "An Ed25519 key".into(),
        Material::Opaque(octets) => format!("A key of {}", counted(octets, "octet", "octets")),
        Material::Nothing => "No whole key".into(),
    }
}

fn odd(name: &str) -> String {
    let name = excerpt(name);
    format!("`{name}`, which DKIM does not know")
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("; ")
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    Prose::from(match record.usable() {
        Usable::NotUsable => {
            "Receivers verify nothing with it: signatures with this key count for nothing.".into()
        }
        Usable::Revoked => "The key was taken back: signatures with it fail.".into(),
        Usable::Key(key) if !key.email => "Receivers use the key, but not for mail.".into(),
        Usable::Key(key) => {
            let material = material(&key.material);
            format!("Receivers verify signatures with it. {material}.")
        }
    })
}
