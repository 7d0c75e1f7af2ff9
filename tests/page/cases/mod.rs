//! What users bring, walked to its end: a record as guides have it is found, what
//! the page proposes is what an expert would write, and once that is published
//! the page finds it no longer. Each in both languages.

mod proposal;
mod setups;
mod table;

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};
use crate::served::{Edited, Step, take};
use mailvet::text::Language;
use serde_json::json;
use table::{CASES, Case, Take};

pub fn tests() -> Vec<Test> {
    let cases = CASES.iter().map(|case| {
        let name = case.domain.split('.').next().unwrap_or_default();
        Test::new("cases", name, |browser| walk(browser, case))
    });
    cases.chain(setups::tests()).collect()
}

/// Found, mended, published and gone.
fn walk(browser: &Browser, case: &Case) -> Outcome {
    let wanted = case.steps()?;
    browser.ask_only(&[browser.lab.doh()])?;
    let mut proposals = Vec::new();
    browser.open_check(&case.link())?;
    for language in Language::ALL {
        speak(browser, language)?;
        is_found(browser, case, language)?;
        let mut proposed = proposed(browser, case, language)?;
        proposed.sort();
        proposals.push(proposed);
    }
    let [proposed, in_chinese] = &*proposals else {
        return Err("two languages".into());
    };
    if proposed != in_chinese {
        return Err(format!(
            "in Chinese it proposes {in_chinese:#?}, and else {proposed:#?}"
        ));
    }
    if *proposed != wanted {
        let first = browser.text(".first")?;
        return Err(format!(
            "proposes\n{}\nnot\n{}\n{first}",
            lines(proposed),
            lines(&wanted)
        ));
    }
    let _edited = publish(case, proposed)?;
    again(browser)?;
    let mut amiss = Vec::new();
    for language in Language::ALL.into_iter().rev() {
        speak(browser, language)?;
        let tag = language.tag();
        let gone = is_gone(browser, case, proposed).and_then(|()| is_as_it_should(browser, case));
        amiss.extend(gone.err().map(|why| format!("{tag}: {why}")));
    }
    result::all_well(amiss)
}

fn lines(steps: &[Step]) -> String {
    let lines: Vec<_> = steps.iter().map(Step::to_string).collect();
    lines.join("\n")
}

/// Switches the language of what is shown; nothing is asked again.
fn speak(browser: &Browser, language: Language) -> Outcome {
    speak_within(browser, language, ".first h2", language.ui().first)?;
    let open = "for (const each of document.querySelectorAll('.result details:not(.evidence)')) each.open = true";
    browser.run(open, &[]).map(drop)
}

/// The same, where an element says these words then.
fn speak_within(browser: &Browser, language: Language, element: &str, words: &str) -> Outcome {
    let tag = language.tag();
    let spoken = browser.run("return document.documentElement.lang", &[])?;
    if spoken != json!(tag) {
        browser.click("#language")?;
    }
    let (element, words) = (json!(element), json!(words));
    let script = format!(
        "return document.documentElement.lang === '{tag}'
            && document.querySelector({element}).textContent === {words}"
    );
    browser.wait(&format!("{tag} is spoken"), &script)
}

fn is_found(browser: &Browser, case: &Case, language: Language) -> Outcome {
    let tag = language.tag();
    let found = result::faults(browser)?;
    let lacking = case
        .rules
        .iter()
        .filter(|rule| !found.contains(&(**rule).to_owned()));
    let mut amiss: Vec<_> = lacking.map(|rule| format!("{rule} is not found")).collect();
    if !amiss.is_empty() {
        amiss.push(format!("found is {}", found.join(" ")));
    }
    let (english, chinese) = case.says;
    let phrases = match language {
        Language::English => english,
        Language::Chinese => chinese,
    };
    let said = result::text(browser)?;
    let unsaid = phrases.iter().filter(|phrase| !said.contains(**phrase));
    amiss.extend(unsaid.map(|phrase| format!("{tag}: does not say {phrase}")));
    if let Some((before, _)) = case.accepted {
        let verdict = result::answers(browser)?;
        if verdict.last().map(String::as_str) != Some(before) {
            amiss.push(format!("accepted: {verdict:?}, not {before}"));
        }
    }
    result::all_well(amiss)
}

fn proposed(browser: &Browser, case: &Case, language: Language) -> Result<Vec<Step>, String> {
    match case.take {
        Take::Nothing => Ok(Vec::new()),
        Take::Step(rule) => {
            let step = format!(".first li[data-cures~={rule}]");
            proposal::proposed(browser, language, &step)
        }
        Take::Plan => proposal::proposed(browser, language, ".first > ol > li"),
    }
}

/// What the page proposed, beside what only others can give.
fn publish(case: &Case, proposed: &[Step]) -> Result<Vec<Edited>, String> {
    let mut steps = proposed.to_vec();
    steps.extend(case.given()?);
    take(&steps)
}

/// Presses "Check again", and waits for what comes.
fn again(browser: &Browser) -> Outcome {
    browser.run("document.querySelector('.result').dataset.old = 1", &[])?;
    browser.click("#again")?;
    browser.wait_for("main[data-state=done] .result:not([data-old])")
}

/// The rules are met no longer, and each change that was made has arrived.
fn is_gone(browser: &Browser, case: &Case, made: &[Step]) -> Outcome {
    let found = result::faults(browser)?;
    let is_found = |rule: &&&str| found.iter().any(|it| it == *rule);
    let there = case.rules.iter().filter(is_found);
    let mut amiss: Vec<_> = there.map(|rule| format!("{rule} is still found")).collect();
    if let Take::Step(_) | Take::Plan = case.take {
        let script = "return [...document.querySelectorAll('.came li')]
            .map(each => [each.dataset.standing, each.textContent])";
        let came = browser.run(script, &[])?;
        let came: Vec<(String, String)> =
            serde_json::from_value(came).map_err(|error| error.to_string())?;
        let arrived = |owner: &str| {
            let mut came = came.iter();
            came.any(|(standing, said)| standing == "arrived" && said.contains(owner))
        };
        let owners = made.iter().map(|step| &*step.record().owner);
        let missing = owners.filter(|owner| !arrived(owner));
        amiss.extend(missing.map(|owner| format!("{owner} has not arrived: {came:?}")));
    }
    result::all_well(amiss)
}

/// The subject's row, what else is found, and the answer.
fn is_as_it_should(browser: &Browser, case: &Case) -> Outcome {
    let state = result::state(browser, case.subject)?;
    let mut amiss = Vec::new();
    if state != case.then {
        amiss.push(format!("{} is {state}, not {}", case.subject, case.then));
    }
    let findings = result::findings(browser)?;
    let grave = findings
        .iter()
        .filter(|it| it.severity == "error" || it.severity == "warning")
        .filter(|it| !case.left.contains(&&*it.rule));
    amiss.extend(grave.map(|it| format!("{} ({}) is left", it.rule, it.severity)));
    if let Some((_, after)) = case.accepted {
        let verdict = result::answers(browser)?;
        if verdict.last().map(String::as_str) != Some(after) {
            amiss.push(format!("accepted: {verdict:?}, not {after}"));
        }
    }
    result::all_well(amiss)
}
