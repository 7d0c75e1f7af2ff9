//! A TLS reporting record (RFC 8460).

use super::present::publish;
use super::{Built, Field, Note, Present, Value, address, uris, words};
use crate::dns::Name;
use crate::record::tls_rpt::Record;

/// Who gets reports.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Choices {
    /// Mailboxes or URIs.
    pub reports: Vec<String>,
}

impl Choices {
    /// What the domain's record says.
    pub fn of(domain: &Name, present: &Present) -> Self {
        let there = present
            .tls_rpt
            .first()
            .map(|it| (Record::read(&it.value), &it.value));
        let reports = there.map(|(record, text)| {
            let uris = record.usable().into_iter();
            uris.map(|uri| address(uri.span.slice(text))).collect()
        });
        let proposed = || vec![format!("tls-reports@{domain}")];
        Self {
            reports: reports
                .filter(|all: &Vec<_>| !all.is_empty())
                .unwrap_or_else(proposed),
        }
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        vec![(Field::Reports, Value::List(self.reports.clone()))]
    }

    fn set(&mut self, field: Field, value: &str) {
        if field == Field::Reports {
            self.reports = words(value);
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        let mut built = Built::default();
        if self.reports.is_empty() {
            built.notes.push(Note::MailboxNeeded);
        } else if let Ok(name) = domain.prepend("_smtp._tls") {
            let text = ["v=TLSRPTv1; rua=", &uris(&self.reports)].concat();
            built.changes = publish(&present.tls_rpt, &name, text);
        }
        built
    }
}
