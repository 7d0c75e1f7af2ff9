//! Runs the tests in order, and tells of them as `cargo test` does.

use crate::browser::Browser;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::Instant;

/// So many failures in a row tell of a page that does not work at all, where
/// every test would wait in vain.
const ENOUGH: usize = 10;

/// What a test comes to: nothing, or what went wrong.
pub type Outcome = Result<(), String>;

/// A test and its name, such as `domains::healthy.test`.
pub struct Test {
    name: String,
    body: Box<dyn Fn(&Browser) -> Outcome>,
}

impl Test {
    /// `module` is the file it stands in.
    pub fn new(module: &str, name: &str, body: impl Fn(&Browser) -> Outcome + 'static) -> Self {
        Self {
            name: format!("{module}::{name}"),
            body: Box::new(body),
        }
    }
}

/// Those whose names hold one of the command line's words; all, where it has none.
pub fn wanted(tests: Vec<Test>) -> Vec<Test> {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    tests
        .into_iter()
        .filter(|test| words.is_empty() || words.iter().any(|word| test.name.contains(word)))
        .collect()
}

/// Runs them. Each begins with a browser that has seen nothing, and fails where
/// the page complains on the console.
pub fn run(tests: &[Test], browser: &Browser) -> ExitCode {
    println!("\nrunning {} tests", tests.len());
    let mut failed = Vec::new();
    let mut failed_in_a_row = 0;
    let mut not_run = 0;
    for test in tests {
        if failed_in_a_row == ENOUGH {
            not_run += 1;
            continue;
        }
        let begin = Instant::now();
        let outcome = attempt(test, browser);
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("test {} ... {verdict} ({:.1?})", test.name, begin.elapsed());
        failed_in_a_row = if outcome.is_ok() {
            0
        } else {
            failed_in_a_row + 1
        };
        if let Err(why) = outcome {
            let picture = browser.screenshot(&format!("failed-{}", test.name.replace("::", "-")));
            println!("    {}", why.replace('\n', "\n    "));
            if let Ok(path) = picture {
                println!("    see {}", path.display());
            }
            failed.push(&test.name);
        }
    }
    if not_run > 0 {
        println!("\nskipped {not_run} tests, after {ENOUGH} in a row have failed");
    }
    let verdict = if failed.is_empty() { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {verdict}. {} passed; {} failed; {not_run} ignored",
        tests.len() - failed.len() - not_run,
        failed.len()
    );
    ExitCode::from(u8::from(!failed.is_empty()))
}

/// Tells why none of them ran.
pub fn skip(tests: &[Test], missing: &str) -> ExitCode {
    println!("\nskipped {} tests of the page: {missing}", tests.len());
    println!(
        "\ntest result: ok. 0 passed; 0 failed; {} ignored",
        tests.len()
    );
    ExitCode::SUCCESS
}

fn attempt(test: &Test, browser: &Browser) -> Outcome {
    browser.forget()?;
    catch_unwind(AssertUnwindSafe(|| (test.body)(browser)))
        .unwrap_or_else(|_| Err("the test panicked".into()))?;
    match browser.complaints()?.as_slice() {
        [] => Ok(()),
        said => Err(format!("the console says:\n{}", said.join("\n"))),
    }
}
