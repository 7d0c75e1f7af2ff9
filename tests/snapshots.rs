//! Snapshots: what a check has seen survives a link and a report, is judged
//! afresh to the same, and whatever else stands there is refused.

use futures_util::FutureExt;
use mailvet::dns::answer::Failure;
use mailvet::dns::clock::StillClock;
use mailvet::dns::sample::{DOMAINS, sample};
use mailvet::dns::{Client, Name, Outcome, RecordType};
use mailvet::follow::dkim::Selector;
use mailvet::follow::mta_sts::{NoFetch, PolicyFetch, PolicyFile};
use mailvet::report::snapshot::{
    INFLATED_OCTETS, LINK_OCTETS, REPORT_OCTETS, Refused, pack, seal, unpack, unseal,
};
use mailvet::report::{Request, Snapshot, Told, check_address, check_domain_with, fixes};
use mailvet::rule::Profile;
use mailvet::text::Language;
use mailvet::view::Document;
use mailvet::view::document::{About, seen};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use proptest::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// The selectors that the page's links to the made-up domains name.
const SELECTORS: [&str; 6] = ["mail", "ed", "s1", "s2", "default", "dkim"];

/// When the checks of these tests began, in milliseconds since 1970.
const TIME: f64 = 1_767_225_600_000.0;

fn request(domain: &str, selectors: &[&str], profile: Option<Profile>) -> Request {
    let domain = Name::parse(domain).expect("a domain");
    let selector = |name: &&str| Selector::new(Name::parse(name).expect("a name"), &domain);
    let selectors = selectors.iter().map(selector);
    Request {
        selectors: selectors.collect::<Result<_, _>>().expect("selectors"),
        profile,
        domain,
    }
}

/// What is told of a domain, and what was seen.
fn checked(request: &Request, policies: &dyn PolicyFetch) -> (Document, Snapshot) {
    let client = Client::new(vec![sample()], Rc::new(StillClock::default()));
    let told = RefCell::new(Vec::new());
    let tell = |event| told.borrow_mut().push(event);
    let checking = check_domain_with(&client, request, policies, &tell);
    checking.now_or_never().expect("the sample answers at once");
    let document = document(request, told.into_inner(), &client);
    let policy = document.policy.clone().into();
    let snapshot = Snapshot::new(request.clone(), policy, TIME, &client.log());
    (document, snapshot)
}

/// What is told of a snapshot.
fn judged(snapshot: &Snapshot) -> Document {
    let client = snapshot.client();
    let told = RefCell::new(Vec::new());
    let tell = |event| told.borrow_mut().push(event);
    let checking = snapshot.check_by(&client, &tell);
    checking.now_or_never().expect("nobody is asked");
    document(&snapshot.request, told.into_inner(), &client)
}

fn document(request: &Request, told: Vec<Told>, client: &Client) -> Document {
    let about = About {
        domain: &request.domain,
        language: Language::English,
        time: TIME,
        resolvers: &[],
    };
    Document::new(&about, &told, &client.log())
}

fn link(snapshot: &Snapshot) -> String {
    seal(&compress_to_vec(&pack(snapshot), 6))
}

fn opened(link: &str) -> Result<Snapshot, Refused> {
    let deflated = unseal(link)?;
    let packed = decompress_to_vec_with_limit(&deflated, INFLATED_OCTETS);
    unpack(&packed.map_err(|_| Refused::Damaged)?).ok_or(Refused::Damaged)
}

fn samples() -> Vec<Request> {
    let all = DOMAINS.iter().map(|domain| match *domain {
        "healthy.example" => request(domain, &SELECTORS[..2], None),
        "parked.example" => request(domain, &[], Some(Profile::BulkSender)),
        _ => request(domain, &SELECTORS, None),
    });
    all.collect()
}

#[test]
fn a_link_and_a_report_lead_to_the_same_findings() {
    for request in samples() {
        let (document, snapshot) = checked(&request, &*sample());
        let domain = &request.domain;
        let link = link(&snapshot);
        println!("{domain}: {} octets", link.len());
        assert!(link.len() < LINK_OCTETS, "{domain}: {}", link.len());
        assert_eq!(opened(&link).as_ref(), Ok(&snapshot), "{domain}");
        assert_eq!(judged(&snapshot), document, "{domain}");
        let report = serde_json::to_string(&document).expect("JSON");
        assert_eq!(seen(&report).as_ref(), Ok(&snapshot), "{domain}");
    }
}

