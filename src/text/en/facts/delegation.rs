//! What is said of the domain as a whole.

use crate::check::delegation::Fact;
use crate::text::{Message, message};

/// What is said of the domain as a whole.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::NoSuchDomain { domain } => message!(
            "`{domain}` does not exist",
            "DNS knows no such name (NXDOMAIN). Look for a typing error; if the domain is yours, it may have expired, or its name servers do not know it yet."
        ),
        Fact::TopLevel { domain } => message!(
            "`{domain}` is a top-level domain",
            "Many programs refuse mail addresses without a dot behind the `@`, so little mail arrives here. Of DMARC it is for registries to speak here, with `psd=y`. Check a domain below it, such as `name.{domain}`."
        ),
        Fact::Alias { domain, target } => message!(
            "`{domain}` is an alias of `{target}`",
            "A CNAME hands all its records over: what is shown here are the records of `{target}`, and mail records of its own cannot stand beside the CNAME. Publish addresses instead of the CNAME if this domain is to have mail of its own."
        ),
        Fact::AliasOfNothing { domain, target } => message!(
            "`{domain}` is an alias of `{target}`, which does not exist",
            "A CNAME hands everything over to a name that DNS does not know, so the domain has no records at all: neither mail nor a website can be found. Correct the CNAME, or replace it by records of its own."
        ),
    }
}
