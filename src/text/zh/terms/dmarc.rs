//! DMARC, term by term.

use super::tag_list::{addresses, invalid, term, unknown};
use crate::record::dmarc::{
    Alignment, Disposition, FailureOptions, PublicSuffix, Record, Term, Usable, Value,
};
use crate::record::span::Spanned;
use crate::text::Prose;

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let say = |it: &Term| term(&it.tag, value(&it.value));
    record.terms.iter().map(say).collect()
}

fn value(value: &Value) -> String {
    match value {
        Value::Version(true) => "这是一条DMARC记录".into(),
        Value::Version(false) => "没有这个DMARC版本".into(),
        Value::Policy(Some(asked)) => format!("没通过的邮件：{}", disposition(*asked)),
        Value::SubdomainPolicy(Some(asked)) => {
            format!("子域名没通过的邮件：{}", disposition(*asked))
        }
        Value::NonexistentPolicy(Some(asked)) => {
            format!("以不存在的子域名发来的邮件：{}", disposition(*asked))
        }
        Value::DkimAlignment(Some(Alignment::Relaxed)) => {
            "签名的域名属于同一组织，DKIM就算数".into()
        }
        Value::DkimAlignment(Some(Alignment::Strict)) => {
            "签名的域名必须就是`From`里的域名，DKIM才算数".into()
        }
        Value::SpfAlignment(Some(Alignment::Relaxed)) => {
            "退信地址的域名属于同一组织，SPF就算数".into()
        }
        Value::SpfAlignment(Some(Alignment::Strict)) => {
            "退信地址的域名必须就是`From`里的域名，SPF才算数".into()
        }
        Value::FailureOptions(Some(options)) => failure_options(options),
        Value::PublicSuffix(Some(PublicSuffix::Yes)) => "这是公共后缀，别人在它下面注册域名".into(),
        Value::PublicSuffix(Some(PublicSuffix::No)) => "组织的范围从这里开始，不再往上找".into(),
        Value::PublicSuffix(Some(PublicSuffix::Unstated)) => {
            "没有说明是不是公共后缀（默认）".into()
        }
        Value::Testing(Some(true)) => "试行：各项策略都放松一级执行".into(),
        Value::Testing(Some(false)) => "不是试行，照策略执行（默认）".into(),
        Value::AggregateReports(uris) => format!("每天的汇总报告寄往{}", addresses(uris)),
        Value::FailureReports(uris) => {
            format!("单封邮件的失败报告寄往{}", addresses(uris))
        }
        Value::Percent(Some(percent)) => {
            format!("已停用；旧的收件方只对{percent}%没通过的邮件执行策略")
        }
        Value::ReportFormat => "失败报告的格式，已停用".into(),
        Value::ReportInterval(Some(seconds)) => {
            format!("每{seconds}秒一份汇总报告，已停用")
        }
        Value::Policy(None)
        | Value::SubdomainPolicy(None)
        | Value::NonexistentPolicy(None)
        | Value::DkimAlignment(None)
        | Value::SpfAlignment(None)
        | Value::FailureOptions(None)
        | Value::PublicSuffix(None)
        | Value::Testing(None)
        | Value::Percent(None)
        | Value::ReportInterval(None) => invalid(),
        Value::Unknown => unknown("收件方"),
    }
}

fn disposition(asked: Disposition) -> &'static str {
    match asked {
        Disposition::None => "照常处理",
        Disposition::Quarantine => "当作可疑邮件，多半放进垃圾箱",
        Disposition::Reject => "拒收",
    }
}

fn failure_options(options: &FailureOptions) -> String {
    let when = [
        (options.all, "SPF和DKIM都没通过"),
        (options.any, "SPF或DKIM有一项没通过"),
        (options.dkim, "DKIM签名无效"),
        (options.spf, "SPF失败"),
    ];
    let when: Vec<_> = when
        .iter()
        .filter(|(asked, _)| *asked)
        .map(|(_, when)| *when)
        .collect();
    format!("要失败报告的情形：{}", when.join("；"))
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    Prose::from(match record.usable() {
        Usable::NotDmarc => "收件方不认为这是DMARC记录，会忽略它。".into(),
        Usable::NoProcessing => {
            "收件方什么也不会做：既没有有效的策略，也没有收报告的有效地址。".into()
        }
        Usable::Applied(policies) => {
            let applied = disposition(policies.applied(policies.domain));
            format!("收件方会使用它。没通过的邮件：{applied}。")
        }
    })
}
