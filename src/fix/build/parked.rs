//! All that says that a domain has no mail (RFC 7505, RFC 7208 §10.1.2).

use super::present::{exchangers, publish};
use super::{Built, Field, Note, Present, Value, Word, uris, words};
use crate::dns::{Name, RecordType};
use crate::fix::Change;

/// What is said besides that nobody sends and nothing is taken.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Choices {
    /// Who gets reports of forged mail.
    pub reports: Vec<String>,
    /// Whether it is said that there are no DKIM keys.
    pub keys: bool,
}

impl Choices {
    /// What is proposed.
    pub fn of(_present: &Present) -> Self {
        Self {
            reports: Vec::new(),
            keys: true,
        }
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        vec![
            (Field::Reports, Value::List(self.reports.clone())),
            (Field::Keys, Value::of(self.keys)),
        ]
    }

    fn set(&mut self, field: Field, value: &str) {
        match field {
            Field::Reports => self.reports = words(value),
            Field::Keys => self.keys = value == Word::Yes.id(),
            _ => {}
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        let mut built = Built::default();
        if !present.hosts().is_empty() {
            built.notes.push(Note::MailEnds);
        }
        built.changes = publish(&present.spf, domain, "v=spf1 -all".to_owned());
        if let Ok(name) = domain.prepend("_dmarc") {
            let reports = match self.reports.is_empty() {
                true => String::new(),
                false => ["; rua=", &uris(&self.reports)].concat(),
            };
            let text = ["v=DMARC1; p=reject", &reports].concat();
            built.changes.extend(publish(&present.dmarc, &name, text));
        }
        built
            .changes
            .extend(exchangers(&present.mx, domain, &["0 .".to_owned()]));
        if let (true, Ok(name)) = (self.keys, domain.prepend("*._domainkey")) {
            built
                .changes
                .push(Change::add(name, RecordType::TXT, "v=DKIM1; p="));
        }
        built
    }
}
