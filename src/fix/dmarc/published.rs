//! DMARC as DNS has it.

use super::MAILBOX;
use crate::check::dmarc::places::Fact as Places;
use crate::check::dmarc::published::Fact;
use crate::check::dmarc::reports::Fact as Reports;
use crate::check::together::Declaration;
use crate::dns::{Name, RecordType};
use crate::fix::published::{self, Found};
use crate::fix::{Change, Choice, Effect, Fix, Known, Mended, Title, Unmended, uris};
use crate::order::Arrange;
use crate::record::dmarc::{Record, Value};
use crate::record::kind::RecordKind;

const KIND: RecordKind = RecordKind::Dmarc;

/// What mends what DNS has of a domain's policy.
pub fn mend(fact: &Fact, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        Fact::Missing { domain } => match domain.prepend("_dmarc") {
            // What stands there becomes the record.
            Ok(name) if found.stands(KIND, &name) => Err(Unmended::Elsewhere),
            _ => first_record(domain, known),
        },
        Fact::Several { domain, .. } => match domain.prepend("_dmarc") {
            Ok(name) => weakest_first(published::keep_one(KIND, &name, found)?),
            Err(_) => Err(Unmended::NotKnown),
        },
        Fact::Unrelated { domain, text } => match domain.prepend("_dmarc") {
            Ok(name) => published::delete(&name, text, found),
            Err(_) => Err(Unmended::NotKnown),
        },
        Fact::SubdomainPolicyUnused { tag, .. } => {
            let Some((number, text)) = found.of_kind(KIND) else {
                return Err(Unmended::NotKnown);
            };
            let list = super::list(text);
            match list.tag_named(tag) {
                Some(tag) => Ok(found.in_record(number, list.unheeded(tag.span())?)),
                None => Err(Unmended::NotKnown),
            }
        }
        Fact::Inherited { .. } | Fact::WalkStopped { .. } => Err(Unmended::Good),
        // The text's own findings say what keeps it from being a record.
        Fact::NotRecognized { .. } => Err(Unmended::Elsewhere),
        Fact::InheritedFromPublicSuffix { .. } => match &known.domain {
            Some(domain) => first_record(domain, known),
            None => Err(Unmended::NotKnown),
        },
        Fact::UnseenByOlder { domain, .. } => first_record(domain, known),
        // The top-level domain's own record says that it is no suffix.
        Fact::OrganizationIsTopLevel { .. } => Err(Unmended::Others),
    }
}

/// Of several records the one by which the least mail is lost is kept first: in
/// which order they come, DNS does not say.
fn weakest_first(fix: Fix) -> Mended {
    let mut choices: Vec<Choice> = fix.choices().cloned().collect();
    choices.arrange_by_key(|choice| match &choice.title {
        Title::KeepOne { text, .. } => {
            let list = super::list(text);
            let policy = list.tag_named("p");
            let weight = policy.and_then(|tag| super::weight(list.tags.value(&tag)));
            (weight, text.clone())
        }
        _ => (None, String::new()),
    });
    published::decided(choices)
}

/// A first record asks for reports, and for nothing else yet; of a domain
/// without mail, that all be refused.
fn first_record(domain: &Name, known: &Known) -> Mended {
    let name = domain.prepend("_dmarc").map_err(|_| Unmended::NotKnown)?;
    let add = |text: String, effect| published::first_record(KIND, &name, text, effect);
    let mut choices = Vec::new();
    if known.sends == Some(false) {
        let text = Declaration::Reject.text().to_owned();
        choices.push(add(text, Effect::NobodySends));
    }
    for text in begun(domain, known) {
        choices.push(add(text, Effect::PolicyNone));
    }
    published::decided(choices)
}

