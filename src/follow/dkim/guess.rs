//! Which selectors are worth a guess.

use crate::dns::{Answer, Data};
use crate::follow::spf::PublishedSpf;
use crate::knowledge::mx_vendors::mx_vendor;
use crate::knowledge::signers::{common_selectors, signers};
use crate::knowledge::spf_vendors::spf_vendor;

/// So many selectors are guessed at most.
const GUESSES: usize = 56;

/// So many of them at most are told by vendors.
const OF_VENDORS: usize = 26;

/// The names of the vendors that a domain's MX and SPF records betray, each
/// once: those who take its mail first.
pub fn vendors(mx: &Answer, spf: &PublishedSpf) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut add = |name: &'static str| {
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for record in mx.records() {
        if let Data::Mx { exchange, .. } = &record.data
            && let Some(vendor) = mx_vendor(exchange.as_str())
        {
            add(vendor.name);
        }
    }
    for domain in spf.domains() {
        if let Some(vendor) = spf_vendor(&domain) {
            add(vendor.name);
        }
    }
    names
}

/// The selectors to guess, each once: those of these vendors, then those that
/// many use.
pub fn selectors(vendors: &[&str]) -> impl Iterator<Item = &'static str> {
    let mut guesses: Vec<&'static str> = Vec::new();
    let of_vendors = vendors.iter().flat_map(|vendor| {
        signers()
            .filter(move |signer| signer.name == *vendor)
            .flat_map(|signer| signer.selectors())
    });
    for selector in of_vendors {
        if guesses.len() < OF_VENDORS && !guesses.contains(&selector) {
            guesses.push(selector);
        }
    }
    for selector in common_selectors() {
        if guesses.len() < GUESSES && !guesses.contains(&selector) {
            guesses.push(selector);
        }
    }
    guesses.into_iter()
}
