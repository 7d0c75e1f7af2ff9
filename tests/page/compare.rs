//! Several resolvers side by side: what they give, whether a change has come to
//! them, and what they say of other places.

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use std::collections::BTreeMap;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("compare", "is_reached_and_left", is_reached_and_left),
        Test::new("compare", "agreement_is_one_line", agreement_is_one_line),
        Test::new(
            "compare",
            "differences_are_lined_up",
            differences_are_lined_up,
        ),
        Test::new("compare", "a_failure_is_unknown", a_failure_is_unknown),
        Test::new("compare", "one_alone_is_said", one_alone_is_said),
        Test::new("compare", "a_change_arrives", a_change_arrives),
        Test::new(
            "compare",
            "a_change_is_looked_for_by_link",
            a_change_is_looked_for_by_link,
        ),
        Test::new("compare", "nothing_is_asked_twice", nothing_is_asked_twice),
        Test::new("compare", "other_places_are_asked", other_places_are_asked),
        Test::new("compare", "can_be_stopped", can_be_stopped),
        Test::new(
            "compare",
            "made_up_domains_ask_nobody",
            made_up_domains_ask_nobody,
        ),
    ]
}

const COMPARED: &str = "main[data-state=done] .compared";

/// Chooses resolvers, by the names that the page shows.
fn choose(browser: &Browser, resolvers: &[(&str, &str, &str)]) -> Outcome {
    let choices: Vec<_> = resolvers
        .iter()
        .map(|(label, url, dialect)| json!({ "label": label, "url": url, "dialect": dialect }))
        .collect();
    browser.store("mailvet.resolvers", &json!(choices).to_string())
}

/// One that has the change, and one that has not.
fn choose_new_and_old(browser: &Browser) -> Outcome {
    let older = browser.lab.fault("older");
    choose(
        browser,
        &[("New", browser.lab.doh(), "wire"), ("Old", &older, "wire")],
    )
}

/// One that has the change, one that has not, and one that does not answer.
pub fn choose_three(browser: &Browser) -> Outcome {
    let older = browser.lab.fault("older");
    choose(
        browser,
        &[
            ("New", browser.lab.doh(), "wire"),
            ("Old", &older, "wire"),
            ("Dead", browser.lab.address("DEAD"), "wire"),
        ],
    )
}

fn open(browser: &Browser, fragment: &str) -> Outcome {
    browser.open(fragment)?;
    browser.wait_for(COMPARED)
}

fn row(question: &str) -> String {
    format!("[data-subject='{question}']")
}

fn state(browser: &Browser, question: &str) -> Result<String, String> {
    result::state(browser, question)
}

fn says(browser: &Browser, selector: &str, words: &[&str]) -> Outcome {
    let text = browser.text(selector)?;
    let silent = words.iter().filter(|word| !text.contains(**word));
    let amiss = silent.map(|word| format!("{selector} does not say {word}: {text}"));
    result::all_well(amiss.collect())
}

fn is(browser: &Browser, question: &str, wanted: &str) -> Outcome {
    let state = state(browser, question)?;
    match state == wanted {
        true => Ok(()),
        false => Err(format!("{question} is {state}, not {wanted}")),
    }
}

/// From a check there and back, with the keys that the check has found.
fn is_reached_and_left(browser: &Browser) -> Outcome {
    choose_new_and_old(browser)?;
    browser.open_check("#check=healthy.test&selector=s2026&lang=en")?;
    browser.click("#compare")?;
    browser.wait_for(COMPARED)?;
    let hash = browser.run("return location.hash", &[])?;
    if hash != "#compare=healthy.test&selector=s2026,default&lang=en" {
        return Err(format!("the link is {hash}"));
    }
    is(browser, "default._domainkey.healthy.test TXT", "good")?;
    let title = browser.run("return document.title", &[])?;
    if title != "healthy.test · Compare resolvers · Mailvet" {
        return Err(format!("the window is called {title}"));
    }
    browser.click(".compared .actions a")?;
    browser.wait_for("main[data-state=done] .result:not(.compared)")?;
    // Of its Ed25519 key there is a hint.
    is(browser, "dkim", "advice")
}

