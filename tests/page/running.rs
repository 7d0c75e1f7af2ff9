//! A check under way: how far it is, how to stop it, and how to do it again.

use crate::browser::{Browser, DONE};
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::json;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("running", "tells_how_far_it_is", tells_how_far_it_is),
        Test::new("running", "draws_as_it_goes", draws_as_it_goes),
        Test::new("running", "stops", stops),
        Test::new("running", "is_done_again", is_done_again),
        Test::new("running", "gives_way_to_the_next", gives_way_to_the_next),
        Test::new(
            "running",
            "asks_each_question_once",
            asks_each_question_once,
        ),
    ]
}

/// The numbers only ever grow, and rows come as they are known.
fn tells_how_far_it_is(browser: &Browser) -> Outcome {
    browser.ask_only(&[&browser.lab.fault("delay/300")])?;
    browser.run_first(
        "globalThis.seen = []; new MutationObserver(() => {
            const told = document.querySelector('[data-progress]')?.dataset.progress;
            const pending = document.querySelectorAll('[data-state=pending]').length;
            if (told && told !== seen.at(-1)?.[0]) seen.push([told, pending]);
        }).observe(document, { subtree: true, childList: true, attributes: true })",
    )?;
    browser.open_check("#check=healthy.test")?;
    let seen = browser.run("return seen", &[])?;
    let seen: Vec<(String, usize)> =
        serde_json::from_value(seen).map_err(|error| error.to_string())?;
    let numbers: Vec<(usize, usize)> = seen
        .iter()
        .filter_map(|(told, _)| {
            let (answered, asked) = told.split_once('/')?;
            Some((answered.parse().ok()?, asked.parse().ok()?))
        })
        .collect();
    let grows = numbers
        .windows(2)
        .all(|two| two[0].0 <= two[1].0 && two[0].1 <= two[1].1);
    let whole = numbers
        .last()
        .is_some_and(|(answered, asked)| answered == asked);
    let partly = seen.iter().any(|(_, pending)| (1..6).contains(pending));
    match grows && whole && partly && numbers.len() > 3 {
        true => Ok(()),
        false => Err(format!("told {seen:?}")),
    }
}

/// A slow device draws the rows one after another, however fast the answers are
/// there, and is never held up by all of them at once.
fn draws_as_it_goes(browser: &Browser) -> Outcome {
    browser.run_first(
        "globalThis.drawn = []; let left; new MutationObserver(() => {
            const pending = document.querySelectorAll('[data-state=pending]').length;
            if (pending < left) drawn.push(left - pending);
            left = pending;
        }).observe(document, { subtree: true, childList: true, attributes: true })",
    )?;
    let slow_down =
        |rate| browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate }));
    slow_down(4)?;
    let opened = browser.open_check("#check=many-faults.example&selector=s1,s2,default,dkim");
    slow_down(1)?;
    opened?;
    let drawn = browser.run("return drawn", &[])?;
    let drawn: Vec<usize> = serde_json::from_value(drawn).map_err(|error| error.to_string())?;
    let rows: usize = drawn.iter().sum();
    match drawn.iter().max() {
        Some(most) if rows >= 6 && most * 2 <= rows => Ok(()),
        _ => Err(format!("drawn at once: {drawn:?}")),
    }
}

/// What was not told by then is unknown, and nothing more is asked.
fn stops(browser: &Browser) -> Outcome {
    browser.ask_only(&[&browser.lab.fault("delay/2000")])?;
    browser.open("#check=healthy.test")?;
    browser.click("#stop")?;
    browser.wait_for("main[data-state=done] #again")?;
    let states = result::states(browser)?;
    if states.values().any(|state| state != "unknown") {
        return Err(format!("the rows are {states:?}, not unknown"));
    }
    if !result::findings(browser)?.is_empty() {
        return Err("a check that was stopped has findings".into());
    }
    if !result::text(browser)?.contains("Stopped before the answer came") {
        return Err("it does not say that it was stopped".into());
    }
    browser.requests()?;
    std::thread::sleep(std::time::Duration::from_millis(300));
    match browser.requests()?.len() {
        0 => Ok(()),
        asked => Err(format!("asked {asked} times after that")),
    }
}

/// Every question goes out anew, past what the browser keeps.
fn is_done_again(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.check("healthy.test")?;
    let states = result::states(browser)?;
    let first = questions(browser)?;
    browser.run("document.querySelector('.result').dataset.old = ''", &[])?;
    browser.click("#again")?;
    browser.wait_for("main[data-state=done] .result:not([data-old])")?;
    let second = questions(browser)?;
    match first == second && result::states(browser)? == states {
        true => Ok(()),
        false => Err(format!("asked {first:?} at first, and {second:?} then")),
    }
}

/// The questions that went out, without those that test who answers.
fn questions(browser: &Browser) -> Result<Vec<String>, String> {
    let asked = browser.foreign_requests()?;
    let mut urls: Vec<_> = asked
        .into_iter()
        .filter(|request| request.domain().as_deref() != Some("example.com"))
        .map(|request| request.url)
        .collect();
    urls.sort();
    Ok(urls)
}

/// A check that is sent while another runs takes its place.
fn gives_way_to_the_next(browser: &Browser) -> Outcome {
    browser.ask_only(&[&browser.lab.fault("delay/700")])?;
    browser.open("#check=two-spf.test")?;
    browser.check("null-mx.test")?;
    let title = browser.text(".result h1")?;
    let states = result::states(browser)?;
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let same = result::states(browser)? == states && browser.text(".result h1")? == title;
    match same && title == "null-mx.test" && states.get("spf").is_some_and(|spf| spf == "good") {
        true => Ok(()),
        false => Err(format!("{title} is {states:?}")),
    }
}

/// Within one check no question goes out twice.
fn asks_each_question_once(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("#check=no-way-back.test")?;
    browser.wait_for(DONE)?;
    let mut asked = questions(browser)?;
    let all = asked.len();
    asked.dedup();
    match all == asked.len() && all > 5 {
        true => Ok(()),
        false => Err(format!(
            "{all} questions, {} of them different",
            asked.len()
        )),
    }
}
