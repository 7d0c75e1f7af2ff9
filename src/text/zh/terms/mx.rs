//! MX records, a line each.

use crate::record::mx::{Exchanger, Host, Record, Usable};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each line in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let least = record.exchangers.iter().filter_map(preference).min();
    record
        .exchangers
        .iter()
        .map(|it| Spanned::new(Prose::from(exchanger(it, least)), it.span))
        .collect()
}

fn preference(exchanger: &Exchanger) -> Option<u16> {
    exchanger.preference.map(|preference| preference.value)
}

fn exchanger(exchanger: &Exchanger, least: Option<u16>) -> String {
    let name = match exchanger.host.as_ref().map(|host| &host.value) {
        Some(Host::Name(name)) => format!("`{}`", excerpt(name)),
        Some(Host::Relative(name)) => format!("`{}.<区域名>`", excerpt(name)),
        Some(Host::Origin) => "区域自己的名字".into(),
        Some(Host::Null) => return "这个域名不收邮件".into(),
        Some(Host::Address(_)) => return "该写主机名的地方写了地址".into(),
        Some(Host::Malformed(_)) | None => return "没有写出邮件服务器".into(),
    };
    match preference(exchanger) {
        None => "缺少优先级，不成记录".into(),
        first if first == least => format!("发件方先试{name}"),
        Some(_) => format!("数字更小的都没有应答时，发件方再试{name}"),
    }
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    Prose::from(match record.usable() {
        Usable::Implicit => "没有记录：发件方会投到域名自己的地址。".into(),
        Usable::Null => "这个域名不收邮件，发件方会立刻停下。".into(),
        Usable::Hosts(hosts) => match hosts.len() {
            1 => "发件方把邮件投到一台服务器。".into(),
            count => format!("发件方把邮件投到{count}台服务器之一，从数字最小的试起。"),
        },
        Usable::NotUsable => "发件方从中找不到服务器，或者遇到自相矛盾。".into(),
    })
}
