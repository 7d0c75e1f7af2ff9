//! SPF as DNS has it, and all that a record leads to.

use super::merge::merge;
use super::reduce::Reduction;
use super::words::take_out;
use crate::check::spf::places::Fact as Places;
use crate::check::spf::published::Fact as Published;
use crate::check::spf::tree::Fact;
use crate::dns::{Name, RecordType};
use crate::fix::published::{self, Found, decided, delete_text};
use crate::fix::{Change, Choice, Edit, Effect, Fix, Known, Mended, TTL, Title, Unmended};
use crate::follow::spf::{LOOKUP_LIMIT, Tree, TreeRecord};
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::record::span::Span;

/// What mends what DNS has of a domain's record.
pub fn mend_published(fact: &Published, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        // What stands there becomes the record: a second one would spoil both.
        Published::Missing { domain } if found.stands(RecordKind::Spf, domain) => {
            Err(Unmended::Elsewhere)
        }
        Published::Missing { domain } => first_record(domain, known),
        Published::Several { .. } => merged(known, found),
        // The text's own findings say what keeps it from being a record.
        Published::NotRecognized { .. } => Err(Unmended::Elsewhere),
    }
}

/// What mends what a record leads to, about these bytes of record `number` of
/// the tree.
pub fn mend(fact: &Fact, number: usize, span: Span, tree: &Tree) -> Mended {
    let root = tree.root();
    let text = root.text().map_or("", |text| &**text);
    match fact {
        Fact::LookupsTooMany { .. } | Fact::VoidsTooMany { .. } | Fact::VoidsTooManyIp6 { .. } => {
            Reduction::of(tree).fix(LOOKUP_LIMIT)
        }
        Fact::LookupsAtLimit | Fact::LookupsNearLimit { .. } | Fact::VoidsAtLimit => {
            Reduction::of(tree).fix(0)
        }
        Fact::TargetMissing { .. }
        | Fact::TargetNoSuchName { .. }
        | Fact::TargetSeveralRecords { .. }
        | Fact::TargetInvalid { .. }
        | Fact::IncludeLoop { .. }
        | Fact::RedirectLoop { .. }
        | Fact::ExchangersTooMany { .. } => without(text, number, span, tree, Effect::Lost),
        Fact::RedirectPassesAll { .. } | Fact::IncludePassesAll { .. } => {
            without(text, number, span, tree, Effect::FewerSend)
        }
        Fact::RecordAgain { .. }
        | Fact::AddressMissing { .. }
        | Fact::ExchangersMissing { .. }
        | Fact::ExistsNever { .. }
            if number == 0 =>
        {
            without(text, number, span, tree, Effect::SameSenders)
        }
        Fact::ExplanationMissing { .. }
        | Fact::ExplanationSeveral { .. }
        | Fact::ExplanationInvalid { .. }
            if number == 0 =>
        {
            without(text, number, span, tree, Effect::NothingChanges)
        }
        // In a record that is included: for who keeps it.
        Fact::RecordAgain { .. }
        | Fact::AddressMissing { .. }
        | Fact::ExchangersMissing { .. }
        | Fact::ExistsNever { .. }
        | Fact::ExplanationMissing { .. }
        | Fact::ExplanationSeveral { .. }
        | Fact::ExplanationInvalid { .. } => Err(Unmended::Others),
        Fact::RedirectWeak { target } => weak_redirect(text, target),
        Fact::TtlLong { .. } => {
            let same = Change::replace(root.domain().clone(), RecordType::TXT, TTL, text, text);
            let title = Title::ShortenTtl { seconds: TTL };
            decided([Choice::changes(title, Effect::SoonerEverywhere, vec![same])])
        }
        Fact::StringsGlued { .. } => parted(text, span, root),
        Fact::LookupsWithinLimit { .. } => Err(Unmended::Good),
        // Which services still send, and which texts are still wanted, the
        // domain's keeper knows.
        Fact::IncludesMany { .. } | Fact::TextsLarge { .. } => Err(Unmended::NotKnown),
        // The exchanger's own findings say what to do about it.
        Fact::ExchangerWithoutAddress { .. } => Err(Unmended::Elsewhere),
        Fact::LookupsUncertain { .. } => Err(Unmended::Unknown),
    }
}

