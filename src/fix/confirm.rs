//! Whether changes that were proposed have arrived.

use super::{Change, Place};
use crate::dns::{Answer, Data, RecordType, presentation};

/// A change that was proposed, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmed {
    /// The change.
    pub change: Change,
    /// What became of it.
    pub standing: Standing,
}

impl Confirmed {
    /// Whether the change is there.
    pub fn has_arrived(&self) -> bool {
        matches!(self.standing, Standing::Arrived { .. })
    }
}

/// What became of a change.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Standing {
    /// It is there.
    Arrived {
        /// For how long, in seconds, others may still see what was there
        /// before; `None` where that is not known.
        old_for: Option<u32>,
    },
    /// What was there before is what came.
    NotYet {
        /// For how long, in seconds, it may stay in the cache that answered;
        /// `None` where that is not known.
        old_for: Option<u32>,
    },
    /// Neither what was there before nor what was proposed.
    SomethingElse,
    /// Nobody answered, or it is nothing that DNS shows.
    Unknown,
}

/// What became of changes, by the answers that came since. `negative_ttl` is
/// how long caches keep that there is nothing (RFC 2308 §5), in seconds.
///
/// A change that a later one builds on has arrived where the later one has.
pub fn confirm(
    changes: &[Change],
    answer_to: impl Fn(&Place) -> Option<std::rc::Rc<Answer>>,
    negative_ttl: Option<u32>,
) -> Vec<Confirmed> {
    let mut confirmed: Vec<Confirmed> = changes
        .iter()
        .map(|change| Confirmed {
            change: change.clone(),
            standing: match answer_to(&change.place) {
                Some(answer) => standing(change, &answer, negative_ttl),
                None => Standing::Unknown,
            },
        })
        .collect();
    for index in (0..confirmed.len()).rev() {
        let (before, after) = confirmed.split_at_mut(index + 1);
        let Some(one) = before.last_mut() else {
            continue;
        };
        let built_on = |later: &&Confirmed| {
            later.change.place.name() == one.change.place.name()
                && one.change.to.is_some()
                && later.change.from == one.change.to
        };
        let later = after.iter().find(built_on);
        if let Some(Standing::Arrived { .. }) = later.map(|it| &it.standing) {
            let old_for = ttl(&one.change);
            one.standing = Standing::Arrived { old_for };
        }
    }
    confirmed
}

fn standing(change: &Change, answer: &Answer, negative_ttl: Option<u32>) -> Standing {
    if answer.outcome.is_failed() {
        return Standing::Unknown;
    }
    let there = values(answer);
    let has = |value: &Option<String>| {
        value
            .as_ref()
            .is_some_and(|value| there.iter().any(|it| same(it, value)))
    };
    let (has_old, has_new) = (has(&change.from), has(&change.to));
    let old_ttl = || match change.from {
        Some(_) => ttl(change).max(answer.ttl()),
        None => negative_ttl,
    };
    match (&change.from, &change.to) {
        (Some(_), None) if !has_old => Standing::Arrived { old_for: old_ttl() },
        (_, Some(_)) if has_new && !has_old => Standing::Arrived { old_for: old_ttl() },
        (Some(_), _) if has_old => Standing::NotYet {
            old_for: answer.ttl(),
        },
        (None, Some(_)) if there.is_empty() || !is_single(change) => Standing::NotYet {
            old_for: negative_ttl,
        },
        _ => Standing::SomethingElse,
    }
}

fn ttl(change: &Change) -> Option<u32> {
    match change.place {
        Place::Record { ttl, .. } => change.from.as_ref().map(|_| ttl),
        Place::PolicyFile { .. } => None,
    }
}

/// Whether nothing else is expected where the change goes: records whose names
/// are their own. At a domain itself stand the texts of many.
fn is_single(change: &Change) -> bool {
    let Place::Record { name, rtype, .. } = &change.place else {
        return true;
    };
    let own = name.labels().next().is_some_and(|it| it.starts_with('_'))
        || name.labels().any(|it| it == "_domainkey");
    matches!(*rtype, RecordType::CNAME) || (*rtype == RecordType::TXT && own)
}

/// What an answer says, as changes say it.
fn values(answer: &Answer) -> Vec<String> {
    let aliases = answer
        .aliases
        .iter()
        .filter(|alias| alias.owner == answer.question.name)
        .map(|alias| presentation::write(&Data::Cname(alias.target.clone())));
    let records = answer.records().iter().map(|record| match &record.data {
        Data::Txt(txt) => txt.text().into_owned(),
        data => presentation::write(data),
    });
    aliases.chain(records).collect()
}

