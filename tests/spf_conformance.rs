//! `check_host()` against the test suite of RFC 7208, or against another file
//! of its format:
//!
//! `SPF_SUITE=FILE cargo test --release --test spf_conformance`

mod spf_suite;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = suite() else {
        println!("skipped: the suite is at none of {PLACES:?}; SPF_SUITE names it elsewhere");
        println!("0 passed, 0 failed, 1 skipped");
        return ExitCode::SUCCESS;
    };
    let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
    let outcomes = match read.and_then(|file| spf_suite::run(&file)) {
        Ok(outcomes) => outcomes,
        Err(why) => {
            println!("{}: {why}", path.display());
            println!("0 passed, 1 failed");
            return ExitCode::FAILURE;
        }
    };
    for (name, expected, got) in &outcomes.failed {
        println!("{name}: expected {expected}, got {got}");
    }
    println!(
        "{} passed, {} failed",
        outcomes.passed,
        outcomes.failed.len()
    );
    match outcomes.failed.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Where the suite is looked for, from the package's folder: beside it, and
/// where ./scripts/test puts it.
const PLACES: [&str; 2] = [
    "../shared/vectors/spf/rfc7208-tests.yml",
    "target/spf-suite/rfc7208-tests.yml",
];

fn suite() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("SPF_SUITE") {
        return Some(named.into());
    }
    PLACES.iter().map(PathBuf::from).find(|path| path.is_file())
}
