//! Puts together what was gathered: numbers the records in the order in which
//! a receiver comes to them, and sums up what they cost.

use super::cost::{Cost, own};
use super::gather::{Found, FoundTerm, Gathered};
use super::target::Target;
use super::{Host, Leads, LookupKind, Place, Tree, TreeRecord, TreeTerm, Visit, exchangers};
use crate::dns::{Answer, Name, Question, RecordType};
use crate::follow::spf::MX_LIMIT;
use crate::follow::spf::published::Selection;
use crate::order::one_by_one;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The tree of what was gathered.
///
/// A record is left once all that it leads to is summed up, so that its own
/// sum is at hand wherever else it is led to: no tree takes longer than its
/// records have terms. The records on the way down are kept in a list, for the
/// stack of a browser is small.
pub fn assemble(gathered: Gathered) -> Tree {
    let Gathered {
        root,
        records,
        answers,
    } = gathered;
    let mut assembly = Assembly {
        found: records,
        answers,
        numbers: one_by_one([(root.published.domain.clone(), 0)]),
        left: BTreeMap::new(),
    };
    let mut above = Vec::new();
    let mut here = Visited::new(root, 0, None, 0);
    loop {
        if let Some(below) = here.descend(&mut assembly) {
            above.push(std::mem::replace(&mut here, below));
            continue;
        }
        let number = here.number;
        let record = here.leave(&assembly);
        let Some(parent) = above.pop() else {
            return Tree {
                root: record,
                others: assembly.left.into_values().collect(),
            };
        };
        assembly.left.insert(number, record);
        here = parent;
    }
}

struct Assembly {
    /// Records that were not yet come to.
    found: BTreeMap<Name, Found>,
    answers: BTreeMap<Question, Rc<Answer>>,
    /// The numbers of records that were come to.
    numbers: BTreeMap<Name, usize>,
    /// Records that are summed up.
    left: BTreeMap<usize, TreeRecord>,
}

/// A record on the way down.
struct Visited {
    found: Found,
    number: usize,
    parent: Option<Place>,
    depth: usize,
    /// The terms to go down by, the next one last.
    ahead: Vec<usize>,
    /// Where terms lead that lead to records.
    leads: BTreeMap<usize, Leads>,
}

impl Visited {
    fn new(found: Found, number: usize, parent: Option<Place>, depth: usize) -> Self {
        let of_kind = |kind| {
            let terms = found.terms.iter().enumerate().rev();
            terms
                .filter(move |(_, term)| term.kind == Some(kind))
                .map(|(index, _)| index)
        };
        // Receivers come to `redirect` last.
        let ahead = of_kind(LookupKind::Redirect)
            .chain(of_kind(LookupKind::Include))
            .collect();
        Self {
            found,
            number,
            parent,
            depth,
            ahead,
            leads: BTreeMap::new(),
        }
    }

    /// The next record below that is come to for the first time.
    fn descend(&mut self, assembly: &mut Assembly) -> Option<Self> {
        while let Some(index) = self.ahead.pop() {
            let Some(Target::Record(name, _)) = self.found.terms.get(index).map(|it| &it.target)
            else {
                continue;
            };
            if let Some(&record) = assembly.numbers.get(name) {
                let visit = match assembly.left.contains_key(&record) {
                    true => Visit::Again,
                    false => Visit::Loop,
                };
                self.leads.insert(index, Leads::Record { record, visit });
            } else if let Some(found) = assembly.found.remove(name) {
                let record = assembly.numbers.len();
                assembly.numbers.insert(name.clone(), record);
                let visit = Visit::First;
                self.leads.insert(index, Leads::Record { record, visit });
                let parent = Place {
                    record: self.number,
                    term: index,
                };
                return Some(Self::new(found, record, Some(parent), self.depth + 1));
            } else {
                self.leads.insert(index, Leads::NotFollowed);
            }
        }
        None
    }

    fn leave(mut self, assembly: &Assembly) -> TreeRecord {
        let mut terms = Vec::with_capacity(self.found.terms.len());
        for (index, term) in self.found.terms.into_iter().enumerate() {
            let leads = self.leads.remove(&index);
            let leads = leads.unwrap_or_else(|| assembly.leads(&term.target));
            terms.push(assembly.term(term, leads));
        }
        let cost = match self.found.selection {
            Selection::Unknown => Cost::OPEN,
            _ => terms.iter().map(|term| term.cost).sum(),
        };
        TreeRecord {
            published: self.found.published,
            selection: self.found.selection,
            usability: self.found.usability,
            written: self.found.written,
            parent: self.parent,
            depth: self.depth,
            terms,
            cost,
        }
    }
}

impl Assembly {
    fn term(&self, term: FoundTerm, leads: Leads) -> TreeTerm {
        let own = match term.kind {
            Some(kind) => {
                let txt = match &term.target {
                    Target::Record(name, _) => self.answer(name, RecordType::TXT),
                    _ => None,
                };
                own(kind, &leads, term.validates, txt.map(Rc::as_ref))
            }
            None => Cost::default(),
        };
        TreeTerm {
            span: term.span,
            kind: term.kind,
            reached: term.reached,
            own,
            cost: own + self.beyond(term.kind, &leads),
            leads,
        }
    }

    /// What the record costs that a term leads to.
    fn beyond(&self, kind: Option<LookupKind>, leads: &Leads) -> Cost {
        match leads {
            Leads::Record { record, .. } => match self.left.get(record) {
                Some(record) => record.cost,
                None => Cost::LOOP,
            },
            Leads::Sender | Leads::NotFollowed => match kind {
                Some(LookupKind::Include | LookupKind::Redirect) => Cost::OPEN,
                _ => Cost::default(),
            },
            _ => Cost::default(),
        }
    }

    /// Where a term leads that leads to no record.
    fn leads(&self, target: &Target) -> Leads {
        let leads = match target {
            Target::Nowhere => Some(Leads::Nowhere),
            Target::Sender => Some(Leads::Sender),
            Target::Malformed(text) => Some(Leads::Malformed(text.clone())),
            Target::Record(..) => None,
            Target::Host(name) => self.host(name).map(Leads::Host),
            Target::Exchangers(name) => self.exchangers(name),
            Target::Exists(name) => self.answer(name, RecordType::A).cloned().map(Leads::Exists),
            Target::Explanation(name) => {
                let txt = self.answer(name, RecordType::TXT);
                txt.cloned().map(Leads::Explanation)
            }
            Target::ClientNames(name) => Some(Leads::ClientNames(name.clone())),
        };
        leads.unwrap_or(Leads::NotFollowed)
    }

    fn exchangers(&self, domain: &Name) -> Option<Leads> {
        let mx = self.answer(domain, RecordType::MX)?;
        let hosts: Option<_> = exchangers(mx)
            .into_iter()
            .take(MX_LIMIT)
            .map(|name| self.host(name))
            .collect();
        Some(Leads::Exchangers {
            mx: mx.clone(),
            hosts: hosts?,
        })
    }

    fn host(&self, name: &Name) -> Option<Host> {
        Some(Host {
            name: name.clone(),
            a: self.answer(name, RecordType::A)?.clone(),
            aaaa: self.answer(name, RecordType::AAAA)?.clone(),
        })
    }

    /// What a question brought; `None` where it was not asked.
    fn answer(&self, name: &Name, rtype: RecordType) -> Option<&Rc<Answer>> {
        let question = Question::new(name.clone(), rtype);
        self.answers.get(&question)
    }
}
