//! What a record would be without the records that it leads to.

use super::Authorized;
use crate::follow::spf::tree::{LookupKind, Place, Sender, Tree, TreeRecord};
use crate::record::spf::{self, Qualifier, Term};
use std::net::IpAddr;

/// A record that names the addresses themselves, as they are at this moment:
/// it goes stale as soon as one of the others changes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Flat {
    /// The record.
    pub text: String,
    /// How many networks it names.
    pub networks: usize,
    /// The terms that stay, for their match is not known beforehand. Their
    /// lookups are still made.
    pub kept: Vec<String>,
}

impl Flat {
    /// Its length in octets.
    pub fn octets(&self) -> usize {
        self.text.len()
    }

    /// How many character-strings it takes, of 255 octets at most (RFC 1035
    /// §3.3).
    pub fn strings(&self) -> usize {
        self.text.len().div_ceil(255)
    }
}

impl Tree {
    /// What the domain's record would be if it named the addresses that it
    /// lets send. What says other than "pass" is left to the end.
    pub fn flat(&self, authorized: &Authorized) -> Flat {
        let mut text = "v=spf1".to_owned();
        let mut networks = 0;
        if authorized.pass.is_all() {
            text += " +all";
            let kept = Vec::new();
            return Flat {
                text,
                networks,
                kept,
            };
        }
        for network in authorized.pass.minimal() {
            text += match network.address() {
                IpAddr::V4(_) => " ip4:",
                IpAddr::V6(_) => " ip6:",
            };
            text += &network.to_string();
            networks += 1;
        }
        let deciding = self.deciding();
        let unknown = authorized.unknown.iter();
        let kept: Vec<_> = unknown
            .filter_map(|place| self.kept(*place, &deciding))
            .collect();
        for term in &kept {
            text += " ";
            text += term;
        }
        let last = deciding.last().and_then(|number| self.record(*number));
        let last = last.filter(|record| record.fault().is_none());
        if let Some(all) = last.and_then(TreeRecord::text)
            && let Some(all) = spf::read(all).all()
        {
            text.push(' ');
            // Those that such an `all` lets pass are named already.
            text.push(match all.value.qualifier() {
                Qualifier::Pass => Qualifier::Fail.mark(),
                qualifier => qualifier.mark(),
            });
            text += "all";
        }
        Flat {
            text,
            networks,
            kept,
        }
    }

    /// The term as it would stand in the domain's own record, if its match
    /// means "pass" there.
    fn kept(&self, place: Place, deciding: &[usize]) -> Option<String> {
        let mut path = self.path(place.record);
        path.push(place);
        if !path.iter().all(|place| self.passes(*place)) {
            return None;
        }
        let record = self.record(place.record)?;
        let text = record.text()?;
        let read = spf::read(text);
        let term = read.terms.get(place.term)?;
        let written = term.span.slice(text);
        let redirects = self.term(place)?.kind == Some(LookupKind::Redirect);
        let (name, domain, rest) = match term.value.domain() {
            Some(domain) => {
                let sender = Sender::at(self.root().domain());
                let expanded = sender.partly_expanded(&record.written, domain.macro_string());
                let start = domain.span().start - term.span.start;
                let end = domain.span().end - term.span.start;
                let name = written.get(..start)?.trim_end_matches([':', '=']);
                (name, expanded, written.get(end..)?)
            }
            None => {
                let end = written.find('/').unwrap_or(written.len());
                let (name, rest) = written.split_at(end);
                (name, record.domain().as_str().to_owned(), rest)
            }
        };
        Some(match redirects {
            true if deciding.contains(&place.record) => ["redirect=", &domain].concat(),
            true => ["include:", &domain].concat(),
            false => [name, ":", &domain, rest].concat(),
        })
    }

    fn passes(&self, place: Place) -> bool {
        let Some(text) = self.record(place.record).and_then(TreeRecord::text) else {
            return false;
        };
        let read = spf::read(text);
        match read.terms.get(place.term).map(|term| &term.value) {
            Some(Term::Directive(directive)) => directive.qualifier() == Qualifier::Pass,
            _ => true,
        }
    }
}
