//! What was gathered of a subject, besides its records and findings.

use super::dmarc;
use super::programs;
use super::spf_tree;
use super::subject::{Block, Part, Style};
use super::transport;
use crate::follow::delegation::Delegation;
use crate::follow::dkim::DkimKeys;
use crate::follow::mail_servers::{Exchange, HostAddresses, MailServers, Route};
use crate::follow::reverse::{Confirmation, Reverse, Role};
use crate::follow::spf::PublishedSpf;
use crate::knowledge::mx_vendors::mx_vendor;
use crate::report::{Detail, SubjectReport};
use crate::text::{Language, TableWords};

/// What was gathered of a subject, besides its records and findings.
pub fn blocks(report: &SubjectReport, language: Language) -> Vec<Block> {
    let words = language.table_words();
    let block = match &report.detail {
        Detail::Delegation(delegation) => self::delegation(delegation, words),
        Detail::MailServers(servers) => mail_servers(servers, language),
        Detail::Reverses { reverses, .. } => self::reverses(reverses, words),
        Detail::Spf(tree) => {
            let alias = spf(&tree.root().published, words);
            let tree = spf_tree::blocks(report, tree, language);
            return alias.into_iter().chain(tree).collect();
        }
        Detail::Dkim(keys) => return dkim(keys, language),
        Detail::Dmarc(found) => return dmarc::blocks(found, language),
        Detail::MtaSts(sts) => return transport::mta_sts(sts, words),
        Detail::TlsRpt(reporting) => transport::tls_rpt(reporting, words),
        Detail::Bimi(bimi) => transport::bimi(bimi, words),
        Detail::Dane(dane) => transport::dane(dane, words),
        Detail::Dnssec(dnssec) => return transport::dnssec(dnssec, words),
        Detail::Caa(caa) => transport::caa(caa, words),
        Detail::Programs(found) => return programs::programs(found, language),
        Detail::Together => return Vec::new(),
        Detail::Beyond(beyond) => return programs::beyond(beyond, language),
    };
    block.into_iter().collect()
}

fn delegation(delegation: &Delegation, words: &TableWords) -> Option<Block> {
    let servers: Vec<_> = delegation.name_servers().map(ToString::to_string).collect();
    let mut facts = Vec::new();
    if let Some(alias) = delegation.canonical_name() {
        facts.push((words.alias_of.to_owned(), vec![alias.to_string()]));
    }
    if !servers.is_empty() {
        facts.push((words.name_servers.to_owned(), servers));
    }
    (!facts.is_empty()).then_some(Block::Facts(facts))
}

fn mail_servers(servers: &MailServers, language: Language) -> Option<Block> {
    let words = language.table_words();
    let none = || vec![Part::new(Style::Absent, words.none)];
    let provider = |host: &HostAddresses| {
        let vendor = mx_vendor(host.name.as_str());
        let vendor = vendor.map(|vendor| Part::new(Style::Words, language.vendor(vendor)));
        vendor.into_iter().collect()
    };
    let rows = match &servers.route {
        Route::Exchangers(exchangers) => exchangers
            .iter()
            .map(|exchanger| {
                let (host, addresses, provider) = match &exchanger.exchange {
                    Exchange::Host(host) => (name(host), addresses(host, words), provider(host)),
                    Exchange::Null => (vec![Part::new(Style::Code, ".")], none(), Vec::new()),
                    Exchange::AddressLiteral(address) => {
                        let address = Part::new(Style::Code, address);
                        (vec![address], none(), Vec::new())
                    }
                };
                let preference = Part::new(Style::Words, exchanger.preference);
                vec![vec![preference], host, addresses, provider]
            })
            .collect(),
        Route::Implicit(host) => {
            let none = Part::new(Style::Words, "–");
            vec![vec![
                vec![none],
                name(host),
                addresses(host, words),
                Vec::new(),
            ]]
        }
        _ => return None,
    };
    columns(
        &[
            words.preference,
            words.host,
            words.addresses,
            words.provider,
        ],
        rows,
    )
}

pub(super) fn name(host: &HostAddresses) -> Vec<Part> {
    let mut parts = vec![Part::new(Style::Code, &host.name)];
    if let Some(target) = host.alias() {
        parts.push(Part::new(Style::Alias, target));
    }
    parts
}

