//! What a result on the page says.

use crate::browser::Browser;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of every check of a domain that say something though no DKIM selector
/// is named.
pub const ASKED: [&str; 5] = ["domain", "mx", "ptr", "spf", "dmarc"];

/// A rule that was met.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// `good`, `advice`, `warning`, `unknown` or `error`.
    pub severity: String,
}

/// The state of each row, by subject.
pub fn states(browser: &Browser) -> Result<BTreeMap<String, String>, String> {
    let rows = "details.subject";
    let subjects = browser.attributes(rows, "data-subject")?;
    let states = browser.attributes(rows, "data-state")?;
    Ok(subjects.into_iter().zip(states).collect())
}

/// The state of one row.
pub fn state(browser: &Browser, subject: &str) -> Result<String, String> {
    let mut states = states(browser)?;
    let state = states.remove(subject);
    state.ok_or_else(|| format!("there is no row {subject}"))
}

/// Everything that was found, in the order of the page.
pub fn findings(browser: &Browser) -> Result<Vec<Finding>, String> {
    let rules = browser.attributes(".finding", "data-rule")?;
    let severities = browser.attributes(".finding", "data-severity")?;
    let found = rules.into_iter().zip(severities);
    Ok(found
        .map(|(rule, severity)| Finding { rule, severity })
        .collect())
}

/// The rules met, but for the good ones, in order and each once.
pub fn faults(browser: &Browser) -> Result<Vec<String>, String> {
    let findings = findings(browser)?;
    let faults: BTreeSet<_> = findings
        .into_iter()
        .filter(|finding| finding.severity != "good")
        .map(|finding| finding.rule)
        .collect();
    Ok(faults.into_iter().collect())
}

/// What the domain is taken for.
pub fn profile(browser: &Browser) -> Result<String, String> {
    let profiles = browser.attributes(".judged", "data-profile")?;
    let profile = profiles.into_iter().next();
    profile.ok_or_else(|| "judged as nothing".into())
}

/// The verdicts on the three questions, in their order.
pub fn answers(browser: &Browser) -> Result<Vec<String>, String> {
    browser.attributes("[data-answer]", "data-verdict")
}

/// The result's text, with what is folded away.
pub fn text(browser: &Browser) -> Result<String, String> {
    browser.text(".result")
}

/// Unfolds all that is folded, and waits until the evidence of every row is drawn.
pub fn open_all(browser: &Browser) -> Result<(), String> {
    browser.run(
        "for (const each of document.querySelectorAll('.result details')) each.open = true",
        &[],
    )?;
    browser.wait(
        "the evidence",
        "return [...document.querySelectorAll('.evidence:not(.words)')].every(each => \
            each.querySelector('[data-question]') || !/[1-9]/.test(each.querySelector('summary span').textContent))",
    )
}

/// Fails with everything that is amiss.
pub fn all_well(amiss: Vec<String>) -> Result<(), String> {
    match amiss.as_slice() {
        [] => Ok(()),
        amiss => Err(amiss.join("\n")),
    }
}
