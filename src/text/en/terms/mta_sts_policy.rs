//! An MTA-STS policy, line by line.

use super::tag_list::{invalid, unknown};
use crate::record::mta_sts::policy::{Mode, Record, Value};
use crate::record::span::Spanned;
use crate::text::en::counted;
use crate::text::{Prose, excerpt};

/// Each line in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let fields = record.fields.iter();
    let terms = fields.map(|field| {
        let words = match &field.value {
            Value::Version(true) => "This is an MTA-STS policy".into(),
            Value::Version(false) => "No version of MTA-STS".into(),
            Value::Mode(Some(asked)) => mode(*asked).into(),
            Value::MaxAge(Some(seconds)) => age(*seconds),
            Value::Mx(Some(pattern)) => {
                let name = excerpt(&pattern.name);
                match pattern.wildcard {
                    true => format!("Mail may go to hosts right below `{name}`"),
                    false => format!("Mail may go to `{name}`"),
                }
            }
            Value::Mode(None) | Value::MaxAge(None) | Value::Mx(None) => invalid(),
            Value::Unknown => unknown("senders"),
        };
        Spanned::new(Prose::from(words), field.key.to(field.span))
    });
    terms.collect()
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Enforce => "Deliver over verified TLS, or not at all",
        Mode::Testing => "Only a test: deliver all the same, and report failures",
        Mode::None => "The policy is taken back",
    }
}

fn age(seconds: u64) -> String {
    match seconds / 86_400 {
        0 => format!(
            "Senders remember the policy for {}",
            counted(seconds, "second", "seconds")
        ),
        1 => "Senders remember the policy for a day".into(),
        days => format!("Senders remember the policy for {days} days"),
    }
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable() {
        Some(policy) => {
            let mode = mode(policy.mode);
            Prose::from(format!("Senders use the policy. {mode}."))
        }
        None => "Senders do not use the policy, as if there were no MTA-STS.".into(),
    }
}
