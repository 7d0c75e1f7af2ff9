//! TLS reporting.

use super::list::List;
use super::{Choice, Edit, Effect, Fix, Known, Mended, Title, Unmended, published, uris};
use crate::check::tls_rpt::published::Fact as Published;
use crate::check::tls_rpt::text::Fact;
use crate::record::kind::RecordKind;
use crate::record::list_problem::ListProblem;
use crate::record::span::Span;
use crate::record::tls_rpt::{DIALECT, Problem};

/// The mailbox at a domain that is proposed for reports.
const MAILBOX: &str = "tls-reports";

fn list(text: &str) -> List<'_> {
    List::read(text, DIALECT)
}

/// What mends a departure at these bytes of a record.
pub fn mend_problem(text: &str, problem: &Problem, span: Span, known: &Known) -> Mended {
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
        Problem::ReportsMissing => reports_missing(&list, known),
        Problem::UriEmpty => list.safely([uris::empty_member(text, span)]),
        Problem::UriWithoutScheme { mailbox: true, .. } => {
            list.safely([Edit::insert(span.start, "mailto:")])
        }
        Problem::UriScheme { scheme } if scheme == "http" => {
            let mark = Span::new(span.start, span.start + scheme.len());
            list.guess([Edit::replace(mark, "https")])
        }
        Problem::UriWithoutScheme { mailbox: false, .. }
        | Problem::UriScheme { .. }
        | Problem::MailboxInvalid { .. }
        | Problem::HostInvalid { .. } => uris::without(&list, span, MAILBOX, known),
        Problem::UriMalformed { found, fault } => {
            uris::malformed(&list, found, *fault, span, MAILBOX, known)
        }
    }
}

/// What mends a fact at these bytes of a record.
pub fn mend_text(text: &str, fact: &Fact, span: Span) -> Mended {
    match fact {
        Fact::UriRepeated => {
            let known = Known::default();
            let choice = uris::without(&list(text), span, MAILBOX, &known)?.into_last();
            Ok(Fix::safe(choice.doing(Effect::NothingChanges)))
        }
        Fact::ReportsAsked { .. } => Err(Unmended::Good),
        // Senders choose which of them they report to, as is allowed.
        Fact::UriSeveral { .. } => Err(Unmended::Chosen),
    }
}

/// What mends what DNS has of TLS reporting.
pub fn mend_published(fact: &Published, known: &Known, found: &published::Found<'_>) -> Mended {
    let kind = RecordKind::TlsRpt;
    match fact {
        Published::Missing { domain } | Published::MissingBesideMtaSts { domain } => {
            published::publish(
                kind,
                domain,
                "_smtp._tls",
                records(known),
                Effect::ReportsCome,
            )
        }
        Published::Several { name, .. } => published::keep_one(kind, name, found),
        Published::Unrelated { name, text } => published::delete(name, text, found),
        Published::AliasOfNothing { name, target } => {
            published::replace_alias(name, target, records(known), Effect::ReportsCome)
        }
        Published::Elsewhere { found: from, name } => published::move_to(kind, from, name, found),
        Published::AtApex { domain } => {
            published::move_from_apex(kind, domain, "_smtp._tls", found)
        }
        Published::MailboxNotReached { host } | Published::HostWithoutAddress { host } => {
            elsewhere(host.as_str(), known, found)
        }
    }
}

/// Records that ask for reports.
pub(super) fn records(known: &Known) -> Vec<String> {
    let mailboxes = known.mailboxes(MAILBOX).into_iter();
    mailboxes
        .map(|mailbox| format!("v=TLSRPTv1; rua=mailto:{mailbox}"))
        .collect()
}

fn reports_missing(list: &List<'_>, known: &Known) -> Mended {
    let mailboxes = known.mailboxes(MAILBOX).into_iter();
    let mut choices: Vec<_> = mailboxes
        .map(|mailbox| {
            let uri = ["mailto:", &mailbox].concat();
            list.choice([list.set("rua", &uri)], Effect::ReportsCome)
        })
        .collect();
    match choices.is_empty() {
        true => Err(Unmended::NotKnown),
        false => Ok(Fix::decision(choices.remove(0), choices)),
    }
}

/// Reports to another mailbox than the one that cannot be reached.
fn elsewhere(host: &str, known: &Known, found: &published::Found<'_>) -> Mended {
    let Some((number, text)) = found.record_with(host) else {
        return Err(Unmended::NotKnown);
    };
    let record = crate::record::tls_rpt::Record::read(text);
    let uris: Vec<_> = record.reports.iter().collect();
    let uri = uris.iter().find(|uri| {
        uri.value
            .domain()
            .is_some_and(|domain| domain.eq_ignore_ascii_case(host))
    });
    let Some(uri) = uri else {
        return Err(Unmended::NotKnown);
    };
    let fix = uris::without(&list(text), uri.span, MAILBOX, known)?;
    let mut fix = found.in_record(number, fix);
    // A record without `rua` is none: it goes whole.
    if let ([_], Some(record)) = (&uris[..], found.records.get(number)) {
        let value = text.to_owned();
        let gone = vec![published::delete_text(&record.txt)];
        let gone = Choice::changes(Title::Delete { value }, Effect::ReportsEnd, gone);
        match fix.alternatives.last_mut() {
            Some(last) => *last = gone,
            None => fix.choice = gone,
        }
    }
    Ok(fix)
}
