//! The addresses that a domain's record lets send.

use super::Networks;
use super::matches::{Matches, is_fault};
use crate::follow::spf::LOOKUP_LIMIT;
use crate::follow::spf::tree::{FaultKind, Leads, LookupKind, Place, Tree, TreeRecord, Visit};
use crate::order::Arrange;
use crate::record::spf::{self, Directive, Qualifier, Term};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The addresses that a domain's record lets send: those for which the first
/// match, in the record or in those that it leads to, says "pass".
///
/// The limits on lookups and voids are left out. Where a term's match depends
/// on the message or is not known, it is taken to match or not, as may be, and
/// never to be at fault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Authorized {
    /// Those that pass, whatever the message.
    pub pass: Networks,
    /// Those that may pass, with the ones that surely do.
    pub may_pass: Networks,
    /// Those that each record of the tree lets pass by itself, whatever the
    /// message, by the record's number.
    pub by_record: Vec<Networks>,
    /// The terms that addresses come to, and whose match is not known: they
    /// depend on the message, or a question failed.
    pub unknown: Vec<Place>,
    /// The terms all of whose addresses earlier terms of the same record match
    /// already, with the same meaning.
    pub redundant: Vec<Place>,
}

impl Authorized {
    /// Whether an address passes; `None` where it depends on the message or is
    /// not known.
    pub fn passes(&self, address: IpAddr) -> Option<bool> {
        match self.pass.contains(address) {
            true => Some(true),
            false => (!self.may_pass.contains(address)).then_some(false),
        }
    }

    /// Whether the addresses are known to the last one.
    pub fn is_exact(&self) -> bool {
        self.pass == self.may_pass
    }
}

impl Tree {
    /// The addresses that the domain's record lets send.
    pub fn authorized(&self) -> Authorized {
        let mut evaluation = Evaluation {
            tree: self,
            outcomes: BTreeMap::new(),
            endless: Outcome {
                error: Networks::all(),
                ..Outcome::default()
            },
            unknown: Vec::new(),
            redundant: Vec::new(),
        };
        let order = self.inside_out();
        // What a loop leads to is known only after it was gone through. More
        // rounds than these no receiver makes.
        for _ in 0..=LOOKUP_LIMIT {
            evaluation.unknown.clear();
            evaluation.redundant.clear();
            let mut changed = false;
            for &number in &order {
                if let Some(record) = self.record(number) {
                    let outcome = evaluation.record(number, record);
                    let before = evaluation.outcomes.get(&number);
                    changed |= before != Some(&outcome);
                    evaluation.outcomes.insert(number, outcome);
                }
            }
            if !changed || !self.has_loop() {
                break;
            }
        }
        let Evaluation {
            outcomes,
            mut unknown,
            mut redundant,
            ..
        } = evaluation;
        unknown.arrange();
        redundant.arrange();
        let root = outcomes.get(&0);
        Authorized {
            pass: root.map(Outcome::surely_pass).unwrap_or_default(),
            may_pass: root.map(|root| root.pass.clone()).unwrap_or_default(),
            by_record: outcomes.values().map(Outcome::surely_pass).collect(),
            unknown,
            redundant,
        }
    }

    /// The numbers of all records, each after those that it leads to, but for
    /// loops.
    fn inside_out(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.size());
        let mut ahead = vec![0];
        while let Some(number) = ahead.pop() {
            order.push(number);
            let Some(record) = self.record(number) else {
                continue;
            };
            ahead.extend(record.evaluated().filter_map(|(_, term)| match term.leads {
                Leads::Record {
                    record,
                    visit: Visit::First,
                } => Some(record),
                _ => None,
            }));
        }
        order.reverse();
        order
    }

    fn has_loop(&self) -> bool {
        let mut terms = self.records().flat_map(|record| &record.terms);
        terms.any(|term| {
            matches!(
                term.leads,
                Leads::Record {
                    visit: Visit::Loop,
                    ..
                }
            )
        })
    }
}

/// What may come of an evaluation for each address: several of these where it
/// is not known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Outcome {
    pass: Networks,
    /// Neither "pass" nor a fault: an `include` does not match.
    no_match: Networks,
    error: Networks,
}

struct Evaluation<'a> {
    tree: &'a Tree,
    outcomes: BTreeMap<usize, Outcome>,
    /// What comes of going round for ever.
    endless: Outcome,
    unknown: Vec<Place>,
    redundant: Vec<Place>,
}

impl Evaluation<'_> {
    fn record(&mut self, number: usize, record: &TreeRecord) -> Outcome {
        let mut outcome = Outcome::default();
        match (record.fault(), record.text()) {
            (None, Some(text)) => {
                let left = self.terms(number, record, text, &mut outcome);
                outcome.no_match.add(&left);
            }
            (Some(FaultKind::LookupFailed), _) => {
                outcome.pass = Networks::all();
                outcome.no_match = Networks::all();
            }
            _ => outcome.error = Networks::all(),
        }
        outcome
    }

    /// Goes through the terms of a record. Those addresses are left that
    /// nothing need match.
    fn terms(
        &mut self,
        number: usize,
        record: &TreeRecord,
        text: &str,
        outcome: &mut Outcome,
    ) -> Networks {
        let read = spf::read(text);
        let mut left = Networks::all();
        for (index, term) in record.evaluated() {
            if left.is_empty() {
                break;
            }
            let directive = match read.terms.get(index).map(|term| &term.value) {
                Some(Term::Directive(directive)) => Some(directive),
                _ if term.kind == Some(LookupKind::Redirect) => None,
                _ => continue,
            };
            let qualifier = directive.map_or(Qualifier::Pass, Directive::qualifier);
            let (known, redundant) = if let Leads::Record { record, .. } = term.leads {
                let led = self.outcomes.get(&record).unwrap_or(&self.endless);
                let redundant = outcome.decide(&left, qualifier, &led.pass);
                outcome.error.add(&left.intersection(&led.error));
                left = left.intersection(&led.no_match);
                let fault = self.tree.record(record).and_then(TreeRecord::fault);
                (fault != Some(FaultKind::LookupFailed), redundant)
            } else if is_fault(term.kind, &term.leads) {
                outcome.error.add(&left);
                return Networks::none();
            } else {
                let mechanism = directive.map(|directive| &directive.mechanism);
                let matches = Matches::of(mechanism, &term.leads);
                let redundant = outcome.decide(&left, qualifier, &matches.may);
                left.subtract(&matches.surely);
                (matches.may == matches.surely, redundant)
            };
            let place = Place {
                record: number,
                term: index,
            };
            if !known {
                self.unknown.push(place);
            }
            if redundant {
                self.redundant.push(place);
            }
        }
        left
    }
}

impl Outcome {
    /// Puts down what a match means for those addresses that are left. Whether
    /// it means nothing, for all were matched before with the same meaning.
    fn decide(&mut self, left: &Networks, qualifier: Qualifier, may_match: &Networks) -> bool {
        let (same, other) = match qualifier {
            Qualifier::Pass => (&mut self.pass, &self.no_match),
            _ => (&mut self.no_match, &self.pass),
        };
        let matched = left.intersection(may_match);
        let redundant = matched.is_empty()
            && !may_match.is_empty()
            && same.covers(may_match)
            && other.intersection(may_match).is_empty();
        same.add(&matched);
        redundant
    }

    /// Those that pass, whatever is not known.
    fn surely_pass(&self) -> Networks {
        let mut pass = self.pass.clone();
        pass.subtract(&self.no_match);
        pass.subtract(&self.error);
        pass
    }
}
