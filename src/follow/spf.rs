//! The SPF records that a domain publishes (RFC 7208 §4.4, §4.5).

use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType, TxtRecord};
use std::rc::Rc;

/// The TXT records at a domain, and those of them that are SPF records.
#[derive(Clone, Debug)]
pub struct PublishedSpf {
    /// The domain.
    pub domain: Name,
    /// Its TXT records.
    pub txt: Rc<Answer>,
}

impl PublishedSpf {
    /// Asks for the TXT records at a domain.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        Self {
            domain: domain.clone(),
            txt: client.ask(domain, RecordType::TXT).await,
        }
    }

    /// The records that receivers take for SPF: those that begin with the
    /// version section and then end or go on with a space (RFC 7208 §4.5).
    pub fn records(&self) -> impl Iterator<Item = TxtRecord> {
        self.txt.texts().filter(|record| is_spf(&record.text))
    }

    /// Records that receivers pass over, though somebody meant them as SPF.
    pub fn near_misses(&self) -> impl Iterator<Item = TxtRecord> {
        self.txt.texts().filter(|record| {
            let text = record
                .text
                .trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
            let start = text.get(..5).unwrap_or_default();
            !is_spf(&record.text)
                && (start.eq_ignore_ascii_case("v=spf") || start.eq_ignore_ascii_case("spf2."))
        })
    }
}

/// Whether receivers take a text for an SPF record (RFC 7208 §4.5).
fn is_spf(text: &str) -> bool {
    const VERSION: &str = "v=spf1";
    text.get(..VERSION.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(VERSION))
        && matches!(text.as_bytes().get(VERSION.len()), None | Some(b' '))
}
