//! Texts: records and what surrounds them.

use crate::said::{assert_facts, assert_said, assert_terms};
use crate::told::is_told;
use mailvet::check::text::{judge, judge_authorization};
use mailvet::record::kind::RecordKind;
use mailvet::record::paste::Paste;
use mailvet::record::role::Role;
use mailvet::record::span::{Span, Spanned};
use mailvet::record::spf::{Effect, Record, Term};
use mailvet::record::{self, report_authorization};
use mailvet::text::Language;

/// A record of any kind: its roles print it back, what is found lies within
/// it and is said, and where it is of no use, it is told why.
pub fn record(kind: RecordKind, octets: &[u8]) {
    assert_record(kind, &String::from_utf8_lossy(octets));
}

/// An SPF record, of which every byte is a space, or part of the version, of a
/// term or of a problem, and every term that is none has a problem to tell why.
pub fn spf(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    assert_record(RecordKind::Spf, &text);
    let record = record::spf::read(&text);
    assert_eq!(record.to_string(), text, "printed back");
    let mut covered = vec![false; text.len()];
    let version = record.version.into_iter();
    let terms = record.terms.iter().map(|term| term.span);
    let problems = record.problems.iter().map(|problem| problem.span);
    for span in version.chain(terms).chain(problems) {
        covered[span.range()].fill(true);
    }
    let gap = text
        .char_indices()
        .find(|&(at, c)| !covered[at] && c != ' ');
    assert_eq!(gap, None, "not covered");
    for term in &record.terms {
        if matches!(term.value, Term::Unknown(_)) {
            assert!(is_explained(&record, term.span), "{term:?}");
        }
    }
}

/// The text that `exp` leads to: where it is used, its parts print it back.
pub fn spf_explanation(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    let explanation = record::spf::read_explanation(&text);
    for problem in &explanation.problems {
        assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
    }
    let parts = explanation.parts.iter();
    let printed: String = parts.map(|part| part.span.slice(&text)).collect();
    let whole = if explanation.is_usable() { &*text } else { "" };
    assert_eq!(printed, whole);
    let problems = explanation.problems.into_iter();
    let facts: Vec<_> = problems.map(|problem| problem.map(Into::into)).collect();
    assert_facts(&text, &facts);
}

/// A consent to take another domain's DMARC reports.
pub fn report_authorization(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    let record = report_authorization::Record::read(&text);
    assert_printed_back(&text, &record.roles());
    let facts = judge_authorization(&text);
    assert_facts(&text, &facts);
    assert!(
        record.usable() || is_told(&text, &facts),
        "nothing tells why"
    );
}

/// A pasted text: every byte of every record in it leads back to bytes of what
/// was pasted, and the records hold what must hold of records.
pub fn paste(octets: &[u8]) {
    let raw = String::from_utf8_lossy(octets);
    let paste = Paste::read(&raw);
    for language in Language::ALL {
        let repairs = paste.repairs.iter().map(|repair| language.repair(repair));
        repairs.for_each(|words| assert_said(&words));
        let commands = paste.command.iter().map(|rtype| language.command(rtype));
        commands.for_each(|words| assert_said(&words));
    }
    for pasted in &paste.records {
        let text = pasted.text.text();
        let ends = text.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
        for (start, end) in ends.chain([(text.len(), text.len())]) {
            let origin = pasted.text.origin(Span::new(start, end));
            assert!(raw.get(origin.range()).is_some(), "{origin:?}");
        }
        let octets: usize = pasted.strings.iter().sum();
        assert!(octets == 0 || octets == text.len(), "{:?}", pasted.strings);
        if let Some(kind) = pasted.kind {
            assert_record(kind, text);
        }
    }
}

fn assert_record(kind: RecordKind, text: &str) {
    assert_printed_back(text, &record::roles(kind, text));
    let facts = judge(kind, text);
    assert_facts(text, &facts);
    assert!(
        record::usable(kind, text) || is_told(text, &facts),
        "nothing tells why"
    );
    assert_terms(kind, text);
}

/// Every byte has one role, in order.
fn assert_printed_back(text: &str, roles: &[Spanned<Role>]) {
    let mut end = 0;
    for role in roles {
        assert_eq!(role.span.start, end, "{role:?}");
        assert!(text.get(role.span.range()).is_some(), "{role:?}");
        assert!(!role.span.is_empty(), "{role:?}");
        end = role.span.end;
    }
    assert_eq!(end, text.len(), "printed back");
}

/// Whether a problem in the term tells why receivers refuse it.
fn is_explained(record: &Record, term: Span) -> bool {
    record.problems.iter().any(|problem| {
        let touches = problem.span.start < term.end && term.start < problem.span.end;
        touches && problem.value.effect() == Effect::Permerror
    })
}
