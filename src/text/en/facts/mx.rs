//! What is said of mail exchangers.

use crate::check::mx::Fact;
use crate::check::mx::set::Fact as Set;
use crate::check::mx::text::Fact as Text;
use crate::knowledge::vendor::Purpose;
use crate::record::host::HostFault;
use crate::record::mx::Problem;
use crate::text::{Message, character, excerpt, message};
use std::net::IpAddr;

/// What is said of mail exchangers.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Reachable { hosts: 1 } => message!(
            "The mail server has an address",
            "Senders can find the way to it. One server is enough; when it is away, senders try again for days."
        ),
        Fact::Reachable { hosts: 2 } => message!(
            "Both mail servers have addresses",
            "Senders can find the way to each of them."
        ),
        Fact::Reachable { hosts } => message!(
            "All {hosts} mail servers have addresses",
            "Senders can find the way to each of them."
        ),
        Fact::Null => null(),
        Fact::NullAmongOthers => null_among_others(),
        Fact::Implicit => message!(
            "There is no MX; senders fall back on the domain’s own address",
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
        Fact::AddressLiteral { address } => address_literal(*address),
        Fact::PrivateAddress { host, address } => message!(
            "The mail server `{host}` has the private address `{address}`",
            "Nobody outside your network can reach it. Publish its public address."
        ),
        Fact::MappedAddress { host, address } => message!(
            "The mail server `{host}` has the address `{address}`, which leads nowhere",
            "It is an IPv4 address written as an IPv6 address, and no sender can reach it. Delete the AAAA record, or publish the server’s true IPv6 address."
        ),
        Fact::DocumentationAddress { host, address } => message!(
            "The mail server `{host}` has the address `{address}` of an example",
            "Guides use such addresses because they are nobody’s, and no sender can reach one. Publish the server’s own address."
        ),
        Fact::Localhost { host } => message!(
            "The MX record names `{host}`",
            "Each sender takes that for its own machine, and sends the mail back. Write the name of the mail server, or `0 .` if the domain takes no mail."
        ),
        Fact::NameDoubled { host, meant } => message!(
            "The mail server `{host}` does not exist: it has the domain’s name twice",
            "The zone’s own name was put behind a name that was whole already. Write `{meant}.` with a final dot, or only what stands before the domain’s name."
        ),
        Fact::DomainMissing { host, missing } => message!(
            "The domain of the mail server `{host}` does not exist",
            "DNS does not know `{missing}`. If nobody holds it, anyone can register it and take the mail. Delete the MX record now, or correct the name."
        ),
        Fact::NullButSends => message!(
            "The domain takes no mail, but SPF lets it send",
            "Bounces and answers reach nobody, and many receivers refuse mail from a domain that takes none. Publish `v=spf1 -all` if it sends no mail, or an MX record that names a mail server."
        ),
        Fact::NullAdvised => message!(
            "The domain sends no mail, but does not say that it takes none",
            "SPF says that nothing is sent, and there is no MX; senders try the domain’s own address, often for days. Publish the MX record `0 .`, and they give up at once."
        ),
        Fact::MissingButSends => message!(
            "SPF lets the domain send, but bounces cannot come back",
            "Without MX and address, answers and bounces are lost, and many receivers refuse mail from a domain that cannot be answered. Publish an MX record that names a mail server."
        ),
    }
}

/// What is said of mail exchangers as a set.
pub fn set(fact: &Set) -> Message {
    match fact {
        Set::Provider { vendor, .. } => {
            let (name, what) = (vendor.name, purpose(vendor.purpose));
            message!("{name} takes the mail", "{name} {what}.")
        }
        Set::MixedMailboxes { first, second } => {
            let (first, second) = (first.name, second.name);
            message!(
                "Both {first} and {second} take the mail",
                "Each has mailboxes of its own, so that some mail lands where nobody looks. Delete the MX records of the one that you left."
            )
        }
        Set::Ipv6 => message!(
            "Mail can be brought over IPv6",
            "A mail server has an IPv6 address, so that senders without IPv4 reach it too."
        ),
        Set::NoIpv6 => message!(
            "No mail server has an IPv6 address",
            "Senders without IPv4 cannot bring mail; they are few. Publish an AAAA record once the server answers over IPv6."
        ),
        Set::OneNetwork { hosts, network } => message!(
            "The {hosts} mail servers are on one network",
            "They stand close together, in `{network}`: when that network is away, all are. Senders try again for days; a server elsewhere helps only if it is guarded as well."
        ),
        Set::SharedAddress {
            address,
            first,
            second,
        } => message!(
            "`{first}` and `{second}` have the same address `{address}`",
            "They are one server, so the second MX record adds nothing. Delete it, or give it another server."
        ),
        Set::Many { hosts } => message!(
            "There are {hosts} mail servers",
            "SPF looks at ten: with more of them, receivers end a check of `mx` with an error. Senders try a few only. Keep ten or fewer."
        ),
        Set::TtlLong { seconds } => {
            let days = seconds.div_ceil(86_400);
            message!(
                "A change of the mail servers takes up to {days} days to arrive everywhere",
                "The records may stay in caches for {seconds} seconds. Before you change them, lower their TTL to 3600."
            )
        }
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Mailboxes => "has the domain’s mailboxes, as its mail servers show",
        Purpose::Forwarding => "forwards the mail to mailboxes elsewhere",
        Purpose::Sending => "hands the mail to programs, and takes its bounces",
        Purpose::Gateway => "filters the mail, and brings it to mailboxes elsewhere",
        Purpose::Software | Purpose::ManagedSpf => "takes the mail in",
    }
}

