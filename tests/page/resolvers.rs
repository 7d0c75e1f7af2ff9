//! Resolvers that fail, in every way a resolver can: alone, they leave a domain
//! unknown and never make it out to be bad; with a good one behind them, the
//! report is whole.

use crate::browser::Browser;
use crate::runner::{Outcome, Test};

const INPUT: &str = "healthy.test";
/// The rows that every report of a domain has.
const ROWS: [&str; 3] = ["mx", "spf", "dmarc"];

/// Servers of the lab, by their keys.
const SERVERS: [&str; 3] = ["DEAD", "DOH_NO_CORS", "SILENT"];
/// Ways of `tests/lab/faults.py`.
const WAYS: [&str; 17] = [
    "400",
    "403",
    "429",
    "500",
    "503",
    "cut-short",
    "empty",
    "hang-up",
    "html",
    "huge",
    "loop",
    "no-cors",
    "not-a-response",
    "rubbish",
    "servfail",
    "truncated",
    "wrong-question",
];

pub fn tests() -> Vec<Test> {
    let mut tests = vec![
        Test::new("resolvers", "alidns_dialect", |browser| {
            let alidns = browser.lab.address("ALIDNS").to_owned();
            is_whole(browser, &[&alidns])
        }),
        Test::new("resolvers", "refused", |browser| {
            leaves_unknown(browser, &browser.lab.fault("refused"))
        }),
    ];
    for key in SERVERS {
        tests.extend(pair(key, move |browser| {
            browser.lab.address(key).to_owned()
        }));
    }
    for way in WAYS {
        tests.extend(pair(way, move |browser| browser.lab.fault(way)));
    }
    tests
}

/// The resolver alone, and with a good one behind it.
fn pair(name: &str, address: impl Fn(&Browser) -> String + Copy + 'static) -> [Test; 2] {
    [
        Test::new("resolvers", &format!("{name}_alone"), move |browser| {
            leaves_unknown(browser, &address(browser))
        }),
        Test::new("resolvers", &format!("{name}_then_good"), move |browser| {
            is_whole(browser, &[&address(browser), browser.lab.doh()])
        }),
    ]
}

fn leaves_unknown(browser: &Browser, resolver: &str) -> Outcome {
    let verdicts = verdicts(browser, &[resolver])?;
    match verdicts.iter().all(|verdict| verdict == "unknown") {
        true => Ok(()),
        false => Err(format!("{ROWS:?} are {verdicts:?}, not unknown")),
    }
}

fn is_whole(browser: &Browser, resolvers: &[&str]) -> Outcome {
    let verdicts = verdicts(browser, resolvers)?;
    match verdicts.iter().all(|verdict| verdict == "good") {
        true => Ok(()),
        false => Err(format!("{ROWS:?} are {verdicts:?}, not good")),
    }
}

fn verdicts(browser: &Browser, resolvers: &[&str]) -> Result<Vec<String>, String> {
    browser.ask_only(resolvers)?;
    browser.open("")?;
    browser.check(INPUT)?;
    let mut verdicts = Vec::new();
    for row in ROWS {
        verdicts.extend(browser.attributes(&format!("[data-subject={row}]"), "data-severity")?);
    }
    match verdicts.len() == ROWS.len() {
        true => Ok(verdicts),
        false => Err(format!("the rows {ROWS:?} are {verdicts:?}")),
    }
}
