//! Every domain of the lab, against what stands beside it in its zone file.

use crate::browser::Browser;
use crate::expected::{self, Expectation, Input};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::snapshots;
use crate::traffic::Request;

pub fn tests() -> Vec<Test> {
    let mut tests = Vec::new();
    for zone in expected::read() {
        if !zone.now.is_empty() {
            tests.push(Test::new("domains", &zone.name, move |browser| {
                meets_all(browser, &zone.now)
            }));
        }
        for (input, expectation) in zone.later {
            tests.push(Test::later("domains", &input.name(), move |browser| {
                open(browser)?;
                check(browser, &input)?;
                meets(browser, std::slice::from_ref(&expectation))
            }));
        }
    }
    tests
}

/// One after the other, as a person would type them.
fn meets_all(browser: &Browser, all: &[(Input, Vec<Expectation>)]) -> Outcome {
    open(browser)?;
    let mut amiss = Vec::new();
    for (input, expectations) in all {
        let told = |why: String| format!("{}:\n{why}", input.name());
        check(browser, input).map_err(told)?;
        let met = asks_the_resolver_alone(browser).and_then(|()| meets(browser, expectations));
        let met = met.and_then(|()| snapshots::survives(browser));
        amiss.extend(met.err().map(told));
    }
    result::all_well(amiss)
}

fn open(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")
}

fn check(browser: &Browser, input: &Input) -> Outcome {
    browser.fill("#selectors", &input.selectors)?;
    browser.check(&input.text)
}

fn meets(browser: &Browser, expectations: &[Expectation]) -> Outcome {
    let states = result::states(browser)?;
    let text = result::text(browser)?;
    let mut amiss = Vec::new();
    for expectation in expectations {
        match expectation {
            Expectation::Row(subject, wanted) => {
                let state = states.get(subject).map_or("missing", String::as_str);
                if !wanted.iter().any(|wanted| wanted == state) {
                    amiss.push(format!("{subject} is {state}, not {}", wanted.join(" or ")));
                }
            }
            Expectation::Rules(wanted) => {
                let found = result::faults(browser)?;
                let only = |these: &[String], those: &[String]| {
                    let only = these.iter().filter(|rule| !those.contains(rule));
                    only.cloned().collect::<Vec<_>>().join(", ")
                };
                if found != *wanted {
                    amiss.push(format!(
                        "found without need: [{}]; not found: [{}]",
                        only(&found, wanted),
                        only(wanted, &found)
                    ));
                }
            }
            Expectation::Says(words) if !text.contains(words) => {
                amiss.push(format!("the result does not say {words}"));
            }
            Expectation::Never(never) => {
                let rows = states.iter().filter(|(_, state)| *state == never);
                amiss.extend(rows.map(|(subject, state)| format!("{subject} is {state}")));
            }
            Expectation::Says(_) => {}
            Expectation::Profile(wanted) => {
                let judged = result::profile(browser)?;
                if judged != *wanted {
                    amiss.push(format!("it is taken for {judged}, not {wanted}"));
                }
            }
            Expectation::Answers(wanted) => {
                let answers = result::answers(browser)?;
                if answers != *wanted {
                    let (answers, wanted) = (answers.join(" "), wanted.join(" "));
                    amiss.push(format!("the answers are {answers}, not {wanted}"));
                }
            }
        }
    }
    result::all_well(amiss)
}

/// Nothing went out but to the resolver that was chosen.
fn asks_the_resolver_alone(browser: &Browser) -> Outcome {
    let resolver = browser.lab.doh();
    let mut strangers = browser.foreign_requests()?;
    strangers.retain(|request| !request.url.starts_with(resolver));
    let asked = |request: &Request| format!("asked {}", request.url);
    result::all_well(strangers.iter().map(asked).collect())
}
