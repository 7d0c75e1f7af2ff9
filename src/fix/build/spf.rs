//! An SPF record (RFC 7208).

use super::present::publish;
use super::{Built, Field, Present, Value, Word, words};
use crate::dns::Name;
use crate::fix::spf::merge::merge;
use crate::order::Arrange;
use crate::record::spf::{Mechanism, Qualifier, Term, read};
use std::net::IpAddr;

/// Who may send, and what becomes of mail from all others.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Choices {
    /// The servers of the MX records.
    pub exchangers: bool,
    /// The domain's own addresses.
    pub own_addresses: bool,
    /// Domains whose records are included.
    pub includes: Vec<String>,
    /// Addresses, networks and hosts.
    pub addresses: Vec<String>,
    /// Whatever else the record says: terms as they are written.
    pub kept: Vec<String>,
    /// Whether mail from all others is refused, not only suspected.
    pub refused: bool,
    /// The terms of before, in their order, which they keep.
    order: Vec<String>,
}

impl Choices {
    /// What the domain's records say, taken together.
    pub fn of(present: &Present) -> Self {
        let mut choices = Self {
            exchangers: true,
            own_addresses: false,
            includes: Vec::new(),
            addresses: Vec::new(),
            kept: Vec::new(),
            refused: false,
            order: Vec::new(),
        };
        let Some(text) = together(present, &[]) else {
            return choices;
        };
        choices.exchangers = false;
        let record = read(&text);
        for term in &record.terms {
            let written = term.span.slice(&text);
            let plain = written.trim_start_matches('+');
            choices.order.push(plain.to_owned());
            let bare = plain.len() < 3 || !plain.contains('/');
            match &term.value {
                Term::Directive(it) if it.qualifier() == Qualifier::Pass => match &it.mechanism {
                    Mechanism::Mx { domain: None, .. } if bare => choices.exchangers = true,
                    Mechanism::A { domain: None, .. } if bare => choices.own_addresses = true,
                    Mechanism::A {
                        domain: Some(host), ..
                    } if bare => {
                        choices.addresses.push(host.text().to_owned());
                    }
                    Mechanism::Include(domain) => choices.includes.push(domain.text().to_owned()),
                    Mechanism::Ip4 { .. } | Mechanism::Ip6 { .. } => {
                        choices.addresses.push(plain[4..].to_owned());
                    }
                    Mechanism::All => {}
                    _ => choices.kept.push(plain.to_owned()),
                },
                Term::Directive(it) if it.mechanism == Mechanism::All => {
                    choices.refused = it.qualifier() == Qualifier::Fail;
                }
                _ => choices.kept.push(plain.to_owned()),
            }
        }
        choices
    }

    fn terms(&self) -> Vec<String> {
        let mut terms = Vec::new();
        terms.extend(self.own_addresses.then(|| "a".to_owned()));
        terms.extend(self.exchangers.then(|| "mx".to_owned()));
        terms.extend(
            self.includes
                .iter()
                .map(|domain| ["include:", domain].concat()),
        );
        terms.extend(self.addresses.iter().map(|address| sender(address)));
        terms.extend(self.kept.iter().cloned());
        // What was there keeps its place: it may matter.
        let place = |term: &String| {
            let same = |known: &String| known.eq_ignore_ascii_case(term);
            self.order.iter().position(same).unwrap_or(usize::MAX)
        };
        terms.arrange_by_key(place);
        terms
    }

    fn text(&self) -> String {
        let (modifiers, terms): (Vec<_>, Vec<_>) =
            self.terms().into_iter().partition(|term| is_modifier(term));
        let all = if self.refused { "-all" } else { "~all" };
        let mut text = "v=spf1".to_owned();
        for term in terms
            .iter()
            .map(String::as_str)
            .chain([all])
            .chain(modifiers.iter().map(String::as_str))
        {
            text.push(' ');
            text += term;
        }
        text
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        let mut fields = vec![
            (Field::Exchangers, Value::of(self.exchangers)),
            (Field::OwnAddresses, Value::of(self.own_addresses)),
            (Field::Includes, Value::Senders(self.includes.clone())),
            (Field::Addresses, Value::List(self.addresses.clone())),
        ];
        if self.order.iter().any(|term| self.kept.contains(term)) || !self.kept.is_empty() {
            fields.push((Field::Kept, Value::List(self.kept.clone())));
        }
        let others = if self.refused {
            Word::Refused
        } else {
            Word::Suspected
        };
        fields.push((
            Field::Others,
            Value::Word(others, &[Word::Suspected, Word::Refused]),
        ));
        fields
    }

