//! The linter of records, line by line.

#[allow(dead_code)]
#[path = "../examples/lint.rs"]
mod lint;

use mailvet::check::Fact;
use mailvet::record::kind::RecordKind;
use mailvet::record::usable;
use mailvet::rule::Example;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::time::{Duration, Instant};

/// The answers to some lines.
fn answers(input: &[u8]) -> Vec<Json> {
    let mut output = Vec::new();
    lint::lint(input, &mut output).expect("memory can be written");
    let output = String::from_utf8(output).expect("the answers are UTF-8");
    assert!(output.is_empty() || output.ends_with('\n'));
    let answer = |line| serde_json::from_str(line).expect("an answer is JSON");
    output.lines().map(answer).collect()
}

fn answer(line: &Json) -> Json {
    let mut answers = answers(line.to_string().as_bytes());
    assert_eq!(answers.len(), 1, "{line}");
    answers.remove(0)
}

/// The rules that an answer tells of.
fn rules(answer: &Json) -> Vec<&str> {
    let findings = answer["findings"].as_array().expect("findings");
    findings
        .iter()
        .filter_map(|found| found["rule"].as_str())
        .collect()
}

#[test]
fn a_record_is_judged_term_by_term() {
    let text = "v=spf1 ptr ~all";
    let answer = answer(&json!({"kind": "spf", "text": text}));
    assert_eq!(answer["kind"], "spf");
    assert_eq!(answer["usable"], true);
    let ptr = answer["findings"]
        .as_array()
        .and_then(|findings| {
            findings
                .iter()
                .find(|found| found["span"] == json!([7, 10]))
        })
        .expect("ptr is told of");
    assert_eq!(ptr["rule"], "spf-ptr-used");
    assert_eq!(ptr["severity"], "warning");
    assert!(ptr["message"].as_str().is_some_and(|m| m.contains("ptr")));
    let terms = answer["terms"].as_array().expect("terms");
    let texts: Vec<_> = terms.iter().map(|term| &term["text"]).collect();
    assert_eq!(texts, ["v=spf1", "ptr", "~all"]);
    for term in terms {
        let [from, to] =
            [&term["span"][0], &term["span"][1]].map(|at| at.as_u64().unwrap() as usize);
        assert_eq!(term["text"], text[from..to]);
        assert!(!term["words"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_known_kind_is_read_as_it_is() {
    let dmarc = |text| answer(&json!({"kind": "dmarc", "text": text}));
    assert_eq!(dmarc("v=DMARC1; p=none")["usable"], true);
    assert_eq!(dmarc(" v=DMARC1; p=none")["usable"], false);
    assert_eq!(dmarc("\"v=DMARC1; p=none\"")["usable"], false);
}

#[test]
fn a_pasted_text_tells_its_kind_and_keeps_its_places() {
    let raw = "_dmarc.d.example. IN TXT “v=DMARC1; p=nome”";
    let answer = answer(&json!({"kind": "auto", "text": raw}));
    assert_eq!(answer["kind"], "dmarc");
    assert_eq!(answer["text"], "v=DMARC1; p=nome");
    assert!(!answer["repairs"].as_array().unwrap().is_empty());
    let value = answer["findings"]
        .as_array()
        .and_then(|findings| findings.iter().find(|found| found["severity"] == "error"))
        .expect("the value is wrong");
    let [from, to] = [&value["span"][0], &value["span"][1]].map(|at| at.as_u64().unwrap() as usize);
    assert!("p=nome".contains(&raw[from..to]) && from < to, "{value}");
}

#[test]
fn a_text_of_no_kind_has_the_choices() {
    for text in ["", "hello", "dig d.example TXT"] {
        let answer = answer(&json!({"kind": "auto", "text": text}));
        assert_eq!(answer["kind"], Json::Null, "{text}");
        assert_eq!(answer["usable"], false);
        let choices = answer["choices"].as_array().expect("choices");
        assert_eq!(choices.len(), RecordKind::ALL.len());
    }
}

#[test]
fn further_records_have_answers_too() {
    let text = "d.example. TXT \"v=spf1 -all\"\n_dmarc.d.example. TXT \"v=DMARC1; p=none\"";
    let answer = answer(&json!({"kind": "auto", "text": text}));
    assert_eq!(answer["kind"], "spf");
    assert_eq!(answer["others"][0]["kind"], "dmarc");
    let from = answer["others"][0]["terms"][0]["span"][0].as_u64().unwrap();
    assert!(text[from as usize..].starts_with("v=DMARC1"));
}

#[test]
fn messages_are_said_in_the_language_that_was_asked_for() {
    let line = json!({"kind": "spf", "text": "v=spf1 ptr ~all", "lang": "zh"});
    let answer = answer(&line);
    assert!(
        answer["terms"][0]["words"]
            .as_str()
            .unwrap()
            .contains("SPF")
    );
    for found in answer["findings"].as_array().unwrap() {
        let message = found["message"].as_str().unwrap();
        assert!(
            message.contains('。') && !message.contains(". "),
            "{message}"
        );
    }
}

#[test]
fn what_is_no_line_has_an_error_and_the_run_goes_on() {
    let good = json!({"kind": "spf", "text": "v=spf1 -all"}).to_string();
    let bad: &[&[u8]] = &[
        b"",
        b"v=spf1 -all",
        b"{",
        b"[]",
        b"null",
        b"{\"kind\": \"spf\"}",
        b"{\"kind\": \"ptr\", \"text\": \"\"}",
        b"{\"kind\": 1, \"text\": \"\"}",
        b"{\"kind\": \"spf\", \"text\": [\"v=spf1\"]}",
        b"{\"kind\": \"spf\", \"text\": \"\", \"lang\": \"fr\"}",
        b"{\"kind\": \"spf\", \"text\": \"\\ud800\"}",
        b"{\"kind\": \"spf\", \"text\": \"\xff\"}",
        &[b'['; 10_000],
    ];
    let mut input = Vec::new();
    for bad in bad {
        input.extend_from_slice(bad);
        input.push(b'\n');
        input.extend_from_slice(good.as_bytes());
        input.push(b'\n');
    }
    let answers = answers(&input);
    assert_eq!(answers.len(), 2 * bad.len());
    for (index, pair) in answers.chunks(2).enumerate() {
        assert!(pair[0]["error"].is_string(), "{}", pair[0]);
        assert_eq!(pair[0]["line"], 2 * index + 1);
        assert_eq!(pair[1]["usable"], true);
    }
}

#[test]
fn a_last_line_needs_no_end() {
    assert_eq!(answers(b"").len(), 0);
    assert_eq!(answers(b"\n").len(), 1);
    assert_eq!(answers(b"x\ny").len(), 2);
}

#[test]
fn each_rule_is_told_of_for_its_own_example() {
    let mut told = 0;
    for rule in Fact::rules() {
        let (Example::Text(bad), Example::Text(_)) = (rule.bad, rule.good) else {
            continue;
        };
        let answers = RecordKind::ALL.map(|kind| answer(&json!({"kind": kind, "text": bad})));
        told += usize::from(
            answers
                .iter()
                .any(|answer| rules(answer).contains(&rule.id)),
        );
    }
    // Only the consent to take reports is no kind of its own.
    let texts = Fact::rules().filter(|rule| matches!(rule.bad, Example::Text(_)));
    let consents = mailvet::record::report_authorization::Problem::RULES.len();
    assert_eq!(told, texts.count() - consents);
}

#[test]
fn a_line_of_a_mebibyte_is_answered() {
    const OCTETS: usize = 1 << 20;
    for (kind, seed) in [
        ("spf", "ip4:192.0.2.1 "),
        ("dkim", "A"),
        ("mx", "10 a.example\n"),
        ("auto", "(\""),
    ] {
        let line = json!({"kind": kind, "text": seed.repeat(OCTETS / seed.len())});
        let begin = Instant::now();
        assert_eq!(answers(line.to_string().as_bytes()).len(), 1);
        let took = begin.elapsed();
        assert!(took < Duration::from_secs(60), "{kind} {seed:?} {took:?}");
    }
}

/// What `usable` says agrees with the cases of `../shared`.
#[test]
fn vectors_agree_on_what_is_usable() {
    for (path, kind, text, expected) in [
        ("dmarc/record-parse", RecordKind::Dmarc, "txt", "valid"),
        ("dkim/key-records", RecordKind::Dkim, "txt", "valid"),
        ("bimi/records", RecordKind::Bimi, "txt", "valid"),
        ("tlsa/records", RecordKind::Tlsa, "rdata", "usable"),
        ("mx/null-mx", RecordKind::Mx, "mx", "valid"),
        (
            "mta-sts/policy-cases",
            RecordKind::MtaStsPolicy,
            "body",
            "valid",
        ),
    ] {
        let path = format!(
            "{}/../shared/vectors/{path}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let Ok(file) = std::fs::read_to_string(&path) else {
            println!("skipped: {path} is not there");
            continue;
        };
        let file: Json = serde_json::from_str(&file).expect("the vectors are JSON");
        for case in file["cases"].as_array().expect("a list") {
            let joint = if kind == RecordKind::Mx { "\n" } else { "" };
            let text = match &case[text] {
                Json::Array(parts) => {
                    let parts: Vec<_> = parts.iter().filter_map(Json::as_str).collect();
                    parts.join(joint)
                }
                text => text.as_str().unwrap_or_default().to_owned(),
            };
            assert_eq!(
                Some(usable(kind, &text)),
                case[expected].as_bool(),
                "{case}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_octets_have_an_answer_a_line(octets in prop::collection::vec(any::<u8>(), 0..200)) {
        let ends = octets.iter().filter(|octet| **octet == b'\n').count();
        let open = octets.last().is_some_and(|octet| *octet != b'\n');
        prop_assert_eq!(answers(&octets).len(), ends + usize::from(open));
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>(), kind in 0..=RecordKind::ALL.len()) {
        let kind = RecordKind::ALL.get(kind).map_or("auto", |kind| kind.id());
        let answer = answer(&json!({"kind": kind, "text": text}));
        prop_assert!(answer["usable"].is_boolean(), "{}", answer);
    }
}
