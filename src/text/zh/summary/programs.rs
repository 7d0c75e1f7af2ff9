//! What was found for mail programs, and beyond DNS, in one line.

use super::names;
use crate::follow::beyond::Beyond;
use crate::follow::programs::{Programs, Source};
use crate::report::by_hand::by_hand;

pub fn programs(programs: &Programs) -> String {
    let settings = programs.settings();
    let own = programs.own_hosts();
    let provider = settings.iter().find_map(|setting| match setting.source {
        Source::Provider(vendor) => Some(super::super::page::vendor(vendor)),
        Source::Srv => None,
    });
    let published = programs.is_published();
    match (own.as_slice(), provider) {
        _ if programs.servers.is_domain_gone() => "域名不存在".into(),
        ([], _) if !published && programs.servers.takes_mail() == Some(false) => {
            "不需要：域名不收邮件".into()
        }
        ([], Some(vendor)) => format!("用{vendor}的服务器"),
        ([], None) if programs.is_unknown() => "未能查明".into(),
        ([], None) if published => "没有写明服务器；客户端会到别处找配置".into(),
        ([], None) => "没有发布任何配置，服务器要自己填".into(),
        (hosts, _) => format!("SRV记录写明了{}", names(hosts)),
    }
}

pub fn beyond(beyond: &Beyond) -> String {
    let made = by_hand(beyond);
    match beyond.dane.servers.takes_mail() {
        _ if !made.trials.is_empty() => "SMTP、证书和端口：命令备好了，可以自己试".into(),
        None => "有哪些服务器，未能查明".into(),
        Some(_) => "没有可以试的服务器".into(),
    }
}
