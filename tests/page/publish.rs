//! Where changes go, what is typed in there, and whether they have arrived.

use crate::browser::{Browser, DESKTOP, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::served::Edited;
use serde_json::json;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("publish", "names_the_panel", names_the_panel),
        Test::new("publish", "zone_is_found_above", zone_is_found_above),
        Test::new("publish", "changes_arrive", changes_arrive),
        Test::new(
            "publish",
            "is_known_after_a_reload",
            is_known_after_a_reload,
        ),
        Test::new("publish", "is_forgotten", is_forgotten),
        Test::new("publish", "rubbish_does_no_harm", rubbish_does_no_harm),
        Test::new("publish", "asks_who_holds_the_address", asks_who_holds),
        Test::new("publish", "plan_is_handed_on", plan_is_handed_on),
        Test::new("publish", "is_looked_at", is_looked_at),
    ]
}

const SPF: &str = ".first li[data-subject=spf]";
const RECENT: &str = "mailvet.recent";
const OLD: &str = "v=spf1 mx +all";

fn check(browser: &Browser, domain: &str, language: &str) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check(&format!("#check={domain}&lang={language}"))?;
    open_steps(browser)
}

fn open_steps(browser: &Browser) -> Outcome {
    let script = "document.querySelectorAll('.first details').forEach(it => it.open = true)";
    browser.run(script, &[]).map(drop)
}

fn says(browser: &Browser, selector: &str, words: &[&str]) -> Outcome {
    let said = browser.text(selector)?;
    let missing = words.iter().filter(|word| !said.contains(**word));
    let amiss = missing.map(|word| format!("{selector} does not say “{word}”: {said}"));
    result::all_well(amiss.collect())
}

/// In the panel's own words, in each language.
fn names_the_panel(browser: &Browser) -> Outcome {
    for (language, place, fields) in [
        ("en", "Alibaba Cloud DNS", ["Hostname", "@"]),
        ("zh", "阿里云云解析", ["主机记录", "@"]),
    ] {
        check(browser, "panel.test", language)?;
        says(browser, ".publish .place", &[place, "panel.test"])?;
        says(browser, ".publish .traps", &["600"])?;
        says(browser, SPF, &fields)?;
        let link = browser.attributes(".publish .place a", "href")?;
        if link != ["https://dns.console.aliyun.com/"] {
            return Err(format!("the link leads to {link:?}"));
        }
    }
    Ok(())
}

/// The domain is in the zone of the one above it, and so is its label.
fn zone_is_found_above(browser: &Browser) -> Outcome {
    check(browser, "sub.panel.test", "en")?;
    says(
        browser,
        ".publish .place",
        &["Alibaba Cloud DNS", "panel.test"],
    )?;
    says(browser, SPF, &["Hostname", "sub", "sub.panel.test"])
}

/// One text in the place of another.
fn edited(zone: &str, old: &str, new: &str) -> Result<Edited, String> {
    Edited::new(zone, &[(old.into(), new.into())])
}

/// What is proposed is published as proposed, and then something else is.
fn changes_arrive(browser: &Browser) -> Outcome {
    check(browser, "panel.test", "en")?;
    if browser.run("return document.querySelector('.came').hidden", &[])? != json!(true) {
        return Err("something has arrived before anything was proposed".into());
    }
    let script = "const it = document.querySelector(arguments[0]).cloneNode(true); \
        it.querySelectorAll('del, i').forEach(it => it.remove()); return it.textContent";
    let shown = browser.run(script, &[json!(format!("{SPF} .diff"))])?;
    let proposed = shown.as_str().unwrap_or_default().to_owned();
    if !proposed.starts_with("v=spf1 mx ") || proposed == OLD {
        return Err(format!("proposes {proposed}"));
    }
    again(browser)?;
    let standings = browser.attributes(".came li", "data-standing")?;
    if standings.is_empty() || standings.iter().any(|it| it != "not-yet") {
        return Err(format!("nothing was published, and {standings:?}"));
    }
    let served = edited(
        "panel.test",
        &format!("@ TXT \"{OLD}\""),
        &format!("@ TXT \"{proposed}\""),
    )?;
    again(browser)?;
    says(
        browser,
        ".came",
        &["arrived", "TXT at panel.test", "Elsewhere the old record"],
    )?;
    let standings = browser.attributes(".came li", "data-standing")?;
    if !standings.iter().any(|it| it == "arrived") {
        return Err(format!("it was published, and {standings:?}"));
    }
    if !browser.attributes(SPF, "data-cures")?.is_empty() {
        return Err("the step is still there".into());
    }
    drop(served);
    check(browser, "panel.test", "zh")?;
    let _served = edited(
        "panel.test",
        &format!("@ TXT \"{OLD}\""),
        "@ TXT \"v=spf1 a -all\"",
    )?;
    again(browser)?;
    let standings = browser.attributes(".came li", "data-standing")?;
    match standings.iter().any(|it| it == "something-else") {
        true => Ok(()),
        false => Err(format!("something else was published, and {standings:?}")),
    }
}

