//! What people paste from guides, answered on the page in both languages.

use crate::browser::Browser;
use crate::guides::PASTED;
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::json;

/// Shift and Enter, as WebDriver writes keys: Enter alone sends the input.
const LINE_BREAK: &str = "\u{e008}\u{e007}\u{e000}";

/// The text that is proposed in the place of the one that was pasted: with all
/// that is wrong in it, or with the one thing that is the matter.
const MENDED: &str = "const grave = document.querySelectorAll('.finding:is([data-severity=error], [data-severity=warning])');
    const one = grave.length === 1 ? grave[0].querySelector('.fix .diff') : null;
    const diff = (document.querySelector('.together .diff') ?? one)?.cloneNode(true);
    diff?.querySelectorAll('del, i').forEach(each => each.remove());
    return diff?.textContent || null";

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("pasted", "answered_in_english", |browser| {
            answered(browser, "en")
        }),
        Test::new("pasted", "answered_in_chinese", |browser| {
            answered(browser, "zh")
        }),
    ]
}

fn answered(browser: &Browser, language: &str) -> Outcome {
    let mut amiss = Vec::new();
    for (text, english, chinese, mended) in PASTED {
        let phrases = if language == "en" { english } else { chinese };
        browser.ask_only(&[browser.lab.doh()])?;
        browser.open(&format!("#lang={language}"))?;
        browser.send(&text.replace('\n', LINE_BREAK))?;
        browser.wait_for("main[data-state=done] .result")?;
        let said = browser.text(".result")?;
        for phrase in phrases.iter().map(|phrase| phrase.replace('`', "")) {
            if !said.contains(&phrase) {
                amiss.push(format!("{text}: does not say {phrase}"));
            }
        }
        let proposed = browser.run(MENDED, &[])?;
        if proposed != json!(mended) {
            amiss.push(format!("{text}: proposes {proposed}, not {mended:?}"));
        }
    }
    result::all_well(amiss)
}
