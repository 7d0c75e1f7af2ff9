//! What is said of the names of addresses.

use crate::check::ptr::Fact;
use crate::follow::reverse::{ReverseZone, Role};
use crate::text::{Message, message};
use std::net::IpAddr;

/// What is said of the names of addresses.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Confirmed { address, name } => message!(
            "`{address}` is `{name}`, and the name leads back",
            "Forward and reverse DNS agree, as receivers want of a server that sends mail."
        ),
        Fact::Missing {
            address,
            role,
            zone,
        } => {
            let who = who(zone);
            match role {
                Role::Receives => message!(
                    "`{address}` has no name (PTR)",
                    "To receive mail it needs none, and SPF does not let it send. {who}"
                ),
                Role::Sends | Role::Unknown => message!(
                    "`{address}` has no name (PTR)",
                    "Should this server send mail, Gmail and many others refuse it for that. To receive mail it needs none. {who}"
                ),
            }
        }
        Fact::SenderMissing { address, zone } => {
            let (family, who) = (family(*address), who(zone));
            message!(
                "`{address}` may send mail, and has no name (PTR)",
                "Gmail, Yahoo and many others refuse mail from {family} address without a name that leads back. {who}"
            )
        }
        Fact::NotConfirmed {
            address,
            name,
            found,
            zone,
        } => {
            let (found, who) = (leads(found), who(zone));
            message!(
                "`{address}` is called `{name}`, but that name does not lead back to it",
                "{found} A name that does not come back counts as none: should this server send mail, many refuse it. Give `{name}` this address, or have another name set. {who}"
            )
        }
        Fact::SenderNotConfirmed {
            address,
            name,
            found,
            zone,
        } => {
            let (found, who) = (leads(found), who(zone));
            message!(
                "`{address}` may send mail, and its name `{name}` does not lead back to it",
                "{found} A name that does not come back counts as none, and Gmail, Yahoo and many others refuse mail for that. Give `{name}` this address, or have another name set. {who}"
            )
        }
        Fact::Several { address, count } => message!(
            "`{address}` has {count} names",
            "Receivers may take any of them, and some look at one only. Keep the one that the server gives in its greeting."
        ),
        Fact::Generic { address, name } => message!(
            "`{address}` sends mail under a name that looks like any customer’s: `{name}`",
            "Many receivers trust such names less, or refuse them. Have the provider of the address set a name of your own, such as `mail.example.com`, and give that name this address."
        ),
        Fact::NameIsAlias {
            address,
            name,
            target,
        } => message!(
            "The name of `{address}` is an alias: `{name}` leads to `{target}`",
            "Some receivers do not follow it, and take the name for false. Have `{target}` set as the address’s name."
        ),
        Fact::AliasOfNothing { address, target } => message!(
            "The name of `{address}` is kept at `{target}`, and nothing stands there",
            "Whoever holds the network handed its names over by a CNAME (RFC 2317). Publish the PTR record at `{target}`, or have the CNAME taken away."
        ),
        Fact::NameUnusable { address, name } => message!(
            "`{name}` is no name for `{address}`",
            "No host on the internet is called so, and receivers take it for none. Have a full name set, such as `mail.example.com`."
        ),
    }
}

fn family(address: IpAddr) -> &'static str {
    match address {
        IpAddr::V4(_) => "an",
        IpAddr::V6(_) => "an IPv6",
    }
}

/// Where a name leads that does not lead back.
fn leads(found: &[IpAddr]) -> String {
    match found {
        [] => "It has no such address.".into(),
        [first, ..] => format!("It leads to `{first}`."),
    }
}

/// Who can set an address's name.
fn who(zone: &Option<ReverseZone>) -> String {
    let only = "Only who holds the address can set the name, not the domain’s DNS";
    match zone {
        None => format!("{only}: the hosting or internet provider."),
        Some(zone) => format!(
            "{only}: ask those who keep the zone `{}`, on `{}` (contact `{}`, where the first dot stands for `@`).",
            zone.name, zone.primary, zone.mailbox
        ),
    }
}
