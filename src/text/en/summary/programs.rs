//! What was found for mail programs, and beyond DNS, in one line.

use super::names;
use crate::follow::beyond::Beyond;
use crate::follow::programs::{Programs, Source};
use crate::report::by_hand::by_hand;

pub fn programs(programs: &Programs) -> String {
    let settings = programs.settings();
    let own = programs.own_hosts();
    let provider = settings.iter().find_map(|setting| match setting.source {
        Source::Provider(vendor) => Some(vendor.name),
        Source::Srv => None,
    });
    let published = programs.is_published();
    match (own.as_slice(), provider) {
        _ if programs.servers.is_domain_gone() => "the domain does not exist".into(),
        ([], _) if !published && programs.servers.takes_mail() == Some(false) => {
            "not needed: the domain takes no mail".into()
        }
        ([], Some(vendor)) => format!("the servers of {vendor}"),
        ([], None) if programs.is_unknown() => "unknown".into(),
        ([], None) if published => "no servers; programs look for settings elsewhere".into(),
        ([], None) => "nothing published, so people enter servers by hand".into(),
        (hosts, _) => format!("SRV records name {}", names(hosts)),
    }
}

pub fn beyond(beyond: &Beyond) -> String {
    let made = by_hand(beyond);
    match beyond.dane.servers.takes_mail() {
        _ if !made.trials.is_empty() => {
            "SMTP, certificates and ports: commands to check them yourself".into()
        }
        None => "which servers there are is unknown".into(),
        Some(_) => "there is no server to try".into(),
    }
}
