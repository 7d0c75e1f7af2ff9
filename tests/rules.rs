//! Every rule does what its examples say.

use mailvet::check::{Fact, Finding};
use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name, Resolver};
use mailvet::follow::dkim::Selector;
use mailvet::report::{Request, check_domain};
use mailvet::rule::{Example, Rule};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let mut ids = BTreeSet::new();
    for rule in Fact::rules() {
        let words = rule.id.split('-');
        let kebab = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        assert!(
            words.clone().count() > 1 && words.clone().all(kebab),
            "{}",
            rule.id
        );
        assert!(ids.insert(rule.id), "{} stands twice", rule.id);
    }
}

#[tokio::test]
async fn zones_meet_the_rules_that_they_are_examples_of() {
    for rule in Fact::rules() {
        if let Example::Zone(zone) = rule.bad {
            assert!(
                meets(rule, zone).await,
                "{}: the bad example does not meet it",
                rule.id
            );
        }
        if let Example::Zone(zone) = rule.good {
            assert!(
                !meets(rule, zone).await,
                "{}: the good example meets it",
                rule.id
            );
        }
    }
}

async fn meets(rule: &Rule, zone: &str) -> bool {
    let found = check(zone).await;
    found
        .iter()
        .any(|finding| finding.fact.rule().id == rule.id)
}

async fn check(zone: &str) -> Vec<Finding> {
    let text = format!("$ORIGIN example.\n{zone}\n");
    let zones = Zones::read("example", &text).unwrap_or_else(|error| panic!("{zone}: {error:?}"));
    let client = Client::new(
        vec![Rc::new(zones) as Rc<dyn Resolver>],
        Rc::new(StillClock),
    );
    let domain = Name::parse("d.example").unwrap();
    let selector = Selector::new(Name::parse("s").unwrap(), &domain).unwrap();
    let request = Request {
        domain,
        selectors: vec![selector],
    };
    let findings = RefCell::new(Vec::new());
    check_domain(&client, &request, &|subject| {
        findings.borrow_mut().extend(subject.findings);
    })
    .await;
    findings.into_inner()
}
