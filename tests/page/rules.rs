//! The list of rules: found, searched, linked to, and tried.

use crate::browser::{Browser, DESKTOP, Look};
use crate::runner::{Outcome, Test};
use mailvet::check::Fact;
use serde_json::{Value, json};

/// A rule that a text meets, with what is wrong underlined.
const RULE: &str = "spf-mechanism-unknown";
const LISTED: &str = "main[data-state=done] .rule";

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("rules", "are_all_listed", are_all_listed),
        Test::new("rules", "are_searched", are_searched),
        Test::new("rules", "are_linked_to", are_linked_to),
        Test::new(
            "rules",
            "are_linked_from_findings",
            are_linked_from_findings,
        ),
        Test::new("rules", "are_tried", are_tried),
        Test::new("rules", "speak_the_page's_language", speak_the_language),
        Test::new("rules", "fit_a_phone", fit_a_phone),
    ]
}

fn count(browser: &Browser) -> Result<Value, String> {
    browser.run("return document.querySelectorAll('.rule').length", &[])
}

fn expect(what: &str, found: &Value, wanted: &Value) -> Outcome {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("{what}: {found} and not {wanted}")),
    }
}

fn are_all_listed(browser: &Browser) -> Outcome {
    browser.open("")?;
    browser.click("nav a[href='#rules']")?;
    browser.wait_for(LISTED)?;
    expect("listed", &count(browser)?, &json!(Fact::rules().count()))?;
    let asked = browser.foreign_requests()?;
    match asked.is_empty() {
        true => Ok(()),
        false => Err(format!("asked {} strangers", asked.len())),
    }
}

fn are_searched(browser: &Browser) -> Outcome {
    browser.open("#rules")?;
    browser.wait_for(LISTED)?;
    browser.fill("#rules-search", "Mechanism-UNKNOWN 7208")?;
    browser.wait(
        "the search",
        "return document.querySelectorAll('.rule').length < 5",
    )?;
    if browser.attributes(".rule", "data-rule")? != [RULE] {
        return Err("the search finds others".into());
    }
    browser.fill("#rules-search", "no rule says this")?;
    browser.wait("an empty search", "return !document.querySelector('.rule')")?;
    browser.open("#rules")?;
    browser.wait_for(LISTED)?;
    let script = "const list = document.querySelector('#rules-subject');
        list.value = 'ptr';
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(script, &[])?;
    let ptr = Fact::rules().filter(|rule| rule.id.starts_with("ptr-"));
    browser.wait(
        "the subject",
        "return document.querySelectorAll('.rule').length < 50",
    )?;
    expect("of one subject", &count(browser)?, &json!(ptr.count()))
}

fn are_linked_to(browser: &Browser) -> Outcome {
    browser.open(&format!("#rules={RULE}&lang=en"))?;
    browser.wait_for(".rule.marked[open] .fault")?;
    let marked = browser.attributes(".rule.marked", "data-rule")?;
    expect("marked", &json!(marked), &json!([RULE]))?;
    let seen = "const box = document.querySelector('.marked').getBoundingClientRect();
        return box.top >= 0 && box.top < innerHeight / 2";
    browser.wait("the rule is not in sight", seen)?;
    let fault = browser.text(".marked .fault")?;
    if !fault.contains("incude") {
        return Err(format!("the fault is seen at {fault}"));
    }
    // Another link within the page.
    browser.run("location.hash = '#rules=spf-ptr-used'", &[])?;
    browser.wait_for("#rule-spf-ptr-used.marked[open]")?;
    browser.wait("the rule is not in sight", seen)
}

fn are_linked_from_findings(browser: &Browser) -> Outcome {
    browser.open_check("#check=many-faults.example&lang=en")?;
    let links = browser.attributes(".finding .source a[href^='#rules=']", "href")?;
    let known = |link: &String| {
        let id = link.trim_start_matches("#rules=");
        Fact::rules().any(|rule| rule.id == id)
    };
    match links.is_empty() || !links.iter().all(known) {
        true => Err(format!("findings link to {links:?}")),
        false => Ok(()),
    }
}

fn are_tried(browser: &Browser) -> Outcome {
    browser.open(&format!("#rules={RULE}&lang=en"))?;
    browser.wait_for(".rule.marked .example a")?;
    browser.click(".rule.marked .example a")?;
    browser.wait_for(&format!(".finding[data-rule={RULE}]"))?;
    browser.run("history.back()", &[])?;
    browser.wait_for(".rule.marked")
}

fn speak_the_language(browser: &Browser) -> Outcome {
    browser.open(&format!("#rules={RULE}&lang=en"))?;
    browser.wait_for(LISTED)?;
    browser.click("#language")?;
    browser.wait(
        "Chinese",
        "return document.querySelector('.marked').innerText.includes('是不是')",
    )?;
    let title = browser.run("return document.title + location.hash", &[])?;
    expect(
        "the title",
        &title,
        &json!(format!("规则 · Mailvet#rules={RULE}&lang=zh")),
    )
}

fn fit_a_phone(browser: &Browser) -> Outcome {
    for language in ["en", "zh"] {
        browser.look(Look {
            width: 360,
            ..DESKTOP
        })?;
        browser.open(&format!("#rules={RULE}&lang={language}"))?;
        browser.wait_for(LISTED)?;
        let open = "document.querySelectorAll('.rule').forEach(rule => (rule.open = true));";
        browser.run(open, &[])?;
        browser.wait(
            "all are open",
            "return !document.querySelector('.rule .body > p:only-child')",
        )?;
        let wide = browser.run("return document.documentElement.scrollWidth", &[])?;
        expect("the page's width", &wide, &json!(360))?;
    }
    Ok(())
}
