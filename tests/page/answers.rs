//! The three answers, and what a domain is judged as.

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::{Value, json};

/// Made-up domains: what each is judged as, and its answers.
const SAMPLES: [(&str, &str, [&str; 3]); 5] = [
    (
        "healthy.example",
        "sends-and-receives",
        ["yes", "no", "yes"],
    ),
    ("parked.example", "parked", ["no", "no", "no"]),
    (
        "no-records.example",
        "sends-and-receives",
        ["partly", "yes", "no"],
    ),
    (
        "many-faults.example",
        "sends-and-receives",
        ["partly", "yes", "partly"],
    ),
    (
        "broken-dnssec.example",
        "sends-and-receives",
        ["partly", "unknown", "unknown"],
    ),
];

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("answers", "of_the_samples", of_the_samples),
        Test::new("answers", "follow_the_profile", follow_the_profile),
        Test::new("answers", "lead_to_their_rows", lead_to_their_rows),
        Test::new("answers", "keep_their_place", keep_their_place),
        Test::new("answers", "speak_both_languages", speak_both_languages),
        Test::new("answers", "none_for_an_address", none_for_an_address),
        Test::new(
            "answers",
            "a_sign_where_all_is_well",
            a_sign_where_all_is_well,
        ),
    ]
}

fn of_the_samples(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (sample, judged_as, wanted) in SAMPLES {
        browser.open_check(&format!("#check={sample}&lang=en"))?;
        let (profile, verdicts) = (result::profile(browser)?, result::answers(browser)?);
        if profile != judged_as || verdicts != wanted {
            amiss.push(format!("{sample}: {profile}, {verdicts:?}"));
        }
    }
    result::all_well(amiss)
}

/// Where no step comes first it is said why, and a sign stands only where nothing
/// is wrong and nothing unknown.
fn a_sign_where_all_is_well(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (sample, well, says) in [
        ("healthy.example", true, "Nothing needs doing first."),
        ("parked.example", true, "Nothing needs doing first."),
        ("broken-dnssec.example", false, "stands below"),
        ("many-faults.example", false, "The rest stands"),
    ] {
        browser.open_check(&format!("#check={sample}&lang=en"))?;
        let note = browser.text(".first > .quiet")?;
        let sign = browser.run(
            "return document.querySelector('.first > .well') !== null",
            &[],
        )?;
        if sign != json!(well) || !note.contains(says) {
            amiss.push(format!("{sample}: {sign}, {note:?}"));
        }
    }
    result::all_well(amiss)
}

/// A person's word changes what matters, in the link too, and nothing is asked
/// again.
fn follow_the_profile(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=null-mx.test&lang=en")?;
    browser.requests()?;
    let choose = |id: &str| {
        browser.run(
            "const it = document.querySelector('#profile'); it.value = arguments[0]; \
             it.dispatchEvent(new Event('change', { bubbles: true }))",
            &[json!(id)],
        )?;
        let script = match id {
            "" => "return document.querySelector('.judged').dataset.profile !== 'bulk-sender'"
                .to_owned(),
            id => format!("return document.querySelector('.judged').dataset.profile === '{id}'"),
        };
        browser.wait(id, &script)
    };
    let reach = || -> Result<String, String> {
        let mut classes = browser.attributes("[data-answer=reach]", "class")?;
        classes.pop().ok_or_else(|| "no answer".into())
    };
    let guessed = (result::profile(browser)?, reach()?);
    choose("bulk-sender")?;
    let said = (reach()?, result::state(browser, "mx")?);
    let hash = browser.run("return location.hash", &[])?;
    choose("")?;
    let again = (result::profile(browser)?, reach()?);
    let asked = browser.requests()?;
    let mut amiss = Vec::new();
    if guessed.1 != "good" || again != guessed {
        amiss.push(format!("guessed {guessed:?}, and then {again:?}"));
    }
    if said != ("error".to_owned(), "error".to_owned()) {
        amiss.push(format!("as a bulk sender, a null MX is {said:?}"));
    }
    if hash != "#check=null-mx.test&profile=bulk-sender&lang=en" {
        amiss.push(format!("the link is {hash}"));
    }
    amiss.extend(asked.iter().map(|request| format!("asked {}", request.url)));
    browser.open_check("#check=null-mx.test&profile=bulk-sender&lang=en")?;
    let linked = result::profile(browser)?;
    if linked != "bulk-sender" {
        amiss.push(format!("the link judges as {linked}"));
    }
    result::all_well(amiss)
}

fn lead_to_their_rows(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example&lang=en")?;
    browser.click("[data-answer=forge] .see button")?;
    let open = browser.run(
        "return document.querySelector('details[data-subject=dmarc]').open \
         && document.activeElement === document.querySelector('details[data-subject=dmarc] > summary')",
        &[],
    )?;
    match open == true {
        true => Ok(()),
        false => Err("the row of DMARC is not open and in focus".into()),
    }
}

/// The rows below do not move while answers arrive.
fn keep_their_place(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("#lang=en")?;
    browser.run(
        "window.tops = new Set(); const see = () => { \
           const row = document.querySelector('.subject'); \
           if (row) tops.add(Math.round(row.getBoundingClientRect().top + scrollY)); \
           requestAnimationFrame(see) }; see()",
        &[],
    )?;
    browser.check("healthy.test")?;
    let tops = browser.run("return [...window.tops]", &[])?;
    let tops: Vec<f64> = tops
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    let most = tops.iter().copied().fold(f64::MIN, f64::max);
    let least = tops.iter().copied().fold(f64::MAX, f64::min);
    match most - least < 2.0 {
        true => Ok(()),
        false => Err(format!("the rows stood at {tops:?}")),
    }
}

fn speak_both_languages(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    for (tag, question, word) in [
        ("en", "Can strangers forge it?", "No"),
        ("zh", "外人能冒名发信吗？", "不能"),
    ] {
        browser.open_check(&format!("#check=healthy.example&lang={tag}"))?;
        let card = browser.text("[data-answer=forge]")?;
        if !card.contains(question) || !card.contains(word) {
            amiss.push(format!("{tag}: {card}"));
        }
    }
    result::all_well(amiss)
}

fn none_for_an_address(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=198.18.0.1&lang=en")?;
    match result::answers(browser)?.is_empty() {
        true => Ok(()),
        false => Err("an address has answers".into()),
    }
}
