//! DMARC as DNS has it: which record speaks for the domain?

use crate::check::finding::{self, Finding};
use crate::dns::Name;
use crate::follow::dmarc::{Discovery, Found, Policy, is_dmarc};
use std::rc::Rc;

crate::rules! {
    /// What can be found of the DMARC records that speak for a domain.
    pub enum Fact in Dmarc {
        /// No record speaks for the domain.
        Missing { domain: Name } => {
            "dmarc-missing", Error, Rfc(9989, "4.10.1"),
            bad: Zone("d TXT x"), good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// Several records stand at one name, and all of them are discarded.
        Several { domain: Name, count: usize } => {
            "dmarc-several-records", Error, Rfc(9989, "4.10"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none\"\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// The policy is that of a domain above.
        Inherited { from: Name } => {
            "dmarc-inherited", Good, Rfc(9989, "4.10.1"),
            bad: Zone("_dmarc.example. TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// Something else than a DMARC record stands at `_dmarc`.
        Unrelated { domain: Name, text: String } => {
            "dmarc-unrelated-text", Warning, Rfc(9989, "4.10"),
            bad: Zone("_dmarc.d TXT \"v=spf1 -all\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
    }
}

/// Judges which record speaks for the domain; `exists` tells whether it is
/// there at all, where that is known.
pub fn judge(discovery: &Discovery, exists: Option<bool>) -> Vec<Finding> {
    let answers = || discovery.answers().map(Rc::as_ref);
    // A question that failed matters only where the policy hangs on it.
    let mut findings: Vec<_> = match discovery.policy() {
        Policy::Unknown => finding::unanswered(answers()).collect(),
        // Of a domain that does not exist, only that is told.
        Policy::None if exists == Some(false) => Vec::new(),
        Policy::None => vec![Finding::new(
            Fact::Missing {
                domain: discovery.domain.clone(),
            },
            answers(),
        )],
        Policy::Organizational(from, _) | Policy::PublicSuffix(from, _) => {
            vec![Finding::new(
                Fact::Inherited { from: from.clone() },
                answers(),
            )]
        }
        Policy::Own(_) => Vec::new(),
    };
    for step in &discovery.steps {
        if let Found::Several(records) = &step.found {
            let fact = Fact::Several {
                domain: step.domain.clone(),
                count: records.len(),
            };
            findings.push(Finding::new(fact, [&*step.txt]));
        }
    }
    if let Some(own) = discovery.steps.first() {
        let unrelated = own.txt.texts().filter(|record| !is_dmarc(&record.text));
        findings.extend(unrelated.map(|record| {
            let fact = Fact::Unrelated {
                domain: own.domain.clone(),
                text: record.text,
            };
            Finding::new(fact, [&*own.txt])
        }));
    }
    findings
}
