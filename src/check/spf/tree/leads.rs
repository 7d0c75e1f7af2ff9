//! What a term leads to, judged.

use super::{Fact, Judgement};
use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Outcome};
use crate::follow::spf::{Host, Leads, LookupKind, Selection, TreeRecord, TreeTerm, Visit};
use crate::record::spf::{Qualifier, Usability, read_explanation};
use std::rc::Rc;

/// A term, and the record that it stands in.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub number: usize,
    pub record: &'a TreeRecord,
    pub term: &'a TreeTerm,
}

impl At<'_> {
    /// Whether a match of the term lets the client send (RFC 7208 §4.6.2).
    fn lets_send(&self) -> bool {
        let text = self.record.text().map(|text| self.term.span.slice(text));
        let mark = text.and_then(|term| Qualifier::of(term.chars().next()?));
        mark.is_none_or(|qualifier| qualifier == Qualifier::Pass)
    }
}

impl<'a> Judgement<'a> {
    /// `include` and `redirect`.
    pub fn led_to(&mut self, at: At<'a>, number: usize, visit: Visit) {
        let Some(led_to) = self.tree.record(number) else {
            return;
        };
        let name = name(at.term);
        let target = led_to.published.domain.clone();
        let answers = [&*led_to.published.txt];
        let fact = match (&led_to.selection, visit) {
            (Selection::One(_), Visit::Loop) if name == "redirect" => Fact::RedirectLoop { target },
            (Selection::One(_), Visit::Loop) => Fact::IncludeLoop { target },
            (Selection::One(_), _) if led_to.usability != Some(Usability::Usable) => {
                Fact::TargetInvalid { name, target }
            }
            (Selection::None, _) => Fact::TargetMissing { name, target },
            (Selection::NoSuchName, _) => Fact::TargetNoSuchName { name, target },
            (Selection::Several(count), _) => Fact::TargetSeveralRecords {
                name,
                target,
                count: *count,
            },
            (Selection::One(_), _)
                if name == "include" && at.lets_send() && self.passing_all.contains(&number) =>
            {
                Fact::IncludePassesAll { target }
            }
            // The same term twice in one record is told of by its text.
            (Selection::One(_), Visit::Again) if !self.is_twice_in_record(at) => {
                Fact::RecordAgain {
                    target,
                    lookups: at.term.cost.lookups.least,
                }
            }
            (Selection::One(_) | Selection::Unknown, _) => return,
        };
        self.push(at, fact, answers);
    }

    fn is_twice_in_record(&self, at: At<'_>) -> bool {
        let leads = |term: &TreeTerm| match term.leads {
            Leads::Record { record, .. } => Some(record),
            _ => None,
        };
        let terms = at.record.terms.iter();
        terms
            .take_while(|term| term.span.start < at.term.span.start)
            .any(|term| leads(term) == leads(at.term))
    }

    /// `a`.
    pub fn host(&mut self, at: At<'a>, host: &Host) {
        self.unanswered(at, [&*host.a, &*host.aaaa]);
        if has_address(host) == Some(false) {
            let fact = Fact::AddressMissing {
                host: host.name.clone(),
            };
            self.push(at, fact, [&*host.a, &*host.aaaa]);
        }
    }

    /// `mx`.
    pub fn exchangers(&mut self, at: At<'a>, mx: &Rc<Answer>, hosts: &[Host]) {
        self.unanswered(at, [&**mx]);
        if mx.outcome.is_failed() {
            return;
        }
        let domain = mx.question.name.clone();
        if at.term.leads.too_many_exchangers() {
            let count = at.term.leads.exchangers();
            return self.push(at, Fact::ExchangersTooMany { domain, count }, [&**mx]);
        }
        if hosts.iter().all(|host| host.name.is_root()) {
            return self.push(at, Fact::ExchangersMissing { domain }, [&**mx]);
        }
        for host in hosts.iter().filter(|host| !host.name.is_root()) {
            self.unanswered(at, [&*host.a, &*host.aaaa]);
            if has_address(host) == Some(false) {
                let fact = Fact::ExchangerWithoutAddress {
                    host: host.name.clone(),
                };
                self.push(at, fact, [&**mx, &*host.a, &*host.aaaa]);
            }
        }
    }

    /// `exists`.
    pub fn exists(&mut self, at: At<'a>, answer: &Rc<Answer>) {
        self.unanswered(at, [&**answer]);
        if matches!(answer.outcome, Outcome::NoData | Outcome::NoSuchName) {
            let target = answer.question.name.clone();
            self.push(at, Fact::ExistsNever { target }, [&**answer]);
        }
    }

    /// `exp`.
    pub fn explanation(&mut self, at: At<'a>, answer: &Rc<Answer>) {
        self.unanswered(at, [&**answer]);
        if answer.outcome.is_failed() {
            return;
        }
        let target = answer.question.name.clone();
        let texts: Vec<_> = answer.texts().collect();
        let fact = match &texts[..] {
            [] => Fact::ExplanationMissing { target },
            [text] if read_explanation(&text.text).is_usable() => return,
            [_] => Fact::ExplanationInvalid { target },
            several => Fact::ExplanationSeveral {
                target,
                count: several.len(),
            },
        };
        self.push(at, fact, [&**answer]);
    }

    fn unanswered<'e>(&mut self, at: At<'_>, answers: impl IntoIterator<Item = &'e Answer>) {
        let findings = finding::unanswered(answers);
        for finding in findings {
            let finding = finding.at(at.number, at.term.span);
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }

    fn push<'e>(&mut self, at: At<'_>, fact: Fact, answers: impl IntoIterator<Item = &'e Answer>) {
        let mut finding = Finding::new(fact, [&*at.record.published.txt]);
        let answers = answers.into_iter().map(|answer| answer.question.clone());
        finding.evidence.extend(answers);
        self.findings.push(finding.at(at.number, at.term.span));
    }
}

/// What a term that leads to another record is called.
pub fn name(term: &TreeTerm) -> &'static str {
    match term.kind {
        Some(LookupKind::Redirect) => "redirect",
        _ => "include",
    }
}

/// Whether a host has an address of either family; `None` where that is not
/// known.
fn has_address(host: &Host) -> Option<bool> {
    let answers = [&host.a, &host.aaaa];
    if answers.iter().any(|answer| !answer.records().is_empty()) {
        return Some(true);
    }
    let unknown = answers.iter().any(|answer| answer.outcome.is_failed());
    (!unknown).then_some(false)
}