    fn set(&mut self, field: Field, value: &str) {
        let yes = value == Word::Yes.id();
        match field {
            Field::Exchangers => self.exchangers = yes,
            Field::OwnAddresses => self.own_addresses = yes,
            Field::Includes => {
                let domains = words(value).into_iter();
                self.includes = domains
                    .map(|domain| domain.trim_start_matches("include:").to_owned())
                    .collect();
            }
            Field::Addresses => self.addresses = words(value),
            Field::Kept => self.kept = words(value),
            Field::Others => self.refused = value == Word::Refused.id(),
            _ => {}
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        Built {
            changes: publish(&present.spf, domain, self.text()),
            notes: Vec::new(),
        }
    }
}

/// The records of a domain, and terms that it should have, as one record;
/// `None` where there is neither. What they say of all others stays.
pub fn together(present: &Present, terms: &[String]) -> Option<String> {
    let texts = present.spf.iter().map(|record| record.value.as_str());
    let mut texts: Vec<_> = texts.collect();
    if texts.is_empty() && terms.is_empty() {
        return None;
    }
    let all = if texts.is_empty() { "~all" } else { "-all" };
    let wanted = ["v=spf1", &terms.join(" "), all]
        .join(" ")
        .replace("  ", " ");
    texts.push(&wanted);
    match merge(&texts) {
        Some(merged) => Some(merged.looser),
        None => Some(wanted),
    }
}

/// The term that lets an address, a network or a host send.
fn sender(address: &str) -> String {
    let bare = address.split('/').next().unwrap_or(address);
    match bare.parse() {
        Ok(IpAddr::V4(_)) => ["ip4:", address].concat(),
        Ok(IpAddr::V6(_)) => ["ip6:", address].concat(),
        Err(_) if address.contains(':') => address.to_owned(),
        Err(_) => ["a:", address].concat(),
    }
}

/// `name "="`, before any other mark.
fn is_modifier(term: &str) -> bool {
    let name = term.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'));
    name.is_some_and(|at| term[at..].starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::build::{Choices as _, Published};

    fn present(texts: &[&str]) -> Present {
        Present {
            spf: texts
                .iter()
                .map(|text| Published {
                    value: (*text).into(),
                    ttl: 300,
                })
                .collect(),
            ..Present::default()
        }
    }

    #[test]
    fn a_record_comes_back_as_it_was() {
        for text in [
            "v=spf1 mx ~all",
            "v=spf1 ip4:192.0.2.0/24 a:out.d.example include:_spf.d.example -all",
            "v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 mx/24 exists:%{i}.d.example ~all exp=e.d.example",
        ] {
            assert_eq!(Choices::of(&present(&[text])).text(), text);
        }
    }

    #[test]
    fn a_sender_comes_to_those_that_are_there() {
        let there = present(&["v=spf1 a -all", "v=spf1 include:x.example ~all"]);
        let mut choices = Choices::of(&there);
        choices.set(Field::Includes, "x.example, y.example");
        choices.set(Field::Addresses, "192.0.2.1 2001:db8::/48 out.d.example");
        let built = choices.build(&Name::parse("d.example").unwrap(), &there);
        assert_eq!(
            built.changes[0].to.as_deref(),
            Some(
                "v=spf1 a include:x.example include:y.example ip4:192.0.2.1 ip6:2001:db8::/48 a:out.d.example ~all"
            )
        );
        assert_eq!(built.changes[1].to, None);
        assert_eq!(built.changes.len(), 2);
    }

    #[test]
    fn what_is_said_of_others_stays() {
        let include = ["include:y.example".to_owned()];
        let text = |texts: &[&str]| together(&present(texts), &include).unwrap();
        assert_eq!(
            text(&["v=spf1 mx -all"]),
            "v=spf1 mx include:y.example -all"
        );
        assert_eq!(
            text(&["v=spf1 mx ~all"]),
            "v=spf1 mx include:y.example ~all"
        );
        assert_eq!(text(&[]), "v=spf1 include:y.example ~all");
    }
}
