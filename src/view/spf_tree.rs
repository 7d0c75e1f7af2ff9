//! Where an SPF record leads: meters of its limits, and the tree.

mod grower;

use super::node::{Meter, Node};
use super::reading::Excerpt;
use super::subject::{Block, Style};
use crate::follow::spf::{
    Amount, Authorized, Cost, Flat, LOOKUP_LIMIT, Leads, Place, Tree, VOID_LIMIT, Visit,
};
use crate::record::kind::RecordKind;
use crate::report::SubjectReport;
use crate::text::Language;
use crate::text::spf::Counted;
use grower::Grower;

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
    let flattened = (!is_flat).then(|| tree.flat(&authorized));
    let flattened = flattened.filter(|it| it.networks > 0);
    nodes.extend(flattened.map(|it| flat(&it, language)));
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
        let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
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
