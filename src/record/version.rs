//! The tag `v`, which says what kind of record a tag list is.

use super::span::{Span, Spanned};
use super::tag_list::{TagList, is_blank};
use serde::Serialize;

/// The versions of all records that begin with `v=`.
const VERSIONS: &[&str] = &["spf1", "DKIM1", "DMARC1", "STSv1", "TLSRPTv1", "BIMI1"];

/// How the version differs from what it must be.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionFault {
    /// There is no tag `v`.
    Missing,
    /// It stands behind another tag.
    NotFirst,
    /// Upper and lower case differ from what must stand there.
    Case,
    /// It is the version of another kind of record.
    OtherRecord(&'static str),
    /// It is no version that is known.
    Other(String),
}

/// Compares the first `v` of a list with what must stand there.
pub fn version_fault(list: &TagList, wanted: &str) -> Option<Spanned<VersionFault>> {
    let found = list
        .tags
        .iter()
        .enumerate()
        .find(|(_, tag)| tag.equals.is_some() && list.name(tag).eq_ignore_ascii_case("v"));
    let Some((place, tag)) = found else {
        let span = list.tags.first().map(|tag| tag.span());
        let span = span.unwrap_or(Span::new(0, list.text.len()));
        return Some(Spanned::new(VersionFault::Missing, span));
    };
    let value = list.value(tag);
    let word = value.split(is_blank).next().unwrap_or_default();
    let known = VERSIONS
        .iter()
        .find(|known| known.eq_ignore_ascii_case(word));
    // A `;` before it parts it from a tag that is not there.
    let before = list.text.get(..tag.name.start).unwrap_or_default();
    let first = place == 0 && !before.contains(';');
    let fault = match known {
        _ if value == wanted => (!first).then_some(VersionFault::NotFirst),
        Some(known) if *known == wanted && word != value => Some(VersionFault::Other(value.into())),
        Some(known) if *known == wanted => Some(VersionFault::Case),
        Some(known) => Some(VersionFault::OtherRecord(known)),
        None => Some(VersionFault::Other(value.into())),
    };
    let span = match fault {
        Some(VersionFault::NotFirst) => tag.span(),
        _ => tag.value,
    };
    fault.map(|fault| Spanned::new(fault, span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tag_list::Dialect;

    #[test]
    fn nothing_stands_before_the_version() {
        let dialect = Dialect {
            version: "DMARC1",
            known: &["v", "p"],
            folding: false,
        };
        for (text, fault) in [
            ("v=DMARC1; p=none", None),
            ("p=none; v=DMARC1", Some(VersionFault::NotFirst)),
            ("; v=DMARC1; p=none", Some(VersionFault::NotFirst)),
        ] {
            let list = TagList::read(text, dialect);
            let found = version_fault(&list, "DMARC1").map(|fault| fault.value);
            assert_eq!(found, fault, "{text}");
        }
    }
}
