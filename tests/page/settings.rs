//! The settings: who is asked, in which order; and a browser that keeps
//! nothing, or that kept rubbish.

use crate::browser::{Browser, DESKTOP, DONE, ENTER, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::{Value, json};

const OPEN: &str = "#open-settings";
const CHOSEN: &str = "dialog[open] .resolvers [data-resolver]";
const OWN: &str = "#own-resolver";
const RESOLVERS: &str = "mailvet.resolvers";

/// What is no URL of a resolver, and a word of what is said of it.
const REFUSED: [(&str, &str); 7] = [
    ("dns.example", "https://"),
    ("ftp://dns.example/", "https://"),
    ("http://dns.example/dns-query", "dns.example"),
    ("https://", "no host"),
    ("https://me:secret@dns.example/", "user name or password"),
    ("https://dns.example/a b", "no place in a URL"),
    ("javascript:alert(1)", "https://"),
];

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("settings", "own_resolver", own_resolver),
        Test::new("settings", "bad_urls_are_refused", bad_urls_are_refused),
        Test::new("settings", "order_is_changed", order_is_changed),
        Test::new("settings", "see_who_answers", see_who_answers),
        Test::new("settings", "open_and_close", open_and_close),
        Test::new("settings", "colours_are_chosen", colours_are_chosen),
        Test::new(
            "settings",
            "a_usual_profile_is_taken",
            a_usual_profile_is_taken,
        ),
        Test::new("settings", "storage_that_throws", storage_that_throws),
        Test::new("settings", "storage_that_is_full", storage_that_is_full),
        Test::new("settings", "storage_of_rubbish", storage_of_rubbish),
    ]
}

/// Opens them, and waits until they know who there is to ask.
fn open(browser: &Browser) -> Outcome {
    browser.click(OPEN)?;
    browser.wait_for(CHOSEN)
}

fn chosen(browser: &Browser) -> Result<Vec<String>, String> {
    browser.attributes(CHOSEN, "data-resolver")
}

/// Typed in, it is asked first from then on, and at the next visit too.
fn own_resolver(browser: &Browser) -> Outcome {
    let doh = browser.lab.doh();
    browser.open("")?;
    open(browser)?;
    let before = chosen(browser)?;
    browser.fill(OWN, &format!(" {doh}{{?dns}} {ENTER}"))?;
    let label = host(doh);
    browser.wait_for(&format!("{CHOSEN}[data-resolver='{label}']"))?;
    let after = chosen(browser)?;
    if after.first() != Some(&label) || after[1..] != before {
        return Err(format!("{before:?} has become {after:?}"));
    }
    drop_others(browser, &label)?;
    browser.click("dialog[open] .bar .go")?;
    browser.requests()?;
    browser.check("healthy.test")?;
    is_asked_alone(browser, doh)?;
    browser.open_check("#check=healthy.test")?;
    is_asked_alone(browser, doh)?;
    match browser.text("#resolver")? {
        resolver if resolver == label => Ok(()),
        resolver => Err(format!("“Asked at” says {resolver}")),
    }
}

fn host(url: &str) -> String {
    url.split('/').nth(2).unwrap_or_default().to_owned()
}

/// Takes all resolvers off the list but one.
fn drop_others(browser: &Browser, label: &str) -> Outcome {
    for other in chosen(browser)?.iter().filter(|other| *other != label) {
        browser.click(&format!(
            "{CHOSEN}[data-resolver='{other}'] button:last-of-type"
        ))?;
        let script =
            format!("return document.querySelector(\"dialog [data-resolver='{other}']\") === null");
        browser.wait("a resolver that is gone", &script)?;
    }
    match chosen(browser)?.as_slice() {
        [one] if one == label => Ok(()),
        left => Err(format!("{left:?} are left")),
    }
}

fn is_asked_alone(browser: &Browser, doh: &str) -> Outcome {
    if result::state(browser, "mx")? != "good" {
        return Err("MX is not good".into());
    }
    let asked = browser.foreign_requests()?;
    let strangers = asked.iter().filter(|request| !request.url.starts_with(doh));
    result::all_well(
        strangers
            .map(|request| format!("asked {}", request.url))
            .collect(),
    )
}

