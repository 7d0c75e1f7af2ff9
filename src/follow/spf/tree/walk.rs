//! Ways through the tree: to a record, to a fault, to the limit.

use super::{Leads, LookupKind, Tree, TreeRecord, TreeTerm, Visit};
use crate::follow::spf::published::Selection;
use crate::follow::spf::{LOOKUP_LIMIT, VOID_LIMIT};
use crate::record::spf::Usability;
use serde::Serialize;

/// A term of the tree.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Place {
    /// The number of its record, for [`Tree::record`].
    pub record: usize,
    /// Its place in [`TreeRecord::terms`].
    pub term: usize,
}

/// Something that ends an evaluation without a result.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Fault {
    /// The terms that lead there, from the domain's own record on. The last is
    /// the one that the fault is about; there is none where it is the domain's
    /// own record.
    pub path: Vec<Place>,
    /// What it is.
    pub kind: FaultKind,
}

/// What ends an evaluation without a result.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// There is no SPF record, or no such domain (RFC 7208 §4.5, §5.2).
    NoRecord,
    /// There are several SPF records (§4.5).
    SeveralRecords,
    /// The record departs from the grammar (§4.6).
    Syntax,
    /// `include` or `redirect` names what is no domain (§4.3).
    Malformed,
    /// The record is one of those that led here.
    Loop,
    /// There are more exchangers than receivers look up (§4.6.4).
    TooManyExchangers,
    /// It is one lookup too many (§4.6.4).
    TooManyLookups,
    /// With it, too many questions bring nothing, whatever the client's family
    /// (§4.6.4).
    TooManyVoids,
    /// The same if the client's address is IPv4.
    TooManyVoidsIp4,
    /// The same if it is IPv6.
    TooManyVoidsIp6,
    /// A question got no answer: it may be a fault or not.
    LookupFailed,
}

impl Tree {
    /// The terms that lead to a record first, from the domain's own record on.
    pub fn path(&self, record: usize) -> Vec<Place> {
        let mut path = Vec::new();
        let mut at = self.record(record);
        while let Some(place) = at.and_then(|record| record.parent) {
            path.push(place);
            at = self.record(place.record);
        }
        path.reverse();
        path
    }

    /// A term of the tree.
    pub fn term(&self, place: Place) -> Option<&TreeTerm> {
        self.record(place.record)?.terms.get(place.term)
    }

