//! What is said of the records for mail programs.

use crate::check::programs::Fact;
use crate::text::{Message, code_names, message};

/// What is said of what mail programs find.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Found { hosts } => {
            let hosts = code_names(hosts, ", ");
            message!(
                "Mail programs can find the servers by themselves",
                "The SRV records lead to {hosts}. Not every program asks for them; where one does not, enter what stands above."
            )
        }
        Fact::NoSuchHost { service, host } => message!(
            "`{service}` leads programs to `{host}`, which does not exist",
            "Programs that go by it cannot set themselves up. Correct the name, or delete the record."
        ),
        Fact::DomainMissing {
            service,
            host,
            missing,
        } => message!(
            "`{service}` leads programs to `{host}`, and `{missing}` is nobody’s",
            "Whoever registers `{missing}` may be given people’s passwords by their programs. Delete the record now."
        ),
        Fact::NoAddress { service, host } => message!(
            "`{service}` leads programs to `{host}`, which has no address",
            "Programs that go by it cannot set themselves up. Give the host an address, or name another."
        ),
        Fact::IsAlias {
            service,
            host,
            target,
        } => message!(
            "`{service}` names the alias `{host}`",
            "Most programs follow it; the standard has the host’s own name stand there, `{target}`. Certificates are held against the name in the record, so look whether they have that one before you change it."
        ),
        Fact::AddressLiteral { service, address } => message!(
            "`{service}` names the address `{address}` where a host belongs",
            "No name is made of numbers alone, so programs find nothing. Name the host instead."
        ),
        Fact::RefusedAmongOthers { service } => message!(
            "`{service}` offers a service and says that there is none",
            "A record with the target `.` means “not offered”. Beside others it means nothing that programs agree on. Delete it, or the others."
        ),
        Fact::PortOfAnother {
            service,
            port,
            usual,
        } => message!(
            "`{service}` names port {port}, which is another service’s",
            "There programs and server wait for each other, or are refused. Write {usual}, unless the server really speaks this on port {port}."
        ),
        Fact::TlsRefused { plain, tls } => message!(
            "`{plain}` is offered, and `{tls}` is said not to be",
            "So programs begin in the clear and ask for TLS then, which somebody on the way can keep from happening. Offer TLS from the start."
        ),
        Fact::DeadEnd { name, target } => message!(
            "`{name}` is an alias of `{target}`, which has no address",
            "Programs look for their settings there in vain, and people have to enter them by hand. Let it lead to your provider’s host, or delete it: a name left over like this can be taken by others."
        ),
        Fact::DeadEndRegistrable {
            name,
            target,
            missing,
        } => message!(
            "`{name}` is an alias of `{target}`, and `{missing}` is nobody’s",
            "Whoever registers `{missing}` may be given people’s passwords by their programs. Delete the alias now."
        ),
        Fact::AutodiscoverElsewhere {
            name,
            target,
            wanted,
        } if name == target => message!(
            "Microsoft has the mailboxes, and `{name}` does not lead there",
            "Outlook may ask that host for a password, or take long to find the mailbox. Make it an alias (CNAME) of `{wanted}`. Right as it is where an Exchange server of your own works beside Microsoft’s."
        ),
        Fact::AutodiscoverElsewhere {
            name,
            target,
            wanted,
        } => message!(
            "Microsoft has the mailboxes, and `{name}` leads to `{target}`",
            "Outlook may ask that host for a password, or take long to find the mailbox. Let it lead to `{wanted}`. Right as it is where an Exchange server of your own works beside Microsoft’s."
        ),
        Fact::AutodiscoverMissing { name, wanted } => message!(
            "Microsoft has the mailboxes, and `{name}` does not lead Outlook there",
            "Outlook and phones find the mailbox later, or ask people for settings. Make it an alias (CNAME) of `{wanted}`. Mail arrives without it."
        ),
    }
}
