//! Without a network: the page opens, and says what it cannot do. A new version
//! of it is offered.

use crate::browser::{Browser, DONE};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::site;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a new version is made.
const NEXT: &str = "target/next-version";
/// What of the built files is not the page's: the worker itself, and what is
/// there for other programs.
const NOT_THE_PAGES: [&str; 7] = [
    "service-worker.js",
    "example.css",
    "example.html",
    "example.js",
    "mailvet.d.ts",
    "mailvet.js",
    "package.json",
];
const RECORD: &str = "#check=v%3Dspf1%20mx%20%2Ball&lang=en";

pub fn tests() -> Vec<Test> {
    vec![
        Test::new(
            "offline",
            "opens_without_a_network",
            opens_without_a_network,
        ),
        Test::new("offline", "says_what_it_cannot_do", says_what_it_cannot_do),
        Test::new("offline", "keeps_its_own_files_alone", keeps_its_own_files),
        Test::new(
            "offline",
            "a_new_version_is_offered",
            a_new_version_is_offered,
        ),
        Test::new(
            "offline",
            "a_version_that_is_not_whole_is_not_taken",
            not_whole_is_not_taken,
        ),
        Test::new(
            "offline",
            "goes_on_where_no_worker_can_be",
            goes_on_where_no_worker_can_be,
        ),
    ]
}

/// Asks something, and waits until the page's files are kept.
fn kept(browser: &Browser) -> Outcome {
    browser.open_check("#check=parked.example")?;
    browser.wait(
        "the files to be kept",
        "globalThis.kept ??= navigator.serviceWorker.ready.then(() => (globalThis.isKept = true));
        return globalThis.isKept === true",
    )
}

fn lose_network(browser: &Browser) -> Outcome {
    browser.site.leave(true);
    browser.cut_network(true)
}

/// Whoever has asked something once opens the page again: the start, a made-up
/// domain, a record, and rooms that were never entered.
fn opens_without_a_network(browser: &Browser) -> Outcome {
    kept(browser)?;
    lose_network(browser)?;
    browser.open("")?;
    browser.wait_for("main[data-state=idle] .start")?;
    browser.open_check("#check=healthy.example&selector=mail,ed")?;
    if result::state(browser, "mx")? != "good" {
        return Err("the made-up domain's MX is not good".into());
    }
    browser.open(RECORD)?;
    browser.wait_for("[data-rule=spf-all-pass]")?;
    for room in ["#rules", "#build=spf", "#privacy"] {
        browser.open(room)?;
        browser.wait_for("main[data-state=done] .room h1")?;
    }
    browser.wait_for("link[href='privacy.css']")?;
    browser.wait(
        "its styles",
        "return [...document.styleSheets].some(sheet => sheet.href?.endsWith('privacy.css'))",
    )?;
    browser.hush()
}

/// In words, at the field and in a result, where a check is *unknown*.
fn says_what_it_cannot_do(browser: &Browser) -> Outcome {
    // Under a worker DevTools cuts off the page, and not its questions.
    browser.ask_only(&[browser.lab.address("DEAD")])?;
    kept(browser)?;
    browser.click(".brand")?;
    browser.wait_for("main[data-state=idle]")?;
    if browser.text("#understood")?.contains("no network") {
        return Err("it says that there is no network, and there is".into());
    }
    lose_network(browser)?;
    browser.wait(
        "the news at the field",
        "return document.querySelector('#understood').textContent.includes('There is no network')",
    )?;
    browser.check("healthy.test")?;
    let states = result::states(browser)?;
    let known = |state: &String| state != "unknown" && state != "unchecked";
    if states.values().any(known) {
        return Err(format!("without a network the rows say {states:?}"));
    }
    let text = result::text(browser)?;
    for words in ["There is no network", "there is no network"] {
        if !text.contains(words) {
            return Err(format!("the result does not say “{words}”"));
        }
    }
    // Nothing of it is remembered, and nothing said of it once the network is back.
    if browser.stored("mailvet.recent")? != json!(null) {
        return Err("a check that asked nobody is remembered".into());
    }
    browser.site.leave(false);
    browser.cut_network(false)?;
    browser.click(".brand")?;
    browser.wait(
        "the usual words at the field",
        "return document.querySelector('#understood').textContent.includes('Domain, e-mail')",
    )?;
    browser.check("healthy.test")?;
    browser.hush()?;
    match result::text(browser)?.contains("no network") {
        false => Ok(()),
        true => Err("it still says that there is no network".into()),
    }
}

