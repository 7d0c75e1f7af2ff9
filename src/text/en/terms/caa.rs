//! CAA records, field by field.

use super::tag_list::unknown;
use crate::record::caa::{Property, Record};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each field in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    record.properties.iter().flat_map(fields).collect()
}

fn fields(property: &Property) -> impl Iterator<Item = Spanned<Prose>> {
    let flags = property.flags.map(|flags| {
        let words = match property.is_critical() {
            true => "Critical: an issuer that does not know the tag issues nothing",
            false => "Not critical",
        };
        flags.map(|_| words.into())
    });
    let rest = property.tag.as_ref().map(|tag| {
        let (span, words) = match &property.value {
            Some(value) => (
                tag.span.to(value.span),
                allowed(property, &tag.value).unwrap_or_else(|| other(&tag.value, &value.value)),
            ),
            None => (tag.span, "Nothing is said behind it".into()),
        };
        Spanned::new(Prose::from(words), span)
    });
    [flags, rest].into_iter().flatten()
}

/// What an `issue…` property allows.
fn allowed(property: &Property, tag: &str) -> Option<String> {
    let what = match tag {
        "issue" => "certificates for websites and servers",
        "issuewild" => "wildcard certificates",
        "issuemail" => "S/MIME certificates",
        "issuevmc" => "mark certificates for BIMI",
        _ => return None,
    };
    Some(match property.issuer()? {
        "" => format!("Nobody may issue {what}"),
        issuer => format!("`{}` may issue {what}", excerpt(issuer)),
    })
}

fn other(tag: &str, value: &str) -> String {
    let value = excerpt(value);
    match tag {
        "iodef" => format!("Refused requests are reported to `{value}`"),
        "contactemail" => format!("The domain’s contact, by mail: `{value}`"),
        "contactphone" => format!("The domain’s contact, by telephone: `{value}`"),
        _ => unknown("issuers"),
    }
}

/// What issuers make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable().count() {
        0 => "Issuers find nothing in it that they can use.".into(),
        _ => "Issuers keep to it before they issue a certificate.".into(),
    }
}
