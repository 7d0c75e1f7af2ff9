//! TLS reporting records, term by term.

use super::tag_list::{addresses, term, unknown};
use crate::record::span::Spanned;
use crate::record::tls_rpt::Record;
use crate::text::Prose;

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let list = &record.list;
    let tags = list.tags.iter().map(|tag| {
        let words = match list.name(tag) {
            "v" if list.value(tag) == "TLSRPTv1" => "This asks for reports on TLS".into(),
            "v" => "No version of TLS reporting".into(),
            "rua" => format!("Daily reports on TLS go to {}", addresses(&record.reports)),
            _ => unknown("senders"),
        };
        term(tag, words)
    });
    tags.collect()
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable().len() {
        0 => "Senders do not use it, and send no reports.".into(),
        _ => "Senders use it, and send a report a day.".into(),
    }
}
