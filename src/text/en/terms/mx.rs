//! MX records, a line each.

use crate::record::mx::{Exchanger, Host, Record, Usable};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each line in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let least = record.exchangers.iter().filter_map(preference).min();
    record
        .exchangers
        .iter()
        .map(|it| Spanned::new(Prose::from(exchanger(it, least)), it.span))
        .collect()
}

fn preference(exchanger: &Exchanger) -> Option<u16> {
    exchanger.preference.map(|preference| preference.value)
}

fn exchanger(exchanger: &Exchanger, least: Option<u16>) -> String {
    let name = match exchanger.host.as_ref().map(|host| &host.value) {
        Some(Host::Name(name)) => format!("`{}`", excerpt(name)),
        Some(Host::Relative(name)) => format!("`{}.<zone>`", excerpt(name)),
        Some(Host::Origin) => "the zone’s own name".into(),
        Some(Host::Null) => return "The domain takes no mail".into(),
        Some(Host::Address(_)) => return "An address, where the name of a host belongs".into(),
        Some(Host::Malformed(_)) | None => return "Names no mail server".into(),
    };
    match preference(exchanger) {
        None => "Without a preference, no record".into(),
        first if first == least => format!("Senders try {name} first"),
        Some(_) => format!("Senders try {name} when those of a smaller number do not answer"),
    }
}

/// What senders make of it.
pub fn usable(record: &Record) -> Prose {
    Prose::from(match record.usable() {
        Usable::Implicit => {
            "There is no record: senders bring mail to the domain’s own addresses.".into()
        }
        Usable::Null => "The domain takes no mail, and senders give up at once.".into(),
        Usable::Hosts(hosts) => match hosts.len() {
            1 => "Senders bring mail to one server.".into(),
            count => {
                format!("Senders bring mail to one of {count} servers, the smallest number first.")
            }
        },
        Usable::NotUsable => "Senders find no server in it, or a contradiction.".into(),
    })
}