/// What mends where records stand.
pub fn mend_places(fact: &Places, found: &Found<'_>) -> Mended {
    match fact {
        Places::Elsewhere { name, domain } | Places::NameDoubled { name, domain } => {
            published::move_to(RecordKind::Spf, name, domain, found)
        }
        // Nobody asks for it; it may stay.
        Places::OwnType { .. } => Err(Unmended::Chosen),
    }
}

/// A first record: those servers send that take mail, or nobody does.
pub fn first_record(domain: &Name, known: &Known) -> Mended {
    let add = |text: String, effect| published::first_record(RecordKind::Spf, domain, text, effect);
    let nobody = add("v=spf1 -all".into(), Effect::NobodySends);
    if known.takes_mail == Some(false) {
        return decided([nobody]);
    }
    let senders = match known.senders.is_empty() {
        true => "mx".to_owned(),
        false => known.senders.join(" "),
    };
    let servers = add(format!("v=spf1 {senders} ~all"), Effect::Softfail);
    decided([servers, nobody])
}

/// One record in the place of several.
fn merged(known: &Known, found: &Found<'_>) -> Mended {
    let mut own: Vec<_> = found
        .records
        .iter()
        .filter(|record| known.domain.is_none() || Some(&record.txt.owner) == known.domain.as_ref())
        .filter(|record| crate::record::spf::read(&record.txt.text).version.is_some())
        .collect();
    // DNS gives them in any order.
    own.arrange_by_key(|record| &record.txt.text);
    let texts: Vec<_> = own.iter().map(|record| record.txt.text.as_str()).collect();
    let merged = merge(&texts).ok_or(Unmended::NotKnown)?;
    let (first, others) = own.split_first().ok_or(Unmended::NotKnown)?;
    let choice = |text: &str, effect| {
        let one = Change::replace(
            first.txt.owner.clone(),
            RecordType::TXT,
            TTL,
            &first.txt.text,
            text,
        );
        let gone = others.iter().map(|other| delete_text(&other.txt));
        let title = Title::MergeSpf { count: own.len() };
        Choice::changes(title, effect, [one].into_iter().chain(gone).collect())
    };
    let looser = choice(&merged.looser, Effect::SameSenders);
    let stricter = merged.stricter.as_deref();
    decided(
        [looser]
            .into_iter()
            .chain(stricter.map(|text| choice(text, Effect::Fail))),
    )
}

/// A space where two character-strings meet within a word.
fn parted(text: &str, word: Span, root: &TreeRecord) -> Mended {
    let published = root.published.records().next();
    let lengths = published.map_or_else(Vec::new, |txt| txt.string_lengths);
    let ends = lengths.iter().scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    let edits: Vec<_> = ends
        .filter(|end| word.start < *end && *end < word.end)
        .map(|end| Edit::insert(end, " "))
        .collect();
    match edits.is_empty() {
        true => Err(Unmended::NotKnown),
        false => Ok(Fix::safe(Choice::edits(text, edits, Effect::AsMeant))),
    }
}

/// The domain's own record without the term that leads there.
fn without(text: &str, number: usize, span: Span, tree: &Tree, effect: Effect) -> Mended {
    let span = match number {
        0 => span,
        _ => {
            let way = tree.path(number);
            let term = way.first().and_then(|place| tree.term(*place));
            term.ok_or(Unmended::Others)?.span
        }
    };
    if text.is_empty() {
        return Err(Unmended::NotKnown);
    }
    let choice = Choice::edits(text, vec![take_out(text, span)], effect);
    Ok(Fix::decision(choice, Vec::new()))
}

/// An `include` and an `all` of one's own say more than the record at the end
/// of a `redirect`.
fn weak_redirect(text: &str, target: &Name) -> Mended {
    let record = crate::record::spf::read(text);
    let term = record.terms.iter().find(|term| {
        let written = term.span.slice(text).to_ascii_lowercase();
        written.starts_with("redirect=")
    });
    let Some(term) = term else {
        return Err(Unmended::Others);
    };
    let written = term.span.slice(text);
    let named = written.get("redirect=".len()..).unwrap_or(target.as_str());
    let ended = |all: &str, effect| {
        let terms = format!("include:{named} {all}");
        Choice::edits(text, vec![Edit::replace(term.span, terms)], effect)
    };
    decided([ended("~all", Effect::Softfail), ended("-all", Effect::Fail)])
}
