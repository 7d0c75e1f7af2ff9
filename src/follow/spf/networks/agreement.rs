//! The tree and the evaluation agree, in zones made by chance.

use super::tests::{client, follow, wait};
use crate::follow::spf::{Amount, Cause, FaultKind, Message, SpfResult, check_host};
use proptest::prelude::*;
use std::net::IpAddr;

/// A term, which may depend on the sender's local part.
fn term() -> impl Strategy<Value = String> {
    let mechanism = prop_oneof![
        4 => (0..16_u8, 28..=32_u8).prop_map(|(host, prefix)| format!("ip4:192.0.2.{host}/{prefix}")),
        2 => (0..16_u8, 124..=128_u8).prop_map(|(host, prefix)| format!("ip6:2001:db8::{host:x}/{prefix}")),
        3 => (0..5_u8).prop_map(|it| format!("include:r{it}.example")),
        2 => (0..4_u8, 28..=32_u8).prop_map(|(it, prefix)| format!("a:h{it}.example/{prefix}//125")),
        1 => (0..4_u8).prop_map(|it| format!("mx:h{it}.example")),
        1 => (0..5_u8).prop_map(|it| format!("exists:h{it}.example")),
        1 => Just("all".to_owned()),
        1 => Just("mx".to_owned()),
        1 => Just("exists:%{l}.m.example".to_owned()),
    ];
    let qualifier = prop_oneof![4 => Just(""), 1 => Just("-"), 1 => Just("~"), 1 => Just("?")];
    (qualifier, mechanism).prop_map(|(qualifier, mechanism)| qualifier.to_owned() + &mechanism)
}

fn record() -> impl Strategy<Value = String> {
    let redirect = prop_oneof![
        3 => Just(String::new()),
        1 => (0..5_u8).prop_map(|it| format!(" redirect=r{it}.example")),
        1 => Just(" nonsense".to_owned()),
    ];
    let terms = prop::collection::vec(term(), 0..6);
    (terms, redirect).prop_map(|(terms, redirect)| terms.join(" ") + &redirect)
}

fn zone() -> impl Strategy<Value = String> {
    prop::collection::vec(record(), 5).prop_map(|records| {
        let mut zone = "d MX 1 h0\nd MX 2 h1\nh0 A 192.0.2.3\n AAAA 2001:db8::3\nh1 A 192.0.2.9\nh2 AAAA 2001:db8::9\nh1 MX 1 h2\n MX 2 h1\na.m A 192.0.2.1\n".to_owned();
        for (number, record) in records.iter().enumerate() {
            let name = match number {
                0 => "d".to_owned(),
                number => format!("r{number}"),
            };
            zone += &format!("{name} TXT \"v=spf1 {record}\"\n");
        }
        zone
    })
}

fn at_most(spent: usize, amount: Amount) -> bool {
    amount.most.is_none_or(|most| spent <= most)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 400,
        ..ProptestConfig::default()
    })]

    #[test]
    fn those_pass_that_pass_the_evaluation(zone in zone(), hosts in prop::collection::vec(0..20_u8, 3)) {
        let client = client(&zone);
        let tree = follow(&client);
        let authorized = tree.authorized();
        prop_assert!(authorized.is_exact() || zone.contains('%'));
        let flat = tree.flat(&authorized).text;
        let flat = super::tests::client(&format!("d TXT \"{}\"", flat.replace(' ', "\" \" ")));
        let addresses = hosts.iter().flat_map(|&host| {
            let ip6 = [0x2001, 0xdb8, 0, 0, 0, 0, 0, host.into()];
            [IpAddr::from([192, 0, 2, host]), IpAddr::from(ip6)]
        });
        // There is an A record for the one sender, and none for the other.
        let messages = addresses.flat_map(|address| {
            ["a@d.example", "b@d.example"].map(|sender| Message::new(address, sender, "h.example"))
        });
        for message in messages {
            let address = message.client();
            let evaluation = wait(check_host(&client, &message));
            let cost = tree.cost();
            prop_assert!(at_most(evaluation.lookups, cost.lookups), "{evaluation:?}");
            prop_assert!(at_most(evaluation.voids, cost.voids(address)), "{evaluation:?}");
            if matches!(evaluation.cause, Cause::TooManyLookups { .. } | Cause::TooManyVoids { .. }) {
                continue;
            }
            let passes = evaluation.result == SpfResult::Pass;
            let known = authorized.passes(address).unwrap_or(passes);
            prop_assert_eq!(known, passes, "{} {}", address, zone);
            if !authorized.unknown.is_empty() {
                continue;
            }
            prop_assert!(authorized.is_exact());
            let flat = wait(check_host(&flat, &message));
            prop_assert_eq!(flat.result == SpfResult::Pass, passes, "{} {}", address, zone);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 400,
        ..ProptestConfig::default()
    })]

    #[test]
    fn who_matches_nothing_spends_what_the_tree_costs(zone in zone()) {
        let zone = zone
            .replace(" all", " ?all")
            .replace("exists:h0", "exists:h2")
            .replace("exists:h1", "exists:h2")
            .replace("exists:%{l}.m", "exists:h4");
        let client = client(&zone);
        let tree = follow(&client);
        for address in ["198.51.100.1", "2001:db8:ffff::1"] {
            let address: IpAddr = address.parse().unwrap();
            let message = Message::new(address, "a@d.example", "h.example");
            let evaluation = wait(check_host(&client, &message));
            let cause = &evaluation.cause;
            let agrees = match tree.first_fault().map(|fault| fault.kind) {
                None => {
                    let cost = tree.cost();
                    Some(evaluation.lookups) == cost.lookups.exact()
                        && Some(evaluation.voids) == cost.voids(address).exact()
                        && matches!(cause, Cause::Matched { .. } | Cause::NothingMatched { .. })
                }
                Some(FaultKind::NoRecord) => matches!(cause, Cause::LeadsNowhere { .. }),
                Some(FaultKind::Syntax) => matches!(cause, Cause::Syntax { .. }),
                Some(FaultKind::TooManyLookups) => matches!(cause, Cause::TooManyLookups { .. }),
                Some(FaultKind::TooManyVoids) => matches!(cause, Cause::TooManyVoids { .. }),
                Some(FaultKind::TooManyVoidsIp4) => {
                    matches!(cause, Cause::TooManyVoids { .. }) || address.is_ipv6()
                }
                Some(FaultKind::TooManyVoidsIp6) => {
                    matches!(cause, Cause::TooManyVoids { .. }) || address.is_ipv4()
                }
                Some(FaultKind::Loop) => {
                    matches!(cause, Cause::TooManyLookups { .. } | Cause::TooManyVoids { .. })
                }
                Some(_) => false,
            };
            prop_assert!(agrees, "{:?} {:?} {}", tree.first_fault(), evaluation, zone);
        }
    }
}
