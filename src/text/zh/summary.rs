//! What was found of a subject, in one line.

mod programs;
mod transport;

use crate::dns::Name;
use crate::follow::delegation::Delegation;
use crate::follow::dkim::{DkimKeys, is_revoked};
use crate::follow::dmarc::{Dmarc, Policy};
use crate::follow::mail_servers::{MailServers, Route};
use crate::follow::reverse::{Confirmation, Reverse};
use crate::follow::spf::{Selection, Tree};
use crate::report::{Detail, NoAddress};
use crate::text::dmarc::policy_in_effect;
use crate::text::spf::ending;
use crate::text::{Prose, first_names};

/// What was found of a subject, in one line.
pub fn summary(detail: &Detail) -> Prose {
    Prose::from(match detail {
        Detail::Delegation(delegation) => domain(delegation),
        Detail::MailServers(servers) => mail_servers(servers),
        Detail::Reverses { reverses, none } => reverse_names(reverses, *none),
        Detail::Spf(tree) => return spf(tree),
        Detail::Dkim(keys) => dkim(keys),
        Detail::Dmarc(found) => dmarc(found),
        Detail::MtaSts(sts) => transport::mta_sts(sts),
        Detail::TlsRpt(reporting) => transport::tls_rpt(reporting),
        Detail::Bimi(bimi) => transport::bimi(bimi),
        Detail::Dane(dane) => transport::dane(dane),
        Detail::Dnssec(dnssec) => transport::dnssec(dnssec),
        Detail::Caa(caa) => transport::caa(caa),
        Detail::Programs(found) => programs::programs(found),
        Detail::Together => "要等SPF和DMARC记录都有效".into(),
        Detail::Beyond(beyond) => programs::beyond(beyond),
    })
}

fn domain(delegation: &Delegation) -> String {
    if let Some(target) = delegation.canonical_name() {
        return format!("是`{target}`的别名");
    }
    let servers: Vec<_> = delegation.name_servers().collect();
    match (delegation.exists(), servers.as_slice()) {
        (None, _) => "是否存在，未能查明".into(),
        (Some(false), _) => "不存在".into(),
        (_, []) => "存在，是上级区域里的一个名字".into(),
        (_, servers) => format!("存在，由{}负责解析", names(servers)),
    }
}

fn mail_servers(servers: &MailServers) -> String {
    match &servers.route {
        Route::Exchangers(_) => {
            let hosts: Vec<_> = servers.hosts().map(|host| &host.name).collect();
            match hosts.as_slice() {
                [] => "没有写明任何邮件服务器".into(),
                hosts => names(hosts),
            }
        }
        Route::NullMx => "这个域名声明不收邮件".into(),
        Route::Implicit(_) => "没有写明".into(),
        Route::NoSuchDomain => "域名不存在".into(),
        Route::Unknown => "未能查明".into(),
    }
}

fn reverse_names(reverses: &[Reverse], none: NoAddress) -> String {
    let confirmed = reverses
        .iter()
        .filter(|reverse| matches!(reverse.confirmation(), Confirmation::Confirmed(_)))
        .count();
    match reverses.len() {
        0 if none == NoAddress::Unknown => "地址未能查明，名字也就无从查起".into(),
        0 if none == NoAddress::NotNeeded => "用不着：域名不收信，也不许谁发信".into(),
        0 => "没有地址可查".into(),
        1 if confirmed == 1 => "地址的正反向解析一致".into(),
        1 => "地址没有与正向一致的反向解析".into(),
        count if confirmed == 0 => format!("{count}个地址都没有与正向一致的反向解析"),
        count if count == confirmed => format!("{count}个地址的正反向解析都一致"),
        count => format!("{count}个地址里，{confirmed}个正反向解析一致"),
    }
}

fn spf(tree: &Tree) -> Prose {
    match &tree.root().selection {
        Selection::One(_) => super::spf_tree::summary(tree.cost().lookups, ending(tree).as_deref()),
        Selection::None => "没有记录".into(),
        Selection::NoSuchName => "域名不存在".into(),
        Selection::Several(count) => Prose::from(format!("有{count}条记录")),
        Selection::Unknown => "未能查明".into(),
    }
}

fn dkim(keys: &DkimKeys) -> String {
    let found: Vec<_> = keys.found().map(|it| &it.selector.name).collect();
    let tried = keys.lookups().count();
    match (found.as_slice(), tried) {
        ([], _) if keys.search.wildcard().is_some_and(|all| is_revoked(all)) => {
            "每个选择器都声明公钥已收回".into()
        }
        ([], _) if keys.search.wildcard().is_some() => {
            "哪个选择器都得到同样的答复，看不出有没有公钥".into()
        }
        ([], 0) => "没有查".into(),
        ([], tried) => format!("试了{tried}个选择器，没有看到公钥"),
        ([_], _) => format!("选择器{}下有公钥", names(&found)),
        (found, _) => format!("{}个选择器下有公钥：{}", found.len(), names(found)),
    }
}

fn dmarc(found: &Dmarc) -> String {
    match found.walk.policy() {
        Policy::Own(record) => match policy_in_effect(found) {
            Some(policy) => format!("{policy}，写在`{}`", record.owner),
            None => format!("`{}`有一条不起作用的记录", record.owner),
        },
        Policy::Organizational(from, _) | Policy::PublicSuffix(from, _) => {
            let policy = policy_in_effect(found).unwrap_or_default();
            format!("用的是`{from}`的策略{policy}")
        }
        Policy::None if found.exists == Some(false) => "域名不存在".into(),
        Policy::None => "这里和上级都没有记录".into(),
        Policy::Unknown => "未能查明".into(),
    }
}

fn names(names: &[&Name]) -> String {
    let (shown, more) = first_names(names, "、");
    match more {
        0 => shown,
        more => format!("{shown}等{}个", more + names.len().min(3)),
    }
}
