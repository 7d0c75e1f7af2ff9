//! All that a provider of mailboxes asks for.

use super::present::{exchangers, publish, record};
use super::{Built, Field, Note, Present, Value, Word, dmarc, spf};
use crate::dns::{Name, RecordType};
use crate::fix::Change;
use crate::knowledge::setups::{Dkim, Program, SETUPS, Setup, filled, setup};

/// Whose mailboxes, and what goes with them.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// The provider.
    pub setup: &'static Setup,
    /// Whether mail programs find their settings.
    pub programs: bool,
    /// Whether DMARC begins, where there is none.
    pub begin: bool,
    /// Whether there is DMARC.
    guarded: bool,
}

impl Choices {
    /// The provider whose MX records are there; else the first.
    pub fn of(present: &Present) -> Self {
        let hosts = present.hosts();
        let is_here = |setup: &&Setup| {
            let mut theirs = setup.mx.iter();
            theirs.any(|(_, host)| {
                let ending = host.trim_start_matches("{dashed}");
                hosts
                    .iter()
                    .any(|here| here.to_ascii_lowercase().ends_with(ending))
            })
        };
        let here = SETUPS.iter().find(is_here);
        Self {
            setup: here.unwrap_or(&SETUPS[0]),
            programs: true,
            begin: true,
            guarded: !present.dmarc.is_empty(),
        }
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        let mut fields = vec![(Field::Provider, Value::Provider(self.setup.id))];
        if !self.setup.programs.is_empty() {
            fields.push((Field::Programs, Value::of(self.programs)));
        }
        if !self.guarded {
            fields.push((Field::Begin, Value::of(self.begin)));
        }
        fields
    }

    fn set(&mut self, field: Field, value: &str) {
        let yes = value == Word::Yes.id();
        match field {
            Field::Provider => self.setup = setup(value).unwrap_or(self.setup),
            Field::Programs => self.programs = yes,
            Field::Begin => self.begin = yes,
            _ => {}
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        let setup = self.setup;
        let mut built = Built::default();
        built
            .notes
            .extend(setup.notes.iter().map(|note| Note::Provider(*note)));
        sender(setup, domain, present, &mut built);
        keys(setup, domain, &mut built);
        mail(setup, domain, present, &mut built);
        if self.programs {
            let records = setup.programs.iter().filter_map(|it| program(it, domain));
            built.changes.extend(records);
        }
        if self.begin && present.dmarc.is_empty() {
            let choices = dmarc::Choices::of(domain, present);
            let begun = super::Choices::build(&choices, domain, present);
            built.changes.extend(begun.changes);
            built.notes.extend(begun.notes);
        }
        built.notes.push(Note::Gathered);
        built
    }
}

/// The provider beside all who may send by now.
fn sender(setup: &Setup, domain: &Name, present: &Present, built: &mut Built) {
    if setup.include.is_empty() {
        built.notes.push(Note::SenderInPanel);
        return;
    }
    let include = ["include:", setup.include].concat();
    if let Some(text) = spf::together(present, &[include]) {
        built.changes.extend(publish(&present.spf, domain, text));
    }
    if !present.spf.is_empty() {
        built.notes.push(Note::SendersStay);
    }
}

fn keys(setup: &Setup, domain: &Name, built: &mut Built) {
    let owned = |selectors: &[&str]| selectors.iter().map(ToString::to_string).collect();
    match setup.dkim {
        Dkim::Aliases(aliases) => {
            for (selector, target) in aliases {
                let label = [selector, "._domainkey"].concat();
                built.changes.extend(alias(&label, target, domain));
            }
        }
        Dkim::AliasesInPanel(selectors) => built.notes.push(Note::AliasesInPanel {
            selectors: owned(selectors),
        }),
        Dkim::KeysInPanel(selectors) => built.notes.push(Note::KeysInPanel {
            selectors: owned(selectors),
        }),
    }
}

fn mail(setup: &Setup, domain: &Name, present: &Present, built: &mut Built) {
    if setup.mx.is_empty() {
        built.notes.push(Note::ExchangersInPanel);
        return;
    }
    let wanted = setup.mx.iter().map(|(preference, host)| {
        let host = filled(host, domain);
        format!("{preference} {host}.")
    });
    let wanted: Vec<_> = wanted.collect();
    let changes = exchangers(&present.mx, domain, &wanted);
    if changes.iter().any(|change| change.to.is_none()) {
        built.notes.push(Note::MailMoves);
    }
    built.changes.extend(changes);
}

fn program(program: &Program, domain: &Name) -> Option<Change> {
    match program {
        Program::Alias(label, target) => alias(label, target, domain),
        Program::Service(label, port, target) => {
            let target = filled(target, domain);
            let name = domain.prepend(label).ok()?;
            Some(record(
                name,
                RecordType::SRV,
                format!("0 1 {port} {target}."),
            ))
        }
    }
}

fn alias(label: &str, target: &str, domain: &Name) -> Option<Change> {
    let name = domain.prepend(label).ok()?;
    let target = filled(target, domain);
    Some(record(name, RecordType::CNAME, [&target, "."].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::build::{Choices as _, Published};

    fn published(value: &str) -> Published {
        Published {
            value: value.into(),
            ttl: 60,
        }
    }

    #[test]
    fn mail_moves_and_senders_stay() {
        let domain = Name::parse("d.example").unwrap();
        let present = Present {
            domain: Some(domain.clone()),
            mx: vec![published("1 smtp.google.com."), published("5 old.example.")],
            spf: vec![published("v=spf1 include:amazonses.com -all")],
            ..Present::default()
        };
        let mut choices = Choices::of(&present);
        assert_eq!(choices.setup.id, "google");
        let built = choices.build(&domain, &present);
        assert!(built.notes.contains(&Note::MailMoves));
        let value = |index: usize| built.changes[index].to.as_deref();
        assert_eq!(
            value(0),
            Some("v=spf1 include:amazonses.com include:_spf.google.com -all")
        );
        assert_eq!(built.changes[1].from, built.changes[1].to);
        assert_eq!(built.changes[2].from.as_deref(), Some("5 old.example."));
        choices.set(Field::Provider, "microsoft-365");
        let built = choices.build(&domain, &present);
        let moved = built.changes.iter().find_map(|change| {
            change
                .to
                .as_deref()
                .filter(|it| it.ends_with("outlook.com."))
        });
        assert_eq!(moved, Some("0 d-example.mail.protection.outlook.com."));
    }
}