pub(super) fn addresses(host: &HostAddresses, words: &TableWords) -> Vec<Part> {
    match host.has_address() {
        Some(true) => host
            .addresses()
            .map(|address| Part::new(Style::Code, address))
            .collect(),
        Some(false) => vec![Part::new(Style::Absent, words.none)],
        None => vec![Part::new(Style::Unknown, words.unknown)],
    }
}

fn reverses(reverses: &[Reverse], words: &TableWords) -> Option<Block> {
    let mut rows = Vec::new();
    for reverse in reverses {
        let role = match reverse.role {
            Role::Sends => Some(words.role_sends),
            Role::Receives => Some(words.role_receives),
            Role::Unknown => None,
        };
        let role = role.map(|role| Part::new(Style::Words, role));
        let mut first = (
            vec![Part::new(Style::Code, reverse.address)],
            Vec::from_iter(role),
        );
        for name in &reverse.names {
            let mut parts = vec![Part::new(Style::Code, &name.name)];
            parts.extend(
                name.forward
                    .addresses()
                    .map(|address| Part::new(Style::Alias, address)),
            );
            let leads = match name.leads_to(reverse.address) {
                true => Part::new(Style::Good, words.yes),
                false if name.forward.outcome.is_failed() => {
                    Part::new(Style::Unknown, words.unknown)
                }
                false => Part::new(Style::Absent, words.no),
            };
            let (address, role) = std::mem::take(&mut first);
            rows.push(vec![address, role, parts, vec![leads]]);
        }
        if reverse.names.is_empty() {
            let nameless = match reverse.confirmation() {
                Confirmation::Unknown => Part::new(Style::Unknown, words.unknown),
                _ => Part::new(Style::Absent, words.none),
            };
            let none = Part::new(Style::Words, "–");
            let (address, role) = first;
            rows.push(vec![address, role, vec![nameless], vec![none]]);
        }
    }
    columns(
        &[words.address, words.role, words.name, words.leads_back],
        rows,
    )
}

fn spf(published: &PublishedSpf, words: &TableWords) -> Option<Block> {
    let canonical = published.txt.canonical_name();
    (*canonical != published.domain).then(|| {
        Block::Facts(vec![(
            words.alias_of.to_owned(),
            vec![canonical.to_string()],
        )])
    })
}

fn dkim(keys: &DkimKeys, language: Language) -> Vec<Block> {
    let words = language.table_words();
    let rows = keys.telling().map(|lookup| {
        let mut selector = vec![Part::new(Style::Code, &lookup.selector.name)];
        let aliases = lookup.txt.aliases.iter();
        selector.extend(aliases.map(|alias| Part::new(Style::Alias, &alias.target)));
        let provider = lookup.signer().map(|signer| signer.name);
        let provider = provider.map(|name| Part::new(Style::Words, name));
        let answer = language.outcome(&lookup.txt.outcome).plain();
        vec![
            selector,
            provider.into_iter().collect(),
            vec![Part::new(Style::Words, answer)],
        ]
    });
    let found = columns(
        &[words.selector, words.provider, words.answer],
        rows.collect(),
    );
    let guessed = keys.search.guessed.iter();
    let guessed: Vec<_> = guessed
        .map(|lookup| lookup.selector.name.as_str())
        .collect();
    let tried = (!guessed.is_empty()).then(|| {
        Block::Facts(vec![(
            words.selectors_tried.to_owned(),
            vec![guessed.join(" ")],
        )])
    });
    found.into_iter().chain(tried).collect()
}

/// A table without its columns that are empty, unless it has no rows.
fn columns(heads: &[&str], mut rows: Vec<Vec<Vec<Part>>>) -> Option<Block> {
    let is_used = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(column));
        cells.any(|cell| !cell.is_empty())
    };
    let used: Vec<_> = (0..heads.len()).map(is_used).collect();
    let mut heads = heads.to_vec();
    for column in (0..heads.len()).rev().filter(|&column| !used[column]) {
        heads.remove(column);
        rows.iter_mut().for_each(|row| drop(row.remove(column)));
    }
    table(&heads, rows)
}

/// A table, unless it has no rows.
pub(super) fn table(heads: &[&str], rows: Vec<Vec<Vec<Part>>>) -> Option<Block> {
    (!rows.is_empty()).then(|| Block::Table {
        heads: heads.iter().map(ToString::to_string).collect(),
        rows,
    })
}
