//! Records that are tag lists, and their neighbours, against the rules'
//! examples, the vectors and the corpora in `../shared`, and any text at all.

use mailvet::record::role::Role;
use mailvet::record::span::Spanned;
use mailvet::rule::{Example, Rule};
use mailvet::{check, record};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How to read a kind of record, and what was found in it.
struct Kind {
    name: &'static str,
    rules: &'static [&'static [Rule]],
    read: fn(&str) -> Reading,
}

struct Reading {
    roles: Vec<Spanned<Role>>,
    problems: Vec<(&'static str, usize, usize)>,
}

macro_rules! kind {
    ($name:literal, $record:ident $(:: $inner:ident)*, $check:ident $(:: $check_inner:ident)*) => {
        Kind {
            name: $name,
            rules: &[
                record::$record$(::$inner)*::Problem::RULES,
                check::$check$(::$check_inner)*::Fact::RULES,
            ],
            read: |text| {
                let read = record::$record$(::$inner)*::Record::read(text);
                let problems = read.problems.iter();
                let facts = check::$check$(::$check_inner)*::judge_text(&read);
                Reading {
                    roles: read.roles(),
                    problems: problems
                        .map(|p| (p.value.rule().id, p.span.start, p.span.end))
                        .chain(
                            facts
                                .iter()
                                .map(|f| (f.value.rule().id, f.span.start, f.span.end)),
                        )
                        .collect(),
                }
            },
        }
    };
}

const KINDS: &[Kind] = &[
    kind!("dmarc", dmarc, dmarc::text),
    kind!("dkim", dkim, dkim::text),
    kind!("mx", mx, mx::text),
    kind!("mta-sts", mta_sts::txt, mta_sts::text),
    kind!("mta-sts-policy", mta_sts::policy, mta_sts::policy),
    kind!("tls-rpt", tls_rpt, tls_rpt::text),
    kind!("bimi", bimi, bimi::text),
    kind!("tlsa", tlsa, tlsa::text),
    kind!("caa", caa, caa::text),
    Kind {
        name: "dmarc-authorization",
        rules: &[record::report_authorization::Problem::RULES],
        read: |text| {
            let read = record::report_authorization::Record::read(text);
            let problems = read.problems.iter();
            Reading {
                roles: read.roles(),
                problems: problems
                    .map(|p| (p.value.rule().id, p.span.start, p.span.end))
                    .collect(),
            }
        },
    },
];

fn rules_met(kind: &Kind, text: &str) -> Vec<&'static str> {
    let reading = (kind.read)(text);
    reading.problems.into_iter().map(|(id, ..)| id).collect()
}

/// Every byte has one role, in order; every span lies within the text.
fn assert_covered(kind: &Kind, text: &str) {
    let reading = (kind.read)(text);
    let mut printed = String::new();
    for role in &reading.roles {
        assert_eq!(role.span.start, printed.len(), "{}: {text:?}", kind.name);
        assert!(!role.span.is_empty(), "{}: {text:?}", kind.name);
        printed.push_str(role.span.slice(text));
    }
    assert_eq!(printed, text, "{}", kind.name);
    for (id, start, end) in reading.problems {
        assert!(
            text.get(start..end).is_some(),
            "{id} {start}..{end} {text:?}"
        );
    }
}

#[test]
fn every_rule_is_met_by_its_bad_example_only() {
    let mut seen = BTreeSet::new();
    for kind in KINDS {
        for rule in kind.rules.iter().copied().flatten() {
            assert!(seen.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.id.starts_with(kind.name), "{}", rule.id);
            let (Example::Text(bad), Example::Text(good)) = (rule.bad, rule.good) else {
                panic!("{}: the examples are texts", rule.id);
            };
            let met = rules_met(kind, bad);
            assert!(
                met.contains(&rule.id),
                "{}: bad {bad:?} meets {met:?}",
                rule.id
            );
            let met = rules_met(kind, good);
            assert!(!met.contains(&rule.id), "{}: good {good:?}", rule.id);
        }
    }
}

fn shared(path: &str) -> Option<String> {
    let path = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {path} is not there");
    }
    text
}

fn cases(path: &str) -> Vec<Json> {
    let Some(text) = shared(path) else {
        return Vec::new();
    };
    let file: Json = serde_json::from_str(&text).expect("the vectors are JSON");
    file["cases"].as_array().expect("a list").clone()
}

