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
    pub selector: Selector,
    /// Its TXT records.
    pub txt: Rc<Answer>,
}

/// A selector of a domain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selector {
    /// The selector, as a signature's `s=` names it.
    pub name: Name,
    /// The name under which its key stands.
    pub key_name: Name,
}

impl Selector {
    /// The selector `name` of a domain, unless the key's name would be too
    /// long for DNS.
    pub fn new(name: Name, domain: &Name) -> Result<Self, NameError> {
        let key_name = domain.prepend("_domainkey")?.prepend(name.as_str())?;
        Ok(Self { name, key_name })
    }
}

impl DkimKeys {
    /// Asks for the key records under each selector.
    pub async fn find(client: &Client, domain: &Name, selectors: &[Selector]) -> Self {
        let keys = selectors.iter().map(|selector| async move {
            SelectorLookup {
                txt: client.ask(&selector.key_name, RecordType::TXT).await,
                selector: selector.clone(),
            }
        });
        Self {
            domain: domain.clone(),
            keys: future::join_all(keys).await,
        }
    }
}
