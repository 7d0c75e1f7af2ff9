//! All that an SPF record leads to, judged.

mod fact;

pub use fact::Fact;

use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Outcome};
use crate::follow::spf::{
    Amount, Cost, Host, LOOKUP_LIMIT, Leads, LookupKind, Selection, Tree, TreeRecord, TreeTerm,
    VOID_LIMIT, Visit,
};
use crate::record::span::Span;
use crate::record::spf::{
    self, Effect, Mechanism, ModifierValue, Qualifier, Record, Usability, read_explanation,
};
use std::rc::Rc;

/// Judges a domain's SPF record with all that it leads to. The places of
/// findings name records by their numbers in the tree.
pub fn judge(tree: &Tree) -> Vec<Finding> {
    let mut judgement = Judgement {
        tree,
        findings: Vec::new(),
    };
    judgement.limits();
    judgement.published();
    for (number, record) in tree.records().enumerate() {
        judgement.record(number, record);
    }
    judgement.redirects();
    judgement.findings
}

struct Judgement<'a> {
    tree: &'a Tree,
    findings: Vec<Finding>,
}

/// A term, and the record that it stands in.
#[derive(Clone, Copy)]
struct At<'a> {
    number: usize,
    record: &'a TreeRecord,
    term: &'a TreeTerm,
}

impl<'a> Judgement<'a> {
    /// What the whole costs (RFC 7208 §4.6.4).
    fn limits(&mut self) {
        let Cost {
            lookups,
            voids_ip4,
            voids_ip6,
        } = self.tree.root().cost;
        let fact = match (lookups.exceeds(LOOKUP_LIMIT), lookups.least) {
            (Some(true), least) => Some(Fact::LookupsTooMany {
                least,
                most: lookups.most,
            }),
            (None, least) => Some(Fact::LookupsUncertain { least }),
            (Some(false), 0) => None,
            (Some(false), _) => Some(match lookups.most.unwrap_or(LOOKUP_LIMIT) {
                LOOKUP_LIMIT => Fact::LookupsAtLimit,
                lookups if lookups + 2 >= LOOKUP_LIMIT => Fact::LookupsNearLimit { lookups },
                lookups => Fact::LookupsWithinLimit { lookups },
            }),
        };
        let fact = fact.map(|fact| self.about_all(fact));
        // The term that is one too many, where one surely is.
        let place = self.tree.first_over_limit().and_then(|path| {
            let place = *path.last()?;
            Some((place.record, self.tree.term(place)?.span))
        });
        self.findings.extend(fact.map(|finding| match place {
            Some((record, span)) => finding.at(record, span),
            None => finding,
        }));
        let over = |voids: Amount| voids.least > VOID_LIMIT;
        let fact = match (over(voids_ip4), over(voids_ip6)) {
            (true, _) => Some(Fact::VoidsTooMany {
                least: voids_ip4.least,
            }),
            (false, true) => Some(Fact::VoidsTooManyIp6 {
                least: voids_ip6.least,
            }),
            _ => (voids_ip4.least == VOID_LIMIT).then_some(Fact::VoidsAtLimit),
        };
        self.findings
            .extend(fact.map(|fact| self.about_all(fact)));
    }

    /// What stands at the domain itself.
    fn published(&mut self) {
        let root = self.tree.root();
        let txt = &root.published.txt;
        let mut push = |fact| self.findings.push(Finding::new(fact, [&**txt]));
        let texts: Vec<_> = txt.texts().collect();
        // A resolver's answer may be older, never younger, than the record.
        if let Some(seconds) = txt.ttl().filter(|&seconds| seconds > DAY) {
            push(Fact::TtlLong { seconds });
        }
        let octets = texts
            .iter()
            .map(|txt| RECORD_OCTETS + txt.text.len() + txt.string_lengths.len())
            .sum();
        if octets > UDP_OCTETS {
            let count = texts.len();
            push(Fact::TextsLarge { octets, count });
        }
        let count = self.tree.own_includes();
        if count > INCLUDES {
            push(Fact::IncludesMany { count });
        }
        for record in root.published.records() {
            for (word, span) in glued(&record.text, &record.string_lengths) {
                let finding = Finding::new(Fact::StringsGlued { word }, [&**txt]);
                self.findings.push(finding.at(0, span));
            }
        }
    }

