//! TLSA records, field by field.

use crate::record::span::Spanned;
use crate::record::tlsa::{Association, Record};
use crate::text::Prose;
use crate::text::en::counted;

/// Each field in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    record.associations.iter().flat_map(fields).collect()
}

fn fields(association: &Association) -> impl Iterator<Item = Spanned<Prose>> {
    let [usage, selector, matching_type] = association.numbers;
    let data = association.data.map(|data| {
        let octets = data.value;
        data.map(|_| {
            Prose::from(format!(
                "What is compared with: {}",
                counted(octets, "octet", "octets")
            ))
        })
    });
    [
        usage.map(|it| it.map(|number| self::usage(number).into())),
        selector.map(|it| it.map(|number| self::selector(number).into())),
        matching_type.map(|it| it.map(|number| self::matching_type(number).into())),
        data,
    ]
    .into_iter()
    .flatten()
}

fn usage(number: u8) -> &'static str {
    match number {
        0 | 1 => "Not used for mail: public issuers are asked as well",
        2 => "The certificate comes from this issuer",
        3 => "The server has this very certificate or key",
        _ => "No certificate usage",
    }
}

fn selector(number: u8) -> &'static str {
    match number {
        0 => "The whole certificate is compared",
        1 => "The public key is compared",
        _ => "No selector",
    }
}

fn matching_type(number: u8) -> &'static str {
    match number {
        0 => "Compared octet by octet",
        1 => "Compared by SHA-256 digest",
        2 => "Compared by SHA-512 digest",
        _ => "No matching type",
    }
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match (record.usable().count(), record.associations.is_empty()) {
        (_, true) => "There is no record.".into(),
        (0, _) => "Senders use TLS, but check no certificate by it.".into(),
        _ => "Senders that know DANE deliver only to a server that matches, if DNSSEC signs the name.".into(),
    }
}
