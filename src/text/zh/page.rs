//! Words of the page that hang on numbers and kinds.

use crate::dns::{Name, Outcome};
use crate::follow::dmarc::{Found, Step};
use crate::follow::mta_sts::PolicyFile;
use crate::input::{Form, Input, Target};
use crate::knowledge::vendor::Vendor;
use crate::record::dmarc::PublicSuffix;
use crate::record::kind::RecordKind;
use crate::report::NoVerdict;
use crate::rule::{Severity, Subject};
use crate::text::{Prose, code_points, visible};
use std::net::IpAddr;

/// What a text was understood as.
pub fn understood(input: &Input) -> Prose {
    Prose::from(match &input.target {
        Target::Domain { domain, selectors } => {
            let domain = unicode(domain);
            match (input.form, selectors.first()) {
                (Form::Mailbox, _) => format!("邮箱地址，域名是{domain}"),
                (Form::Url, _) => format!("网址，主机是{domain}"),
                (Form::RecordName, Some(selector)) => {
                    format!("域名{domain}的DKIM选择器`{selector}`")
                }
                (Form::RecordName, None) => format!("一条记录的名字，域名是{domain}"),
                _ => format!("域名：{domain}"),
            }
        }
        Target::Address(IpAddr::V4(address)) => {
            format!("IPv4地址：查`{address}`的名字，再看能否指回")
        }
        Target::Address(IpAddr::V6(address)) => {
            format!("IPv6地址：查`{address}`的名字，再看能否指回")
        }
        Target::Record { kind, .. } => match kind {
            Some(kind) => format!("{}，只按文本阅读，不向外查询", a_record(*kind)),
            None => "一段文本，认不出是哪种邮件记录；不向外查询".into(),
        },
    })
}

fn unicode(domain: &Name) -> String {
    let shown = domain.to_unicode();
    match shown == domain.as_str() {
        true => format!("`{domain}`"),
        false => format!("`{}`（`{domain}`）", visible(&shown)),
    }
}

/// Which invisible characters were taken out of what was typed.
pub fn removed(removed: &[char]) -> Prose {
    Prose::from(format!(
        "已去掉看不见的字符：{}",
        code_points(removed, "、")
    ))
}

/// A kind of record.
pub fn a_record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Spf => "SPF记录",
        RecordKind::Dkim => "DKIM公钥记录",
        RecordKind::Dmarc => "DMARC记录",
        RecordKind::MtaSts => "MTA-STS记录",
        RecordKind::MtaStsPolicy => "MTA-STS策略文件",
        RecordKind::TlsRpt => "TLS报告记录",
        RecordKind::Bimi => "BIMI记录",
        RecordKind::Tlsa => "TLSA记录",
        RecordKind::Caa => "CAA记录",
        RecordKind::Mx => "MX记录",
    }
}

/// What a subject is called.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Domain => "域名",
        Subject::Mx => "邮件服务器",
        Subject::Ptr => "反向解析",
        Subject::Spf => "SPF",
        Subject::Dkim => "DKIM",
        Subject::Dmarc => "DMARC",
        Subject::MtaSts => "MTA-STS",
        Subject::TlsRpt => "TLS-RPT",
        Subject::Bimi => "BIMI",
        Subject::Tlsa => "DANE",
        Subject::Dnssec => "DNSSEC",
        Subject::Caa => "CAA",
        Subject::Programs => "邮件客户端",
        Subject::Together => "合起来看",
        Subject::Beyond => "DNS之外",
    }
}

/// How much a finding matters, in a word.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Good => "没有问题",
        Severity::Advice => "建议",
        Severity::Warning => "警告",
        Severity::Unknown => "未知",
        Severity::Error => "错误",
    }
}

/// Why a subject has no verdict, in a word.
pub fn no_verdict(why: NoVerdict) -> &'static str {
    match why {
        NoVerdict::NotChecked => "未检查",
        NoVerdict::NotSetUp => "未设置",
    }
}

/// How many rules there are.
pub fn rules(count: usize) -> String {
    format!("{count}条规则")
}

/// How many findings of one severity there are.
pub fn tally(severity: Severity, count: usize) -> String {
    match severity {
        Severity::Good => "没有问题".into(),
        Severity::Unknown => "未知".into(),
        Severity::Advice => format!("{count}条建议"),
        Severity::Warning => format!("{count}个警告"),
        Severity::Error => format!("{count}个错误"),
    }
}

