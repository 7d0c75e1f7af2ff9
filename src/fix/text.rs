//! Mends of a record's text, each tried on the text before it is offered.

use super::edit::{Edit, apply, combine, written};
use super::{
    Applicability, Choice, Fix, Known, Mend, Mended, Unmended, bimi, caa, dkim, dmarc, mta_sts, mx,
    spf, tls_rpt, tlsa,
};
use crate::check::{self, Fact};
use crate::record::kind::RecordKind;
use crate::record::span::{Span, Spanned};
use crate::rule::{Rule, Severity};

/// Longer texts are not mended: nothing that long is a record.
pub const LONGEST: usize = 8 << 10;

/// What mends a fact that the text of a record decides. What is offered takes
/// the finding away, and writes nothing that is an error.
pub fn mend(kind: RecordKind, text: &str, fact: &Fact, span: Span, known: &Known) -> Mended {
    if text.len() > LONGEST {
        return Err(Unmended::NotKnown);
    }
    let fix = unproven(text, fact, span, known)?;
    let before = check::text::judge(kind, text);
    proven(kind, text, &before, fact.rule(), fix)
}

/// What mends a departure of a consent to take another domain's reports.
pub fn mend_authorization(text: &str, fact: &Fact, span: Span) -> Mended {
    unproven(text, fact, span, &Known::default())
}

/// Whether the text of a record decides a fact.
pub fn is_of_text(fact: &Fact) -> bool {
    is_problem(fact)
        || matches!(
            fact,
            Fact::SpfText(_)
                | Fact::DkimText(_)
                | Fact::DmarcText(_)
                | Fact::MtaStsText(_)
                | Fact::MtaStsPolicyText(_)
                | Fact::TlsRptText(_)
                | Fact::BimiText(_)
                | Fact::TlsaText(_)
                | Fact::CaaText(_)
                | Fact::MxText(_)
        )
}

/// Whether a fact is a departure from a grammar.
fn is_problem(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::SpfProblem(_)
            | Fact::DkimProblem(_)
            | Fact::DmarcProblem(_)
            | Fact::ReportAuthorizationProblem(_)
            | Fact::MtaStsProblem(_)
            | Fact::MtaStsPolicyProblem(_)
            | Fact::TlsRptProblem(_)
            | Fact::BimiProblem(_)
            | Fact::TlsaProblem(_)
            | Fact::CaaProblem(_)
            | Fact::MxProblem(_)
    )
}

/// All that can be mended in a text, each with the fact that it cures.
pub fn mends(kind: RecordKind, text: &str, known: &Known) -> Vec<(Spanned<Fact>, Fix)> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let before = check::text::judge(kind, text);
    let mend = |fact: &Spanned<Fact>| {
        let fix = unproven(text, &fact.value, fact.span, known).ok()?;
        let fix = proven(kind, text, &before, fact.value.rule(), fix).ok()?;
        Some((fact.clone(), fix))
    };
    before.iter().filter_map(mend).collect()
}

/// A text with all mends that are safe, until there are no more.
pub fn mended(kind: RecordKind, text: &str) -> String {
    together(kind, text, &Known::default(), |_| false)
}

/// A text with all mends that are safe, and what is proposed first for each of
/// its errors.
pub fn proposed(kind: RecordKind, text: &str, known: &Known) -> String {
    let error = |rule: &Rule| rule.severity == Severity::Error;
    proposed_for(kind, text, known, error)
}

/// The same, where it is fit to be published: nothing in it is an error, and it
/// is more than what was of use in the text.
pub fn whole(kind: RecordKind, text: &str, known: &Known) -> Option<String> {
    let mended = proposed(kind, text, known);
    let facts = check::text::judge(kind, &mended);
    let errs = |fact: &Spanned<Fact>| fact.value.rule().severity == Severity::Error;
    let empty = !mended.trim().contains(' ');
    let silenced =
        kind == RecordKind::Spf && spf::senders(&mended) == 0 && (empty || spf::senders(text) > 0);
    (!mended.trim().is_empty() && !facts.iter().any(errs) && !silenced).then_some(mended)
}

/// The same, with what is proposed first for the rules that are wanted.
pub fn proposed_for(
    kind: RecordKind,
    text: &str,
    known: &Known,
    wanted: impl Fn(&Rule) -> bool,
) -> String {
    let safe = together(kind, text, known, |_| false);
    let decided = together(kind, &safe, known, wanted);
    match decided.trim().is_empty() {
        true => safe,
        false => decided,
    }
}

/// As often as a mend may bring another to light.
const ROUNDS: usize = 24;