/// No answer of DNS is kept, nor anything else from elsewhere.
fn keeps_its_own_files(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    kept(browser)?;
    browser.open_check("#check=healthy.test")?;
    browser.run(
        "globalThis.held = undefined;
        (async () => {
            const held = [];
            for (const name of await caches.keys()) {
                for (const request of await (await caches.open(name)).keys()) {
                    held.push(request.url);
                }
            }
            globalThis.held = held;
        })()",
        &[],
    )?;
    browser.wait("what is kept", "return globalThis.held !== undefined")?;
    let held = browser.run("return globalThis.held", &[])?;
    let held: Vec<String> = serde_json::from_value(held).map_err(|error| error.to_string())?;
    let page = browser.site.page();
    let mut kept: Vec<_> = held
        .iter()
        .map(|url| url.strip_prefix(&page).unwrap_or(url).to_owned())
        .collect();
    let files = std::fs::read_dir(site::built()).map_err(|error| error.to_string())?;
    let mut built: Vec<String> = files
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| !NOT_THE_PAGES.contains(&name.as_str()))
        .map(|name| name.replace("index.html", ""))
        .collect();
    kept.sort();
    built.sort();
    match kept == built {
        true => Ok(()),
        false => Err(format!("{kept:?} is kept of {built:?}")),
    }
}

/// The old version stays until a person takes the new one; then all of it is
/// new.
fn a_new_version_is_offered(browser: &Browser) -> Outcome {
    kept(browser)?;
    browser.site.serve(Some(next_version()?));
    browser.open("")?;
    if version(browser)? != json!(null) {
        return Err("the new version came unasked".into());
    }
    browser.wait_for(".newer button")?;
    if !browser.text(".newer")?.contains("A new version is here.") {
        return Err(format!("it says {}", browser.text(".newer")?));
    }
    // Whoever does not take it goes on with the old one.
    browser.click("[data-sample='healthy.example']")?;
    browser.wait_for(DONE)?;
    browser.click(".newer button")?;
    browser.wait(
        "the new version",
        "return document.documentElement.dataset.version === 'next'",
    )?;
    browser.wait_for(DONE)?;
    browser.wait(
        "no more offers",
        "return document.querySelector('.newer button') === null",
    )
}

fn version(browser: &Browser) -> Result<serde_json::Value, String> {
    browser.run(
        "return document.documentElement.dataset.version ?? null",
        &[],
    )
}

/// A file that is not as it was built keeps the old version in place.
fn not_whole_is_not_taken(browser: &Browser) -> Outcome {
    kept(browser)?;
    let next = next_version()?;
    let file = next.join("rules.css");
    std::fs::write(file, "of another day").map_err(|error| error.to_string())?;
    browser.site.serve(Some(next));
    browser.open("")?;
    std::thread::sleep(std::time::Duration::from_millis(1500));
    if browser.run("return document.querySelector('.newer button')", &[])? != json!(null) {
        return Err("a version that is not whole is offered".into());
    }
    match version(browser)? == json!(null) {
        true => browser.hush(),
        false => Err("it was taken".into()),
    }
}

/// The built page with another attribute, listed as the build lists it.
fn next_version() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = "set -e; rm -rf \"$0\"; cp -r dist \"$0\"
        sed -i 's/<html lang=\"en\"/<html lang=\"en\" data-version=\"next\"/' \"$0/index.html\"
        cp www/service-worker.js \"$0/\"
        python3 -B scripts/lib/list_files.py \"$0\"";
    let made = Command::new("bash")
        .current_dir(root)
        .args(["-c", script, NEXT])
        .output()
        .map_err(|error| format!("bash: {error}"))?;
    match made.status.success() {
        true => Ok(root.join(NEXT)),
        false => Err(String::from_utf8_lossy(&made.stderr).into_owned()),
    }
}

/// Plain HTTP and some private windows have no service workers.
fn goes_on_where_no_worker_can_be(browser: &Browser) -> Outcome {
    browser.run_first("delete Navigator.prototype.serviceWorker")?;
    browser.open_check("#check=healthy.example")?;
    browser.open("#privacy")?;
    browser.wait_for("main[data-state=done] [data-kept-files=false]")
}
