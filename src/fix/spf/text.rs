//! What an SPF record says, read alone.

use super::words::{all_at, ended_with, put_before, take_out};
use crate::check::spf::text::Fact;
use crate::fix::{Choice, Edit, Effect, Fix, Known, Mended, Unmended};
use crate::record::span::Span;

/// What mends a fact at these bytes of a record.
pub fn mend(text: &str, fact: &Fact, span: Span, known: &Known) -> Mended {
    let choice = |edits: Vec<Edit>, effect| Choice::edits(text, edits, effect);
    let without = |effect| choice(vec![take_out(text, span)], effect);
    let safely = |edits| Ok(Fix::safe(choice(edits, Effect::NothingChanges)));
    let decide = |first, others| Ok(Fix::decision(first, others));
    let all = |qualifier: &str| vec![Edit::replace(span, [qualifier, "all"].concat())];
    match fact {
        Fact::AllPass { .. } | Fact::AllNeutral => decide(
            choice(all("~"), Effect::Softfail),
            vec![choice(all("-"), Effect::Fail)],
        ),
        Fact::AllMissing => decide(
            choice(vec![ended_with(text, "~all")], Effect::Softfail),
            vec![choice(vec![ended_with(text, "-all")], Effect::Fail)],
        ),
        Fact::AllRepeated | Fact::TermRepeated { .. } | Fact::LookupRepeated { .. } => {
            safely(vec![take_out(text, span)])
        }
        Fact::NetworkCovered { .. } => safely(vec![take_out(text, span)]),
        Fact::TermAfterAll { term } => {
            let gone = without(Effect::NothingChanges);
            match all_at(text) {
                Some(all) => decide(
                    choice(
                        vec![put_before(all.start, term), take_out(text, span)],
                        Effect::MoreSend,
                    ),
                    vec![gone],
                ),
                None => decide(gone, Vec::new()),
            }
        }
        Fact::RedirectWithAll => {
            let gone = without(Effect::NothingChanges);
            let redirected =
                all_at(text).map(|all| choice(vec![take_out(text, all)], Effect::OneCounts));
            decide(gone, redirected.into_iter().collect())
        }
        Fact::ModifierBeforeMechanism { .. } => {
            let term = span.slice(text);
            safely(vec![take_out(text, span), super::words::append(text, term)])
        }
        Fact::ModifierUnknown { name, meant } => match meant {
            Some(meant) => {
                let named = Span::new(span.start, span.start + name.len());
                decide(
                    choice(vec![Edit::replace(named, *meant)], Effect::Guess),
                    vec![without(Effect::NothingChanges)],
                )
            }
            None => safely(vec![take_out(text, span)]),
        },
        Fact::ExplanationUnused | Fact::ReportAddressMissing { .. } => {
            safely(vec![take_out(text, span)])
        }
        Fact::IncludeEnded { .. } | Fact::IncludeNotNeeded { .. } => {
            decide(without(Effect::Lost), Vec::new())
        }
        Fact::PtrUsed => decide(without(Effect::FewerSend), Vec::new()),
        Fact::NetworkHostBits { network } => {
            let word = super::words::word(text, span);
            let written = word.slice(text);
            let Some(at) = written.find(':') else {
                return Err(Unmended::NotKnown);
            };
            let value = Span::new(word.start + at + 1, word.end);
            safely(vec![Edit::replace(value, network.as_str())])
        }
        Fact::NetworkSpecial { .. } => super::problem::own_servers(text, span, known),
        Fact::NetworkMapped => {
            let word = super::words::word(text, span);
            match mapped(word.slice(text)) {
                Some(term) => decide(
                    choice(vec![Edit::replace(word, term)], Effect::MoreSend),
                    vec![without(Effect::Lost)],
                ),
                None => decide(without(Effect::Lost), Vec::new()),
            }
        }
        Fact::NetworkEveryone => decide(without(Effect::FewerSend), Vec::new()),
        Fact::DomainLabelEmpty { domain } => {
            let labels: Vec<_> = domain.split('.').filter(|it| !it.is_empty()).collect();
            decide(
                choice(vec![Edit::replace(span, labels.join("."))], Effect::Guess),
                vec![without(Effect::Lost)],
            )
        }
        Fact::DomainTooLong { .. } => decide(without(Effect::Lost), Vec::new()),
        Fact::ReportValueInvalid { .. } => decide(without(Effect::ReportsEnd), Vec::new()),

        Fact::AllSoftfail | Fact::AllFail | Fact::SendsNothing | Fact::MxUsed | Fact::AUsed => {
            Err(Unmended::Good)
        }
        // A guard against one server, an experiment, a service of reports: as
        // the domain wants it.
        Fact::MechanismNotPass { .. } | Fact::ReportAddressSet { .. } => Err(Unmended::Chosen),
        // Which of the addresses send is not known.
        Fact::NetworkBroad { .. } => Err(Unmended::NotKnown),
        // Another macro needs another name in DNS.
        Fact::MacroValidatedName => decide(without(Effect::FewerSend), Vec::new()),
        Fact::MacroDependent { .. } => Err(Unmended::Unknown),
        // What the terms lead to decides what can go: the tree's own findings.
        Fact::LookupsOwnTooMany { .. } | Fact::RecordLong { .. } | Fact::RecordTooLong { .. } => {
            Err(Unmended::Elsewhere)
        }
    }
}

/// `ip6:::ffff:192.0.2.1/120` as `ip4:192.0.2.1/24`.
fn mapped(term: &str) -> Option<String> {
    let (name, value) = term.split_once(':')?;
    let qualifier = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let (address, prefix) = match value.split_once('/') {
        Some((address, prefix)) => (address, prefix.parse::<u8>().ok()?.checked_sub(96)?),
        None => (value, 32),
    };
    let address: std::net::Ipv6Addr = address.parse().ok()?;
    let address = address.to_ipv4_mapped()?;
    Some(match prefix {
        32 => format!("{qualifier}ip4:{address}"),
        _ => format!("{qualifier}ip4:{address}/{prefix}"),
    })
}
