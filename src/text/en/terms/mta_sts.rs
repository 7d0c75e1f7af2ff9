//! The record that announces an MTA-STS policy, term by term.

use super::tag_list::{term, unknown};
use crate::record::mta_sts::txt::Record;
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let list = &record.list;
    let tags = list.tags.iter().map(|tag| {
        let value = list.value(tag);
        let words = match list.name(tag) {
            "v" if value == "STSv1" => "This announces an MTA-STS policy".into(),
            "v" => "No version of MTA-STS".into(),
            "id" => format!(
                "The policy’s number, `{}`: when it changes, senders fetch the policy anew",
                excerpt(value)
            ),
            _ => unknown("senders"),
        };
        term(tag, words)
    });
    tags.collect()
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable() {
        Some(_) => "Senders use it, and fetch the policy.".into(),
        None => "Senders do not use it, as if there were no MTA-STS.".into(),
    }
}
