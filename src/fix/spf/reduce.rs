//! A record with fewer lookups: without what is of no use first, and then with
//! addresses in the place of names.

use super::words::take_out;
use crate::dns::Outcome;
use crate::fix::edit::{Edit, apply};
use crate::fix::published::decided;
use crate::fix::{Choice, Effect, Mended, Title, Unmended};
use crate::follow::spf::{Authorized, Leads, LookupKind, Place, Selection, Tree, TreeTerm};
use crate::order::Arrange;
use crate::record::span::Span;
use crate::record::spf::{Qualifier, Term, read};
use std::net::IpAddr;

/// Why a term is of no use.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Useless {
    /// It leads to a name without what it asks for.
    Dead,
    /// Earlier terms let all of its servers send already.
    Redundant,
}

/// What can be taken out of a domain's own record, and what can be written
/// otherwise.
#[derive(Debug)]
pub struct Reduction<'a> {
    text: &'a str,
    tree: &'a Tree,
    authorized: Authorized,
    /// The terms that are of no use, each with its bytes, why, and how many
    /// lookups go with it.
    pub useless: Vec<(Span, Useless, usize)>,
    /// The `a` and `mx` that can be written as addresses.
    hosts: Vec<Hosts>,
    /// The `include`s that can.
    includes: Vec<Include<'a>>,
}

/// A mechanism whose hosts have known addresses.
#[derive(Debug)]
struct Hosts {
    /// Its bytes.
    span: Span,
    /// `a` or `mx`.
    mechanism: &'static str,
    /// What should stand there.
    terms: String,
}

/// An `include` all of whose addresses are known.
#[derive(Debug)]
struct Include<'a> {
    /// Its bytes.
    span: Span,
    /// The domain, as it is written.
    domain: &'a str,
    /// Its addresses, a term each.
    terms: Vec<String>,
    /// How many lookups it takes.
    lookups: usize,
}

/// Records longer than this are not proposed: few DNS panels take them, and
/// answers over UDP do not hold them.
const LONGEST: usize = 1_000;

impl<'a> Reduction<'a> {
    /// Looks through the domain's own record.
    pub fn of(tree: &'a Tree) -> Self {
        let text = tree.root().text().map_or("", |text| &**text);
        let mut reduction = Self {
            text,
            tree,
            authorized: tree.authorized(),
            useless: Vec::new(),
            hosts: Vec::new(),
            includes: Vec::new(),
        };
        let terms = tree.root().terms.iter().enumerate();
        for (index, term) in terms.filter(|(_, term)| term.reached && term.kind.is_some()) {
            let place = Place {
                record: 0,
                term: index,
            };
            let why = match reduction.authorized.redundant.contains(&place) {
                true => Some(Useless::Redundant),
                false => is_dead(tree, term).then_some(Useless::Dead),
            };
            if let Some(why) = why {
                let lookups = term.cost.lookups.least;
                reduction.useless.push((term.span, why, lookups));
            } else if let Some(hosts) = reduction.hosts(index, term) {
                reduction.hosts.push(hosts);
            } else if let Some(include) = reduction.include(index, term) {
                reduction.includes.push(include);
            }
        }
        reduction
    }

    /// How many lookups the record takes by now.
    pub fn lookups(&self) -> usize {
        self.tree.cost().lookups.least
    }

    /// The record without what is of no use, and how many lookups it takes.
    pub fn without_useless(&self) -> (Vec<Edit>, usize) {
        let edits = self.useless.iter();
        let edits = edits.map(|(span, ..)| take_out(self.text, *span)).collect();
        let saved: usize = self.useless.iter().map(|(_, _, lookups)| lookups).sum();
        (edits, self.lookups().saturating_sub(saved))
    }

    /// What is proposed: the least change that keeps the lookups within
    /// `limit`, and what goes further as alternatives. With no limit, only what
    /// changes no sender.
    pub fn fix(&self, limit: usize) -> Mended {
        if self.text.is_empty() {
            return Err(Unmended::NotKnown);
        }
        let (dropped, after_dropping) = self.without_useless();
        let after_hosts = after_dropping.saturating_sub(self.hosts.len());
        let mut choices = Vec::new();
        if !dropped.is_empty() {
            let title = Title::DropSpfTerms {
                count: self.useless.len(),
                lookups: after_dropping,
            };
            let choice = Choice::edits(self.text, dropped.clone(), Effect::SameSenders);
            choices.push((after_dropping, Choice { title, ..choice }));
        }
        if !self.hosts.is_empty() {
            let hosts = self.hosts.iter();
            let written = hosts.map(|it| Edit::replace(it.span, it.terms.as_str()));
            let edits: Vec<_> = dropped.into_iter().chain(written).collect();
            if apply(self.text, &edits).len() <= LONGEST {
                let lookups = after_hosts;
                let is_there = |name: &&str| self.hosts.iter().any(|it| it.mechanism == *name);
                let mechanisms = ["a", "mx"].into_iter().filter(is_there).collect();
                let title = Title::FlattenHosts {
                    mechanisms,
                    lookups,
                };
                let choice = Choice::edits(self.text, edits, Effect::GoesStale);
                choices.push((lookups, Choice { title, ..choice }));
            }
        }
        if limit > 0 {
            if after_hosts > limit {
                choices.extend(self.some_written_out(after_hosts, limit));
            }
            choices.extend(self.flat().map(|flat| (0, flat)));
            // What is enough comes first.
            choices.arrange_by_key(|(lookups, _)| *lookups > limit);
        }
        decided(choices.into_iter().map(|(_, choice)| choice))
    }

