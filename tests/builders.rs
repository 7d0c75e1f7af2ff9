//! Builders: what they bring is judged free of errors and warnings, whatever is
//! chosen; what is warned of by its nature is listed here, with the reason.

use mailvet::check::text::{judge, judge_authorization};
use mailvet::dns::{Name, RecordType};
use mailvet::fix::build::{Builder, Built, Field, Present, Published, Value};
use mailvet::fix::{Change, Place};
use mailvet::knowledge::setups::SETUPS;
use mailvet::record::kind::RecordKind;
use mailvet::rule::Severity;
use mailvet::text::Language;
use mailvet::view::build::kind_of;
use std::collections::{BTreeMap, BTreeSet};

/// What is offered though a rule warns of it, where it is chosen, and why.
const WARNED: &[(Builder, Field, &[&str], &str, &str)] = &[
    (
        Builder::Dmarc,
        Field::Policy,
        &["reported"],
        "dmarc-policy-none",
        "a policy begins with reports alone, or honest mail is lost",
    ),
    (
        Builder::Setup,
        Field::Begin,
        &["yes"],
        "dmarc-policy-none",
        "the same: it is the first step",
    ),
    (
        Builder::Dmarc,
        Field::Reports,
        &[""],
        "dmarc-aggregate-reports-missing",
        "a field must be empty before something else can be typed into it",
    ),
    (
        Builder::Parked,
        Field::Reports,
        &[""],
        "dmarc-aggregate-reports-missing",
        "nobody must read reports of a domain without mail; the rule says so of parked ones",
    ),
    (
        Builder::MtaSts,
        Field::Mode,
        &["testing"],
        "mta-sts-policy-mode-testing",
        "a policy is tested before it is enforced, or mail is held up",
    ),
    (
        Builder::Bimi,
        Field::Certificate,
        &[""],
        "bimi-evidence-missing",
        "some mailboxes show a logo without a certificate, which costs money",
    ),
];

/// Texts for the fields that take any.
fn texts(builder: Builder, field: Field) -> &'static [&'static str] {
    match (builder, field) {
        (_, Field::Includes) => &["", "_spf.google.com", "amazonses.com, spf.mtasv.net"],
        (_, Field::Addresses) => &[
            "",
            "198.41.0.4",
            "199.7.83.0/24 2001:503:ba3e::/48 out.d.test",
        ],
        (_, Field::Kept) => &["", "exists:%{i}._spf.d.test", "-ip4:199.7.83.42"],
        (Builder::TlsRpt, Field::Reports) => {
            &["tls@d.test", "a@d.test, https://r.test/tls", "a!b@d.test"]
        }
        (Builder::Parked, Field::Reports) => &["", "r@reports.test"],
        (_, Field::Reports) => &["", "r@d.test", "r@reports.test, r@d.test"],
        (_, Field::Failures) => &["", "f@d.test"],
        (_, Field::Hosts) => &["mx.d.test", "mx1.d.test mx2.d.test.", "*.mail.d.test"],
        (_, Field::Logo) => &["https://d.test/logo.svg", "https://d.test/a,b.svg"],
        (_, Field::Certificate) => &["", "https://d.test/mark.pem"],
        _ => panic!("{builder:?} {field:?} takes a text that no test types"),
    }
}

/// What domains have when builders begin.
fn presents() -> Vec<Present> {
    let of = |values: &[&str]| -> Vec<Published> {
        let published = values.iter().map(|value| Published {
            value: (*value).into(),
            ttl: 300,
        });
        published.collect()
    };
    let domain = Name::parse("d.test").ok();
    vec![
        Present::default(),
        Present {
            domain: domain.clone(),
            zone: domain.clone(),
            mx: of(&["10 mx.d.test.", "20 mx.other.test."]),
            spf: of(&["v=spf1 a include:_spf.google.com -all"]),
            dmarc: of(&["v=DMARC1; p=quarantine; rua=mailto:r@d.test; ruf=mailto:f@d.test"]),
            mta_sts: of(&["v=STSv1; id=20260101"]),
            policy: Some("version: STSv1\nmode: enforce\nmx: mx.d.test\nmax_age: 2592000\n".into()),
            tls_rpt: of(&["v=TLSRPTv1; rua=mailto:t@d.test"]),
            bimi: of(&["v=BIMI1; l=https://d.test/l.svg; a=https://d.test/c.pem"]),
            ..Present::default()
        },
        // Much is wrong.
        Present {
            domain: domain.clone(),
            zone: domain,
            mx: of(&["0 .", "10 mx.d.test."]),
            spf: of(&[
                "v=spf1 include spf.mtasv.net ip4:198.41.0.4 +all",
                "v=spf1 exists:%{i}.d.test redirect=_spf.google.com",
            ]),
            dmarc: of(&["v=DMARC1; p=none; pct=20; sp=reject", "v=DMARC1; p=reject"]),
            mta_sts: of(&["v=STSv1; id=2026-01-01", "v=STSv1"]),
            tls_rpt: of(&["v=TLSRPTv1; rua=nobody"]),
            bimi: of(&["v=BIMI1; l=;"]),
            ..Present::default()
        },
    ]
}