#[test]
fn a_policy_is_kept_with_how_it_was_got() {
    let request = request("healthy.example", &[], None);
    let (_, unread) = checked(&request, &NoFetch);
    assert_eq!(unread.policy, PolicyFile::Unread);
    let (_, fetched) = checked(&request, &*sample());
    let text = fetched.policy.text().expect("a policy").to_owned();
    let pasted = Snapshot {
        policy: PolicyFile::Pasted(text),
        ..fetched.clone()
    };
    for snapshot in [unread, fetched, pasted] {
        assert_eq!(opened(&link(&snapshot)).as_ref(), Ok(&snapshot));
        let report = serde_json::to_string(&judged(&snapshot)).expect("JSON");
        assert_eq!(seen(&report), Ok(snapshot));
    }
}

#[test]
fn an_address_is_carried_as_its_reverse_name() {
    for address in ["203.0.113.31", "2001:db8::31"] {
        let address = address.parse().expect("an address");
        let client = Client::new(vec![sample()], Rc::new(StillClock::default()));
        let checking = check_address(&client, address).now_or_never();
        let report = checking.expect("the sample answers at once");
        let seen_now = Snapshot::of_address(address, TIME, &client.log());
        let from_link = opened(&link(&seen_now)).expect("a link");
        assert_eq!(from_link, seen_now);
        assert_eq!(from_link.address(), Some(address));
        let told = Told::Subject(Rc::new(report));
        let document = document(&seen_now.request, vec![told], &client);
        let text = serde_json::to_string(&document).expect("JSON");
        assert_eq!(seen(&text).as_ref(), Ok(&seen_now));
        assert_eq!(judged(&from_link), document);
        assert_eq!(document.subjects.len(), 1);
    }
}

#[test]
fn what_was_not_asked_then_is_not_asked_now() {
    let (_, snapshot) = checked(&request("parked.example", &[], None), &NoFetch);
    let client = snapshot.client();
    let other = Name::parse("elsewhere.example").expect("a name");
    let asking = client.ask(&other, RecordType::MX).now_or_never();
    let answer = asking.expect("at once");
    assert_eq!(answer.outcome, Outcome::Failed(Failure::NotSeen));
    assert!(answer.exchanges.is_empty());
    assert_eq!(client.now(), TIME);
    assert_eq!(client.log().len(), snapshot.answers.len() + 1);
}

#[test]
fn who_answered_most_comes_first() {
    let (_, snapshot) = checked(&request("healthy.example", &[], None), &NoFetch);
    assert_eq!(*snapshot.resolvers(), ["sample".into()]);
    assert!(!snapshot.is_empty());
}

#[test]
fn verdicts_in_a_report_are_not_believed() {
    let (document, _) = checked(&request("many-faults.example", &[], None), &NoFetch);
    let mut report = serde_json::to_value(&document).expect("JSON");
    report["answers"][0]["verdict"] = "yes".into();
    report["subjects"] = serde_json::json!([]);
    report["profile"]["id"] = "parked".into();
    report["other"] = serde_json::json!({ "later": [1, 2] });
    let snapshot = seen(&report.to_string()).expect("a report");
    assert_eq!(judged(&snapshot), document);
}

#[test]
fn what_is_no_report_says_why_it_is_none() {
    let (document, _) = checked(&request("parked.example", &[], None), &NoFetch);
    let report = serde_json::to_string(&document).expect("JSON");
    let newer = report.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(seen(&newer), Err(Refused::Newer));
    assert!(seen(&format!("\u{feff}{report}")).is_ok());
    let large = " ".repeat(REPORT_OCTETS + 1);
    assert_eq!(seen(&large), Err(Refused::TooLarge));
    for none in [
        "",
        "{}",
        "[]",
        "null",
        "{\"format\":\"other\",\"version\":1}",
        "{\"format\":\"mailvet-report\",\"version\":1}",
        &report[..report.len() / 2],
        &report.replacen("\"no-data\"", "\"nothing\"", 1),
        &report.replacen("\"time\":1", "\"time\":1999999", 1),
    ] {
        assert_eq!(seen(none), Err(Refused::NotOne), "{none}");
    }
}

