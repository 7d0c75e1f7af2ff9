//! What shuts people out, by axe-core: in every state of the page, in both
//! languages and both colours.

use crate::browser::{Browser, DESKTOP, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::states::{STATES, State};
use serde_json::Value;
use std::path::Path;

/// Where `scripts/lib/tools.sh` puts it.
const AXE: &str = "target/axe/axe.min.js";

pub fn tests() -> Vec<Test> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
    let Ok(axe) = std::fs::read_to_string(path) else {
        println!("skipped the states of the page: there is no {AXE}");
        return Vec::new();
    };
    let axe: &str = axe.leak();
    STATES
        .iter()
        .map(|state| Test::new("axe", state.0, move |browser| examine(browser, state, axe)))
        .collect()
}

fn examine(browser: &Browser, state: &State, axe: &str) -> Outcome {
    let look = |dark| Look {
        dark,
        still: true,
        ..DESKTOP
    };
    let mut amiss = Vec::new();
    for language in ["en", "zh"] {
        browser.look(look(false))?;
        state.open(browser, language)?;
        browser.evaluate(axe)?;
        amiss.extend(violations(browser, language, EVERYTHING)?);
        // Nothing but the contrast depends on the colours.
        browser.look(look(true))?;
        amiss.extend(violations(browser, &format!("{language}, dark"), CONTRAST)?);
        state.leave(browser)?;
    }
    result::all_well(amiss)
}

const EVERYTHING: &str = "{ preload: false, rules: { 'target-size': { enabled: true } } }";
const CONTRAST: &str = "{ preload: false, runOnly: ['color-contrast'] }";

fn violations(browser: &Browser, when: &str, options: &str) -> Result<Vec<String>, String> {
    let found = browser.evaluate(&format!(
        "axe.run(document, {options}).then(it => it.violations.map(rule =>
            `${{rule.id}}: ${{rule.nodes.length}} times, such as ${{rule.nodes[0].html.slice(0, 300)}}
                (${{rule.nodes[0].target}}): ${{rule.nodes[0].failureSummary}}`))"
    ))?;
    let Value::Array(found) = found else {
        return Err(format!("axe-core says {found}"));
    };
    let said = found.iter().filter_map(Value::as_str);
    Ok(said.map(|said| format!("{when}: {said}")).collect())
}
