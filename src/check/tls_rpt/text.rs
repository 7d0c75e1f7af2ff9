//! What a TLS reporting record asks for, judged by its text alone.

use crate::record::span::{Span, Spanned};
use crate::record::tls_rpt::Record;
use crate::rules;
use std::collections::BTreeSet;

rules! {
    /// What is to be said of the record.
    pub enum Fact in TlsRpt {
        /// Reports are asked for.
        ReportsAsked { uris: usize } => {
            "tls-rpt-reports-asked", Good, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=mailto:tls@d.example"), good: Text("v=TLSRPTv1;"),
        },
        /// The same URI twice.
        UriRepeated => {
            "tls-rpt-uri-repeated", Advice, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=mailto:a@d.example,mailto:a@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:a@d.example,mailto:b@d.example"),
        },
        /// More than one URI: each sender chooses which it reports to.
        UriSeveral { uris: usize } => {
            "tls-rpt-uri-several", Advice, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=mailto:a@d.example,mailto:b@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:a@d.example"),
        },
    }
}

/// Judges a record.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let whole = Span::new(0, record.list.text.len());
    let usable = record.usable();
    let uris = usable.len();
    let mut facts = Vec::new();
    if uris > 0 {
        facts.push(Spanned::new(Fact::ReportsAsked { uris }, whole));
    }
    if uris > 1 {
        facts.push(Spanned::new(Fact::UriSeveral { uris }, whole));
    }
    let mut seen = BTreeSet::new();
    for uri in usable {
        if !seen.insert(record.list.at(uri.span)) {
            facts.push(Spanned::new(Fact::UriRepeated, uri.span));
        }
    }
    facts
}
