//! Departures from DMARC's grammar.

use super::{MAILBOX, list};
use crate::fix::list::List;
use crate::fix::{Choice, Edit, Effect, Fix, Known, Mended};
use crate::fix::{published, uris};
use crate::record::dmarc::Problem;
use crate::record::report_authorization;
use crate::record::span::Span;
use crate::record::tag_list::{Fault, Tag};

/// What mends a departure at these bytes of a record.
pub fn mend(text: &str, problem: &Problem, span: Span, known: &Known) -> Mended {
    let list = list(text);
    match problem {
        Problem::VersionMissing => list.version_missing(),
        Problem::VersionNotFirst => list.version_not_first(span),
        Problem::VersionCase => list.safely([Edit::replace(span, "DMARC1")]),
        Problem::VersionUnknown { found } => list.version_wrong(found, span),
        Problem::OtherRecord { .. } => published::belongs_elsewhere(),
        Problem::SecondRecord => list.second_record(span),
        Problem::LeadingSpace => list.fault(Fault::LeadingSpace, span),
        Problem::Quoted { mark } => list.fault(Fault::Quote(*mark), span),
        Problem::OddCharacter { character } => list.fault(Fault::Character(*character), span),
        Problem::SeparatorMissing => list.fault(Fault::SeparatorMissing, span),
        Problem::SeparatorLookalike { found } => {
            list.fault(Fault::SeparatorLookalike(*found), span)
        }
        Problem::SeparatorEscaped => list.fault(Fault::EscapedSeparator, span),
        Problem::EqualsLookalike { found } => list.fault(Fault::EqualsLookalike(*found), span),
        Problem::EmptyPiece => list.fault(Fault::EmptyPiece, span),
        Problem::EqualsMissing { .. } => list.fault(Fault::NoEquals, span),
        Problem::NameMalformed { character: None } => list.fault(Fault::NoName, span),
        Problem::NameMalformed {
            character: Some(odd),
        } => list.fault(Fault::NameCharacter(*odd), span),
        Problem::NameCase { name } => list.safely([Edit::replace(span, name.to_ascii_lowercase())]),
        Problem::TagRepeated { .. } => weaker_first(&list, span),
        Problem::TagUnknown { .. } => list.unheeded(span),
        Problem::TagMisspelt { meant, .. } => list.misspelt(meant, span),
        Problem::PolicyMissing => policy_missing(&list),
        Problem::PolicyInvalid { meant, .. } => disposition(&list, *meant, span, true),
        Problem::SubdomainPolicyInvalid { meant, .. }
        | Problem::NonexistentPolicyInvalid { meant, .. } => {
            disposition(&list, *meant, span, false)
        }
        Problem::AlignmentInvalid { found, .. } => match found.to_ascii_lowercase().as_str() {
            "strict" => list.safely([Edit::replace(span, "s")]),
            "relaxed" => list.safely([Edit::replace(span, "r")]),
            _ => list.without(span, Effect::Relaxed),
        },
        Problem::FailureOptionsInvalid { .. } => list.without(span, Effect::Lost),
        Problem::FailureOptionsContradictory { found } => {
            let choice = list.choice(
                [Edit::replace(span, options(found))],
                Effect::NothingChanges,
            );
            Ok(Fix::safe(choice))
        }
        Problem::PublicSuffixInvalid { .. } => list.unheeded(span),
        Problem::TestingInvalid { found } => testing(&list, found, span),
        Problem::PercentInvalid { .. } => list.without(span, Effect::PolicyInFull),
        Problem::UriEmpty { .. } => match span.slice(text).contains('=') {
            true => uris::missing(&list, span, MAILBOX, known),
            false => list.safely([uris::empty_member(text, span)]),
        },
        Problem::UriWithoutScheme { mailbox: true, .. } => {
            list.safely([Edit::insert(span.start, "mailto:")])
        }
        Problem::UriWithoutScheme { mailbox: false, .. } | Problem::MailboxInvalid { .. } => {
            uris::without(&list, span, MAILBOX, known)
        }
        Problem::UriMalformed { found, fault } => {
            uris::malformed(&list, found, *fault, span, MAILBOX, known)
        }
        Problem::UriAfterSemicolon { .. } => {
            let separator = list.tags.separators.iter().rfind(|it| it.end <= span.start);
            match separator {
                Some(separator) => {
                    let run = Span::new(separator.start, span.start);
                    list.safely([Edit::replace(run, ",")])
                }
                None => list.without(span, Effect::Lost),
            }
        }
    }
}

