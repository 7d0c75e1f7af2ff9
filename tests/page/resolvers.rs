//! Resolvers that fail, in every way a resolver can: alone, they leave a domain
//! unknown, with the reason in words, and never make it out to be bad; with a
//! good one behind them, the result is whole and shows both.

use crate::browser::Browser;
use crate::result::{self, ASKED};
use crate::runner::{Outcome, Test};

const DOMAIN: &str = "healthy.test";
/// What every row but DKIM rests on.
const RESTS_ON: [(&str, &str); 4] = [
    ("domain", "healthy.test SOA"),
    ("mx", "healthy.test MX"),
    ("spf", "healthy.test TXT"),
    ("dmarc", "_dmarc.healthy.test TXT"),
];

/// Servers of the lab by their keys, and what the page says of each.
const SERVERS: [(&str, &str); 3] = [
    ("DEAD", UNREACHABLE),
    ("DOH_NO_CORS", UNREACHABLE),
    ("SILENT", "nothing came within 5 s"),
];
/// Ways of `tests/lab/faults.py`, and what the page says of each.
const WAYS: [(&str, &str); 19] = [
    ("400", "HTTP 400"),
    ("403", "HTTP 403"),
    ("429", "wants fewer questions for a while (HTTP 429)"),
    ("500", "HTTP 500"),
    ("503", "HTTP 503"),
    ("cut-short", "the answer ends in the middle"),
    ("empty", "the answer ends in the middle"),
    ("hang-up", UNREACHABLE),
    ("html", "what came is not a DNS answer"),
    ("huge", "larger than any DNS answer can be"),
    ("loop", "what came is not a DNS answer"),
    ("no-cors", UNREACHABLE),
    ("not-a-response", "what came is a question, not an answer"),
    ("refused", "REFUSED"),
    ("rubbish", "what came is not a DNS answer"),
    ("servfail", "SERVFAIL"),
    ("slow", "nothing came within 5 s"),
    ("truncated", "cut short on its way (TC)"),
    (
        "wrong-question",
        "it answered another question than the one asked",
    ),
];
const UNREACHABLE: &str = "cannot be reached, or does not let web pages ask it (CORS)";

pub fn tests() -> Vec<Test> {
    let mut tests = vec![
        Test::new("resolvers", "alidns_dialect", alidns_dialect),
        Test::new("resolvers", "nobody_answers", nobody_answers),
        Test::new("resolvers", "fails_in_chinese_too", fails_in_chinese_too),
    ];
    for (key, why) in SERVERS {
        let server = move |browser: &Browser| browser.lab.address(key).to_owned();
        tests.push(alone(key, why, server));
        tests.push(Test::new(
            "resolvers",
            &format!("{key}_then_good"),
            move |browser| {
                check(browser, &[&server(browser), browser.lab.doh()], "en")?;
                is_whole(browser)
            },
        ));
    }
    for (way, why) in WAYS {
        if way != "slow" {
            tests.push(alone(way, why, move |browser| browser.lab.fault(way)));
        }
        tests.push(Test::new(
            "resolvers",
            &format!("{way}_then_good"),
            move |browser| {
                // The test of who answers finds it in order, and before the good one.
                let bad = browser.lab.fault(&format!("later/{way}"));
                let good = browser.lab.fault("delay/60");
                check(browser, &[&bad, &good], "en")?;
                is_whole(browser)?;
                shows_both(browser, &bad, &good, why)
            },
        ));
    }
    tests
}

/// With nobody behind it.
fn alone(name: &str, why: &'static str, address: impl Fn(&Browser) -> String + 'static) -> Test {
    Test::new("resolvers", &format!("{name}_alone"), move |browser| {
        check(browser, &[&address(browser)], "en")?;
        is_unknown(browser)?;
        tells_why(browser, why)
    })
}

fn check(browser: &Browser, resolvers: &[&str], language: &str) -> Outcome {
    browser.ask_only(resolvers)?;
    browser.open_check(&format!("#check={DOMAIN}&lang={language}"))
}

/// Every row says unknown, and nothing else is said of the domain.
fn is_unknown(browser: &Browser) -> Outcome {
    let states = result::states(browser)?;
    let mut amiss = Vec::new();
    for subject in ASKED {
        let state = states.get(subject).map_or("missing", String::as_str);
        if state != "unknown" {
            amiss.push(format!("{subject} is {state}, not unknown"));
        }
    }
    let findings = result::findings(browser)?;
    let verdicts = findings
        .iter()
        .filter(|finding| finding.rule != "lookup-failed" || finding.severity != "unknown");
    amiss.extend(verdicts.map(|finding| format!("{} says {}", finding.rule, finding.severity)));
    result::all_well(amiss)
}

