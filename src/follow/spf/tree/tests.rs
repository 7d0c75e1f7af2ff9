use super::*;
use crate::dns::clock::StillClock;
use crate::dns::resolver::{Checking, LocalFuture, Reply};
use crate::dns::zone::Zones;
use crate::dns::{Failure, Question, RecordType, Resolver};
use crate::follow::spf::{LOOKUP_LIMIT, VOID_LIMIT};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// The tree of d.example in a zone.
fn follow(zone: &str) -> Tree {
    let zone = "$ORIGIN example.\n".to_owned() + zone;
    let zones = Rc::new(Zones::read("zone", &zone).unwrap());
    let client = Client::new(vec![zones], Rc::new(StillClock::default()));
    let domain = Name::parse("d.example").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let tree = runtime.unwrap().block_on(Tree::follow(&client, &domain));
    let mut asked = BTreeMap::new();
    for answer in client.log() {
        *asked.entry(answer.question.clone()).or_insert(0) += 1;
    }
    assert!(asked.values().all(|times| *times == 1), "{asked:?}");
    tree
}

/// A zone in which d.example has a record of these terms.
fn with(terms: &str, rest: &str) -> Tree {
    follow(&format!("d TXT \"v=spf1 {terms}\"\n{rest}"))
}

fn exactly(lookups: usize, ip4: usize, ip6: usize) -> Cost {
    Cost {
        lookups: Amount::exactly(lookups),
        voids_ip4: Amount::exactly(ip4),
        voids_ip6: Amount::exactly(ip6),
    }
}

fn names(tree: &Tree) -> Vec<&str> {
    tree.records().map(|it| it.domain().as_str()).collect()
}

fn visits(record: &TreeRecord) -> Vec<Visit> {
    let visit = |term: &TreeTerm| match term.leads {
        Leads::Record { visit, .. } => Some(visit),
        _ => None,
    };
    record.terms.iter().filter_map(visit).collect()
}

#[test]
fn ten_lookups_are_allowed() {
    for (number, over) in [(9, false), (10, false), (11, true)] {
        let terms: String = (0..number).map(|it| format!("a:{it}.a.example ")).collect();
        let tree = with(&(terms + "-all"), "*.a A 192.0.2.1\n AAAA 2001:db8::1");
        assert_eq!(tree.cost(), exactly(number, 0, 0));
        assert_eq!(tree.cost().lookups.exceeds(LOOKUP_LIMIT), Some(over));
        let place = Place {
            record: 0,
            term: 10,
        };
        assert_eq!(tree.first_over_limit(), over.then(|| vec![place]));
        let fault = tree.first_fault().map(|fault| fault.kind);
        assert_eq!(fault, over.then_some(FaultKind::TooManyLookups));
    }
}

#[test]
fn two_voids_are_allowed_to_each_family() {
    for (number, over) in [(2, false), (3, true)] {
        for (has, kind) in [
            ("A 192.0.2.1", FaultKind::TooManyVoidsIp6),
            ("AAAA 2001:db8::1", FaultKind::TooManyVoidsIp4),
        ] {
            let terms: String = (0..number).map(|it| format!("a:{it}.a.example ")).collect();
            let tree = with(&(terms + "-all"), &format!("*.a {has}"));
            let expected = match kind {
                FaultKind::TooManyVoidsIp6 => exactly(number, 0, number),
                _ => exactly(number, number, 0),
            };
            assert_eq!(tree.cost(), expected);
            let voids = [tree.cost().voids_ip4, tree.cost().voids_ip6];
            let exceeds = voids.map(|voids| voids.exceeds(VOID_LIMIT));
            assert!(exceeds.contains(&Some(false)));
            assert_eq!(exceeds.contains(&Some(true)), over);
            let fault = tree.first_fault().map(|fault| fault.kind);
            assert_eq!(fault, over.then_some(kind));
        }
    }
}

