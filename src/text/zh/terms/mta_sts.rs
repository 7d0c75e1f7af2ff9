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
            "v" if value == "STSv1" => "这里声明一份MTA-STS策略".into(),
            "v" => "没有这个MTA-STS版本".into(),
            "id" => format!("策略的编号`{}`：它一变，发件方就重新取策略", excerpt(value)),
            _ => unknown("发件方"),
        };
        term(tag, words)
    });
    tags.collect()
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable() {
        Some(_) => "发件方会使用它，并去取策略。".into(),
        None => "发件方不会使用它，等于没有MTA-STS。".into(),
    }
}
