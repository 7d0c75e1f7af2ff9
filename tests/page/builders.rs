//! Builders: forms in words, and the records live beside them.

use crate::browser::{Browser, DESKTOP, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use mailvet::fix::build::Builder;
use serde_json::json;

const BUILT: &str = "main[data-state=done] .build-record";

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("builders", "are_found_from_the_head", are_found),
        Test::new("builders", "show_the_record_while_one_types", live),
        Test::new("builders", "start_from_what_a_domain_has", start_from),
        Test::new("builders", "look_up_what_is_there", look_up_what_is_there),
        Test::new("builders", "choices_are_linked", choices_are_linked),
        Test::new("builders", "set_up_mail_at_a_provider", set_up),
        Test::new("builders", "say_what_is_wrong", say_what_is_wrong),
        Test::new("builders", "work_by_keyboard", by_keyboard),
        Test::new("builders", "are_linked_to", are_linked_to),
        Test::new("builders", "fit_a_phone", fit_a_phone),
    ]
}

fn choose(browser: &Browser, id: &str, value: &str) -> Outcome {
    let script = "const list = document.getElementById(arguments[0]);
        list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(script, &[json!(id), json!(value)])?;
    Ok(())
}

/// The text of a record: without its name, kind and buttons.
fn holds(browser: &Browser, text: &str) -> Outcome {
    let script = format!(
        "return [...document.querySelectorAll('.build-record .text')]
            .some(record => record.innerText === {})",
        json!(text)
    );
    browser.wait(&format!("a record that says {text}"), &script)
}

fn expect(browser: &Browser, what: &str, script: &str) -> Outcome {
    match browser.run(script, &[])? == json!(true) {
        true => Ok(()),
        false => Err(format!("not so: {what}")),
    }
}

fn are_found(browser: &Browser) -> Outcome {
    browser.open("#lang=en")?;
    browser.click("nav a[href='#build']")?;
    browser.wait_for(BUILT)?;
    for builder in Builder::ALL {
        choose(browser, "build-kind", builder.id())?;
        let kind = format!(
            "return document.getElementById('build-kind').value === '{0}' && location.hash.includes('build={0}')
                && document.querySelector('.build-record') !== null",
            builder.id()
        );
        browser.wait(builder.id(), &kind)?;
    }
    let strangers = browser.foreign_requests()?;
    let asked = strangers
        .iter()
        .map(|request| format!("asked {}", request.url));
    result::all_well(asked.collect())
}

/// The focus stays, and the record follows each key.
fn live(browser: &Browser) -> Outcome {
    browser.open("#build=spf&domain=d.example&lang=en")?;
    browser.wait_for(BUILT)?;
    holds(browser, "v=spf1 mx ~all")?;
    browser.click("#choose-addresses")?;
    browser.type_into("#choose-addresses", "198.41.0.4")?;
    holds(browser, "v=spf1 mx ip4:198.41.0.4 ~all")?;
    expect(
        browser,
        "the focus stays",
        "return document.activeElement.id === 'choose-addresses'",
    )?;
    choose(browser, "choose-others", "refused")?;
    choose(browser, "choose-exchangers", "no")?;
    holds(browser, "v=spf1 ip4:198.41.0.4 -all")?;
    let add = "const add = document.querySelector('[data-choice=includes] .add select');
        add.value = 'amazonses.com';
        add.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(add, &[])?;
    holds(browser, "v=spf1 include:amazonses.com ip4:198.41.0.4 -all")?;
    browser.click("#language")?;
    browser.wait(
        "Chinese",
        "return document.querySelector('.build').innerText.includes('拒收')",
    )?;
    holds(browser, "v=spf1 include:amazonses.com ip4:198.41.0.4 -all")
}

/// The sample has two SPF records, which become one.
fn start_from(browser: &Browser) -> Outcome {
    browser.open_check("#check=many-faults.example&lang=en")?;
    let there = "return [...document.querySelectorAll('[data-subject=spf] .records .text')].length";
    let there = browser.run(there, &[])?.as_u64().unwrap_or_default();
    browser.click("#build-from")?;
    browser.wait_for(BUILT)?;
    expect(
        browser,
        "what is there is replaced",
        "return document.querySelector('.build-record').dataset.fate !== 'add'
            && document.querySelector('.build-record .fate') !== null",
    )?;
    expect(
        browser,
        "one is published",
        "return [...document.querySelectorAll('.build-record:not([data-fate=delete])')].length === 1",
    )?;
    if there == 0 {
        return Err("the sample has no SPF record".into());
    }
    // From another domain nothing is known, and that is said.
    browser.fill("#build-domain", "other.example")?;
    browser.wait(
        "nothing is known",
        "return !document.querySelector('#build-look-up').hidden",
    )?;
    holds(browser, "v=spf1 mx ~all")
}

/// A link to a builder asks nothing; a button does, and then it starts from
/// what is there.
fn look_up_what_is_there(browser: &Browser) -> Outcome {
    browser.open("#build=spf&domain=many-faults.example&lang=en")?;
    browser.wait_for("#build-look-up:not([hidden])")?;
    expect(
        browser,
        "nothing is known of what is there",
        "return !document.querySelector('.build-record[data-fate=delete]')",
    )?;
    browser.click("#build-look-up")?;
    browser.wait_for(".build-record[data-fate=delete]")?;
    browser.wait_for("#build-look-up[hidden]")?;
    expect(
        browser,
        "it starts from what is there",
        "return document.querySelector('.build-record .text').innerText.includes('include:_spf.vendor-a.example')",
    )
}

