//! What a person meets before the first check.

use crate::browser::{Browser, DESKTOP, DONE, ENTER, FIELD, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::json;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("first_load", "runs_and_asks_nobody", runs_and_asks_nobody),
        Test::new("first_load", "paints_before_modules", paints_before_modules),
        Test::new("first_load", "fits_every_width", fits_every_width),
        Test::new("first_load", "speaks_as_the_browser", speaks_as_the_browser),
        Test::new("first_load", "typed_early_is_kept", typed_early_is_kept),
        Test::new("first_load", "sent_early_is_checked", sent_early_is_checked),
        Test::new("first_load", "a_link_shows_early", a_link_shows_early),
        Test::new(
            "first_load",
            "says_that_it_cannot_start",
            says_that_it_cannot_start,
        ),
        Test::new(
            "first_load",
            "goes_on_when_the_engine_comes_late",
            goes_on_when_the_engine_comes_late,
        ),
    ]
}

/// The page starts, the console stays silent, and nothing but its own files is fetched.
fn runs_and_asks_nobody(browser: &Browser) -> Outcome {
    browser.open("")?;
    browser.wait_for("main[data-state=idle]")?;
    let strangers = browser.foreign_requests()?;
    let asked = strangers
        .iter()
        .map(|request| format!("asked {}", request.url));
    result::all_well(asked.collect())
}

/// The form is painted while its modules are still on their way.
fn paints_before_modules(browser: &Browser) -> Outcome {
    browser.site.hold_modules(true);
    browser.open_first_paint("")?;
    let painted = "return performance.getEntriesByName('first-contentful-paint').length === 1";
    browser.wait("the first paint", painted)?;
    let state = browser.run(
        "return document.documentElement.dataset.page ?? 'not yet'",
        &[],
    )?;
    match state == "not yet" {
        true => Ok(()),
        false => Err(format!("the page is {state} while its modules are held")),
    }
}

/// Nothing sticks out to the right, from a small phone to a desktop.
fn fits_every_width(browser: &Browser) -> Outcome {
    let pages = [
        "",
        "#check=many-faults.example&selector=s1,s2,default,dkim",
        "#check=healthy.example&selector=mail,ed",
        "#check=v%3Dspf1%20include%3A_spf.a-domain-with-a-long-name.example%20ip4%3A1.2.3%20%2Ball",
    ];
    let mut amiss = Vec::new();
    for language in ["en", "zh"] {
        for page in pages {
            let separator = if page.is_empty() { "#" } else { "&" };
            browser.open(&format!("{page}{separator}lang={language}"))?;
            if !page.is_empty() {
                browser.wait_for(DONE)?;
                unfold(browser)?;
            }
            for width in [1280, 768, 360, 320] {
                browser.look(Look { width, ..DESKTOP })?;
                let inner = browser.run("return document.documentElement.scrollWidth", &[])?;
                if inner.as_u64().is_none_or(|inner| inner > u64::from(width)) {
                    amiss.push(format!("{page} ({language}) is {inner} wide on {width}"));
                }
            }
        }
    }
    result::all_well(amiss)
}

fn unfold(browser: &Browser) -> Outcome {
    let open = "for (const each of document.querySelectorAll('.result details')) each.open = true";
    browser.run(open, &[]).map(drop)
}