/// What is said of a line that is no MX record.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::PreferenceMissing => message!(
            "The preference is missing",
            "DNS servers refuse such a line. Put a number before the host, as in `10 mail.example.com`: senders try the smallest first."
        ),
        Problem::PreferenceInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no preference",
                "DNS servers refuse such a line. A preference is a number from 0 to 65535; senders try the smallest first."
            )
        }
        Problem::HostMissing => message!(
            "The mail server is missing",
            "DNS servers refuse such a line. Write its name behind the number, as in `10 mail.example.com`."
        ),
        Problem::HostIsAddress { address } => address_literal(*address),
        Problem::HostMalformed { found, fault } => {
            let (found, why) = (excerpt(found), host_fault(*fault));
            message!(
                "`{found}` is no name of a host",
                "Senders cannot find such a server. {why}"
            )
        }
        Problem::TextAfterHost { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` follows the mail server",
                "DNS servers refuse such a line. Delete it; another server has a record of its own."
            )
        }
    }
}

/// What is said of a set of MX records.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Null => null(),
        Text::NullPreference { preference } => message!(
            "A null MX has the preference 0, not {preference}",
            "Some senders may not take it for a null MX. Write `0 .`."
        ),
        Text::NullAmongOthers => null_among_others(),
        Text::HostRepeated { host } => {
            let host = excerpt(host);
            message!(
                "`{host}` stands here twice",
                "Senders who cannot reach it only try it again. Keep one."
            )
        }
        Text::HostRelative { host } => {
            let host = excerpt(host);
            message!(
                "`{host}` is a relative name and stands for `{host}.<zone>`",
                "A zone file puts the zone’s own name behind a name without a final dot, and most DNS panels do the same. Where yours does not, write the whole name, such as `{host}.example.com`."
            )
        }
        Text::HostOrigin => message!(
            "`@` stands for the zone’s own name",
            "Senders bring mail to the address of the domain itself, often a web server that takes none. If no mail server runs there, write the name of one, such as `mail.example.com`."
        ),
        Text::FinalDotMissing { host } => {
            let host = excerpt(host);
            message!(
                "`{host}` has no final dot, unlike others here",
                "In a zone file it stands for `{host}.<zone>`, which hardly exists. Write `{host}.` there."
            )
        }
        Text::EqualPreferences { preference, hosts } => message!(
            "{hosts} mail servers share the preference {preference}",
            "That is allowed and no conflict: senders pick among them at random, so they share the load."
        ),
        Text::Single => message!(
            "There is one mail server",
            "One is enough: while it is away, senders wait and try again for days. A second one helps only if it is guarded as well as the first."
        ),
        Text::VerificationHost => message!(
            "A record from Microsoft’s check of who holds the domain was left over",
            "It names no mail server, and senders may try it in vain. Delete it once the check is done."
        ),
        Text::LegacyHost { host } => {
            let host = excerpt(host);
            message!(
                "`{host}` is a name that its provider gave up",
                "Mail may stop arriving any day. Write the names that the provider shows today."
            )
        }
        Text::DoubleHyphen { host } => {
            let host = excerpt(host);
            message!(
                "`{host}` has `--` as third and fourth character",
                "That is kept for international domains, which begin with `xn--`, and some programs refuse it. Better use another name."
            )
        }
    }
}

/// Why a text is no name of a host, and what to do.
pub fn host_fault(fault: HostFault) -> String {
    match fault {
        HostFault::Empty => "It is empty.".into(),
        HostFault::EmptyLabel => "Two dots stand together, or one in front: delete one.".into(),
        HostFault::LabelTooLong => "Between two dots stand 63 characters at most.".into(),
        HostFault::NameTooLong => "A name has 253 characters at most.".into(),
        HostFault::Character(c) => {
            let c = character(c);
            format!("`{c}` cannot stand in it; names of hosts have letters, digits, `-` and dots.")
        }
        HostFault::Hyphen => "Between two dots, `-` stands neither first nor last.".into(),
        HostFault::SingleLabel => {
            "It has one part only: write the whole name, such as `mail.example.com`.".into()
        }
        HostFault::NumericTop => {
            "It ends in a number, as no domain does: write a name, not an address.".into()
        }
    }
}

fn null() -> Message {
    message!(
        "The domain says that it takes no mail",
        "A null MX (`0 .`) makes senders give up at once and say so. Right for a domain without mailboxes."
    )
}

fn null_among_others() -> Message {
    message!(
        "A null MX stands beside other mail servers",
        "`0 .` says that the domain takes no mail, the others say that it does; senders may believe either. Delete the null MX if mail is wanted, and the others if not."
    )
}

fn address_literal(address: IpAddr) -> Message {
    message!(
        "The MX record holds the address `{address}` where a name belongs",
        "An MX record names a host; senders take an address for a name that does not exist. Give the server a name with an A or AAAA record, and write that name."
    )
}
