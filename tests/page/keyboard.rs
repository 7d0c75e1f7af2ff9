//! The page without a mouse, and for those who hear it: each place can be come
//! to, in order, and is seen; what is read out is little.

use crate::browser::{Browser, DONE, FIELD};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::states;
use serde::Deserialize;
use serde_json::{Value, json};

/// Those of the states that between them have every kind of control.
const WALKED: [&str; 16] = [
    "start",
    "remembered",
    "many-done",
    "privacy",
    "seen",
    "seen-cut",
    "then",
    "record-spf",
    "many-faults-open",
    "plan",
    "trial",
    "policy",
    "compare",
    "build-spf",
    "build-dmarc",
    "settings",
];

pub fn tests() -> Vec<Test> {
    let mut tests: Vec<_> = WALKED
        .iter()
        .map(|name| Test::new("keyboard", name, move |browser| walk(browser, name)))
        .collect();
    tests.push(Test::new(
        "keyboard",
        "the_focus_goes_on",
        the_focus_goes_on,
    ));
    tests.push(Test::new(
        "keyboard",
        "the_focus_is_not_taken",
        the_focus_is_not_taken,
    ));
    tests.push(Test::new(
        "keyboard",
        "the_focus_stays_in_a_list",
        the_focus_stays_in_a_list,
    ));
    tests.push(Test::new(
        "keyboard",
        "little_is_read_out",
        little_is_read_out,
    ));
    tests
}

/// What the focus is on after a press of Tab.
#[derive(Deserialize)]
struct Stop {
    /// Its place among all that can be focused; `None` for what is not known.
    place: Option<usize>,
    /// What it is, for people.
    name: String,
    /// The width of its outline, in CSS pixels.
    outline: f64,
    /// Whether it is in sight, and nothing over it.
    seen: bool,
}

/// Tab goes to everything that can be focused, in the order of the document.
fn walk(browser: &Browser, name: &str) -> Outcome {
    states::named(name)?.open(browser, "en")?;
    // What was typed is judged a moment later.
    std::thread::sleep(std::time::Duration::from_millis(600));
    let count = browser.run(LIST, &[])?.as_u64().unwrap_or_default();
    let mut amiss = Vec::new();
    let mut expected = 0;
    loop {
        press_tab(browser)?;
        let stop = browser.run(WHERE, &[])?;
        let Ok(stop) = serde_json::from_value::<Stop>(stop) else {
            break;
        };
        if stop.place != Some(expected) {
            let next = browser.run("return places[arguments[0]]?.outerHTML", &[json!(expected)])?;
            amiss.push(format!("{} is next, not {next}", stop.name));
            break;
        }
        if stop.outline < 2.0 {
            amiss.push(format!("the focus on {} is not seen", stop.name));
        }
        if !stop.seen {
            amiss.push(format!("{} is out of sight, or covered", stop.name));
        }
        expected += 1;
    }
    if amiss.is_empty() && expected as u64 != count {
        amiss.push(format!("{expected} of {count} places were come to"));
    }
    result::all_well(amiss)
}

