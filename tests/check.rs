//! `examples/check.rs`, asking a resolver in this process over real HTTP.

#[allow(dead_code)]
#[path = "../examples/check.rs"]
mod check;
mod doh_double;

use check::native::NativeFetch;
use check::{ALL, MISUSED, SOME};
use doh_double::{Canned, DohDouble};
use mailvet::follow::mta_sts::{PolicyFetch, PolicyFile};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

/// What a run left behind.
struct Ran {
    status: u8,
    reports: Vec<Json>,
    errors: String,
}

fn run(arguments: &[&str], input: &str) -> Ran {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(ToString::to_string);
    let input = Box::new(std::io::Cursor::new(input.to_owned()));
    let status = check::run(arguments, input, &mut output, &mut errors);
    let output = String::from_utf8(output).expect("reports are UTF-8");
    assert!(output.is_empty() || output.ends_with('\n'));
    let report = |line| serde_json::from_str(line).expect("a report is JSON");
    Ran {
        status,
        reports: output.lines().map(report).collect(),
        errors: String::from_utf8(errors).expect("errors are UTF-8"),
    }
}

fn subject<'a>(report: &'a Json, id: &str) -> &'a Json {
    let subjects = report["subjects"].as_array().expect("subjects");
    let subject = subjects.iter().find(|subject| subject["subject"] == id);
    subject.unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn a_domain_has_a_report() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let ran = run(&["--no-policy", "--doh", &url, "healthy.example"], "");
    assert_eq!((ran.status, ran.errors.as_str()), (ALL, ""));
    let [report] = &ran.reports[..] else {
        panic!("{} reports", ran.reports.len());
    };
    assert_eq!(report["format"], "mailvet-report");
    assert_eq!(report["version"], 1);
    assert_eq!(report["domain"], "healthy.example");
    assert_eq!(report["resolvers"][0]["url"], url);
    let subjects = report["subjects"].as_array().expect("subjects");
    assert_eq!(subjects.len(), mailvet::report::SUBJECTS.len());
    for subject in subjects {
        // What is beyond DNS nobody can know here.
        if subject["subject"] == "beyond" {
            continue;
        }
        let severity = subject["severity"].as_str().expect("a severity");
        assert!(
            ["good", "advice"].contains(&severity),
            "{subject}: {severity}"
        );
    }
    let spf = subject(report, "spf");
    let record = &spf["records"][0];
    assert_eq!(
        (&record["kind"], &record["own"]),
        (&"spf".into(), &true.into())
    );
    assert!(
        record["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("v=spf1 "))
    );
    let evidence = report["evidence"].as_array().expect("evidence");
    let mx = evidence
        .iter()
        .find(|asked| asked["name"] == "healthy.example" && asked["type"] == "MX")
        .expect("MX was asked for");
    assert_eq!(mx["outcome"], "records");
    assert_eq!(mx["records"][0]["data"], "10 mx1.healthy.example.");
    assert_eq!(mx["exchanges"][0]["rcode"], "NOERROR");
    assert_eq!(mx["exchanges"][0]["resolver"], url);
    assert_eq!(mx["exchanges"][0]["authentic"], true);
}

#[test]
fn no_question_of_a_domain_is_asked_twice() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let ran = run(&["--no-policy", "--doh", &url, "many-faults.example"], "");
    assert_eq!(ran.status, ALL, "{}", ran.errors);
    let mut counts = BTreeMap::<_, usize>::new();
    for question in resolver.asked() {
        *counts.entry(question).or_insert(0) += 1;
    }
    counts.retain(|(_, rtype), _| !rtype.ends_with("without validation"));
    // The test of who answers is one more.
    let asked = ran.reports[0]["evidence"]
        .as_array()
        .expect("evidence")
        .len();
    assert_eq!(counts.len(), asked + 1);
    let twice: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn several_domains_come_from_anywhere() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let arguments = [
        "--no-policy",
        "--jobs=2",
        "--doh",
        &url,
        "parked.example",
        "-",
    ];
    let ran = run(
        &arguments,
        "\n  someone@healthy.example \r\nhttps://bücher.example/\n\nno-records.example",
    );
    assert_eq!((ran.status, ran.errors.as_str()), (ALL, ""));
    let domains: BTreeSet<_> = ran
        .reports
        .iter()
        .map(|report| report["domain"].as_str().expect("a domain"))
        .collect();
    let expected = [
        "parked.example",
        "healthy.example",
        "xn--bcher-kva.example",
        "no-records.example",
    ];
    assert_eq!(domains, expected.into());
    let book = ran
        .reports
        .iter()
        .find(|report| report["domain"] == "xn--bcher-kva.example");
    assert_eq!(book.expect("a report")["unicode"], "bücher.example");
}

