//! Rows of a survey as a file: CSV for spreadsheets, JSON for programs.
//! `docs/report.md` says what stands in them.

use crate::report::survey::{Entry, Row};
use crate::view::document::iso;
use crate::view::export::{head, row as line};
use serde::Serialize;

/// What the JSON file's `format` says.
const FORMAT: &str = "mailvet-survey";
/// What its `version` says. It grows when a field goes, or means something
/// else.
const VERSION: u32 = 1;

const COLUMNS: [&str; 15] = [
    "domain",
    "unicode",
    "checked",
    "profile",
    "reach",
    "forge",
    "accept",
    "errors",
    "warnings",
    "advice",
    "unknown",
    "questions",
    "unanswered",
    "selectors",
    "rules",
];

/// A table of comma-separated values (RFC 4180). What is not checked yet has
/// empty columns.
pub fn csv<'a>(rows: impl IntoIterator<Item = (&'a Entry, Option<&'a Row>)>) -> String {
    let mut text = head(&COLUMNS);
    for (entry, row) in rows {
        let of = |field: &dyn Fn(&Row) -> String| row.map(field).unwrap_or_default();
        let fields = [
            entry.domain.to_string(),
            entry.domain.to_unicode(),
            of(&|row| iso(u64::from(row.time) * 1000)),
            of(&|row| row.profile.id().to_owned()),
            of(&|row| row.reach.verdict.id().to_owned()),
            of(&|row| row.forge.verdict.id().to_owned()),
            of(&|row| row.accept.verdict.id().to_owned()),
            of(&|row| row.errors.to_string()),
            of(&|row| row.warnings.to_string()),
            of(&|row| row.advice.to_string()),
            of(&|row| row.unknown.to_string()),
            of(&|row| row.questions.to_string()),
            of(&|row| row.failed.to_string()),
            selectors(entry).join(" "),
            of(&|row| row.rules.join(" ")),
        ];
        text += &line(&fields.each_ref().map(String::as_str));
    }
    text
}

fn selectors(entry: &Entry) -> Vec<String> {
    let selectors = entry.selectors.iter();
    selectors.map(ToString::to_string).collect()
}

/// A whole survey.
#[derive(Serialize)]
struct Survey<'a> {
    format: &'static str,
    version: u32,
    domains: Vec<Domain<'a>>,
}

/// One domain; where it is not checked yet, `found` is `null`.
#[derive(Serialize)]
struct Domain<'a> {
    domain: &'a str,
    unicode: String,
    selectors: Vec<String>,
    found: Option<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    time: u64,
    date: String,
    profile: &'a str,
    reach: &'a str,
    forge: &'a str,
    accept: &'a str,
    errors: u32,
    warnings: u32,
    advice: u32,
    unknown: u32,
    questions: u32,
    unanswered: u32,
    rules: &'a [String],
}

/// The value that is written as JSON.
pub fn json<'a>(
    rows: impl IntoIterator<Item = (&'a Entry, Option<&'a Row>)>,
) -> impl Serialize + 'a {
    let rows = rows.into_iter();
    Survey {
        format: FORMAT,
        version: VERSION,
        domains: rows
            .map(|(entry, row)| Domain {
                domain: entry.domain.as_str(),
                unicode: entry.domain.to_unicode(),
                selectors: selectors(entry),
                found: row.map(found),
            })
            .collect(),
    }
}

fn found(row: &Row) -> Found<'_> {
    let time = u64::from(row.time) * 1000;
    Found {
        time,
        date: iso(time),
        profile: row.profile.id(),
        reach: row.reach.verdict.id(),
        forge: row.forge.verdict.id(),
        accept: row.accept.verdict.id(),
        errors: row.errors,
        warnings: row.warnings,
        advice: row.advice,
        unknown: row.unknown,
        questions: row.questions,
        unanswered: row.failed,
        rules: &row.rules,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::answer::Verdict;
    use crate::dns::Name;
    use crate::report::survey::Said;
    use crate::rule::{Profile, Severity};

    fn entry(domain: &str) -> Entry {
        Entry {
            domain: Name::parse(domain).unwrap(),
            selectors: vec![Name::parse("s1").unwrap()],
        }
    }

    fn row() -> Row {
        let said = |verdict| Said {
            verdict,
            severity: Severity::Good,
        };
        Row {
            profile: Profile::Parked,
            reach: said(Verdict::No),
            forge: said(Verdict::Partly),
            accept: said(Verdict::Unknown),
            errors: 1,
            warnings: 2,
            advice: 3,
            unknown: 4,
            rules: vec!["a-b".into(), "c-d".into()],
            gravest: Vec::new(),
            questions: 70,
            failed: 5,
            again: false,
            time: 1_767_225_600,
        }
    }

    #[test]
    fn a_table_has_a_line_for_each_domain() {
        let (one, other) = (entry("xn--fsqu00a.test"), entry("-x.test"));
        let text = csv([(&one, Some(&row())), (&other, None)]).replace('"', "");
        let lines: Vec<_> = text.split("\r\n").collect();
        assert_eq!(lines[0], ["\u{feff}", &COLUMNS.join(",")].concat());
        assert_eq!(
            lines[1],
            "xn--fsqu00a.test,例子.test,2026-01-01T00:00:00Z,parked,no,partly,unknown,1,2,3,4,70,5,s1,a-b c-d"
        );
        assert_eq!(lines[2], "'-x.test,'-x.test,,,,,,,,,,,,s1,");
        assert_eq!(lines[3..], [""]);
    }

    #[test]
    fn json_says_what_it_is() {
        let (one, other) = (entry("a.test"), entry("b.test"));
        let row = row();
        let value = serde_json::to_value(json([(&one, Some(&row)), (&other, None)])).unwrap();
        assert_eq!(value["format"], "mailvet-survey");
        assert_eq!(value["version"], 1);
        assert_eq!(value["domains"][0]["found"]["forge"], "partly");
        assert_eq!(value["domains"][0]["found"]["rules"][1], "c-d");
        assert_eq!(value["domains"][0]["found"]["date"], "2026-01-01T00:00:00Z");
        assert!(value["domains"][1]["found"].is_null());
    }
}
