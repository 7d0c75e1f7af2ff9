//! How the records fit together.

use super::published::{Found, decided, delete_text, ttl};
use super::{Change, Choice, Edit, Effect, Fix, Known, Mend, Mended, TTL, Title, Unmended, spf};
use crate::check::together::{Declaration, Fact as Together};
use crate::dns::{Name, RecordType, presentation};
use crate::knowledge::spf_includes::spf_include;
use crate::record::span::Span;

/// What mends how the records fit together.
pub fn mend(fact: &Together, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        Together::ProviderNotInSpf { provider } => {
            let domain = spf_include(*provider).ok_or(Unmended::NotKnown)?;
            let term = ["include:", domain].concat();
            let edit = |text: &str| spf::with_term(text, &term);
            own_spf(known, edit, Effect::MoreSend)
        }
        Together::NoMailHalfDeclared { missing } => {
            let owner = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
            let said = missing.iter();
            let said = said.filter_map(|it| declaration(*it, owner, known, found));
            // Whatever selector a forger makes up, its key was taken back.
            let keys = match known.keys_answered {
                Some(false) => owner.prepend("*._domainkey").ok(),
                _ => None,
            };
            let keys = keys.map(|name| Change::add(name, RecordType::TXT, "v=DKIM1; p="));
            let changes = said.flatten().chain(keys).collect();
            decided([Choice::changes(Title::Park, Effect::NobodySends, changes)])
        }
        Together::Agree | Together::NoMailDeclared => Err(Unmended::Good),
        // Mail can be let pass, or is not to be refused until it can.
        Together::EnforcedWithNothingToPass { .. } => {
            let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
            let first = match &known.spf {
                None => spf::first_record(domain, known)?.into_first(),
                Some(_) => None,
            };
            decided(first.into_iter().chain(not_enforced(domain, known)))
        }
        Together::SendsNothingButSigns { selectors } => {
            let keys = known.keys.iter().map(delete_text);
            let count = selectors.len();
            let gone = Choice::changes(
                Title::DeleteKeys { count },
                Effect::KeyRevoked,
                keys.collect(),
            );
            let senders = match known.takes_mail {
                Some(true) => let_send(known),
                _ => None,
            };
            match &gone.mend {
                Mend::Changes(changes) if changes.is_empty() => decided(senders),
                _ => decided(senders.into_iter().chain([gone])),
            }
        }
        Together::EnforcedOnSpfAlone { .. } => {
            let domain = known.domain.clone().ok_or(Unmended::NotKnown)?;
            let title = Title::SignMail { domain };
            let choice = Choice::changes(title, Effect::SignedToo, Vec::new());
            Ok(Fix::show_only(choice))
        }
    }
}

/// The servers that take the mail may send it too.
fn let_send(known: &Known) -> Option<Choice> {
    let (owner, text) = (known.domain.as_ref()?, known.spf.as_ref()?);
    let senders = match known.senders.is_empty() {
        true => "mx".to_owned(),
        false => known.senders.join(" "),
    };
    let to = format!("v=spf1 {senders} ~all");
    let whole = [Edit::replace(Span::new(0, text.len()), to.as_str())];
    let title = Choice::edits(text, whole.into(), Effect::MoreSend).title;
    let change = Change::replace(owner.clone(), RecordType::TXT, TTL, text, to);
    Some(Choice::changes(title, Effect::MoreSend, vec![change]))
}

/// DMARC that only has failing mail reported.
fn not_enforced(domain: &Name, known: &Known) -> Option<Choice> {
    let text = known.dmarc.as_ref()?;
    let list = super::dmarc::list(text);
    let edits = vec![list.set("p", "none")];
    let to = super::edit::apply(text, &edits);
    let title = Choice::edits(text, edits, Effect::PolicyNone).title;
    let name = domain.prepend("_dmarc").ok()?;
    let change = Change::replace(name, RecordType::TXT, TTL, text, to);
    Some(Choice::changes(title, Effect::PolicyNone, vec![change]))
}

/// An edit of the domain's one SPF record.
fn own_spf(known: &Known, edit: impl Fn(&str) -> Edit, effect: Effect) -> Mended {
    let (Some(owner), Some(text)) = (&known.domain, &known.spf) else {
        return Err(Unmended::Elsewhere);
    };
    let edits = [edit(text)];
    let change = Change::replace(
        owner.clone(),
        RecordType::TXT,
        TTL,
        text,
        super::edit::apply(text, &edits),
    );
    let choice = Choice::edits(text, edits.into(), effect);
    let choice = Choice::changes(choice.title, effect, vec![change]);
    Ok(Fix::decision(choice, Vec::new()))
}

/// The records by which a domain says that it has no mail.
fn declaration(
    declaration: Declaration,
    owner: &Name,
    known: &Known,
    found: &Found<'_>,
) -> Option<Vec<Change>> {
    let text = |name: Name, before: &Option<String>, after: &str| match before {
        Some(before) => Change::replace(name, RecordType::TXT, TTL, before, after),
        None => Change::add(name, RecordType::TXT, after),
    };
    Some(match declaration {
        Declaration::NullMx => {
            let there = found.records_at(owner, RecordType::MX).iter();
            let gone = there.map(|record| {
                let value = presentation::write(&record.data);
                Change::delete(owner.clone(), RecordType::MX, ttl(record.ttl), value)
            });
            let add = Change::add(owner.clone(), RecordType::MX, "0 .");
            [add].into_iter().chain(gone).collect()
        }
        Declaration::NullSpf => vec![text(owner.clone(), &known.spf, declaration.text())],
        Declaration::Reject => {
            let name = owner.prepend("_dmarc").ok()?;
            vec![text(name, &known.dmarc, declaration.text())]
        }
    })
}
