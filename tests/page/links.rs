//! The address bar: a link opens and runs a check in its language, going back
//! goes back, and the language is switched under a result that stays.

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::json;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("links", "run_in_their_language", run_in_their_language),
        Test::new("links", "follow_the_check", follow_the_check),
        Test::new("links", "are_copied", are_copied),
        Test::new("links", "go_back_and_forward", go_back_and_forward),
        Test::new("links", "of_all_sorts", of_all_sorts),
        Test::new("links", "language_switch_keeps_the_result", language_switch),
        Test::new("links", "language_is_remembered", language_is_remembered),
    ]
}

fn lang(browser: &Browser) -> Result<String, String> {
    let lang = browser.run("return document.documentElement.lang", &[])?;
    Ok(lang.as_str().unwrap_or_default().to_owned())
}

fn hash(browser: &Browser) -> Result<String, String> {
    let hash = browser.run("return location.hash", &[])?;
    Ok(hash.as_str().unwrap_or_default().to_owned())
}

/// Whatever the browser prefers and was kept: the link's language is taken.
fn run_in_their_language(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.store("mailvet.language", "en")?;
    for (tag, lang_of_page, word) in [("zh", "zh-Hans", "查询依据"), ("en", "en", "Evidence")] {
        browser.open_check(&format!("#check=healthy.test&selector=default&lang={tag}"))?;
        let (lang, dkim) = (lang(browser)?, result::state(browser, "dkim")?);
        if lang != lang_of_page || dkim != "good" {
            return Err(format!("{tag}: speaks {lang}, and DKIM is {dkim}"));
        }
        if !result::text(browser)?.contains(word) {
            return Err(format!("{tag}: does not say {word}"));
        }
        let title = browser.run("return document.title", &[])?;
        if !title
            .as_str()
            .is_some_and(|title| title.starts_with("healthy.test"))
        {
            return Err(format!("the window is called {title}"));
        }
        let selectors = browser.run("return document.querySelector('#selectors').value", &[])?;
        if selectors != "default" {
            return Err(format!("the selectors are {selectors}"));
        }
    }
    Ok(())
}

/// What is checked stands in the address bar, ready for anyone.
fn follow_the_check(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    for (typed, link) in [
        ("Postmaster@Healthy.Test", "#check=healthy.test&lang=en"),
        ("bücher.test", "#check=xn--bcher-kva.test&lang=en"),
        ("2001:0002::10", "#check=2001:2::10&lang=en"),
    ] {
        browser.check(typed)?;
        let hash = hash(browser)?;
        if hash != link {
            return Err(format!("{typed}: the link is {hash}"));
        }
    }
    Ok(())
}

fn are_copied(browser: &Browser) -> Outcome {
    let may = json!({ "origin": browser.site.origin(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", may)?;
    browser.open_check("#check=healthy.example&lang=en")?;
    browser.click(".actions .copy")?;
    let copied = "return document.querySelector('.actions .copy .shown').textContent === 'Copied'";
    browser.wait("“Copied”", copied)?;
    let text = browser.run("return navigator.clipboard.readText()", &[])?;
    let wanted = format!("{}#check=healthy.example&lang=en", browser.site.page());
    match text.as_str() == Some(&wanted) {
        true => Ok(()),
        false => Err(format!("copied {text}")),
    }
}

fn go_back_and_forward(browser: &Browser) -> Outcome {
    browser.open("")?;
    let is = |domain: &str| {
        let script = format!(
            "return document.querySelector('main').dataset.state === 'done' && document.querySelector('.result h1')?.firstChild.data === '{domain}'"
        );
        browser.wait(domain, &script)
    };
    browser.click("[data-sample='healthy.example']")?;
    is("healthy.example")?;
    browser.check("many-faults.example")?;
    is("many-faults.example")?;
    browser.run("history.back()", &[])?;
    is("healthy.example")?;
    let field = browser.run("return document.querySelector('#input').value", &[])?;
    if field != "healthy.example" {
        return Err(format!("the field says {field}"));
    }
    browser.run("history.back()", &[])?;
    browser.wait_for("main[data-state=idle] .start")?;
    browser.run("history.forward()", &[])?;
    is("healthy.example")?;
    browser.run("history.forward()", &[])?;
    is("many-faults.example")?;
    browser.click(".brand")?;
    browser.wait_for("main[data-state=idle] .start")
}

/// Whatever stands in the address bar, the page runs.
fn of_all_sorts(browser: &Browser) -> Outcome {
    for fragment in [
        "#",
        "#&&=&==%",
        "#check=",
        "#check=%zz%FF%00",
        "#lang=tlh",
        "#check=a..b",
        "#nothing=known",
        "#check=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D'owned'%3E",
        "#check=healthy.example&selector=..,%00,a..b",
    ] {
        browser.open(fragment)?;
        // What is no domain is told of where the page begins.
        browser.wait_for("main:not([data-state=running])")?;
    }
    Ok(())
}

/// The result is said anew, and nothing is asked anew.
fn language_switch(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=no-way-back.test")?;
    let states = result::states(browser)?;
    let rules = result::faults(browser)?;
    let english = result::text(browser)?;
    browser.requests()?;
    browser.click("#language")?;
    browser.wait_for("html[lang=zh-Hans]")?;
    let chinese = result::text(browser)?;
    if chinese == english || !chinese.contains("查询依据") {
        return Err("the result is not in Chinese".into());
    }
    if result::states(browser)? != states || result::faults(browser)? != rules {
        return Err("the result has changed".into());
    }
    if hash(browser)? != "#check=no-way-back.test&lang=zh" {
        return Err(format!("the link is {}", hash(browser)?));
    }
    browser.click("#language")?;
    browser.wait_for("html[lang=en]")?;
    if result::text(browser)? != english {
        return Err("it is not the same in English as before".into());
    }
    match browser.foreign_requests()?.as_slice() {
        [] => Ok(()),
        asked => Err(format!("asked {asked:?}")),
    }
}

fn language_is_remembered(browser: &Browser) -> Outcome {
    browser.open("")?;
    browser.click("#language")?;
    browser.wait_for("html[lang=zh-Hans]")?;
    if browser.stored("mailvet.language")? != "zh-Hans" {
        return Err("the language is not kept".into());
    }
    browser.open("")?;
    match lang(browser)?.as_str() {
        "zh-Hans" => Ok(()),
        lang => Err(format!("speaks {lang} at the next visit")),
    }
}
