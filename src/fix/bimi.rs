//! BIMI.

use super::list::List;
use super::{Choice, Edit, Effect, Fix, Known, Mended, Title, Unmended, published};
use crate::check::bimi::published::Fact as Published;
use crate::check::bimi::text::Fact;
use crate::dns::Name;
use crate::record::bimi::{DIALECT, Problem};
use crate::record::kind::RecordKind;
use crate::record::list_problem::ListProblem;
use crate::record::span::Span;

fn list(text: &str) -> List<'_> {
    List::read(text, DIALECT)
}

/// What mends a departure at these bytes of a record.
pub fn mend_problem(text: &str, problem: &Problem, span: Span) -> Mended {
    let list = list(text);
    match problem {
        Problem::VersionMissing => list.version_missing(),
        Problem::VersionWrong { found } => list.version_wrong(found, span),
        Problem::OtherRecord { .. } => published::belongs_elsewhere(),
        Problem::Malformed { fault } => list.fault(*fault, span),
        Problem::TagRepeated { .. } => list.repeated(span),
        Problem::TagUnknown { .. } => list.unheeded(span),
        Problem::TagMisspelt { name, meant } => list.problem(
            ListProblem::TagUnknown {
                name: name.clone(),
                meant: Some(meant),
            },
            span,
        ),
        Problem::LocationNotHttps { .. } => secured(&list, span),
        Problem::EvidenceNotHttps { found } => match found.starts_with("http:") {
            true => secured(&list, span),
            false => list.without(span, Effect::Lost),
        },
        Problem::AvatarPreferenceInvalid { found } => {
            let lower = found.to_ascii_lowercase();
            match matches!(lower.as_str(), "brand" | "personal") {
                true => list.safely([list.set("avp", &lower)]),
                false => list.without(span, Effect::NothingChanges),
            }
        }
        Problem::LocalPartPrefixInvalid { .. } => list.without(span, Effect::Lost),
        // The logo must be somewhere, as an SVG.
        Problem::LocationMissing | Problem::LocationNotSvg { .. } => logo(None),
    }
}

/// What mends a fact at these bytes of a record.
pub fn mend_text(text: &str, fact: &Fact, span: Span) -> Mended {
    let list = list(text);
    match fact {
        Fact::EvidenceIsLogo => list.without(span, Effect::Lost),
        Fact::LogoPublished => Err(Unmended::Good),
        Fact::Declined | Fact::LocalPartPrefixes => Err(Unmended::Chosen),
        // A certificate is bought, not written.
        Fact::EvidenceMissing => Err(Unmended::NotDns),
    }
}

/// What mends what DNS has of BIMI.
pub fn mend_published(fact: &Published, known: &Known, found: &published::Found<'_>) -> Mended {
    let kind = RecordKind::Bimi;
    let logo = || logo(known.domain.as_ref());
    match fact {
        Published::Missing { .. } => logo(),
        Published::Several { name, .. } => published::keep_one(kind, name, found),
        Published::Unrelated { name, text } => published::delete(name, text, found),
        Published::AliasOfNothing { .. } => logo(),
        Published::Elsewhere { found: from, name } => published::move_to(kind, from, name, found),
        Published::AtApex { domain } => {
            published::move_from_apex(kind, domain, "default._bimi", found)
        }
        Published::Inherited { .. } | Published::DmarcEnforced { .. } => Err(Unmended::Good),
        // The DMARC record is what must change, and has findings of its own.
        Published::DmarcMissing { .. }
        | Published::DmarcNotEnforced { .. }
        | Published::SubdomainsNotEnforced { .. }
        | Published::DmarcPartial { .. } => Err(Unmended::Elsewhere),
    }
}

fn logo(domain: Option<&Name>) -> Mended {
    let domain = domain.cloned();
    let title = Title::PublishLogo { domain };
    let choice = Choice::changes(title, Effect::LogoNeeded, Vec::new());
    Ok(Fix::show_only(choice))
}

/// `https:` in the place of another scheme.
fn secured(list: &List<'_>, span: Span) -> Mended {
    let tag = list.tags.tags.iter().find(|tag| tag.span() == span);
    let Some(tag) = tag else {
        return Err(Unmended::NotKnown);
    };
    let value = list.tags.value(tag);
    let rest = value.split_once("//").map_or(value, |(_, rest)| rest);
    let edit = Edit::replace(tag.value, ["https://", rest].concat());
    list.guess([edit])
}
