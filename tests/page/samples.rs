//! The sample zone: one click on the start page, and nobody is asked.

use crate::browser::{Browser, DONE};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::traffic::Request;
use std::time::{Duration, Instant};

/// Each with its worst row.
const SAMPLES: [(&str, &str); 7] = [
    ("healthy.example", "advice"),
    ("parked.example", "advice"),
    ("no-records.example", "error"),
    ("many-faults.example", "error"),
    ("ten-lookups.example", "advice"),
    ("broken-dnssec.example", "error"),
    ("xn--bcher-kva.example", "good"),
];
/// From the mildest to the gravest, as far as these samples tell of them.
const STATES: [&str; 4] = ["good", "advice", "warning", "error"];

pub fn tests() -> Vec<Test> {
    let mut tests: Vec<_> = SAMPLES
        .iter()
        .map(|(sample, worst)| {
            Test::new("samples", sample, move |browser| {
                is_a_click_away(browser, sample, worst)
            })
        })
        .collect();
    tests.push(Test::new("samples", "all_are_shown", all_are_shown));
    tests.push(Test::new("samples", "without_a_network", without_a_network));
    tests
}

fn is_a_click_away(browser: &Browser, sample: &str, worst: &str) -> Outcome {
    browser.open("")?;
    browser.requests()?;
    browser.click(&format!("[data-sample='{sample}']"))?;
    let begin = Instant::now();
    browser.wait_for(DONE)?;
    let time = begin.elapsed();
    let mut amiss = Vec::new();
    if time > Duration::from_secs(2) {
        amiss.push(format!("it took {time:?}"));
    }
    if !result::text(browser)?.contains(sample) {
        amiss.push(format!("the result does not say {sample}"));
    }
    let states = result::states(browser)?;
    let grave = |state: &str| STATES.iter().position(|known| *known == state);
    let gravest = states.values().filter_map(|state| grave(state)).max();
    if gravest < grave(worst) {
        amiss.push(format!("the rows say {states:?}, and none of them {worst}"));
    }
    if sample == "healthy.example" && gravest > grave("advice") {
        amiss.push(format!("healthy, and the rows say {states:?}"));
    }
    let strangers = browser.foreign_requests()?;
    let asked = |request: &Request| format!("asked {}", request.url);
    amiss.extend(strangers.iter().map(asked));
    result::all_well(amiss)
}

/// The page that is there once goes on without a network.
fn without_a_network(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example")?;
    browser.requests()?;
    browser.cut_network(true)?;
    for (sample, _) in SAMPLES {
        browser.check(sample)?;
        if !result::text(browser)?.contains(sample) {
            return Err(format!("the result does not say {sample}"));
        }
    }
    // Typing asks who answers, and nobody does.
    let mut asked = browser.requests()?;
    asked.retain(|request| request.domain().as_deref() != Some("example.com"));
    let asked = asked.iter().map(|request| format!("asked {}", request.url));
    result::all_well(asked.collect())
}

/// Each of the start page's links is one of these.
fn all_are_shown(browser: &Browser) -> Outcome {
    browser.open("")?;
    let mut shown = browser.attributes("[data-sample]", "data-sample")?;
    let mut known = SAMPLES.map(|(sample, _)| sample.to_owned());
    shown.sort();
    known.sort();
    match shown == known {
        true => Ok(()),
        false => Err(format!("the samples are {shown:?}")),
    }
}
