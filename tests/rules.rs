//! Every rule does what its examples say.

use mailvet::check::{self, Fact};
use mailvet::dns::zone::Zones;
use mailvet::record::paste::Paste;
use mailvet::report::example;
use mailvet::report::link::Link;
use mailvet::rule::Example;
use mailvet::text::Language;
use mailvet::view::{Markdown, Rules};
use std::collections::BTreeSet;

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

/// Every rule has a case that meets it, and a like one that does not.
#[tokio::test]
async fn examples_meet_their_rules_and_do_not() {
    let (mut rules, mut never_met, mut always_met) = (0, Vec::new(), Vec::new());
    for rule in Fact::rules() {
        rules += 1;
        if example::findings(rule, rule.bad).await.is_empty() {
            never_met.push(rule.id);
        }
        if !example::findings(rule, rule.good).await.is_empty() {
            always_met.push(rule.id);
        }
        for example in [rule.bad, rule.good] {
            if let Example::Zone(zone) = example {
                let zone = format!("$ORIGIN example.\n{zone}\n");
                assert!(Zones::read("example", &zone).is_ok(), "{}: {zone}", rule.id);
            }
        }
    }
    println!(
        "{rules} rules: {} without a case that meets them, {} without one that does not",
        never_met.len(),
        always_met.len()
    );
    assert!(never_met.is_empty(), "not met: {never_met:?}");
    assert!(
        always_met.is_empty(),
        "met by the good example: {always_met:?}"
    );
}

#[tokio::test]
async fn every_rule_is_listed_in_every_language() {
    for language in Language::ALL {
        let rules = Rules::read(language).await;
        let mut listed = BTreeSet::new();
        for group in &rules.groups {
            assert!(!group.name.is_empty() && !group.rules.is_empty());
            for rule in &group.rules {
                let said = &rule.said;
                assert!(!said.title.is_empty(), "{}", said.rule);
                assert!(!said.detail.is_empty(), "{}", said.rule);
                assert!(listed.insert(said.rule.clone()), "{}", said.rule);
            }
        }
        let defined: BTreeSet<_> = Fact::rules().map(|rule| rule.id.to_owned()).collect();
        assert_eq!(listed, defined);
    }
}

#[tokio::test]
async fn the_document_lists_the_rules_as_they_are() {
    let rules = Rules::read(Language::English).await;
    let generated = Markdown(&rules).to_string();
    let document = include_str!("../docs/rules.md");
    assert!(
        generated == document,
        "docs/rules.md is not what `cargo run --example rules` writes"
    );
}

/// The page opens an example where it meets the rule again.
#[tokio::test]
async fn examples_that_are_linked_meet_their_rule_as_pasted() {
    let rules = Rules::read(Language::English).await;
    let entries = rules.groups.iter().flat_map(|group| &group.rules);
    let mut linked = 0;
    for entry in entries.filter(|entry| !entry.bad.link.is_empty()) {
        let id = &entry.said.rule;
        let pasted = Link::parse(&entry.bad.link).check.unwrap_or_default();
        let paste = Paste::read(&pasted);
        let [record] = &paste.records[..] else {
            panic!("{id}: {pasted}");
        };
        let kind = record.kind.unwrap();
        let facts = check::text::judge(kind, record.text.text());
        assert!(facts.iter().any(|fact| fact.value.rule().id == id), "{id}");
        linked += 1;
    }
    assert!(linked > 250, "{linked}");
}