#[test]
fn selectors_and_languages_are_taken() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let ran = run(
        &[
            "--no-policy",
            "--doh",
            &url,
            "--selector",
            "odd1",
            "--selector=odd2",
            "--language",
            "zh",
            "healthy.example",
        ],
        "",
    );
    assert_eq!(ran.status, ALL, "{}", ran.errors);
    let report = &ran.reports[0];
    assert_eq!(report["language"], "zh-Hans");
    assert_eq!(subject(report, "mx")["name"], "邮件服务器");
    let names: BTreeSet<_> = resolver.asked().into_iter().map(|(name, _)| name).collect();
    for selector in ["odd1", "odd2"] {
        assert!(names.contains(&format!("{selector}._domainkey.healthy.example")));
    }
}

#[test]
fn a_domain_is_judged_as_what_it_is_for() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let profile = |arguments: &[&str]| {
        let arguments = [&["--no-policy", "--doh", &url], arguments].concat();
        let ran = run(&arguments, "");
        assert_eq!(ran.status, ALL, "{}", ran.errors);
        let report = &ran.reports[0];
        assert_eq!(report["answers"].as_array().map(Vec::len), Some(3));
        let points = report["points"].as_array().expect("points").is_empty();
        (report["profile"].clone(), points)
    };
    let (guessed, none) = profile(&["healthy.example"]);
    assert_eq!(guessed["id"], "sends-and-receives");
    assert_eq!((&guessed["guessed"], none), (&true.into(), false));
    let (said, none) = profile(&["--profile", "receives-only", "healthy.example"]);
    assert_eq!(said["id"], "receives-only");
    assert_eq!((&said["guessed"], none), (&false.into(), true));
}

#[test]
fn what_is_no_domain_is_told_and_the_others_are_checked() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let ran = run(
        &[
            "--no-policy",
            "--doh",
            &url,
            "a..b",
            "parked.example",
            "192.0.2.1",
        ],
        "",
    );
    assert_eq!(ran.status, SOME);
    assert_eq!(ran.reports.len(), 1);
    let errors: BTreeSet<_> = ran.errors.lines().map(str::to_owned).collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors.contains("mailvet: 192.0.2.1: this is no domain"),
        "{errors:?}"
    );
    assert!(
        errors
            .iter()
            .any(|line| line.starts_with("mailvet: a..b: "))
    );
}

#[test]
fn nobody_who_answers_is_an_error() {
    let resolver = DohDouble::sample();
    let (dead, broken) = (DohDouble::nobody(), resolver.url("/500"));
    let ran = run(&["--doh", &dead, "--doh", &broken, "healthy.example"], "");
    assert_eq!((ran.status, ran.reports.len()), (SOME, 0));
    let lines: Vec<_> = ran.errors.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with(&format!("mailvet: {dead} does not answer: ")));
    assert!(lines[1].contains("/500 does not answer: ") && lines[1].contains("500"));

    // One who does is enough, and the other is told of.
    let good = resolver.url("/dns-query");
    let ran = run(
        &[
            "--no-policy",
            "--doh",
            &dead,
            "--doh",
            &good,
            "healthy.example",
        ],
        "",
    );
    assert_eq!((ran.status, ran.reports.len()), (ALL, 1));
    assert_eq!(ran.errors.lines().count(), 1);
}

