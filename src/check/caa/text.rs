//! What a set of CAA records allows, judged by its text alone.

use crate::record::caa::{Record, TAGS};
use crate::record::span::Spanned;
use crate::rules;

rules! {
    /// What is to be said of a set of CAA records, for mail.
    pub enum Fact in Caa {
        /// Nobody may issue S/MIME certificates.
        MailForbidden => {
            "caa-mail-forbidden", Advice, Rfc(9495, "3"),
            bad: Text("0 issuemail \";\""), good: Text("0 issuemail \"ca.example\""),
        },
        /// One issuer may issue S/MIME certificates.
        MailAllowed { issuer: String } => {
            "caa-mail-allowed", Good, Rfc(9495, "3"),
            bad: Text("0 issuemail \"ca.example\""), good: Text("0 issuemail \";\""),
        },
        /// Nobody may issue mark certificates, which BIMI needs.
        MarkForbidden => {
            "caa-mark-forbidden", Advice, Practice,
            bad: Text("0 issuevmc \";\""), good: Text("0 issuevmc \"ca.example\""),
        },
        /// One issuer may issue mark certificates.
        MarkAllowed { issuer: String } => {
            "caa-mark-allowed", Good, Practice,
            bad: Text("0 issuevmc \"ca.example\""), good: Text("0 issuevmc \";\""),
        },
        /// A critical property that no issuer knows: none may issue anything.
        CriticalUnknown { tag: String } => {
            "caa-critical-unknown", Error, Rfc(8659, "4.5"),
            bad: Text("128 issuemial \"ca.example\""), good: Text("0 issuemial \"ca.example\""),
        },
    }
}

/// Judges a set.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let mut facts = Vec::new();
    for property in &record.properties {
        let Some(tag) = &property.tag else {
            continue;
        };
        if property.is_critical() && !TAGS.contains(&tag.value.as_str()) {
            let tag = tag.value.clone();
            facts.push(Spanned::new(Fact::CriticalUnknown { tag }, property.span));
        }
        let Some(issuer) = property.issuer().filter(|_| property.sound) else {
            continue;
        };
        let issuer = issuer.to_owned();
        let fact = match tag.value.as_str() {
            "issuemail" if issuer.is_empty() => Fact::MailForbidden,
            "issuemail" => Fact::MailAllowed { issuer },
            "issuevmc" if issuer.is_empty() => Fact::MarkForbidden,
            "issuevmc" => Fact::MarkAllowed { issuer },
            _ => continue,
        };
        facts.push(Spanned::new(fact, property.span));
    }
    facts
}
