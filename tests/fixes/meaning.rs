//! Whether a record still says what it said: an oracle that knows nothing of
//! how mends are made.

use mailvet::check;
use mailvet::follow::spf::{Network, Networks};
use mailvet::record::kind::RecordKind;
use mailvet::record::span::Span;
use mailvet::record::spf::{self, Mechanism, Qualifier, Term};
use mailvet::record::{dmarc, tag_list};
use std::net::IpAddr;

/// A safe mend leaves a record whose meaning is the same: what nothing was
/// said against is all there, in order, and where the grammar was kept before,
/// the trees without spans mean the same.
pub fn assert_same(kind: RecordKind, before: &str, after: &str, span: Span, id: &str) {
    let message = format!("{id}:\n  {before}\n  {after}");
    let mut free: Vec<Span> = check::text::judge(kind, before)
        .into_iter()
        .filter(|fact| fact.value.rule().severity > mailvet::rule::Severity::Good)
        .map(|fact| fact.span)
        .filter(|span| span.len() < before.len())
        .collect();
    free.push(span);
    let touched = |unit: &Span| {
        free.iter()
            .any(|span| span.start <= unit.end && unit.start <= span.end)
    };
    let kept = units(kind, before)
        .into_iter()
        .filter(|unit| !touched(unit));
    let mut rest = units(kind, after).into_iter();
    for unit in kept {
        let text = unit.slice(before);
        let found = rest.any(|other| other.slice(after).contains(text));
        assert!(found, "{text:?} is lost: {message}");
    }
    match kind {
        RecordKind::Spf => same_spf(before, after, &message),
        RecordKind::Dmarc => same_dmarc(before, after, &message),
        _ => {}
    }
}

/// The words, pieces or lines of a record.
fn units(kind: RecordKind, text: &str) -> Vec<Span> {
    let ends = |c: char| match kind {
        RecordKind::Spf => c.is_whitespace(),
        RecordKind::Mx | RecordKind::Caa | RecordKind::Tlsa | RecordKind::MtaStsPolicy => {
            matches!(c, '\r' | '\n')
        }
        _ => c == ';',
    };
    text.split(ends)
        .map(|unit| unit.trim_matches(tag_list::is_blank))
        .filter(|unit| !unit.is_empty())
        .map(|unit| Span::of(unit, text))
        .collect()
}

/// Records that receivers evaluate are evaluated to the same.
fn same_spf(before: &str, after: &str, message: &str) {
    let (Some(one), Some(other)) = (spf::receive(before), spf::receive(after)) else {
        return;
    };
    // What nobody could mean is mended though receivers take it.
    if !spf::read(before).problems.is_empty() {
        return;
    }
    assert_eq!(steps(&one), steps(&other), "{message}");
}

/// What is tested, in order: of networks in a row that mean the same, all.
fn steps(record: &spf::Record<'_>) -> Vec<(Qualifier, Networks, Vec<String>)> {
    let mut steps: Vec<(Qualifier, Networks, Vec<String>)> = Vec::new();
    for (term, reached) in record.reached() {
        let Term::Directive(directive) = &term.value else {
            continue;
        };
        if !reached {
            continue;
        }
        let qualifier = directive.qualifier();
        if steps.last().is_none_or(|(last, ..)| *last != qualifier) {
            steps.push((qualifier, Networks::none(), Vec::new()));
        }
        let Some((_, networks, others)) = steps.last_mut() else {
            continue;
        };
        let network = match directive.mechanism {
            Mechanism::Ip4 { address, prefix } => Some((
                IpAddr::V4(address.value),
                prefix.map_or(32, |prefix| prefix.value),
            )),
            Mechanism::Ip6 { address, prefix } => Some((
                IpAddr::V6(address.value),
                prefix.map_or(128, |prefix| prefix.value),
            )),
            _ => None,
        };
        match network {
            Some((address, prefix)) => networks.insert(Network::new(address, prefix)),
            None => {
                let text = term.span.slice(record.text).to_ascii_lowercase();
                let text = text.trim_start_matches('+').to_owned();
                if !others.contains(&text) {
                    others.push(text);
                }
            }
        }
    }
    steps
}

/// Policies that receivers apply stay what they are.
fn same_dmarc(before: &str, after: &str, message: &str) {
    let (one, other) = (dmarc::Record::read(before), dmarc::Record::read(after));
    if !one.problems.is_empty() {
        return;
    }
    let said = |record: &dmarc::Record| {
        let usable = record.usable();
        let policies = usable.policies().cloned();
        policies.map(|policies| {
            (
                policies.domain,
                policies.subdomains,
                policies.nonexistent,
                policies.applied(policies.domain),
            )
        })
    };
    assert_eq!(said(&one), said(&other), "{message}");
}