/// Whatever the order, the case, the strings and the dialect.
fn agreement_is_one_line(browser: &Browser) -> Outcome {
    let good = browser.lab.fault("good");
    choose(
        browser,
        &[
            ("One", browser.lab.doh(), "wire"),
            ("Two", &good, "wire"),
            ("Three", browser.lab.address("ALIDNS"), "alidns"),
        ],
    )?;
    open(
        browser,
        "#compare=healthy.test&selector=default,none&lang=en",
    )?;
    let states = result::states(browser)?;
    let odd: Vec<_> = states
        .iter()
        .filter(|(_, state)| *state != "good")
        .map(|(question, state)| format!("{question} is {state}"))
        .collect();
    result::all_well(odd)?;
    // Eight at fixed names, one more selector, two addresses of two exchangers.
    if states.len() != 13 {
        return Err(format!("{} records are compared", states.len()));
    }
    says(
        browser,
        ".compared > .sum",
        &["The 3 that answered say the same of all 13 records"],
    )?;
    says(
        browser,
        &row("none._domainkey.healthy.test TXT"),
        &["all 3 agree: no such name"],
    )?;
    says(
        browser,
        &row("healthy.test MX"),
        &["all 3 agree: 2 records"],
    )
}

fn differences_are_lined_up(browser: &Browser) -> Outcome {
    choose_new_and_old(browser)?;
    for (language, words) in [
        (
            "en",
            [
                "2 different answers",
                "up to 52 min",
                "and one more record, the same everywhere",
                "up to 15 min",
                "the name does not exist",
                "only New answered; 1 gave no answer",
                "2 of ",
            ],
        ),
        (
            "zh",
            [
                "有2种不同的答复",
                "最多还有52分钟",
                "另有1条记录，各家都一样",
                "最多还有15分钟",
                "名字不存在",
                "只有New答复了，1家没有答复",
                "有2条说法不一",
            ],
        ),
    ] {
        let link = format!("#compare=moving.test&selector=s2026&lang={language}");
        open(browser, &link)?;
        let [differ, old, common, nothing, no_name, alone, sum] = words;
        is(browser, "moving.test TXT", "warning")?;
        says(
            browser,
            &row("moving.test TXT"),
            &[
                differ,
                old,
                common,
                "v=spf1 mx -all",
                "v=spf1 mx include:_spf.old-host.test ~all",
            ],
        )?;
        let by = browser.attributes(
            &format!("{} .side [data-by]", row("moving.test TXT")),
            "data-by",
        )?;
        if by != ["New", "Old"] {
            return Err(format!("given by {by:?}"));
        }
        // What the two have in common is not underlined.
        let marked = "return [...document.querySelectorAll(\"[data-subject='moving.test TXT'] .side .fault\")].map(it => it.textContent).join('')";
        let marked = browser.run(marked, &[])?;
        if marked != "-allinclude:_spf.old-host.test~all" {
            return Err(format!("underlined: {marked}"));
        }
        // Neither the order nor the case nor the time to live is a difference.
        is(browser, "moving.test MX", "good")?;
        let key = "s2026._domainkey.moving.test TXT";
        is(browser, key, "warning")?;
        says(browser, &row(key), &[nothing, no_name])?;
        is(browser, "_mta-sts.moving.test TXT", "unknown")?;
        says(browser, &row("_mta-sts.moving.test TXT"), &[alone])?;
        says(browser, ".compared > .sum", &[sum])?;
        browser.wait_for("[data-subject='moving.test TXT'][open]")?;
    }
    // The evidence tells what each was asked and said.
    result::open_all(browser)?;
    let asked = format!("{} .exchanges [data-resolver]", row("moving.test TXT"));
    let asked = browser.attributes(&asked, "data-resolver")?;
    match asked == ["New", "Old"] {
        true => Ok(()),
        false => Err(format!("the evidence is of {asked:?}")),
    }
}

