//! What those who have people's mailboxes ask their customers to publish. It
//! changes now and then, so the facts have a date.
//!
//! In hosts and targets `{domain}` stands for the domain, and `{dashed}` for
//! the domain with hyphens in the place of its dots.

mod providers;

pub use providers::SETUPS;

use crate::dns::Name;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-24";

/// What one provider asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Setup {
    /// Its name in links, which never changes.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The same in Chinese, where it has a name of its own there.
    pub chinese_name: Option<&'static str>,
    /// The MX records: preference and host. Where there are none, the
    /// provider's panel shows them.
    pub mx: &'static [(u16, &'static str)],
    /// What SPF includes; empty where the provider's panel shows it.
    pub include: &'static str,
    /// Where the DKIM keys are.
    pub dkim: Dkim,
    /// Records for mail programs.
    pub programs: &'static [Program],
    /// What else is to be known.
    pub notes: &'static [Note],
}

/// Where a provider has its DKIM keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dkim {
    /// Under aliases that are the same for all, or made of the domain: selector
    /// and target.
    Aliases(&'static [(&'static str, &'static str)]),
    /// Under aliases whose targets the provider's panel shows: selectors.
    AliasesInPanel(&'static [&'static str]),
    /// In TXT records that the provider's panel shows: selectors, where they
    /// are known.
    KeysInPanel(&'static [&'static str]),
}

/// A record with which mail programs find their settings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Program {
    /// An alias: label and target.
    Alias(&'static str, &'static str),
    /// A service (RFC 6186, RFC 8314): label, port and target.
    Service(&'static str, u16, &'static str),
}

/// What else is to be known of a provider.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Note {
    /// It wants the domain proved first, with a record that its panel shows.
    ProofFirst,
    /// Its panel shows the domain's own MX host, which may differ.
    CompareHost,
    /// Hosts differ by region or data centre.
    CompareRegion,
    /// The domain must use its name servers.
    OwnNameServers,
}

/// The setup of that id.
pub fn setup(id: &str) -> Option<&'static Setup> {
    SETUPS.iter().find(|setup| setup.id == id)
}

/// A host or target for a domain.
pub fn filled(template: &str, domain: &Name) -> String {
    let dashed = domain.as_str().replace('.', "-");
    template
        .replace("{domain}", domain.as_str())
        .replace("{dashed}", &dashed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use crate::knowledge::mx_vendors::mx_vendor;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_in_order() {
        let mut ids = BTreeSet::new();
        for setup in SETUPS {
            assert!(ids.insert(setup.id), "{} twice", setup.id);
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(setup.id.chars().all(kebab), "{}", setup.id);
            let name = |text: &str| {
                let text = text
                    .replace("{domain}", "d.example")
                    .replace("{dashed}", "d-example");
                assert!(Name::parse(&text).is_ok(), "{}: {text}", setup.id);
                text
            };
            for (_, host) in setup.mx {
                assert!(mx_vendor(&name(host)).is_some(), "{host} is nobody's");
            }
            let mut last = 0;
            for &(preference, host) in setup.mx {
                assert!(preference >= last, "{host}");
                last = preference;
            }
            if !setup.include.is_empty() {
                name(setup.include);
            }
            match setup.dkim {
                Dkim::Aliases(aliases) => aliases.iter().for_each(|(selector, target)| {
                    name(selector);
                    name(target);
                }),
                Dkim::AliasesInPanel(selectors) | Dkim::KeysInPanel(selectors) => {
                    selectors.iter().for_each(|selector| {
                        name(selector);
                    });
                }
            }
            for program in setup.programs {
                match program {
                    Program::Alias(label, target) | Program::Service(label, _, target) => {
                        name(label);
                        name(target);
                    }
                }
            }
        }
    }
}
