//! Merging and reducing SPF records keeps the servers that may send: shown by
//! evaluation, not by text.

use futures_util::FutureExt;
use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name};
use mailvet::fix::edit::apply;
use mailvet::fix::spf::merge::merge;
use mailvet::fix::spf::reduce::Reduction;
use mailvet::fix::{Mend, Place};
use mailvet::follow::spf::{Networks, Tree};
use proptest::prelude::*;
use std::rc::Rc;

/// What all records lead to.
const ZONE: &str = "d A 198.18.0.1\nd AAAA 2001:db8::1\nd MX 10 h1\nd MX 20 h2\n\
    h1 A 198.18.0.2\nh1 A 198.18.0.3\nh2 AAAA 2001:db8::2\n\
    i1 TXT \"v=spf1 ip4:198.18.1.0/24 -all\"\n\
    i2 TXT \"v=spf1 a:h1.example include:i3.example ~all\"\n\
    i3 TXT \"v=spf1 ip6:2001:db8:3::/48 -ip4:198.18.3.3 ip4:198.18.3.0/24 ?all\"\n\
    text TXT hello";

fn tree(record: &str) -> Tree {
    let strings = mailvet::fix::form::strings(record);
    let zone = format!("$ORIGIN example.\nd TXT {strings}\n{ZONE}\n");
    let zones = Zones::read("test", &zone).unwrap();
    let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
    let domain = Name::parse("d.example").unwrap();
    Tree::follow(&client, &domain).now_or_never().unwrap()
}

fn senders(record: &str) -> Networks {
    tree(record).authorized().pass
}

const ALIVE: &[&str] = &[
    "a",
    "mx",
    "a:h1.example",
    "a:h1.example/30",
    "mx:d.example//64",
    "include:i1.example",
    "include:i2.example",
    "include:i3.example",
    "ip4:198.18.1.7",
    "ip4:198.18.4.0/24",
    "ip4:198.18.4.128/25",
    "ip6:2001:db8:3:1::/64",
];

const DEAD: &[&str] = &[
    "a:gone.example",
    "mx:h1.example",
    "include:gone.example",
    "include:text.example",
    "exists:gone.example",
];

const FORBIDDING: &[&str] = &["-ip4:198.18.1.7", "~include:i3.example", "?a", "-mx"];

fn record(terms: Vec<&'static str>, all: &str) -> String {
    ["v=spf1 ", &terms.join(" "), " ", all].concat()
}

fn terms(of: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(of), 0..most)
}

fn all() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["-all", "~all", "?all", ""][..])
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_merged_record_lets_those_send_that_one_of_them_let(
        records in prop::collection::vec((terms(ALIVE, 5), all()), 2..4),
        forbidding in terms(FORBIDDING, 3),
        where_to in any::<prop::sample::Index>(),
    ) {
        let mut records = records;
        let at = where_to.index(records.len());
        let terms = &mut records[at].0;
        let middle = terms.len() / 2;
        terms.splice(middle..middle, forbidding);
        let records: Vec<_> = records
            .into_iter()
            .map(|(terms, all)| record(terms, all))
            .collect();
        let texts: Vec<_> = records.iter().map(String::as_str).collect();
        let merged = merge(&texts).unwrap();
        prop_assert!(!merged.contradictory);
        let mut union = Networks::none();
        records.iter().for_each(|record| union.add(&senders(record)));
        for text in [Some(&merged.looser), merged.stricter.as_ref()].into_iter().flatten() {
            prop_assert_eq!(&senders(text), &union, "{:?} -> {}", records, text);
        }
    }

    #[test]
    fn a_reduced_record_keeps_its_senders(
        alive in terms(ALIVE, 8),
        forbidding in terms(FORBIDDING, 2),
        dead in terms(DEAD, 3),
        turn in any::<prop::sample::Index>(),
        all in all(),
        limit in 1usize..=10,
    ) {
        let faultless = !dead.iter().any(|term| term.starts_with("include:"));
        let mut terms = [alive, forbidding, dead].concat();
        if !terms.is_empty() {
            let by = turn.index(terms.len());
            terms.rotate_left(by);
        }
        let before = record(terms, all);
        let tree = tree(&before);
        let Ok(fix) = Reduction::of(&tree).fix(limit) else {
            return Ok(());
        };
        for choice in fix.choices() {
            let after = match &choice.mend {
                Mend::Edits(edits) => apply(&before, edits),
                Mend::Changes(changes) => {
                    let in_dns = matches!(changes[0].place, Place::Record { .. });
                    prop_assert!(in_dns);
                    changes[0].to.clone().unwrap()
                }
            };
            let (old, new) = (senders(&before), senders(&after));
            // A dead include is a fault, behind which nobody passed.
            match faultless {
                true => prop_assert_eq!(&new, &old, "{} -> {}", before, after),
                false => prop_assert!(new.covers(&old), "{} -> {}", before, after),
            }
            let lookups = self::tree(&after).cost().lookups.least;
            prop_assert!(lookups <= tree.cost().lookups.least);
        }
    }
}

#[test]
fn eleven_lookups_become_ten_or_fewer() {
    let before = "v=spf1 a mx include:i1.example include:i2.example include:i2.example \
                  a:gone.example a:h1.example mx:h2.example include:text.example -all";
    let tree = tree(before);
    assert!(tree.cost().lookups.least > 10);
    let fix = Reduction::of(&tree).fix(10).unwrap();
    let Mend::Edits(edits) = &fix.choice.mend else {
        panic!("no edits")
    };
    let after = apply(before, edits);
    assert_eq!(
        after,
        "v=spf1 a mx include:i1.example include:i2.example -all"
    );
    assert!(self::tree(&after).cost().lookups.least <= 10);
}