/// What is proposed of a snapshot is what was proposed when it was seen, so that
/// a later check can look for it.
#[test]
fn what_was_proposed_is_proposed_again() {
    let proposing = |snapshot: &Snapshot| {
        let proposed = snapshot.proposed().now_or_never();
        proposed.expect("nobody is asked")
    };
    for request in samples() {
        let told = RefCell::new(Vec::new());
        let keep = |event| {
            if let Told::Subject(report) = event {
                told.borrow_mut().push(report);
            }
        };
        let client = Client::new(vec![sample()], Rc::new(StillClock::default()));
        let checking = check_domain_with(&client, &request, &NoFetch, &keep);
        checking.now_or_never().expect("the sample answers at once");
        let reports = told.into_inner();
        let known = fixes::known(reports.iter().map(Rc::as_ref));
        let then = fixes::plan(reports.iter().map(Rc::as_ref), &known).changes();
        let (_, snapshot) = checked(&request, &NoFetch);
        let now = proposing(&opened(&link(&snapshot)).expect("a link"));
        assert_eq!(now, then, "{}", request.domain);
        let faulty = request.domain.as_str() == "many-faults.example";
        assert!(!faulty || now.len() > 3, "{now:?}");
    }
}

/// What version 1 wrote is read for ever.
#[test]
fn the_first_version_stays_readable() {
    let sealed = include_str!("snapshots/version-1.txt").trim();
    let report = include_str!("snapshots/version-1.json");
    let snapshot = opened(sealed).expect("version 1");
    assert_eq!(seen(report).as_ref(), Ok(&snapshot));
    assert_eq!(snapshot.request.domain.as_str(), "many-faults.example");
    assert_eq!(snapshot.time, TIME as u64);
    let rules = judged(&snapshot).subjects;
    let rules = rules.iter().flat_map(|subject| &subject.findings);
    let rules: Vec<_> = rules.map(|finding| finding.rule).collect();
    assert!(rules.contains(&"spf-several-records"), "{rules:?}");
}

/// Reports of before had less of the evidence.
#[test]
fn a_report_without_later_fields_is_read() {
    let (document, snapshot) = checked(&request("parked.example", &[], None), &NoFetch);
    let mut report = serde_json::to_value(&document).expect("JSON");
    let fields = report.as_object_mut().expect("an object");
    fields.remove("selectors");
    fields.remove("policy");
    for asked in fields["evidence"].as_array_mut().expect("a list") {
        let asked = asked.as_object_mut().expect("an object");
        asked.remove("proof");
        asked.remove("unvalidated");
        for exchange in asked["exchanges"].as_array_mut().expect("a list") {
            let exchange = exchange.as_object_mut().expect("an object");
            exchange.remove("negative_ttl");
        }
    }
    let before = seen(&report.to_string()).expect("a report");
    assert_eq!(before.request, snapshot.request);
    assert_eq!(before.answers.len(), snapshot.answers.len());
}

#[test]
fn what_inflates_without_end_is_not_inflated() {
    let bomb = seal(&compress_to_vec(&vec![0; INFLATED_OCTETS + 1], 9));
    assert!(bomb.len() < LINK_OCTETS);
    assert_eq!(opened(&bomb), Err(Refused::Damaged));
}

/// At every octet, nothing but a whole snapshot is one.
#[test]
fn a_part_is_no_snapshot() {
    let (_, snapshot) = checked(&request("many-faults.example", &[], None), &NoFetch);
    let octets = pack(&snapshot);
    for end in 0..octets.len() {
        assert_eq!(unpack(&octets[..end]), None, "{end}");
    }
}

fn packed() -> impl Strategy<Value = Vec<u8>> {
    let all = samples();
    let all = all
        .iter()
        .map(|request| pack(&checked(request, &*sample()).1));
    prop::sample::select(all.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is cut or changed once it is inflated is refused, or is another
    /// snapshot that can be judged.
    #[test]
    fn what_was_changed_is_refused_or_judged(
        mut octets in packed(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        for (at, octet) in changes {
            let at = at.index(octets.len());
            octets[at] = octet;
        }
        if let Some(at) = cut {
            octets.truncate(at.index(octets.len()));
        }
        if let Some(snapshot) = unpack(&octets) {
            judged(&snapshot);
            prop_assert_eq!(unpack(&pack(&snapshot)), Some(snapshot));
        }
    }

    #[test]
    fn no_octets_panic(octets in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Some(snapshot) = unpack(&octets) {
            judged(&snapshot);
        }
    }

    #[test]
    fn no_text_of_a_report_panics(
        octets in packed(),
        at in any::<prop::sample::Index>(),
        octet in 0u8..128,
    ) {
        let snapshot = unpack(&octets).expect("a snapshot");
        let mut report = serde_json::to_vec(&judged(&snapshot)).expect("JSON");
        let at = at.index(report.len());
        report[at] = octet;
        if let Ok(text) = std::str::from_utf8(&report)
            && let Ok(snapshot) = seen(text)
        {
            judged(&snapshot);
        }
    }
}