#[test]
fn ten_exchangers_are_allowed() {
    for (number, over) in [(10, false), (11, true)] {
        let mx: String = (0..number).map(|it| format!("d MX 10 {it}.m\n")).collect();
        let tree = with(
            "mx -all",
            &(mx.clone() + "*.m A 192.0.2.1\n AAAA 2001:db8::1"),
        );
        assert_eq!(tree.cost(), exactly(1, 0, 0));
        let fault = tree.first_fault().map(|fault| fault.kind);
        assert_eq!(fault, over.then_some(FaultKind::TooManyExchangers));
        let term = &tree.root().terms[0];
        assert_eq!(term.leads.exchangers(), number);
        assert_eq!(term.leads.too_many_exchangers(), over);
        // Hosts of one family only: voids for the other.
        for has in ["A 192.0.2.1", "AAAA 2001:db8::1"] {
            let tree = with("mx -all", &(mx.clone() + "*.m " + has));
            let voids = match over {
                true => Amount::between(0, 10),
                false => Amount::exactly(10),
            };
            let cost = tree.cost();
            let (nothing, something) = match has.starts_with("A ") {
                true => (cost.voids_ip4, cost.voids_ip6),
                false => (cost.voids_ip6, cost.voids_ip4),
            };
            assert_eq!((nothing, something), (Amount::NONE, voids), "{has}");
        }
    }
}

#[test]
fn voids_are_counted_where_they_are_spent() {
    let zone = "a A 192.0.2.1\nt TXT other\nm MX 1 gone\n MX 2 a\n";
    for (term, cost) in [
        ("a", exactly(1, 1, 1)),
        ("a:a.example", exactly(1, 0, 1)),
        ("a:gone.example", exactly(1, 1, 1)),
        ("mx", exactly(1, 1, 1)),
        ("mx:m.example", exactly(1, 1, 2)),
        ("mx:gone.example", exactly(1, 1, 1)),
        ("exists:a.example", exactly(1, 0, 0)),
        ("exists:gone.example", exactly(1, 1, 1)),
        ("include:gone.example", exactly(1, 1, 1)),
        ("include:a.example", exactly(1, 1, 1)),
        ("include:t.example", exactly(1, 0, 0)),
        ("redirect=t.example", exactly(1, 0, 0)),
        ("redirect=gone.example", exactly(1, 1, 1)),
        ("a:x..example", exactly(1, 0, 0)),
        ("ip4:192.0.2.1", exactly(0, 0, 0)),
        ("exp=gone.example", exactly(0, 0, 0)),
    ] {
        assert_eq!(with(term, zone).cost(), cost, "{term}");
    }
    // `exists` asks for A alone.
    let six = "six AAAA 2001:db8::1";
    assert_eq!(with("exists:six.example", six).cost(), exactly(1, 1, 1));
}

#[test]
fn names_count_not_letters() {
    let tree = with(
        "a:h.example +a a/24 include:amx.example -all",
        "d A 192.0.2.1\n AAAA 2001:db8::1\nh A 192.0.2.2\n AAAA 2001:db8::2\namx TXT \"v=spf1 -all\"",
    );
    assert_eq!(tree.cost(), exactly(4, 0, 0));
}

#[test]
fn what_is_not_reached_costs_nothing() {
    let tree = with(
        "redirect=x.example a -all mx include:x.example",
        "x TXT \"v=spf1 a\"\nd A 192.0.2.1\n",
    );
    assert_eq!(tree.cost(), exactly(1, 0, 1));
    assert_eq!(names(&tree), ["d.example"]);
    let reached: Vec<_> = tree.root().terms.iter().map(|it| it.reached).collect();
    assert_eq!(reached, [false, true, true, false, false]);
    assert_eq!(tree.deciding(), [0]);
}

