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
            "v" if value == "BIMI1" => "这是一条BIMI记录".into(),
            "v" => "没有这个BIMI版本".into(),
            "l" if value.is_empty() => "没有图标".into(),
            "l" => format!("图标在`{}`", excerpt(value)),
            "a" if value.is_empty() => "图标没有证书".into(),
            "a" => format!("图标的证书在`{}`", excerpt(value)),
            "avp" => match value {
                "brand" => "优先显示图标，而不是个人头像".into(),
                "personal" => "优先显示个人头像，而不是图标".into(),
                _ => invalid(),
            },
            "lps" => format!("这样开头的地址用自己的图标：`{}`", excerpt(value)),
            _ => unknown("收件方"),
        };
        term(tag, words)
    });
    tags.collect()
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable() {
        Usable::NotUsable => "收件方不会使用它，也不显示图标。".into(),
        Usable::Declined => "收件方照记录所说，不显示图标。".into(),
        Usable::Logo {
            evidence: Some(_), ..
        } => "证书和DMARC都符合要求，收件方就可能显示图标。".into(),
        Usable::Logo { evidence: None, .. } => "没有证书，只有少数收件方会显示图标。".into(),
    }
}