fn press_tab(browser: &Browser) -> Outcome {
    press(
        browser,
        json!({ "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 }),
    )
}

fn press_enter(browser: &Browser) -> Outcome {
    let enter =
        json!({ "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r" });
    press(browser, enter)
}

fn press(browser: &Browser, mut key: Value) -> Outcome {
    for kind in ["keyDown", "keyUp"] {
        key["type"] = kind.into();
        browser.devtools("Input.dispatchKeyEvent", key.clone())?;
    }
    Ok(())
}

/// The button that stops a check, a comparison too, and the one that begins it
/// again take each other's place. Whoever is at one is at the other then.
fn the_focus_goes_on(browser: &Browser) -> Outcome {
    let slow = browser.lab.fault("delay/2000");
    for (resolver, link, stops) in [
        (&slow, "#check=healthy.test", true),
        (&slow, "#compare=healthy.test", true),
        (
            &browser.lab.fault("delay/100"),
            "#check=healthy.test",
            false,
        ),
    ] {
        browser.ask_only(&[resolver])?;
        browser.open(link)?;
        browser.wait_for("#stop")?;
        browser.run("document.querySelector('#stop').focus()", &[])?;
        if stops {
            press_enter(browser)?;
        }
        browser.wait_for("main[data-state=done] #again")?;
        expect_focus(browser, "again", link)?;
        press_enter(browser)?;
        browser.wait_for("main[data-state=running] #stop")?;
        expect_focus(browser, "stop", link)?;
    }
    Ok(())
}

/// Where "check again" finds a record in the field, there is no check to go to.
/// Whoever types a domain next stays in the field.
fn the_focus_is_not_taken(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example")?;
    browser.fill(FIELD, "v=spf1 -all")?;
    browser.click("#again")?;
    browser.wait_for("main[data-state=done] .result .record")?;
    browser.fill(FIELD, "parked.example")?;
    press_enter(browser)?;
    browser.wait_for("main[data-state=done] #again")?;
    expect_focus(browser, "input", "a domain after a record")
}

/// Whoever forgets checks by their buttons goes on to the next one, or the last.
fn the_focus_stays_in_a_list(browser: &Browser) -> Outcome {
    let checks = [1, 2, 3].map(|n| json!({ "check": format!("n{n}.test"), "at": 1.8e12 }));
    browser.store("mailvet.recent", &json!(checks).to_string())?;
    browser.open("#lang=en")?;
    browser.wait_for("[data-recent] button")?;
    browser.run(
        "document.querySelector('[data-recent=\"n2.test\"] button').focus()",
        &[],
    )?;
    for next in ["n3.test", "n1.test"] {
        press_enter(browser)?;
        let focused = format!(
            "return document.activeElement.closest('[data-recent]')?.dataset.recent === '{next}'"
        );
        browser.wait(&format!("the focus on {next}"), &focused)?;
    }
    Ok(())
}

fn expect_focus(browser: &Browser, id: &str, link: &str) -> Outcome {
    let focused = browser.run("return document.activeElement.id", &[])?;
    match focused == id {
        true => Ok(()),
        false => Err(format!("{link}: the focus is on {focused}, not {id:?}")),
    }
}

/// Lists what can be focused, as the standard says it, and begins at the top. Of
/// radio buttons, the one that is chosen.
const LIST: &str = "
    const all = (document.querySelector('dialog[open]') ?? document).querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex]');
    globalThis.places = [...all].filter(it => !it.disabled && it.tabIndex >= 0 && it.checkVisibility()
        && !(it.type === 'radio' && !it.checked));
    const top = document.querySelector('dialog[open]') ?? document.body;
    top.tabIndex = -1;
    top.focus();
    top.removeAttribute('tabindex');
    scrollTo(0, 0);
    return places.length;";

const WHERE: &str = "
    const it = document.activeElement;
    const place = places.indexOf(it);
    if (!it || it === document.body || (globalThis.been ??= new Set()).has(it)) return null;
    been.add(it);
    const style = getComputedStyle(it), box = it.getBoundingClientRect();
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    const over = document.elementFromPoint(box.x + box.width / 2, Math.max(box.top, 0) + height / 2);
    return {
        place: place < 0 ? null : place,
        name: it.outerHTML.slice(0, 120),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        seen: height >= Math.min(box.height, innerHeight) - 1 && over !== null
            && (it.contains(over) || over.contains(it)),
    };";

/// A check of some 75 questions says what it came to, and little else.
fn little_is_read_out(browser: &Browser) -> Outcome {
    browser.ask_only(&[&browser.lab.fault("delay/100")])?;
    browser.run_first(
        "globalThis.said = [];
        new MutationObserver(changes => {
            for (const { target } of changes) {
                const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-live], [role=status], [role=alert]');
                const text = region?.textContent.trim();
                if (text && text !== said.at(-1)) said.push(text);
            }
        }).observe(document, { subtree: true, childList: true, characterData: true })",
    )?;
    browser.open("#check=many-names.test")?;
    browser.wait_for(DONE)?;
    let said = browser.run("return said", &[])?;
    let said: Vec<String> = serde_json::from_value(said).map_err(|error| error.to_string())?;
    let total = browser.text(".when [role=status]")?;
    match said.len() <= 4 && said.contains(&total) && !total.is_empty() {
        true => Ok(()),
        false => Err(format!("read out: {said:#?}")),
    }
}
