//! A DMARC record (RFC 9989).

use super::present::publish;
use super::{Built, Field, Note, Present, Value, Word, address, uris, words};
use crate::dns::{Name, RecordType};
use crate::fix::Change;
use crate::record::dmarc::{Alignment, Disposition, Record};

/// What becomes of mail that fails, and who is told.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Choices {
    /// Of the domain.
    pub policy: Disposition,
    /// Of subdomains, where that is more than of the domain.
    pub subdomains: Option<Disposition>,
    /// Whether mail from names that do not exist is refused.
    pub nonexistent_refused: bool,
    /// Who gets reports: mailboxes or URIs.
    pub reports: Vec<String>,
    /// Who gets a report of each message that fails.
    pub failures: Vec<String>,
    /// How exactly DKIM's domain must agree.
    pub dkim_alignment: Alignment,
    /// How exactly SPF's domain must agree.
    pub spf_alignment: Alignment,
}

impl Choices {
    /// What the domain's record says.
    pub fn of(domain: &Name, present: &Present) -> Self {
        let proposed = Self {
            policy: Disposition::None,
            subdomains: None,
            nonexistent_refused: true,
            reports: vec![format!("dmarc-reports@{domain}")],
            failures: Vec::new(),
            dkim_alignment: Alignment::Relaxed,
            spf_alignment: Alignment::Relaxed,
        };
        let Some(there) = present.dmarc.first() else {
            return proposed;
        };
        let record = Record::read(&there.value);
        let usable = record.usable();
        let Some(policies) = usable.policies() else {
            return proposed;
        };
        let list =
            |uris: &[crate::record::span::Spanned<crate::record::report_uri::ReportUri>]| {
                let uris = uris.iter().map(|uri| {
                    let written = uri.span.slice(&there.value);
                    let sized = uri.value.size.is_some();
                    address(
                        written
                            .rsplit_once('!')
                            .filter(|_| sized)
                            .map_or(written, |it| it.0),
                    )
                });
                uris.collect()
            };
        Self {
            policy: policies.domain,
            subdomains: Some(policies.subdomains).filter(|it| *it > policies.domain),
            nonexistent_refused: policies.nonexistent == Disposition::Reject,
            reports: list(&policies.aggregate_reports),
            failures: list(&policies.failure_reports),
            dkim_alignment: policies.dkim_alignment,
            spf_alignment: policies.spf_alignment,
        }
    }

    /// What holds for subdomains, where it is not what holds for the domain.
    fn of_subdomains(&self) -> Option<Disposition> {
        self.subdomains.filter(|it| *it > self.policy)
    }

    /// The record.
    pub fn text(&self) -> String {
        let mut text = ["v=DMARC1; p=", self.policy.text()].concat();
        let mut tag = |name: &str, value: &str| {
            text += "; ";
            text += name;
            text.push('=');
            text += value;
        };
        let subdomains = self.of_subdomains();
        if let Some(subdomains) = subdomains {
            tag("sp", subdomains.text());
        }
        if self.nonexistent_refused && subdomains.unwrap_or(self.policy) != Disposition::Reject {
            tag("np", "reject");
        }
        for (name, alignment) in [("adkim", self.dkim_alignment), ("aspf", self.spf_alignment)] {
            if alignment == Alignment::Strict {
                tag(name, "s");
            }
        }
        if !self.reports.is_empty() {
            tag("rua", &uris(&self.reports));
        }
        if !self.failures.is_empty() {
            tag("ruf", &uris(&self.failures));
        }
        text
    }
}

const POLICIES: &[Word] = &[Word::Reported, Word::Junk, Word::Refused];

fn word(policy: Disposition) -> Word {
    match policy {
        Disposition::None => Word::Reported,
        Disposition::Quarantine => Word::Junk,
        Disposition::Reject => Word::Refused,
    }
}

