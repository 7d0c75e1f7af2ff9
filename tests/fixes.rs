//! Fixes do what they say: what is safe keeps the meaning, nothing adds an
//! error, and the order does not matter.

#[path = "fixes/meaning.rs"]
mod meaning;
#[path = "fixes/senders.rs"]
mod senders;
#[path = "fixes/zones.rs"]
mod zones;

use mailvet::check::{self, Fact};
use mailvet::dns::Name;
use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Resolver};
use mailvet::fix::edit::{Edit, apply, combine, written};
use mailvet::fix::guide::guide;
use mailvet::fix::text::{mended, mends, proposed};
use mailvet::fix::{Applicability, Fix, Known, Mend, Unmended};
use mailvet::record::kind::RecordKind;
use mailvet::record::span::Spanned;
use mailvet::report::fixes::fix_of;
use mailvet::report::{Request, SubjectReport, Told, check_domain_with};
use mailvet::rule::{Example, Rule, Severity};
use mailvet::text::{Language, Prose};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Rules of errors and warnings that nothing in DNS cures by itself, each with
/// the reason that stands beside it in the code.
const WITHOUT: &[(&str, Unmended)] = &[
    ("bimi-dmarc-not-enforced", Unmended::Elsewhere),
    ("bimi-dmarc-partial", Unmended::Elsewhere),
    ("bimi-dmarc-subdomains-not-enforced", Unmended::Elsewhere),
    ("bimi-evidence-missing", Unmended::NotDns),
    ("bimi-without-dmarc", Unmended::Elsewhere),
    ("dmarc-not-recognized", Unmended::Elsewhere),
    ("dmarc-organization-is-top-level", Unmended::Others),
    ("dmarc-record-long", Unmended::Chosen),
    ("dnssec-algorithm-deprecated", Unmended::NotDns),
    ("dnssec-chain-not-followed", Unmended::NotDns),
    ("dnssec-key-not-for-zone", Unmended::NotDns),
    ("dnssec-keys-not-signed", Unmended::NotDns),
    ("dnssec-nsec3-iterations-many", Unmended::NotDns),
    ("dnssec-signature-ends-soon", Unmended::NotDns),
    ("dnssec-signature-expired", Unmended::NotDns),
    ("dnssec-signature-not-yet-valid", Unmended::NotDns),
    ("domain-dnssec-broken", Unmended::NotDns),
    ("domain-does-not-exist", Unmended::NotDns),
    ("mx-none-reachable", Unmended::Elsewhere),
    ("spf-lookups-at-limit", Unmended::NotKnown),
    ("spf-lookups-own-too-many", Unmended::Elsewhere),
    ("spf-mx-host-without-address", Unmended::Elsewhere),
    ("spf-not-recognized", Unmended::Elsewhere),
    ("spf-record-long", Unmended::Elsewhere),
    ("spf-record-too-long", Unmended::Elsewhere),
    ("tlsa-address-unsigned", Unmended::NotDns),
    ("tlsa-lookup-broken", Unmended::NotDns),
    ("tlsa-unsigned", Unmended::NotDns),
];

#[tokio::test]
async fn every_rule_that_dns_can_cure_has_a_fix() {
    let mut without = Vec::new();
    for rule in Fact::rules() {
        match mended_example(rule).await {
            Ok(fix) => is_said(rule.id, &fix),
            Err(why) => without.push((rule.id, rule.severity, why)),
        }
    }
    let grave = |severity| matches!(severity, Severity::Error | Severity::Warning);
    for (id, severity, why) in &without {
        match severity {
            Severity::Good => assert_eq!(*why, Unmended::Good, "{id}"),
            Severity::Unknown => assert_eq!(*why, Unmended::Unknown, "{id}"),
            _ => assert!(!matches!(why, Unmended::Good), "{id}"),
        }
    }
    let found: BTreeSet<_> = without
        .iter()
        .filter(|(_, severity, _)| grave(*severity))
        .map(|(id, _, why)| (*id, *why))
        .collect();
    assert_eq!(found, WITHOUT.iter().copied().collect());
}

/// Both languages say what is done and what it does, and say it differently; no
/// two choices are called the same.
fn is_said(id: &str, fix: &Fix) {
    let mut titles = BTreeSet::new();
    for choice in fix.choices() {
        let said = Language::ALL.map(|language| {
            let title = language.fix_title(&choice.title).plain();
            let effect = Prose::from(language.fix_effect(choice.effect)).plain();
            assert!(!title.is_empty() && !effect.is_empty(), "{id}");
            (title, effect)
        });
        assert_ne!(said[0], said[1], "{id}");
        assert!(titles.insert(said[0].0.clone()), "{id}: {said:?} twice");
        for act in guide(&choice.title, &Known::default()) {
            let said = Language::ALL.map(|language| language.act(&act, &Known::default()).plain());
            assert!(said[0] != said[1] && !said[0].is_empty(), "{id}");
        }
    }
}

