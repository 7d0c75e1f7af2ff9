//! It is told why receivers make no use of a record, however that came to be.

#[path = "../fuzz/src/told.rs"]
mod told;

use mailvet::check::Fact;
use mailvet::check::text::{judge, judge_authorization};
use mailvet::record::kind::RecordKind;
use mailvet::record::{report_authorization, usable};
use mailvet::rule::Example;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use told::is_told;

/// How many records of one corpus are enough.
const ENOUGH: usize = 500;

/// The examples of the rules, and records of `../shared` where it is there.
fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let examples = Fact::rules().flat_map(|rule| [rule.bad, rule.good]);
        let examples = examples.filter_map(|example| match example {
            Example::Text(text) => Some(text.to_owned()),
            Example::Zone(_) => None,
        });
        let mut texts: BTreeSet<String> = examples.collect();
        for name in ["spf", "dkim", "dmarc", "mta-sts-txt", "tls-rpt", "bimi"] {
            let path = format!("../shared/corpora/{name}.ndjson");
            let Ok(file) = std::fs::read_to_string(&path) else {
                println!("skipped: {path} is not there");
                continue;
            };
            let step = file.lines().count() / ENOUGH + 1;
            for line in file.lines().step_by(step) {
                let line: Json = serde_json::from_str(line).expect("a line is JSON");
                texts.extend(line["value"].as_str().map(str::to_owned));
            }
        }
        texts.into_iter().collect()
    })
}

fn assert_told(text: &str) {
    for kind in RecordKind::ALL {
        let told = usable(kind, text) || is_told(text, &judge(kind, text));
        assert!(told, "{}: {text:?}", kind.id());
    }
    let consent = report_authorization::Record::read(text).usable();
    assert!(
        consent || is_told(text, &judge_authorization(text)),
        "{text:?}"
    );
}

#[test]
fn it_is_told_of_real_records() {
    texts().iter().for_each(|text| assert_told(text));
}

/// What an edit puts in the place of a few characters.
const PUT: &[&str] = &[
    "", " ", ";", "=", ":", "\\", "\"", "'", "`", ",", "%", "{", "/", "0", "a", "@", ".", "\n",
    "\t", "\u{0}", "\u{200b}", "é", "；", "v=", "p=", "; ", "=;", "<x>", "none",
];

proptest! {
    #[test]
    fn it_is_told_of_edited_records(
        text in any::<prop::sample::Index>(),
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0..4_usize, any::<prop::sample::Index>()),
            1..4,
        ),
    ) {
        let mut characters: Vec<char> = text.get(texts()).chars().collect();
        for (at, taken, put) in edits {
            let at = at.index(characters.len() + 1);
            let end = (at + taken).min(characters.len());
            characters.splice(at..end, put.get(PUT).chars());
        }
        assert_told(&characters.into_iter().collect::<String>());
    }

    #[test]
    fn it_is_told_of_any_text(text in ".{1,40}") {
        assert_told(&text);
    }
}
