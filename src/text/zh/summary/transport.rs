//! What was found of the subjects that protect mail on its way, in one line.

use super::names;
use crate::dns::Name;
use crate::follow::bimi::Bimi;
use crate::follow::caa::{Caa, Relevant};
use crate::follow::dane::Dane;
use crate::follow::dnssec::Dnssec;
use crate::follow::mail_servers::MailServers;
use crate::follow::mta_sts::{MtaSts, PolicyFile};
use crate::follow::tls_rpt::TlsRpt;
use crate::follow::txt_place::{Standing, TxtPlace};
use crate::record::bimi::{Record, Usable};

pub fn mta_sts(sts: &MtaSts) -> String {
    match (sts.is_announced(), &sts.policy) {
        (true, PolicyFile::Fetched(_)) => "声明了策略，策略文件也读到了".into(),
        (true, PolicyFile::Pasted(_)) => "声明了策略，并按粘贴的内容评判了策略文件".into(),
        (true, PolicyFile::Unread) => "声明了策略；策略文件本身还没有检查".into(),
        (false, _) => place(&sts.place, &sts.servers),
    }
}

pub fn tls_rpt(reporting: &TlsRpt) -> String {
    let hosts: Vec<_> = reporting.destinations.iter().map(|to| &to.host).collect();
    match hosts.as_slice() {
        [] => place(&reporting.place, &reporting.servers),
        hosts => format!("报告寄往{}", names(hosts)),
    }
}

pub fn bimi(bimi: &Bimi) -> String {
    let place = bimi.place();
    match place.standing() {
        Standing::One(record) => match Record::read(&record.text).usable() {
            Usable::Logo { .. } if place.domain == bimi.own.domain => "发布了图标".into(),
            Usable::Logo { .. } => format!("用的是`{}`的图标", place.domain),
            Usable::Declined => "域名声明没有图标".into(),
            Usable::NotUsable => "有一条谁也用不了的记录".into(),
        },
        // A logo is for mail that is sent.
        Standing::Nothing if !bimi.servers.is_domain_gone() => "没有记录".into(),
        _ => self::place(place, &bimi.servers),
    }
}

pub fn dane(dane: &Dane) -> String {
    let with: Vec<_> = dane
        .hosts
        .iter()
        .filter(|host| host.lines().is_some())
        .map(|host| &host.addresses.name)
        .collect();
    let failed = dane
        .hosts
        .iter()
        .any(|host| host.tlsa().is_some_and(|tlsa| tlsa.outcome.is_failed()));
    match with.as_slice() {
        _ if dane.servers.is_domain_gone() => GONE.into(),
        _ if dane.servers.takes_mail() == Some(false) => NO_MAIL.into(),
        [] if failed || dane.servers.mx.outcome.is_failed() => "未能查明".into(),
        [] => "没有TLSA记录".into(),
        hosts if hosts.len() == dane.hosts.len() => format!("{}有TLSA记录", names(hosts)),
        hosts => format!(
            "{}台邮件服务器里，{}台有TLSA记录",
            dane.hosts.len(),
            hosts.len()
        ),
    }
}

pub fn dnssec(dnssec: &Dnssec) -> String {
    let unsigned: Vec<&Name> = dnssec.unsigned_hosts().map(|host| &host.name).collect();
    match dnssec.is_secure() {
        _ if dnssec.delegation.exists() == Some(false) => GONE.into(),
        Some(true) if unsigned.is_empty() => "有签名，验证通过".into(),
        Some(true) => "有签名，验证通过；邮件服务器没有签名".into(),
        Some(false) => "没有签名".into(),
        None => "未能查明".into(),
    }
}

pub fn caa(caa: &Caa) -> String {
    match caa.domain.relevant() {
        _ if caa.servers.is_domain_gone() => GONE.into(),
        Relevant::Unknown => "未能查明".into(),
        Relevant::Empty => "没有记录：任何机构都可以签发证书".into(),
        Relevant::Set(set) => {
            let count = set.records().len();
            let owner = set.canonical_name();
            format!("`{owner}`有{count}条记录")
        }
    }
}

const GONE: &str = "域名不存在";
const NO_MAIL: &str = "不需要：域名不收邮件";

/// What stands at a place without a usable record.
fn place(place: &TxtPlace, servers: &MailServers) -> String {
    match place.standing() {
        _ if servers.is_domain_gone() => GONE.into(),
        Standing::Unknown => "未能查明".into(),
        Standing::One(_) | Standing::NotRecognized => "有一条谁也用不了的记录".into(),
        Standing::Several(count) => format!("有{count}条记录"),
        Standing::AliasOfNothing(target) => format!("是`{target}`的别名，那里没有记录"),
        Standing::Nothing if servers.takes_mail() == Some(false) => NO_MAIL.into(),
        Standing::Nothing => "没有记录".into(),
    }
}
