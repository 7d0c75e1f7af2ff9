//! Prints docs/corpora.md: what real records are like.
//!
//! ```text
//! cargo run --example corpora >docs/corpora.md
//! ```

use mailvet::check::text::judge;
use mailvet::record::kind::RecordKind;
use mailvet::record::usable;
use mailvet::rule::Rule;
use mailvet::text::Language;
use serde_json::Value as Json;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

fn main() {
    match report() {
        Some(report) => print!("{report}"),
        None => eprintln!("skipped: ../shared/corpora is not there"),
    }
}

/// The kinds that have a corpus, and its file's name.
const CORPORA: [(RecordKind, &str); 8] = [
    (RecordKind::Spf, "spf"),
    (RecordKind::Dmarc, "dmarc"),
    (RecordKind::Dkim, "dkim"),
    (RecordKind::Mx, "mx"),
    (RecordKind::MtaSts, "mta-sts-txt"),
    (RecordKind::TlsRpt, "tls-rpt"),
    (RecordKind::Bimi, "bimi"),
    (RecordKind::Tlsa, "tlsa"),
];

/// How many rules of each kind are shown.
const MOST: usize = 20;

/// The whole page; `None` where a corpus is missing.
pub fn report() -> Option<String> {
    let corpora = CORPORA.map(|(kind, name)| Some((kind, corpus(name)?)));
    let corpora: Vec<_> = corpora.into_iter().collect::<Option<_>>()?;
    let mut page = INTRODUCTION.to_owned();
    for (kind, records) in &corpora {
        let used = records.iter().filter(|text| usable(*kind, text)).count();
        let (title, all) = (Language::English.kind(*kind), records.len());
        let _ = writeln!(page, "| {title} | {all} | {used} | {} |", share(used, all));
    }
    for (kind, records) in &corpora {
        table(*kind, records, &mut page);
    }
    Some(page)
}

const INTRODUCTION: &str = "# What real records are like

The rules that the records of `../shared/corpora` meet most: distinct records
as they were published in public zone repositories and registries. A rule counts
once for each record that meets it; those in order say what is right. Printed by
`cargo run --example corpora`; `cargo test --test corpora` fails where it would
print something else.

*Used* is a record of which a receiver makes use. Many exchangers were gathered
without their preference: they are read with 10, 20, and so on.

| kind | records | used | share |
|---|---:|---:|---:|
";

fn table(kind: RecordKind, records: &[String], page: &mut String) {
    let mut met: BTreeMap<&str, (usize, &Rule)> = BTreeMap::new();
    for text in records {
        let facts = judge(kind, text);
        let rules = facts.iter().map(|fact| fact.value.rule());
        let once: BTreeMap<&str, &'static Rule> = rules.map(|rule| (rule.id, rule)).collect();
        for (id, rule) in once {
            met.entry(id).or_insert((0, rule)).0 += 1;
        }
    }
    let mut most: Vec<_> = met.into_iter().collect();
    most.sort_by_key(|(id, (count, _))| (Reverse(*count), *id));
    let _ = write!(
        page,
        "\n## {}\n\n| rule | severity | records | share |\n|---|---|---:|---:|\n",
        Language::English.kind(kind)
    );
    for (id, (count, rule)) in most.into_iter().take(MOST) {
        let severity = Language::English.severity(rule.severity);
        let share = share(count, records.len());
        let _ = writeln!(page, "| `{id}` | {severity} | {count} | {share} |");
    }
}

/// A share in percent, rounded to a tenth.
fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 2000 + whole) / (2 * whole.max(1));
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// The distinct records of a corpus.
fn corpus(name: &str) -> Option<Vec<String>> {
    let home = env!("CARGO_MANIFEST_DIR");
    let file = fs::read_to_string(format!("{home}/../shared/corpora/{name}.ndjson")).ok()?;
    let mut seen = BTreeSet::new();
    let records = file.lines().filter_map(|line| {
        let line: Json = serde_json::from_str(line).ok()?;
        let text = match &line["value"] {
            Json::Array(lines) => lines
                .iter()
                .zip(1..)
                .map(member)
                .collect::<Vec<_>>()
                .join("\n"),
            value => member((value, 1)),
        };
        seen.insert(text.clone()).then_some(text)
    });
    Some(records.collect())
}

/// A record of a set, and its number: an exchanger, an association, or any
/// text.
fn member((value, number): (&Json, usize)) -> String {
    let field = |names: &[&str]| {
        let found = names.iter().find_map(|name| value.get(name));
        found.map_or(String::new(), |found| match found.as_str() {
            Some(text) => text.to_owned(),
            None => found.to_string(),
        })
    };
    match value {
        Json::Object(_) => [
            field(&["usage"]),
            field(&["selector"]),
            field(&["matching_type", "matchingType"]),
            field(&["certificate"]),
        ]
        .join(" "),
        Json::String(text) if is_host(text) => format!("{number}0 {text}"),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a text is one word that is no tag or mechanism: an exchanger whose
/// preference was not gathered.
fn is_host(text: &str) -> bool {
    text.contains('.') && !text.contains([' ', '=', ':', ';', '"'])
}
