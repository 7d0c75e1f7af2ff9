//! Where a key record may stand by mistake, and what was once said of signing
//! beside it.

use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType, TxtRecord};
use crate::follow::doubled;
use crate::record::kind::RecordKind;
use futures_util::future;
use std::rc::Rc;

/// Records at places where no receiver looks for a key.
#[derive(Clone, Debug)]
pub struct Places {
    /// The TXT records at the domain itself.
    pub apex: Rc<Answer>,
    /// The TXT records at `_domainkey.<domain>.<domain>`, where some name has
    /// the domain twice.
    pub doubled: Option<Rc<Answer>>,
    /// The TXT records where signing practices stood (ADSP, RFC 5617).
    pub practices: Option<Rc<Answer>>,
}

impl Places {
    /// Asks for the TXT records at each place.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let practices = async {
            let name = domain.prepend("_adsp._domainkey").ok()?;
            Some(client.ask(&name, RecordType::TXT).await)
        };
        let (apex, doubled, practices) = future::join3(
            client.ask(domain, RecordType::TXT),
            doubled::below(client, domain, "_domainkey"),
            practices,
        )
        .await;
        Self {
            apex,
            doubled,
            practices,
        }
    }

    /// The signing practices.
    pub fn practices(&self) -> impl Iterator<Item = TxtRecord> {
        let texts = self.practices.iter().flat_map(|txt| txt.texts());
        texts.filter(|txt| txt.text.trim_start().starts_with("dkim="))
    }

    /// Every answer but that of the domain itself.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.doubled.iter().chain(&self.practices)
    }
}

/// Whether an answer has a text that was meant as a key record.
pub fn has_key(txt: &Answer) -> bool {
    txt.texts()
        .any(|txt| RecordKind::of_text(&txt.text) == Some(RecordKind::Dkim))
}
