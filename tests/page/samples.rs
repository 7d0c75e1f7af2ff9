//! The sample zone: one click on the start page, and no network at all.

use crate::browser::Browser;
use crate::runner::{Outcome, Test};

const SAMPLES: [&str; 5] = [
    "healthy.example",
    "parked.example",
    "no-records.example",
    "many-faults.example",
    "ten-lookups.example",
];

pub fn tests() -> Vec<Test> {
    SAMPLES
        .iter()
        .map(|sample| {
            Test::new("samples", sample, |browser| {
                is_a_click_away(browser, sample)
            })
        })
        .collect()
}

fn is_a_click_away(browser: &Browser, sample: &str) -> Outcome {
    browser.open("")?;
    browser.click(&format!("[data-sample='{sample}']"))?;
    browser.wait_for("[data-report=done]")?;
    if !browser.report()?.contains(sample) {
        return Err(format!("the report does not say {sample}"));
    }
    let unknown = browser.attributes("[data-subject][data-severity=unknown]", "data-subject")?;
    if !unknown.is_empty() {
        return Err(format!("unknown: {}", unknown.join(", ")));
    }
    match browser.foreign_requests()?.as_slice() {
        [] => Ok(()),
        strangers => Err(format!("asked {}", strangers.join(", "))),
    }
}
