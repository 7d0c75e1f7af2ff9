//! The evidence: every question, who was asked, and what came.

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("evidence", "tells_all", tells_all),
        Test::new("evidence", "waits_to_be_wanted", waits_to_be_wanted),
        Test::new("evidence", "tells_aliases", tells_aliases),
        Test::new("evidence", "tells_broken_dnssec", tells_broken_dnssec),
        Test::new(
            "evidence",
            "tells_what_is_not_there",
            tells_what_is_not_there,
        ),
        Test::new("evidence", "counts_every_question", counts_every_question),
    ]
}

fn check(browser: &Browser, domain: &str) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check(&format!("#check={domain}"))
}

fn says(browser: &Browser, selector: &str, words: &[&str]) -> Outcome {
    let text = browser.text(selector)?;
    let silent = words.iter().filter(|word| !text.contains(**word));
    let amiss = silent.map(|word| format!("{selector} does not say {word}: {text}"));
    result::all_well(amiss.collect())
}

/// Question, answer, TTL, resolver, response code, AD, how long, when, and how
/// to ask the same by hand.
fn tells_all(browser: &Browser) -> Outcome {
    check(browser, "healthy.test")?;
    result::open_all(browser)?;
    let question = "[data-subject=mx] [data-question='healthy.test MX']";
    says(
        browser,
        question,
        &[
            "healthy.test",
            "MX",
            "10 mail.healthy.test",
            "20 backup.healthy.test",
            "TTL ",
            "NOERROR",
            "validated with DNSSEC (AD)",
            " ms",
            "dig healthy.test MX +dnssec",
        ],
    )?;
    let resolver = browser.attributes(&format!("{question} [data-resolver]"), "data-resolver")?;
    if resolver != [browser.lab.doh()] {
        return Err(format!("asked at {resolver:?}"));
    }
    let when = browser.attributes(&format!("{question} time"), "datetime")?;
    let recent = browser.run(
        "return Math.abs(Date.now() - Date.parse(arguments[0])) < 60000",
        &[when.first().cloned().unwrap_or_default().into()],
    )?;
    match recent == true {
        true => Ok(()),
        false => Err(format!("asked at {when:?}")),
    }
}

/// It is drawn once it is opened, by a click.
fn waits_to_be_wanted(browser: &Browser) -> Outcome {
    check(browser, "healthy.test")?;
    if !browser
        .attributes("[data-question]", "data-question")?
        .is_empty()
    {
        return Err("the evidence is drawn before it is wanted".into());
    }
    browser.click("[data-subject=spf] > summary")?;
    browser.click("[data-subject=spf] .evidence:not(.words) > summary")?;
    browser.wait_for("[data-subject=spf] [data-question='healthy.test TXT']")
}

fn tells_aliases(browser: &Browser) -> Outcome {
    check(browser, "long.alias.test")?;
    result::open_all(browser)?;
    says(
        browser,
        "[data-subject=mx] [data-question='long.alias.test MX']",
        &[
            "long.alias.test CNAME b.alias.test",
            "b.alias.test CNAME c.alias.test",
            "c.alias.test CNAME healthy.test",
            "10 mail.healthy.test",
        ],
    )
}

/// Both questions: the one that failed, and the one without validation.
fn tells_broken_dnssec(browser: &Browser) -> Outcome {
    check(browser, "expired.test")?;
    result::open_all(browser)?;
    let question = "[data-subject=mx] [data-question='expired.test MX']";
    says(
        browser,
        question,
        &[
            "SERVFAIL",
            "asked without validation (CD)",
            "NOERROR",
            "EDE ",
        ],
    )?;
    match browser
        .attributes(&format!("{question} [data-resolver]"), "class")?
        .len()
    {
        2 => Ok(()),
        asked => Err(format!("asked {asked} times, not twice")),
    }
}

/// No such name and no data are two things.
fn tells_what_is_not_there(browser: &Browser) -> Outcome {
    check(browser, "nowhere.test")?;
    result::open_all(browser)?;
    let question = "[data-question='nowhere.test MX']";
    says(browser, question, &["NXDOMAIN"])?;
    check(browser, "nothing.healthy.test")?;
    result::open_all(browser)?;
    let question = "[data-question='nothing.healthy.test MX']";
    says(browser, question, &["NOERROR"])?;
    match browser.text(question)?.contains("NXDOMAIN") {
        true => Err("no data is told as no such name".into()),
        false => Ok(()),
    }
}

/// What the rows show, put together, is what was asked.
fn counts_every_question(browser: &Browser) -> Outcome {
    check(browser, "healthy.test")?;
    result::open_all(browser)?;
    let mut shown = browser.attributes("[data-question]", "data-question")?;
    shown.sort();
    shown.dedup();
    let progress = browser.attributes("[data-progress]", "data-progress")?;
    let wanted = format!("{0}/{0}", shown.len());
    match progress == [wanted] {
        true => Ok(()),
        false => Err(format!("{progress:?}, and {} are shown", shown.len())),
    }
}
