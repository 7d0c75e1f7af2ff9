//! How long a check takes in Chromium, where each request takes 100 ms more and
//! goes over HTTP/2, as to the public resolvers: over HTTP/1.1 a browser asks six
//! questions at a time.

use crate::browser::Browser;
use crate::runner::{Outcome, Test};
use serde_json::json;

/// Domains, and the length of the longest chain of questions of which each needs
/// the answer before it, found by hand in the zones.
const DEPTHS: [(&str, u32); 3] = [
    // MX, the address of an exchanger, its name.
    ("healthy.test", 3),
    // The record, what it includes, and what that includes; as long as the way
    // over MX to the name of its exchanger.
    ("ten-lookups.test", 3),
    // The record, office, eu, eu1. What never answers is left out.
    ("big-tree.test", 4),
];

/// What each request takes more, in milliseconds.
const LATENCY: u32 = 100;

/// What Chromium and the page need besides, in milliseconds: some 80 requests go
/// from the page to the network and back, and their answers are read, judged and
/// shown, beside all that this machine does.
const OVERHEAD: f64 = 250.0;

pub fn tests() -> Vec<Test> {
    let test = |(domain, depth): &(&'static str, u32)| {
        let (domain, depth) = (*domain, *depth);
        let name = Box::leak(format!("critical_path_{domain}").into_boxed_str());
        Test::new("speed", name, move |browser| {
            critical_path(browser, domain, depth)
        })
    };
    DEPTHS.iter().map(test).collect()
}

fn critical_path(browser: &Browser, domain: &str, depth: u32) -> Outcome {
    browser.ask_only(&[browser.lab.address("DOH_TLS")])?;
    browser.open_check(&format!("#check={domain}"))?;
    browser.delay(LATENCY)?;
    // The connection is there, and so is the engine.
    browser.run("performance.clearResourceTimings()", &[])?;
    browser.run(MARK, &[])?;
    browser.click("#again")?;
    browser.wait(
        "the result",
        "return document.querySelector('main[data-state=done] .result:not([data-old])') !== null",
    )?;
    browser.delay(0)?;
    let silent = question("silent.spf-group.test");
    let taken = browser.run(TAKEN, &[json!(silent)])?;
    let (questions, wall) = (&taken[0], taken[1].as_f64().unwrap_or(f64::MAX));
    let twice = taken[2].as_u64();
    println!("    {domain}: {questions} questions, depth {depth}, {wall:.0} ms");
    if twice != Some(0) {
        return Err(format!("{domain}: {twice:?} questions were asked twice"));
    }
    let most = f64::from(depth * LATENCY) * 1.15 + OVERHEAD;
    let least = f64::from(depth * LATENCY);
    match (least..=most).contains(&wall) {
        true => Ok(()),
        false => Err(format!(
            "{domain}: {wall:.0} ms, not {least:.0} to {most:.0}"
        )),
    }
}

const MARK: &str = "for (const old of document.querySelectorAll('.result')) old.dataset.old = ''";

/// How many questions were asked, from the first request to the last answer how
/// long it took, and how many of them were asked twice.
const TAKEN: &str = "
    const asked = performance.getEntriesByType('resource').filter(each => each.name.includes('?dns='));
    const told = asked.filter(each => !atob(each.name.split('?dns=')[1].replace(/-/g, '+').replace(/_/g, '/')).includes(arguments[0]));
    const from = Math.min(...told.map(each => each.startTime));
    const until = Math.max(...told.map(each => each.responseEnd));
    const names = new Set(asked.map(each => each.name));
    return [asked.length, until - from, asked.length - names.size];";

/// A name as it stands in a question.
fn question(name: &str) -> String {
    let labels = name.split('.').map(|label| {
        // No label has more than 63 octets.
        format!("{}{label}", char::from(label.len() as u8))
    });
    labels.collect()
}