#[test]
fn a_domain_about_which_nobody_answers_is_an_error_and_an_answer_of_failure_none() {
    let resolver = DohDouble::sample();
    let url = resolver.url("/only-the-test");
    let ran = run(&["--no-policy", "--doh", &url, "healthy.example"], "");
    assert_eq!((ran.status, ran.reports.len()), (SOME, 0));
    assert!(
        ran.errors
            .starts_with("mailvet: healthy.example: nobody answered: "),
        "{}",
        ran.errors
    );

    let url = resolver.url("/servfail");
    let ran = run(&["--no-policy", "--doh", &url, "healthy.example"], "");
    assert_eq!((ran.status, ran.reports.len()), (ALL, 1), "{}", ran.errors);
    assert_eq!(subject(&ran.reports[0], "mx")["severity"], "unknown");

    let url = resolver.url("/no-mx");
    let ran = run(&["--no-policy", "--doh", &url, "healthy.example"], "");
    assert_eq!((ran.status, ran.reports.len()), (ALL, 1), "{}", ran.errors);
    let report = &ran.reports[0];
    assert_eq!(subject(report, "mx")["severity"], "unknown");
    assert_eq!(subject(report, "domain")["severity"], "good");
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let good = "http://127.0.0.1:9/dns-query";
    for (arguments, why) in [
        (&["healthy.example"][..], "--doh is missing"),
        (&["--doh", good], "no domain is named"),
        (&["--doh"], "--doh wants a value"),
        (
            &["--doh", "ftp://a.example", "a.example"],
            "--doh ftp://a.example: ",
        ),
        (
            &["--doh", "http://a.example", "a.example"],
            "--doh http://a.example: ",
        ),
        (&["--doh", good, "--doh", good, "a.example"], "named twice"),
        (&["--doh", good, "--jobs", "0", "a.example"], "--jobs 0: "),
        (
            &["--doh", good, "--jobs", "many", "a.example"],
            "--jobs many: ",
        ),
        (
            &["--doh", good, "--selector", "a..b", "a.example"],
            "--selector a..b: ",
        ),
        (
            &["--doh", good, "--profile", "farm", "a.example"],
            "--profile farm: ",
        ),
        (
            &["--doh", good, "--language", "fr", "a.example"],
            "--language fr: ",
        ),
        (
            &["--doh", good, "--colour", "a.example"],
            "--colour: no such option",
        ),
    ] {
        let ran = run(arguments, "");
        assert_eq!(
            (ran.status, ran.reports.len()),
            (MISUSED, 0),
            "{arguments:?}"
        );
        assert!(ran.errors.contains(why), "{arguments:?}: {}", ran.errors);
    }
}

#[test]
fn help_is_given() {
    let mut output = Vec::new();
    let input = Box::new(std::io::empty());
    let status = check::run(["--help".to_owned()], input, &mut output, &mut Vec::new());
    assert_eq!(status, ALL);
    let help = String::from_utf8(output).expect("help is UTF-8");
    for option in [
        "--doh",
        "--selector",
        "--profile",
        "--language",
        "--jobs",
        "--no-policy",
    ] {
        assert!(help.contains(option), "{option}");
    }
}

#[tokio::test]
async fn a_policy_is_taken_from_where_it_must_stand_or_not_at_all() {
    let host = DohDouble::canned(BTreeMap::from([
        ("/policy", Canned::ok("version: STSv1\r\n")),
        ("/moved", Canned::moved("/policy")),
        (
            "/gone",
            Canned {
                status: 404,
                ..Canned::ok("version: STSv1")
            },
        ),
        ("/largest", Canned::ok(&"x".repeat(64 << 10))),
        ("/large", Canned::ok(&"x".repeat((64 << 10) + 1))),
    ]));
    let fetch = NativeFetch::default();
    for (path, length) in [
        ("/policy", Some(16)),
        ("/moved", None),
        ("/gone", None),
        ("/largest", Some(64 << 10)),
        ("/large", None),
        ("/nothing", None),
    ] {
        let url = host.url(path);
        let policy = PolicyFetch::fetch(&fetch, &url).await;
        assert_eq!(policy.text().map(str::len), length, "{path}");
    }
    let nothing = fetch.fetch(&DohDouble::nobody()).await;
    assert_eq!(nothing, PolicyFile::Unread);
}

/// The example in `docs/report.md` has the fields that reports have.
#[test]
fn the_documented_example_has_the_fields_of_a_report() {
    let page = include_str!("../docs/report.md");
    let example = page
        .split("```json\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("an example");
    let example: Json = serde_json::from_str(example).expect("the example is JSON");
    let resolver = DohDouble::sample();
    let url = resolver.url("/dns-query");
    let ran = run(&["--no-policy", "--doh", &url, "many-faults.example"], "");
    let mut documented = BTreeSet::new();
    keys("", &example, &mut documented);
    let mut real = BTreeSet::new();
    keys("", &ran.reports[0], &mut real);
    let missing: Vec<_> = real.difference(&documented).collect();
    assert!(missing.is_empty(), "not in docs/report.md: {missing:?}");
    let stale: Vec<_> = documented.difference(&real).collect();
    assert!(stale.is_empty(), "only in docs/report.md: {stale:?}");
    for key in &real {
        let name = key.rsplit('.').next().unwrap_or(key);
        assert!(
            page.contains(&format!("`{name}`")),
            "`{name}` is not explained"
        );
    }
}

/// The paths of all fields of a value. What a fact holds is its rule's.
fn keys(path: &str, value: &Json, found: &mut BTreeSet<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| keys(path, item, found)),
        Json::Object(fields) => {
            let fields: &Map<_, _> = fields;
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                let leaf = ["fact", "failure"].contains(&name.as_str());
                if !leaf {
                    keys(&path, value, found);
                }
                found.insert(path);
            }
        }
        _ => {}
    }
}