/// The choices that a builder offers, and all that can be chosen there.
type Offered = Vec<(Field, Vec<String>)>;
type Chosen = BTreeMap<&'static str, (Field, String)>;

fn offered(builder: Builder, domain: &Name, present: &Present) -> Offered {
    let mut offered: Offered = Vec::new();
    // Some choices are offered only after others are made.
    let mut waiting = vec![Chosen::new()];
    let mut seen = BTreeSet::new();
    while let Some(chosen) = waiting.pop() {
        let mut choices = builder.start(domain, present);
        chosen
            .values()
            .for_each(|(field, value)| choices.set(*field, value));
        for (field, value) in choices.fields() {
            let values: Vec<String> = match value {
                Value::Word(_, words) => words.iter().map(|word| word.id().into()).collect(),
                Value::Provider(_) => SETUPS.iter().map(|setup| setup.id.into()).collect(),
                _ => texts(builder, field)
                    .iter()
                    .map(|it| (*it).into())
                    .collect(),
            };
            let at = offered.iter().position(|(known, _)| *known == field);
            let at = at.unwrap_or_else(|| {
                offered.push((field, Vec::new()));
                offered.len() - 1
            });
            for value in values {
                if !offered[at].1.contains(&value) {
                    offered[at].1.push(value.clone());
                }
                if seen.insert((field.id(), value.clone())) {
                    waiting.push(Chosen::from([(field.id(), (field, value))]));
                }
            }
        }
    }
    offered
}

