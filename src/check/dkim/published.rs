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
            bad: Zone("d TXT x"),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Several records stand under one selector; which one a receiver
        /// takes is left to chance.
        Several { selector: Name, count: usize } => {
            "dkim-several-records", Error, Rfc(6376, "3.6.2.2"),
            bad: Zone("s._domainkey.d TXT \"v=DKIM1; p=\"\ns._domainkey.d TXT \"p=\""),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
    }
}

/// Judges what stands under each selector.
pub fn judge(keys: &DkimKeys) -> Vec<Finding> {
    let mut findings = Vec::new();
    for lookup in &keys.keys {
        let selector = lookup.selector.name.clone();
        let answers = [&*lookup.txt];
        findings.extend(finding::unanswered(answers));
        if lookup.txt.outcome.is_failed() {
            continue;
        }
        let fact = match lookup.txt.texts().count() {
            0 => Fact::Missing { selector },
            1 => continue,
            count => Fact::Several { selector, count },
        };
        findings.push(Finding::new(fact, answers));
    }
    findings
}
