//! Records that want to be more than text.

use crate::browser::Browser;
use crate::runner::{Outcome, Test};
use std::time::{Duration, Instant};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("hostile", "markup_stays_text", markup_stays_text),
        Test::new("hostile", "sixty_kilobytes", sixty_kilobytes),
    ]
}

/// Every one of the texts would change the title, could it run; none becomes
/// an element; what turns the line around or cannot be seen is not in the page as such.
fn markup_stays_text(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.check("hostile.test")?;
    let title = browser.text("title")?;
    if title.contains("owned") {
        return Err("a record has run".into());
    }
    let made =
        "#app :is(script, iframe, img[src=x], b, svg[onload], [onerror], a[href^=javascript])";
    if !browser.attributes(made, "class")?.is_empty() {
        return Err("a record has become an element".into());
    }
    let report = browser.report()?;
    let invisible = [
        '\0', '\u{1b}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}',
    ];
    match report.find(invisible) {
        Some(at) => Err(format!("{:?} is in the page", &report[at..].chars().next())),
        None => Ok(()),
    }
}

/// The report comes, and the field still answers.
fn sixty_kilobytes(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.check("big.test")?;
    let begin = Instant::now();
    browser.check("healthy.test")?;
    match begin.elapsed() {
        time if time < Duration::from_secs(5) => Ok(()),
        time => Err(format!("the next check took {time:?}")),
    }
}
