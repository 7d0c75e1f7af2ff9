//! What is said of where changes go, and whether they have arrived.

use crate::dns::Name;
use crate::fix::Place;
use crate::fix::confirm::{Confirmed, Standing};
use crate::follow::reverse::ReverseZone;
use crate::knowledge::dns_hosts::{DnsHost, Trap};
use crate::text::compare::Lifetime;
use crate::text::{Prose, PublishWords, mailbox};
use std::net::IpAddr;

/// Where changes of a zone are made.
pub fn zone_at(zone: &Name, host: Option<&DnsHost>) -> Prose {
    match host {
        Some(host) => {
            let name = host.chinese_name.unwrap_or(host.name);
            format!("`{zone}`的权威服务器是{name}的，请在它的控制台里修改记录。")
        }
        None => format!("这些记录属于`{zone}`，请到管理这个域名DNS的地方修改。"),
    }
    .into()
}

/// What goes wrong in a panel.
pub fn trap(trap: Trap) -> Prose {
    match trap {
        Trap::Proxied => {
            "DKIM的CNAME和邮件服务器的地址要设成“仅DNS”（灰色云朵），走代理会影响邮件。".into()
        }
        Trap::LeastTtl(seconds) => format!("免费版的TTL最小是{seconds}秒。").into(),
        Trap::OneSet => {
            "同名同类型的多个值写在同一个记录集里，每行一个；已经有的，请编辑，不要新建。".into()
        }
        Trap::MxElsewhere => {
            "MX记录不和其他记录在一起，在“Mail Settings”里选“Custom MX”添加。".into()
        }
        Trap::SharedWith { name, panel } => {
            format!("{name}也用这些权威服务器。如果域名在{name}，控制台是`{panel}`。").into()
        }
    }
}

/// How many of the changes proposed before have arrived.
pub fn arrivals(arrived: usize, total: usize) -> String {
    match (arrived, total) {
        (1, 1) => "改动已经生效".into(),
        (0, 1) => "改动还没有生效".into(),
        (0, _) => format!("{total}处改动都还没有生效"),
        (arrived, total) if arrived == total => format!("{total}处改动都已生效"),
        _ => format!("{total}处改动中已有{arrived}处生效"),
    }
}

/// What became of a change.
pub fn confirmed(confirmed: &Confirmed) -> Prose {
    let place = match &confirmed.change.place {
        Place::Record { name, rtype, .. } => format!("`{name}`的{rtype}记录"),
        Place::PolicyFile { host } => format!("`{host}`上的策略文件"),
    };
    let gone = confirmed.change.to.is_none();
    match &confirmed.standing {
        Standing::Arrived {
            old_for: Some(seconds),
        } if *seconds > 0 => {
            let old = match confirmed.change.from {
                Some(_) => "看到旧记录",
                None => "看到“没有这条记录”",
            };
            format!("{place}。别处可能还会{old}，最多{}。", span(*seconds))
        }
        Standing::Arrived { .. } => format!("{place}。"),
        Standing::NotYet { old_for } => {
            let what = match (gone, &confirmed.change.from) {
                (true, _) => "还在",
                (false, Some(_)) => "查到的还是旧的",
                (false, None) => "还查不到",
            };
            match old_for {
                Some(seconds) if *seconds > 0 => format!(
                    "{place}：{what}。如果已经发布，这个答复最多还会保留{}。",
                    span(*seconds)
                ),
                _ => format!("{place}：{what}。"),
            }
        }
        Standing::SomethingElse => {
            format!("{place}：既不是旧的，也不是建议的内容。查到的内容在下面另有判断。")
        }
        Standing::Unknown => match confirmed.change.place {
            Place::PolicyFile { .. } => format!("{place}不在DNS里，请用浏览器打开看看。"),
            Place::Record { .. } => format!("{place}：没有得到答复。"),
        },
    }
    .into()
}

fn span(seconds: u32) -> String {
    match Lifetime::new(seconds) {
        Lifetime::Nothing => "片刻".into(),
        Lifetime::Minutes(minutes) => format!("{minutes}分钟"),
        Lifetime::Hours(hours, 0) => format!("{hours}小时"),
        Lifetime::Hours(hours, minutes) => format!("{hours}小时{minutes}分钟"),
        Lifetime::Days(days, 0) => format!("{days}天"),
        Lifetime::Days(days, hours) => format!("{days}天{hours}小时"),
    }
}

/// Who can give an address a name.
pub fn holder(address: IpAddr, zone: Option<&ReverseZone>) -> Prose {
    match zone {
        Some(zone) => format!(
            "`{address}`在反向区域`{}`里，由`{}`管理。服务器是租的，就找出租方（云厂商或机房），由他们设置或转交。",
            zone.name,
            mailbox(&zone.mailbox),
        ),
        None => "只有提供这个地址的一方（云厂商、机房或运营商）能设置。不少控制台里有这一项，叫“反向解析”或“PTR”，也可以提交工单。".into(),
    }
    .into()
}

/// A request to who holds an address.
pub fn letter(address: IpAddr, name: &Name, reverse: &Name) -> String {
    format!(
        "主题：申请设置{address}的反向解析\n\n\
        您好：\n\n\
        请为我们的地址设置反向解析（PTR记录）：\n\n\
        地址：{address}\n\
        名字：{name}\n\
        记录：{reverse}. PTR {name}.\n\n\
        这个地址用来发送邮件，收件方要求它的名字能解析回该地址。{name}到{address}的正向解析由我们负责。\n\n\
        谢谢！\n"
    )
}

/// The fixed words of publishing.
pub const WORDS: PublishWords = PublishWords {
    open_panel: "打开控制台",
    empty: "（留空）",
    letter: "可以发给对方的申请",
    hand_on: "把这些步骤交给别人：",
    markdown: "复制为Markdown",
    ticket: "复制为纯文本",
    plan: "邮件DNS的改动：",
    why: "原因",
    old: "现在",
    value: "记录值",
    file_text: "文件内容",
    by_hand: "这一步没有可以照抄的记录。",
    zone: "区域文件的一行",
    date: "日期",
    arrived: "已生效",
    not_yet: "还没有",
    something_else: "是别的内容",
    unknown: "未知",
};