/// English or Chinese, as the browser prefers, and English for all others.
fn speaks_as_the_browser(browser: &Browser) -> Outcome {
    for (language, spoken) in [
        ("en-GB", "en"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("fr", "en"),
        ("de,zh,en", "zh-Hans"),
    ] {
        browser.look(Look {
            language,
            ..DESKTOP
        })?;
        for held in [true, false] {
            browser.site.hold_modules(held);
            browser.open_first_paint("")?;
            if !held {
                browser.wait_for("html[data-page=running]")?;
            }
            let says = browser.run("return document.documentElement.lang", &[])?;
            let other = browser.text("#language")?;
            let switch = if spoken == "en" {
                "简体中文"
            } else {
                "English"
            };
            if says != spoken || other != switch {
                let when = if held { "at first" } else { "then" };
                return Err(format!(
                    "speaks {says} {when} to a browser set to {language}"
                ));
            }
        }
    }
    Ok(())
}

/// What is typed before the module is there stays, and so does the focus.
fn typed_early_is_kept(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.site.hold_modules(true);
    browser.open_first_paint("")?;
    browser.type_into(FIELD, "healthy.tes")?;
    browser.site.hold_modules(false);
    browser.wait_for("html[data-page=running]")?;
    browser
        .run("return document.activeElement.id", &[])
        .and_then(|id| {
            (id == "input")
                .then_some(())
                .ok_or("the focus is lost".into())
        })?;
    // Where the cursor is, the rest goes.
    browser.type_into(FIELD, &format!("t{ENTER}"))?;
    browser.wait_for(DONE)?;
    has_checked(browser, "healthy.test")
}

/// Enter before the module is there is not lost.
fn sent_early_is_checked(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.site.hold_modules(true);
    browser.open_first_paint("")?;
    browser.type_into(FIELD, &format!("healthy.test{ENTER}"))?;
    browser.site.hold_modules(false);
    browser.wait_for(DONE)?;
    has_checked(browser, "healthy.test")
}

/// A link shows in the field what it checks before the module is there.
fn a_link_shows_early(browser: &Browser) -> Outcome {
    browser.site.hold_modules(true);
    browser.open_first_paint("#check=healthy.example&lang=zh")?;
    let field = browser.run(
        "return document.querySelector(arguments[0]).value",
        &[json!(FIELD)],
    )?;
    if field != "healthy.example" {
        return Err(format!("the field says {field}"));
    }
    if browser.run("return document.documentElement.lang", &[])? != "zh-Hans" {
        return Err("not in the link's language".into());
    }
    browser.site.hold_modules(false);
    browser.wait_for(DONE)?;
    has_checked(browser, "healthy.example")
}

fn has_checked(browser: &Browser, domain: &str) -> Outcome {
    let title = browser.text(".result h1")?;
    let state = result::state(browser, "mx")?;
    match (title.as_str(), state.as_str()) {
        (title, "good") if title == domain => Ok(()),
        _ => Err(format!("checked {title}, and MX is {state}")),
    }
}

/// Without WebAssembly the page says so, in words.
fn says_that_it_cannot_start(browser: &Browser) -> Outcome {
    browser.run_first("delete globalThis.WebAssembly")?;
    browser.open_first_paint("")?;
    browser.wait_for("html[data-page=failed] #boot-failed:not([hidden])")?;
    let said = browser.text("#boot-failed")?;
    if !said.contains("has no WebAssembly") {
        return Err(format!("says {said}"));
    }
    // Which is told on the console too.
    match browser.complaints()?.as_slice() {
        [one] if one.contains("WebAssembly") => Ok(()),
        said => Err(format!("the console says {said:?}")),
    }
}

/// The page is there and the engine is not to be had: that is said, nothing is
/// said of the domain, and the next try works.
fn goes_on_when_the_engine_comes_late(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.site.refuse(Some("engine"));
    browser.open("#check=healthy.test")?;
    browser.wait_for("#boot-failed:not([hidden])")?;
    let states = result::states(browser)?;
    let silent = |state: &String| state == "pending" || state == "unknown";
    if !states.values().all(silent) {
        return Err(format!("without an engine the rows say {states:?}"));
    }
    browser.site.refuse(None);
    browser.hush()?;
    browser.check("healthy.test")?;
    has_checked(browser, "healthy.test")?;
    match browser.attributes("#boot-failed[hidden]", "id")?.len() {
        1 => Ok(()),
        _ => Err("it still says that the page does not start".into()),
    }
}
