//! What a person does with a list, and how far it is.

use crate::browser::Browser;
use crate::runner::Outcome;
use serde_json::json;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// All of a list are checked.
pub const OVER: &str = ".many[data-stage=over]";
/// They are being checked.
pub const RUNNING: &str = ".many[data-stage=running]";

/// Names below `thousand.test`, from this number on.
pub fn names(from: usize, count: usize) -> String {
    let name = |number| format!("d{number:04}.thousand.test\n");
    (from..from + count).map(name).collect()
}

/// Opens the room, with the lab as the only resolver.
pub fn open(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("#many")?;
    browser.wait_for("#many-text")
}

/// Puts a text where lists are pasted.
pub fn paste(browser: &Browser, text: &str) -> Outcome {
    browser.run(PASTE, &[json!(text)]).map(drop)
}

const PASTE: &str = "
    const area = document.querySelector('#many-text');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, arguments[0]);
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));";

/// Chooses how many questions a second go out.
pub fn pace(browser: &Browser, pace: u32) -> Outcome {
    choose(browser, "#many-pace", &pace.to_string())
}

pub fn choose(browser: &Browser, select: &str, value: &str) -> Outcome {
    let script = "const select = document.querySelector(arguments[0]);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    browser
        .run(script, &[json!(select), json!(value)])
        .map(drop)
}

/// Begins with a list, at a pace.
pub fn begin(browser: &Browser, text: &str, per_second: u32) -> Outcome {
    paste(browser, text)?;
    pace(browser, per_second)?;
    browser.click("#many-begin:enabled")?;
    browser.wait_for(".course")
}

/// How many are checked, and of how many.
pub fn progress(browser: &Browser) -> Result<(usize, usize), String> {
    let told = browser.attributes(".course", "data-progress")?;
    let told = told.first().and_then(|told| told.split_once('/'));
    let read = |(done, total): (&str, &str)| Some((done.parse().ok()?, total.parse().ok()?));
    told.and_then(read)
        .ok_or_else(|| "no progress is told".into())
}

/// Waits until so many are checked.
pub fn wait_for(browser: &Browser, wanted: usize) -> Result<usize, String> {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let (done, total) = progress(browser)?;
        if done >= wanted {
            return Ok(done);
        }
        if Instant::now() > end {
            return Err(format!("{done} of {total} are checked, and not {wanted}"));
        }
        sleep(Duration::from_millis(50));
    }
}

pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Outcome {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("{what}: {found:?} and not {wanted:?}")),
    }
}
