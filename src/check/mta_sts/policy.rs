//! What a policy asks for, judged by its text alone.

use crate::record::mta_sts::policy::{Mode, Record, Value};
use crate::record::span::Spanned;
use crate::rules;
use std::collections::BTreeSet;

rules! {
    /// What is to be said of a policy.
    pub enum Fact in MtaSts {
        /// Mail is only delivered over verified TLS.
        ModeEnforce => {
            "mta-sts-policy-mode-enforce", Good, Rfc(8461, "5"),
            bad: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 1209600"),
            good: Text("version: STSv1\nmode: testing\nmx: mail.d.example\nmax_age: 1209600"),
        },
        /// Failures are only reported.
        ModeTesting => {
            "mta-sts-policy-mode-testing", Warning, Rfc(8461, "5"),
            bad: Text("version: STSv1\nmode: testing\nmx: mail.d.example\nmax_age: 1209600"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 1209600"),
        },
        /// The policy is taken back.
        ModeNone => {
            "mta-sts-policy-mode-none", Advice, Rfc(8461, "8.3"),
            bad: Text("version: STSv1\nmode: none\nmax_age: 1209600"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 1209600"),
        },
        /// Remembered for less than a day, which protects hardly anyone.
        MaxAgeShort { seconds: u64 } => {
            "mta-sts-policy-max-age-short", Warning, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 600"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 1209600"),
        },
        /// Remembered for less than the weeks that the standard advises.
        MaxAgeBrief { seconds: u64 } => {
            "mta-sts-policy-max-age-brief", Advice, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 86400"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 1209600"),
        },
        /// The same `mx` twice.
        MxRepeated => {
            "mta-sts-policy-mx-repeated", Warning, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmx: mail.d.example\nmax_age: 1209600"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 1209600"),
        },
    }
}

const DAY: u64 = 86_400;
const WEEKS: u64 = 14 * DAY;

/// Judges a policy.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let enforced = |value: &Value| matches!(value, Value::Mode(Some(Mode::Enforce)));
    let enforced = record.fields.iter().any(|field| enforced(&field.value));
    let mut seen = BTreeSet::new();
    let mut fact = |value| match value {
        &Value::Mode(Some(mode)) => Some(match mode {
            Mode::Enforce => Fact::ModeEnforce,
            Mode::Testing => Fact::ModeTesting,
            Mode::None => Fact::ModeNone,
        }),
        &Value::MaxAge(Some(seconds)) if seconds < DAY => Some(Fact::MaxAgeShort { seconds }),
        &Value::MaxAge(Some(seconds)) if seconds < WEEKS && enforced => {
            Some(Fact::MaxAgeBrief { seconds })
        }
        Value::Mx(Some(pattern)) => {
            let new = seen.insert((pattern.wildcard, pattern.name.as_str()));
            (!new).then_some(Fact::MxRepeated)
        }
        _ => None,
    };
    let fields = record.fields.iter();
    fields
        .filter_map(|field| Some(Spanned::new(fact(&field.value)?, field.key.to(field.span))))
        .collect()
}