/// The character-strings of a TXT record, joined.
fn joined(txt: &Json) -> String {
    match txt {
        Json::Array(parts) => parts.iter().filter_map(Json::as_str).collect(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

#[test]
fn dmarc_vectors() {
    use record::dmarc::{Record, Usable};
    for case in cases("vectors/dmarc/record-parse.json") {
        let text = joined(&case["txt"]);
        let read = Record::read(&text);
        let valid = read.usable() != Usable::NotDmarc;
        assert_eq!(Some(valid), case["valid"].as_bool(), "{}", case["id"]);
        let usable = read.usable();
        let (Some(policies), Some(tags)) = (usable.policies(), case["tags"].as_object()) else {
            continue;
        };
        for (tag, wanted) in tags {
            let uris = || -> Vec<Json> {
                let uris = policies.aggregate_reports.iter();
                uris.map(|uri| uri.span.slice(&text).into()).collect()
            };
            let found: Json = match tag.as_str() {
                "p" => policies.domain.text().into(),
                "sp" => policies.subdomains.text().into(),
                "np" => policies.nonexistent.text().into(),
                "t" => if policies.testing { "y" } else { "n" }.into(),
                "psd" => match policies.public_suffix {
                    record::dmarc::PublicSuffix::Yes => "y",
                    record::dmarc::PublicSuffix::No => "n",
                    record::dmarc::PublicSuffix::Unstated => "u",
                }
                .into(),
                "adkim" => match policies.dkim_alignment {
                    record::dmarc::Alignment::Relaxed => "r",
                    record::dmarc::Alignment::Strict => "s",
                }
                .into(),
                "rua" => uris().into(),
                other => panic!("{other}"),
            };
            assert_eq!(&found, wanted, "{} {tag}", case["id"]);
        }
        for warning in case["expect_warnings"].as_array().into_iter().flatten() {
            let wanted = match warning.as_str().unwrap_or_default() {
                "missing-p" => "dmarc-policy-missing",
                "leading-space" => "dmarc-leading-space",
                "missing-separator" => "dmarc-separator-missing",
                "legacy-p-position" => "dmarc-policy-late",
                "invalid-psd-default-u" => "dmarc-public-suffix-invalid",
                "test-mode" => "dmarc-testing",
                "historic-tag:pct" | "suggest-t=y" => "dmarc-percent",
                "historic-tag:rf" | "historic-tag:ri" => "dmarc-historic-tag",
                "unknown-tag:foo" => "dmarc-tag-unknown",
                "unknown-tag:apsf" => "dmarc-tag-misspelt",
                "invalid-uri" => "dmarc-uri-without-scheme",
                "unsupported-scheme-ignored-by-most" => "dmarc-uri-scheme",
                "tag-without-equals" => "dmarc-uri-after-semicolon",
                "fo-0-1-exclusive" => "dmarc-failure-options-contradictory",
                "invalid-adkim-default-r" => "dmarc-alignment-invalid",
                other => panic!("{other}"),
            };
            let met = rules_met(&KINDS[0], &text);
            assert!(
                met.iter().any(|id| id.starts_with(wanted)),
                "{} {met:?}",
                case["id"]
            );
        }
    }
}

#[test]
fn dkim_vectors() {
    use record::dkim::{Flag, Hash, Material, Record, Usable, Value};
    for case in cases("vectors/dkim/key-records.json") {
        let read = Record::read(&joined(&case["txt"]));
        let usable = read.usable();
        let valid = matches!(usable, Usable::Key(_));
        assert_eq!(Some(valid), case["valid"].as_bool(), "{}", case["id"]);
        let Usable::Key(key) = usable else {
            continue;
        };
        let (kind, bits) = match key.material {
            Material::Rsa(rsa) => ("rsa", rsa.bits),
            _ => ("ed25519", 256),
        };
        assert_eq!(case["k"].as_str().unwrap_or(kind), kind, "{}", case["id"]);
        let wanted = case["bits"].as_u64().unwrap_or(bits as u64);
        assert_eq!(wanted, bits as u64, "{}", case["id"]);
        for flag in case["flags"].as_array().into_iter().flatten() {
            let flag = if flag == "y" { key.testing } else { key.strict };
            assert!(flag, "{}", case["id"]);
        }
        if !case["h"].is_null() {
            let only =
                |value: &Value| matches!(value, Value::Hashes(h) if h[0].value == Hash::Sha256);
            assert!(read.terms.iter().any(|term| only(&term.value)));
        }
        let unknown = |value: &Value| matches!(value, Value::Flags(f) if matches!(f[0].value, Flag::Unknown(_)));
        let flags_known = case["id"] != "unknown-flag";
        assert_eq!(
            read.terms.iter().any(|term| unknown(&term.value)),
            !flags_known
        );
    }
}

#[test]
fn mx_vectors() {
    use record::mx::{Record, Usable};
    for case in cases("vectors/mx/null-mx.json") {
        let lines = case["mx"].as_array().into_iter().flatten();
        let lines: Vec<_> = lines.filter_map(Json::as_str).collect();
        let usable = Record::read(&lines.join("\n")).usable();
        let valid = usable != Usable::NotUsable;
        assert_eq!(Some(valid), case["valid"].as_bool(), "{}", case["id"]);
        let null = case["null"].as_bool().unwrap_or(false);
        assert_eq!(usable == Usable::Null, null, "{}", case["id"]);
        let implicit = case["implicit"].as_bool().unwrap_or(false);
        assert_eq!(usable == Usable::Implicit, implicit, "{}", case["id"]);
    }
}

/// The texts of a case whose records stand at one name.
fn records(case: &Json) -> Vec<String> {
    case["records"]
        .as_array()
        .into_iter()
        .flatten()
        .map(joined)
        .collect()
}

#[test]
fn mta_sts_vectors() {
    use record::mta_sts::{policy, txt};
    for case in cases("vectors/mta-sts/txt-records.json") {
        let read: Vec<_> = records(&case)
            .iter()
            .map(|text| txt::Record::read(text))
            .collect();
        let ids: Vec<_> = read.iter().filter_map(|record| record.usable()).collect();
        assert_eq!(
            Some(ids.len() == 1),
            case["valid"].as_bool(),
            "{}",
            case["id"]
        );
        if let Some(id) = case["policy_id"].as_str() {
            assert_eq!(ids, [id], "{}", case["id"]);
        }
    }
    for case in cases("vectors/mta-sts/policy-cases.json") {
        let read = policy::Record::read(case["body"].as_str().unwrap_or_default());
        let policy = read.usable();
        assert_eq!(
            Some(policy.is_some()),
            case["valid"].as_bool(),
            "{}",
            case["id"]
        );
        for (host, wanted) in case["match"].as_object().into_iter().flatten() {
            let patterns = policy.iter().flat_map(|policy| &policy.mx);
            let matches = patterns.into_iter().any(|pattern| pattern.matches(host));
            assert_eq!(Some(matches), wanted.as_bool(), "{} {host}", case["id"]);
        }
    }
}

#[test]
fn tls_rpt_vectors() {
    use record::tls_rpt::Record;
    for case in cases("vectors/tls-rpt/txt-records.json") {
        let texts = records(&case);
        let ours = texts.iter().filter(|text| text.starts_with("v=TLSRPTv1;"));
        let usable = texts.iter().map(|text| Record::read(text).usable().len());
        let valid = ours.count() == 1 && usable.sum::<usize>() > 0;
        assert_eq!(Some(valid), case["valid"].as_bool(), "{}", case["id"]);
    }
}

#[test]
fn bimi_vectors() {
    use record::bimi::{Record, Usable};
    for case in cases("vectors/bimi/records.json") {
        let usable = Record::read(&joined(&case["txt"])).usable();
        let valid = usable != Usable::NotUsable;
        assert_eq!(Some(valid), case["valid"].as_bool(), "{}", case["id"]);
        let declined = case["codes"]
            .as_array()
            .is_some_and(|c| c.contains(&"DECLINED".into()));
        assert_eq!(usable == Usable::Declined, declined, "{}", case["id"]);
    }
}

#[test]
fn tlsa_vectors() {
    use record::tlsa::Record;
    for case in cases("vectors/tlsa/records.json") {
        let read = Record::read(case["rdata"].as_str().unwrap_or_default());
        let usable = read.usable().count() == 1;
        assert_eq!(Some(usable), case["usable"].as_bool(), "{}", case["id"]);
    }
}

/// The values of a corpus as texts, a line for each member of a list.
fn corpus(name: &str) -> Vec<String> {
    let Some(text) = shared(&format!("corpora/{name}.ndjson")) else {
        return Vec::new();
    };
    let line = |line| -> String {
        let line: Json = serde_json::from_str(line).expect("a line is JSON");
        match &line["value"] {
            Json::Array(parts) => {
                let parts = parts.iter().map(member);
                parts.collect::<Vec<_>>().join("\n")
            }
            other => member(other),
        }
    };
    text.lines().map(line).collect()
}

fn member(value: &Json) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}

const CORPORA: &[&str] = &[
    "bimi",
    "dkim",
    "dmarc",
    "mta-sts-txt",
    "mx",
    "spf",
    "tls-rpt",
    "tlsa",
];

#[test]
fn every_record_of_the_corpora_is_read_whole() {
    for corpus_name in CORPORA {
        for text in corpus(corpus_name) {
            for kind in KINDS {
                assert_covered(kind, &text);
            }
        }
    }
}

/// `cargo test --test record_tags -- --ignored --nocapture` prints which rules
/// the corpora meet most.
#[test]
#[ignore = "prints a table"]
fn rules_met_in_the_corpora() {
    for kind in KINDS {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        let texts = corpus(if kind.name == "mta-sts" {
            "mta-sts-txt"
        } else {
            kind.name
        });
        for text in &texts {
            let met: BTreeSet<_> = rules_met(kind, text).into_iter().collect();
            met.into_iter()
                .for_each(|id| *count.entry(id).or_default() += 1);
        }
        let mut table: Vec<_> = count.into_iter().collect();
        table.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        println!("{}: {} records", kind.name, texts.len());
        table
            .iter()
            .take(20)
            .for_each(|(id, n)| println!("  {n:5} {id}"));
    }
}

#[test]
fn time_is_linear_in_length() {
    const OCTETS: usize = 1 << 18;
    let seeds = [
        "a",
        " ",
        ";",
        "=",
        ",",
        "\"",
        "\\;",
        "；",
        "p=",
        "a=b;",
        "v=DMARC1;",
        "p=none rua=x ",
        "rua=mailto:a@b.example,",
        " ,",
        "p ",
        "\u{200b}",
        "\n",
        "10 a.example\n",
        "k:",
        "a b=",
        "v=DKIM1; p=AAAA ",
        "mx: a\n",
        "!1",
        "A\r\n ",
        "%41",
        "0 ",
        ". ",
        "-----BEGIN ",
    ];
    for kind in KINDS {
        for seed in seeds {
            let read = |octets: usize| {
                let text = format!("v=DMARC1; rua={}", seed.repeat(octets / seed.len()));
                let start = Instant::now();
                assert!(!(kind.read)(&text).roles.is_empty());
                start.elapsed()
            };
            let whole = read(OCTETS);
            // On a busy machine a second look tells more than a clock: four
            // times the length takes four times as long, not sixteen.
            let linear = whole < Duration::from_secs(1) || whole < 10 * read(OCTETS / 4);
            assert!(linear, "{} {seed:?} {whole:?}", kind.name);
        }
    }
}

/// The corpora's records, or some where they are missing.
fn real_records() -> &'static [String] {
    static RECORDS: OnceLock<Vec<String>> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let mut records: Vec<_> = CORPORA.iter().flat_map(|name| corpus(name)).collect();
        records.push("v=DMARC1; p=none; rua=mailto:a@d.example!10m".to_owned());
        records
    })
}

