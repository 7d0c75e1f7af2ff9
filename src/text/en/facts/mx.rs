//! What is said of mail exchangers.

use crate::check::mx::Fact;
use crate::text::{Message, message};

/// What is said of mail exchangers.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Reachable { hosts: 1 } => message!(
            "The mail server has an address",
            "Senders can find the way to it. One server is enough; when it is away, senders try again for days."
        ),
        Fact::Reachable { hosts } => message!(
            "All {hosts} mail servers have addresses",
            "Senders can find the way to each of them."
        ),
        Fact::Null => message!(
            "The domain says that it takes no mail",
            "A null MX (`0 .`) makes senders give up at once and say so. Right for a domain without mailboxes."
        ),
        Fact::NullAmongOthers => message!(
            "A null MX stands beside other mail servers",
            "`0 .` says that the domain takes no mail, the others say that it does; senders may believe either. Delete the null MX if mail is wanted, and the others if not."
        ),
        Fact::Implicit => message!(
            "There is no MX; senders fall back on the domain's own address",
            "Mail goes to the address of the domain itself, often a web server that takes none. Publish an MX record that names the mail server, or `0 .` if the domain takes no mail."
        ),
        Fact::Missing => message!(
            "Mail cannot be delivered: there is no MX and no address",
            "Senders have nowhere to bring mail, and send it back. Publish an MX record that names the mail server, or `0 .` if the domain takes no mail."
        ),
        Fact::NoneReachable => message!(
            "Mail cannot be delivered: no mail server has an address",
            "None of the names in the MX records leads to an address, so senders have nowhere to bring mail."
        ),
        Fact::IsAlias { host, target } => message!(
            "The mail server `{host}` is an alias of `{target}`",
            "An MX record must name a host that has addresses itself, not a CNAME; some senders refuse such mail servers. Write `{target}` in the MX record, or give `{host}` addresses instead of the CNAME."
        ),
        Fact::NoSuchHost { host } => message!(
            "The mail server `{host}` does not exist",
            "DNS knows no such name, so no sender can reach it. Correct the name in the MX record, publish addresses for it, or delete the record."
        ),
        Fact::NoAddress { host } => message!(
            "The mail server `{host}` has no address",
            "The name exists, but has neither an A nor an AAAA record, so no sender can reach it. Publish its address, or delete the MX record."
        ),
        Fact::AddressLiteral { address } => message!(
            "The MX record holds the address `{address}` where a name belongs",
            "An MX record names a host; senders take an address for a name that does not exist. Give the server a name with an A or AAAA record, and write that name."
        ),
        Fact::PrivateAddress { host, address } => message!(
            "The mail server `{host}` has the private address `{address}`",
            "Nobody outside your network can reach it. Publish its public address."
        ),
    }
}