#[test]
fn a_repeat_costs_again_and_is_no_loop() {
    let tree = with(
        "include:x.example include:y.example include:x.example -all",
        "x TXT \"v=spf1 include:z.example -all\"\ny TXT \"v=spf1 include:x.example -all\"\nz TXT \"v=spf1 exists:gone.example -all\"",
    );
    assert_eq!(
        names(&tree),
        ["d.example", "x.example", "z.example", "y.example"]
    );
    assert_eq!(
        visits(tree.root()),
        [Visit::First, Visit::First, Visit::Again]
    );
    assert_eq!(visits(tree.record(3).unwrap()), [Visit::Again]);
    assert_eq!(tree.cost(), exactly(3 + 4 + 3, 3, 3));
    assert_eq!(tree.depth(), 2);
    assert_eq!(tree.own_includes(), 3);
    let path = [Place { record: 0, term: 0 }, Place { record: 1, term: 0 }];
    assert_eq!(tree.path(2), path);
    let fault = tree.first_fault().unwrap();
    assert_eq!(fault.kind, FaultKind::TooManyVoids);
    assert_eq!(fault.path[0], Place { record: 0, term: 2 });
    assert_eq!(fault.path.len(), 3);
    assert_eq!(tree.faults(), []);
}

#[test]
fn a_loop_goes_round_until_the_limit() {
    for (terms, zone) in [
        ("include:d.example -all", ""),
        ("redirect=d.example", ""),
        (
            "include:x.example -all",
            "x TXT \"v=spf1 include:d.example -all\"",
        ),
        (
            "include:x.example",
            "x TXT \"v=spf1 redirect=y.example\"\ny TXT \"v=spf1 include:x.example\"",
        ),
    ] {
        let tree = with(terms, zone);
        assert_eq!(
            tree.cost().lookups.exceeds(LOOKUP_LIMIT),
            Some(true),
            "{terms}"
        );
        assert_eq!(tree.cost().lookups.most, None);
        let fault = tree.first_fault().unwrap();
        assert_eq!(fault.kind, FaultKind::Loop);
        assert_eq!(tree.faults(), [fault], "{terms}");
    }
}

#[test]
fn redirect_comes_last() {
    let tree = with(
        "redirect=r.example include:x.example",
        "r TXT \"v=spf1 redirect=s.example\"\ns TXT \"v=spf1 -all\"\nx TXT \"v=spf1 -all\"",
    );
    assert_eq!(
        names(&tree),
        ["d.example", "x.example", "r.example", "s.example"]
    );
    assert_eq!(tree.deciding(), [0, 2, 3]);
    assert_eq!(tree.cost(), exactly(3, 0, 0));
}

#[test]
fn a_failed_question_makes_a_range() {
    let zone = "x TXT \"v=spf1 a:h.example -all\"\n$FAIL timeout x TXT\n";
    let tree = with(
        "include:x.example a:h.example -all",
        &(zone.to_owned() + "h A 192.0.2.1\n AAAA 2001:db8::1"),
    );
    let cost = tree.cost();
    assert_eq!(cost.lookups, Amount::from(2));
    assert_eq!(cost.voids_ip4, Amount::from(0));
    assert_eq!(cost.lookups.exceeds(LOOKUP_LIMIT), None);
    assert_eq!(tree.record(1).unwrap().selection, Selection::Unknown);
    assert_eq!(tree.root().terms[0].own.voids_ip6, Amount::between(0, 1));
    assert_eq!(tree.first_fault().unwrap().kind, FaultKind::LookupFailed);
    let tree = with(
        "a:h.example -all",
        "h A 192.0.2.1\n AAAA 2001:db8::1\n$FAIL servfail h AAAA",
    );
    assert_eq!(tree.cost().voids_ip4, Amount::NONE);
    assert_eq!(tree.cost().voids_ip6, Amount::between(0, 1));
    let tree = with("mx -all", "$FAIL servfail d MX");
    assert_eq!(tree.cost().voids_ip4, Amount::between(0, 10));
    let tree = with("exists:h.example -all", "$FAIL timeout h A");
    assert_eq!(tree.cost().voids_ip6, Amount::between(0, 1));
    assert_eq!(tree.first_fault().unwrap().kind, FaultKind::LookupFailed);
    let tree = follow("d TXT \"v=spf1 -all\"\n$FAIL timeout d TXT");
    assert_eq!(tree.cost(), Cost::OPEN);
}