/// What mends a departure of a consent to take another domain's reports.
pub fn mend_authorization(
    text: &str,
    problem: &report_authorization::Problem,
    span: Span,
) -> Mended {
    use report_authorization::Problem;
    let list = List::read(text, report_authorization::DIALECT);
    match problem {
        Problem::VersionMissing => list.version_missing(),
        Problem::VersionWrong { found } => list.version_wrong(found, span),
        Problem::OtherRecord { .. } => published::belongs_elsewhere(),
        Problem::Malformed { fault } => list.fault(*fault, span),
        Problem::TagRepeated { .. } => list.repeated(span),
        Problem::TagUnknown { .. } => list.unheeded(span),
        Problem::TagMisspelt { meant, .. } => list.misspelt(meant, span),
        Problem::UriInvalid { found } => match found.contains('@') && !found.contains(':') {
            true => list.safely([Edit::insert(span.start, "mailto:")]),
            false => list.without(span, Effect::ReportsEnd),
        },
    }
}

/// Of two policies the weaker stays, by which no mail is lost; or the other.
fn weaker_first(list: &List<'_>, span: Span) -> Mended {
    let mut fix = list.repeated(span)?;
    let second = list.tags.tags.iter().find(|tag| tag.span() == span);
    let policy = |tag: &Tag| match list.tags.name(tag).eq_ignore_ascii_case("p") {
        true => super::weight(list.tags.value(tag)),
        false => None,
    };
    let (first, second) = (list.tag_named("p"), second);
    let (first, second) = (first.as_ref().and_then(policy), second.and_then(policy));
    if let (Some(first), Some(second), [other]) = (first, second, &mut *fix.alternatives)
        && second < first
    {
        std::mem::swap(&mut fix.choice, other);
    }
    Ok(fix)
}

/// Without a policy the record is read as `p=none`, if it asks for reports
/// (RFC 9989 §4.7).
fn policy_missing(list: &List<'_>) -> Mended {
    let choice = list.choice([list.put_first("p=none")], Effect::PolicyNone);
    Ok(match list.tag_named("rua") {
        Some(_) => Fix::safe(choice),
        None => Fix::decision(choice, Vec::new()),
    })
}

/// What was meant as a policy, or else none.
fn disposition(list: &List<'_>, meant: Option<&str>, span: Span, own: bool) -> Mended {
    let span = match list.tags.tags.iter().find(|tag| tag.span() == span) {
        Some(tag) => tag.value,
        None => span,
    };
    let write = |policy: &str| {
        let effect = match policy {
            "reject" => Effect::PolicyReject,
            "quarantine" => Effect::PolicyQuarantine,
            _ => Effect::PolicyNone,
        };
        list.choice([Edit::replace(span, policy)], effect)
    };
    let mut choices: Vec<Choice> = meant.map(write).into_iter().collect();
    match own {
        true if meant != Some("none") => choices.push(write("none")),
        true => {}
        false => choices.push(list.choice([list.take_out(span)], Effect::SubdomainsGuarded)),
    }
    Ok(Fix::decision(choices.remove(0), choices))
}

/// `0` adds nothing to `1`, and nothing need be said twice.
fn options(found: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for option in found.split(':').map(str::trim) {
        if !kept.iter().any(|it| it.eq_ignore_ascii_case(option)) {
            kept.push(option);
        }
    }
    if kept.contains(&"1") {
        kept.retain(|option| *option != "0");
    }
    kept.join(":")
}

fn testing(list: &List<'_>, found: &str, span: Span) -> Mended {
    let gone = list.choice([list.take_out(span)], Effect::PolicyInFull);
    let tested = list.choice([Edit::replace(span, "y")], Effect::PolicyTested);
    let first = found.trim().chars().next().map(|c| c.to_ascii_lowercase());
    Ok(match first {
        Some('y' | 't' | '1') => Fix::decision(tested, vec![gone]),
        _ => Fix::decision(gone, vec![tested]),
    })
}
