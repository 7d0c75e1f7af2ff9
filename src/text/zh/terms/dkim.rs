//! DKIM key records, term by term.

use super::tag_list::{term, unknown};
use crate::record::dkim::{
    Flag, Hash, Key, KeyType, Material, Record, Service, Term, Usable, Value,
};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let say = |it: &Term| term(&it.tag, value(&it.value));
    record.terms.iter().map(say).collect()
}

fn value(value: &Value) -> String {
    match value {
        Value::Version(true) => "这是一条DKIM公钥记录".into(),
        Value::Version(false) => "没有这个DKIM版本".into(),
        Value::KeyType(KeyType::Rsa) => "公钥的类型是RSA".into(),
        Value::KeyType(KeyType::Ed25519) => "公钥的类型是Ed25519".into(),
        Value::KeyType(KeyType::Unknown(_)) => "DKIM不认识的密钥类型".into(),
        Value::Key(read) => key(read),
        Value::Hashes(hashes) => {
            let names = hashes.iter().map(|hash| match &hash.value {
                Hash::Sha1 => "`sha1`".into(),
                Hash::Sha256 => "`sha256`".into(),
                Hash::Unknown(name) => odd(name),
            });
            format!("签名可用的哈希算法：{}", list(names))
        }
        Value::Services(services) => {
            let names = services.iter().map(|service| match &service.value {
                Service::Any => "所有服务".into(),
                Service::Email => "邮件".into(),
                Service::TlsReports => "TLS报告".into(),
                Service::Unknown(name) => odd(name),
            });
            format!("公钥用于：{}", list(names))
        }
        Value::Flags(flags) => list(flags.iter().map(|flag| match &flag.value {
            Flag::Testing => "DKIM还在测试".into(),
            Flag::Strict => "签名的`i=`不能写子域名".into(),
            Flag::Unknown(name) => odd(name),
        })),
        Value::Notes => "写给人看的备注".into(),
        Value::Historic => "已经停用的标签，收件方会跳过".into(),
        Value::OfSignature => "签名用的标签，写在这里收件方会跳过".into(),
        Value::Unknown => unknown("收件方"),
    }
}

fn key(key: &Key) -> String {
    let words = material(&key.material);
    match key.faults.is_empty() {
        true => words,
        false => format!("{words}；收件方读不出来"),
    }
}

fn material(material: &Material) -> String {
    match material {
        Material::Revoked => "没有公钥：已经收回".into(),
        Material::Rsa(key) => {
            let bits = key.bits;
            format!("RSA公钥，{bits}位")
        }
        Material::Ed25519 => "Ed25519公钥".into(),
        Material::Opaque(octets) => format!("{octets}字节的公钥"),
        Material::Nothing => "没有完整的公钥".into(),
    }
}

fn odd(name: &str) -> String {
    let name = excerpt(name);
    format!("`{name}`（DKIM不认识）")
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("；")
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    Prose::from(match record.usable() {
        Usable::NotUsable => "收件方不用它验证：用这把密钥签的名都不算数。".into(),
        Usable::Revoked => "公钥已经收回：用它签的名都会失败。".into(),
        Usable::Key(key) if !key.email => "收件方会使用这把公钥，但不用于邮件。".into(),
        Usable::Key(key) => {
            let material = material(&key.material);
            format!("收件方用它验证签名。{material}。")
        }
    })
}