/// Whoever does not answer is no other opinion.
fn a_failure_is_unknown(browser: &Browser) -> Outcome {
    let good = browser.lab.fault("good");
    choose(
        browser,
        &[
            ("One", browser.lab.doh(), "wire"),
            ("Dead", browser.lab.address("DEAD"), "wire"),
            ("Two", &good, "wire"),
        ],
    )?;
    open(browser, "#compare=moving.test&lang=en")?;
    let states = result::states(browser)?;
    let odd = states.iter().filter(|(_, state)| *state != "good");
    result::all_well(
        odd.map(|(row, state)| format!("{row} is {state}"))
            .collect(),
    )?;
    says(
        browser,
        &row("moving.test TXT"),
        &[
            "the 2 that answered agree: 2 records; 1 gave no answer",
            "unknown: ",
        ],
    )?;
    says(
        browser,
        ".compared > .sum",
        &[
            "The 2 that answered say the same",
            "1 of 3 gave no answer at all",
        ],
    )?;
    browser.wait_for("li.not-known[data-vantage=Dead]")
}

/// One answer is no comparison; others are offered, and asked on the spot.
fn one_alone_is_said(browser: &Browser) -> Outcome {
    let (one, two) = (browser.lab.doh(), browser.lab.fault("good"));
    redirect(browser, &[("https://public.dns.iij.jp/dns-query", &two)])?;
    choose(
        browser,
        &[
            ("One", one, "wire"),
            ("Dead", browser.lab.address("DEAD"), "wire"),
        ],
    )?;
    open(browser, "#compare=moving.test&lang=en")?;
    says(browser, ".compared > .sum", &["Only one resolver answered"])?;
    is(browser, "moving.test TXT", "unknown")?;
    browser.click("[data-other=IIJ]")?;
    browser.wait_for("[data-subject='moving.test TXT'][data-state=good]")?;
    browser.wait_for(COMPARED)?;
    says(
        browser,
        ".compared > .sum",
        &["The 2 that answered say the same"],
    )
}

fn look_for(browser: &Browser, value: &str) -> Outcome {
    browser.fill("#expect", value)?;
    browser.click(".arrival form button")
}

fn arrivals(browser: &Browser) -> Result<BTreeMap<String, String>, String> {
    let labels = browser.attributes(".arrivals li", "data-vantage")?;
    let states = browser.attributes(".arrivals li", "data-state")?;
    Ok(labels.into_iter().zip(states).collect())
}

fn a_change_arrives(browser: &Browser) -> Outcome {
    choose_three(browser)?;
    open(browser, "#compare=moving.test&selector=s2026&lang=en")?;
    look_for(browser, "\"v=spf1 mx -all\"")?;
    browser.wait_for(".arrivals[data-question='moving.test TXT'] li")?;
    let stand = arrivals(browser)?;
    let wanted = [("Dead", "unknown"), ("New", "good"), ("Old", "advice")];
    if !stand
        .iter()
        .map(|(who, how)| (who.as_str(), how.as_str()))
        .eq(wanted)
    {
        return Err(format!("{stand:?}"));
    }
    says(
        browser,
        "#arrived",
        &[
            "arrived at 1 of 2. One is behind",
            "up to 52 min",
            "Of one more it is unknown",
        ],
    )?;
    says(
        browser,
        ".arrivals [data-vantage=Old]",
        &["has another answer, up to 52 min"],
    )?;
    browser.click("#language")?;
    browser.wait(
        "the same in Chinese",
        "return document.querySelector('#arrived').textContent === '2家里有1家已经看到改动，还有1家没有；它们手里的答复最多还有52分钟。另有1家情况未知。'",
    )?;
    browser.click("#language")?;
    browser.wait_for("html[lang=en]")?;
    // At none, and what is no value of any record here.
    look_for(browser, "v=DMARC1; p=none")?;
    browser.wait_for(".arrivals[data-question='_dmarc.moving.test TXT'] li")?;
    says(browser, "#arrived", &["arrived at none of the 2"])?;
    look_for(browser, "moving.test. CAA 0 issue \"ca.example\"")?;
    browser.wait(
        "why not",
        "return document.querySelector('#expect-error').textContent === 'No record of this kind is compared here.'",
    )?;
    // At all that answered.
    look_for(browser, "10 mail.moving.test")?;
    browser.wait_for(".arrivals[data-question='moving.test MX'] li")?;
    says(browser, "#arrived", &["arrived at both that answered"])
}