/// What mends the first finding by which an example meets its rule.
async fn mended_example(rule: &Rule) -> Result<Fix, Unmended> {
    let known = Known {
        domain: Name::parse("d.example").ok(),
        zone: Name::parse("d.example").ok(),
        servers: vec![Name::parse("mail.d.example").unwrap()],
        ..Known::default()
    };
    match rule.bad {
        Example::Text(text) => {
            let mut last = Err(Unmended::NotKnown);
            for kind in RecordKind::ALL {
                for fact in check::text::judge(kind, text) {
                    if fact.value.rule().id != rule.id {
                        continue;
                    }
                    last = mailvet::fix::text::mend(kind, text, &fact.value, fact.span, &known);
                    if last.is_ok() {
                        return last;
                    }
                }
            }
            for fact in check::text::judge_authorization(text) {
                if fact.value.rule().id == rule.id {
                    return mailvet::fix::text::mend_authorization(text, &fact.value, fact.span);
                }
            }
            last
        }
        Example::Zone(zone) => {
            let reports = check_zone(zone).await;
            let known = mailvet::report::fixes::known(reports.iter().map(Rc::as_ref));
            let mut last = Err(Unmended::NotKnown);
            for report in &reports {
                for finding in &report.findings {
                    if finding.fact.rule().id == rule.id {
                        last = fix_of(report, finding, &known);
                        if last.is_ok() {
                            return last;
                        }
                    }
                }
            }
            last
        }
    }
}

/// What is found of `d.example` in a zone.
async fn check_zone(zone: &str) -> Vec<Rc<SubjectReport>> {
    let zones = Zones::read("example", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
    let zones = Rc::new(zones);
    let client = Client::new(
        vec![zones.clone() as Rc<dyn Resolver>],
        Rc::new(StillClock::default()),
    );
    let domain = Name::parse("d.example").unwrap();
    let selector = Name::parse("s").unwrap();
    let selectors = vec![mailvet::follow::dkim::Selector::new(selector, &domain).unwrap()];
    let reports = RefCell::new(Vec::new());
    let request = Request {
        domain,
        selectors,
        profile: None,
    };
    check_domain_with(&client, &request, &*zones, &|told| {
        if let Told::Subject(report) = told {
            reports.borrow_mut().push(report);
        }
    })
    .await;
    reports.into_inner()
}

/// The bad and good examples of every rule that a text shows.
fn examples() -> impl Iterator<Item = &'static str> {
    let examples = Fact::rules().flat_map(|rule| [rule.bad, rule.good]);
    examples.filter_map(|example| match example {
        Example::Text(text) => Some(text),
        Example::Zone(_) => None,
    })
}

#[test]
fn fixes_of_the_examples_do_what_they_say() {
    for kind in RecordKind::ALL {
        for text in examples() {
            do_what_they_say(kind, text);
        }
    }
}

/// Every fix of a text is held to what it says.
fn do_what_they_say(kind: RecordKind, text: &str) {
    let known = Known {
        domain: Name::parse("d.example").ok(),
        ..Known::default()
    };
    let before = check::text::judge(kind, text);
    let fixes = mends(kind, text, &known);
    for (fact, fix) in &fixes {
        let id = fact.value.rule().id;
        assert_eq!(fix.cures, [id]);
        for choice in fix.choices() {
            let Mend::Edits(edits) = &choice.mend else {
                continue;
            };
            let after = apply(text, edits);
            let facts = check::text::judge(kind, &after);
            assert!(
                after.trim().is_empty() || count(&facts, id) < count(&before, id),
                "{id} stays:\n  {text}\n  {after}"
            );
            adds_no_error(
                &before,
                &facts,
                edits,
                &format!("{id}:\n  {text}\n  {after}"),
            );
            if fix.applicability == Applicability::Safe {
                meaning::assert_same(kind, text, &after, fact.span, id);
            }
        }
    }
    one_result(text, &fixes);
}

/// Fixes applied in any order, one after the other, or all at once, give one
/// text.
fn one_result(text: &str, fixes: &[(Spanned<Fact>, Fix)]) {
    let edits: Vec<&[Edit]> = fixes
        .iter()
        .filter_map(|(_, fix)| match &fix.choice.mend {
            Mend::Edits(edits) => Some(edits.as_slice()),
            Mend::Changes(_) => None,
        })
        .collect();
    let result = combine(text, &edits).text;
    let mut turned = edits.clone();
    for _ in 0..edits.len().min(6) {
        turned.rotate_left(1);
        assert_eq!(combine(text, &turned).text, result, "{text}");
    }
    turned.reverse();
    assert_eq!(combine(text, &turned).text, result, "{text}");
}

