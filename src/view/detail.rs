//! What was gathered of a subject, besides its records and findings.

use super::dmarc;
use super::spf_tree;
use super::subject::{Block, Part, Style};
use super::transport;
use crate::follow::delegation::Delegation;
use crate::follow::dkim::DkimKeys;
use crate::follow::mail_servers::{Exchange, HostAddresses, MailServers, Route};
use crate::follow::reverse::{Confirmation, Reverse};
use crate::follow::spf::PublishedSpf;
use crate::report::{Detail, SubjectReport};
use crate::text::{Language, Ui};

/// What was gathered of a subject, besides its records and findings.
pub fn blocks(report: &SubjectReport, language: Language) -> Vec<Block> {
    let ui = language.ui();
    let block = match &report.detail {
        Detail::Delegation(delegation) => self::delegation(delegation, ui),
        Detail::MailServers(servers) => mail_servers(servers, ui),
        Detail::Reverses { reverses, .. } => self::reverses(reverses, ui),
        Detail::Spf(tree) => {
            let alias = spf(&tree.root().published, ui);
            let tree = spf_tree::blocks(report, tree, language);
            return alias.into_iter().chain(tree).collect();
        }
        Detail::Dkim(keys) => dkim(keys, language),
        Detail::Dmarc(found) => return dmarc::blocks(found, language),
        Detail::MtaSts(sts) => return transport::mta_sts(sts, ui),
        Detail::TlsRpt(reporting) => transport::tls_rpt(reporting, ui),
        Detail::Bimi(bimi) => transport::bimi(bimi, ui),
        Detail::Dane(dane) => transport::dane(dane, ui),
        Detail::Dnssec(dnssec) => return transport::dnssec(dnssec, ui),
        Detail::Caa(caa) => transport::caa(caa, ui),
    };
    block.into_iter().collect()
}

fn delegation(delegation: &Delegation, ui: &Ui) -> Option<Block> {
    let servers: Vec<_> = delegation.name_servers().map(ToString::to_string).collect();
    let mut facts = Vec::new();
    if let Some(alias) = delegation.canonical_name() {
        facts.push((ui.alias_of.to_owned(), vec![alias.to_string()]));
    }
    if !servers.is_empty() {
        facts.push((ui.name_servers.to_owned(), servers));
    }
    (!facts.is_empty()).then_some(Block::Facts(facts))
}

fn mail_servers(servers: &MailServers, ui: &Ui) -> Option<Block> {
    let none = || vec![Part::new(Style::Absent, ui.none)];
    let rows = match &servers.route {
        Route::Exchangers(exchangers) => exchangers
            .iter()
            .map(|exchanger| {
                let (host, addresses) = match &exchanger.exchange {
                    Exchange::Host(host) => (name(host), addresses(host, ui)),
                    Exchange::Null => (vec![Part::new(Style::Code, ".")], none()),
                    Exchange::AddressLiteral(address) => {
                        (vec![Part::new(Style::Code, address)], none())
                    }
                };
                let preference = Part::new(Style::Words, exchanger.preference);
                vec![vec![preference], host, addresses]
            })
            .collect(),
        Route::Implicit(host) => {
            let none = Part::new(Style::Words, "–");
            vec![vec![vec![none], name(host), addresses(host, ui)]]
        }
        _ => return None,
    };
    table(&[ui.preference, ui.host, ui.addresses], rows)
}

pub(super) fn name(host: &HostAddresses) -> Vec<Part> {
    let mut parts = vec![Part::new(Style::Code, &host.name)];
    if let Some(target) = host.alias() {
        parts.push(Part::new(Style::Alias, target));
    }
    parts
}

pub(super) fn addresses(host: &HostAddresses, ui: &Ui) -> Vec<Part> {
    match host.has_address() {
        Some(true) => host
            .addresses()
            .map(|address| Part::new(Style::Code, address))
            .collect(),
        Some(false) => vec![Part::new(Style::Absent, ui.none)],
        None => vec![Part::new(Style::Unknown, ui.unknown)],
    }
}

fn reverses(reverses: &[Reverse], ui: &Ui) -> Option<Block> {
    let mut rows = Vec::new();
    for reverse in reverses {
        let mut address = reverse.address.to_string();
        for name in &reverse.names {
            let mut parts = vec![Part::new(Style::Code, &name.name)];
            parts.extend(
                name.forward
                    .addresses()
                    .map(|address| Part::new(Style::Alias, address)),
            );
            let leads = match name.leads_to(reverse.address) {
                true => Part::new(Style::Good, ui.yes),
                false if name.forward.outcome.is_failed() => Part::new(Style::Unknown, ui.unknown),
                false => Part::new(Style::Absent, ui.no),
            };
            let address = Part::new(Style::Code, std::mem::take(&mut address));
            rows.push(vec![vec![address], parts, vec![leads]]);
        }
        if reverse.names.is_empty() {
            let nameless = match reverse.confirmation() {
                Confirmation::Unknown => Part::new(Style::Unknown, ui.unknown),
                _ => Part::new(Style::Absent, ui.none),
            };
            let none = Part::new(Style::Words, "–");
            rows.push(vec![
                vec![Part::new(Style::Code, address)],
                vec![nameless],
                vec![none],
            ]);
        }
    }
    table(&[ui.address, ui.name, ui.leads_back], rows)
}

fn spf(published: &PublishedSpf, ui: &Ui) -> Option<Block> {
    let canonical = published.txt.canonical_name();
    (*canonical != published.domain)
        .then(|| Block::Facts(vec![(ui.alias_of.to_owned(), vec![canonical.to_string()])]))
}

fn dkim(keys: &DkimKeys, language: Language) -> Option<Block> {
    let ui = language.ui();
    let rows = keys.keys.iter().map(|lookup| {
        let mut selector = vec![Part::new(Style::Code, &lookup.selector.name)];
        if !lookup.txt.aliases.is_empty() {
            selector.push(Part::new(Style::Alias, lookup.txt.canonical_name()));
        }
        let answer = language.outcome(&lookup.txt.outcome).plain();
        vec![selector, vec![Part::new(Style::Words, answer)]]
    });
    table(&[ui.selector, ui.answer], rows.collect())
}

/// A table, unless it has no rows.
pub(super) fn table(heads: &[&str], rows: Vec<Vec<Vec<Part>>>) -> Option<Block> {
    (!rows.is_empty()).then(|| Block::Table {
        heads: heads.iter().map(ToString::to_string).collect(),
        rows,
    })
}
