//! Whatever people have: a domain in many shapes, an address, a record's text,
//! or something that is none of them.

use crate::browser::{Browser, ENTER, FIELD};
use crate::result;
use crate::runner::{Outcome, Test};

/// What is typed, and the domain that is checked.
const DOMAINS: [(&str, &str); 9] = [
    ("HEALTHY.TEST.", "healthy.test"),
    ("  healthy.test\u{a0}", "healthy.test"),
    ("postmaster@healthy.test", "healthy.test"),
    ("Post Master <postmaster@healthy.test>", "healthy.test"),
    (
        "https://healthy.test:8443/path?query=1#part",
        "healthy.test",
    ),
    ("healthy.test/path", "healthy.test"),
    ("_dmarc.healthy.test", "healthy.test"),
    ("hea\u{200b}lthy\u{3002}test", "healthy.test"),
    ("“healthy.test”", "healthy.test"),
];

/// What is typed, the address that is looked up, its row's state, and a name
/// that is shown.
const ADDRESSES: [(&str, &str, &str, &str); 8] = [
    ("198.18.0.10", "198.18.0.10", "good", "host.reverse.test"),
    ("[198.18.0.10]", "198.18.0.10", "good", "host.reverse.test"),
    (
        "10.0.18.198.in-addr.arpa",
        "198.18.0.10",
        "good",
        "host.reverse.test",
    ),
    ("2001:0002:0::10", "2001:2::10", "good", "host.reverse.test"),
    ("198.18.0.11", "198.18.0.11", "advice", "other.reverse.test"),
    ("198.18.0.12", "198.18.0.12", "advice", ""),
    ("198.18.0.13", "198.18.0.13", "advice", "gone.reverse.test"),
    (
        "198.18.0.64",
        "198.18.0.64",
        "good",
        "customer.reverse.test",
    ),
];

/// A record's text, the rules that it meets but for the good ones, and what is
/// marked as the fault.
const RECORDS: [(&str, &[&str], &str); 8] = [
    ("v=spf1 a:mail.d.example -all", &[], ""),
    ("v=spf1 ip4:1.2.3 -all", &["spf-ip4-invalid"], "1.2.3"),
    ("v=spf1 mx", &["spf-all-missing"], ""),
    ("v=DMARC1; p=reject; rua=mailto:r@d.example", &[], ""),
    (
        "v=DMARC1; p=rejct; rua=mailto:r@d.example",
        &[
            "dmarc-nonexistent-policy-absent",
            "dmarc-policy-invalid",
            "dmarc-policy-none",
        ],
        "rejct",
    ),
    (
        "v=DKIM1; k=ed25519; p=X3NTcZBkIbOJD7s42wAs9a4922dWaW3dIlcyN8XIrjo=",
        &["dkim-ed25519"],
        "",
    ),
    ("v=DKIM1; p=not*base64", &["dkim-key-not-base64"], "*"),
    ("some words of no kind", &[], ""),
];

/// What nobody can look up, and a word of what is said of it.
const REFUSED: [(&str, &str); 4] = [
    ("", ""),
    ("a..b", "dots"),
    ("user@", ""),
    (
        "0123456789012345678901234567890123456789012345678901234567890123.test",
        "63",
    ),
];

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("inputs", "domains", domains),
        Test::new("inputs", "a_selector_in_the_name", a_selector_in_the_name),
        Test::new(
            "inputs",
            "selectors_beside_the_field",
            selectors_beside_the_field,
        ),
        Test::new("inputs", "addresses", addresses),
        Test::new("inputs", "records", records),
        Test::new("inputs", "a_long_record_folds", a_long_record_folds),
        Test::new("inputs", "refused", refused),
        Test::new(
            "inputs",
            "invisible_characters_are_told",
            invisible_characters_are_told,
        ),
    ]
}

fn domains(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    let mut amiss = Vec::new();
    for (typed, domain) in DOMAINS {
        browser.check(typed)?;
        let title = browser.text(".result h1")?;
        let state = result::state(browser, "mx")?;
        if title != domain || state != "good" {
            amiss.push(format!("{typed:?} is taken for {title}, and MX is {state}"));
        }
    }
    result::all_well(amiss)
}

/// The name of a DKIM key names the selector too.
fn a_selector_in_the_name(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.check("default._domainkey.healthy.test")?;
    let title = browser.text(".result h1")?;
    let state = result::state(browser, "dkim")?;
    let key = browser.text("[data-subject=dkim]")?;
    match title == "healthy.test" && state == "good" && key.contains("default") {
        true => Ok(()),
        false => Err(format!("{title}: DKIM is {state}")),
    }
}