fn policy(id: &str) -> Option<Disposition> {
    match Word::for_id(id)? {
        Word::Reported => Some(Disposition::None),
        Word::Junk => Some(Disposition::Quarantine),
        Word::Refused => Some(Disposition::Reject),
        _ => None,
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        let aligned = |alignment: Alignment| {
            let word = match alignment {
                Alignment::Relaxed => Word::Relaxed,
                Alignment::Strict => Word::Strict,
            };
            Value::Word(word, &[Word::Relaxed, Word::Strict])
        };
        let mut fields = vec![(Field::Policy, Value::Word(word(self.policy), POLICIES))];
        let stricter: &[Word] = match self.policy {
            Disposition::None => &[Word::Same, Word::Junk, Word::Refused],
            Disposition::Quarantine => &[Word::Same, Word::Refused],
            Disposition::Reject => &[],
        };
        if !stricter.is_empty() {
            let chosen = self.of_subdomains().map_or(Word::Same, word);
            fields.push((Field::Subdomains, Value::Word(chosen, stricter)));
        }
        if self.of_subdomains().unwrap_or(self.policy) != Disposition::Reject {
            let chosen = if self.nonexistent_refused {
                Word::Refused
            } else {
                Word::Same
            };
            fields.push((
                Field::Nonexistent,
                Value::Word(chosen, &[Word::Refused, Word::Same]),
            ));
        }
        fields.push((Field::Reports, Value::List(self.reports.clone())));
        fields.push((Field::DkimAlignment, aligned(self.dkim_alignment)));
        fields.push((Field::SpfAlignment, aligned(self.spf_alignment)));
        if !self.failures.is_empty() {
            fields.push((Field::Failures, Value::List(self.failures.clone())));
        }
        fields
    }

    fn set(&mut self, field: Field, value: &str) {
        let alignment = match value == Word::Strict.id() {
            true => Alignment::Strict,
            false => Alignment::Relaxed,
        };
        match field {
            Field::Policy => self.policy = policy(value).unwrap_or(self.policy),
            Field::Subdomains => self.subdomains = policy(value),
            Field::Nonexistent => self.nonexistent_refused = value == Word::Refused.id(),
            Field::Reports => self.reports = words(value),
            Field::Failures => self.failures = words(value),
            Field::DkimAlignment => self.dkim_alignment = alignment,
            Field::SpfAlignment => self.spf_alignment = alignment,
            _ => {}
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        let mut built = Built::default();
        let Ok(name) = domain.prepend("_dmarc") else {
            return built;
        };
        built.changes = publish(&present.dmarc, &name, self.text());
        if self.policy == Disposition::None {
            built.notes.push(Note::OnlyReported);
        }
        if self.reports.is_empty() {
            built.notes.push(Note::MailboxNeeded);
        }
        for host in elsewhere(self.reports.iter().chain(&self.failures), domain) {
            if let Ok(at) = host.prepend("_report._dmarc")
                && let Some(consent) = domain.joined(&at)
            {
                built
                    .changes
                    .push(Change::add(consent, RecordType::TXT, "v=DMARC1;"));
                built.notes.push(Note::ReportsElsewhere { host });
            }
        }
        built
    }
}

/// Hosts of mailboxes that are not the domain's own, each once.
fn elsewhere<'a>(addresses: impl Iterator<Item = &'a String>, domain: &Name) -> Vec<Name> {
    let mut hosts = Vec::new();
    for address in addresses {
        let host = address
            .rsplit_once('@')
            .map(|(_, host)| host.split('?').next());
        let host = host.flatten().and_then(|host| Name::parse(host).ok());
        let ours = |host: &Name| host.is_within(domain) || domain.is_within(host);
        if let Some(host) = host.filter(|host| host.label_count() > 1 && !ours(host))
            && !hosts.contains(&host)
        {
            hosts.push(host);
        }
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::build::{Choices as _, Published};

    #[test]
    fn it_begins_with_what_is_there() {
        let domain = Name::parse("d.example").unwrap();
        let text = "v=DMARC1; p=quarantine; sp=reject; adkim=s; rua=mailto:a@d.example,mailto:b@e.example!10m";
        let present = Present {
            dmarc: vec![Published {
                value: text.into(),
                ttl: 60,
            }],
            ..Present::default()
        };
        let mut choices = Choices::of(&domain, &present);
        assert_eq!(choices.text(), text.replace("!10m", ""));
        choices.set(Field::Policy, "refused");
        let built = choices.build(&domain, &present);
        assert_eq!(
            built.changes[0].to.as_deref(),
            Some("v=DMARC1; p=reject; adkim=s; rua=mailto:a@d.example,mailto:b@e.example")
        );
        let consent = &built.changes[1];
        assert_eq!(
            consent.place.name().as_str(),
            "d.example._report._dmarc.e.example"
        );
    }
}