/// Records that refuse nothing yet; without reports, where no mailbox of the
/// domain could take them.
fn begun(domain: &Name, known: &Known) -> Vec<String> {
    let mailboxes = Known {
        domain: Some(domain.clone()),
        takes_mail: known.takes_mail,
        ..Known::default()
    };
    let mailboxes = mailboxes.mailboxes(MAILBOX);
    let texts = mailboxes
        .iter()
        .map(|mailbox| format!("v=DMARC1; p=none; rua=mailto:{mailbox}"));
    match mailboxes.is_empty() {
        true => vec!["v=DMARC1; p=none".to_owned()],
        false => texts.collect(),
    }
}

/// What mends where a record stands.
pub fn mend_places(fact: &Places, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        Places::AtApex { domain } => published::move_from_apex(KIND, domain, "_dmarc", found),
        Places::NameDoubled { domain, name } => {
            let to = domain.prepend("_dmarc").map_err(|_| Unmended::NotKnown)?;
            published::move_to(KIND, name, &to, found)
        }
        Places::AliasOfNothing { name, target } => {
            let Some(domain) = name.parent() else {
                return Err(Unmended::NotKnown);
            };
            let texts = begun(&domain, known).into_iter();
            published::replace_alias(name, target, texts.collect(), Effect::PolicyNone)
        }
        Places::ByWildcard { domain, record } => match record {
            // It is taken for the domain's own, and may be meant so.
            true => Err(Unmended::Chosen),
            false => first_record(domain, known),
        },
        Places::Alias { .. } => Err(Unmended::Good),
    }
}

/// What mends where reports go.
pub fn mend_reports(fact: &Reports, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        Reports::NotAuthorized { domain, host }
        | Reports::AuthorizationInvalid { domain, host, .. } => {
            let agree = agreement(domain, host)?;
            let mut fix = Fix::show_only(agree);
            if let Ok(elsewhere) = elsewhere(host, known, found) {
                fix.alternatives = elsewhere.choices().cloned().collect();
            }
            Ok(fix)
        }
        Reports::AuthorizationNameTooLong { host, .. }
        | Reports::NoSuchDomain { host }
        | Reports::WithoutMail { host }
        | Reports::NullMx { host } => elsewhere(host, known, found),
        Reports::Authorized { .. }
        | Reports::AuthorizedByWildcard { .. }
        | Reports::AuthorizationNotNeeded { .. } => Err(Unmended::Good),
        // One of the other's records is enough.
        Reports::AuthorizationSeveral { .. } => Err(Unmended::Others),
    }
}

/// The record by which a host agrees to take a domain's reports (RFC 9990 §4).
fn agreement(domain: &Name, host: &Name) -> Result<Choice, Unmended> {
    let name = host
        .prepend(&format!("{domain}._report._dmarc"))
        .map_err(|_| Unmended::NotKnown)?;
    let add = Change::add(name, RecordType::TXT, "v=DMARC1;");
    let title = Title::AgreeToReports {
        domain: domain.clone(),
        host: host.clone(),
    };
    Ok(Choice::changes(title, Effect::ForOthers, vec![add]))
}

/// Reports to a mailbox of the domain's own, or none to that host.
fn elsewhere(host: &Name, known: &Known, found: &Found<'_>) -> Mended {
    let Some((number, text)) = found.record_with(host.as_str()) else {
        return Err(Unmended::NotKnown);
    };
    let record = Record::read(text);
    let uris = record.terms.iter().flat_map(|term| match &term.value {
        Value::AggregateReports(uris) | Value::FailureReports(uris) => uris.as_slice(),
        _ => &[],
    });
    let mut to_host = uris.filter(|uri| {
        let domain = uri
            .value
            .domain()
            .and_then(|domain| Name::parse(domain).ok());
        domain.as_ref() == Some(host)
    });
    let Some(uri) = to_host.next() else {
        return Err(Unmended::NotKnown);
    };
    let fix = uris::without(&super::list(text), uri.span, MAILBOX, known)?;
    Ok(found.in_record(number, fix))
}
