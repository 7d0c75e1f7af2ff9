//! What is said of the names of addresses.

use crate::check::ptr::Fact;
use crate::text::{Message, message};

/// What is said of the names of addresses.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Confirmed { address, name } => message!(
            "`{address}` is `{name}`, and the name leads back",
            "Forward and reverse DNS agree, as receivers want of a server that sends mail."
        ),
        Fact::Missing { address } => message!(
            "`{address}` has no name (PTR)",
            "Should this server send mail, Gmail and many others refuse it for that. To receive mail it needs none. Only who holds the address can set it: the hosting or internet provider, not the domain's DNS."
        ),
        Fact::NotConfirmed { address, name } => message!(
            "`{address}` is called `{name}`, but that name does not lead back to it",
            "A name that does not come back counts as none: should this server send mail, many refuse it. Give `{name}` this address, or have the provider of the address set another name."
        ),
    }
}
