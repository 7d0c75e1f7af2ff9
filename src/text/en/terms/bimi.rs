//! BIMI records, term by term.

use super::tag_list::{invalid, term, unknown};
use crate::record::bimi::{Record, Usable};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let list = &record.list;
    let tags = list.tags.iter().map(|tag| {
        let value = list.value(tag);
        let words = match list.name(tag) {
            "v" if value == "BIMI1" => "This is a BIMI record".into(),
            "v" => "No version of BIMI".into(),
            "l" if value.is_empty() => "No logo".into(),
            "l" => format!("The logo is at `{}`", excerpt(value)),
            "a" if value.is_empty() => "No certificate for the logo".into(),
            "a" => format!("The certificate of the logo is at `{}`", excerpt(value)),
            "avp" => match value {
                "brand" => "Show the logo rather than people’s own pictures".into(),
                "personal" => "Show people’s own pictures rather than the logo".into(),
                _ => invalid(),
            },
            "lps" => format!(
                "Addresses that begin so have a logo of their own: `{}`",
                excerpt(value)
            ),
            _ => unknown("receivers"),
        };
        term(tag, words)
    });
    tags.collect()
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable() {
        Usable::NotUsable => "Receivers do not use it, and show no logo.".into(),
        Usable::Declined => "Receivers show no logo, as the record asks.".into(),
        Usable::Logo {
            evidence: Some(_), ..
        } => "Receivers may show the logo, if the certificate and DMARC allow.".into(),
        Usable::Logo { evidence: None, .. } => {
            "Few receivers show a logo without a certificate.".into()
        }
    }
}
