//! Addresses that are worth trying as the client of a message.

use crate::follow::mail_servers::MailServers;
use crate::follow::spf::Tree;
use crate::report::Detail;
use std::net::IpAddr;

/// How many are offered of one kind.
const OFFERED: usize = 4;

/// Addresses of a subject, and what each is.
pub fn offers(detail: &Detail) -> Vec<(String, String)> {
    let all = match detail {
        Detail::MailServers(servers) => exchangers(servers),
        Detail::Spf(tree) => allowed(tree),
        _ => Vec::new(),
    };
    let mut offers: Vec<(String, String)> = Vec::new();
    for (address, what) in all {
        let address = address.to_string();
        if !offers.iter().any(|(known, _)| *known == address) {
            offers.push((address, what));
        }
    }
    offers.truncate(OFFERED);
    offers
}

fn exchangers(servers: &MailServers) -> Vec<(IpAddr, String)> {
    let hosts = servers.hosts();
    let addresses = hosts.flat_map(|host| {
        let addresses = host.addresses();
        addresses.map(|address| (address, host.name.to_string()))
    });
    addresses.collect()
}

/// The first addresses of the networks that the terms name, where they pass.
fn allowed(tree: &Tree) -> Vec<(IpAddr, String)> {
    let authorized = tree.authorized();
    let mut allowed = Vec::new();
    for record in tree.records() {
        let mut last = None;
        for (index, network) in record.networks() {
            let address = network.address();
            // One of each term will do.
            if last == Some(index) || authorized.passes(address) != Some(true) {
                continue;
            }
            last = Some(index);
            let term = record.terms.get(index).zip(record.text());
            let term = term.map(|(term, text)| term.span.slice(text));
            allowed.push((address, term.unwrap_or_default().to_owned()));
        }
    }
    allowed
}
