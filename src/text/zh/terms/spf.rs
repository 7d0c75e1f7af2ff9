//! SPF, term by term.

use crate::record::span::Spanned;
use crate::record::spf::{
    Directive, DomainSpec, DualCidrLength, Mechanism, Modifier, ModifierValue, Qualifier, Record,
    Term, Usability,
};
use crate::text::{Prose, excerpt};

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let version = record
        .version
        .map(|span| Spanned::new("这是一条SPF记录".into(), span));
    let terms = record.terms.iter().map(|term| {
        let words = match &term.value {
            Term::Directive(it) => directive(it),
            Term::Modifier(it) => modifier(it),
            Term::Unknown(_) => "不是SPF的项，收件方会放弃整条记录".into(),
        };
        Spanned::new(Prose::from(words), term.span)
    });
    version.into_iter().chain(terms).collect()
}

fn directive(directive: &Directive) -> String {
    let who = mechanism(&directive.mechanism);
    match directive.qualifier() {
        Qualifier::Pass => format!("{who}可以发信"),
        Qualifier::Fail => format!("{who}不许发信"),
        Qualifier::Softfail => format!("{who}多半不许发信：可以收下，但要怀疑"),
        Qualifier::Neutral => format!("不表态：{who}"),
    }
}

fn mechanism(mechanism: &Mechanism) -> String {
    match mechanism {
        Mechanism::All => "其余所有服务器".into(),
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
            format!("自己的名字（PTR）以{}结尾的服务器", name(*domain))
        }
        Mechanism::Ip4 { address, prefix } => network(&address.value.to_string(), *prefix, 32),
        Mechanism::Ip6 { address, prefix } => network(&address.value.to_string(), *prefix, 128),
        Mechanism::Exists(domain) => {
            format!("让{}这个名字存在的服务器", name(Some(*domain)))
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

fn network(address: &str, prefix: Option<Spanned<u8>>, bits: u8) -> String {
    match prefix.map(|prefix| prefix.value) {
        Some(length) if length < bits => format!("网段`{address}/{length}`里的地址"),
        _ => format!("地址`{address}`"),
    }
}

fn modifier(modifier: &Modifier) -> String {
    match modifier.value {
        ModifierValue::Redirect(domain) => {
            format!("前面都没匹配到，就由{}的SPF记录决定", name(Some(domain)))
        }
        ModifierValue::Exp(domain) => {
            format!("被拒收的一方会看到{}处的说明", name(Some(domain)))
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
        Usability::Usable => Prose::from(format!(
            "收件方会使用它。{}{}",
            lookups(record),
            others(record)
        )),
    }
}

fn lookups(record: &Record) -> String {
    let leads_on = record.redirect().is_some()
        || record
            .directives()
            .any(|it| matches!(it.value.mechanism, Mechanism::Include(_)));
    match record.lookups() {
        0 => "不需要再做DNS查询。".into(),
        count if leads_on => format!("十次DNS查询它自己占{count}次，它指向的记录还要另算。"),
        count => format!("十次DNS查询它占{count}次。"),
    }
}

/// What becomes of servers that no mechanism names.
fn others(record: &Record) -> String {
    match (
        record.all().map(|all| all.value.qualifier()),
        record.redirect(),
    ) {
        (Some(Qualifier::Pass), _) => "谁都可以发信。".into(),
        (Some(Qualifier::Fail), _) => "其余服务器的邮件可能被拒收。".into(),
        (Some(Qualifier::Softfail), _) => "其余服务器的邮件会被收下，但受到怀疑。".into(),
        (None, Some(domain)) => format!("其余服务器由{}的记录决定。", name(Some(domain))),
        (Some(Qualifier::Neutral), _) | (None, None) => "对其余服务器不表态。".into(),
    }
}