    /// What stands in one record.
    fn record(&mut self, number: usize, record: &'a TreeRecord) {
        if number > 0 {
            let answers = [&*record.published.txt];
            self.findings.extend(finding::unanswered(answers));
            self.faults(number, record);
        }
        // The explanations of included records are not used (RFC 7208 §6.2).
        let deciding = self.tree.deciding().contains(&number);
        for term in record.terms.iter().filter(|term| term.reached) {
            let at = At {
                number,
                record,
                term,
            };
            match &term.leads {
                Leads::Record {
                    record: target,
                    visit,
                } => self.led_to(at, *target, *visit),
                Leads::Host(host) => self.host(at, host),
                Leads::Exchangers { mx, hosts } => self.exchangers(at, mx, hosts),
                Leads::Exists(answer) => self.exists(at, answer),
                Leads::Explanation(answer) if deciding => self.explanation(at, answer),
                Leads::Nowhere
                | Leads::Sender
                | Leads::Malformed(_)
                | Leads::ClientNames(_)
                | Leads::Explanation(_)
                | Leads::NotFollowed => {}
            }
        }
    }

    /// The faults of an included record that make receivers give up on it.
    fn faults(&mut self, number: usize, record: &TreeRecord) {
        let Selection::One(text) = &record.selection else {
            return;
        };
        for problem in spf::read(text).problems {
            if problem.value.effect() != Effect::Accepted {
                let finding = Finding::new(problem.value, [&*record.published.txt]);
                self.findings.push(finding.at(number, problem.span));
            }
        }
    }

