//! Where an SPF record leads: meters of its limits, and the tree.

use super::node::{Meter, Node};
use super::reading::{Excerpt, said};
use super::subject::{Block, Style};
use crate::dns::{Answer, Failure, Outcome};
use crate::follow::spf::{
    Amount, Authorized, Cost, Flat, Host, LOOKUP_LIMIT, Leads, Place, Selection, Tree, TreeTerm,
    VOID_LIMIT, Visit,
};
use crate::knowledge::spf_vendors::spf_vendor;
use crate::record::kind::RecordKind;
use crate::report::SubjectReport;
use crate::text::Language;
use crate::text::spf::{Counted, Standing};
use std::net::IpAddr;

/// How much of its limits a domain's SPF record uses, and where it leads.
pub fn blocks(report: &SubjectReport, tree: &Tree, language: Language) -> Vec<Block> {
    if tree.root().text().is_none() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Meters(meters(&tree.cost(), language))];
    let grower = Grower {
        report,
        tree,
        language,
        unfolded: seen(tree, tree.first_fault().map(|fault| fault.path)),
        over_limit: seen(tree, tree.first_over_limit()).pop(),
    };
    let nodes = grower.record(0, None);
    let is_flat = nodes.is_empty();
    if !is_flat {
        blocks.push(Block::Tree {
            caption: language.spf_tree().to_owned(),
            nodes,
        });
    }
    // Of a record that is not followed there is nothing more to say.
    if tree.root().fault().is_some() {
        return blocks;
    }
    let authorized = tree.authorized();
    let mut nodes = vec![sending(&authorized, language)];
    if !is_flat {
        nodes.push(flat(&tree.flat(&authorized), language));
    }
    blocks.push(Block::Tree {
        caption: String::new(),
        nodes,
    });
    blocks
}

/// The addresses that a record lets send.
fn sending(authorized: &Authorized, language: Language) -> Node {
    /// More say nothing more.
    const SHOWN: usize = 60;
    let networks = |ip4: bool| {
        let networks = authorized.pass.minimal();
        let mut networks = networks.filter(move |network| network.address().is_ipv4() == ip4);
        let mut shown: Vec<_> = networks
            .by_ref()
            .take(SHOWN)
            .map(|network| network.to_string())
            .collect();
        match networks.count() {
            0 => {}
            more => shown.push(format!("+ {more}")),
        }
        shown
    };
    let families = [("IPv4", networks(true)), ("IPv6", networks(false))];
    let facts: Vec<_> = families
        .into_iter()
        .filter(|(_, networks)| !networks.is_empty())
        .map(|(family, networks)| (family.to_owned(), networks))
        .collect();
    Node {
        words: language.spf_addresses(authorized),
        blocks: match facts.is_empty() {
            true => Vec::new(),
            false => vec![Block::Facts(facts)],
        },
        ..Node::default()
    }
}

/// What the record would be if it named those addresses itself.
fn flat(flat: &Flat, language: Language) -> Node {
    let text = &flat.text;
    let no_faults = std::iter::empty();
    let lines = language.spf_flat_detail(flat).into_iter();
    Node {
        words: language.spf_flat(flat),
        record: Some(Excerpt::new(RecordKind::Spf, "", text, no_faults, language)),
        nodes: lines
            .map(|words| Node {
                words,
                ..Node::default()
            })
            .collect(),
        ..Node::default()
    }
}

/// A way through the tree, as far as it is drawn: what is led to again is not.
fn seen(tree: &Tree, path: Option<Vec<Place>>) -> Vec<Place> {
    let mut path = path.unwrap_or_default();
    let first = |place: &Place| match tree.term(*place).map(|term| &term.leads) {
        Some(Leads::Record { visit, .. }) => *visit == Visit::First,
        _ => true,
    };
    if let Some(last) = path.iter().position(|place| !first(place)) {
        path.truncate(last + 1);
    }
    path
}

fn meters(cost: &Cost, language: Language) -> Vec<Meter> {
    let meter = |counted, used: Amount, limit| Meter {
        name: language.spf_counted(counted).to_owned(),
        cells: Meter::cells(used.least, used.most, limit),
        words: language.of_limit(used, limit),
        style: match used.exceeds(limit) {
            Some(true) => Style::Wrong,
            Some(false) => Style::Words,
            None => Style::Unknown,
        },
    };
    let mut meters = vec![meter(Counted::Lookups, cost.lookups, LOOKUP_LIMIT)];
    if cost.voids_ip4 == cost.voids_ip6 {
        meters.push(meter(Counted::Voids, cost.voids_ip4, VOID_LIMIT));
    } else {
        meters.push(meter(Counted::VoidsIp4, cost.voids_ip4, VOID_LIMIT));
        meters.push(meter(Counted::VoidsIp6, cost.voids_ip6, VOID_LIMIT));
    }
    meters
}

/// Grows the nodes of a tree.
struct Grower<'a> {
    report: &'a SubjectReport,
    tree: &'a Tree,
    language: Language,
    /// The way to the first fault.
    unfolded: Vec<Place>,
    /// The term that is one lookup too many.
    over_limit: Option<Place>,
}

