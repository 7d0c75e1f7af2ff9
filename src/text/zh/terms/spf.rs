//! SPF, term by term.

use crate::record::span::Spanned;
use crate::record::spf::{
    Directive, DomainSpec, DualCidrLength, MacroExpand, MacroLetter, Mechanism, Modifier,
    ModifierValue, Qualifier, Record, Term, Usability,
};
use crate::text::{Prose, excerpt, spf};
use std::net::IpAddr;

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let version = record
        .version
        .map(|span| Spanned::new("这是一条SPF记录".into(), span));
    let first = record.directives().next().map(|first| first.span);
    let terms = record.reached().map(|(term, reached)| {
        let mut words = match &term.value {
            Term::Directive(it) => directive(it, first == Some(term.span)),
            Term::Modifier(it) => modifier(it),
            Term::Unknown(_) => "收件方读不懂这一项，会放弃整条记录".into(),
        };
        for told in spf::macros(term.value.domain(), expand) {
            words.push('；');
            words.push_str(&told);
        }
        if !reached {
            words.push_str(never(&term.value));
        }
        Spanned::new(Prose::from(words), term.span)
    });
    version.into_iter().chain(terms).collect()
}

/// Why receivers never come to a term.
fn never(term: &Term) -> &'static str {
    match term {
        Term::Modifier(_) => "；但有`all`在，用不上它",
        _ => "；但它排在`all`后面，轮不到它",
    }
}

/// `first`: whether no mechanism stands before it.
fn directive(directive: &Directive, first: bool) -> String {
    let who = match directive.mechanism {
        Mechanism::All => all(first).into(),
        _ => mechanism(&directive.mechanism),
    };
    let each = match directive.mechanism {
        Mechanism::All => "都",
        _ => "",
    };
    match directive.qualifier() {
        Qualifier::Pass => format!("{who}{each}可以发信"),
        Qualifier::Fail => format!("{who}{each}不许发信（fail）"),
        Qualifier::Softfail => format!("{who}：邮件会被收下，但受到怀疑（softfail）"),
        Qualifier::Neutral => format!("{who}：不表态（neutral）"),
    }
}

fn all(first: bool) -> &'static str {
    match first {
        true => "所有服务器",
        false => "其余服务器",
    }
}

fn mechanism(mechanism: &Mechanism) -> String {
    match mechanism {
        Mechanism::All => all(false).into(),
        Mechanism::Include(domain) => {
            format!("{}的SPF记录允许的服务器", name(Some(*domain)))
        }
        Mechanism::A { domain, prefix } => {
            format!("{}的地址{}", name(*domain), around(*prefix))
        }
        Mechanism::Mx { domain, prefix } => {
            format!("{}的MX记录里的服务器{}", name(*domain), around(*prefix))
        }
        Mechanism::Ptr { domain } => {
            format!(
                "自己的名字（PTR）属于{}、又能指回自身的服务器",
                name(*domain)
            )
        }
        Mechanism::Ip4 { address, prefix } => network(address.value.into(), *prefix, 32),
        Mechanism::Ip6 { address, prefix } => network(address.value.into(), *prefix, 128),
        Mechanism::Exists(domain) => {
            format!("能让{}查到A记录的服务器", name(Some(*domain)))
        }
    }
}

fn name(domain: Option<DomainSpec>) -> String {
    match domain {
        Some(domain) => format!("`{}`", excerpt(domain.text())),
        None => "本域名".into(),
    }
}

fn around(prefix: DualCidrLength) -> String {
    let ip4 = prefix.ip4.map(|length| format!("`/{}`", length.value));
    let ip6 = prefix
        .ip6
        .map(|length| format!("IPv6的`/{}`", length.value));
    let lengths: Vec<_> = ip4.into_iter().chain(ip6).collect();
    match lengths.is_empty() {
        true => String::new(),
        false => format!("以及所在的网段（{}）", lengths.join("、")),
    }
}