/// With words, and the list stays as it was.
fn bad_urls_are_refused(browser: &Browser) -> Outcome {
    browser.open("")?;
    open(browser)?;
    let before = chosen(browser)?;
    let mut amiss = Vec::new();
    for (url, word) in REFUSED {
        browser.fill(OWN, &format!("{url}{ENTER}"))?;
        let said = browser.text("#own-resolver-error")?;
        if !said.contains(word) {
            amiss.push(format!("{url}: says “{said}”"));
        }
    }
    if chosen(browser)? != before {
        amiss.push(format!("the list has become {:?}", chosen(browser)?));
    }
    if browser.stored(RESOLVERS)? != Value::Null {
        amiss.push("a list was kept".into());
    }
    result::all_well(amiss)
}

/// Up, off the list, and back to the page's own.
fn order_is_changed(browser: &Browser) -> Outcome {
    browser.open("")?;
    let first = browser.text("#resolver")?;
    open(browser)?;
    let before = chosen(browser)?;
    let second = before.get(1).ok_or("there is one resolver alone")?;
    browser.click(&format!(
        "{CHOSEN}[data-resolver='{second}'] button:first-of-type"
    ))?;
    browser.wait_for(&format!("{CHOSEN}:first-child[data-resolver='{second}']"))?;
    if browser.text("#resolver")? != *second {
        return Err(format!("“Asked at” does not say {second}"));
    }
    browser.open("")?;
    if browser.text("#resolver")? != *second {
        return Err("the order is not kept".into());
    }
    open(browser)?;
    browser.click("dialog[open] .buttons button:last-of-type")?;
    browser.wait_for(&format!("{CHOSEN}:first-child[data-resolver='{first}']"))?;
    match chosen(browser)? == before && browser.stored(RESOLVERS)? == Value::Null {
        true => Ok(()),
        false => Err("it is not as at first".into()),
    }
}

/// Each resolver's time, or why it is of no use.
fn see_who_answers(browser: &Browser) -> Outcome {
    let (doh, dead) = (browser.lab.doh(), browser.lab.address("DEAD"));
    let busy = browser.lab.fault("429");
    browser.ask_only(&[dead, &busy, doh])?;
    browser.open("")?;
    open(browser)?;
    browser.click("#probe")?;
    browser.wait_for(&format!("{CHOSEN}[data-resolver='{doh}'] .good"))?;
    for (resolver, word) in [(dead, "cannot be reached"), (&busy, "HTTP 429")] {
        let said = browser.text(&format!("{CHOSEN}[data-resolver='{resolver}'] .not-known"))?;
        if !said.contains(word) {
            return Err(format!("{resolver}: says “{said}”"));
        }
    }
    match browser.text("#resolver")? {
        resolver if resolver == doh => Ok(()),
        resolver => Err(format!("“Asked at” says {resolver}, which does not answer")),
    }
}

/// From both places, by the button and by Escape; the language is there too.
fn open_and_close(browser: &Browser) -> Outcome {
    browser.open("")?;
    for opener in [OPEN, "#resolver"] {
        browser.click(opener)?;
        browser.wait_for("dialog[open]")?;
        browser.type_into("dialog[open] .go", "\u{E00C}")?;
        browser.wait_for("dialog:not([open])")?;
    }
    open(browser)?;
    browser.click("dialog[open] [lang=zh-Hans] input")?;
    browser.wait_for("html[lang=zh-Hans]")?;
    browser.click("dialog[open] .go")?;
    browser.wait_for("dialog:not([open])")
}

/// Chosen colours come at once, stand before the module is there, and colour
/// the browser's own bar too; the system's come back.
fn colours_are_chosen(browser: &Browser) -> Outcome {
    let seen = "return [getComputedStyle(document.body).backgroundColor,
        [...document.querySelectorAll('meta[name=theme-color]')].find(bar => matchMedia(bar.media || 'all').matches).content]";
    let light = json!(["rgb(251, 250, 247)", "#fbfaf7"]);
    let dark = json!(["rgb(20, 22, 26)", "#14161a"]);
    for system_is_dark in [false, true] {
        let (system, other, theme) = match system_is_dark {
            false => (&light, &dark, "dark"),
            true => (&dark, &light, "light"),
        };
        browser.look(Look {
            dark: system_is_dark,
            ..DESKTOP
        })?;
        browser.open("")?;
        if browser.run(seen, &[])? != *system {
            return Err(format!("at first it is {}", browser.run(seen, &[])?));
        }
        open(browser)?;
        browser.click(&format!("dialog[open] [name=theme][value={theme}]"))?;
        if browser.run(seen, &[])? != *other {
            return Err(format!("{theme} is {}", browser.run(seen, &[])?));
        }
        browser.site.hold_modules(true);
        browser.open_first_paint("")?;
        if browser.run(seen, &[])? != *other {
            return Err(format!("at the next visit {}", browser.run(seen, &[])?));
        }
        browser.site.hold_modules(false);
        browser.wait_for("html[data-page=running]")?;
        open(browser)?;
        browser.click("dialog[open] [name=theme][value='']")?;
        if browser.run(seen, &[])? != *system || browser.stored("mailvet.theme")? != Value::Null {
            return Err(format!("in the end it is {}", browser.run(seen, &[])?));
        }
    }
    Ok(())
}