/// The value stands in the link, for whoever opens it.
fn a_change_is_looked_for_by_link(browser: &Browser) -> Outcome {
    choose_new_and_old(browser)?;
    open(browser, "#compare=moving.test&selector=s2026&lang=zh")?;
    look_for(browser, "v=spf1 mx -all")?;
    let hash = "#compare=moving.test&selector=s2026&expect=v%3Dspf1%20mx%20-all&lang=zh";
    browser.wait("the link", &format!("return location.hash === '{hash}'"))?;
    open(browser, hash)?;
    browser.wait_for(".arrivals [data-vantage=New][data-state=good]")?;
    says(browser, "#arrived", &["2家里有1家已经看到改动"])
}

/// Not by the page, and not from what the browser keeps.
fn nothing_is_asked_twice(browser: &Browser) -> Outcome {
    choose_new_and_old(browser)?;
    open(browser, "#compare=moving.test&selector=s2026&lang=en")?;
    let urls = |browser: &Browser| -> Result<BTreeMap<String, usize>, String> {
        let mut urls = BTreeMap::new();
        for request in browser.foreign_requests()? {
            *urls.entry(request.url).or_default() += 1;
        }
        Ok(urls)
    };
    let first = urls(browser)?;
    // After a failure of the name servers, once more without validation.
    let twice = first.iter().filter(|(_, count)| **count > 1);
    result::all_well(
        twice
            .map(|(url, count)| format!("{count} times {url}"))
            .collect(),
    )?;
    let progress = browser.attributes("[data-progress]", "data-progress")?;
    if progress != ["24/24"] || first.len() != 25 {
        return Err(format!(
            "{} requests for {progress:?} questions",
            first.len()
        ));
    }
    browser.run("document.querySelector('.compared').dataset.old = ''", &[])?;
    browser.click("#again")?;
    browser.wait_for("main[data-state=done] .compared:not([data-old])")?;
    match urls(browser)?.len() {
        25 => Ok(()),
        count => Err(format!("{count} requests the second time")),
    }
}

/// Sends what is meant for some URLs to others.
fn redirect(browser: &Browser, ways: &[(&str, &str)]) -> Outcome {
    let script = format!(
        "const real = fetch, ways = {};
        window.fetch = (asked, init) => {{
            const way = ways.find(([from]) => asked.url?.startsWith(from));
            return real(way ? new Request(asked.url.replace(way[0], way[1]), asked) : asked, init);
        }};",
        json!(ways)
    );
    browser.run_first(&script)
}

/// The place that a request says its question comes from.
fn place(url: &str) -> Option<[u8; 3]> {
    if let Some((_, subnet)) = url.split_once("edns_client_subnet=") {
        let octets: Vec<_> = subnet.split('.').filter_map(|it| it.parse().ok()).collect();
        return octets.get(..3)?.try_into().ok();
    }
    let (_, message) = url.split_once("dns=")?;
    let message = BASE64_URL_SAFE_NO_PAD.decode(message).ok()?;
    let option = [0, 8, 0, 7, 0, 1, 24, 0];
    let at = message.windows(option.len()).position(|it| it == option)?;
    message.get(at + option.len()..)?.try_into().ok()
}