/// Checks a domain, and waits until the browser remembers it.
fn check_and_remember(browser: &Browser, domain: &str) -> Outcome {
    check(browser, domain, "en")?;
    let kept = format!("return localStorage.getItem('{RECENT}')?.includes('{domain}') ?? false");
    browser.wait("the check to be remembered", &kept)
}

/// What became of what was proposed.
fn standings(browser: &Browser) -> Result<Vec<String>, String> {
    browser.attributes(".came li", "data-standing")
}

/// Also where another domain was checked in between: each has its own.
fn is_known_after_a_reload(browser: &Browser) -> Outcome {
    check_and_remember(browser, "panel.test")?;
    check_and_remember(browser, "two-spf.test")?;
    if !standings(browser)?.is_empty() {
        return Err("what was proposed for another domain is looked for".into());
    }
    let _served = edited(
        "panel.test",
        &format!("@ TXT \"{OLD}\""),
        "@ TXT \"v=spf1 a -all\"",
    )?;
    check(browser, "panel.test", "en")?;
    let found = standings(browser)?;
    if found.is_empty() {
        return Err("after a reload nothing is looked for".into());
    }
    // Past what the browser keeps of answers.
    again(browser)?;
    let found = standings(browser)?;
    if !found.iter().any(|it| it == "something-else") {
        return Err(format!("then it finds {found:?}"));
    }
    says(browser, ".came", &["TXT at panel.test"])
}

/// With the check, with all of them, and where none is to be remembered.
fn is_forgotten(browser: &Browser) -> Outcome {
    let forgotten = |how: &str| {
        check(browser, "panel.test", "en")?;
        match standings(browser)?.len() {
            0 => Ok(()),
            some => Err(format!("{how}, and {some} changes are looked for")),
        }
    };
    let gone = "return document.querySelector('.checked') === null";
    for button in ["[data-recent='panel.test'] button", "#forget-recent"] {
        check_and_remember(browser, "panel.test")?;
        browser.open("#lang=en")?;
        browser.click(&format!(".checked {button}"))?;
        browser.wait("an empty list", gone)?;
        forgotten(button)?;
        let kept = format!("return localStorage.getItem('{RECENT}') !== null");
        browser.wait("the check to be remembered", &kept)?;
    }
    browser.open("#lang=en")?;
    browser.click("#open-settings")?;
    browser.click("dialog[open] #remember")?;
    browser.wait("an empty list", gone)?;
    forgotten("nothing is remembered")?;
    forgotten("nothing is remembered")
}

/// What is kept may be anything, or what a page may not have.
fn rubbish_does_no_harm(browser: &Browser) -> Outcome {
    let other = include_str!("../snapshots/version-1.txt").trim();
    let kept = |seen: &str| json!([{ "check": "panel.test", "at": 1, "seen": seen }]).to_string();
    for rubbish in ["{".to_owned(), kept("AU8oKsbN"), kept("{}"), kept(other)] {
        browser.ask_only(&[browser.lab.doh()])?;
        browser.store(RECENT, &rubbish)?;
        check(browser, "panel.test", "en")?;
        if !standings(browser)?.is_empty() {
            return Err(format!("{rubbish}: something is looked for"));
        }
    }
    browser.ask_only(&[browser.lab.doh()])?;
    browser.run_first(
        "const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
        const get = Storage.prototype.getItem;
        Storage.prototype.getItem = function(key) {
            return key === 'mailvet.resolvers' ? get.call(this, key) : refuse();
        };
        Storage.prototype.setItem = refuse;",
    )?;
    for _ in 0..2 {
        browser.open_check("#check=panel.test&lang=en")?;
        if !standings(browser)?.is_empty() {
            return Err("nothing may be kept, and something is looked for".into());
        }
    }
    Ok(())
}

