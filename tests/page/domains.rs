//! Every domain of the lab, against what stands beside it in its zone file.

use crate::browser::Browser;
use crate::expected::{self, Expectation};
use crate::runner::{Outcome, Test};

pub fn tests() -> Vec<Test> {
    expected::read()
        .into_iter()
        .map(|(input, expectations)| {
            let name = input.clone();
            Test::new("domains", &name, move |browser| {
                meets(browser, &input, &expectations)
            })
        })
        .collect()
}

fn meets(browser: &Browser, input: &str, expectations: &[Expectation]) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.check(input)?;
    let report = browser.report()?;
    let mut faults = Vec::new();
    for expectation in expectations {
        match expectation {
            Expectation::Row(subject, severities) => {
                let row = format!("[data-subject={subject}]");
                let found = browser.attributes(&row, "data-severity")?;
                if !matches!(found.as_slice(), [one] if severities.contains(one)) {
                    faults.push(format!(
                        "{subject} is {found:?}, not {}",
                        severities.join(" or ")
                    ));
                }
            }
            Expectation::Says(text) => {
                if !report.contains(text) {
                    faults.push(format!("the report does not say {text}"));
                }
            }
            Expectation::Never(severity) => {
                let rows = format!("[data-subject][data-severity={severity}]");
                let found = browser.attributes(&rows, "data-subject")?;
                if !found.is_empty() {
                    faults.push(format!("{severity}: {}", found.join(", ")));
                }
            }
        }
    }
    let doh = browser.lab.doh();
    let strangers = browser.foreign_requests()?;
    faults.extend(
        strangers
            .iter()
            .filter(|address| !address.starts_with(doh))
            .map(|address| format!("asked {address}")),
    );
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}
