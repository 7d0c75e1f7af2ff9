//! Every rule that a text can meet has words in every language.

use mailvet::check::{Fact, text};
use mailvet::record::kind::RecordKind;
use mailvet::record::paste::Repair;
use mailvet::rule::{Example, Rule, Subject};
use mailvet::text::{Language, Piece, Prose};

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
        Repair::Escapes,
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
        Subject::Domain | Subject::Ptr => &[],
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
    let spaced = words.contains([',', ';', ':', '?']);
    let fault = match language {
        _ if prose.is_empty() => "nothing is said",
        _ if words.contains(['{', '}']) => "a place is not filled in",
        Language::English if chinese => "Chinese in English",
        Language::Chinese if !chinese => "no Chinese",
        Language::Chinese if spaced => "half-width punctuation",
        _ => return None,
    };
    Some(format!("{fault}: {}", prose.plain()))
}
