//! The page in a real browser, against real DNS: `./scripts/test page [FILTER]`.
//!
//! All tests share one Chromium, one after the other. Where the browser, the
//! built page or the lab is missing, nothing runs, and the reason is said.

mod browser;
mod expected;
mod lab;
mod runner;
mod site;
mod webdriver;

mod domains;
mod first_load;
mod hostile;
mod resolvers;
mod samples;

use browser::Browser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut tests = first_load::tests();
    tests.extend(samples::tests());
    tests.extend(domains::tests());
    tests.extend(resolvers::tests());
    tests.extend(hostile::tests());
    let wanted = runner::wanted(tests);
    match Browser::start() {
        Ok(browser) => runner::run(&wanted, &browser),
        Err(missing) => runner::skip(&wanted, &missing),
    }
}
