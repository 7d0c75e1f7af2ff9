//! What must hold of everything that is said.

use futures_util::FutureExt as _;
use mailvet::check::Fact;
use mailvet::record::kind::RecordKind;
use mailvet::record::span::Spanned;
use mailvet::report::Told;
use mailvet::text::{Language, Piece, Prose, glyph};

/// A sentence is not empty, has no place left to fill in, and hides nothing.
pub fn assert_said(prose: &Prose) {
    assert!(!prose.is_empty(), "nothing is said");
    for piece in prose.pieces() {
        let (Piece::Words(words) | Piece::Code(words)) = piece;
        let hidden = words.chars().find(|c| glyph(*c).is_some());
        assert_eq!(hidden, None, "{words:?}");
        let open = matches!(piece, Piece::Words(words) if words.contains(['{', '}']));
        assert!(!open, "a place is not filled in: {words:?}");
    }
}

/// Facts lie within the text, and are said in every language.
pub fn assert_facts(text: &str, facts: &[Spanned<Fact>]) {
    for fact in facts {
        assert!(text.get(fact.span.range()).is_some(), "{fact:?}");
        for language in Language::ALL {
            let message = language.fact(&fact.value);
            assert_said(&message.title);
            assert_said(&message.detail);
        }
    }
}

/// A check ends.
pub fn assert_ends(check: impl Future<Output = ()>) {
    assert!(check.now_or_never().is_some(), "the check does not end");
}

/// What a check tells of a subject is said.
pub fn assert_told(told: Told) {
    let Told::Subject(report) = told else {
        return;
    };
    for language in Language::ALL {
        assert_said(&language.summary(&report.detail));
        for finding in &report.findings {
            let message = language.fact(&finding.fact);
            assert_said(&message.title);
            assert_said(&message.detail);
        }
    }
}

/// Terms stand in the order of the text, do not overlap, and are said in every
/// language, as is what receivers make of the record.
pub fn assert_terms(kind: RecordKind, text: &str) {
    for language in Language::ALL {
        assert_said(&language.usable(kind, text));
        let mut end = 0;
        for term in language.terms(kind, text) {
            assert!(end <= term.span.start, "terms overlap at {:?}", term.span);
            assert!(text.get(term.span.range()).is_some(), "{:?}", term.span);
            end = term.span.end;
            assert_said(&term.value);
        }
    }
}
