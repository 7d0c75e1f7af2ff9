//! The policy of MTA-STS: asked for only when a person wants it, or pasted.

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new(
            "policy",
            "nobody_is_asked_unbidden",
            nobody_is_asked_unbidden,
        ),
        Test::new("policy", "a_policy_is_fetched", a_policy_is_fetched),
        Test::new("policy", "a_host_that_lets_nobody", a_host_that_lets_nobody),
        Test::new("policy", "a_policy_is_pasted", a_policy_is_pasted),
        Test::new("policy", "not_for_made_up_domains", not_for_made_up_domains),
    ]
}

const ROW: &str = "details[data-subject=mta-sts]";
const STATUS: &str = "#policy-status";

fn open(browser: &Browser, link: &str) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check(link)?;
    browser.run(
        "document.querySelector('details[data-subject=mta-sts]').open = true",
        &[],
    )?;
    Ok(())
}

fn nobody_is_asked_unbidden(browser: &Browser) -> Outcome {
    open(browser, "#check=healthy.test")?;
    says(browser, STATUS, "Not checked yet")?;
    says(browser, "#fetch-policy", "mta-sts.healthy.test")?;
    says(browser, "#fetch-tells", "your address")?;
    // What there is of it in DNS has its evidence all the same.
    let state = result::state(browser, "mta-sts")?;
    expect(state == "unchecked", state)?;
    browser.wait(
        "the evidence",
        &format!("return document.querySelector('{ROW} .evidence').checkVisibility()"),
    )?;
    let link = browser.attributes("#open-policy", "rel")?;
    expect(link == ["noopener noreferrer"], format!("{link:?}"))?;
    let strangers = browser.foreign_requests()?;
    let stranger = strangers.iter().find(|it| it.url.contains("mta-sts."));
    expect(stranger.is_none(), format!("{stranger:?}"))
}

fn a_policy_is_fetched(browser: &Browser) -> Outcome {
    open(browser, "#check=healthy.test")?;
    browser.click("#fetch-policy")?;
    has(browser, "mta-sts-mx-covered")?;
    says(browser, STATUS, "was read from mta-sts.healthy.test")?;
    says(browser, ROW, "mode: enforce")?;
    // The pattern that lets the second exchanger in.
    says(
        browser,
        &format!("{ROW} table + table, {ROW} .detail"),
        "*.healthy.test",
    )?;
    let asked = browser.foreign_requests()?;
    let asked = asked.iter().find(|it| it.url.contains("mta-sts."));
    let asked = asked.ok_or("the host was not asked")?;
    expect(
        asked.url == "https://mta-sts.healthy.test/.well-known/mta-sts.txt",
        asked.url.clone(),
    )?;
    for header in ["Referer", "Cookie"] {
        let empty = format!("\"{header}\":\"\"");
        let told = asked.extras.replace(&empty, "").contains(header);
        expect(!told, format!("{header} in {}", asked.extras))?;
    }
    // It is told in the other language too.
    browser.click("#language")?;
    browser.wait_for("html[lang=zh-Hans]")?;
    says(browser, STATUS, "策略已从mta-sts.healthy.test读到")?;
    has(browser, "mta-sts-mx-covered")
}

/// What cannot be read is not known, and no fault of the domain's.
fn a_host_that_lets_nobody(browser: &Browser) -> Outcome {
    open(browser, "#check=closed.healthy.test")?;
    browser.click("#fetch-policy")?;
    browser.wait("the refusal", &status_has("says nothing of the policy"))?;
    let faults = result::faults(browser)?;
    let policy = faults
        .iter()
        .find(|rule| rule.starts_with("mta-sts-policy"));
    expect(policy.is_none(), format!("{policy:?}"))?;
    browser.hush()
}

fn a_policy_is_pasted(browser: &Browser) -> Outcome {
    open(browser, "#check=healthy.test")?;
    let policy = |mx: &str| format!("version: STSv1\nmode: enforce\nmx: {mx}\nmax_age: 600\n");
    browser.fill("#policy-text", &policy("mail.healthy.test"))?;
    has(browser, "mta-sts-mx-not-covered")?;
    has(browser, "mta-sts-policy-max-age-short")?;
    says(browser, STATUS, "as you pasted it")?;
    let state = result::state(browser, "mta-sts")?;
    expect(state == "error", state)?;
    let open = browser.attributes(ROW, "open")?;
    expect(open == [""], format!("the row closed: {open:?}"))?;
    browser.fill("#policy-text", &policy("*.healthy.test"))?;
    has(browser, "mta-sts-mx-covered")?;
    // Without it, nothing is known of it again.
    browser.fill("#policy-text", "")?;
    browser.wait("nothing known", &status_has("Not checked yet"))?;
    let faults = result::faults(browser)?;
    let policy = faults.iter().find(|rule| rule.starts_with("mta-sts"));
    expect(policy.is_none(), format!("{policy:?}"))
}

fn not_for_made_up_domains(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example")?;
    let buttons = browser.attributes("#fetch-policy", "id")?;
    expect(buttons.is_empty(), "a made-up host could be asked".into())
}

fn has(browser: &Browser, rule: &str) -> Outcome {
    browser.wait_for(&format!("{ROW} .finding[data-rule={rule}]"))
}

fn status_has(text: &str) -> String {
    format!("return document.querySelector('{STATUS}').textContent.includes('{text}')")
}

fn says(browser: &Browser, selector: &str, text: &str) -> Outcome {
    let said = browser.text(selector)?;
    expect(
        said.contains(text),
        format!("{selector} does not say {text}: {said}"),
    )
}

fn expect(so: bool, otherwise: String) -> Outcome {
    if so { Ok(()) } else { Err(otherwise) }
}