/// A mended or broken piece of a real record.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "v=DMARC1",
            "v=DKIM1",
            "v=STSv1",
            "v=TLSRPTv1",
            "v=BIMI1",
            "p=none",
            "p=reject",
            "sp=x",
            "k=rsa",
            "k=ed25519",
            "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB",
            "rua=mailto:a@d.example",
            "id=1",
            "l=https://d.example/l.svg",
            "fo=0:1",
            "; ",
            ";",
            ";;",
            " ",
            "\t",
            "\r\n ",
            "\n",
            "=",
            ",",
            "\"",
            "“",
            "；",
            "＝",
            "\\;",
            "\u{feff}",
            "!10m",
            "h=sha1",
            "t=y:s",
            "10 mx.d.example",
            "0 .",
            "3 1 1 ",
            "ab",
            "version: STSv1",
            "mode: enforce",
            "mx: *.d.example",
            "max_age: 86400",
            "0 issuemail \"ca.example\"",
            "%",
            "é",
            "-----BEGIN PUBLIC KEY-----",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_covered(text in any::<String>()) {
        KINDS.iter().for_each(|kind| assert_covered(kind, &text));
    }

    #[test]
    fn any_bytes_are_covered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        KINDS.iter().for_each(|kind| assert_covered(kind, &text));
    }

    #[test]
    fn mutated_real_records_are_covered(
        at in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), piece()), 1..5),
    ) {
        let mut text = at.get(real_records()).clone();
        for (place, replace, piece) in edits {
            let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
            if let Some(&start) = places.get(place.index(places.len().max(1))) {
                let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
                text.replace_range(start..if replace { end } else { start }, &piece);
            }
        }
        KINDS.iter().for_each(|kind| assert_covered(kind, &text));
    }

    #[test]
    fn broken_records_are_covered(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        KINDS.iter().for_each(|kind| assert_covered(kind, &text));
    }
}
