//! What is to be checked.

use mailvet::dns::{Name, NameError};
use mailvet::follow::dkim::Selector;
use mailvet::input::{self, Input, InputError};
use mailvet::report::Request;
use std::net::IpAddr;

/// What is checked with DNS.
pub enum Target {
    /// A domain.
    Domain(Request),
    /// An address.
    Address(IpAddr),
    /// Nothing: a record is read without DNS.
    Record,
}

/// What a text says is to be checked, with the selectors named beside it.
pub fn target_of(text: &str, selectors: &str) -> Result<Target, InputError> {
    let (domain, mut names) = match Input::parse(text)?.target {
        input::Target::Domain { domain, selectors } => (domain, selectors),
        input::Target::Address(address) => return Ok(Target::Address(address)),
        input::Target::Record { .. } => return Ok(Target::Record),
    };
    for name in selector_names(selectors) {
        let name = name.map_err(InputError::Name)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let selectors = names.into_iter().map(|name| Selector::new(name, &domain));
    let selectors = selectors
        .collect::<Result<_, _>>()
        .map_err(InputError::Name)?;
    Ok(Target::Domain(Request {
        domain,
        selectors,
        profile: None,
    }))
}

/// The selectors in a list as people write it.
fn selector_names(text: &str) -> impl Iterator<Item = Result<Name, NameError>> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；'))
        .map(|selector| selector.trim_matches('.'))
        .filter(|selector| !selector.is_empty())
        .map(Name::parse)
}
