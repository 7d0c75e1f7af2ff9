//! Reads SPF records of the world, of the RFC 7208 suite, and made up ones.

use mailvet::check::spf::text::judge_text;
use mailvet::record::span::Span;
use mailvet::record::spf::{Effect, Record, Term, Usability, read, read_explanation};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;

/// A file of the project's cases, if it is there.
fn shared(path: &str) -> Option<String> {
    let whole = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(whole).ok();
    if text.is_none() {
        eprintln!("skipped: no {path}");
    }
    text
}

fn corpus() -> Vec<String> {
    let lines = shared("corpora/spf.ndjson").unwrap_or_default();
    lines
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["value"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// What holds of every text.
fn assert_read(text: &str) {
    let record = read(text);
    assert_eq!(record.to_string(), text, "printed back");
    assert_roles_cover(&record);
    assert_covered(&record);
    for problem in &record.problems {
        assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
    }
    for term in &record.terms {
        if matches!(term.value, Term::Unknown(_)) {
            assert!(is_explained(&record, term.span), "{term:?} of {text}");
        }
    }
    for fact in judge_text(&record) {
        assert!(text.get(fact.span.range()).is_some(), "{fact:?}");
    }
}

/// Whether a problem in the term tells why receivers refuse it.
fn is_explained(record: &Record, term: Span) -> bool {
    record.problems.iter().any(|problem| {
        let touches = problem.span.start < term.end && term.start < problem.span.end;
        touches && problem.value.effect() == Effect::Permerror
    })
}

fn assert_roles_cover(record: &Record) {
    let mut at = 0;
    for role in record.roles() {
        assert_eq!(role.span.start, at, "{role:?} of {}", record.text);
        assert!(!role.span.is_empty(), "{role:?} of {}", record.text);
        at = role.span.end;
    }
    assert_eq!(at, record.text.len());
}

/// Every byte is a space or part of the version, a term, or a problem.
fn assert_covered(record: &Record) {
    let mut covered = vec![false; record.text.len()];
    let mut cover = |span: Span| covered[span.range()].fill(true);
    record.version.into_iter().for_each(&mut cover);
    record.terms.iter().for_each(|term| cover(term.span));
    record.problems.iter().for_each(|it| cover(it.span));
    for (at, c) in record.text.char_indices() {
        assert!(covered[at] || c == ' ', "{at} of {}", record.text);
    }
    let mut end = 0;
    for term in &record.terms {
        assert!(end <= term.span.start, "terms overlap in {}", record.text);
        end = term.span.end;
    }
}

#[test]
fn every_real_record_is_read() {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut usable: BTreeMap<&str, usize> = BTreeMap::new();
    for text in corpus() {
        assert_read(&text);
        let record = read(&text);
        let kind = match record.usability() {
            Usability::Usable => "usable",
            Usability::Permerror => "permerror",
            Usability::Ignored => "ignored",
        };
        *usable.entry(kind).or_default() += 1;
        let problems = record.problems.iter().map(|it| it.value.rule().id);
        let facts = judge_text(&record);
        let facts = facts.iter().map(|it| it.value.rule().id);
        let mut rules: Vec<_> = problems.chain(facts).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
            .iter()
            .for_each(|rule| *met.entry(rule).or_default() += 1);
    }
    let mut met: Vec<_> = met.into_iter().collect();
    met.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    eprintln!("{usable:?}");
    met.iter()
        .for_each(|(rule, count)| eprintln!("{count:6} {rule}"));
}

#[test]
fn the_suite_is_read_as_it_says() {
    let suite = shared("vectors/spf/rfc7208-tests.yml").unwrap_or_default();
    let mut refused = Vec::new();
    for line in suite.lines() {
        let Some((_, value)) = line.split_once("- SPF:") else {
            continue;
        };
        let text = unquote(value.trim());
        assert_read(&text);
        if text.starts_with("v=spf1") && read(&text).usability() != Usability::Usable {
            refused.push(text);
        }
    }
    if !suite.is_empty() {
        assert_eq!(refused, REFUSED);
    }
}

/// The records of the suite that are wrong whatever DNS says.
const REFUSED: &[&str] = &[
    "v=spf1 a:�EF�BB�BFgarbage.example.net -all",
    "v=spf1 �80a:example.net -all",
    "v=spf1 a:example.net �96all",
    "v=spf1 a:ctrl.example.com\rptr -all",
    "v=spf1 ip4:192.0.2.5\n include:spf.protection.outlook.com ~all",
    "v=spf10",
    "v=spf1 ip4:1.2.3.4 -all moo",
    "v=spf1 moo.cow/far_out=man:dog/cat ip4:1.2.3.4 -all",
    "v=spf1 moo.cow:far_out=man:dog/cat ip4:1.2.3.4 -all",
    "v=spf1 ip4:1.2.3.4 redirect:t2.example.com",
    "v=spf1 a:foo-bar -all",
    "v=spf1 -all.",
    "v=spf1 -all:foobar",
    "v=spf1 -all/8",
    "v=spf1 ptr/0 -all",
    "v=spf1 ptr:",
    "v=spf1 a:foo.example.com\0",
    "v=spf1 a:111.222.33.44",
    "v=spf1 a:abc.123",
    "v=spf1 a:museum",
    "v=spf1 a:museum.",
    "v=spf1 a/33 -all",
    "v=spf1 a//129 -all",
    "v=spf1 a/24/64 -all",
    "v=spf1 a:example.com:8080",
    "v=spf1 a:example.-com",
    "v=spf1 a:",
    "v=spf1 include +all",
    "v=spf1 include: -all",
    "v=spf1 include:ip5.example.com/24 -all",
    "v=spf1 mx:foo.example.com\0",
    "v=spf1 mx:abc.123",
    "v=spf1 mx/33 -all",
    "v=spf1 mx//129 -all",
    "v=spf1 mx:example.com:8080",
    "v=spf1 mx:example.-com",
    "v=spf1 mx: -all",
    "v=spf1 exists:",
    "v=spf1 exists",
    "v=spf1 exists:mail.example.com/24",
    "v=spf1 ip4:1.2.3.4/33 -all",
    "v=spf1 ip4:1.2.3.4/032 -all",
    "v=spf1 ip4",
    "v=spf1 ip4:1.2.3.4//32",
    "v=spf1 ip4:1.2.3.4:8080",
    "v=spf1 ip4:1.2.3",
    "v=spf1 -all ip6",
    "v=spf1 ip6:::1.1.1.1/129",
    "v=spf1 ip6:::1.1.1.1//33",
    "v=spf1 ip6::CAFE::BABE",
    "v=spf1 1up=foo",
    "v=spf1 =all",
    "v=spf1 -all foo=%abc",
    "v=spf1 exp= -all",
    "v=spf1 exp=e13msg.example.com -all exp=e11msg.example.com",
    "v=spf1 redirect=e12.example.com -all redirect=e12.example.com",
    "v=spf1 exp=-all",
    "v=spf1 redirect=-all ?all",
    "v=spf1 ?all redirect=",
    "v=spf1 -exists:%(ir).sbl.example.com ?all",
    "v=spf1 exists:foo%(ir).sbl.example.com ?all",
    "v=spf1 exists:foo%.sbl.example.com ?all",
    "v=spf1 -all exp=%{r}.example.com",
    "v=spf1 a:%{a}.example.com -all",
];

/// A YAML scalar of one line.
fn unquote(value: &str) -> String {
    let Some(quoted) = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else {
        return value.trim_matches('\'').to_owned();
    };
    quoted
        .replace("\\0", "\0")
        .replace("\\x0d", "\r")
        .replace("\\x0a", "\n")
        .replace("\\x", "\u{fffd}")
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_read(&text);
        let _ = read_explanation(&text);
    }

    #[test]
    fn any_terms_are_read(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..12),
        version in prop::bool::ANY,
    ) {
        let version = if version { "v=spf1" } else { "" };
        assert_read(&(version.to_owned() + &words.concat()));
    }

    #[test]
    fn a_mutated_record_is_read(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        len in 0..4usize,
        put in prop::sample::select(WORDS),
    ) {
        let corpus = CORPUS.get_or_init(corpus);
        if corpus.is_empty() {
            return Ok(());
        }
        let text: Vec<char> = which.get(corpus).chars().collect();
        let at = at.index(text.len() + 1);
        let end = (at + len).min(text.len());
        let mutated = text[..at].iter().copied().chain(put.chars()).chain(text[end..].iter().copied());
        assert_read(&mutated.collect::<String>());
    }
}

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

static CORPUS: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();

const WORDS: &[&str] = &[
    " ",
    " ",
    " ",
    "  ",
    "a",
    "mx",
    "ptr",
    "all",
    "include",
    "ip4",
    "ip6",
    "exists",
    "redirect",
    "exp",
    "ra",
    "rp",
    "rr",
    "v=spf1",
    "v=DKIM1",
    ":",
    "=",
    "/",
    "//",
    ".",
    "-",
    "~",
    "+",
    "?",
    "%",
    "%{",
    "}",
    "%{d}",
    "%{ir}",
    "%{c}",
    "%{d0}",
    "%%",
    "%_",
    "d.example",
    "192.0.2.1",
    "2001:db8::1",
    "24",
    "33",
    "129",
    "0",
    "08",
    "\t",
    "\n",
    "\u{a0}",
    "\u{200b}",
    "–",
    "é",
    "邮",
    "\"",
    "”",
    ",",
    ";",
    "\\",
    "<",
    ">",
    "your",
    "domain",
    "_spf",
    "com",
    "example",
    "x",
];