/// However people separate them.
fn selectors_beside_the_field(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    for selectors in [
        "default, s2026",
        "default s2026",
        "default；s2026",
        "default，s2026,",
    ] {
        browser.fill("#selectors", selectors)?;
        browser.check("healthy.test")?;
        result::open_all(browser)?;
        for selector in ["default", "s2026"] {
            let question = format!(
                "[data-subject=dkim] [data-question='{selector}._domainkey.healthy.test TXT']"
            );
            browser
                .text(&question)
                .map_err(|error| format!("{selectors}: {error}"))?;
        }
        let link = browser.run("return location.hash", &[])?;
        if link != "#check=healthy.test&selector=default,s2026&lang=en" {
            return Err(format!("{selectors}: the link is {link}"));
        }
    }
    Ok(())
}

/// Its names, whether they lead back, and nothing else.
fn addresses(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    let mut amiss = Vec::new();
    for (typed, address, wanted, name) in ADDRESSES {
        browser.check(typed)?;
        let title = browser.text(".result h1")?;
        let states = result::states(browser)?;
        let state = states.get("ptr").map_or("missing", String::as_str);
        if title != address || state != wanted || states.len() != 1 {
            amiss.push(format!("{typed}: {title}, {states:?}, not {wanted}"));
        }
        if !result::text(browser)?.contains(name) {
            amiss.push(format!("{typed}: {name} is not shown"));
        }
    }
    result::all_well(amiss)
}

/// Read as text: nothing is asked, faults are told and marked where they stand.
fn records(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (text, rules, fault) in RECORDS {
        // Typing asks who answers; a record's text asks no more than that.
        browser.ask_only(&[browser.lab.doh()])?;
        browser.open("")?;
        browser.send(text)?;
        browser.wait_for("main[data-state=done] .record .text")?;
        let shown = browser.text(".record .text")?;
        if shown.replace(" … ", "").len() > text.len() || !text.starts_with(&shown[..9]) {
            amiss.push(format!("{text}: shows {shown}"));
        }
        let found = result::faults(browser)?;
        if found != rules {
            amiss.push(format!("{text}: found {found:?}, not {rules:?}"));
        }
        let marked = browser.run(
            "return [...document.querySelectorAll('.record .fault')].map(each => each.textContent).join('')",
            &[],
        )?;
        if !marked.as_str().is_some_and(|marked| marked.contains(fault)) {
            amiss.push(format!("{text}: marks {marked}, not {fault}"));
        }
        let asked = browser.foreign_requests()?;
        let strangers = asked.iter().filter_map(|request| request.domain());
        amiss.extend(
            strangers
                .filter(|domain| domain != "example.com")
                .map(|domain| format!("{text}: asked for {domain}")),
        );
    }
    result::all_well(amiss)
}

/// A key is folded to its ends, and unfolds.
fn a_long_record_folds(browser: &Browser) -> Outcome {
    let record = format!("v=DKIM1; p={}", "MIIBIjANBgkq".repeat(30));
    browser.open(&format!("#check={}", record.replace(' ', "%20")))?;
    browser.wait_for(".record .fold[aria-expanded=false]")?;
    let folded = browser.text(".record .text")?;
    browser.click(".record .fold[aria-expanded=false]")?;
    browser.wait_for(".record .fold[aria-expanded=true]")?;
    let whole = browser.text(".record .text")?;
    match folded.chars().count() < 80 && whole == record {
        true => Ok(()),
        false => Err(format!("folded: {folded}\nwhole: {whole}")),
    }
}

/// Said in words, beside the field; what stood below stays.
fn refused(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (typed, word) in REFUSED {
        browser.ask_only(&[browser.lab.doh()])?;
        browser.open("")?;
        browser.type_into(FIELD, &format!("{typed}{ENTER}"))?;
        browser.wait_for("#understood.refused")?;
        let said = browser.text("#understood")?;
        if said.trim().is_empty() || !said.contains(word) {
            amiss.push(format!("{typed:?}: says “{said}”"));
        }
        browser.wait_for("main[data-state=idle]")?;
        let asked = browser.foreign_requests()?;
        let strangers = asked.iter().filter_map(|request| request.domain());
        amiss.extend(
            strangers
                .filter(|domain| domain != "example.com")
                .map(|domain| format!("{typed:?}: asked for {domain}")),
        );
    }
    result::all_well(amiss)
}

fn invisible_characters_are_told(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.check("\u{202e}hea\u{200b}lthy.test")?;
    let said = browser.text("#understood")?;
    match said.contains("U+200B") && said.contains("U+202E") {
        true => Ok(()),
        false => Err(format!("says “{said}”")),
    }
}