    /// `include` and `redirect`.
    fn led_to(&mut self, at: At<'a>, target: usize, visit: Visit) {
        let Some(led_to) = self.tree.record(target) else {
            return;
        };
        let name = name(at.term);
        let target = led_to.published.domain.clone();
        let answers = [&*led_to.published.txt];
        let fact = match (&led_to.selection, visit) {
            (Selection::One(_), Visit::Loop) if name == "redirect" => Fact::RedirectLoop { target },
            (Selection::One(_), Visit::Loop) => Fact::IncludeLoop { target },
            (Selection::One(text), _) if !is_usable(text) => Fact::TargetInvalid { name, target },
            (Selection::None, _) => Fact::TargetMissing { name, target },
            (Selection::NoSuchName, _) => Fact::TargetNoSuchName { name, target },
            (Selection::Several(count), _) => Fact::TargetSeveralRecords {
                name,
                target,
                count: *count,
            },
            (Selection::One(text), _) if name == "include" && self.passes_all(at, text) => {
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

    /// Whether an included record lets everyone send, and the term that
    /// includes it makes that count.
    fn passes_all(&self, at: At<'_>, text: &str) -> bool {
        let qualifier = |record: &Record<'_>, span: Span| {
            record
                .directives()
                .find(|directive| directive.span == span)
                .map(|directive| directive.value.qualifier())
        };
        let Selection::One(including) = &at.record.selection else {
            return false;
        };
        let counts = qualifier(&spf::read(including), at.term.span) == Some(Qualifier::Pass);
        counts
            && spf::read(text)
                .all()
                .is_some_and(|all| all.value.qualifier() == Qualifier::Pass)
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
    fn host(&mut self, at: At<'a>, host: &Host) {
        self.unanswered(at, [&*host.a, &*host.aaaa]);
        if has_address(host) == Some(false) {
            let fact = Fact::AddressMissing {
                host: host.name.clone(),
            };
            self.push(at, fact, [&*host.a, &*host.aaaa]);
        }
    }

    /// `mx`.
    fn exchangers(&mut self, at: At<'a>, mx: &Rc<Answer>, hosts: &[Host]) {
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
    fn exists(&mut self, at: At<'a>, answer: &Rc<Answer>) {
        self.unanswered(at, [&**answer]);
        if matches!(answer.outcome, Outcome::NoData | Outcome::NoSuchName) {
            let target = answer.question.name.clone();
            self.push(at, Fact::ExistsNever { target }, [&**answer]);
        }
    }

    /// `exp`.
    fn explanation(&mut self, at: At<'a>, answer: &Rc<Answer>) {
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

    /// The record at the end of the redirects stands in for the domain's own.
    fn redirects(&mut self) {
        let deciding = self.tree.deciding();
        let Some(&number) = deciding.last().filter(|&&number| number > 0) else {
            return;
        };
        let Some(record) = self.tree.record(number) else {
            return;
        };
        let Some(text) = record.text() else {
            return;
        };
        let read = spf::read(text);
        let weak = match read.all() {
            Some(all) => matches!(
                all.value.qualifier(),
                Qualifier::Pass | Qualifier::Neutral
            ),
            None => true,
        };
        let ends = read.all().is_some() || read.redirect().is_none();
        if weak && ends && read.usability() == Usability::Usable {
            let end = Span::new(text.len(), text.len());
            let span = read.all().map_or(end, |all| all.span);
            let fact = Fact::RedirectWeak {
                target: record.published.domain.clone(),
            };
            let finding = Finding::new(fact, [&*record.published.txt]);
            self.findings.push(finding.at(number, span));
        }
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

    fn push<'e>(
        &mut self,
        at: At<'_>,
        fact: Fact,
        answers: impl IntoIterator<Item = &'e Answer>,
    ) {
        let mut finding = Finding::new(fact, [&*at.record.published.txt]);
        let answers = answers.into_iter().map(|answer| answer.question.clone());
        finding.evidence.extend(answers);
        self.findings.push(finding.at(at.number, at.term.span));
    }

    /// A finding that rests on every record of the tree.
    fn about_all(&self, fact: Fact) -> Finding {
        let records = self.tree.records();
        Finding::new(fact, records.map(|record| &*record.published.txt))
    }
}

/// A day, in seconds.
const DAY: u32 = 86_400;

/// What an answer over UDP holds without being cut, by common practice.
const UDP_OCTETS: usize = 1_232;

/// What a TXT record takes in an answer besides its strings: a pointer to its
/// name, type, class, time to live and length (RFC 1035 §4.1.3).
const RECORD_OCTETS: usize = 12;

/// Includes beyond which it is worth asking whether all are still used.
const INCLUDES: usize = 3;

/// What a term that leads to another record is called.
fn name(term: &TreeTerm) -> &'static str {
    match term.kind {
        Some(LookupKind::Redirect) => "redirect",
        _ => "include",
    }
}

fn is_usable(text: &str) -> bool {
    spf::read(text).usability() == Usability::Usable
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

/// Words that come about where two character-strings meet, and in which one
/// term ends and another begins.
fn glued(text: &str, lengths: &[usize]) -> Vec<(String, Span)> {
    let mut words = Vec::new();
    let mut boundary = 0;
    for length in lengths {
        boundary += length;
        let (Some(before), Some(after)) = (text.get(..boundary), text.get(boundary..)) else {
            break;
        };
        let start = before.rfind(' ').map_or(0, |space| space + 1);
        let end = after.find(' ').map_or(text.len(), |space| boundary + space);
        let (left, right) = (&text[start..boundary], &text[boundary..end]);
        if is_term(left) && is_term(right) {
            words.push((text[start..end].to_owned(), Span::new(start, end)));
        }
    }
    words
}

/// Whether a word is a term that nobody would take for a part of a name.
fn is_term(word: &str) -> bool {
    let record = ["v=spf1 ", word].concat();
    let record = spf::read(&record);
    let [term] = &record.terms[..] else {
        return false;
    };
    record.problems.is_empty()
        && match &term.value {
            spf::Term::Directive(directive) => {
                word.contains([':', '/']) || directive.mechanism == Mechanism::All && word.len() > 3
            }
            spf::Term::Modifier(modifier) => {
                !matches!(modifier.value, ModifierValue::Unknown(_))
            }
            spf::Term::Unknown(_) => false,
        }
}
