//! Where other checkers are known to go wrong with SPF, a test each.

use futures_util::FutureExt;
use mailvet::check::spf::tree::judge;
use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name};
use mailvet::follow::spf::{Amount, Evaluation, Message, SpfResult, Tree, check_host};
use mailvet::record::spf::{self, Usability};
use std::rc::Rc;

const IP4: &str = "192.0.2.1";
const IP6: &str = "2001:db8::1";

fn client(zone: &str) -> Client {
    let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
    Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()))
}

fn evaluate(zone: &str, address: &str) -> Evaluation {
    let message = Message::new(address.parse().unwrap(), "user@d.example", "helo.example");
    check_host(&client(zone), &message).now_or_never().unwrap()
}

fn tree(zone: &str) -> Tree {
    let domain = Name::parse("d.example").unwrap();
    Tree::follow(&client(zone), &domain).now_or_never().unwrap()
}

fn met(zone: &str) -> Vec<&'static str> {
    let findings = judge(&tree(zone));
    findings.iter().map(|it| it.fact.rule().id).collect()
}

/// `all` without a mark was taken for `-all`.
#[test]
fn a_bare_all_is_plus_all() {
    let zone = "d TXT \"v=spf1 include:x.example all\"\nx TXT \"v=spf1 -all\"";
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Pass);
}

/// `a:host`, `+a` and `a/24` were not counted, and whatever has "mx" in it was.
#[test]
fn lookups_are_counted_by_mechanism_and_not_by_letters() {
    let zone = "d TXT \"v=spf1 a:h.example +a a/24 include:amx.example ip4:192.0.2.1 -all\"\n\
                d A 198.51.100.1\nh A 198.51.100.2\namx TXT \"v=spf1 -all\"";
    assert_eq!(tree(zone).cost().lookups, Amount::exactly(4));
    assert_eq!(evaluate(zone, "203.0.113.1").lookups, 4);
}

/// `redirect` was followed and counted beside `all`, and its `all` taken for
/// the domain's own.
#[test]
fn redirect_is_nothing_beside_all() {
    let zone = "d TXT \"v=spf1 redirect=x.example -all\"\nx TXT \"v=spf1 a mx +all\"";
    assert_eq!(tree(zone).cost().lookups, Amount::exactly(0));
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Fail);
    assert_eq!(met(zone), [""; 0]);
}

/// What a record costs was counted only the first time that it is included.
#[test]
fn a_record_included_twice_costs_twice() {
    let zone = "d TXT \"v=spf1 include:x.example include:x.example -all\"\n\
                x TXT \"v=spf1 a:h.example -all\"\nh A 198.51.100.1";
    assert_eq!(tree(zone).cost().lookups, Amount::exactly(4));
    assert_eq!(evaluate(zone, IP4).lookups, 4);
}

/// An include without a record was a warning, and always a void, though the
/// name has other TXT records.
#[test]
fn an_include_of_other_texts_is_an_error_and_no_void() {
    let zone = "d TXT \"v=spf1 include:x.example -all\"\nx TXT \"verification=1\"";
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Permerror);
    assert_eq!(tree(zone).cost().voids_ip4, Amount::exactly(0));
    assert!(met(zone).contains(&"spf-target-missing"));
}

/// Voids were not counted at all.
#[test]
fn three_voids_are_one_too_many() {
    let zone = "d TXT \"v=spf1 a:x.example a:y.example a:z.example -all\"\n* A 198.51.100.1";
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Fail);
    assert_eq!(evaluate(zone, IP6).result, SpfResult::Permerror);
    assert_eq!(tree(zone).cost().voids_ip4, Amount::exactly(0));
    assert_eq!(tree(zone).cost().voids_ip6, Amount::exactly(3));
}

/// `exists` fell back to AAAA records.
#[test]
fn exists_is_about_a_records() {
    let zone = "d TXT \"v=spf1 exists:x.example -all\"\nx AAAA 2001:db8::2";
    for address in [IP4, IP6] {
        assert_eq!(evaluate(zone, address).result, SpfResult::Fail);
    }
    assert!(met(zone).contains(&"spf-exists-never"));
}

/// An `exists` whose question failed was passed over.
#[test]
fn a_failed_exists_is_temperror() {
    let zone = "d TXT \"v=spf1 exists:x.example -all\"\n$FAIL servfail x";
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Temperror);
    assert!(met(zone).contains(&"lookup-failed"));
}

/// `exp` was counted.
#[test]
fn exp_is_no_lookup() {
    let zone = "d TXT \"v=spf1 -all exp=x.example\"\nx TXT \"no\"";
    let evaluation = evaluate(zone, IP4);
    assert_eq!((evaluation.lookups, evaluation.voids), (0, 0));
    assert_eq!(tree(zone).cost().lookups, Amount::exactly(0));
}

/// `ra`, `rp` and `rr` were taken for faults.
#[test]
fn reporting_modifiers_are_no_faults() {
    let zone = "d TXT \"v=spf1 ip4:198.51.0.1 -all ra=postmaster rp=10 rr=e:f\"";
    assert_eq!(evaluate(zone, "198.51.0.1").result, SpfResult::Pass);
    let record = spf::read("v=spf1 ip4:198.51.0.1 -all ra=postmaster rp=10 rr=e:f");
    assert_eq!(record.usability(), Usability::Usable);
    assert!(record.problems.is_empty());
}

/// The addresses of each host of `mx` were counted among the ten.
#[test]
fn mx_is_one_lookup_however_many_hosts() {
    let zone = "d TXT \"v=spf1 mx -all\"\nd MX 1 a\nd MX 2 b\nd MX 3 c\n\
                a A 198.51.100.1\nb A 198.51.100.2\nc A 198.51.100.3";
    assert_eq!(tree(zone).cost().lookups, Amount::exactly(1));
    assert_eq!(evaluate(zone, IP4).lookups, 1);
}

/// Counting stopped at the limit, so that nobody learnt by how much.
#[test]
fn the_count_goes_on_past_the_limit() {
    let terms = " a:h.example".repeat(15);
    let zone = format!("d TXT \"v=spf1{terms} -all\"\nh A 198.51.100.1");
    assert_eq!(tree(&zone).cost().lookups, Amount::exactly(15));
}

/// A record seen before was taken for a loop.
#[test]
fn a_repeat_is_no_loop() {
    let zone = "d TXT \"v=spf1 include:x.example include:y.example -all\"\n\
                x TXT \"v=spf1 include:z.example -all\"\n\
                y TXT \"v=spf1 include:z.example -all\"\nz TXT \"v=spf1 -all\"";
    assert!(!met(zone).iter().any(|id| id.ends_with("loop")));
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Fail);
}

/// The record was followed no further than to the first match.
#[test]
fn a_record_is_judged_behind_a_match() {
    let zone = "d TXT \"v=spf1 ip4:0.0.0.0/0 include:x.example -all\"";
    assert!(met(zone).contains(&"spf-target-no-such-name"));
}

/// `%{d}` was the domain of the message after `redirect` and `include`.
#[test]
fn the_domain_of_a_macro_is_that_of_the_record_it_stands_in() {
    let zone = "d TXT \"v=spf1 redirect=x.example\"\n\
                x TXT \"v=spf1 exists:%{d}.y.example -all\"\nx.example.y A 127.0.0.2";
    assert_eq!(evaluate(zone, IP4).result, SpfResult::Pass);
    assert!(!met(zone).contains(&"spf-exists-never"));
}