/// A text with all mends that are safe, and then with what is decided of the
/// rules that are wanted, one after the other: a decision may settle the next.
fn together(kind: RecordKind, text: &str, known: &Known, wanted: impl Fn(&Rule) -> bool) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let mends = mends(kind, &text, known);
        let edits = |fix: &Fix| match &fix.choice.mend {
            Mend::Edits(edits) => Some(edits.clone()),
            Mend::Changes(_) => None,
        };
        let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe;
        let safe = mends.iter().filter(|(_, fix)| is_safe(fix));
        let safe: Vec<_> = safe.filter_map(|(_, fix)| edits(fix)).collect();
        let next = match safe.is_empty() {
            false => combine(&text, &safe.iter().map(Vec::as_slice).collect::<Vec<_>>()).text,
            true => {
                let mut decided = mends.iter().filter(|(fact, _)| wanted(fact.value.rule()));
                match decided.find_map(|(_, fix)| edits(fix)) {
                    Some(edits) => apply(&text, &edits),
                    None => break,
                }
            }
        };
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// What mends a fact, by its type.
fn unproven(text: &str, fact: &Fact, span: Span, known: &Known) -> Mended {
    let mut fix = match fact {
        Fact::SpfProblem(fact) => spf::mend_problem(text, fact, span, known),
        Fact::SpfText(fact) => spf::mend_text(text, fact, span, known),
        Fact::DkimProblem(fact) => dkim::mend_problem(text, fact, span),
        Fact::DkimText(fact) => dkim::mend_text(text, fact, span),
        Fact::DmarcProblem(fact) => dmarc::mend_problem(text, fact, span, known),
        Fact::DmarcText(fact) => dmarc::mend_text(text, fact, span, known),
        Fact::ReportAuthorizationProblem(fact) => dmarc::mend_authorization(text, fact, span),
        Fact::MtaStsProblem(fact) => mta_sts::mend_problem(text, fact, span),
        Fact::MtaStsText(fact) => mta_sts::mend_text(fact),
        Fact::MtaStsPolicyProblem(fact) => mta_sts::mend_policy_problem(text, fact, span, known),
        Fact::MtaStsPolicyText(fact) => mta_sts::mend_policy(text, fact, span),
        Fact::TlsRptProblem(fact) => tls_rpt::mend_problem(text, fact, span, known),
        Fact::TlsRptText(fact) => tls_rpt::mend_text(text, fact, span),
        Fact::BimiProblem(fact) => bimi::mend_problem(text, fact, span),
        Fact::BimiText(fact) => bimi::mend_text(text, fact, span),
        Fact::TlsaProblem(fact) => tlsa::mend_problem(text, fact, span),
        Fact::TlsaText(fact) => tlsa::mend_text(text, fact, span),
        Fact::CaaProblem(fact) => caa::mend_problem(text, fact, span),
        Fact::CaaText(fact) => caa::mend_text(text, fact, span),
        Fact::MxProblem(fact) => mx::mend_problem(text, fact, span),
        Fact::MxText(fact) => mx::mend_text(text, fact, span),
        // What DNS as a whole decides, no text does: `published::mend`.
        Fact::Unanswered(_)
        | Fact::Delegation(_)
        | Fact::Mx(_)
        | Fact::MxSet(_)
        | Fact::Ptr(_)
        | Fact::SpfPublished(_)
        | Fact::SpfPlaces(_)
        | Fact::SpfTree(_)
        | Fact::DkimPublished(_)
        | Fact::DkimPlaces(_)
        | Fact::DmarcPublished(_)
        | Fact::DmarcPlaces(_)
        | Fact::DmarcReports(_)
        | Fact::MtaStsPublished(_)
        | Fact::TlsRptPublished(_)
        | Fact::BimiPublished(_)
        | Fact::TlsaPublished(_)
        | Fact::Dnssec(_)
        | Fact::DnssecSignatures(_)
        | Fact::CaaPublished(_)
        | Fact::Programs(_)
        | Fact::Together(_) => Err(Unmended::NotKnown),
    }?;
    fix.cures.push(fact.rule().id);
    Ok(fix)
}

/// Of a fix, what does what it should.
fn proven(kind: RecordKind, text: &str, before: &[Spanned<Fact>], rule: &Rule, fix: Fix) -> Mended {
    let Fix {
        applicability,
        cures,
        ..
    } = fix;
    let holds = |choice: &Choice| match &choice.mend {
        Mend::Edits(edits) => does(kind, text, before, rule, edits, applicability),
        Mend::Changes(_) => true,
    };
    let choices = std::iter::once(fix.choice).chain(fix.alternatives);
    let mut choices = choices.filter(holds);
    let choice = choices.next().ok_or(Unmended::NotKnown)?;
    Ok(Fix {
        applicability,
        cures,
        choice,
        alternatives: choices.collect(),
    })
}

/// Whether edits take a finding away, and write no error; where they are to be
/// safe, nothing that is doubtful either.
fn does(
    kind: RecordKind,
    text: &str,
    before: &[Spanned<Fact>],
    rule: &Rule,
    edits: &[Edit],
    applicability: Applicability,
) -> bool {
    let after = apply(text, edits);
    let facts = check::text::judge(kind, &after);
    let count = |facts: &[Spanned<Fact>], id: &str| {
        let same = facts.iter().filter(|fact| fact.value.rule().id == id);
        same.count()
    };
    if count(&facts, rule.id) >= count(before, rule.id) && !after.trim().is_empty() {
        return false;
    }
    let safe = applicability == Applicability::Safe;
    let written = written(edits);
    let in_written = |span: Span| {
        let meet = |part: &Span| span.start <= part.end && part.start <= span.end;
        written.iter().any(meet)
    };
    !facts.iter().any(|fact| {
        let id = fact.value.rule().id;
        let severity = fact.value.rule().severity;
        // What is meant may be doubtful; how it is written must not be.
        let bad = severity == Severity::Error
            || safe && severity == Severity::Warning && is_problem(&fact.value);
        bad && count(&facts, id) > count(before, id) && in_written(fact.span)
    })
}