#[test]
fn macros_of_the_message_make_a_range() {
    for (term, least, most, voids) in [
        ("include:%{i}.x.example", 1, None, None),
        ("redirect=%{l}.x.example", 1, None, None),
        ("exists:%{i}.x.example", 1, Some(1), Some(1)),
        ("a:%{h}.x.example", 1, Some(1), Some(1)),
        ("mx:%{s}.x.example", 1, Some(1), Some(10)),
        ("ptr", 1, Some(1), Some(10)),
        ("ptr:x.example", 1, Some(1), Some(10)),
        ("exists:%{p}.x.example", 1, Some(1), Some(11)),
    ] {
        let tree = with(term, "");
        let cost = tree.cost();
        assert_eq!(cost.lookups, Amount { least, most }, "{term}");
        assert_eq!(
            cost.voids_ip4,
            Amount {
                least: 0,
                most: voids
            },
            "{term}"
        );
        assert_eq!(cost.voids_ip6, cost.voids_ip4, "{term}");
        assert_eq!(tree.size(), 1);
    }
}

#[test]
fn macros_of_the_domain_are_followed() {
    let tree = with(
        "include:%{d2}.x.example redirect=%{o}.y.example",
        "d.example.x TXT \"v=spf1 a:%{d1r}.%{o}.example -all\"\nd.example.y TXT \"v=spf1 exists:%{o} -all\"",
    );
    assert_eq!(
        names(&tree),
        ["d.example", "d.example.x.example", "d.example.y.example"]
    );
    let Leads::Host(host) = &tree.record(1).unwrap().terms[0].leads else {
        panic!("no host")
    };
    assert_eq!(host.name.as_str(), "d.d.example.example");
    let Leads::Exists(answer) = &tree.record(2).unwrap().terms[0].leads else {
        panic!("no name")
    };
    assert_eq!(answer.question.name.as_str(), "d.example");
}

#[test]
fn faulty_records_are_followed_as_far_as_they_can_be_read() {
    let tree = with(
        "include:x.example a:h.example",
        "x TXT \"v=spf1 incude:y.example include:y.example\"\ny TXT \"v=spf1 -all\"\nh A 192.0.2.1\n AAAA 2001:db8::1",
    );
    assert_eq!(names(&tree), ["d.example", "x.example", "y.example"]);
    assert_eq!(tree.cost(), exactly(3, 0, 0));
    let path = vec![Place { record: 0, term: 0 }];
    let kind = FaultKind::Syntax;
    assert_eq!(tree.faults(), [Fault { path, kind }]);
}

#[test]
fn where_there_is_no_record_there_are_no_terms() {
    for (zone, kind) in [
        ("d TXT other", FaultKind::NoRecord),
        ("other TXT other", FaultKind::NoRecord),
        (
            "d TXT \"v=spf1 -all\"\nd TXT \"v=spf1 a -all\"",
            FaultKind::SeveralRecords,
        ),
    ] {
        let tree = follow(zone);
        assert_eq!(tree.root().terms.len(), 0);
        assert_eq!(tree.cost(), Cost::default());
        let path = Vec::new();
        assert_eq!(tree.first_fault(), Some(Fault { path, kind }));
    }
    let tree = with("include:%{d1} -all", "");
    assert_eq!(tree.first_fault().unwrap().kind, FaultKind::Malformed);
    assert_eq!(tree.cost(), exactly(1, 0, 0));
}

#[test]
fn a_tree_of_sixty_records_is_whole() {
    let mut zone = String::new();
    let mut terms = String::new();
    for branch in 0..6 {
        terms += &format!("include:b{branch}.example ");
        let leaves: String = (0..9)
            .map(|leaf| format!("include:l{leaf}.b{branch}.example "))
            .collect();
        zone += &format!("b{branch} TXT \"v=spf1 {leaves}-all\"\n");
        for leaf in 0..9 {
            zone += &format!("l{leaf}.b{branch} TXT \"v=spf1 a:gone.example -all\"\n");
        }
    }
    let tree = with(&(terms + "-all"), &zone);
    assert_eq!(tree.size(), 61);
    assert_eq!(tree.cost(), exactly(6 + 54 + 54, 54, 54));
    assert!(
        tree.records()
            .enumerate()
            .skip(1)
            .all(|(number, record)| { tree.path(number).len() == record.depth })
    );
}

