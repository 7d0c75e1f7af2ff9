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
            "v" if list.value(tag) == "TLSRPTv1" => "这里要求寄TLS报告".into(),
            "v" => "没有这个TLS报告版本".into(),
            "rua" => format!("每天的TLS报告寄往{}", addresses(&record.reports)),
            _ => unknown("发件方"),
        };
        term(tag, words)
    });
    tags.collect()
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable().len() {
        0 => "发件方不会使用它，也不会寄报告。".into(),
        _ => "发件方会使用它，每天寄一份报告。".into(),
    }
}
