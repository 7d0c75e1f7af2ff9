//! Where a DMARC record may stand by mistake: at the domain itself, at a name
//! with the domain in it twice, or at every name, by a wildcard.

use super::walk::{is_dmarc, policy_name};
use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType};
use crate::follow::probe;
use futures_util::future;
use std::rc::Rc;

/// The TXT records at names where nobody looks for DMARC. A name that would be
/// too long has none.
#[derive(Clone, Debug)]
pub struct Places {
    /// At the domain itself.
    pub apex: Rc<Answer>,
    /// At `_dmarc.<domain>.<domain>`, where a DNS panel that adds the domain
    /// puts a record whose name was typed in full.
    pub doubled: Option<Rc<Answer>>,
    /// At a name below the domain that nobody made: only a wildcard answers.
    pub made_up: Option<Rc<Answer>>,
}

impl Places {
    /// Asks for the TXT records at each place.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let ask =
            |name: Option<Name>| async move { Some(client.ask(&name?, RecordType::TXT).await) };
        let doubled = policy_name(domain).and_then(|name| name.joined(domain));
        let (apex, doubled, made_up) = future::join3(
            client.ask(domain, RecordType::TXT),
            ask(doubled),
            ask(probe::below(domain)),
        )
        .await;
        Self {
            apex,
            doubled,
            made_up,
        }
    }

    /// Whether there is a DMARC record at the domain itself.
    pub fn is_at_apex(&self) -> bool {
        self.apex.texts().any(|record| is_dmarc(&record.text))
    }

    /// The name with the domain in it twice, where there is a DMARC record that
    /// no wildcard put there.
    pub fn doubled_name(&self) -> Option<&Name> {
        let doubled = self.doubled.as_ref()?;
        let there = doubled.texts().any(|record| is_dmarc(&record.text));
        (there && !self.is_by_wildcard(doubled)).then_some(&doubled.question.name)
    }

    /// Whether an answer below the domain is what a wildcard gives for every
    /// name, as far as that is known.
    pub fn is_by_wildcard(&self, answer: &Answer) -> bool {
        let made_up = self.made_up.as_ref();
        made_up.is_some_and(|made_up| probe::is_by_wildcard(answer, made_up))
    }

    /// The same, and also where it is not known.
    pub fn may_be_by_wildcard(&self, answer: &Answer) -> bool {
        let made_up = self.made_up.as_ref();
        self.is_by_wildcard(answer) || made_up.is_none_or(|made_up| made_up.outcome.is_failed())
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        [
            Some(&self.apex),
            self.doubled.as_ref(),
            self.made_up.as_ref(),
        ]
        .into_iter()
        .flatten()
    }
}

#[cfg(test)]
mod tests {
    use crate::follow::dmarc::testing::dmarc;

    const RECORD: &str = "TXT \"v=DMARC1; p=none\"";

    #[test]
    fn a_doubled_name_is_not_a_wildcard() {
        let doubled = format!("_dmarc.d.example.d {RECORD}");
        let found = dmarc("d.example", &doubled);
        let name = found.places.doubled_name().unwrap();
        assert_eq!(name.as_str(), "_dmarc.d.example.d.example");
        let wildcard = dmarc("d.example", &format!("*.d {RECORD}"));
        assert_eq!(wildcard.places.doubled_name(), None);
        assert!(wildcard.is_by_wildcard());
    }

    #[test]
    fn a_wildcard_answers_where_nobody_made_a_name() {
        let beside = format!("*.d TXT x\n_dmarc.d {RECORD}");
        assert!(!dmarc("d.example", &beside).is_by_wildcard());
        let alias = format!("*.d CNAME host.example.\nhost {RECORD}");
        assert!(dmarc("d.example", &alias).is_by_wildcard());
        let own = format!("{alias}\n_dmarc.d CNAME host.example.");
        assert!(dmarc("d.example", &own).is_by_wildcard(), "the same thing");
        let unknown = format!("$FAIL timeout *.d.example. TXT\n_dmarc.d {RECORD}");
        assert!(!dmarc("d.example", &unknown).is_by_wildcard());
    }

    #[test]
    fn the_domain_itself_is_no_place() {
        assert!(
            dmarc("d.example", &format!("d {RECORD}"))
                .places
                .is_at_apex()
        );
        assert!(
            !dmarc("d.example", "d TXT \"v=spf1 -all\"")
                .places
                .is_at_apex()
        );
    }
}