/// No error stands in what was written that did not stand in the text before.
fn adds_no_error(before: &[Spanned<Fact>], after: &[Spanned<Fact>], edits: &[Edit], message: &str) {
    let written = written(edits);
    for fact in after {
        let rule = fact.value.rule();
        let touches = written
            .iter()
            .any(|part| fact.span.start < part.end && part.start < fact.span.end);
        if rule.severity == Severity::Error && touches {
            assert!(
                count(after, rule.id) <= count(before, rule.id),
                "{} is new: {message}",
                rule.id
            );
        }
    }
}

fn count(facts: &[Spanned<Fact>], id: &str) -> usize {
    let same = facts.iter().filter(|fact| fact.value.rule().id == id);
    same.count()
}

#[test]
fn fixes_of_the_corpora_do_what_they_say() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no corpora in {}", folder.display());
        return;
    };
    let mut read = BTreeMap::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let kind = RecordKind::ALL
            .into_iter()
            .find(|kind| kind.id() == name.trim_end_matches("-txt"));
        let (Some(kind), Ok(lines)) = (kind, std::fs::read_to_string(&path)) else {
            continue;
        };
        for text in lines.lines().filter_map(text_of) {
            do_what_they_say(kind, &text);
            *read.entry(name.clone()).or_insert(0) += 1;
        }
    }
    println!("read: {read:?}");
    assert!(read.values().sum::<usize>() > 0);
}

/// The text of a line of a corpus.
fn text_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    let value = value.get("value")?;
    match value.as_array() {
        Some(lines) => {
            let lines = lines.iter().map(|line| line.as_str());
            Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
        }
        None => Some(value.as_str()?.to_owned()),
    }
}

/// A text with a few octets changed, doubled or lost.
fn mutated() -> impl Strategy<Value = String> {
    let texts: Vec<&'static str> = examples().collect();
    let marks = "[ ;,:=\"'\\\\\t~+?/.-]|v=|\u{200b}|；|all|p=|mx|=";
    let slips = prop::collection::vec((any::<prop::sample::Index>(), 0..4u8, marks), 1..4);
    (prop::sample::select(texts), slips).prop_map(|(text, slips)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (index, slip, mark) in slips {
            let at = index.index(characters.len() + 1);
            match slip {
                0 if at < characters.len() => drop(characters.remove(at)),
                1 if at < characters.len() => characters.insert(at, characters[at]),
                2 if at + 1 < characters.len() => characters.swap(at, at + 1),
                _ => drop(characters.splice(at..at, mark.chars())),
            }
        }
        characters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixes_of_mutated_records_do_what_they_say(
        kind in prop::sample::select(RecordKind::ALL.to_vec()),
        text in mutated(),
    ) {
        do_what_they_say(kind, &text);
    }

    #[test]
    fn what_is_mended_stays_so(
        kind in prop::sample::select(RecordKind::ALL.to_vec()),
        text in mutated(),
    ) {
        let once = mended(kind, &text);
        prop_assert_eq!(&mended(kind, &once), &once);
        let known = Known::default();
        let all = proposed(kind, &text, &known);
        prop_assert!(!all.trim().is_empty() || text.trim().is_empty());
    }
}

/// What is proposed for the made-up domain with most faults, in order.
#[tokio::test]
async fn a_plan_breaks_no_mail() {
    let reports = check_zone(
        "$ORIGIN d.example.\n@ SOA ns1 hostmaster 1 7200 3600 1209600 3600\n\
         @ MX 10 mail\n@ MX 20 gone\nmail A 198.51.0.1\n\
         @ TXT \"v=spf1 mx ~all\"\n@ TXT \"v=spf1 include _spf.example. ~all\"\n\
         _dmarc TXT \"v=DMARC1; p=none; ria=mailto:dmarc@d.example\"",
    )
    .await;
    let reports = || reports.iter().map(Rc::as_ref);
    let known = mailvet::report::fixes::known(reports());
    assert_eq!(known.zone, Name::parse("d.example").ok());
    let plan = mailvet::report::fixes::plan(reports(), &known);
    let stages: Vec<_> = plan.steps.iter().map(|step| step.stage).collect();
    assert!(stages.is_sorted(), "{stages:?}");
    let cured = |id: &str| {
        let mut steps = plan.steps.iter();
        steps.position(|step| step.fix.cures.contains(&id))
    };
    let merged = cured("spf-several-records");
    assert_eq!(cured("spf-separator-missing"), merged, "{plan:#?}");
    let enforced = cured("dmarc-policy-none");
    let reported = cured("dmarc-tag-misspelt");
    assert!(merged < reported && reported < enforced, "{plan:#?}");
    // What comes later starts from what is there by then.
    let last = &plan.steps[enforced.unwrap()].fix.choice;
    let Mend::Changes(changes) = &last.mend else {
        panic!("no changes")
    };
    let before = "v=DMARC1; p=none; rua=mailto:dmarc@d.example";
    assert_eq!(changes[0].from.as_deref(), Some(before));
    let after = "v=DMARC1; p=quarantine; rua=mailto:dmarc@d.example";
    assert_eq!(changes[0].to.as_deref(), Some(after));
}