/// What a whole check came to.
pub fn total(errors: usize, warnings: usize, unknown: usize) -> String {
    let mut parts = Vec::new();
    for (count, severity) in [(errors, Severity::Error), (warnings, Severity::Warning)] {
        if count > 0 {
            parts.push(tally(severity, count));
        }
    }
    if unknown > 0 {
        parts.push(format!("{unknown}项查询没有答复"));
    }
    match parts.is_empty() {
        true => "没有看出问题".into(),
        false => parts.join("，"),
    }
}

/// How far a check has come.
pub fn progress(answered: usize, asked: usize) -> String {
    format!("{asked}项查询，已答复{answered}项")
}

/// How many questions were asked.
pub fn questions(count: usize) -> String {
    format!("{count}项查询")
}

/// What stands under the name of a question in the evidence.
pub fn outcome(outcome: &Outcome) -> Prose {
    match outcome {
        Outcome::Records(records) => Prose::from(format!("{}条记录", records.len())),
        Outcome::NoData => "名字存在，但没有这种记录".into(),
        Outcome::NoSuchName => "名字不存在".into(),
        Outcome::Failed(why) => Prose::from(format!("未知：{}", super::dns::failure(why).plain())),
    }
}

/// What a step of the DMARC tree walk brought, and what follows from it.
pub fn dmarc_step(step: &Step, last: bool) -> Prose {
    let then = match last {
        true => "上面再没有名字了",
        false => "接着看下一个名字",
    };
    match &step.found {
        Found::Policy { psd, .. } => match psd {
            PublicSuffix::No => "有DMARC记录，写着`psd=n`：组织的范围从这里开始，到此为止".into(),
            PublicSuffix::Yes => "有DMARC记录，写着`psd=y`：这是公共后缀，到此为止".into(),
            PublicSuffix::Unstated if last => "有DMARC记录；上面再没有名字了".into(),
            PublicSuffix::Unstated => "有DMARC记录；接着往上找组织域".into(),
        },
        Found::Several(records) => {
            let count = records.len();
            Prose::from(format!("有{count}条DMARC记录，一条也不算数；{then}"))
        }
        Found::Nothing => Prose::from(format!("没有DMARC记录；{then}")),
        Found::Unknown => "没有答复，这里放着什么无从得知".into(),
    }
}

/// What a vendor is called.
pub fn vendor(vendor: Vendor) -> &'static str {
    vendor.chinese_name.unwrap_or(vendor.name)
}

/// What a made-up domain of the sample zone shows.
pub fn sample(domain: &str) -> &'static str {
    match domain {
        "healthy.example" => "一切正常",
        "many-faults.example" => "毛病不少",
        "ten-lookups.example" => "SPF查询比上限多一次",
        "parked.example" => "不收也不发邮件，并且说清楚了",
        "no-records.example" => "没有为邮件作任何设置",
        "broken-dnssec.example" => "签名对不上",
        "xn--bcher-kva.example" => "含有英文以外字母的域名",
        _ => "",
    }
}

/// Whether the file of an MTA-STS policy was read, and how.
pub fn policy_file(file: &PolicyFile, host: &Name) -> Prose {
    Prose::from(match file {
        PolicyFile::Unread => {
            format!("还没有检查：策略本身是`{host}`上的一个文件，不在DNS里。")
        }
        PolicyFile::Fetched(_) => format!("策略已从`{host}`读到。"),
        PolicyFile::Pasted(_) => "策略按您粘贴的内容评判。".into(),
    })
}

/// What the button says that fetches the file from its host.
pub fn fetch_policy(host: &Name) -> String {
    format!("从{host}读取策略")
}

/// Who learns what by that.
pub fn fetch_policy_tells(host: &Name) -> Prose {
    Prose::from(format!(
        "浏览器会直接访问`{host}`，那台主机会看到您的IP地址。许多主机不允许网页读取这个文件。"
    ))
}

/// What is said where the file cannot be had so.
pub fn policy_refused(host: &Name) -> Prose {
    Prose::from(format!(
        "没能从`{host}`读到网页可读的内容。允许网页读取的主机很少，这并不说明策略有问题：请在新标签页打开它，把内容粘贴到下面。"
    ))
}

/// That the page answered by itself.
pub fn made_up() -> Prose {
    "这是虚构的：由本页自己作答，没有询问任何解析器。".into()
}