fn network(address: IpAddr, prefix: Option<Spanned<u8>>, bits: u8) -> String {
    match (spf::ends(address, prefix), prefix) {
        (Some((first, last)), Some(prefix)) => {
            let count = spf::count(prefix.value, bits);
            format!("从`{first}`到`{last}`的{count}个地址")
        }
        _ => format!("地址`{address}`"),
    }
}

/// What a macro stands for, behind its text.
fn expand(expand: &MacroExpand) -> String {
    let what = match expand.letter {
        MacroLetter::Sender => "发件人的邮箱地址",
        MacroLetter::LocalPart => "发件人地址里`@`前面的部分",
        MacroLetter::SenderDomain => "发件人的域名",
        MacroLetter::Domain => "这条记录所在的域名",
        MacroLetter::Address | MacroLetter::ReadableAddress => "发信服务器的地址",
        MacroLetter::ValidatedName => "发信服务器经过核对的名字",
        MacroLetter::Version => "`in-addr`（IPv4）或`ip6`（IPv6）",
        MacroLetter::Helo => "发信服务器自报的名字（HELO）",
        MacroLetter::Receiver => "收件方的名字",
        MacroLetter::Time => "时间",
    };
    let reversed = if expand.reverse {
        "，各段倒序"
    } else {
        ""
    };
    let last = match expand.digits {
        None => String::new(),
        Some(parts) => format!("，只留最后{parts}段"),
    };
    format!("是{what}{reversed}{last}")
}

fn modifier(modifier: &Modifier) -> String {
    match modifier.value {
        ModifierValue::Redirect(domain) => {
            format!("前面都没匹配到，就由{}的SPF记录决定", name(Some(domain)))
        }
        ModifierValue::Exp(domain) => {
            format!("结果是fail的发件人会看到{}处的说明", name(Some(domain)))
        }
        ModifierValue::ReportAddress(local) => {
            format!(
                "失败报告寄给本域名的`{}`，但几乎没人寄",
                excerpt(local.text)
            )
        }
        ModifierValue::ReportPercentage(share) => {
            format!("每一百次失败报告`{}`次", excerpt(share.text))
        }
        ModifierValue::ReportResults(results) => {
            format!("要报告的结果：`{}`", excerpt(results.text))
        }
        ModifierValue::Unknown(_) => "没人认识的修饰项，收件方会跳过".into(),
    }
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usability() {
        Usability::Ignored => "收件方不认为这是SPF记录，会忽略它。".into(),
        Usability::Permerror => "收件方会放弃整条记录（permerror）：邮件都过不了SPF。".into(),
        Usability::Usable if record.lookups() > 10 => Prose::from(format!(
            "收件方查到第十一次DNS就会放弃（permerror），而这条记录要查{}次：只有在那之前匹配到的服务器能通过。",
            record.lookups()
        )),
        Usability::Usable => Prose::from(format!(
            "收件方读得懂它。{}{}",
            lookups(record),
            others(record)
        )),
    }
}

fn lookups(record: &Record) -> String {
    match record.lookups() {
        0 => "不需要再做DNS查询。".into(),
        count if record.leads_on() => {
            format!("十次DNS查询它自己占{count}次，它指向的记录还要另算。")
        }
        count => format!("十次DNS查询它占{count}次。"),
    }
}

/// What becomes of servers that no mechanism names.
fn others(record: &Record) -> String {
    let first = record.directives().next();
    let alone = first.map(|it| it.span) == record.all().map(|it| it.span);
    match (
        record.all().map(|all| all.value.qualifier()),
        record.redirect(),
    ) {
        (Some(Qualifier::Pass), _) => "谁都可以发信。".into(),
        (Some(Qualifier::Fail), _) if alone => "谁都不许发信。".into(),
        (Some(Qualifier::Fail), _) => "其余服务器的邮件可能被拒收。".into(),
        (Some(Qualifier::Softfail), _) => "其余服务器的邮件会被收下，但受到怀疑。".into(),
        (None, Some(domain)) => format!("其余服务器由{}的记录决定。", name(Some(domain))),
        (Some(Qualifier::Neutral), _) | (None, None) => "对其余服务器不表态。".into(),
    }
}
