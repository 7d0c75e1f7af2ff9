//! Where an SPF record leads, and what that costs.

use crate::follow::spf::{Amount, Authorized, Cost, Flat, LOOKUP_LIMIT};
use crate::text::spf::{self, Counted, Standing};
use crate::text::{Prose, visible};

/// What is known of a number.
pub fn amount(amount: Amount) -> String {
    let Amount { least, most } = amount;
    match most {
        Some(most) if most == least => least.to_string(),
        Some(most) => format!("{least} to {most}"),
        None => format!("at least {least}"),
    }
}

/// What the tree is called.
pub fn tree() -> &'static str {
    "What the record leads to"
}

/// What is counted.
pub fn counted(counted: Counted) -> &'static str {
    match counted {
        Counted::Lookups => "Lookups",
        Counted::Voids => "Empty answers",
        Counted::VoidsIp4 => "Empty answers, IPv4 senders",
        Counted::VoidsIp6 => "Empty answers, IPv6 senders",
    }
}

/// How much of a limit is used.
pub fn of_limit(used: Amount, limit: usize) -> String {
    format!("{} of {limit}", amount(used))
}

/// The lookups of a term: its own, and those of what it leads to.
pub fn lookups(own: Amount, below: Amount) -> String {
    let known = amount(own);
    match (known.as_str(), below) {
        ("1", Amount::NONE) => "1\u{a0}lookup".into(),
        (_, Amount::NONE) => format!("{known} lookups"),
        ("1", below) if below == Amount::from(0) => "at least 1\u{a0}lookup".into(),
        (_, below) if below == Amount::from(0) => format!("at least {} lookups", own.least),
        _ => format!("{known}\u{a0}+\u{a0}{} lookups", amount(below)),
    }
}

/// The questions of a term that bring nothing, where there surely are any.
pub fn voids(cost: Cost) -> Option<String> {
    let (ip4, ip6) = (cost.voids_ip4, cost.voids_ip6);
    let answers = |voids: Amount| match voids.exact() {
        Some(1) => "1 empty answer".into(),
        _ => format!("{} empty answers", amount(voids)),
    };
    match (ip4.least, ip6.least) {
        (0, 0) => None,
        _ if ip4 == ip6 => Some(answers(ip4)),
        (_, 0) => Some(format!("{} for IPv4", answers(ip4))),
        (0, _) => Some(format!("{} for IPv6", answers(ip6))),
        _ => Some(format!(
            "{} for IPv4, {} for IPv6",
            answers(ip4),
            amount(ip6)
        )),
    }
}

/// Where a term leads, besides what it costs.
pub fn standing(standing: Standing) -> String {
    match standing {
        Standing::Vendor(name) => visible(name).to_string(),
        Standing::NotReached => "never reached".into(),
        Standing::Sender => "depends on the sender".into(),
        Standing::Malformed(text) => {
            format!("`{}` is no name that DNS could know", visible(text))
        }
        Standing::Again(cost) => format!("again: counts {} more", amount(cost)),
        Standing::Loop => "leads back to a record above it, without end".into(),
        Standing::NoRecord => "no SPF record there: receivers give up".into(),
        Standing::NoSuchName => "no such name: receivers give up".into(),
        Standing::Several(count) => format!("{count} SPF records there, so that none counts"),
        Standing::Unknown(why) => format!("unknown: {}", super::dns::failure(why).plain()),
        Standing::NotFollowed => "not followed: the tree is too large".into(),
        Standing::OverLimit => "here the limit is passed: receivers give up".into(),
        Standing::TooManyExchangers(count) => {
            format!("{count} mail servers; receivers look up ten at most, and give up")
        }
        Standing::Exchangers(1) => "1 mail server".into(),
        Standing::Exchangers(count) => format!("{count} mail servers"),
        Standing::Addresses(1) => "1 address".into(),
        Standing::Addresses(count) => format!("{count} addresses"),
        Standing::Nothing => "nothing there".into(),
        Standing::There => "the name is there".into(),
        Standing::ClientNames => "the names of each client are asked for".into(),
    }
}

/// How many addresses a record lets send.
pub fn addresses(authorized: &Authorized) -> Prose {
    let pass = &authorized.pass;
    let (ip6, more) = spf::size(pass.count_ip6());
    let over = if more { "over " } else { "" };
    let ip4 = spf::size(pass.count_ip4().into()).0;
    let mut text = match (pass.is_all(), pass.is_empty()) {
        (true, _) => "Any address may send".into(),
        (_, true) => "No address may send".into(),
        _ => format!("Addresses that may send: {ip4} IPv4, {over}{ip6} IPv6"),
    };
    if !authorized.is_exact() {
        text += "; of more it depends on the sender, or is unknown";
    }
    Prose::from(text)
}

/// What a record would be that named those addresses itself.
pub fn flat(flat: &Flat) -> Prose {
    let networks = match flat.networks {
        1 => "1 network".into(),
        count => format!("{count} networks"),
    };
    Prose::from(format!(
        "What a flat record would be: {networks}, {} bytes",
        flat.octets()
    ))
}

/// What is to be thought of such a record.
pub fn flat_detail(flat: &Flat) -> Vec<Prose> {
    let mut lines: Vec<Prose> = vec![
        match flat.kept.as_slice() {
            [] => "It names the addresses themselves, so that receivers look up nothing.".into(),
            kept => Prose::from(format!(
                "It names the addresses themselves, but for what only a message shows: {} terms stay.",
                kept.len()
            )),
        },
        "It goes stale: once a vendor changes its addresses, mail from the new ones fails until this record is changed too. To drop what no longer sends is the safer way to fewer lookups.".into(),
    ];
    if flat.strings() > 1 {
        lines.push(Prose::from(format!(
            "It takes {} character-strings of 255 bytes at most, and an answer so long may not come through everywhere.",
            flat.strings()
        )));
    }
    lines
}

/// The record of a domain in one line: what it costs, and how it ends.
pub fn summary(lookups: Amount, ending: Option<&str>) -> Prose {
    let used = of_limit(lookups, LOOKUP_LIMIT);
    Prose::from(match ending {
        Some(all) => format!("{used} lookups; ends in `{}`", visible(all)),
        None => format!("{used} lookups; says nothing of other senders"),
    })
}
