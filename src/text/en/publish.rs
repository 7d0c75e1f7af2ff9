//! What is said of where changes go, and whether they have arrived.

use crate::dns::Name;
use crate::fix::Place;
use crate::fix::confirm::{Confirmed, Standing};
use crate::follow::reverse::ReverseZone;
use crate::knowledge::dns_hosts::{DnsHost, Trap};
use crate::text::compare::Lifetime;
use crate::text::{Prose, PublishWords, mailbox};
use std::net::IpAddr;

/// Where changes of a zone are made.
pub fn zone_at(zone: &Name, host: Option<&DnsHost>) -> Prose {
    match host {
        Some(host) => {
            let name = host.name;
            format!("The name servers of `{zone}` are those of {name}: its panel is where to change records.")
        }
        None => format!(
            "The records belong in the zone `{zone}`: change them where you manage its DNS."
        ),
    }
    .into()
}

/// What goes wrong in a panel.
pub fn trap(trap: Trap) -> Prose {
    match trap {
        Trap::Proxied => "Set aliases for DKIM, and addresses of mail servers, to “DNS only”: \
            behind the proxy they do not work for mail."
            .into(),
        Trap::LeastTtl(seconds) => {
            format!("The free edition takes no TTL below {seconds} seconds.").into()
        }
        Trap::OneSet => "Values of one name and type stand in one record set, a line each. \
            Where there is a set already, edit it."
            .into(),
        Trap::MxElsewhere => {
            "MX records are under “Mail Settings”, as “Custom MX”, not with the others.".into()
        }
        Trap::SharedWith { name, panel } => {
            format!("These name servers also answer for {name}. If the domain is there, its panel is `{panel}`.").into()
        }
    }
}

/// How many of the changes proposed before have arrived.
pub fn arrivals(arrived: usize, total: usize) -> String {
    match (arrived, total) {
        (1, 1) => "The change has arrived".into(),
        (0, 1) => "The change has not arrived yet".into(),
        (0, _) => format!("None of the {total} changes has arrived yet"),
        (2, 2) => "Both changes have arrived".into(),
        (arrived, total) if arrived == total => format!("All {total} changes have arrived"),
        (1, _) => format!("1 of {total} changes has arrived"),
        _ => format!("{arrived} of {total} changes have arrived"),
    }
}

/// What became of a change.
pub fn confirmed(confirmed: &Confirmed) -> Prose {
    let place = match &confirmed.change.place {
        Place::Record { name, rtype, .. } => format!("{rtype} at `{name}`"),
        Place::PolicyFile { host } => format!("The policy file at `{host}`"),
    };
    let gone = confirmed.change.to.is_none();
    match &confirmed.standing {
        Standing::Arrived { old_for: Some(seconds) } if *seconds > 0 => {
            let old = match confirmed.change.from {
                Some(_) => "the old record",
                None => "that there is none",
            };
            format!("{place}. Elsewhere {old} may be seen for {}.", span(*seconds))
        }
        Standing::Arrived { .. } => format!("{place}."),
        Standing::NotYet { old_for } => {
            let what = match (gone, &confirmed.change.from) {
                (true, _) => "it is still there",
                (false, Some(_)) => "the old record came",
                (false, None) => "it is not there",
            };
            match old_for {
                Some(seconds) if *seconds > 0 => format!(
                    "{place}: {what}. If it is published, this answer may stay for {}.",
                    span(*seconds)
                ),
                _ => format!("{place}: {what}."),
            }
        }
        Standing::SomethingElse => {
            format!("{place}: neither the old record nor the one proposed. What is there is judged below.")
        }
        Standing::Unknown => match confirmed.change.place {
            Place::PolicyFile { .. } => format!("{place} cannot be seen by DNS. Open it in the browser."),
            Place::Record { .. } => format!("{place}: nobody answered."),
        },
    }
    .into()
}

fn span(seconds: u32) -> String {
    match Lifetime::new(seconds) {
        Lifetime::Nothing => "a moment".into(),
        _ => super::compare::lifetime(seconds),
    }
}

/// Who can give an address a name.
pub fn holder(address: IpAddr, zone: Option<&ReverseZone>) -> Prose {
    match zone {
        Some(zone) => format!(
            "`{address}` is in the reverse zone `{}`, kept by `{}`. If you rent the server, ask whoever you rent it from: they set it or pass it on.",
            zone.name,
            mailbox(&zone.mailbox),
        ),
        None => "Whoever provides the address can do it: the data centre, the cloud or the line. \
            Many have a field for it in their panel, called “reverse DNS” or “PTR”."
            .into(),
    }
    .into()
}

/// A request to who holds an address.
pub fn letter(address: IpAddr, name: &Name, reverse: &Name) -> String {
    format!(
        "Subject: Reverse DNS for {address}\n\n\
        Hello,\n\n\
        please set the reverse DNS name (PTR record) of our address:\n\n\
        Address: {address}\n\
        Name: {name}\n\
        Record: {reverse}. PTR {name}.\n\n\
        The address sends mail, and receivers want its name to lead back to it. \
        {name} has to have {address} as its address; we see to that.\n\n\
        Thank you!\n"
    )
}

/// The fixed words of publishing.
pub const WORDS: PublishWords = PublishWords {
    open_panel: "Open the panel",
    empty: "(leave empty)",
    letter: "A request to send to them",
    hand_on: "Hand these steps on:",
    markdown: "Copy as Markdown",
    ticket: "Copy as plain text",
    plan: "Mail DNS of",
    why: "Why",
    old: "Now",
    value: "Value",
    file_text: "Text of the file",
    by_hand: "There is no record to copy here.",
    zone: "Zone-file line",
    date: "Date",
    arrived: "arrived",
    not_yet: "not yet",
    something_else: "something else",
    unknown: "unknown",
};
