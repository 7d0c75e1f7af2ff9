//! All that a domain's SPF record leads to, followed without a message: the
//! tree of its includes and redirects, and what evaluating it costs.

mod cost;

pub use cost::{Amount, Cost};

use super::published::{PublishedSpf, Selection};
use crate::dns::{Answer, Name};
use crate::record::span::Span;
use std::rc::Rc;

/// All that a domain's SPF record leads to.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Each record once, however often it is led to, in the order in which a
    /// receiver comes to it. The first is the domain's own.
    pub records: Vec<TreeRecord>,
}

/// A record of the tree.
#[derive(Clone, Debug)]
pub struct TreeRecord {
    /// The TXT records at its domain.
    pub published: PublishedSpf,
    /// Which of them is the record.
    pub selection: Selection,
    /// All its terms, from left to right; none where there is no record.
    pub terms: Vec<TreeTerm>,
    /// What evaluating it costs, if it comes to its end: the sum of the terms
    /// that are reached.
    pub cost: Cost,
}

/// A term of a record of the tree.
#[derive(Clone, Debug)]
pub struct TreeTerm {
    /// Where it stands in its record's text.
    pub span: Span,
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

/// Where a term leads.
#[derive(Clone, Debug)]
pub enum Leads {
    /// Nowhere: it asks nothing, or is not reached.
    Nowhere,
    /// `include` or `redirect`: to another record of the tree.
    Record {
        /// Its number in [`Tree::records`].
        record: usize,
        /// Whether it was there before.
        visit: Visit,
    },
    /// Its macros name another domain for each message, so that only a message
    /// shows where.
    Sender,
    /// To a text that is no name that DNS could know.
    Malformed(String),
    /// `a`: to the addresses of a host.
    Host(Host),
    /// `mx`: to the exchangers of a domain.
    Exchangers {
        /// The MX records.
        mx: Rc<Answer>,
        /// Their hosts by preference, of which receivers look up ten.
        hosts: Vec<Host>,
    },
    /// `exists`: to a name that is there or not.
    Exists(Rc<Answer>),
    /// `ptr`: to the names of the client that end in a domain.
    ClientNames(Name),
    /// Not followed: the tree is larger than is sensible to ask for.
    NotFollowed,
}

/// Whether a record was met before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Visit {
    /// For the first time.
    First,
    /// Elsewhere in the tree: it costs again, and is asked for again.
    Again,
    /// It is one of those that led here: an evaluation that comes here goes
    /// round until it meets the limit.
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
    /// The domain's own record.
    pub fn root(&self) -> &TreeRecord {
        &self.records[0]
    }
}
