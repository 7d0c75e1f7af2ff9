//! Many domains: a list that is pasted or chosen as a file, checked in a worker,
//! taken up again after a reload, looked through and saved.

mod scale;
mod steps;

use crate::browser::{Browser, DESKTOP, Look};
use crate::runner::{Outcome, Test};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::Duration;
use steps::{OVER, RUNNING, begin, choose, names, open, paste, progress, same, wait_for};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("many", "lists_are_read", lists_are_read),
        Test::new("many", "survive_a_reload", survive_a_reload),
        Test::new("many", "pause_and_are_forgotten", pause_and_are_forgotten),
        Test::new(
            "many",
            "rows_are_chosen_and_ordered",
            rows_are_chosen_and_ordered,
        ),
        Test::new("many", "are_saved", are_saved),
        Test::new("many", "go_on_in_another_room", go_on_in_another_room),
        Test::new("many", "wait_for_the_network", wait_for_the_network),
        Test::new("many", "one_tab_at_a_time", one_tab_at_a_time),
        Test::new("many", "speak_the_page's_language", speak_the_language),
        Test::new("many", "fit_a_phone", fit_a_phone),
        Test::new("many", "come_from_the_field", come_from_the_field),
        Test::new("many", "are_forgotten_with_all", are_forgotten_with_all),
        Test::on_request("scale", "a_thousand", scale::a_thousand),
    ]
}

/// Domains, addresses, URLs, comments; what is said twice, and what is nothing.
fn lists_are_read(browser: &Browser) -> Outcome {
    open(browser)?;
    paste(
        browser,
        "# mine\nhealthy.test\nann@healthy.test\nhttps://parked.test/x\n192.0.2.1\nv=spf1 -all\n例子.test",
    )?;
    browser.wait_for("#many-begin:enabled")?;
    same(
        "sum",
        browser.text("#many-sum")?.as_str(),
        "3 domains; 1 line repeats another; 2 lines were not understood",
    )?;
    same(
        "button",
        browser.text("#many-begin")?.as_str(),
        "Check 3 domains",
    )?;
    let unread = browser.attributes(".unread li", "value")?;
    same("lines", unread, vec!["5".to_owned(), "6".to_owned()])?;
    let file = "const transfer = new DataTransfer();
        transfer.items.add(new File([arguments[0]], 'mine.csv', { type: 'text/csv' }));
        const input = document.querySelector('#many-file');
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(
        file,
        &[json!(
            "Domain;Owner\r\nhealthy.test;\"Ann; Bo\"\r\nparked.test;\r\n"
        )],
    )?;
    browser.wait(
        "the file",
        "return document.querySelector('#many-sum').textContent === 'mine.csv: 2 domains'",
    )?;
    let asked = browser.foreign_requests()?;
    same("requests", asked.len(), 0)
}

/// What the page showed before is there after, and each is checked once.
fn survive_a_reload(browser: &Browser) -> Outcome {
    open(browser)?;
    begin(browser, &names(1, 60), 200)?;
    let before = wait_for(browser, 20)?;
    browser.open("#many")?;
    browser.wait_for(".course")?;
    let (after, total) = progress(browser)?;
    if after < before || total != 60 || after == 60 {
        return Err(format!(
            "{before} were checked, and {after} of {total} after the reload"
        ));
    }
    // It goes on by itself.
    browser.wait_for(OVER)?;
    same("progress", progress(browser)?, (60, 60))?;
    browser.run("scrollTo(0, 0)", &[])?;
    browser.wait_for("[data-index='0']")?;
    let verdicts = browser.run(
        "return [...document.querySelectorAll('.rows .row')].slice(0, 8).map(row =>
            [...row.querySelectorAll('[data-verdict]')].map(it => it.dataset.verdict).join(' '))",
        &[],
    )?;
    let wanted = json!([
        "yes no yes",
        "no no no",
        "yes no partly",
        "yes yes no",
        "yes no no",
        "yes no no",
        "partly yes no",
        "no yes no"
    ]);
    same("verdicts", verdicts, wanted)?;
    // When all is over, it stays so.
    browser.open("#many")?;
    browser.wait_for(OVER)
}

fn pause_and_are_forgotten(browser: &Browser) -> Outcome {
    open(browser)?;
    begin(browser, &names(101, 40), 50)?;
    wait_for(browser, 2)?;
    browser.click("#many-pause")?;
    browser.wait_for(".many[data-stage=paused]")?;
    let paused = progress(browser)?;
    sleep(Duration::from_millis(800));
    same("paused", progress(browser)?, paused)?;
    browser.open("#many")?;
    browser.wait_for(".many[data-stage=paused]")?;
    same("after a reload", progress(browser)?, paused)?;
    browser.click("#many-go-on")?;
    wait_for(browser, paused.0 + 1)?;
    browser.click("#many-new")?;
    browser.click("#many-stay")?;
    browser.click("#many-new")?;
    browser.click("#many-forget")?;
    browser.wait_for("#many-text")?;
    let left = "return indexedDB.databases().then(all => all.length)";
    same("kept", browser.run(left, &[])?, json!(0))?;
    browser.open("#many")?;
    browser.wait_for("#many-text")
}

