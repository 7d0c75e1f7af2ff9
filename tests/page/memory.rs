//! What the browser remembers: recent checks, in this browser alone, for as long
//! as a person wants.

use crate::browser::{Browser, DONE};
use crate::runner::{Outcome, Test};
use serde_json::{Value, json};

const RECENT: &str = "mailvet.recent";
const LISTED: &str = ".checked [data-recent]";

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("memory", "checks_are_remembered", checks_are_remembered),
        Test::new(
            "memory",
            "one_or_all_are_forgotten",
            one_or_all_are_forgotten,
        ),
        Test::new("memory", "can_be_switched_off", can_be_switched_off),
        Test::new("memory", "nothing_jumps", nothing_jumps),
        Test::new(
            "memory",
            "who_has_none_fetches_nothing",
            who_has_none_fetches_nothing,
        ),
        Test::new("memory", "rubbish_does_no_harm", rubbish_does_no_harm),
    ]
}

fn remembered(browser: &Browser) -> Result<Vec<Value>, String> {
    let kept = browser.stored(RECENT)?;
    let kept = kept.as_str().unwrap_or("[]");
    serde_json::from_str(kept).map_err(|error| format!("{kept}: {error}"))
}

fn names(browser: &Browser) -> Result<Vec<String>, String> {
    browser.attributes(LISTED, "data-recent")
}

/// With their verdicts, selectors and profile, newest first; made-up domains and
/// records are not. The link in the list runs the same again.
fn checks_are_remembered(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    for (count, link) in [
        (
            1,
            "#check=healthy.test&selector=s2026&profile=sends-and-receives",
        ),
        (2, "#check=parked.test"),
        (3, "#check=198.18.0.10"),
        (3, "#check=healthy.example"),
    ] {
        browser.open_check(link)?;
        let kept =
            format!("return JSON.parse(localStorage.getItem('{RECENT}')).length === {count}");
        browser.wait("the check to be remembered", &kept)?;
    }
    let kept = remembered(browser)?;
    let checks: Vec<_> = kept.iter().map(|it| it["check"].clone()).collect();
    if checks != ["198.18.0.10", "parked.test", "healthy.test"] {
        return Err(format!("{checks:?} are remembered"));
    }
    let healthy = &kept[2];
    if healthy["selectors"] != json!(["s2026"])
        || healthy["profile"] != "sends-and-receives"
        || healthy["verdicts"][0] != json!(["yes", "good"])
        || healthy["verdicts"].as_array().map(Vec::len) != Some(3)
    {
        return Err(format!("this is remembered: {healthy}"));
    }
    browser.open("#lang=en")?;
    browser.wait_for(LISTED)?;
    if names(browser)? != ["198.18.0.10", "parked.test", "healthy.test"] {
        return Err(format!("{:?} are listed", names(browser)?));
    }
    let said = browser.attributes("[data-recent='healthy.test'] .icon", "aria-label")?;
    if said.len() != 3 || !said[0].ends_with("? Yes") {
        return Err(format!("the verdicts are told as {said:?}"));
    }
    browser.click("[data-recent='parked.test'] a.when")?;
    browser.wait_for(DONE)?;
    let link = browser.run("return location.hash", &[])?;
    if !link.as_str().is_some_and(|link| link.starts_with("#seen=")) {
        return Err(format!("what was seen is under {link}"));
    }
    if remembered(browser)?.len() != 3 {
        return Err("what was seen is remembered as a check".into());
    }
    browser.run("history.back()", &[])?;
    browser.wait_for(LISTED)?;
    browser.click("[data-recent='healthy.test'] a")?;
    browser.wait_for(DONE)?;
    let link = browser.run("return location.hash", &[])?;
    match link == "#check=healthy.test&selector=s2026&profile=sends-and-receives" {
        true => Ok(()),
        false => Err(format!("the link is {link}")),
    }
}

fn some(count: usize) -> String {
    let one = |index: usize| {
        json!({ "check": format!("n{index}.test"), "selectors": [], "profile": "", "at": 1.8e12,
            "verdicts": [["yes", "good"], ["partly", "warning"], ["unknown", "unknown"]] })
    };
    Value::from((0..count).map(one).collect::<Vec<_>>()).to_string()
}