impl Grower<'_> {
    /// The terms of a record that ask DNS: first those that receivers come to,
    /// in their order.
    fn record(&self, number: usize, vendor: Option<&str>) -> Vec<Node> {
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
        let ui = self.language.ui();
        let facts = hosts.iter().map(|host| {
            let mut values: Vec<_> = addresses(host).map(|it| it.to_string()).collect();
            if failure([&*host.a, &*host.aaaa]).is_some() {
                values.push(ui.unknown.to_owned());
            } else if values.is_empty() {
                values.push(ui.none.to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use crate::dns::{Client, Name};
    use crate::report::check_spf;
    use crate::view::Row;
    use futures_util::FutureExt;
    use std::rc::Rc;

    fn row(zone: &str) -> Row {
        let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
        let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock));
        let domain = Name::parse("d.example").unwrap();
        let report = check_spf(&client, &domain).now_or_never().unwrap();
        Row::new(&report, Language::English)
    }

    /// Each node on a line: how deep, whether unfolded, its code, its words, and
    /// how they look.
    fn lines(nodes: &[Node], depth: usize, lines: &mut Vec<String>) {
        for node in nodes {
            let sign = if node.open { "-" } else { "+" };
            let words = node.words.plain().replace('\u{a0}', " ");
            let style = match node.style {
                Style::Words => "",
                Style::Unknown => " (unknown)",
                Style::Wrong => " (wrong)",
                Style::Doubtful => " (doubtful)",
                Style::Absent => " (absent)",
                _ => " (?)",
            };
            let code = &node.code;
            let indent = "  ".repeat(depth);
            lines.push(format!("{indent}{sign}{code}: {words}{style}"));
            self::lines(&node.nodes, depth + 1, lines);
        }
    }

    fn tree(row: &Row) -> Vec<String> {
        let mut told = Vec::new();
        let trees = row.blocks.iter().filter_map(|block| match block {
            Block::Tree { nodes, .. } => Some(nodes),
            _ => None,
        });
        if let Some(nodes) = trees.into_iter().next() {
            lines(nodes, 0, &mut told);
        }
        told
    }

    fn meters(row: &Row) -> Vec<String> {
        let meters = row.blocks.iter().find_map(|block| match block {
            Block::Meters(meters) => Some(meters),
            _ => None,
        });
        let meters = meters.into_iter().flatten();
        meters
            .map(|meter| format!("{}: {} {}", meter.name, meter.words, meter.cells))
            .collect()
    }

    #[test]
    fn every_way_to_stand_is_told() {
        let row = row("d TXT \"v=spf1 include:j.example include:gone.example \
             include:two.example include:slow.example include:%{i}.m.example \
             include:_spf.google.com a:h.example mx:m.example exists:h.example ptr -all\"\n\
             j TXT \"v=spf1 a:h.example include:k.example -all a\"\n\
             k TXT \"v=spf1 include:j.example ~all\"\n\
             two TXT \"v=spf1 -all\"\ntwo TXT \"v=spf1 ~all\"\n\
             h A 198.51.100.1\nm MX 10 h\n$FAIL timeout slow TXT");
        assert_eq!(
            tree(&row),
            [
                "-include:j.example: 1 + at least 13 lookups · at least 1 empty answers for IPv6",
                "  +a:h.example: 1 lookup · 1 empty answer for IPv6 · 1 address",
                "  -include:k.example: 1 + at least 11 lookups",
                "    -include:j.example: 1 + at least 10 lookups · leads back to a record above it, without end (wrong)",
                "  +a: never reached (absent)",
                "+include:gone.example: 1 lookup · 1 empty answer · no such name: receivers give up (wrong)",
                "+include:two.example: 1 lookup · 2 SPF records there, so that none counts (wrong)",
                "+include:slow.example: at least 1 lookup · unknown: nothing came within 5 s (unknown)",
                "+include:%{i}.m.example: at least 1 lookup · depends on the sender",
                "+include:_spf.google.com: Google · 1 lookup · 1 empty answer · no such name: receivers give up (wrong)",
                "+a:h.example: 1 lookup · 1 empty answer for IPv6 · 1 address",
                "+mx:m.example: 1 lookup · 1 empty answer for IPv6 · 1 mail server",
                "+exists:h.example: 1 lookup · the name is there",
                "+ptr: 1 lookup · the names of each client are asked for",
            ],
        );
        assert_eq!(
            meters(&row)[0],
            "Lookups: at least 23 of 10 uuuuuuuuuuoooooo"
        );
    }

    #[test]
    fn the_way_to_the_first_fault_is_unfolded() {
        let row = row(
            "d TXT \"v=spf1 include:i.example include:j.example -all\"\n\
             i TXT \"v=spf1 include:k.example -all\"\nj TXT \"v=spf1 include:k.example \
             include:gone.example -all\"\nk TXT \"v=spf1 ip4:198.51.100.1 -all\"",
        );
        assert_eq!(
            tree(&row),
            [
                "+include:i.example: 1 + 1 lookups",
                "  +include:k.example: 1 lookup",
                "-include:j.example: 1 + 2 lookups · 1 empty answer",
                "  +include:k.example: again: counts 1 more",
                "  -include:gone.example: 1 lookup · 1 empty answer · no such name: receivers give up (wrong)",
            ],
        );
        assert_eq!(
            meters(&row),
            ["Lookups: 5 of 10 uuuuueeeee", "Empty answers: 1 of 2 ue",],
        );
        assert_eq!(
            row.offers,
            [("198.51.100.1".into(), "ip4:198.51.100.1".into())]
        );
    }
}
