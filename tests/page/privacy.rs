//! Who learns what: the page's host nothing but that the page was opened, the
//! chosen resolver the questions, and nobody else anything.

use crate::browser::{Browser, FIELD};
use crate::result;
use crate::runner::{Outcome, Test};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new(
            "privacy",
            "the_host_learns_nothing",
            the_host_learns_nothing,
        ),
        Test::new(
            "privacy",
            "the_resolver_alone_is_asked",
            the_resolver_alone_is_asked,
        ),
        Test::new("privacy", "typing_tells_nothing", typing_tells_nothing),
        Test::new("privacy", "settings_ask_nobody", settings_ask_nobody),
        Test::new("privacy", "policy_is_strict", policy_is_strict),
        Test::new(
            "privacy",
            "the_room_tells_the_truth",
            the_room_tells_the_truth,
        ),
        Test::new("privacy", "all_is_forgotten", all_is_forgotten),
    ]
}

/// No request to the page's own host names the domain, the selector or the
/// language: not its address, not a header, not its body.
fn the_host_learns_nothing(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=healthy.test&selector=s2026&lang=zh")?;
    browser.check("bücher.test")?;
    browser.click("#language")?;
    browser.wait_for("html[lang=en]")?;
    let mut amiss = Vec::new();
    let heads = browser.site.heads();
    for head in &heads {
        for secret in ["healthy", "s2026", "xn--", "check=", "zh-Hans"] {
            if head.contains(secret) {
                amiss.push(format!("the host is told {secret}: {head}"));
            }
        }
    }
    if heads.len() < 5 {
        amiss.push(format!("only {} requests are known of", heads.len()));
    }
    result::all_well(amiss)
}

/// By simple requests alone, without a cookie, without saying where from.
fn the_resolver_alone_is_asked(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=healthy.test&selector=s2026")?;
    result::open_all(browser)?;
    let requests = browser.foreign_requests()?;
    let mut amiss = Vec::new();
    for request in &requests {
        if !request.url.starts_with(browser.lab.doh()) {
            amiss.push(format!("asked {}", request.url));
        }
        if request.method != "GET" {
            amiss.push(format!("{} {}", request.method, request.url));
        }
        for header in ["Referer", "Cookie", "Content-Type"] {
            let empty = format!("\"{header}\":\"\"");
            if request.extras.replace(&empty, "").contains(header) {
                amiss.push(format!("{header} in {}", request.extras));
            }
        }
    }
    let known = |name: &str| {
        requests
            .iter()
            .any(|it| it.domain().as_deref() == Some(name))
    };
    for name in [
        "healthy.test",
        "_dmarc.healthy.test",
        "s2026._domainkey.healthy.test",
    ] {
        if !known(name) {
            amiss.push(format!("{name} was not asked for"));
        }
    }
    result::all_well(amiss)
}

/// At the first keystroke each resolver is asked once, for a name that has
/// nothing to do with what is typed; what is typed is told at Enter.
fn typing_tells_nothing(browser: &Browser) -> Outcome {
    let other = browser.lab.fault("good");
    browser.ask_only(&[browser.lab.doh(), &other])?;
    browser.open("")?;
    browser.type_into(FIELD, "healthy.test and more")?;
    std::thread::sleep(std::time::Duration::from_millis(300));
    let asked = browser.foreign_requests()?;
    let mut names: Vec<_> = asked
        .iter()
        .filter_map(|request| request.domain())
        .collect();
    names.dedup();
    match names == ["example.com"] && asked.len() == 2 {
        true => Ok(()),
        false => Err(format!("asked {asked:?}")),
    }
}

/// Who is to be asked can be chosen before anybody is.
fn settings_ask_nobody(browser: &Browser) -> Outcome {
    browser.open("")?;
    browser.click("#open-settings")?;
    browser.wait_for("dialog[open] .resolvers [data-resolver]")?;
    browser.click("dialog[open] [lang=zh-Hans] input")?;
    browser.click("dialog[open] .resolvers li:last-child button:last-of-type")?;
    browser.click("dialog[open] .go")?;
    std::thread::sleep(std::time::Duration::from_millis(200));
    let asked = browser.foreign_requests()?;
    let asked = asked.iter().map(|request| format!("asked {}", request.url));
    result::all_well(asked.collect())
}

