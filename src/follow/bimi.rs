//! BIMI (draft-brand-indicators-for-message-identification): the record of a
//! domain, or of the organizational domain above it, and the DMARC policy that
//! it needs.

use super::dmarc::Walk;
use super::mail_servers::MailServers;
use super::txt_place::{Standing, TxtPlace};
use crate::dns::client::Client;
use crate::dns::{Answer, Name};
use crate::record::kind::RecordKind;
use futures_util::future;
use std::rc::Rc;

/// What stands before a domain in the name of its record, for the selector
/// that mail uses unless it names another.
pub const LABELS: &str = "default._bimi";

/// What there is of a domain's BIMI.
#[derive(Clone, Debug)]
pub struct Bimi {
    /// The domain's own record.
    pub own: TxtPlace,
    /// The record of the organizational domain, where the domain has none.
    pub organizational: Option<TxtPlace>,
    /// The walk to the DMARC policy of the domain.
    pub dmarc: Walk,
    /// Where mail for the domain goes.
    pub servers: MailServers,
}

impl Bimi {
    /// Asks for the record, and for that of the organizational domain where
    /// there is none.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let organizational = async {
            // Where else a record may stand does not matter to it.
            let own = TxtPlace::look(client, domain, LABELS, RecordKind::Bimi);
            let (own, dmarc) = future::join(own, Walk::find(client, domain)).await;
            let above = dmarc
                .organizational_domain()
                .filter(|above| own.standing() == Standing::Nothing && above != domain);
            let organizational = match above {
                Some(above) => Some(TxtPlace::look(client, &above, LABELS, RecordKind::Bimi).await),
                None => None,
            };
            (organizational, dmarc)
        };
        let (own, (organizational, dmarc), servers) = future::join3(
            TxtPlace::find(client, domain, LABELS, RecordKind::Bimi),
            organizational,
            MailServers::find(client, domain),
        )
        .await;
        Self {
            own,
            organizational,
            dmarc,
            servers,
        }
    }

    /// The place whose record speaks for the domain.
    pub fn place(&self) -> &TxtPlace {
        let above = self.organizational.as_ref();
        above
            .filter(|above| matches!(above.standing(), Standing::One(_)))
            .unwrap_or(&self.own)
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let places = std::iter::once(&self.own).chain(&self.organizational);
        places
            .flat_map(|place| place.txt.iter().chain(&place.elsewhere))
            .chain(self.dmarc.answers())
    }
}