fn rows_are_chosen_and_ordered(browser: &Browser) -> Outcome {
    open(browser)?;
    begin(browser, &names(1, 24), 500)?;
    browser.wait_for(OVER)?;
    let shown = || browser.text("#many-shown");
    same("all", shown()?.as_str(), "24 domains")?;
    choose(browser, "#many-wanted", "well")?;
    // The healthy and the parked ones.
    same("well", shown()?.as_str(), "6 of 24 domains")?;
    choose(browser, "#many-wanted", "forgeable")?;
    same("forgeable", shown()?.as_str(), "9 of 24 domains")?;
    choose(browser, "#many-wanted", "all")?;
    choose(browser, "#many-rule", "dmarc-missing")?;
    same("rule", shown()?.as_str(), "6 of 24 domains")?;
    choose(browser, "#many-rule", "")?;
    browser.fill("#many-word", "d0017")?;
    browser.wait_for("[role=table][aria-rowcount='2']")?;
    browser.fill("#many-word", " ")?;
    browser.wait_for("[role=table][aria-rowcount='25']")?;
    browser.click("[data-column=Domain]")?;
    browser.wait_for("[role=columnheader][aria-sort=ascending]")?;
    browser.click("[data-column=Domain]")?;
    browser.wait_for("[role=columnheader][aria-sort=descending]")?;
    let first = ".rows [aria-rowindex='2'] a";
    same(
        "last first",
        browser.text(first)?.as_str(),
        "d0024.thousand.test",
    )?;
    browser.click("[data-column=Findings]")?;
    let rows = browser.attributes(".rows .row", "aria-rowindex")?;
    let numbers: Vec<_> = (2..26).map(|number| number.to_string()).collect();
    same("rows", rows, numbers)?;
    // From row to row by keys, and on to the whole check.
    browser.run(
        "document.querySelector(arguments[0]).focus()",
        &[json!(first)],
    )?;
    browser.type_into(first, "\u{E015}")?;
    browser.wait(
        "the next row",
        "return document.activeElement.closest('.row').getAttribute('aria-rowindex') === '3'",
    )?;
    let domain = browser.run("return document.activeElement.textContent", &[])?;
    browser.run("document.activeElement.click()", &[])?;
    browser.wait_for("main[data-state=done] .result[class]:not(.many)")?;
    same("opened", json!(browser.text(".result h1")?), domain)
}

fn are_saved(browser: &Browser) -> Outcome {
    browser.run_first(
        "globalThis.saved = []; URL.createObjectURL = blob => { saved.push(blob.arrayBuffer().then(it => new TextDecoder('utf-8', { ignoreBOM: true }).decode(it))); return 'blob:x'; };
        HTMLAnchorElement.prototype.click = function () { saved.push(this.download); }",
    )?;
    open(browser)?;
    begin(browser, &format!("例子.test\n{}", names(1, 3)), 500)?;
    browser.wait_for(OVER)?;
    browser.click("#many-csv")?;
    browser.click("#many-json")?;
    browser.wait("both", "return saved.length === 4")?;
    let saved = browser.run("return Promise.all(saved)", &[])?;
    same(
        "names",
        json!([saved[1], saved[3]]),
        json!(["mailvet.csv", "mailvet.json"]),
    )?;
    let csv = saved[0].as_str().unwrap_or_default();
    let csv = csv.replace('"', "");
    let lines: Vec<_> = csv.split("\r\n").collect();
    let begins = lines[0].starts_with("\u{FEFF}domain,unicode,");
    if !begins || lines.len() != 6 || !lines[1].starts_with("xn--fsqu00a.test,例子.test,20") {
        return Err(format!("the table is {lines:?}"));
    }
    if !lines[3].contains(",parked,no,no,no,") {
        return Err(format!("of a parked domain it says {}", lines[3]));
    }
    let value: Value = serde_json::from_str(saved[2].as_str().unwrap_or_default())
        .map_err(|error| error.to_string())?;
    same("format", &value["format"], &json!("mailvet-survey"))?;
    same(
        "found",
        &value["domains"][2]["found"]["profile"],
        &json!("parked"),
    )
}