fn again(browser: &Browser) -> Outcome {
    let old = "document.querySelector('.result').dataset.old = 1";
    browser.run(old, &[])?;
    browser.click("#again")?;
    browser.wait_for("main[data-state=done] .result:not([data-old])")
}

fn asks_who_holds(browser: &Browser) -> Outcome {
    for (language, word) in [("en", "PTR"), ("zh", "反向解析")] {
        check(browser, "no-way-back.test", language)?;
        let letter = ".first li[data-subject=ptr] .by-hand";
        says(browser, letter, &[word, "198.51.100."])?;
        let letters = browser.run(
            "return [...document.querySelectorAll('.first .by-hand')].map(it => it.textContent).join()",
            &[],
        )?;
        let letters = letters.as_str().unwrap_or_default();
        for (last, host) in [(10, "one"), (11, "two"), (12, "three")] {
            let record = format!("{last}.100.51.198.in-addr.arpa. PTR {host}.no-way-back.test.");
            if !letters.contains(&record) {
                return Err(format!("no request for {record}: {letters}"));
            }
        }
        // In lines, as it is copied.
        let shown = browser.run(
            "return [...document.querySelectorAll('.first .by-hand .diff')].at(-1).innerText",
            &[],
        )?;
        let shown = shown.as_str().unwrap_or_default();
        if shown.lines().filter(|line| line.is_empty()).count() < 3 {
            return Err(format!("the request is shown without its lines: {shown}"));
        }
        says(
            browser,
            letter,
            &["100.51.198.in-addr.arpa", "hostmaster@test"],
        )?;
    }
    Ok(())
}

/// The button copies what is expected: the clipboard of a headless browser
/// cannot be read, so what is put on it is watched.
fn plan_is_handed_on(browser: &Browser) -> Outcome {
    for (language, parts) in [
        (
            "en",
            [
                "# Mail DNS of panel.test",
                "**Hostname**: `@`",
                "panel.test. 600 IN TXT \"v=spf1 mx ",
                "https://dns.console.aliyun.com/",
            ],
        ),
        (
            "zh",
            [
                "# 邮件DNS的改动：panel.test",
                "**主机记录**：`@`",
                "panel.test. 600 IN TXT \"v=spf1 mx ",
                "https://dns.console.aliyun.com/",
            ],
        ),
    ] {
        check(browser, "panel.test", language)?;
        let watch = "window.copied = []; navigator.clipboard.writeText = \
            text => { window.copied.push(text); return Promise.resolve(); }";
        browser.run(watch, &[])?;
        for button in ["span + .copy", ".copy + .copy"] {
            browser.click(&format!(".hand-on {button}"))?;
        }
        browser.wait("both texts", "return window.copied.length === 2")?;
        let copied = browser.run("return window.copied", &[])?;
        let [markdown, ticket] =
            [0, 1].map(|at| copied[at].as_str().unwrap_or_default().to_owned());
        let mut amiss: Vec<String> = parts
            .iter()
            .filter(|part| !markdown.contains(**part))
            .map(|part| format!("no {part} in {markdown}"))
            .collect();
        if ticket.contains("**")
            || ticket.contains('`')
            || !ticket.contains("panel.test. 600 IN TXT")
        {
            amiss.push(format!("the ticket says {ticket}"));
        }
        result::all_well(amiss)?;
    }
    Ok(())
}

fn is_looked_at(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (width, dark, language) in [
        (1280, false, "en"),
        (1280, true, "zh"),
        (360, true, "zh"),
        (360, false, "en"),
    ] {
        browser.look(Look {
            width,
            dark,
            ..DESKTOP
        })?;
        for domain in ["panel.test", "no-way-back.test"] {
            check(browser, domain, language)?;
            if domain == "panel.test" {
                again(browser)?;
                open_steps(browser)?;
            }
            let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
            if browser.run(wide, &[])? != json!(false) {
                amiss.push(format!("{width} {language}: wider than the page"));
            }
            let tone = if dark { "dark" } else { "light" };
            browser.screenshot(&format!("publish-{domain}-{width}-{tone}-{language}"))?;
        }
    }
    browser.look(DESKTOP)?;
    result::all_well(amiss)
}
