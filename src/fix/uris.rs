//! Edits of the URIs that reports are sent to.

use super::list::List;
use super::{Edit, Effect, Fix, Known, Mended};
use crate::record::report_uri::UriFault;
use crate::record::span::Span;
use crate::record::tag_list::is_blank;

/// A mailbox in a tag without any, or the record without the tag.
pub fn missing(list: &List<'_>, span: Span, mailbox: &str, known: &Known) -> Mended {
    let gone = list.choice([list.take_out(span)], Effect::NothingChanges);
    let mut choices: Vec<_> = known
        .mailboxes(mailbox)
        .into_iter()
        .map(|mailbox| {
            let edit = Edit::insert(span.end, ["mailto:", &mailbox].concat());
            list.choice([edit], Effect::ReportsCome)
        })
        .collect();
    choices.push(gone);
    Ok(Fix::decision(choices.remove(0), choices))
}

/// Takes out what stands between two commas, with one of them.
pub fn empty_member(text: &str, span: Span) -> Edit {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let lead = before.trim_end_matches(is_blank);
    match lead.strip_suffix(',') {
        Some(kept) => Edit::delete(Span::new(kept.len(), span.end)),
        None => {
            let rest = after.trim_start_matches(is_blank);
            let blank = after.len() - rest.len();
            let comma = usize::from(rest.starts_with(','));
            Edit::delete(Span::new(span.start, span.end + blank + comma))
        }
    }
}

/// The record without one URI of a list; without the tag, where it is the only
/// one.
pub fn without(list: &List<'_>, span: Span, mailbox: &str, known: &Known) -> Mended {
    let tags = list.tags.tags.iter();
    let tag = tags
        .clone()
        .find(|tag| tag.value.start <= span.start && span.end <= tag.value.end);
    let alone = tag.is_none_or(|tag| tag.value == span);
    let gone = match alone {
        true => list.take_out(span),
        false => empty_member(list.text, span),
    };
    let gone = list.choice([gone], Effect::ReportsEnd);
    let elsewhere = known.mailboxes(mailbox).into_iter().map(|mailbox| {
        let edit = Edit::replace(span, ["mailto:", &mailbox].concat());
        list.choice([edit], Effect::ReportsCome)
    });
    let mut choices: Vec<_> = elsewhere.filter(|_| alone).collect();
    choices.push(gone);
    Ok(Fix::decision(choices.remove(0), choices))
}

/// The URI without what no URI has, or else the list without the URI.
pub fn malformed(
    list: &List<'_>,
    found: &str,
    fault: UriFault,
    span: Span,
    mailbox: &str,
    known: &Known,
) -> Mended {
    let kept: String = match fault {
        UriFault::Size => found
            .rsplit_once('!')
            .map_or(found, |(uri, _)| uri)
            .to_owned(),
        UriFault::Space | UriFault::Character(_) => found
            .chars()
            .filter(|c| !matches!(c, '<' | '>' | '"' | '`') && !is_blank(*c))
            .collect(),
        _ => return without(list, span, mailbox, known),
    };
    match kept != found && kept.starts_with("mailto:") {
        true => list.safely([Edit::replace(span, kept)]),
        false => without(list, span, mailbox, known),
    }
}
