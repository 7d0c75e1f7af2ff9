//! The SPF records that a domain publishes (RFC 7208 §4.4, §4.5).

use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, Outcome, RecordType, TxtRecord};
use crate::record::spf::{self, Qualifier, Usability};
use std::rc::Rc;

/// The TXT records at a domain, and those of them that are SPF records.
#[derive(Clone, Debug)]
pub struct PublishedSpf {
    /// The domain.
    pub domain: Name,
    /// Its TXT records.
    pub txt: Rc<Answer>,
}

/// What receivers make of the TXT records at a domain (RFC 7208 §4.4, §4.5).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Selection {
    /// There is one SPF record.
    One(Rc<str>),
    /// There is none.
    None,
    /// The domain does not exist.
    NoSuchName,
    /// There are several, of which receivers take none.
    Several(usize),
    /// It could not be found out.
    Unknown,
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

    /// The domains that the terms of the records name.
    pub fn domains(&self) -> Vec<String> {
        let mut domains = Vec::new();
        for record in self.records() {
            for term in spf::read(&record.text).terms {
                domains.extend(term.value.domain().map(|it| it.text().to_owned()));
            }
        }
        domains
    }

    /// What receivers make of the records (RFC 7208 §4.5).
    pub fn selection(&self) -> Selection {
        match &self.txt.outcome {
            Outcome::Failed(_) => return Selection::Unknown,
            Outcome::NoSuchName => return Selection::NoSuchName,
            Outcome::Records(_) | Outcome::NoData => {}
        }
        let records = self.txt.records().iter();
        let mut texts = records
            .filter_map(|record| match &record.data {
                Data::Txt(txt) => Some(txt.text()),
                _ => None,
            })
            .filter(|text| is_spf(text));
        match (texts.next(), texts.count()) {
            (None, _) => Selection::None,
            (Some(text), 0) => Selection::One(text.as_ref().into()),
            (Some(_), more) => Selection::Several(1 + more),
        }
    }

    /// Whether the domain says that it sends no mail: its record has `-all` and
    /// no other term (RFC 7208 §10.1.2).
    pub fn declares_no_mail(&self) -> bool {
        let Selection::One(text) = self.selection() else {
            return false;
        };
        let record = spf::read(&text);
        let fails = record
            .all()
            .is_some_and(|all| all.value.qualifier() == Qualifier::Fail);
        fails && record.terms.len() == 1 && record.usability() == Usability::Usable
    }

    /// Whether the record has a term that lets somebody send, or leads to a
    /// record that may have one.
    pub fn lets_some_send(&self) -> bool {
        let Selection::One(text) = self.selection() else {
            return false;
        };
        let record = spf::read(&text);
        record.redirect().is_some()
            || record
                .directives()
                .any(|directive| directive.value.qualifier() == Qualifier::Pass)
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
