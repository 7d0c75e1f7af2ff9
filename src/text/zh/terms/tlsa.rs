//! TLSA records, field by field.

use crate::record::span::Spanned;
use crate::record::tlsa::{Association, Record};
use crate::text::Prose;

/// Each field in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    record.associations.iter().flat_map(fields).collect()
}

fn fields(association: &Association) -> impl Iterator<Item = Spanned<Prose>> {
    let [usage, selector, matching_type] = association.numbers;
    let data = association.data.map(|data| {
        let octets = data.value;
        data.map(|_| Prose::from(format!("用来比较的内容：{octets}字节")))
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
        0 | 1 => "不用于邮件：还要问公共签发机构",
        2 => "证书由这个签发者签发",
        3 => "服务器用的正是这份证书或公钥",
        _ => "没有这种证书用途",
    }
}

fn selector(number: u8) -> &'static str {
    match number {
        0 => "比较整份证书",
        1 => "只比较公钥",
        _ => "没有这种选择域",
    }
}

fn matching_type(number: u8) -> &'static str {
    match number {
        0 => "逐字节比较",
        1 => "按SHA-256摘要比较",
        2 => "按SHA-512摘要比较",
        _ => "没有这种匹配方式",
    }
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match (record.usable().count(), record.associations.is_empty()) {
        (_, true) => "没有记录。".into(),
        (0, _) => "发件方会用TLS，但不会据此核对证书。".into(),
        _ => "如果名字有DNSSEC签名，支持DANE的发件方只投给相符的服务器。".into(),
    }
}