/// The form begins with it; a link says itself what a domain is for.
fn a_usual_profile_is_taken(browser: &Browser) -> Outcome {
    let chosen = "return document.querySelector('#profile').value";
    browser.open("")?;
    open(browser)?;
    browser.run(
        "const select = document.querySelector('#usual-profile');
        select.value = 'parked';
        select.dispatchEvent(new Event('change', { bubbles: true }))",
        &[],
    )?;
    browser.wait(
        "the form to follow",
        "return document.querySelector('#profile').value === 'parked'",
    )?;
    browser.open("")?;
    if browser.run(chosen, &[])? != "parked" {
        return Err("it is not taken at the next visit".into());
    }
    browser.check("healthy.example")?;
    if browser.run("return location.hash", &[])? != "#check=healthy.example&profile=parked&lang=en"
    {
        return Err("the check is not as chosen".into());
    }
    browser.open_check("#check=healthy.example")?;
    match browser.run(chosen, &[])? == "" {
        true => Ok(()),
        false => Err("a link that says no profile is judged as another".into()),
    }
}

/// Even to look at the storage is forbidden, as with cookies blocked.
fn storage_that_throws(browser: &Browser) -> Outcome {
    browser.run_first(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    )?;
    works_without_storage(browser)
}

/// There is a storage, and nothing goes in or out.
fn storage_that_is_full(browser: &Browser) -> Outcome {
    browser.run_first(
        "for (const name of ['getItem', 'setItem', 'removeItem'])
            Storage.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError') }",
    )?;
    works_without_storage(browser)
}

fn works_without_storage(browser: &Browser) -> Outcome {
    let doh = browser.lab.doh();
    browser.open("")?;
    browser.click("#language")?;
    browser.wait_for("html[lang=zh-Hans]")?;
    browser.click("#language")?;
    browser.wait_for("html[lang=en]")?;
    browser.click("[data-sample='healthy.example']")?;
    browser.wait_for(DONE)?;
    open(browser)?;
    browser.fill(OWN, &format!("{doh}{ENTER}"))?;
    let label = host(doh);
    browser.wait_for(&format!("{CHOSEN}[data-resolver='{label}']"))?;
    drop_others(browser, &label)?;
    browser.click("dialog[open] .go")?;
    browser.requests()?;
    browser.check("healthy.test")?;
    is_asked_alone(browser, doh)
}

/// Whatever was kept, the page starts, and asks those that it can.
fn storage_of_rubbish(browser: &Browser) -> Outcome {
    browser.open("")?;
    let first = browser.text("#resolver")?;
    for rubbish in [
        "",
        "[",
        "null",
        "{}",
        "[]",
        "[1,null,{},[]]",
        "\"https://dns.example/\"",
        r#"[{"label":1,"url":2}]"#,
    ] {
        browser.store(RESOLVERS, rubbish)?;
        browser.store("mailvet.language", "\u{202e}rubbish")?;
        browser.open("")?;
        let resolver = browser.text("#resolver")?;
        if resolver != first {
            return Err(format!("{rubbish}: asks {resolver}"));
        }
    }
    // One that can be asked among those that cannot.
    let doh = browser.lab.doh();
    let mixed = format!(r#"[7,"javascript:1","http://dns.example/","{doh}"]"#);
    browser.store(RESOLVERS, &mixed)?;
    browser.open_check("#check=healthy.test")?;
    is_asked_alone(browser, doh)
}
