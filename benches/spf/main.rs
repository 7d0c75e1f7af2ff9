//! Evaluates the suite of RFC 7208 again and again: `spf PROGRAM FILE`.
//!
//! Says how many messages get the right result, after a warm-up; then, for
//! each number that it reads, evaluates all of them so many times and says how
//! many seconds that took. What DNS has is made ready before.

mod mail_auth_spf;
#[path = "../../tests/spf_suite/mod.rs"]
#[allow(dead_code)]
mod spf_suite;

use futures_util::FutureExt;
use mail_auth_spf::{MailAuth, Reading};
use mailvet::dns::Client;
use mailvet::follow::spf::check_host;
use spf_suite::{Case, Scenario};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

/// How many times everything is evaluated before the clock starts.
const WARM_UP: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let [program, file]: [String; 2] = std::env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_| "spf PROGRAM FILE")?;
    let scenarios = spf_suite::scenarios(&std::fs::read_to_string(file)?)?;
    match program.as_str() {
        "mailvet" => serve(&scenarios, Scenario::client, with_mailvet),
        "mail-auth" => serve(
            &scenarios,
            MailAuth::reading(Reading::EachTime),
            MailAuth::check,
        ),
        "mail-auth-read-before" => serve(
            &scenarios,
            MailAuth::reading(Reading::Before),
            MailAuth::check,
        ),
        _ => Err(format!("no program {program}").into()),
    }
}

/// A result's word, and the explanation.
type Verdict = (&'static str, Option<String>);

fn with_mailvet(client: &Client, case: &Case) -> Verdict {
    match check_host(&client.new_run(), &case.message).now_or_never() {
        Some(evaluation) => (evaluation.result.word(), evaluation.explanation),
        None => ("no result", None),
    }
}

fn serve<Zones>(
    scenarios: &[Scenario],
    zones: impl Fn(&Scenario) -> Zones,
    check: impl Fn(&Zones, &Case) -> Verdict,
) -> Result<(), Box<dyn Error>> {
    let zones: Vec<_> = scenarios.iter().map(zones).collect();
    let cases: Vec<_> = scenarios
        .iter()
        .zip(&zones)
        .flat_map(|(scenario, zones)| scenario.cases.iter().map(move |case| (zones, case)))
        .collect();
    let pass = || {
        for (zones, case) in &cases {
            black_box(check(zones, black_box(case)));
        }
    };
    (0..WARM_UP).for_each(|_| pass());
    let right = |(zones, case): &&(&Zones, &Case)| {
        let (result, explanation) = check(zones, case);
        case.wants(result, explanation.as_deref())
    };
    println!("{} {}", cases.iter().filter(right).count(), cases.len());
    for passes in std::io::stdin().lines() {
        let passes: usize = passes?.trim().parse()?;
        let start = Instant::now();
        (0..passes).for_each(|_| pass());
        println!("{}", start.elapsed().as_secs_f64());
    }
    Ok(())
}
