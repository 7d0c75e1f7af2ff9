//! Where an SPF record may stand by mistake, and the type of record that was
//! once its own.

use super::{PublishedSpf, Selection};
use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType};
use crate::follow::doubled::{self, Doubled};
use crate::follow::probe;
use futures_util::future;
use std::rc::Rc;

/// Records at places where no receiver looks for SPF.
#[derive(Clone, Debug)]
pub struct Places {
    /// The domain.
    pub domain: Name,
    /// Records of the type SPF (99).
    pub own_type: Rc<Answer>,
    /// The domain below itself.
    pub doubled: Option<Doubled>,
    /// Where the domain has no record: the TXT records at names that people
    /// take for its place.
    pub beside: Vec<Rc<Answer>>,
    /// The TXT records at a name below the domain that nobody made.
    pub made_up: Option<Rc<Answer>>,
}

impl Places {
    /// Asks for the records at each place.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let text = |name: Option<Name>| async move {
            let name = name?;
            Some(client.ask(&name, RecordType::TXT).await)
        };
        let beside = async {
            let published = PublishedSpf::find(client, domain).await;
            if published.selection() != Selection::None {
                return (Vec::new(), None);
            }
            let names = ["_spf", "spf"].map(|label| domain.prepend(label).ok());
            let (beside, made_up) = future::join(
                future::join_all(names.map(text)),
                text(probe::below(domain)),
            )
            .await;
            (beside.into_iter().flatten().collect(), made_up)
        };
        let (own_type, doubled, (beside, made_up)) = future::join3(
            client.ask(domain, RecordType::SPF),
            doubled::at(client, domain),
            beside,
        )
        .await;
        Self {
            domain: domain.clone(),
            own_type,
            doubled,
            beside,
            made_up,
        }
    }

    /// The name with the domain in it twice, where there is an SPF record.
    pub fn doubled_name(&self) -> Option<&Rc<Answer>> {
        let doubled = self.doubled.as_ref().filter(|doubled| doubled.exists())?;
        has_record(&doubled.txt).then_some(&doubled.txt)
    }

    /// The names beside the domain where there is an SPF record that no
    /// wildcard put there.
    pub fn beside(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let by_wildcard = |answer: &Answer| {
            let made_up = self.made_up.as_ref();
            made_up.is_none_or(|made_up| {
                made_up.outcome.is_failed() || probe::is_by_wildcard(answer, made_up)
            })
        };
        let beside = self.beside.iter().filter(|answer| has_record(answer));
        beside.filter(move |answer| !by_wildcard(answer))
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        std::iter::once(&self.own_type)
            .chain(self.doubled.as_ref().map(|doubled| &doubled.txt))
            .chain(&self.beside)
    }
}

fn has_record(txt: &Rc<Answer>) -> bool {
    let published = PublishedSpf {
        domain: txt.question.name.clone(),
        txt: txt.clone(),
    };
    published.records().next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn beside(zone: &str) -> (Vec<String>, usize) {
        let client = client(zone);
        let domain = Name::parse("d.example").unwrap();
        let places = Places::find(&client, &domain).now_or_never().unwrap();
        let beside = places.beside().map(|it| it.question.name.to_string());
        (beside.collect(), client.log().len())
    }

    #[test]
    fn other_names_are_asked_for_only_where_the_domain_has_none() {
        let helper = "_spf.d TXT \"v=spf1 -all\"";
        let (found, asked) = beside(&format!(
            "d TXT \"v=spf1 include:_spf.d.example -all\"\n{helper}"
        ));
        assert_eq!((found.len(), asked), (0, 4));
        let (found, asked) = beside(&format!("d TXT x\n{helper}"));
        assert_eq!((found, asked), (vec!["_spf.d.example".to_owned()], 6));
    }

    #[test]
    fn a_wildcard_is_no_place() {
        let (found, _) = beside("d TXT x\n*.d TXT \"v=spf1 -all\"");
        assert!(found.is_empty());
    }
}
