//! What a BIMI record says, judged by its text alone.

use crate::record::bimi::{Record, Usable};
use crate::record::span::{Span, Spanned};
use crate::rules;

rules! {
    /// What is to be said of the record.
    pub enum Fact in Bimi {
        /// A logo is published.
        LogoPublished => {
            "bimi-logo-published", Good, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg"), good: Text("v=BIMI1; l=; a=;"),
        },
        /// The domain says that it has no logo.
        Declined => {
            "bimi-declined", Advice, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=; a=;"), good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// No certificate, without which most mailboxes show no logo.
        EvidenceMissing => {
            "bimi-evidence-missing", Warning, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; a=https://d.example/mark.pem"),
        },
        /// The certificate's URI is that of the logo.
        EvidenceIsLogo => {
            "bimi-evidence-is-logo", Warning, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; a=https://d.example/logo.svg"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; a=https://d.example/mark.pem"),
        },
        /// Some local parts choose another selector.
        LocalPartPrefixes => {
            "bimi-local-part-prefixes", Advice, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; lps=news"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
    }
}

/// Judges a record.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let whole = Span::new(0, record.list.text.len());
    let place = |name| record.tag(name).map_or(whole, |tag| tag.span());
    let mut facts = Vec::new();
    match record.usable() {
        Usable::NotUsable => return facts,
        Usable::Declined => facts.push(Spanned::new(Fact::Declined, whole)),
        Usable::Logo { location, evidence } => {
            facts.push(Spanned::new(Fact::LogoPublished, place("l")));
            match evidence {
                None => facts.push(Spanned::new(Fact::EvidenceMissing, place("a"))),
                Some(evidence) if evidence == location => {
                    facts.push(Spanned::new(Fact::EvidenceIsLogo, place("a")));
                }
                Some(_) => {}
            }
        }
    }
    if record.tag("lps").is_some() {
        facts.push(Spanned::new(Fact::LocalPartPrefixes, place("lps")));
    }
    facts
}