fn one_or_all_are_forgotten(browser: &Browser) -> Outcome {
    browser.store(RECENT, &some(7))?;
    browser.open("#lang=en")?;
    browser.wait_for(LISTED)?;
    // Five are seen, and the older ones are a press away.
    if browser
        .attributes(".checked > ul > [data-recent]", "data-recent")?
        .len()
        != 5
    {
        return Err("not five are seen at once".into());
    }
    browser.click(".after summary")?;
    browser.click("[data-recent='n6.test'] button")?;
    browser.wait(
        "one less",
        "return document.querySelector(\"[data-recent='n6.test']\") === null",
    )?;
    browser.click("[data-recent='n0.test'] button")?;
    browser.wait(
        "one less",
        "return document.querySelector(\"[data-recent='n0.test']\") === null",
    )?;
    let left: Vec<_> = remembered(browser)?;
    if left.len() != 5 || left[0]["check"] != "n1.test" {
        return Err(format!("{left:?} are left"));
    }
    browser.click("#forget-recent")?;
    browser.wait(
        "an empty list",
        "return document.querySelector('.checked') === null",
    )?;
    match browser.stored(RECENT)? {
        Value::Null => Ok(()),
        kept => Err(format!("{kept} is left")),
    }
}

/// Then what was remembered is forgotten, and nothing comes.
fn can_be_switched_off(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=parked.test")?;
    browser.click(".brand")?;
    browser.wait_for(LISTED)?;
    browser.click("#open-settings")?;
    browser.click("dialog[open] #remember")?;
    browser.wait(
        "an empty list",
        "return document.querySelector('.checked') === null",
    )?;
    browser.click("dialog[open] .go")?;
    browser.check("healthy.test")?;
    if browser.stored(RECENT)? != Value::Null {
        return Err("a check is remembered after that".into());
    }
    browser.open("")?;
    browser.click("#open-settings")?;
    browser.click("dialog[open] #remember:not(:checked)")?;
    browser.click("dialog[open] .go")?;
    browser.check("healthy.test")?;
    match remembered(browser)?.len() {
        1 => Ok(()),
        count => Err(format!("{count} are remembered")),
    }
}

/// The list has its place before it is there: what stands below does not move.
fn nothing_jumps(browser: &Browser) -> Outcome {
    for width in [1280, 360] {
        browser.look(crate::browser::Look {
            width,
            ..crate::browser::DESKTOP
        })?;
        for count in [1, 3, 7] {
            browser.store(RECENT, &some(count))?;
            browser.site.hold_modules(true);
            browser.open_first_paint("")?;
            let top = "return document.querySelector('.samples').getBoundingClientRect().top";
            let before = browser.run(top, &[])?.as_f64().unwrap_or(0.0);
            browser.site.hold_modules(false);
            browser.wait_for("html[data-page=running]")?;
            browser.wait_for(LISTED)?;
            browser.wait(
                "the styles",
                "return getComputedStyle(document.querySelector('.checked li')).display === 'flex'",
            )?;
            let after = browser.run(top, &[])?.as_f64().unwrap_or(0.0);
            if (before - after).abs() > 1.0 {
                return Err(format!("{width} px, {count}: from {before} to {after}"));
            }
        }
    }
    Ok(())
}

/// No annex is fetched for a list that is not there, and nothing is kept for
/// whoever only looks.
fn who_has_none_fetches_nothing(browser: &Browser) -> Outcome {
    browser.open("")?;
    std::thread::sleep(std::time::Duration::from_millis(300));
    let heads = browser.site.heads();
    match heads
        .iter()
        .find(|head| head.contains("annex") || head.contains("engine"))
    {
        None => Ok(()),
        Some(head) => Err(format!("it fetches {head}")),
    }
}

fn rubbish_does_no_harm(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    for rubbish in [
        "[",
        "null",
        "{}",
        "7",
        "[1,null,{},[]]",
        r#"[{"check":7,"at":"x","verdicts":{"a":1}}]"#,
    ] {
        browser.store(RECENT, rubbish)?;
        browser.store("mailvet.profile", "no such")?;
        browser.store("mailvet.theme", "pink")?;
        browser.open("")?;
        browser.check("parked.test")?;
        let kept = remembered(browser)?;
        if kept.len() != 1 || kept[0]["check"] != "parked.test" {
            return Err(format!("{rubbish} has become {kept:?}"));
        }
    }
    Ok(())
}
