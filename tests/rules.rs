//! Every rule does what its examples say.

use mailvet::check::Fact;
use mailvet::dns::zone::Zones;
use mailvet::report::example;
use mailvet::rule::Example;
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

#[tokio::test]
async fn examples_meet_their_rules_and_do_not() {
    for rule in Fact::rules() {
        let bad = example::findings(rule, rule.bad).await;
        assert!(
            !bad.is_empty(),
            "{}: the bad example does not meet it",
            rule.id
        );
        let good = example::findings(rule, rule.good).await;
        assert!(good.is_empty(), "{}: the good example meets it", rule.id);
        for example in [rule.bad, rule.good] {
            if let Example::Zone(zone) = example {
                let zone = format!("$ORIGIN example.\n{zone}\n");
                assert!(Zones::read("example", &zone).is_ok(), "{}: {zone}", rule.id);
            }
        }
    }
}