#[test]
fn diamonds_are_no_more_work_than_records() {
    let start = Instant::now();
    let mut zone = String::new();
    for step in 0..40 {
        let below = format!("include:s{}.example", step + 1);
        zone += &format!("s{step} TXT \"v=spf1 {below} {below} -all\"\n");
    }
    zone += "s40 TXT \"v=spf1 -all\"\n";
    let tree = with("redirect=s0.example", &zone);
    assert_eq!(tree.size(), 42);
    let lookups = (1_u64 << 41) - 1;
    assert_eq!(tree.cost().lookups.exact().unwrap() as u64, lookups);
    assert_eq!(tree.first_over_limit().unwrap().len(), 11);
    assert!(tree.first_fault().is_some());
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn endless_trees_are_cut() {
    let chain: String = (0..500)
        .map(|step| {
            format!(
                "s{step} TXT \"v=spf1 include:s{}.example -all\"\n",
                step + 1
            )
        })
        .collect();
    let tree = with("include:s0.example -all", &chain);
    assert_eq!(tree.size(), 200);
    let last = tree.record(199).unwrap();
    assert!(matches!(last.terms[0].leads, Leads::NotFollowed));
    assert_eq!(tree.cost().lookups, Amount::from(200));
    assert_eq!(tree.depth(), 199);

    let hosts: String = (0..1500).map(|it| format!("a:{it}.a.example ")).collect();
    let text: String = hosts
        .as_bytes()
        .chunks(250)
        .map(|chunk| format!("\"{}\" ", std::str::from_utf8(chunk).unwrap()))
        .collect();
    let tree = follow(&format!("d TXT \"v=spf1 \" {text}\n*.a A 192.0.2.1"));
    let asked: usize = tree.answers().count();
    assert!((990..=1_000).contains(&asked), "{asked}");
    let cost = tree.cost();
    assert_eq!(cost.lookups, Amount::exactly(1500));
    assert!(cost.voids_ip6.exact().is_none());
}

#[test]
fn only_what_is_needed_is_asked() {
    let zones = "$ORIGIN example.\nd TXT \"v=spf1 a exists:x.example mx -all\"\n";
    let zones = Rc::new(Zones::read("zone", zones).unwrap());
    let client = Client::new(vec![zones], Rc::new(StillClock::default()));
    let domain = Name::parse("d.example").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(Tree::follow(&client, &domain));
    let mut asked: Vec<_> = client.log().iter().map(|it| it.question.rtype).collect();
    asked.sort();
    let mut expected = [
        RecordType::TXT,
        RecordType::A,
        RecordType::AAAA,
        RecordType::A,
        RecordType::MX,
    ];
    expected.sort();
    assert_eq!(asked, expected);
}

/// Zones that take a tenth of a second to answer, ten times as long for names
/// that begin with "slow".
struct Far(Zones);

impl Resolver for Far {
    fn label(&self) -> &str {
        "far"
    }

    fn validates(&self) -> bool {
        true
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            let slow = question.name.as_str().starts_with("slow");
            let milliseconds = if slow { 1_000 } else { 100 };
            sleep(Duration::from_millis(milliseconds)).await;
            self.0.answer(question, checking)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn each_question_is_asked_as_soon_as_its_name_is_known() {
    let zone = "$ORIGIN example.
d TXT \"v=spf1 a mx exists:%{d} include:slow.example include:x.example -all\"
d MX 1 h
slow TXT \"v=spf1 -all\"
x TXT \"v=spf1 include:y.example -all\"
y TXT \"v=spf1 include:z.example -all\"
z TXT \"v=spf1 mx:d.example a:slow.a.example -all\"
";
    let far = Rc::new(Far(Zones::read("zone", zone).unwrap()));
    let client = Client::new(vec![far], Rc::new(StillClock::default()));
    let domain = Name::parse("d.example").unwrap();
    let start = tokio::time::Instant::now();
    let tree = Tree::follow(&client, &domain).await;
    assert_eq!(tree.size(), 5);
    // The records of d, x, y and z, and then an address that takes long.
    assert_eq!(start.elapsed().as_millis(), 4 * 100 + 1_000);
}
