//! Runs the tests in order, and tells of them as `cargo test` does.

use crate::browser::Browser;
use crate::result;
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
    kind: Kind,
    body: Box<dyn Fn(&Browser) -> Outcome>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// It is to pass.
    Now,
    /// It is to fail: it asks for what the page does not do yet.
    Later,
    /// It runs only where it is asked for by name.
    OnRequest,
}

impl Test {
    /// `module` is the file it stands in.
    pub fn new(module: &str, name: &str, body: impl Fn(&Browser) -> Outcome + 'static) -> Self {
        Self {
            name: format!("{module}::{name}"),
            kind: Kind::Now,
            body: Box::new(body),
        }
    }

    /// A test of what the page does not do yet. Once it passes it fails, so
    /// that somebody makes it one of the others.
    pub fn later(module: &str, name: &str, body: impl Fn(&Browser) -> Outcome + 'static) -> Self {
        Self {
            kind: Kind::Later,
            ..Self::new(module, &format!("later::{name}"), body)
        }
    }

    /// A test that runs only where it is asked for by name.
    pub fn on_request(
        module: &str,
        name: &str,
        body: impl Fn(&Browser) -> Outcome + 'static,
    ) -> Self {
        Self {
            kind: Kind::OnRequest,
            ..Self::new(module, name, body)
        }
    }
}

/// Those whose names hold one of the command line's words; all, where it has none.
pub fn wanted(tests: Vec<Test>) -> Vec<Test> {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let named = |test: &Test| words.iter().any(|word| test.name.contains(word));
    tests
        .into_iter()
        .filter(|test| named(test) || (words.is_empty() && test.kind != Kind::OnRequest))
        .collect()
}

/// Runs them. Each begins with a browser that has seen nothing, and fails where
/// the page complains on the console.
pub fn run(tests: &[Test], browser: &Browser) -> ExitCode {
    println!("\nrunning {} tests", tests.len());
    let mut tally = Tally::default();
    for test in tests {
        if tally.failed_in_a_row == ENOUGH {
            tally.not_run += 1;
            continue;
        }
        let begin = Instant::now();
        let outcome = attempt(test, browser);
        tally.take(test, outcome, begin, browser);
    }
    if tally.not_run > 0 {
        let not_run = tally.not_run;
        println!("\nskipped {not_run} tests, after {ENOUGH} in a row have failed");
    }
    if tally.later > 0 {
        println!(
            "\nskipped {} of which the page does not do yet what they ask for",
            tally.later
        );
    }
    let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {verdict}. {} passed; {} failed; {} ignored",
        tally.passed,
        tally.failed,
        tally.later + tally.not_run
    );
    ExitCode::from(u8::from(tally.failed > 0))
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    failed_in_a_row: usize,
    later: usize,
    not_run: usize,
}

impl Tally {
    fn take(&mut self, test: &Test, outcome: Outcome, begin: Instant, browser: &Browser) {
        let verdict = match (&outcome, test.kind) {
            (Err(_), Kind::Later) => "not yet",
            (Ok(()), Kind::Later) => "FAILED",
            (Ok(()), _) => "ok",
            (Err(_), _) => "FAILED",
        };
        println!("test {} ... {verdict} ({:.1?})", test.name, begin.elapsed());
        match verdict {
            "ok" => self.passed += 1,
            "not yet" => self.later += 1,
            _ => self.failed += 1,
        }
        self.failed_in_a_row = match verdict {
            "FAILED" => self.failed_in_a_row + 1,
            _ => 0,
        };
        let why = match outcome {
            Ok(()) if test.kind == Kind::Later => "the page does it now: it is no test for later",
            Ok(()) => return,
            Err(ref why) => why,
        };
        println!("    {}", why.replace('\n', "\n    "));
        if verdict == "FAILED" {
            let name = test.name.replace("::", "-").replace(['/', '?'], "-");
            if let Ok(path) = browser.screenshot(&format!("failed-{name}")) {
                println!("    see {}", path.display());
            }
        }
    }
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
    let outcome = catch_unwind(AssertUnwindSafe(|| (test.body)(browser)))
        .unwrap_or_else(|_| Err("the test panicked".into()));
    let complaints = browser.complaints()?;
    let mut amiss: Vec<_> = outcome.err().into_iter().collect();
    amiss.extend(
        complaints
            .iter()
            .map(|said| format!("the console says: {said}")),
    );
    result::all_well(amiss)
}
