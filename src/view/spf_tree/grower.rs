//! The nodes of a tree, grown from its root.

use crate::dns::{Answer, Failure, Outcome};
use crate::follow::spf::{Amount, Host, Leads, Place, Selection, Tree, TreeTerm, Visit};
use crate::knowledge::spf_vendors::spf_vendor;
use crate::record::kind::RecordKind;
use crate::report::SubjectReport;
use crate::text::Language;
use crate::text::spf::Standing;
use crate::view::node::Node;
use crate::view::reading::{Excerpt, said};
use crate::view::subject::{Block, Style};
use std::net::IpAddr;
/// Grows the nodes of a tree.
pub(super) struct Grower<'a> {
    pub report: &'a SubjectReport,
    pub tree: &'a Tree,
    pub language: Language,
    /// The way to the first fault.
    pub unfolded: Vec<Place>,
    /// The term that is one lookup too many.
    pub over_limit: Option<Place>,
}

impl Grower<'_> {
    /// The terms of a record that ask DNS: first those that receivers come to,
    /// in their order.
    pub fn record(&self, number: usize, vendor: Option<&str>) -> Vec<Node> {
        let Some(record) = self.tree.record(number) else {
            return Vec::new();
        };
        let text = record.text().map(AsRef::as_ref).unwrap_or_default();
        let unreached = record.terms.iter().enumerate();
        let unreached = unreached.filter(|(_, term)| !term.reached);
        record
            .evaluated()
            .chain(unreached)
            .filter(|(_, term)| term.kind.is_some())
            .map(|(index, term)| {
                let place = Place {
                    record: number,
                    term: index,
                };
                self.term(place, term.span.slice(text), term, vendor)
            })
            .collect()
    }

    /// A term of a record that is known to be `within`'s, a vendor's.
    fn term(&self, place: Place, code: &str, term: &TreeTerm, within: Option<&str>) -> Node {
        let vendor = self.vendor(code, term);
        let mut node = Node {
            code: code.to_owned(),
            open: self.unfolded.contains(&place),
            ..Node::default()
        };
        let mut standings = self.stand(term, vendor, &mut node);
        if !term.reached {
            node.style = Style::Absent;
            standings = vec![Standing::NotReached];
        } else if self.over_limit == Some(place) && node.style != Style::Wrong {
            node.style = Style::Wrong;
            standings.push(Standing::OverLimit);
        }
        let standings = standings
            .into_iter()
            .map(|standing| self.language.spf_standing(standing));
        let vendor = vendor.filter(|&vendor| Some(vendor) != within);
        let vendor = vendor.map(|vendor| self.language.spf_standing(Standing::Vendor(vendor)));
        let words: Vec<_> = vendor
            .into_iter()
            .chain(self.cost(term))
            .chain(standings)
            .collect();
        node.words = words.join(" · ").into();
        node
    }

    /// The vendor to whose record a term leads.
    fn vendor(&self, code: &str, term: &TreeTerm) -> Option<&'static str> {
        let vendor = match &term.leads {
            Leads::Record { record, .. } => {
                spf_vendor(self.tree.record(*record)?.domain().as_str())
            }
            Leads::Sender => spf_vendor(code),
            _ => None,
        }?;
        Some(self.language.vendor(vendor))
    }

    /// What a term costs, with all that it leads to.
    fn cost(&self, term: &TreeTerm) -> Vec<String> {
        let (own, all) = (term.own.lookups, term.cost.lookups);
        let mut words = Vec::new();
        match term.leads {
            // That it counts so many again is said of it.
            Leads::Record {
                visit: Visit::Again,
                ..
            } => {}
            _ if all == Amount::NONE => {}
            _ => {
                let most = all.most.zip(own.most);
                let below = Amount {
                    least: all.least.saturating_sub(own.least),
                    most: most.map(|(all, own)| all.saturating_sub(own)),
                };
                words.push(self.language.spf_lookups(own, below));
            }
        }
        words.extend(self.language.spf_voids(term.cost));
        words
    }

    /// What is to be said of where a term leads, and what stands there.
    fn stand<'t>(
        &'t self,
        term: &'t TreeTerm,
        vendor: Option<&str>,
        node: &mut Node,
    ) -> Vec<Standing<'t>> {
        let (style, standing) = match &term.leads {
            Leads::Nowhere | Leads::Explanation(_) => return Vec::new(),
            Leads::Record { record, visit } => {
                if *visit == Visit::First {
                    self.grow(*record, vendor, node);
                }
                return self.led_to(*record, *visit, term, node);
            }
            Leads::Sender => (Style::Words, Standing::Sender),
            Leads::Malformed(text) => (Style::Wrong, Standing::Malformed(text)),
            Leads::NotFollowed => (Style::Unknown, Standing::NotFollowed),
            Leads::ClientNames(_) => (Style::Words, Standing::ClientNames),
            Leads::Exists(answer) => match &answer.outcome {
                Outcome::Failed(why) => (Style::Unknown, Standing::Unknown(why)),
                Outcome::Records(_) => (Style::Words, Standing::There),
                _ => (Style::Doubtful, Standing::Nothing),
            },
            Leads::Host(host) => {
                node.blocks = self.hosts(std::slice::from_ref(host));
                match (failure([&*host.a, &*host.aaaa]), addresses(host).count()) {
                    (Some(why), _) => (Style::Unknown, Standing::Unknown(why)),
                    (None, 0) => (Style::Doubtful, Standing::Nothing),
                    (None, count) => (Style::Words, Standing::Addresses(count)),
                }
            }
            Leads::Exchangers { mx, hosts } => {
                node.blocks = self.hosts(hosts);
                let answers = hosts.iter().flat_map(|host| [&*host.a, &*host.aaaa]);
                let failure = failure(std::iter::once(&**mx).chain(answers));
                match (failure, term.leads.exchangers()) {
                    (_, count) if term.leads.too_many_exchangers() => {
                        (Style::Wrong, Standing::TooManyExchangers(count))
                    }
                    (Some(why), _) => (Style::Unknown, Standing::Unknown(why)),
                    (None, 0) => (Style::Doubtful, Standing::Nothing),
                    (None, count) => (Style::Words, Standing::Exchangers(count)),
                }
            }
        };
        node.style = style;
        vec![standing]
    }

    /// The same of a term that leads to record number `number`.
    fn led_to<'t>(
        &'t self,
        number: usize,
        visit: Visit,
        term: &TreeTerm,
        node: &mut Node,
    ) -> Vec<Standing<'t>> {
        let Some(record) = self.tree.record(number) else {
            return Vec::new();
        };
        let again = match visit {
            Visit::First => None,
            Visit::Again => Some(Standing::Again(term.cost.lookups)),
            Visit::Loop => Some(Standing::Loop),
        };
        let fault = match &record.selection {
            Selection::One(_) => None,
            Selection::None => Some(Standing::NoRecord),
            Selection::NoSuchName => Some(Standing::NoSuchName),
            Selection::Several(count) => Some(Standing::Several(*count)),
            Selection::Unknown => failure([&*record.published.txt]).map(Standing::Unknown),
        };
        node.style = match (&record.selection, visit) {
            (Selection::Unknown, _) => Style::Unknown,
            (Selection::One(_), Visit::First | Visit::Again) => Style::Words,
            _ => Style::Wrong,
        };
        again.into_iter().chain(fault).collect()
    }

    /// Puts a record and all that it leads to below a node.
    fn grow(&self, number: usize, vendor: Option<&str>, node: &mut Node) {
        let Some(record) = self.tree.record(number) else {
            return;
        };
        node.nodes = self.record(number, vendor);
        let findings = || {
            let findings = self.report.findings.iter();
            findings.filter_map(move |finding| {
                let place = finding.place.filter(|place| place.record == number)?;
                Some((finding, Some(place.span)))
            })
        };
        let facts = findings()
            .filter(|(finding, _)| !self.report.is_about_own(finding))
            .map(|(finding, span)| (&finding.fact, finding.severity, span));
        node.findings = said(facts, self.language);
        if let Some(text) = record.text() {
            let canonical = record.published.txt.canonical_name();
            let owner = match canonical == record.domain() {
                true => "",
                false => canonical.as_str(),
            };
            let faults = findings().map(|(finding, span)| (span, finding.severity));
            let excerpt = Excerpt::new(RecordKind::Spf, owner, text, faults, self.language);
            node.record = Some(excerpt);
        }
    }

    /// Hosts and their addresses.
    fn hosts(&self, hosts: &[Host]) -> Vec<Block> {
        let words = self.language.table_words();
        let facts = hosts.iter().map(|host| {
            let mut values: Vec<_> = addresses(host).map(|it| it.to_string()).collect();
            if failure([&*host.a, &*host.aaaa]).is_some() {
                values.push(words.unknown.to_owned());
            } else if values.is_empty() {
                values.push(words.none.to_owned());
            }
            (host.name.to_string(), values)
        });
        match hosts.is_empty() {
            true => Vec::new(),
            false => vec![Block::Facts(facts.collect())],
        }
    }
}

fn addresses(host: &Host) -> impl Iterator<Item = IpAddr> {
    host.a.addresses().chain(host.aaaa.addresses())
}

/// Why the first of these answers that failed did so.
fn failure<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Option<&'a Failure> {
    answers
        .into_iter()
        .find_map(|answer| match &answer.outcome {
            Outcome::Failed(why) => Some(why),
            _ => None,
        })
}