/// Every combination.
fn combinations(offered: &Offered) -> Vec<Vec<(Field, String)>> {
    let mut all = vec![Vec::new()];
    for (field, values) in offered {
        let longer = |chosen: &Vec<_>| {
            let with = |value: &String| {
                let mut chosen = chosen.clone();
                chosen.push((*field, value.clone()));
                chosen
            };
            values.iter().map(with).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// The rules that warn of what is built, or of worse.
fn warnings(built: &Built) -> BTreeSet<&'static str> {
    let mut met = BTreeSet::new();
    let mut exchangers = Vec::new();
    for change in &built.changes {
        let Some(value) = &change.to else { continue };
        let facts = match (&change.place, kind_of(change)) {
            (
                Place::Record {
                    rtype: RecordType::MX,
                    ..
                },
                _,
            ) => {
                exchangers.push(value.as_str());
                continue;
            }
            (_, Some(kind)) => judge(kind, value),
            (
                Place::Record {
                    rtype: RecordType::TXT,
                    ..
                },
                None,
            ) => judge_authorization(value),
            (Place::Record { rtype, name, .. }, None) => {
                assert!(
                    matches!(*rtype, RecordType::CNAME | RecordType::SRV),
                    "{name} {rtype}"
                );
                let target = value.split(' ').next_back().unwrap();
                assert!(
                    Name::parse(target).is_ok() && target.ends_with('.'),
                    "{value}"
                );
                continue;
            }
            (Place::PolicyFile { .. }, None) => panic!("a policy is read as none"),
        };
        met.extend(
            facts
                .iter()
                .map(|fact| fact.value.rule())
                .filter(|it| matches!(it.severity, Severity::Warning | Severity::Error))
                .map(|it| it.id),
        );
    }
    if !exchangers.is_empty() {
        let facts = judge(RecordKind::Mx, &exchangers.join("\n"));
        met.extend(
            facts
                .iter()
                .map(|fact| fact.value.rule())
                .filter(|it| matches!(it.severity, Severity::Warning | Severity::Error))
                .map(|it| it.id),
        );
    }
    met
}

#[test]
fn whatever_is_chosen_is_judged_well() {
    let mut used = BTreeSet::new();
    let mut total = 0;
    let domain = Name::parse("d.test").unwrap();
    for (builder, present) in Builder::ALL
        .into_iter()
        .flat_map(|it| presents().into_iter().map(move |p| (it, p)))
    {
        for chosen in combinations(&offered(builder, &domain, &present)) {
            total += 1;
            let mut choices = builder.start(&domain, &present);
            chosen
                .iter()
                .for_each(|(field, value)| choices.set(*field, value));
            // What holds in the end, also of what was not chosen.
            let holds = |field: Field, values: &[&str]| {
                choices.fields().iter().any(|(known, value)| {
                    let value = match value {
                        Value::Word(word, _) => word.id().to_owned(),
                        Value::Provider(id) => (*id).to_owned(),
                        Value::Text(text) => text.clone(),
                        Value::List(all) | Value::Senders(all) => all.join(", "),
                    };
                    *known == field && values.contains(&value.as_str())
                })
            };
            let built = choices.build(&domain, &present);
            for rule in warnings(&built) {
                let reason = WARNED.iter().position(|(of, field, values, warns, _)| {
                    *of == builder && *warns == rule && holds(*field, values)
                });
                let reason = reason.unwrap_or_else(|| {
                    panic!("{rule}: {builder:?} {chosen:?}\n{:#?}", built.changes)
                });
                used.insert(reason);
            }
            never_two_of_a_kind(&built, &present);
        }
    }
    assert!(total > 1_500, "{total} combinations alone");
    let idle: Vec<_> = (0..WARNED.len())
        .filter(|it| !used.contains(it))
        .map(|it| WARNED[it])
        .collect();
    assert!(idle.is_empty(), "never met: {idle:?}");
}

/// After the changes there is one record of each kind at a name, and each record
/// that was there stays, is replaced or is deleted.
fn never_two_of_a_kind(built: &Built, present: &Present) {
    let mut seen = BTreeSet::new();
    for change in built.changes.iter().filter(|change| change.to.is_some()) {
        let Place::Record { name, rtype, .. } = &change.place else {
            continue;
        };
        if matches!(*rtype, RecordType::TXT | RecordType::CNAME) {
            assert!(
                seen.insert((name.clone(), *rtype)),
                "two of a kind at {name}: {built:#?}"
            );
        }
    }
    let touched = |kind: RecordKind| {
        let of_kind = |change: &&Change| kind_of(change) == Some(kind);
        built
            .changes
            .iter()
            .filter(of_kind)
            .filter_map(|change| change.from.clone())
            .collect::<BTreeSet<_>>()
    };
    for (kind, there) in [
        (RecordKind::Spf, &present.spf),
        (RecordKind::Dmarc, &present.dmarc),
        (RecordKind::MtaSts, &present.mta_sts),
        (RecordKind::TlsRpt, &present.tls_rpt),
        (RecordKind::Bimi, &present.bimi),
        (RecordKind::Mx, &present.mx),
    ] {
        let touched = touched(kind);
        let all: BTreeSet<_> = there.iter().map(|it| it.value.clone()).collect();
        let publishes = built
            .changes
            .iter()
            .any(|it| kind_of(it) == Some(kind) && it.to.is_some());
        assert!(
            !publishes || touched == all,
            "{kind:?}: {touched:?} of {all:?}"
        );
    }
}

#[test]
fn every_choice_and_every_note_is_said() {
    let domain = Name::parse("d.test").unwrap();
    for language in Language::ALL {
        for builder in Builder::ALL {
            assert!(!language.builder(builder).is_empty());
            for present in presents() {
                for (field, values) in offered(builder, &domain, &present) {
                    let words = language.build_field(builder, field);
                    assert!(!words.before.is_empty(), "{field:?}");
                    assert_eq!(words.help.matches('`').count() % 2, 0, "{field:?}");
                    for value in values {
                        let mut choices = builder.start(&domain, &present);
                        choices.set(field, &value);
                        for note in choices.build(&domain, &present).notes {
                            assert!(!language.build_note(&note).is_empty(), "{note:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn other_senders_stay() {
    let domain = Name::parse("d.test").unwrap();
    for present in presents() {
        let mut choices = Builder::Setup.start(&domain, &present);
        choices.set(Field::Provider, "fastmail");
        let built = choices.build(&domain, &present);
        let spf = built
            .changes
            .iter()
            .find(|it| kind_of(it) == Some(RecordKind::Spf));
        let text = spf.and_then(|change| change.to.clone()).unwrap();
        assert!(text.contains("include:spf.messagingengine.com"), "{text}");
        for there in &present.spf {
            for sender in [
                "a",
                "include:_spf.google.com",
                "spf.mtasv.net",
                "ip4:198.41.0.4",
            ] {
                let stands = there.value.split(' ').any(|word| word == sender);
                assert!(!stands || text.contains(sender), "{sender}: {text}");
            }
        }
        assert!(
            !text.contains("+all") && text.matches("all").count() == 1,
            "{text}"
        );
    }
}
