//! What is said of the DMARC records that speak for a domain.

use crate::check::dmarc::published::Fact;
use crate::text::{Message, excerpt, message, visible};

/// What is said of the DMARC records that speak for a domain.
pub fn published(fact: &Fact) -> Message {
    match fact {
        Fact::Missing { domain } => message!(
            "No DMARC record speaks for `{domain}`",
            "Receivers are not told what to do with mail that only claims to be from this domain, and nobody is told of it; Gmail, Yahoo and Outlook refuse bulk mail without one. Begin with `v=DMARC1; p=none; rua=mailto:…` at `_dmarc.{domain}`."
        ),
        Fact::Several { domain, count } => message!(
            "There are {count} DMARC records at `_dmarc.{domain}`; none of them counts",
            "Receivers that find more than one discard them all. By RFC 9989 they then look at the names above; older ones stop here, without a policy. Keep one."
        ),
        Fact::Inherited { from } => message!(
            "The policy is that of `{from}`",
            "The domain has no DMARC record of its own, so the one above it speaks for it. A record of its own is needed only for another policy."
        ),
        Fact::InheritedFromPublicSuffix { from } => message!(
            "Only the public suffix `{from}` speaks for the domain",
            "Neither the domain nor its organization has a DMARC record, so that of the registry above holds, and the registry gets the reports. Older receivers do not know it. Publish a record of your own."
        ),
        Fact::UnseenByOlder { domain, from } => message!(
            "Older receivers may not see the policy at `{from}`",
            "By RFC 9989 receivers climb from name to name. Those that follow RFC 7489 ask at `{domain}` and at the name that was registered, and nowhere between: if `{from}` is not that name, they find no policy there. A record at `_dmarc.{domain}` reaches both."
        ),
        Fact::WalkStopped {
            at,
            suffix: true,
            organizational,
        } => message!(
            "`{at}` is a public suffix, so the organization begins at `{organizational}`",
            "The record at `_dmarc.{at}` has `psd=y`: receivers look no higher, and what stands below `{organizational}` aligns with it. Older receivers do not know `psd` and go by a list of public suffixes."
        ),
        Fact::WalkStopped {
            at,
            suffix: false,
            organizational: _,
        } => message!(
            "The organization begins at `{at}`",
            "The record at `_dmarc.{at}` has `psd=n`: receivers look no higher, and what stands below aligns with it. Older receivers do not know `psd` and go by a list of public suffixes."
        ),
        Fact::OrganizationIsTopLevel { domain, top } => message!(
            "The top-level domain `{top}` passes for the organization",
            "The record at `_dmarc.{top}` has no `psd=y`, so by RFC 9989 every domain below it counts as one organization, and mail of others there aligns with `{domain}`. Add `psd=n` to the record of your own topmost domain."
        ),
        Fact::SubdomainPolicyUnused {
            tag,
            organizational,
        } => message!(
            "`{tag}` has no effect here",
            "Subdomains without a record of their own get the policy of the organizational domain, `{organizational}`, and not of this record. Write `{tag}` there, or add `psd=n` here if the organization begins at this domain."
        ),
        Fact::NotRecognized { domain, text } => {
            let text = excerpt(text);
            message!(
                "Receivers do not take the text at `_dmarc.{domain}` for a DMARC record",
                "A record begins with `v=DMARC1`, written exactly so, and a semicolon. They pass over `{text}`."
            )
        }
        Fact::Unrelated { domain, text } => {
            let text = visible(text);
            message!(
                "Another text stands at `_dmarc.{domain}`",
                "Receivers pass it over, as it does not begin with `v=DMARC1`: `{text}`"
            )
        }
    }
}
