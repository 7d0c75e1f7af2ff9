//! Where an SPF record stands that nobody reads.

use crate::check::Finding;
use crate::dns::Name;
use crate::follow::spf::Places;

crate::rules! {
    /// What can be found of SPF records at places where nobody looks.
    pub enum Fact in Spf {
        /// Records of SPF's own type, which receivers no longer ask for.
        OwnType { domain: Name } => {
            "spf-type-99", Advice, Rfc(7208, "3.1"),
            bad: Zone("d TXT \"v=spf1 -all\"\nd TYPE99 \\# 12 0b763d73706631202d616c6c"),
            good: Zone("d TXT \"v=spf1 -all\""),
        },
        /// The record stands at another name, and the domain has none.
        Elsewhere { name: Name, domain: Name } => {
            "spf-record-elsewhere", Warning, Rfc(7208, "4.4"),
            bad: Zone("d TXT hello\n_spf.d TXT \"v=spf1 -all\""),
            good: Zone("d TXT \"v=spf1 include:_spf.d.example -all\"\n_spf.d TXT \"v=spf1 -all\""),
        },
        /// The record stands at a name with the domain in it twice.
        NameDoubled { name: Name, domain: Name } => {
            "spf-name-doubled", Warning, Rfc(7208, "4.4"),
            bad: Zone("d TXT hello\nd.example.d TXT \"v=spf1 -all\""),
            good: Zone("d TXT \"v=spf1 -all\""),
        },
    }
}

/// Judges where else SPF records stand. A question that failed says nothing,
/// and no verdict rests on it.
pub fn judge(places: &Places) -> Vec<Finding> {
    let domain = || places.domain.clone();
    let mut findings = Vec::new();
    if !places.own_type.records().is_empty() {
        let fact = Fact::OwnType { domain: domain() };
        findings.push(Finding::new(fact, [&*places.own_type]));
    }
    findings.extend(places.beside().map(|txt| {
        let (name, domain) = (txt.question.name.clone(), domain());
        Finding::new(Fact::Elsewhere { name, domain }, [&**txt])
    }));
    findings.extend(places.doubled_name().map(|txt| {
        let (name, domain) = (txt.question.name.clone(), domain());
        Finding::new(Fact::NameDoubled { name, domain }, [&**txt])
    }));
    findings
}