/// It names those who are asked, and what is kept at the moment; to read it
/// asks nobody.
fn the_room_tells_the_truth(browser: &Browser) -> Outcome {
    let doh = browser.lab.doh();
    browser.ask_only(&[doh])?;
    browser.open("#lang=en")?;
    browser.click("footer a")?;
    browser.wait_for("main[data-state=done] .privacy")?;
    let asked = browser.attributes(".who-is-asked [data-resolver]", "data-resolver")?;
    if asked != [doh] {
        return Err(format!("it names {asked:?}"));
    }
    let kept = |browser: &Browser| browser.attributes("#kept [data-kept]", "data-kept");
    if kept(browser)? != ["mailvet.resolvers"] {
        return Err(format!("it says that {:?} is kept", kept(browser)?));
    }
    // What is chosen meanwhile is told at once, and the usual ones have links.
    browser.click("#open-settings")?;
    browser.click("dialog[open] .buttons button:last-of-type")?;
    browser.click("dialog[open] [name=theme][value=dark]")?;
    browser.click("dialog[open] [lang=zh-Hans] input")?;
    browser.click("dialog[open] .leads a")?;
    browser.wait_for("#kept [data-kept='mailvet.theme']")?;
    if kept(browser)? != ["mailvet.language", "mailvet.theme"] {
        return Err(format!("then {:?} is kept", kept(browser)?));
    }
    let asked = browser.attributes(".who-is-asked [data-resolver]", "data-resolver")?;
    let policies = browser.attributes(".who-is-asked a:not([hidden])", "href")?;
    if asked.len() != 5 || !policies.iter().all(|link| link.starts_with("https://")) {
        return Err(format!("it names {asked:?} and {policies:?}"));
    }
    // Some hand on a part of the asker's address.
    let tells = browser.run(
        "return [...document.querySelectorAll('.who-is-asked li')]
            .filter(each => each.textContent.includes('您地址的一部分')).map(each => each.dataset.resolver)",
        &[],
    )?;
    if tells != serde_json::json!(["Google", "AliDNS"]) {
        return Err(format!("a part of the address is told by {tells}"));
    }
    if policies.is_empty() || !browser.text(".privacy h1")?.contains("离开") {
        return Err("it is not told in Chinese, or without links".into());
    }
    let asked = browser.foreign_requests()?;
    let asked = asked.iter().map(|request| format!("asked {}", request.url));
    result::all_well(asked.collect())
}

/// The button leaves nothing in the storage.
fn all_is_forgotten(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=parked.test")?;
    browser.click("#language")?;
    browser.open("#privacy")?;
    browser.wait_for("#kept [data-kept='mailvet.recent']")?;
    browser.click("#forget-all")?;
    browser.wait_for("#kept #forget-all:disabled")?;
    match browser.run("return localStorage.length", &[])?.as_u64() {
        Some(0) => Ok(()),
        left => Err(format!("{left:?} are left")),
    }
}

/// Neither scripts of others nor scripts made of text run.
fn policy_is_strict(browser: &Browser) -> Outcome {
    browser.open("")?;
    let policy = browser.attributes("meta[http-equiv=Content-Security-Policy]", "content")?;
    let policy = policy.join(" ");
    let mut amiss = Vec::new();
    for word in [
        "default-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types mailvet",
        "base-uri 'self'",
        "form-action 'none'",
    ] {
        if !policy.contains(word) {
            amiss.push(format!("the policy lacks {word}"));
        }
    }
    for word in ["unsafe-inline", "'unsafe-eval'", "* ", " data: blob:"] {
        if policy.replace("127.0.0.1:* ", "").contains(word) {
            amiss.push(format!("the policy allows {word}"));
        }
    }
    let tried = browser.run(
        "try { document.body.innerHTML += '<b>'; return 'was let' } catch (error) { return error.name }",
        &[],
    )?;
    if tried != "TypeError" {
        amiss.push(format!("text became markup: {tried}"));
    }
    // The browser tells of the attempt.
    browser.complaints()?;
    result::all_well(amiss)
}
