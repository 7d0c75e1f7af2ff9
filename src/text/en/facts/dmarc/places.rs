//! What is said of where a DMARC record stands.

use crate::check::dmarc::places::Fact;
use crate::text::{Message, message};

/// What is said of where a DMARC record stands.
pub fn places(fact: &Fact) -> Message {
    match fact {
        Fact::AtApex { domain } => message!(
            "A DMARC record stands at `{domain}` itself, where nobody looks",
            "Receivers ask at `_dmarc.{domain}` only. Move it there; if one is there already, delete this copy."
        ),
        Fact::NameDoubled { name, domain } => message!(
            "A DMARC record stands at `{name}`, with the domain twice",
            "Most DNS panels add the domain by themselves. Enter `_dmarc` as the host name, not `_dmarc.{domain}`, and delete this record."
        ),
        Fact::ByWildcard {
            domain,
            record: true,
        } => message!(
            "The DMARC record at `_dmarc.{domain}` is that of a wildcard",
            "It answers at every name that nobody made, and is gone once something else is put there. Publish the record at `_dmarc.{domain}` itself, and take it out of the wildcard."
        ),
        Fact::ByWildcard {
            domain,
            record: false,
        } => message!(
            "A wildcard answers for `_dmarc.{domain}`",
            "What it answers is no DMARC record, and receivers pass it over. A record at `_dmarc.{domain}` itself takes its place."
        ),
        Fact::Alias { name, target } => message!(
            "The DMARC record is kept at `{target}`",
            "`{name}` is an alias (CNAME) of it, so whoever runs that name decides the policy and gets the reports."
        ),
        Fact::AliasOfNothing { name, target } => message!(
            "`{name}` leads to `{target}`, where there is no record",
            "The alias (CNAME) is dead, and receivers find no DMARC record of this domain. Have the record put back there, or replace the CNAME with a TXT record."
        ),
    }
}