/// Whether two values are the same but for white space, and for the case of
/// what is not a text.
fn same(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn confirmed(zone: &str, changes: &[Change]) -> Vec<Standing> {
        let client = client(zone);
        let ask = |place: &Place| match place {
            Place::Record { name, rtype, .. } => client.ask(name, *rtype).now_or_never(),
            Place::PolicyFile { .. } => None,
        };
        let confirmed = confirm(changes, ask, Some(60));
        confirmed.into_iter().map(|it| it.standing).collect()
    }

    fn arrived(old_for: Option<u32>) -> Standing {
        Standing::Arrived { old_for }
    }

    #[test]
    fn what_was_replaced_has_arrived_or_not() {
        let spf = |from: &str, to: &str| {
            Change::replace(name("d.example"), RecordType::TXT, 600, from, to)
        };
        let change = [spf("v=spf1 mx all", "v=spf1 mx -all")];
        let there = |text: &str| format!("d 300 TXT \"site=1\"\nd 300 TXT \"{text}\"");
        let standing = |text| confirmed(&there(text), &change);
        assert_eq!(standing("v=spf1 mx -all"), [arrived(Some(600))]);
        let not_yet = Standing::NotYet { old_for: Some(300) };
        assert_eq!(standing("v=spf1 mx all"), [not_yet]);
        assert_eq!(standing("v=spf1 a -all"), [Standing::SomethingElse]);
        assert_eq!(confirmed("$FAIL servfail d", &change), [Standing::Unknown]);
    }

    #[test]
    fn what_was_added_or_deleted_has_arrived_or_not() {
        let dmarc = name("_dmarc.d.example");
        let add = [Change::add(
            dmarc.clone(),
            RecordType::TXT,
            "v=DMARC1; p=none",
        )];
        let not_yet = Standing::NotYet { old_for: Some(60) };
        assert_eq!(confirmed("d A 192.0.2.1", &add), [not_yet]);
        let there = "_dmarc.d TXT \"v=DMARC1; p=none\"";
        assert_eq!(confirmed(there, &add), [arrived(Some(60))]);
        let other = "_dmarc.d TXT \"v=DMARC1; p=reject\"";
        assert_eq!(confirmed(other, &add), [Standing::SomethingElse]);
        let delete = [Change::delete(
            dmarc,
            RecordType::TXT,
            900,
            "v=DMARC1; p=none",
        )];
        assert_eq!(confirmed("d A 192.0.2.1", &delete), [arrived(Some(900))]);
        let old_for = Some(300);
        let there = "_dmarc.d 300 TXT \"v=DMARC1; p=none\"";
        assert_eq!(confirmed(there, &delete), [Standing::NotYet { old_for }]);
    }

    #[test]
    fn a_step_taken_at_once_takes_those_before_along() {
        let dmarc = name("_dmarc.d.example");
        let [first, second, third] = [
            "v=DMARC1; p=none",
            "v=DMARC1; p=quarantine",
            "v=DMARC1; p=reject",
        ];
        let replace =
            |from: &str, to: &str| Change::replace(dmarc.clone(), RecordType::TXT, 300, from, to);
        let changes = [replace(first, second), replace(second, third)];
        let there = |text| format!("_dmarc.d 300 TXT \"{text}\"");
        let both = [arrived(Some(300)), arrived(Some(300))];
        assert_eq!(confirmed(&there(third), &changes), both);
        let old_for = Some(300);
        let one = [arrived(Some(300)), Standing::NotYet { old_for }];
        assert_eq!(confirmed(&there(second), &changes), one);
    }

    #[test]
    fn other_types_are_told_by_their_rdata() {
        let add = [Change::add(
            name("d.example"),
            RecordType::MX,
            "10 mail.d.example.",
        )];
        assert_eq!(confirmed("d MX 10 mail.d", &add), [arrived(Some(60))]);
        let alias = [Change::add(
            name("s.d.example"),
            RecordType::CNAME,
            "s.e.example.",
        )];
        assert_eq!(confirmed("s.d CNAME s.e", &alias), [arrived(Some(60))]);
        let file = [Change {
            place: Place::PolicyFile {
                host: name("d.example"),
            },
            from: None,
            to: Some("version: STSv1".into()),
        }];
        assert_eq!(confirmed("", &file), [Standing::Unknown]);
    }
}
