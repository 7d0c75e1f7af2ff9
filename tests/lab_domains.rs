//! What is expected of the lab's domains: enough of it, and of rules that there
//! are. Whether the page says so is tried in a browser (`tests/page/domains.rs`).

#[path = "page/expected.rs"]
mod expected;

use expected::{Expectation, Zone};
use mailvet::check::Fact;
use mailvet::rule::{Rule, Severity};

/// Healthy in six ways: nothing of theirs is an error or a warning.
const HEALTHY: [&str; 6] = [
    "google-hosted.test",
    "m365-hosted.test",
    "aliyun-hosted.test",
    "tencent-hosted.test",
    "self-hosted.test",
    "parked.test",
];

#[test]
fn of_enough_domains_all_is_expected() {
    let zones = expected::read();
    let exact = |zone: &&Zone| {
        let mut all = zone.now.iter().flat_map(|(_, expectations)| expectations);
        all.any(|it| matches!(it, Expectation::Rules(_)))
    };
    let count = zones.iter().filter(exact).count();
    assert!(
        count >= 70,
        "{count} domains with all that is found of them"
    );
}

#[test]
fn the_healthy_ones_have_no_errors_and_no_warnings() {
    let zones = expected::read();
    for name in HEALTHY {
        let zone = zones.iter().find(|zone| zone.name == name).unwrap();
        let (_, expectations) = &zone.now[0];
        for never in ["error", "warning"] {
            let never = Expectation::Never(never.to_owned());
            assert!(expectations.contains(&never), "{name}: {never:?}");
        }
        let rules = rules(expectations).unwrap();
        for rule in rules {
            let severity = rule_of(rule).map(|rule| rule.severity);
            let well = matches!(severity, Some(Severity::Advice | Severity::Unknown));
            assert!(well, "{name}: {rule}");
        }
    }
}

#[test]
fn every_rule_expected_is_one() {
    for zone in expected::read() {
        let later = zone
            .later
            .iter()
            .map(|(input, it)| (input, std::slice::from_ref(it)));
        let now = zone.now.iter().map(|(input, all)| (input, all.as_slice()));
        for (input, expectations) in now.chain(later) {
            for id in rules(expectations).into_iter().flatten() {
                assert!(rule_of(id).is_some(), "{}: {id}?", input.name());
            }
        }
    }
}

#[test]
fn the_table_has_them_all() {
    let table = include_str!("lab/domains.md");
    for zone in expected::read() {
        let row = format!("`{}`", zone.name);
        let told = zone.name == "test" || table.contains(&row);
        assert!(
            told || zone.now.is_empty(),
            "{} is not in the table",
            zone.name
        );
    }
}

fn rules(expectations: &[Expectation]) -> Option<&[String]> {
    expectations.iter().find_map(|it| match it {
        Expectation::Rules(rules) => Some(rules.as_slice()),
        _ => None,
    })
}

fn rule_of(id: &str) -> Option<&'static Rule> {
    Fact::rules().find(|rule| rule.id == id)
}
