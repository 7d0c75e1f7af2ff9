//! Where a key stands that nobody finds, and what is long out of use beside it.

use crate::check::Finding;
use crate::dns::{Name, Outcome};
use crate::follow::dkim::{DkimKeys, has_key};

crate::rules! {
    /// What can be found of keys at places where nobody looks.
    pub enum Fact in Dkim {
        /// A key at the domain itself.
        AtApex { domain: Name } => {
            "dkim-key-at-apex", Warning, Rfc(6376, "3.6.2.1"),
            bad: Zone("d TXT \"v=DKIM1; p=\""), good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// A key directly at `_domainkey`.
        WithoutSelector { domain: Name } => {
            "dkim-key-without-selector", Warning, Rfc(6376, "3.6.2.1"),
            bad: Zone("_domainkey.d TXT \"v=DKIM1; p=\""),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Keys at names with the domain in them twice.
        NameDoubled { name: Name, domain: Name } => {
            "dkim-name-doubled", Warning, Rfc(6376, "3.6.2.1"),
            bad: Zone("s._domainkey.d.example.d TXT \"v=DKIM1; p=\""),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Signing practices (ADSP), which no receiver asks for any longer.
        Practices { domain: Name } => {
            "dkim-adsp", Advice, Rfc(5617, "4.2.1"),
            bad: Zone("_adsp._domainkey.d TXT \"dkim=all\""),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
    }
}

/// Judges where else keys stand. A question that failed says nothing, and no
/// verdict rests on it.
pub fn judge(keys: &DkimKeys) -> Vec<Finding> {
    let places = &keys.places;
    let domain = || keys.domain.clone();
    let mut findings = Vec::new();
    if has_key(&places.apex) {
        let fact = Fact::AtApex { domain: domain() };
        findings.push(Finding::new(fact, [&*places.apex]));
    }
    if let Some(above) = keys.search.above.as_deref().filter(|above| has_key(above)) {
        let fact = Fact::WithoutSelector { domain: domain() };
        findings.push(Finding::new(fact, [above]));
    }
    if let Some(doubled) = &places.doubled
        && matches!(doubled.outcome, Outcome::Records(_) | Outcome::NoData)
    {
        let fact = Fact::NameDoubled {
            name: doubled.question.name.clone(),
            domain: domain(),
        };
        findings.push(Finding::new(fact, [&**doubled]));
    }
    if places.practices().next().is_some() {
        let fact = Fact::Practices { domain: domain() };
        findings.push(Finding::new(fact, places.practices.as_deref()));
    }
    findings
}