/// A place is told once it is chosen, and only to those who are known to mind.
fn other_places_are_asked(browser: &Browser) -> Outcome {
    let google = "https://dns.google/dns-query";
    let alidns = "https://dns.alidns.com/resolve";
    let by_subnet = browser.lab.fault("by-subnet");
    redirect(
        browser,
        &[
            (google, &by_subnet),
            (alidns, browser.lab.address("ALIDNS")),
        ],
    )?;
    choose(
        browser,
        &[
            ("Own", browser.lab.doh(), "wire"),
            ("Google", google, "wire"),
            ("AliDNS", alidns, "alidns"),
        ],
    )?;
    open(browser, "#compare=moving.test&lang=en")?;
    is(browser, "moving.test TXT", "good")?;
    let told: Vec<_> = browser.foreign_requests()?;
    let told: Vec<_> = told.iter().filter(|it| place(&it.url).is_some()).collect();
    if !told.is_empty() {
        return Err(format!(
            "{} places were told before one was chosen",
            told.len()
        ));
    }
    browser.click("[data-region=cn-telecom]")?;
    browser.wait_for("[data-subject='moving.test TXT'][data-state=warning]")?;
    browser.wait_for(COMPARED)?;
    says(
        browser,
        &row("moving.test TXT"),
        &[
            "Google, as from China (Telecom)",
            "v=spf1 include:_spf.telecom.test -all",
        ],
    )?;
    is(browser, "moving.test MX", "good")?;
    let requests = browser.foreign_requests()?;
    let mut amiss = Vec::new();
    for request in &requests {
        let minds = request.url.starts_with(&by_subnet)
            || request.url.starts_with(browser.lab.address("ALIDNS"));
        if !minds || place(&request.url) != Some([202, 96, 209]) {
            amiss.push(format!("asked {}", request.url));
        }
    }
    if requests.len() != 22 {
        amiss.push(format!("{} requests", requests.len()));
    }
    result::all_well(amiss)?;
    result::open_all(browser)?;
    let evidence = format!("{} .evidence", row("moving.test TXT"));
    says(
        browser,
        &evidence,
        &[
            "as from 202.96.209.0/24; scope 24",
            "as from 202.96.209.0/24; heeded, without a scope",
        ],
    )?;
    let evidence = format!("{} .evidence", row("_dmarc.moving.test TXT"));
    says(
        browser,
        &evidence,
        &["scope 0: the answer does not depend on the place"],
    )?;
    says(
        browser,
        ".compared .notes",
        &["AliDNS does not validate DNSSEC"],
    )
}

fn can_be_stopped(browser: &Browser) -> Outcome {
    choose(
        browser,
        &[
            ("One", browser.lab.doh(), "wire"),
            ("Silent", browser.lab.address("SILENT"), "wire"),
        ],
    )?;
    browser.open("#compare=moving.test&lang=en")?;
    browser.wait_for("main[data-state=running] .compared .subject")?;
    browser.click("#stop")?;
    browser.wait_for(COMPARED)?;
    is(browser, "moving.test TXT", "unknown")?;
    let before = browser.attributes("[data-progress]", "data-progress")?;
    browser.wait(
        "a moment",
        "return new Promise(done => setTimeout(done, 300, true))",
    )?;
    let after = browser.attributes("[data-progress]", "data-progress")?;
    match before == after {
        true => Ok(()),
        false => Err(format!("went on from {before:?} to {after:?}")),
    }
}

fn made_up_domains_ask_nobody(browser: &Browser) -> Outcome {
    open(browser, "#compare=healthy.example&selector=mail&lang=en")?;
    says(browser, ".compared .made-up", &["Made up"])?;
    says(
        browser,
        ".compared > .sum",
        &["The 2 that answered say the same"],
    )?;
    open(browser, "#compare=ten-lookups.example&lang=zh")?;
    is(browser, "ten-lookups.example TXT", "warning")?;
    is(browser, "ten-lookups.example MX", "good")?;
    says(
        browser,
        &row("ten-lookups.example TXT"),
        &["虚构的解析器乙（较旧）最多还有37分钟"],
    )?;
    let asked = browser.foreign_requests()?;
    match asked.as_slice() {
        [] => Ok(()),
        asked => Err(format!("asked {asked:?}")),
    }
}
