//! What is said of DMARC.

use crate::check::dmarc::published::Fact as Published;
use crate::text::{Message, message, visible};

/// What is said of the DMARC records that speak for a domain.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "No DMARC record speaks for `{domain}`",
            "Receivers are not told what to do with mail that only claims to be from this domain, and nobody is told of it; Gmail, Yahoo and Outlook refuse bulk mail without one. Begin with `v=DMARC1; p=none; rua=mailto:…` at `_dmarc.{domain}`."
        ),
        Published::Several { domain, count } => message!(
            "There are {count} DMARC records at `_dmarc.{domain}`; none of them counts",
            "Receivers that find more than one discard them all. Keep one."
        ),
        Published::Inherited { from } => message!(
            "The policy is that of `{from}`",
            "The domain has no DMARC record of its own, so the one above it speaks for it. A record of its own is needed only for another policy."
        ),
        Published::Unrelated { domain, text } => {
            let text = visible(text);
            message!(
                "Another text stands at `_dmarc.{domain}`",
                "Receivers pass it over, as it does not begin with `v=DMARC1`: `{text}`"
            )
        }
    }
}
pub fn problem(_: &crate::record::dmarc::Problem) -> Message {
    message!("x", "y")
}
pub fn text(_: &crate::check::dmarc::text::Fact) -> Message {
    message!("x", "y")
}