/// Whoever opens the link sees the same choices.
fn choices_are_linked(browser: &Browser) -> Outcome {
    browser.open("#build=dmarc&domain=d.example&lang=en")?;
    browser.wait_for("#choose-policy")?;
    choose(browser, "choose-policy", "junk")?;
    browser.fill("#choose-reports", "a@d.example, b@d.example")?;
    let text = "v=DMARC1; p=quarantine; np=reject; rua=mailto:a@d.example,mailto:b@d.example";
    holds(browser, text)?;
    let hash = browser.run("return location.hash", &[])?;
    let hash = hash.as_str().unwrap_or_default().to_owned();
    if !hash.contains("choose=policy:junk,reports:a%40d.example") {
        return Err(hash);
    }
    browser.open("")?;
    browser.open(&hash)?;
    browser.wait_for("#choose-policy")?;
    holds(browser, text)?;
    // The choices of one builder are none of another.
    choose(browser, "build-kind", "spf")?;
    browser.wait("no choices", "return !location.hash.includes('choose')")
}

fn set_up(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example&selector=mail,ed&lang=en")?;
    browser.click("#build-from")?;
    browser.wait_for(BUILT)?;
    choose(browser, "build-kind", "setup")?;
    browser.wait_for("#choose-provider")?;
    choose(browser, "choose-provider", "fastmail")?;
    holds(browser, "10 in1-smtp.messagingengine.com.")?;
    holds(browser, "fm1.healthy.example.dkim.fmhosted.com.")?;
    expect(
        browser,
        "the present servers go",
        "return document.querySelector('.build-record[data-fate=delete]') !== null",
    )?;
    expect(
        browser,
        "one SPF record",
        "return [...document.querySelectorAll('.build-record:not([data-fate=delete]) .text')]
            .filter(record => record.innerText.startsWith('v=spf1')).length === 1",
    )
}

fn say_what_is_wrong(browser: &Browser) -> Outcome {
    browser.open("#build=dmarc&domain=d.example&lang=en")?;
    browser.wait_for(".judged-as[data-severity=warning]")?;
    browser.wait_for(".finding[data-rule=dmarc-policy-none]")?;
    choose(browser, "choose-policy", "refused")?;
    browser.wait_for(".judged-as[data-severity=good]")?;
    browser.fill("#choose-reports", "nobody")?;
    browser.wait_for(".judged-as[data-severity=error]")?;
    browser.fill("#choose-reports", "r@reports.example")?;
    holds(browser, "v=DMARC1;")?;
    browser.fill("#build-domain", "192.0.2.1")?;
    browser.wait_for("#build-begun.refused")
}

/// From the head to the last choice with Tab alone; no choice is out of reach.
fn by_keyboard(browser: &Browser) -> Outcome {
    browser.open("#build=mta-sts&domain=d.example&lang=en")?;
    browser.wait_for(BUILT)?;
    let script = "const wanted = [...document.querySelectorAll('.building :is(select, input), .clauses :is(select, input), .built button, .built summary')];
        return wanted.length > 5 && wanted.filter(each => each.checkVisibility()).every(each => {
            each.focus();
            const named = each.labels?.length || each.getAttribute('aria-label') || each.innerText.trim();
            return document.activeElement === each && named;
        })";
    expect(browser, "all of it takes the focus and has a name", script)?;
    browser.run("document.getElementById('choose-hosts').focus()", &[])?;
    browser.type_into("#choose-hosts", ", mx2.d.example")?;
    browser.wait(
        "the policy has both",
        "return document.querySelector('.build-record .text').innerText.includes('mx: mx2.d.example')",
    )
}

fn are_linked_to(browser: &Browser) -> Outcome {
    browser.open("#build=parked&domain=d.example&lang=zh")?;
    browser.wait_for(BUILT)?;
    holds(browser, "0 .")?;
    holds(browser, "v=spf1 -all")?;
    holds(browser, "v=DKIM1; p=")?;
    let kept = "return location.hash === '#build=parked&domain=d.example&lang=zh'";
    expect(browser, "the link stays", kept)?;
    browser.run(
        "location.hash = '#build=tls-rpt&domain=e.example&lang=en'",
        &[],
    )?;
    holds(browser, "v=TLSRPTv1; rua=mailto:tls-reports@e.example")?;
    browser.run("history.back()", &[])?;
    holds(browser, "0 .")
}

fn fit_a_phone(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for language in ["en", "zh"] {
        for builder in Builder::ALL {
            browser.open(&format!(
                "#build={}&domain=a-domain-with-a-long-name.example&lang={language}",
                builder.id()
            ))?;
            browser.wait_for(BUILT)?;
            for width in [1280, 768, 360, 320] {
                browser.look(Look { width, ..DESKTOP })?;
                let inner = browser.run("return document.documentElement.scrollWidth", &[])?;
                if inner.as_u64().is_none_or(|inner| inner > u64::from(width)) {
                    amiss.push(format!(
                        "{} ({language}) is {inner} wide on {width}",
                        builder.id()
                    ));
                }
            }
        }
    }
    result::all_well(amiss)
}
