//! DKIM keys as DNS has them: does each selector lead to one key?

use crate::check::finding::{self, Finding};
use crate::dns::Name;
use crate::follow::dkim::DkimKeys;

crate::rules! {
    /// What can be found of the key records under selectors.
    pub enum Fact in Dkim {
        /// Nothing stands under a selector that was named.
        Missing { selector: Name } => {
            "dkim-key-missing", Error, Rfc(6376, "6.1.2"),
            bad: Zone("; selector s\nd TXT x"),
            good: Zone("; selector s\ns._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Several records stand under one selector; which one a receiver
        /// takes is left to chance.
        Several { selector: Name, count: usize } => {
            "dkim-several-records", Error, Rfc(6376, "3.6.2.2"),
            bad: Zone("; selector s\ns._domainkey.d TXT \"v=DKIM1; p=\"\ns._domainkey.d TXT \"p=\""),
            good: Zone("; selector s\ns._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// The name of the key would be longer than DNS allows.
        SelectorTooLong { selector: Name } => {
            "dkim-selector-too-long", Error, Rfc(6376, "3.1"),
            bad: Zone("; selector aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nd TXT x"),
            good: Zone("; selector s\nd TXT x"),
        },
    }
}

/// Judges what stands under each selector.
pub fn judge(keys: &DkimKeys) -> Vec<Finding> {
    let mut findings = Vec::new();
    for lookup in &keys.keys {
        let selector = lookup.selector.clone();
        let Ok(txt) = &lookup.txt else {
            findings.push(Finding::new(Fact::SelectorTooLong { selector }, []));
            continue;
        };
        findings.extend(finding::unanswered([&**txt]));
        if txt.outcome.is_failed() {
            continue;
        }
        let fact = match txt.texts().count() {
            0 => Fact::Missing { selector },
            1 => continue,
            count => Fact::Several { selector, count },
        };
        findings.push(Finding::new(fact, [&**txt]));
    }
    findings
}
