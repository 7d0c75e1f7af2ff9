//! What a person meets before typing anything.

use crate::browser::{Browser, DESKTOP, Look};
use crate::runner::{Outcome, Test};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("first_load", "runs_and_asks_nobody", runs_and_asks_nobody),
        Test::new("first_load", "fits_every_width", fits_every_width),
        Test::new("first_load", "speaks_as_the_browser", speaks_as_the_browser),
    ]
}

/// The page starts, the console stays silent, and nothing but its own files is fetched.
fn runs_and_asks_nobody(browser: &Browser) -> Outcome {
    browser.open("")?;
    let strangers = browser.foreign_requests()?;
    if !strangers.is_empty() {
        return Err(format!("asked {}", strangers.join(", ")));
    }
    Ok(())
}

/// Nothing sticks out to the right, from a small phone to a desktop.
fn fits_every_width(browser: &Browser) -> Outcome {
    for (width, dark) in [(320, false), (360, true), (1280, false), (1280, true)] {
        browser.look(Look {
            width,
            dark,
            ..DESKTOP
        })?;
        browser.open("")?;
        let colours = if dark { "dark" } else { "light" };
        browser.screenshot(&format!("start-{width}-{colours}"))?;
        let inner = browser.run("return document.documentElement.scrollWidth", &[])?;
        if inner.as_u64().is_none_or(|inner| inner > u64::from(width)) {
            return Err(format!("{inner} pixels wide on a screen of {width}"));
        }
    }
    Ok(())
}

/// English or Chinese, as the browser prefers, and English for all others.
fn speaks_as_the_browser(browser: &Browser) -> Outcome {
    for (language, begins) in [("en-GB", "en"), ("zh-CN", "zh"), ("zh", "zh"), ("fr", "en")] {
        browser.look(Look {
            language,
            ..DESKTOP
        })?;
        browser.open("")?;
        browser.screenshot(&format!("start-{language}"))?;
        let spoken = browser.run("return document.documentElement.lang", &[])?;
        if !spoken
            .as_str()
            .is_some_and(|spoken| spoken.starts_with(begins))
        {
            return Err(format!("speaks {spoken} to a browser set to {language}"));
        }
    }
    Ok(())
}
