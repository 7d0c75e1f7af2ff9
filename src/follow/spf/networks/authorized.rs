//! The addresses that a domain's record lets send.

use super::{Network, Networks};
use crate::dns::RecordType;
use crate::follow::spf::LOOKUP_LIMIT;
use crate::follow::spf::tree::{FaultKind, Leads, LookupKind, Place, Tree, TreeRecord, Visit};
use crate::record::span::Spanned;
use crate::record::spf::{self, Directive, Mechanism, Qualifier, Term};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

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
    /// The terms whose match is not known: they depend on the message, or a
    /// question failed.
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
        let root = evaluation.outcomes.remove(&0).unwrap_or_default();
        let mut pass = root.pass.clone();
        pass.subtract(&root.no_match);
        pass.subtract(&root.error);
        let mut unknown = evaluation.unknown;
        unknown.sort();
        let mut redundant = evaluation.redundant;
        redundant.sort();
        Authorized {
            pass,
            may_pass: root.pass,
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

impl TreeRecord {
    /// The networks that its terms name by themselves, each with the place of
    /// its term in [`TreeRecord::terms`]: those of `ip4`, `ip6`, `a` and `mx`
    /// that receivers come to, with any qualifier.
    pub fn networks(&self) -> Vec<(usize, Network)> {
        let Some(text) = self.text() else {
            return Vec::new();
        };
        let record = spf::read(text);
        let mut networks = Vec::new();
        for (index, term) in self.evaluated() {
            if let Some(Term::Directive(directive)) =
                record.terms.get(index).map(|term| &term.value)
            {
                let found = networks_of(&directive.mechanism, &term.leads);
                networks.extend(found.into_iter().map(|network| (index, network)));
            }
        }
        networks
    }
}

/// What may come of an evaluation for each address: where it is not known, in
/// several of these; where it goes round for ever, in none.
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
            let place = Place {
                record: number,
                term: index,
            };
            let decided = Decided {
                left: &left,
                place,
                qualifier: directive.map_or(Qualifier::Pass, Directive::qualifier),
            };
            if let Leads::Record { record, .. } = term.leads {
                let led = self.outcomes.get(&record).cloned().unwrap_or_default();
                let fault = self.tree.record(record).and_then(TreeRecord::fault);
                if fault == Some(FaultKind::LookupFailed) {
                    self.unknown.push(place);
                }
                outcome.error.add(&left.intersection(&led.error));
                self.decide(decided, &led.pass, outcome);
                left = left.intersection(&led.no_match);
            } else if at_fault(term.kind, &term.leads) {
                outcome.error.add(&left);
                return Networks::none();
            } else {
                let mechanism = directive.map(|directive| &directive.mechanism);
                let matches = Matches::of(mechanism, &term.leads);
                if matches.may != matches.surely {
                    self.unknown.push(place);
                }
                self.decide(decided, &matches.may, outcome);
                left.subtract(&matches.surely);
            }
        }
        left
    }

    /// Puts down what a match means for those addresses that are left.
    fn decide(&mut self, decided: Decided<'_>, may_match: &Networks, outcome: &mut Outcome) {
        let Outcome { pass, no_match, .. } = outcome;
        let (same, other) = match decided.qualifier {
            Qualifier::Pass => (pass, no_match),
            _ => (no_match, pass),
        };
        let matched = decided.left.intersection(may_match);
        if matched.is_empty()
            && !may_match.is_empty()
            && same.covers(may_match)
            && other.intersection(may_match).is_empty()
        {
            self.redundant.push(decided.place);
        }
        same.add(&matched);
    }
}

/// What a term decides.
struct Decided<'a> {
    /// The addresses that come to it.
    left: &'a Networks,
    place: Place,
    qualifier: Qualifier,
}

/// The addresses that a term may match, and those that it surely does.
struct Matches {
    may: Networks,
    surely: Networks,
}

impl Matches {
    /// What a directive matches that leads to no record; without a mechanism
    /// it is `redirect`.
    fn of(mechanism: Option<&Mechanism<'_>>, leads: &Leads) -> Self {
        match (mechanism, leads) {
            (Some(Mechanism::All), _) => Self::surely(Networks::all()),
            (_, Leads::Malformed(_)) => Self::surely(Networks::none()),
            (_, Leads::Exists(answer)) => match answer.outcome.is_failed() {
                true => Self::unknown(),
                false if answer.records().is_empty() => Self::surely(Networks::none()),
                false => Self::surely(Networks::all()),
            },
            (_, Leads::Sender | Leads::NotFollowed | Leads::ClientNames(_)) => Self::unknown(),
            (_, Leads::Exchangers { mx, .. }) if mx.outcome.is_failed() => Self::unknown(),
            (None, _) => Self::unknown(),
            (Some(mechanism), _) => {
                let networks = networks_of(mechanism, leads);
                let mut matches = Self::surely(
                    networks
                        .into_iter()
                        .filter(|network| !network.is_mapped())
                        .collect(),
                );
                let failed = leads.answers().filter(|answer| answer.outcome.is_failed());
                for answer in failed {
                    let nobody = match answer.question.rtype {
                        RecordType::AAAA => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
                        _ => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
                    };
                    matches.may.insert(Network::new(nobody, 0));
                }
                matches
            }
        }
    }

    fn surely(networks: Networks) -> Self {
        Self {
            may: networks.clone(),
            surely: networks,
        }
    }

    fn unknown() -> Self {
        Self {
            may: Networks::all(),
            surely: Networks::none(),
        }
    }
}

/// Whether receivers end at a term without a result.
fn at_fault(kind: Option<LookupKind>, leads: &Leads) -> bool {
    match leads {
        Leads::Malformed(_) => {
            matches!(kind, Some(LookupKind::Include | LookupKind::Redirect))
        }
        leads => leads.too_many_exchangers(),
    }
}

/// The networks that a mechanism names by itself.
fn networks_of(mechanism: &Mechanism<'_>, leads: &Leads) -> Vec<Network> {
    let length = |prefix: Option<Spanned<u8>>| prefix.map_or(u8::MAX, |prefix| prefix.value);
    match mechanism {
        Mechanism::Ip4 { address, prefix } => {
            vec![Network::new(address.value.into(), length(*prefix))]
        }
        Mechanism::Ip6 { address, prefix } => {
            vec![Network::new(address.value.into(), length(*prefix))]
        }
        Mechanism::A { prefix, .. } | Mechanism::Mx { prefix, .. } => leads
            .answers()
            .flat_map(|answer| answer.addresses())
            .map(|address| match address {
                IpAddr::V4(_) => Network::new(address, length(prefix.ip4)),
                IpAddr::V6(_) => Network::new(address, length(prefix.ip6)),
            })
            .collect(),
        _ => Vec::new(),
    }
}
