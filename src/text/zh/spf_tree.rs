//! Where an SPF record leads, and what that costs.

use crate::follow::spf::{Amount, Authorized, Cost, Flat, LOOKUP_LIMIT};
use crate::text::spf::{self, Counted, Standing};
use crate::text::{Prose, visible};

/// What is known of a number.
pub fn amount(amount: Amount) -> String {
    let Amount { least, most } = amount;
    match most {
        Some(most) if most == least => least.to_string(),
        Some(most) => format!("{least}至{most}"),
        None => format!("至少{least}"),
    }
}

/// What the tree is called.
pub fn tree() -> &'static str {
    "记录引用的内容"
}

/// What is counted.
pub fn counted(counted: Counted) -> &'static str {
    match counted {
        Counted::Lookups => "查询",
        Counted::Voids => "空答复",
        Counted::VoidsIp4 => "空答复（IPv4来信）",
        Counted::VoidsIp6 => "空答复（IPv6来信）",
    }
}

/// How much of a limit is used.
pub fn of_limit(used: Amount, limit: usize) -> String {
    format!("{}（上限{limit}）", amount(used))
}

/// The lookups of a term: its own, and those of what it leads to.
pub fn lookups(own: Amount, below: Amount) -> String {
    match below {
        Amount::NONE => format!("{}次查询", amount(own)),
        below if below == Amount::from(0) => format!("至少{}次查询", own.least),
        below => format!("{}\u{a0}+\u{a0}{}次查询", amount(own), amount(below)),
    }
}

/// The questions of a term that bring nothing, where there surely are any.
pub fn voids(cost: Cost) -> Option<String> {
    let (ip4, ip6) = (cost.voids_ip4, cost.voids_ip6);
    let answers = |voids: Amount| format!("{}次空答复", amount(voids));
    match (ip4.least, ip6.least) {
        (0, 0) => None,
        _ if ip4 == ip6 => Some(answers(ip4)),
        (_, 0) => Some(format!("IPv4来信{}", answers(ip4))),
        (0, _) => Some(format!("IPv6来信{}", answers(ip6))),
        _ => Some(format!(
            "IPv4来信{}、IPv6来信{}次",
            answers(ip4),
            amount(ip6)
        )),
    }
}

/// Where a term leads, besides what it costs.
pub fn standing(standing: Standing) -> String {
    match standing {
        Standing::Vendor(name) => visible(name).to_string(),
        Standing::NotReached => "不会用到".into(),
        Standing::Sender => "因发件人而异".into(),
        Standing::Malformed(text) => format!("`{}`不是DNS里能有的名字", visible(text)),
        Standing::Again(cost) => format!("重复出现：再计{}次", amount(cost)),
        Standing::Loop => "绕回上面的记录，没有尽头".into(),
        Standing::NoRecord => "那里没有SPF记录，收件方到此放弃".into(),
        Standing::NoSuchName => "没有这个名字，收件方到此放弃".into(),
        Standing::Several(count) => format!("那里有{count}条SPF记录，一条也不算数"),
        Standing::Unknown(why) => format!("未知：{}", super::dns::failure(why).plain()),
        Standing::NotFollowed => "没有再查下去：分支太多".into(),
        Standing::OverLimit => "到这里超过上限，收件方放弃".into(),
        Standing::TooManyExchangers(count) => {
            format!("有{count}台邮件服务器；收件方最多查10台，再多就放弃")
        }
        Standing::Exchangers(count) => format!("{count}台邮件服务器"),
        Standing::Addresses(count) => format!("{count}个地址"),
        Standing::Nothing => "那里什么也没有".into(),
        Standing::There => "有这个名字".into(),
        Standing::ClientNames => "每次都要查来信地址的名字".into(),
    }
}

/// How many addresses a record lets send.
pub fn addresses(authorized: &Authorized) -> Prose {
    let pass = &authorized.pass;
    let (ip6, more) = spf::size(pass.count_ip6());
    let over = if more { "超过" } else { "" };
    let ip4 = spf::size(pass.count_ip4().into()).0;
    let mut text = match (pass.is_all(), pass.is_empty()) {
        (true, _) => "任何地址都可以发信".into(),
        (_, true) => "没有地址可以发信".into(),
        _ => format!("可以发信的地址：IPv4有{ip4}个，IPv6有{over}{ip6}个"),
    };
    if !authorized.is_exact() {
        text += "；另有一些因发件人而异，或者未知";
    }
    Prose::from(text)
}

/// What a record would be that named those addresses itself.
pub fn flat(flat: &Flat) -> Prose {
    Prose::from(format!(
        "假如展平成一条记录：{}个网段，{}字节",
        flat.networks,
        flat.octets()
    ))
}

/// What is to be thought of such a record.
pub fn flat_detail(flat: &Flat) -> Vec<Prose> {
    let mut lines: Vec<Prose> = vec![
        match flat.kept.as_slice() {
            [] => "它直接写明地址，收件方不必再查询。".into(),
            kept => Prose::from(format!(
                "它直接写明地址；只有见到邮件才知道结果的{}项仍须保留。",
                kept.len()
            )),
        },
        "它会过时：服务商一换地址，从新地址发来的邮件就通不过，直到这里也改过来。要减少查询，去掉不再发信的服务商更稳妥。".into(),
    ];
    if flat.strings() > 1 {
        lines.push(Prose::from(format!(
            "它要分成{}段，每段最多255字节；这么长的答复未必处处都能收到。",
            flat.strings()
        )));
    }
    lines
}

/// The record of a domain in one line: what it costs, and how it ends.
pub fn summary(lookups: Amount, ending: Option<&str>) -> Prose {
    let used = of_limit(lookups, LOOKUP_LIMIT);
    Prose::from(match ending {
        Some(all) => format!("查询次数{used}；以`{}`收尾", visible(all)),
        None => format!("查询次数{used}；没有说其他发件人怎么办"),
    })
}
