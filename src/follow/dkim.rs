//! DKIM key records under selectors that somebody named (RFC 6376 §3.6.2).

use crate::dns::client::Client;
use crate::dns::{Answer, Name, NameError, RecordType};
use futures_util::future;
use std::rc::Rc;

/// The keys of a domain, by selector.
#[derive(Clone, Debug)]
pub struct DkimKeys {
    /// The domain.
    pub domain: Name,
    /// What stands under each selector, in the order given.
    pub keys: Vec<SelectorLookup>,
}

/// What stands under one selector.
#[derive(Clone, Debug)]
pub struct SelectorLookup {
    /// The selector.
    pub selector: Name,
    /// Its TXT records, or why it cannot be a name.
    pub txt: Result<Rc<Answer>, NameError>,
}

impl DkimKeys {
    /// Asks for the key records under each selector.
    pub async fn find(client: &Client, domain: &Name, selectors: &[Name]) -> Self {
        let keys = selectors.iter().map(|selector| async move {
            let txt = match key_name(selector, domain) {
                Ok(name) => Ok(client.ask(&name, RecordType::TXT).await),
                Err(error) => Err(error),
            };
            SelectorLookup {
                selector: selector.clone(),
                txt,
            }
        });
        Self {
            domain: domain.clone(),
            keys: future::join_all(keys).await,
        }
    }
}

/// Where the key of a selector stands.
pub fn key_name(selector: &Name, domain: &Name) -> Result<Name, NameError> {
    domain.prepend("_domainkey")?.prepend(selector.as_str())
}
