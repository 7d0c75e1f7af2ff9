//! DMARC as DNS has it: the tree walk, the policy that it leads to, where
//! reports go, and records at places where nobody looks.

pub mod consent;
pub mod effect;
pub mod places;
pub mod policy;
pub mod reports;
pub mod walk;

pub use consent::Consent;
pub use effect::{Author, Effect, OlderEffect, PolicyTag};
pub use places::Places;
pub use policy::Policy;
pub use reports::{Destination, Mailbox, Reports};
pub use walk::{Found, Step, Walk, policy_name};

use super::delegation::Delegation;
use crate::dns::client::Client;
use crate::dns::{Answer, Name};
use futures_util::future;
use std::rc::Rc;

/// What DNS has of a domain's DMARC.
#[derive(Clone, Debug)]
pub struct Dmarc {
    /// The walk from the domain.
    pub walk: Walk,
    /// Whether the domain exists, where that is known.
    pub exists: Option<bool>,
    /// Where the record that gives the policy has reports sent.
    pub reports: Reports,
    /// Where a record may stand by mistake.
    pub places: Places,
}

impl Dmarc {
    /// Asks for all of it.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let walked = async {
            let walk = Walk::find(client, domain).await;
            let reports = Reports::find(client, &walk).await;
            (walk, reports)
        };
        let ((walk, reports), delegation, places) = future::join3(
            walked,
            Delegation::find(client, domain),
            Places::find(client, domain),
        )
        .await;
        Self {
            walk,
            exists: delegation.exists(),
            reports,
            places,
        }
    }

    /// Whether an answer at the domain's own name is a wildcard's, as far as
    /// that is known.
    pub fn is_by_wildcard(&self) -> bool {
        let own = self.walk.own();
        own.is_some_and(|own| self.places.is_by_wildcard(&own.txt))
    }

    /// Every answer, each once.
    pub fn answers(&self) -> Vec<Rc<Answer>> {
        let mut answers = Vec::<Rc<Answer>>::new();
        let all = self.walk.answers().chain(self.reports.answers());
        for answer in all.chain(self.places.answers()) {
            if !answers
                .iter()
                .any(|known| known.question == answer.question)
            {
                answers.push(answer.clone());
            }
        }
        answers
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    pub use crate::follow::testing::client;
    use futures_util::FutureExt;

    pub fn walk(domain: &str, zone: &str) -> Walk {
        let domain = Name::parse(domain).unwrap();
        let client = client(zone);
        Walk::find(&client, &domain).now_or_never().unwrap()
    }

    pub fn dmarc(domain: &str, zone: &str) -> Dmarc {
        let domain = Name::parse(domain).unwrap();
        let client = client(zone);
        Dmarc::find(&client, &domain).now_or_never().unwrap()
    }
}
