//! A BIMI record (draft-brand-indicators-for-message-identification).

use super::present::publish;
use super::{Built, Field, Note, Present, Value, Word};
use crate::dns::Name;
use crate::record::bimi::Record;
use crate::record::dmarc::{self, Disposition};

/// Whether there is a logo, and where.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Choices {
    /// Whether there is one; else the record says that there is none.
    pub shown: bool,
    /// Where it is.
    pub logo: String,
    /// Where its certificate is; empty where it has none.
    pub certificate: String,
}

impl Choices {
    /// What the domain's record says.
    pub fn of(domain: &Name, present: &Present) -> Self {
        let there = present.bimi.first().map(|it| Record::read(&it.value));
        let value = |name: &str| {
            let record = there.as_ref()?;
            record.value(name).map(|value| value.trim().to_owned())
        };
        let logo = value("l");
        Self {
            shown: logo.as_deref() != Some(""),
            logo: logo
                .filter(|it| !it.is_empty())
                .unwrap_or_else(|| format!("https://{domain}/logo.svg")),
            certificate: value("a").unwrap_or_default(),
        }
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        let mut fields = vec![(Field::Shown, Value::of(self.shown))];
        if self.shown {
            fields.push((Field::Logo, Value::Text(self.logo.clone())));
            fields.push((Field::Certificate, Value::Text(self.certificate.clone())));
        }
        fields
    }

    fn set(&mut self, field: Field, value: &str) {
        match field {
            Field::Shown => self.shown = value == Word::Yes.id(),
            Field::Logo => self.logo = encoded(value),
            Field::Certificate => self.certificate = encoded(value),
            _ => {}
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        let mut built = Built::default();
        let Ok(name) = domain.prepend("default._bimi") else {
            return built;
        };
        let text = match (self.shown, self.certificate.is_empty()) {
            (false, _) => "v=BIMI1; l=; a=;".to_owned(),
            (true, _) if self.logo.is_empty() => {
                built.notes.push(Note::LogoNeeded);
                return built;
            }
            (true, true) => {
                built.notes.push(Note::CertificateWanted);
                ["v=BIMI1; l=", &self.logo].concat()
            }
            (true, false) => ["v=BIMI1; l=", &self.logo, "; a=", &self.certificate].concat(),
        };
        built.changes = publish(&present.bimi, &name, text);
        let policy = policy(present);
        if self.shown && !matches!(policy, Some(Disposition::Quarantine | Disposition::Reject)) {
            built.notes.push(Note::LogoNeedsDmarc { policy });
        }
        built
    }
}

/// The policy that the domain has.
fn policy(present: &Present) -> Option<Disposition> {
    let there = present.dmarc.first()?;
    let usable = dmarc::Record::read(&there.value).usable();
    usable.policies().map(|it| it.applied(it.domain))
}

/// What would end the value stands percent-encoded (RFC 3986 §2.1).
fn encoded(value: &str) -> String {
    let value = value.trim();
    value
        .replace(';', "%3B")
        .replace(',', "%2C")
        .replace(' ', "%20")
}
