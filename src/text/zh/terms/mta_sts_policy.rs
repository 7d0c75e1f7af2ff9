//! An MTA-STS policy, line by line.

use super::tag_list::{invalid, unknown};
use crate::record::mta_sts::policy::{Mode, Record, Value};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each line in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let fields = record.fields.iter();
    let terms = fields.map(|field| {
        let words = match &field.value {
            Value::Version(true) => "这是一份MTA-STS策略".into(),
            Value::Version(false) => "没有这个MTA-STS版本".into(),
            Value::Mode(Some(asked)) => mode(*asked).into(),
            Value::MaxAge(Some(seconds)) => age(*seconds),
            Value::Mx(Some(pattern)) => {
                let name = excerpt(&pattern.name);
                match pattern.wildcard {
                    true => format!("邮件可以投到`{name}`下一级的主机"),
                    false => format!("邮件可以投到`{name}`"),
                }
            }
            Value::Mode(None) | Value::MaxAge(None) | Value::Mx(None) => invalid(),
            Value::Unknown => unknown("发件方"),
        };
        Spanned::new(Prose::from(words), field.key.to(field.span))
    });
    terms.collect()
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Enforce => "只经过验证的TLS投递，否则不投",
        Mode::Testing => "测试模式：照样投递，并报告失败",
        Mode::None => "策略已经撤回",
    }
}

fn age(seconds: u64) -> String {
    match seconds / 86_400 {
        0 => format!("发件方会记住策略{seconds}秒"),
        1 => "发件方会记住策略1天".into(),
        days => format!("发件方会记住策略{days}天"),
    }
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable() {
        Some(policy) => {
            let mode = mode(policy.mode);
            Prose::from(format!("发件方会使用这份策略。{mode}。"))
        }
        None => "发件方不会使用这份策略，等于没有MTA-STS。".into(),
    }
}
