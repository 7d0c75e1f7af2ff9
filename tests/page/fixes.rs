//! What can be done: the plan of a domain, the fix in each finding, and a
//! pasted record mended.

use crate::browser::{Browser, DESKTOP, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::json;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("fixes", "stand_in_an_order", stand_in_an_order),
        Test::new("fixes", "are_exact", are_exact),
        Test::new("fixes", "of_a_pasted_record", of_a_pasted_record),
        Test::new(
            "fixes",
            "say_where_nothing_is_to_do",
            say_where_nothing_is_to_do,
        ),
        Test::new("fixes", "are_looked_at", are_looked_at),
    ]
}

/// Mail must be brought before it can pass, and pass before it is refused.
fn stand_in_an_order(browser: &Browser) -> Outcome {
    for language in ["en", "zh"] {
        browser.open_check(&format!("#check=many-faults.example&lang={language}"))?;
        let subjects = browser.attributes(".first > ol > li", "data-subject")?;
        if subjects.is_empty() || subjects.len() > 5 {
            return Err(format!("{} steps", subjects.len()));
        }
        let place = |id: &str| subjects.iter().position(|subject| subject == id);
        if let (Some(mx), Some(spf)) = (place("mx"), place("spf"))
            && mx > spf
        {
            return Err(format!("out of order: {subjects:?}"));
        }
    }
    Ok(())
}

/// The two SPF records become one, and the change is ready to copy.
fn are_exact(browser: &Browser) -> Outcome {
    browser.open_check("#check=many-faults.example&lang=en")?;
    browser.run(
        "document.querySelectorAll('[data-subject=spf], [data-subject=spf] details').forEach(it => it.open = true)",
        &[],
    )?;
    let fix = "[data-rule=spf-several-records] .fix";
    let said = browser.text(fix)?;
    for part in [
        "Make one SPF record of the 2",
        "Host",
        "@",
        "TXT",
        "Copy value",
    ] {
        if !said.contains(part) {
            return Err(format!("does not say {part}: {said}"));
        }
    }
    let signs = browser.run(
        "return [...document.querySelectorAll(arguments[0] + ' .diff del, ' + arguments[0] + ' .diff ins')].map(it => it.textContent)",
        &[json!(fix)],
    )?;
    let signs: Vec<String> = serde_json::from_value(signs).map_err(|it| it.to_string())?;
    let goes = signs
        .iter()
        .any(|it| it.starts_with("−\u{a0}") && it.contains("+all"));
    let comes = signs.iter().any(|it| it.starts_with("+\u{a0}"));
    match goes && comes {
        true => Ok(()),
        false => Err(format!("no signs: {signs:?}")),
    }
}

fn of_a_pasted_record(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (text, mended) in [
        (
            "v=spf1 include _spf.google.com ~all",
            "v=spf1 include:_spf.google.com ~all",
        ),
        ("v=spf1 192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all"),
        (
            "v=DMARC1; p=none; ria=mailto:a@d.example",
            "v=DMARC1; p=none; rua=mailto:a@d.example",
        ),
        ("v=DMARC1, p=none", "v=DMARC1; p=none"),
    ] {
        browser.open("#lang=en")?;
        browser.send(text)?;
        browser.wait_for("main[data-state=done] .together .diff")?;
        let shown = browser.run(
            "const it = document.querySelector('.together .diff').cloneNode(true); \
             it.querySelectorAll('del, i').forEach(it => it.remove()); return it.textContent",
            &[],
        )?;
        if shown != json!(mended) {
            amiss.push(format!("{text}: {shown}"));
        }
        let folded = browser.attributes(".finding .fix", "data-fix")?;
        if !folded.iter().any(|it| it == "safe") {
            amiss.push(format!("{text}: {folded:?}"));
        }
    }
    result::all_well(amiss)
}

fn say_where_nothing_is_to_do(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example&lang=en")?;
    let said = browser.text(".first")?;
    let steps = browser.attributes(".first > ol > li", "data-subject")?;
    match steps.is_empty() && said.contains("Nothing") {
        true => Ok(()),
        false => Err(format!("{steps:?}: {said}")),
    }
}

/// Pictures of it, wide and narrow, light and dark; nothing is wider than the
/// page.
fn are_looked_at(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (width, dark, language) in [(1280, false, "en"), (360, true, "zh"), (360, false, "en")] {
        browser.look(Look {
            width,
            dark,
            ..DESKTOP
        })?;
        browser.open_check(&format!("#check=many-faults.example&lang={language}"))?;
        browser.run(
            "document.querySelectorAll('.first details, [data-rule=spf-several-records] .fix').forEach(it => it.open = true)",
            &[],
        )?;
        let wide = browser.run(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth",
            &[],
        )?;
        if wide != json!(false) {
            amiss.push(format!("{width} {language}: wider than the page"));
        }
        let tone = if dark { "dark" } else { "light" };
        browser.screenshot(&format!("fixes-{width}-{tone}-{language}"))?;
    }
    browser.look(DESKTOP)?;
    result::all_well(amiss)
}
