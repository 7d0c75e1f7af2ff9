//! Every domain of the lab, against what stands beside it in its zone file.

use crate::browser::Browser;
use crate::expected::{self, Expectation, Input};
use crate::result;
use crate::runner::{Outcome, Test};

pub fn tests() -> Vec<Test> {
    let expected = expected::read();
    let now = expected.now.into_iter().map(|(input, expectations)| {
        Test::new("domains", &input.name(), move |browser| {
            check(browser, &input)?;
            asks_the_resolver_alone(browser)?;
            meets(browser, &expectations)
        })
    });
    let later = expected.later.into_iter().map(|(input, expectation)| {
        Test::later("domains", &input.name(), move |browser| {
            check(browser, &input)?;
            meets(browser, std::slice::from_ref(&expectation))
        })
    });
    now.chain(later).collect()
}

fn check(browser: &Browser, input: &Input) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    if !input.selectors.is_empty() {
        browser.fill("#selectors", &input.selectors)?;
    }
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
        }
    }
    result::all_well(amiss)
}

/// Nothing went out but to the resolver that was chosen.
fn asks_the_resolver_alone(browser: &Browser) -> Outcome {
    let resolver = browser.lab.doh();
    let mut strangers = browser.foreign_requests()?;
    strangers.retain(|request| !request.url.starts_with(resolver));
    let asked = |request: &crate::traffic::Request| format!("asked {}", request.url);
    result::all_well(strangers.iter().map(asked).collect())
}