/// While a check, or nothing, is shown it goes on.
fn go_on_in_another_room(browser: &Browser) -> Outcome {
    open(browser)?;
    begin(browser, &names(201, 24), 100)?;
    wait_for(browser, 2)?;
    browser.run("location.hash = '#check=healthy.test'", &[])?;
    browser.wait_for("main[data-state=done] .result:not(.many) h1")?;
    // The check may be faster than the next domain of the list.
    sleep(Duration::from_secs(3));
    browser.run("history.back()", &[])?;
    browser.wait_for(RUNNING)?;
    let then = progress(browser)?.0;
    if then <= 2 {
        return Err(format!("{then} are checked"));
    }
    browser.run("location.hash = '#rules'", &[])?;
    browser.wait_for(".rules")?;
    sleep(Duration::from_secs(6));
    browser.run("location.hash = '#many'", &[])?;
    browser.wait_for(OVER)
}

/// Nothing is told of domains of which nothing could be known.
fn wait_for_the_network(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.address("DEAD")])?;
    browser.open("#many")?;
    browser.wait_for("#many-text")?;
    begin(browser, &names(1, 12), 500)?;
    browser.wait_for(".many[data-stage=waiting]")?;
    same("done", progress(browser)?.0, 0)?;
    browser.hush()
}

/// Where another tab is at it, this one waits until that is gone.
fn one_tab_at_a_time(browser: &Browser) -> Outcome {
    browser.run_first(
        "navigator.locks.request('mailvet.many', () => new Promise(resolve => { globalThis.leave = resolve; }))",
    )?;
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("#many")?;
    browser.wait_for(".many [role=alert]:not([hidden])")?;
    browser.run("leave()", &[])?;
    browser.wait_for("#many-text")?;
    browser.wait_for(".many [role=alert][hidden]")
}

fn speak_the_language(browser: &Browser) -> Outcome {
    open(browser)?;
    begin(browser, &names(1, 4), 500)?;
    browser.wait_for(OVER)?;
    browser.click("#language")?;
    browser.wait(
        "Chinese",
        "return document.querySelector('.many h1').textContent === '批量检查'",
    )?;
    browser.wait(
        "titles",
        "return /[\\u4e00-\\u9fff]/.test(document.querySelector('[data-index=\"3\"] .gravest').textContent)",
    )?;
    same(
        "title",
        browser.run("return document.title", &[])?,
        json!("批量检查 · Mailvet"),
    )
}

fn fit_a_phone(browser: &Browser) -> Outcome {
    for language in ["en-US", "zh-CN"] {
        browser.look(Look {
            width: 320,
            language,
            ..DESKTOP
        })?;
        browser.ask_only(&[browser.lab.doh()])?;
        browser.open("#many")?;
        browser.wait_for(".many :is(.course, #many-text)")?;
        if browser.run("return !document.querySelector('.course')", &[])? == json!(true) {
            begin(browser, &names(1, 6), 500)?;
        }
        browser.wait_for(OVER)?;
        let wide = "return document.documentElement.scrollWidth > innerWidth";
        same(
            "wider than the window",
            browser.run(wide, &[])?,
            json!(false),
        )?;
        let rows = "return [...document.querySelectorAll('.rows .row')].every(row => Math.abs(row.offsetHeight - document.querySelector('.rows .row').offsetHeight) < 1)";
        same(
            "rows as high as each other",
            browser.run(rows, &[])?,
            json!(true),
        )?;
    }
    Ok(())
}

/// Several lines in the page's own field lead here, with the list.
fn come_from_the_field(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.run(
        "const area = document.querySelector('#input');
        area.value = arguments[0];
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        &[json!("healthy.test\nparked.test\n例子.test")],
    )?;
    browser.click("#understood a[href='#many']")?;
    browser.wait(
        "the list",
        "return document.querySelector('#many-begin')?.textContent === 'Check 3 domains'",
    )
}

/// Where the page forgets all that it keeps, it forgets the list as well, and
/// stops checking it; a list can be begun after that.
fn are_forgotten_with_all(browser: &Browser) -> Outcome {
    open(browser)?;
    begin(browser, &names(301, 24), 20)?;
    wait_for(browser, 1)?;
    browser.run("location.hash = '#privacy'", &[])?;
    browser.wait_for("#kept [data-kept='mailvet.many']")?;
    browser.click("#forget-all")?;
    browser.wait_for("#kept #forget-all:disabled")?;
    let left = "return indexedDB.databases().then(all => all.length + localStorage.length)";
    same("kept", browser.run(left, &[])?, json!(0))?;
    let asked = browser.foreign_requests()?.len();
    sleep(Duration::from_secs(1));
    same("asked", browser.foreign_requests()?.len(), asked)?;
    open(browser)?;
    begin(browser, &names(1, 2), 500)?;
    browser.wait_for(OVER)?;
    browser.wait_for(".not-kept[hidden]")?;
    browser.open("#many")?;
    browser.wait_for(OVER)
}