    /// The hosts and as few `include`s as will do written as addresses, and how
    /// many lookups that leaves.
    fn some_written_out(&self, lookups: usize, limit: usize) -> Option<(usize, Choice)> {
        let mut left = lookups;
        let mut others: Vec<&Include<'_>> = self.includes.iter().collect();
        let mut chosen: Vec<&Include<'_>> = Vec::new();
        while left > limit {
            // One that is enough, of few networks; else the one that saves most.
            let best = others.iter().enumerate().min_by_key(|(_, it)| {
                let enough = left.saturating_sub(it.lookups) <= limit;
                let networks = if enough { it.terms.len() } else { 0 };
                (!enough, networks, usize::MAX - it.lookups)
            });
            let best = others.remove(best?.0);
            left = left.saturating_sub(best.lookups);
            chosen.push(best);
        }
        let (dropped, _) = self.without_useless();
        let hosts = self.hosts.iter();
        let hosts = hosts.map(|it| Edit::replace(it.span, it.terms.as_str()));
        let includes = chosen.iter();
        let includes = includes.map(|it| Edit::replace(it.span, it.terms.join(" ")));
        let edits: Vec<_> = dropped.into_iter().chain(hosts).chain(includes).collect();
        if apply(self.text, &edits).len() > LONGEST {
            return None;
        }
        let title = Title::FlattenSome {
            domains: chosen.iter().map(|it| it.domain.to_owned()).collect(),
            lookups: left,
        };
        let choice = Choice::edits(self.text, edits, Effect::GoesStale);
        Some((left, Choice { title, ..choice }))
    }

    /// An `include` with the addresses that it leads to, where all of them are
    /// known.
    fn include(&self, index: usize, term: &TreeTerm) -> Option<Include<'a>> {
        let Leads::Record { record, .. } = term.leads else {
            return None;
        };
        let pass = self.authorized.by_record.get(record)?;
        let exact = self.authorized.is_exact() && !pass.is_all() && !pass.is_empty();
        if term.kind != Some(LookupKind::Include) || !exact {
            return None;
        }
        let read = read(self.text);
        let Some(Term::Directive(directive)) = read.terms.get(index).map(|it| &it.value) else {
            return None;
        };
        if directive.qualifier() != Qualifier::Pass {
            return None;
        }
        let (_, domain) = term.span.slice(self.text).split_once(':')?;
        let terms = pass.minimal().map(|network| match network.address() {
            IpAddr::V4(_) => format!("ip4:{network}"),
            IpAddr::V6(_) => format!("ip6:{network}"),
        });
        Some(Include {
            span: term.span,
            domain,
            terms: terms.collect(),
            lookups: term.cost.lookups.least,
        })
    }

    /// All addresses in one record.
    fn flat(&self) -> Option<Choice> {
        let flat = self.tree.flat(&self.authorized);
        let fits = flat.octets() <= LONGEST && flat.networks > 0;
        let exact = self.authorized.is_exact() && !self.authorized.pass.is_all();
        (fits && exact).then(|| {
            let whole = Span::new(0, self.text.len());
            let edits = vec![Edit::replace(whole, &*flat.text)];
            let title = Title::FlattenAll {
                networks: flat.networks,
            };
            let choice = Choice::edits(self.text, edits, Effect::GoesStale);
            Choice { title, ..choice }
        })
    }

    /// An `a` or `mx` as the addresses that it leads to, where all of them are
    /// known.
    fn hosts(&self, index: usize, term: &TreeTerm) -> Option<Hosts> {
        let mechanism = match term.kind {
            Some(LookupKind::A) => "a",
            Some(LookupKind::Mx) => "mx",
            _ => return None,
        };
        let failed = term
            .leads
            .answers()
            .any(|answer| answer.outcome.is_failed());
        if failed || term.leads.too_many_exchangers() {
            return None;
        }
        let record = read(self.text);
        let qualifier = match record.terms.get(index).map(|term| &term.value) {
            Some(Term::Directive(directive)) => directive.qualifier(),
            _ => return None,
        };
        let mark = match qualifier {
            Qualifier::Pass => String::new(),
            other => other.mark().to_string(),
        };
        let networks = self.tree.root().networks().into_iter();
        let networks = networks.filter(|(at, network)| *at == index && !network.is_mapped());
        let terms = networks.map(|(_, network)| match network.address() {
            IpAddr::V4(_) => format!("{mark}ip4:{network}"),
            IpAddr::V6(_) => format!("{mark}ip6:{network}"),
        });
        let terms: Vec<_> = terms.collect();
        (!terms.is_empty()).then(|| Hosts {
            span: term.span,
            mechanism,
            terms: terms.join(" "),
        })
    }
}

/// Whether a term surely leads to nothing.
fn is_dead(tree: &Tree, term: &TreeTerm) -> bool {
    let nothing = |outcome: &Outcome| matches!(outcome, Outcome::NoData | Outcome::NoSuchName);
    match &term.leads {
        Leads::Record { record, .. } if term.kind == Some(LookupKind::Include) => {
            let selection = tree.record(*record).map(|record| &record.selection);
            matches!(selection, Some(Selection::None | Selection::NoSuchName))
        }
        Leads::Host(host) => nothing(&host.a.outcome) && nothing(&host.aaaa.outcome),
        Leads::Exchangers { mx, hosts } => {
            let dead = hosts.iter().all(|host| {
                host.name.is_root() || nothing(&host.a.outcome) && nothing(&host.aaaa.outcome)
            });
            !mx.outcome.is_failed() && dead
        }
        Leads::Exists(answer) => nothing(&answer.outcome),
        _ => false,
    }
}
