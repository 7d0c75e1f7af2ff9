//! All that a domain's SPF record leads to, followed without a message: the
//! tree of its includes and redirects, and what evaluating it costs.
//!
//! A tree is no evaluation: it goes on behind a match, behind a fault and past
//! the limits. Of a message it knows no more than the sender's domain.

mod assemble;
mod cost;
mod gather;
mod target;
mod walk;

pub use cost::{Amount, Cost};
pub(super) use target::Sender;
pub use walk::{Fault, FaultKind, Place};

use super::MX_LIMIT;
use super::published::{PublishedSpf, Selection};
use crate::dns::client::Client;
use crate::dns::{Answer, Name};
use crate::record::span::Span;
use crate::record::spf::Usability;
use serde::Serialize;
use std::rc::Rc;

/// All that a domain's SPF record leads to: each record once, however often it
/// is led to, in the order in which a receiver comes to it.
#[derive(Clone, Debug)]
pub struct Tree {
    root: TreeRecord,
    others: Vec<TreeRecord>,
}

/// A record of the tree.
#[derive(Clone, Debug)]
pub struct TreeRecord {
    /// The TXT records at its domain.
    pub published: PublishedSpf,
    /// Which of them is the record.
    pub selection: Selection,
    /// What receivers make of the record; `None` where there is none. Where
    /// every check ends in "permerror", the terms that can be read are there
    /// and followed all the same.
    pub usability: Option<Usability>,
    /// The domain as it was come by first, for `%{d}`.
    pub written: String,
    /// The term that leads here first; `None` for the domain's own.
    pub parent: Option<Place>,
    /// How many records lead here: 0 for the domain's own.
    pub depth: usize,
    /// All its terms, from left to right as [`record::spf::read`] gives them;
    /// none where there is no record.
    ///
    /// [`record::spf::read`]: crate::record::spf::read
    pub terms: Vec<TreeTerm>,
    /// What evaluating it costs, if it comes to its end: the sum of the terms
    /// that are reached. Not known where it is not known what is published.
    pub cost: Cost,
}

/// A term of a record of the tree.
#[derive(Clone, Debug)]
pub struct TreeTerm {
    /// Where it stands in its record's text.
    pub span: Span,
    /// Which of the terms that ask DNS it is; `None` where it asks nothing.
    pub kind: Option<LookupKind>,
    /// Whether receivers ever come to it: nothing behind `all` is tested, and
    /// `redirect` is not used beside it (RFC 7208 §5.1, §6.1). What is not
    /// reached costs nothing and is not followed.
    pub reached: bool,
    /// What it costs by itself.
    pub own: Cost,
    /// What it costs with all that it leads to.
    pub cost: Cost,
    /// Where it leads.
    pub leads: Leads,
}

/// The terms that ask DNS (RFC 7208 §4.6.4).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum LookupKind {
    Include,
    A,
    Mx,
    Ptr,
    Exists,
    Redirect,
}

/// Where a term leads.
#[derive(Clone, Debug)]
pub enum Leads {
    /// Nowhere: it asks nothing, or is not reached.
    Nowhere,
    /// `include` or `redirect`: to another record of the tree.
    Record {
        /// Its number, for [`Tree::record`].
        record: usize,
        /// Whether it was there before.
        visit: Visit,
    },
    /// Its macros name another domain for each message, so that only a message
    /// shows where.
    Sender,
    /// To a text that is no name that DNS could know, or, of `include` and
    /// `redirect`, to a domain of one label, which has no record.
    Malformed(String),
    /// `a`: to the addresses of a host.
    Host(Host),
    /// `mx`: to the exchangers of a domain.
    Exchangers {
        /// The MX records.
        mx: Rc<Answer>,
        /// Their hosts by preference, the first ten: receivers look up no more.
        hosts: Vec<Host>,
    },
    /// `exists`: to a name that is there or not.
    Exists(Rc<Answer>),
    /// `ptr`: to the names of the client that end in a domain.
    ClientNames(Name),
    /// `exp`: to the text of an explanation.
    Explanation(Rc<Answer>),
    /// Not followed: the tree is larger than is sensible to ask for.
    NotFollowed,
}

/// Whether a record was met before.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visit {
    /// For the first time.
    First,
    /// Elsewhere in the tree: it costs again, and is asked for again.
    Again,
    /// It is one of those that led here first: an evaluation that comes here
    /// goes round until it meets the limit.
    Loop,
}

/// A host and its addresses of both families.
#[derive(Clone, Debug)]
pub struct Host {
    /// Its name.
    pub name: Name,
    /// Its A records.
    pub a: Rc<Answer>,
    /// Its AAAA records.
    pub aaaa: Rc<Answer>,
}

