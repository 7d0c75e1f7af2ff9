//! Departures from SPF's grammar.

mod at;

use super::words::{put_before, take_out, word};
use crate::fix::{Choice, Edit, Effect, Fix, Known, Mended};
use crate::record::span::Span;
use crate::record::spf::{Ip4Fault, Problem};
use at::At;

/// What mends a departure at these bytes of a record.
pub fn mend(text: &str, problem: &Problem, span: Span, known: &Known) -> Mended {
    let at = At { text, span };
    match problem {
        Problem::VersionMissing => at.safely([put_before(0, "v=spf1")]),
        Problem::VersionUnknown { version } => {
            let edits = [at.write("v=spf1")];
            match version.to_ascii_lowercase().contains("spf1") {
                true => at.safely(edits),
                false => at.guess(edits),
            }
        }
        Problem::VersionSenderId { .. } => at.guess([at.write("v=spf1")]),
        Problem::VersionGlued => at.safely([Edit::insert(span.end, " ")]),
        Problem::VersionAfterSpace | Problem::VersionAfterQuote => at.safely([at.delete()]),
        Problem::VersionAfterText { text } => match text.contains(['=', ';']) {
            true => at.losing([at.delete()]),
            false => at.safely([at.delete()]),
        },
        Problem::RecordInRecord { version } => at.second_record(version),

        Problem::SpaceNotSp { .. } => {
            let ends = span.end == text.len();
            at.safely([if ends { at.delete() } else { at.write(" ") }])
        }
        Problem::CharacterControl { .. } | Problem::CharacterInvisible { .. } => {
            at.safely([at.delete()])
        }
        Problem::CharacterNotAscii { text } => at.not_ascii(text),
        Problem::QuoteMark { .. } | Problem::Backslash => at.safely([at.delete()]),
        Problem::SeparatorMark { .. } => at.safely([at.separated()]),
        Problem::Placeholder { .. } => at.own_servers(known),

        Problem::TermsGlued { terms } | Problem::DomainSwallowsTerm { terms } => at.apart(terms),
        Problem::SpaceInTerm { name, value } | Problem::SeparatorMissing { name, value } => {
            at.safely([at.joined(name, value)])
        }

        Problem::MechanismUnknown { name, meant } => at.unknown_mechanism(name, *meant),
        Problem::MechanismWithEquals { .. } => at.separator('=', ":"),
        Problem::ModifierWithColon { .. } => at.separator(':', "="),
        Problem::ModifierQualified { .. } => at.safely([at.delete()]),
        Problem::ModifierNameInvalid { .. } => at.without(Effect::Lost),
        Problem::ModifierRepeated { name } => at.repeated(name),
        Problem::QualifierUnknown { meant, .. } => match meant {
            Some(meant) => at.safely([at.write(&meant.to_string())]),
            None => at.guesses([[at.write("-")], [at.write("~")]]),
        },
        Problem::QualifierRepeated => at.qualifiers(),
        Problem::QualifierAlone { qualifier } => match at.slice().chars().count() {
            1 => at.without(Effect::Lost),
            _ => {
                let rest = at.slice().trim_start_matches(*qualifier).trim_start();
                at.safely([at.write(&[&qualifier.to_string(), rest].concat())])
            }
        },
        Problem::ValueMissing { .. } => at.without(Effect::Lost),
        Problem::ValueUnexpected { .. } => {
            let before = text.get(..span.start).unwrap_or_default();
            let start = before.trim_end_matches([':', '=']).len();
            at.guess([Edit::delete(Span::new(start, span.end))])
        }

        Problem::DomainSingleLabel { .. } => at.without(Effect::Lost),
        Problem::DomainEndInvalid { label } => at.domain_end(label),
        Problem::DomainIsAddress { name, meant, .. } => match *name {
            "redirect" | "exp" => at.without(Effect::Lost),
            _ => at.safely([at.renamed(meant)]),
        },
        Problem::DomainCharacterOdd { .. } => at.odd_character(),
        Problem::DomainBare { domain } => {
            let named = |name: &str| [at.write(&[name, ":", domain].concat())];
            at.guesses([named("include"), named("a")])
        }

        Problem::Ip4Invalid { fault, .. } => match fault {
            Ip4Fault::LeadingZero => at.guess([at.write(&without_zeros(at.slice()))]),
            Ip4Fault::Count if at.slice().matches('.').count() == 2 => {
                let mut fix = at.own_servers(known)?;
                let network = at.choice([Edit::insert(span.end, ".0")], Effect::Guess);
                fix.alternatives.insert(0, network);
                Ok(fix)
            }
            _ => at.own_servers(known),
        },
        Problem::Ip6Invalid { .. } => match at.slice().contains("::") {
            false if at.slice().matches(':').count() < 7 => {
                at.guess([Edit::insert(span.end, "::")])
            }
            _ => at.without(Effect::Lost),
        },
        Problem::Ip4IsIp6 => at.safely([at.renamed("ip6")]),
        Problem::Ip6IsIp4 => at.safely([at.renamed("ip4")]),
        Problem::AddressIsDomain { .. } => at.guess([at.renamed("a")]),
        Problem::AddressHasMacro { .. } => at.without(Effect::Lost),
        Problem::AddressBare { meant, .. } => {
            at.safely([Edit::insert(span.start, [meant, ":"].concat())])
        }
        Problem::PrefixInvalid { prefix } => at.prefix(prefix),
        Problem::PrefixTooLong { .. } => at.guess([at.delete()]),
        Problem::PrefixLeadingZero { prefix } => {
            at.safely([at.write(&prefix_without_zeros(prefix, at.slice()))])
        }
        Problem::PrefixUnexpected { .. } => at.guess([at.delete()]),

        Problem::PercentAlone => at.percent(),
        Problem::MacroUnclosed => at.unclosed(),
        Problem::MacroLetterUnknown { .. }
        | Problem::MacroOnlyInExplanation { .. }
        | Problem::MacroMalformed { .. } => at.without(Effect::Lost),
        Problem::MacroZeroDigits => {
            let kept: String = at.slice().chars().filter(|c| *c != '0').collect();
            at.guess([at.write(&kept)])
        }
    }
}

/// The servers that take the domain's mail, in the place of a term that names
/// nobody; or else the record without the term.
pub fn own_servers(text: &str, span: Span, known: &Known) -> Mended {
    let gone = Choice::edits(text, vec![take_out(text, span)], Effect::Lost);
    let said = |term: &str| text.split(' ').any(|it| it.eq_ignore_ascii_case(term));
    let senders = known.senders.iter().filter(|term| !said(term));
    let senders: Vec<_> = senders.map(String::as_str).collect();
    if senders.is_empty() {
        return Ok(Fix::decision(gone, Vec::new()));
    }
    let edit = Edit::replace(word(text, span), senders.join(" "));
    let theirs = Choice::edits(text, vec![edit], Effect::Guess);
    Ok(Fix::decision(theirs, vec![gone]))
}

fn without_zeros(address: &str) -> String {
    let numbers = address.split('.').map(|number| {
        let kept = number.trim_start_matches('0');
        if kept.is_empty() { "0" } else { kept }
    });
    numbers.collect::<Vec<_>>().join(".")
}

fn prefix_without_zeros(prefix: &str, written: &str) -> String {
    let slashes: String = written.chars().take_while(|c| *c == '/').collect();
    let digits = prefix.trim_start_matches(['/', '0']);
    slashes + if digits.is_empty() { "0" } else { digits }
}
