//! What a set of TLSA records says, judged by its text alone.

use crate::record::span::{Span, Spanned};
use crate::record::tlsa::{Association, Record};
use crate::rules;
use std::collections::BTreeSet;

rules! {
    /// What is to be said of the records of one host.
    pub enum Fact in Tlsa {
        /// A combination that the standard advises.
        Recommended => {
            "tlsa-recommended", Good, Rfc(7672, "3.1"),
            bad: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 0 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// Usage 0 or 1, which SMTP does not use.
        UsagePkix { usage: u8 } => {
            "tlsa-usage-pkix", Warning, Rfc(7672, "3.1.3"),
            bad: Text("1 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// Usable, but not a combination that the standard advises.
        Unusual { usage: u8, selector: u8, matching_type: u8 } => {
            "tlsa-combination-unusual", Advice, Rfc(7672, "3.1"),
            bad: Text("3 0 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// The whole certificate or key, where a digest is enough.
        FullData { octets: usize } => {
            "tlsa-full-data", Advice, Rfc(7672, "3.1"),
            bad: Text("3 1 0 3059301306072a8648ce3d020106082a8648ce3d030107034200"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// Only SHA-512, which software need not know.
        Sha512Only => {
            "tlsa-sha512-only", Advice, Rfc(7671, "9"),
            bad: Text("3 1 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// The same record twice.
        Repeated => {
            "tlsa-repeated", Advice, Rfc(6698, "2.1"),
            bad: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n3 1 1 0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// One record only: a change of key needs two for a while.
        Single => {
            "tlsa-single", Advice, Rfc(7671, "8.1"),
            bad: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n3 1 1 fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"),
        },
        /// None that SMTP uses: TLS stays, but no certificate is looked at.
        NoneUsable => {
            "tlsa-none-usable", Error, Rfc(7672, "2.2"),
            bad: Text("1 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
    }
}

/// Judges the records of one host.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let mut facts = Vec::new();
    let mut push = |fact, span| facts.push(Spanned::new(fact, span));
    let whole = Span::new(0, record.text.len());
    let mut seen = BTreeSet::new();
    for association in &record.associations {
        judge_one(association, &mut push);
        let digits = association.data.map(|data| {
            let digits = data.span.slice(&record.text).bytes();
            let digits = digits.filter(u8::is_ascii_hexdigit);
            digits.map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>()
        });
        if !seen.insert((association.numbers(), digits)) {
            push(Fact::Repeated, association.span);
        }
    }
    let usable: Vec<_> = record.usable().filter_map(Association::numbers).collect();
    match usable.as_slice() {
        [] if !record.associations.is_empty() => push(Fact::NoneUsable, whole),
        [(3, ..)] if record.associations.len() == 1 => push(Fact::Single, whole),
        _ => {}
    }
    if !usable.is_empty() && usable.iter().all(|(.., matching_type)| *matching_type == 2) {
        push(Fact::Sha512Only, whole);
    }
    facts
}

fn judge_one(association: &Association, push: &mut impl FnMut(Fact, Span)) {
    let span = association.span;
    let Some((usage, selector, matching_type)) = association.numbers() else {
        return;
    };
    match (usage, selector, matching_type) {
        (0 | 1, ..) => push(Fact::UsagePkix { usage }, span),
        _ if !association.is_usable() => {}
        (_, _, 0) => {
            let octets = association.data.map_or(0, |data| data.value);
            push(Fact::FullData { octets }, span);
        }
        (3, 1, 1) | (2, 0 | 1, 1) => push(Fact::Recommended, span),
        (_, _, 2) => {}
        _ => push(
            Fact::Unusual {
                usage,
                selector,
                matching_type,
            },
            span,
        ),
    }
}