    /// Every fault of records and terms, each at every term that leads there;
    /// not those that are but too much of something.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let Some(kind) = self.root().fault() {
            let path = Vec::new();
            faults.push(Fault { path, kind });
        }
        for (number, record) in self.records().enumerate() {
            for (index, term) in record.evaluated() {
                if let Some(kind) = self.fault(term) {
                    let mut path = self.path(number);
                    path.push(Place {
                        record: number,
                        term: index,
                    });
                    faults.push(Fault { path, kind });
                }
            }
        }
        faults
    }

    /// The first fault that an evaluation comes to, if it comes that far
    /// without a match. Where it is not sure whether a limit is passed, it is
    /// taken not to be.
    pub fn first_fault(&self) -> Option<Fault> {
        if let Some(kind) = self.root().fault() {
            let path = Vec::new();
            return Some(Fault { path, kind });
        }
        let mut ledger = Ledger::default();
        self.walk(|path, term| {
            let kind = match (ledger.count(term), self.fault(term)) {
                // That there is no record ends it, before voids are counted.
                (Some(limit), Some(fault)) if limit != FaultKind::TooManyLookups => match fault {
                    FaultKind::NoRecord => fault,
                    _ => limit,
                },
                (limit, fault) => limit.or(fault)?,
            };
            let path = path.to_vec();
            Some(Fault { path, kind })
        })
    }

    /// The way to the term that is one lookup too many, if one surely is.
    pub fn first_over_limit(&self) -> Option<Vec<Place>> {
        let mut ledger = Ledger::default();
        self.walk(|path, term| {
            ledger.count(term);
            (ledger.lookups > LOOKUP_LIMIT).then(|| path.to_vec())
        })
    }

    /// Goes through the terms in a receiver's order, records that are led to
    /// again again, until `visit` brings something: at the latest when as many
    /// terms asked as receivers bear, lest large trees take for ever.
    fn walk<T>(&self, mut visit: impl FnMut(&[Place], &TreeTerm) -> Option<T>) -> Option<T> {
        let mut lookups = 0;
        let mut path: Vec<Place> = Vec::new();
        // The terms still to be gone through, the next one last, each with how
        // many terms lead to its record.
        let mut ahead: Vec<(usize, Place)> = Vec::new();
        let push = |ahead: &mut Vec<_>, depth: usize, number: usize| {
            let Some(record) = self.record(number) else {
                return;
            };
            let start = ahead.len();
            ahead.extend(record.evaluated().map(|(term, _)| {
                let record = number;
                (depth, Place { record, term })
            }));
            ahead[start..].reverse();
        };
        push(&mut ahead, 0, 0);
        while let Some((depth, place)) = ahead.pop() {
            let Some(term) = self.term(place) else {
                continue;
            };
            path.truncate(depth);
            path.push(place);
            if let Some(found) = visit(&path, term) {
                return Some(found);
            }
            lookups += usize::from(term.kind.is_some());
            if lookups > LOOKUP_LIMIT {
                return None;
            }
            if let Leads::Record { record, .. } = term.leads {
                push(&mut ahead, depth + 1, record);
            }
        }
        None
    }

    fn fault(&self, term: &TreeTerm) -> Option<FaultKind> {
        let leads_to_record = matches!(term.kind, Some(LookupKind::Include | LookupKind::Redirect));
        match &term.leads {
            Leads::Record {
                visit: Visit::Loop, ..
            } => Some(FaultKind::Loop),
            Leads::Record { record, .. } => self.record(*record)?.fault(),
            Leads::Malformed(_) if leads_to_record => Some(FaultKind::Malformed),
            // No explanation is no fault (RFC 7208 §6.2).
            Leads::Explanation(_) => None,
            leads if leads.too_many_exchangers() => Some(FaultKind::TooManyExchangers),
            leads => {
                let mut answers = leads.answers();
                let failed = answers.any(|answer| answer.outcome.is_failed());
                failed.then_some(FaultKind::LookupFailed)
            }
        }
    }
}

impl TreeRecord {
    /// Why receivers do not even begin with its terms.
    pub fn fault(&self) -> Option<FaultKind> {
        match self.selection {
            Selection::None | Selection::NoSuchName => Some(FaultKind::NoRecord),
            Selection::Several(_) => Some(FaultKind::SeveralRecords),
            Selection::Unknown => Some(FaultKind::LookupFailed),
            Selection::One(_) => {
                let usable = self.usability == Some(Usability::Usable);
                (!usable).then_some(FaultKind::Syntax)
            }
        }
    }
}

/// What an evaluation has spent.
#[derive(Default)]
struct Ledger {
    lookups: usize,
    voids_ip4: usize,
    voids_ip6: usize,
}

impl Ledger {
    /// Counts what a term costs by itself; the limit that it passes, if any.
    fn count(&mut self, term: &TreeTerm) -> Option<FaultKind> {
        self.lookups += term.own.lookups.least;
        self.voids_ip4 += term.own.voids_ip4.least;
        self.voids_ip6 += term.own.voids_ip6.least;
        if self.lookups > LOOKUP_LIMIT {
            return Some(FaultKind::TooManyLookups);
        }
        match (self.voids_ip4 > VOID_LIMIT, self.voids_ip6 > VOID_LIMIT) {
            (true, true) => Some(FaultKind::TooManyVoids),
            (true, false) => Some(FaultKind::TooManyVoidsIp4),
            (false, true) => Some(FaultKind::TooManyVoidsIp6),
            (false, false) => None,
        }
    }
}