impl Tree {
    /// Asks for the record of a domain, and for all that it leads to. Every
    /// question goes out as soon as its name is known, and each once.
    pub async fn follow(client: &Client, domain: &Name) -> Self {
        let gathered = gather::gather(client, domain).await;
        assemble::assemble(gathered)
    }

    /// The domain's own record.
    pub fn root(&self) -> &TreeRecord {
        &self.root
    }

    /// All records, the domain's own first, in the order of their numbers.
    pub fn records(&self) -> impl Iterator<Item = &TreeRecord> {
        std::iter::once(&self.root).chain(&self.others)
    }

    /// A record by its number; the domain's own is 0.
    pub fn record(&self, number: usize) -> Option<&TreeRecord> {
        match number.checked_sub(1) {
            None => Some(&self.root),
            Some(other) => self.others.get(other),
        }
    }

    /// How many records there are.
    pub fn size(&self) -> usize {
        1 + self.others.len()
    }

    /// What evaluating the domain's record costs, if it comes to its end.
    pub fn cost(&self) -> Cost {
        self.root.cost
    }

    /// How deep records are nested: 0 where there is but the domain's own.
    pub fn depth(&self) -> usize {
        self.records().map(|it| it.depth).max().unwrap_or_default()
    }

    /// How many domains the record includes by itself.
    pub fn own_includes(&self) -> usize {
        let own = self.root.terms.iter();
        own.filter(|term| term.reached && term.kind == Some(LookupKind::Include))
            .count()
    }

    /// The records whose directives decide: the domain's own, and those that
    /// `redirect` leads to from there, one after the other.
    pub fn deciding(&self) -> Vec<usize> {
        let mut numbers = vec![0];
        let mut at = &self.root;
        while let Some(number) = at.redirect()
            && let Some(next) = self.record(number)
            && !numbers.contains(&number)
        {
            numbers.push(number);
            at = next;
        }
        numbers
    }

    /// Every answer that the tree rests on, as often as it is used.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.records().flat_map(|record| {
            let terms = record.terms.iter().flat_map(|term| term.leads.answers());
            std::iter::once(&record.published.txt).chain(terms)
        })
    }
}

impl TreeRecord {
    /// The domain whose record it is.
    pub fn domain(&self) -> &Name {
        &self.published.domain
    }

    /// The record's text, if there is one record.
    pub fn text(&self) -> Option<&Rc<str>> {
        match &self.selection {
            Selection::One(text) => Some(text),
            _ => None,
        }
    }

    /// The record that its `redirect` leads to, if it is used and leads to one.
    pub fn redirect(&self) -> Option<usize> {
        let mut evaluated = self.evaluated();
        evaluated.find_map(|(_, term)| match (term.kind, &term.leads) {
            (Some(LookupKind::Redirect), Leads::Record { record, .. }) => Some(*record),
            _ => None,
        })
    }

    /// The terms that a receiver comes to, in its order, each with its place
    /// in [`TreeRecord::terms`]: `redirect` is the last, wherever it stands.
    pub fn evaluated(&self) -> impl Iterator<Item = (usize, &TreeTerm)> {
        let terms = |last: bool| {
            let reached = self.terms.iter().enumerate().filter(|(_, it)| it.reached);
            reached.filter(move |(_, it)| (it.kind == Some(LookupKind::Redirect)) == last)
        };
        terms(false).chain(terms(true))
    }
}

impl Leads {
    /// Every answer that it rests on, but for those of another record.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let (one, hosts) = match self {
            Self::Host(host) => (None, std::slice::from_ref(host)),
            Self::Exchangers { mx, hosts } => (Some(mx), hosts.as_slice()),
            Self::Exists(answer) | Self::Explanation(answer) => (Some(answer), &[][..]),
            _ => (None, &[][..]),
        };
        let hosts = hosts.iter().flat_map(|host| [&host.a, &host.aaaa]);
        one.into_iter().chain(hosts)
    }

    /// How many exchangers a domain has, which may be more than are looked up.
    pub fn exchangers(&self) -> usize {
        match self {
            Self::Exchangers { mx, .. } => exchangers(mx).len(),
            _ => 0,
        }
    }

    /// Whether there are more exchangers than receivers look up, who end with
    /// "permerror" then (RFC 7208 §4.6.4).
    pub fn too_many_exchangers(&self) -> bool {
        self.exchangers() > MX_LIMIT
    }
}

/// The exchangers of an answer, the most preferred first.
fn exchangers(mx: &Answer) -> Vec<&Name> {
    mx.exchangers().into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests;