/// Each row gives the reason in words, in its findings and in its evidence.
fn tells_why(browser: &Browser, why: &str) -> Outcome {
    result::open_all(browser)?;
    let mut amiss = Vec::new();
    for subject in ASKED {
        for part in [".findings", ".evidence:not(.words)"] {
            let said = browser.text(&format!("[data-subject={subject}] {part}"))?;
            if !said.contains(why) {
                amiss.push(format!(
                    "{subject} {part} does not say “{why}” but “{said}”"
                ));
            }
        }
    }
    result::all_well(amiss)
}

fn is_whole(browser: &Browser) -> Outcome {
    let states = result::states(browser)?;
    let mut amiss = Vec::new();
    for subject in ASKED {
        let state = states.get(subject).map_or("missing", String::as_str);
        if state != "good" {
            amiss.push(format!("{subject} is {state}, not good"));
        }
    }
    result::all_well(amiss)
}

/// Under each question that went out first: the bad one's failure, then the
/// good one's answer.
fn shows_both(browser: &Browser, bad: &str, good: &str, why: &str) -> Outcome {
    result::open_all(browser)?;
    let mut amiss = Vec::new();
    for (subject, question) in RESTS_ON {
        let exchanges = format!("[data-subject={subject}] [data-question='{question}'] .exchanges");
        let asked = browser.attributes(&format!("{exchanges} [data-resolver]"), "data-resolver")?;
        let (first, last) = (asked.first(), asked.last());
        if first.map(String::as_str) != Some(bad) || last.map(String::as_str) != Some(good) {
            amiss.push(format!("{question} was asked at {asked:?}"));
            continue;
        }
        let failed = browser.text(&format!("{exchanges} .failed[data-resolver='{bad}']"))?;
        if !failed.contains(why) {
            amiss.push(format!("{question}: not “{why}” but “{failed}”"));
        }
        let answered = browser.text(&format!("{exchanges} [data-resolver='{good}']"))?;
        if !answered.contains("NOERROR") {
            amiss.push(format!("{question}: no NOERROR in “{answered}”"));
        }
    }
    result::all_well(amiss)
}

/// The same result through the JSON dialect, but for DNSSEC, which it says
/// nothing of.
fn alidns_dialect(browser: &Browser) -> Outcome {
    let url = browser.lab.address("ALIDNS");
    let resolvers = format!(r#"[{{"label":"lab","url":"{url}","dialect":"alidns"}}]"#);
    browser.store("mailvet.resolvers", &resolvers)?;
    browser.open_check(&format!("#check={DOMAIN}&selector=default"))?;
    is_whole(browser)?;
    if result::state(browser, "dkim")? != "good" {
        return Err("DKIM is not good".into());
    }
    let signed = browser.attributes("[data-rule=domain-signed]", "data-rule")?;
    if !signed.is_empty() {
        return Err("who does not validate cannot say that a domain is signed".into());
    }
    let strangers = browser.foreign_requests()?;
    let amiss = strangers
        .iter()
        .filter(|request| !request.url.starts_with(url) || request.domain().is_none());
    result::all_well(
        amiss
            .map(|request| format!("asked {}", request.url))
            .collect(),
    )
}

/// Three that fail, each in a way of its own.
fn nobody_answers(browser: &Browser) -> Outcome {
    let dead = browser.lab.address("DEAD");
    let (no, rubbish) = (browser.lab.fault("503"), browser.lab.fault("rubbish"));
    check(browser, &[dead, &no, &rubbish], "en")?;
    is_unknown(browser)?;
    result::open_all(browser)?;
    let asked =
        "[data-subject=spf] .evidence [data-question='healthy.test TXT'] .failed[data-resolver]";
    match browser.attributes(asked, "data-resolver")?.len() {
        3 => Ok(()),
        _ => Err("the evidence does not show all three".into()),
    }
}

fn fails_in_chinese_too(browser: &Browser) -> Outcome {
    check(browser, &[&browser.lab.fault("429")], "zh")?;
    is_unknown(browser)?;
    tells_why(browser, "解析器要求暂时少问一些（HTTP 429）")
}
