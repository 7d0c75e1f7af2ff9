//! CAA records.

use super::mta_sts::Lines;
use super::published::decided;
use super::{Change, Choice, Edit, Effect, Fix, Mended, Title, Unmended};
use crate::check::caa::published::Fact as Published;
use crate::check::caa::text::Fact;
use crate::dns::{Name, RecordType};
use crate::record::caa::Problem;
use crate::record::span::Span;

/// What mends a departure at these bytes of a set.
pub fn mend_problem(text: &str, problem: &Problem, span: Span) -> Mended {
    let at = Lines { text };
    let without = |effect| at.decide([at.take_out(span)], effect);
    match problem {
        Problem::FlagsInvalid { found } => {
            let flags = match found.eq_ignore_ascii_case("critical") {
                true => "128",
                false => "0",
            };
            at.decide([Edit::replace(span, flags)], Effect::Guess)
        }
        Problem::FlagsReserved { flags } => {
            let kept = (flags & 128).to_string();
            let choice = at.choice([Edit::replace(span, kept)], Effect::NothingChanges);
            Ok(Fix::safe(choice))
        }
        Problem::TagInvalid { found } => {
            let tag: String = found.chars().filter(char::is_ascii_alphanumeric).collect();
            let known = crate::record::caa::TAGS.contains(&tag.to_ascii_lowercase().as_str());
            match known {
                true => at.decide([Edit::replace(span, tag)], Effect::IssuersChange),
                false => without(Effect::Lost),
            }
        }
        Problem::TagMisspelt { meant, .. } => {
            at.decide([Edit::replace(span, *meant)], Effect::IssuersChange)
        }
        Problem::QuoteUnbalanced => at.safely([Edit::insert(span.end, "\"")]),
        Problem::TextAfterValue { .. } => {
            let before = text.get(..span.start).unwrap_or_default();
            let gap = Span::new(before.trim_end().len(), span.end);
            at.decide([Edit::delete(gap)], Effect::Guess)
        }
        Problem::IssuerInvalid { found } => {
            let bare = found
                .split_once("//")
                .map_or(found.as_str(), |(_, rest)| rest);
            let bare = bare.split('/').next().unwrap_or(bare).trim_end_matches('.');
            match bare.contains('.') && bare != found {
                true => at.decide([Edit::replace(span, bare)], Effect::IssuersChange),
                false => without(Effect::Lost),
            }
        }
        Problem::ParameterInvalid { .. } => {
            let before = text.get(..span.start).unwrap_or_default();
            let start = before.trim_end().trim_end_matches(';').len();
            let gap = Edit::delete(Span::new(start, span.end));
            at.decide([gap], Effect::Lost)
        }
        Problem::ReportInvalid { found } => match found.contains('@') {
            true => at.safely([Edit::insert(span.start, "mailto:")]),
            false => without(Effect::ReportsEnd),
        },
        // Issuers pass over it, unless it is marked as critical.
        Problem::TagUnknown { .. } => without(Effect::NothingChanges),
        // Who may issue is not said.
        Problem::FieldMissing => without(Effect::Lost),
    }
}

/// What mends a fact at these bytes of a set.
pub fn mend_text(text: &str, fact: &Fact, span: Span) -> Mended {
    let at = Lines { text };
    match fact {
        Fact::CriticalUnknown { .. } => at.decide([at.take_out(span)], Effect::IssuersChange),
        Fact::MailAllowed { .. } | Fact::MarkAllowed { .. } => Err(Unmended::Good),
        Fact::MailForbidden | Fact::MarkForbidden => Err(Unmended::Chosen),
    }
}

/// Issuers whose certificates many mail servers and web servers have.
const ISSUERS: &[&str] = &["letsencrypt.org", "digicert.com", "sectigo.com"];

/// Those who issue certificates of logos.
const MARK_ISSUERS: &[&str] = &["digicert.com", "globalsign.com"];

/// What mends what DNS has of CAA.
pub fn mend_published(fact: &Published) -> Mended {
    match fact {
        Published::Missing { domain } => allowed(domain, "issue", ISSUERS),
        Published::PolicyHostForbidden { host, .. } | Published::MailHostForbidden { host, .. } => {
            allowed(host, "issue", ISSUERS)
        }
        Published::MarkForbidden { owner } => allowed(owner, "issuevmc", MARK_ISSUERS),
        Published::IssuersNamed { .. } | Published::Forbidden { .. } => Err(Unmended::Good),
    }
}

/// A record at the host itself, which counts for it before those above (RFC
/// 8659 §3), and allows beside one that allows nobody (§4.2). Which issuer it
/// should be is a choice.
fn allowed(host: &Name, tag: &str, issuers: &[&'static str]) -> Mended {
    decided(issuers.iter().map(|issuer| {
        let value = format!("0 {tag} \"{issuer}\"");
        let add = Change::add(host.clone(), RecordType::CAA, value);
        let host = host.clone();
        let title = Title::NameIssuer { host, issuer };
        Choice::changes(title, Effect::IssuersChange, vec![add])
    }))
}
