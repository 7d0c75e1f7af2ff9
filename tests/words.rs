//! Every rule that a text can meet has words in every language.

#[path = "page/guides.rs"]
mod guides;

use guides::PASTED;
use mailvet::check::{Fact, text};
use mailvet::dns::Failure;
use mailvet::dns::subnet::{AskedFrom, Scope};
use mailvet::follow::compare::{Arrival, NotCompared, Standing};
use mailvet::knowledge::regions::Region;
use mailvet::record::kind::RecordKind;
use mailvet::record::paste::{Paste, Repair};
use mailvet::report::example;
use mailvet::rule::{Example, Rule, Severity, Subject};
use mailvet::text::compare::{Arrivals, Sum};
use mailvet::text::{Language, Piece, Prose};
use std::collections::BTreeMap;

#[test]
fn every_rule_is_said_in_every_language() {
    let mut wrong = Vec::new();
    for rule in Fact::rules() {
        let Example::Text(bad) = rule.bad else {
            continue;
        };
        let Some(fact) = meets(rule, bad) else {
            wrong.push(format!("{}: not met by {bad:?}", rule.id));
            continue;
        };
        for language in Language::ALL {
            let message = language.fact(&fact);
            for (part, prose) in [("title", message.title), ("detail", message.detail)] {
                let fault = fault(language, &prose);
                wrong.extend(fault.map(|fault| format!("{} {part}: {fault}", rule.id)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same of the rules that only zones meet.
#[tokio::test]
async fn every_rule_of_a_zone_is_said_in_every_language() {
    let mut wrong = Vec::new();
    for rule in Fact::rules().filter(|rule| matches!(rule.bad, Example::Zone(_))) {
        for finding in example::findings(rule, rule.bad).await {
            for language in Language::ALL {
                let message = language.fact(&finding.fact);
                for (part, prose) in [("title", message.title), ("detail", message.detail)] {
                    let fault = fault(language, &prose);
                    wrong.extend(fault.map(|fault| format!("{} {part}: {fault}", rule.id)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_term_of_every_example_is_said_in_every_language() {
    let mut wrong = Vec::new();
    for rule in Fact::rules() {
        for example in [rule.bad, rule.good] {
            let Example::Text(text) = example else {
                continue;
            };
            for (&kind, language) in kinds(rule.subject)
                .iter()
                .flat_map(|kind| Language::ALL.map(|language| (kind, language)))
            {
                let mut end = 0;
                for term in language.terms(kind, text) {
                    let fault = fault(language, &term.value);
                    wrong.extend(fault.map(|fault| format!("{text:?}: {fault}")));
                    assert!(term.span.start >= end, "{text:?}: terms overlap");
                    assert!(text.get(term.span.range()).is_some(), "{text:?}");
                    end = term.span.end;
                }
                let fault = fault(language, &language.usable(kind, text));
                wrong.extend(fault.map(|fault| format!("usable {text:?}: {fault}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_surrounds_a_record_is_said_in_every_language() {
    let repairs = [
        Repair::Invisible('\u{200b}'),
        Repair::Space('\u{a0}'),
        Repair::Quote('“'),
        Repair::Dash('–'),
        Repair::FullWidth('；'),
        Repair::Entity("&quot;".into()),
        Repair::Quotes,
        Repair::Strings(2),
        Repair::LongString(256),
        Repair::Escapes,
        Repair::FinalDot("mail.d.example".into()),
        Repair::Lines,
    ];
    for language in Language::ALL {
        for repair in &repairs {
            assert_eq!(fault(language, &language.repair(repair)), None);
        }
        for rtype in ["SPF", "DKIM", "DMARC", "TXT"] {
            assert_eq!(fault(language, &language.command(rtype)), None);
        }
        for kind in RecordKind::ALL {
            assert!(!language.kind(kind).is_empty());
        }
    }
}

#[test]
fn what_is_said_of_several_resolvers_is_said_in_every_language() {
    let failed = Failure::TimedOut(5000);
    let arrivals = [
        Arrival::Arrived,
        Arrival::Other { lifetime: None },
        Arrival::Other { lifetime: Some(0) },
        Arrival::Other {
            lifetime: Some(90_000),
        },
        Arrival::Unknown(failed),
        Arrival::Pending,
    ];
    let standings = [
        Standing::Pending,
        Standing::Agree(2),
        Standing::Agree(3),
        Standing::Differ(2),
        Standing::Alone(0),
        Standing::Unknown,
    ];
    let why = [
        NotCompared::NoValue,
        NotCompared::Elsewhere("x`y".into()),
        NotCompared::NoSuchKind,
        NotCompared::WhichName,
    ];
    for language in Language::ALL {
        let mut said = vec![language.addresses_differ(), language.unreliable("a`b")];
        said.extend(arrivals.iter().map(|arrival| language.arrival(arrival)));
        for count in 0..arrivals.len() {
            let some = Arrivals::new(&arrivals[count..]);
            let others = Arrivals::new(&arrivals[..=count]);
            said.extend([some, others].map(|sum| language.arrivals(&sum)));
        }
        for standing in standings {
            said.extend([0, 1, 2].map(|failed| language.agreement(standing, "a`b", failed, None)));
        }
        for (answered, differ, unknown) in [(0, 0, 0), (1, 0, 0), (2, 0, 1), (3, 2, 2)] {
            said.push(language.comparison(&Sum {
                asked: 3,
                answered,
                compared: 9,
                differ,
                unknown,
            }));
        }
        said.extend(why.iter().map(|why| language.not_compared(why)));
        said.extend([1, 2].map(|count| language.common(count)));
        let faults: Vec<_> = said
            .iter()
            .filter_map(|prose| fault(language, prose))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
        for region in Region::ALL {
            assert!(!language.region(region).is_empty());
        }
        for scope in [
            Scope::Silent,
            Scope::Echoed,
            Scope::Prefix(0),
            Scope::Prefix(24),
        ] {
            let subnet = Region::Japan.subnet();
            let said = language.asked_from(&AskedFrom { subnet, scope });
            assert!(said.contains("210.130.0.0/24"), "{said}");
        }
    }
}

#[test]
fn the_records_of_the_world_are_said_in_every_language() {
    let corpora = [
        ("spf", RecordKind::Spf),
        ("dkim", RecordKind::Dkim),
        ("dmarc", RecordKind::Dmarc),
        ("mta-sts-txt", RecordKind::MtaSts),
        ("tls-rpt", RecordKind::TlsRpt),
        ("bimi", RecordKind::Bimi),
        ("mx", RecordKind::Mx),
    ];
    for (name, kind) in corpora {
        let path = format!("../shared/corpora/{name}.ndjson");
        let Ok(file) = std::fs::read_to_string(&path) else {
            println!("skipped: {path} is not there");
            continue;
        };
        for line in file.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let text = match &line["value"] {
                serde_json::Value::Array(lines) => lines
                    .iter()
                    .filter_map(|line| line.as_str())
                    .collect::<Vec<_>>()
                    .join("\n"),
                value => value.as_str().unwrap_or_default().to_owned(),
            };
            assert_eq!(faults(kind, &text), Vec::<String>::new(), "{text}");
        }
    }
}

/// Marks that must not pass for markup or for places to be filled in.
#[test]
fn nothing_from_outside_breaks_a_sentence() {
    for rule in Fact::rules() {
        let Example::Text(text) = rule.bad else {
            continue;
        };
        for (index, _) in text.char_indices().step_by(5).take(16) {
            for mark in ["`", "{}", "{0}", "\u{202e}", "``x"] {
                let (before, after) = text.split_at(index);
                let text = format!("{before}{mark}{after}");
                for &kind in kinds(rule.subject) {
                    assert_eq!(faults(kind, &text), Vec::<String>::new(), "{text}");
                }
            }
        }
    }
}

/// A backquote in a value is shown as it is, where any other mark would be, and
/// changes nothing in what is words and what is code.
#[test]
fn a_backquote_from_outside_is_shown_as_any_mark() {
    const HOSTILE: usize = 10_000;
    let mut compared = 0;
    for rule in Fact::rules() {
        for example in [rule.bad, rule.good] {
            let Example::Text(text) = example else {
                continue;
            };
            for (index, _) in text.char_indices() {
                let (before, after) = text.split_at(index);
                let with = |mark: &str| format!("{before}{mark}{after}");
                for &kind in kinds(rule.subject) {
                    let plain = said_by_fact(kind, &with("^"));
                    for (fact, said) in said_by_fact(kind, &with("`")) {
                        if let Some(plain) = plain.get(&fact) {
                            assert_eq!(&said, plain, "{fact}");
                            compared += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(compared > HOSTILE, "{compared}");
}

/// Each fact and the pieces of what is said of it, all with `^` for any
/// backquote.
fn said_by_fact(kind: RecordKind, text: &str) -> BTreeMap<String, Vec<String>> {
    let facts = text::judge(kind, text).into_iter();
    let said = facts.map(|fact| {
        let english = Language::English.fact(&fact.value);
        let chinese = Language::Chinese.fact(&fact.value);
        let sentences = [english.title, english.detail, chinese.title, chinese.detail];
        let pieces = sentences.iter().flat_map(Prose::pieces).map(|piece| {
            let (kind, text) = match piece {
                Piece::Words(words) => ("words", words),
                Piece::Code(code) => ("code", code),
            };
            format!("{kind}: {}", text.replace('`', "^"))
        });
        let fact = serde_json::to_string(&fact).expect("a fact is JSON");
        (fact.replace('`', "^"), pieces.collect())
    });
    said.collect()
}

/// What is wrong with all that is said of a record.
fn faults(kind: RecordKind, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for language in Language::ALL {
        faults.extend(fault(language, &language.usable(kind, text)));
        for term in language.terms(kind, text) {
            faults.extend(fault(language, &term.value));
        }
        for fact in text::judge(kind, text) {
            let message = language.fact(&fact.value);
            faults.extend(fault(language, &message.title));
            faults.extend(fault(language, &message.detail));
        }
    }
    faults
}

#[test]
fn what_guides_get_wrong_is_answered() {
    for (pasted, english, chinese, _) in PASTED {
        for (language, wanted) in [(Language::English, english), (Language::Chinese, chinese)] {
            let said = everything_said(language, pasted);
            for words in *wanted {
                assert!(said.contains(words), "{pasted}\n{words}\n{said}");
            }
        }
    }
}

/// All that is said of a pasted text, with code between backquotes.
fn everything_said(language: Language, pasted: &str) -> String {
    let paste = Paste::read(pasted);
    let mut said: Vec<Prose> = paste
        .command
        .iter()
        .map(|rtype| language.command(rtype))
        .collect();
    for record in &paste.records {
        let text = record.text.text();
        let kind = record.kind.unwrap_or(RecordKind::Spf);
        said.push(language.usable(kind, text));
        said.extend(
            language
                .terms(kind, text)
                .into_iter()
                .map(|term| term.value),
        );
        for fact in text::judge(kind, text) {
            let message = language.fact(&fact.value);
            said.extend([message.title, message.detail]);
        }
    }
    said.iter().map(marked).collect::<Vec<_>>().join("\n")
}

fn marked(prose: &Prose) -> String {
    prose
        .pieces()
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Code(code) => format!("`{code}`"),
        })
        .collect()
}

/// The fact by which a text meets a rule.
fn meets(rule: &Rule, text: &str) -> Option<Fact> {
    kinds(rule.subject)
        .iter()
        .flat_map(|kind| text::judge(*kind, text))
        .chain(text::judge_authorization(text))
        .map(|fact| fact.value)
        .find(|fact| fact.rule().id == rule.id)
}

fn kinds(subject: Subject) -> &'static [RecordKind] {
    match subject {
        Subject::Spf => &[RecordKind::Spf],
        Subject::Dkim => &[RecordKind::Dkim],
        Subject::Dmarc => &[RecordKind::Dmarc],
        Subject::MtaSts => &[RecordKind::MtaSts, RecordKind::MtaStsPolicy],
        Subject::TlsRpt => &[RecordKind::TlsRpt],
        Subject::Bimi => &[RecordKind::Bimi],
        Subject::Tlsa => &[RecordKind::Tlsa],
        Subject::Caa => &[RecordKind::Caa],
        Subject::Mx => &[RecordKind::Mx],
        Subject::Domain
        | Subject::Ptr
        | Subject::Dnssec
        | Subject::Programs
        | Subject::Together
        | Subject::Beyond => &[],
    }
}

/// What is wrong with a sentence.
fn fault(language: Language, prose: &Prose) -> Option<String> {
    let words: String = prose
        .pieces()
        .filter_map(|piece| match piece {
            Piece::Words(words) => Some(words),
            Piece::Code(_) => None,
        })
        .collect();
    let chinese =
        words.contains(|c| matches!(c, '\u{3001}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
    let spaced = words.contains([';', ':', '?']) || has_comma(&words);
    let fault = match language {
        _ if prose.is_empty() => "nothing is said",
        _ if words.contains(['{', '}']) => "a place is not filled in",
        Language::English if chinese => "Chinese in English",
        Language::English if is_one_of_many(&words) => "one of them is not several",
        Language::Chinese if !chinese => "no Chinese",
        Language::Chinese if spaced => "half-width punctuation",
        _ => return None,
    };
    Some(format!("{fault}: {}", prose.plain()))
}

/// Whether there is a comma that does not set thousands apart.
fn has_comma(words: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    words.match_indices(',').any(|(at, _)| {
        let (before, behind) = (&words[..at], &words[at + 1..]);
        let digits = behind.find(|c| !is_digit(c)).unwrap_or(behind.len());
        !before.ends_with(is_digit) || digits != 3
    })
}

/// Whether a plural follows the number one.
fn is_one_of_many(words: &str) -> bool {
    // `1 of 1 questions` tells of a set.
    let words = words.replace("of 1 ", "of one, ");
    let mut words = words.split([' ', '\u{a0}']).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().map(|next| next.trim_end_matches(['.', ',']));
        let is_plural = |next: &str| next.ends_with('s') && !next.ends_with("ss");
        if word == "1" && next.is_some_and(|next| is_plural(next) && !VERBS.contains(&next)) {
            return true;
        }
    }
    false
}

const SEVERITIES: [Severity; 5] = [
    Severity::Good,
    Severity::Advice,
    Severity::Warning,
    Severity::Unknown,
    Severity::Error,
];

/// What one does or is.
const VERBS: [&str; 4] = ["is", "has", "does", "asks"];

#[test]
fn counts_of_one_are_said_as_one() {
    assert!(is_one_of_many("There are 1 records."));
    assert!(!is_one_of_many(
        "1 record has 2 parts; 11 records, 1 is there."
    ));
    let mut said = Vec::new();
    for count in [0, 1, 2, 11] {
        let english = Language::English;
        said.extend([english.questions(count), english.rules(count)]);
        said.extend([english.progress(0, count), english.progress(count, count)]);
        said.extend([
            english.total(count, 0, 0),
            english.total(0, count, 0),
            english.total(0, 0, count),
        ]);
        said.extend(SEVERITIES.map(|severity| english.tally(severity, count)));
        said.push(english.spf_spent(count, count).plain());
    }
    let wrong: Vec<_> = said.iter().filter(|said| is_one_of_many(said)).collect();
    assert_eq!(wrong, Vec::<&String>::new());
}
