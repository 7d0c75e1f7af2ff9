//! What is said of where DMARC reports go.

use crate::check::dmarc::reports::Fact;
use crate::text::{Message, excerpt, message};

/// What is said of where DMARC reports go.
pub fn reports(fact: &Fact) -> Message {
    match fact {
        Fact::NotAuthorized { domain, host } => message!(
            "`{host}` has not agreed to take the reports of `{domain}`",
            "It belongs to another organization, and receivers send it none without its consent. Its owner has to publish the TXT record `v=DMARC1;` at `{domain}._report._dmarc.{host}`."
        ),
        Fact::AuthorizationInvalid { domain, host, text } => {
            let text = excerpt(text);
            message!(
                "What `{host}` publishes is no consent to take the reports of `{domain}`",
                "At `{domain}._report._dmarc.{host}` stands `{text}`, and receivers send no reports. It has to begin with `v=DMARC1`; `v=DMARC1;` is enough."
            )
        }
        Fact::AuthorizationNameTooLong { domain, host } => message!(
            "`{host}` cannot agree to take the reports of `{domain}`",
            "The name at which it would publish its consent has more than 253 characters, which DNS does not carry, so receivers send no reports. Name a mailbox at a shorter domain."
        ),
        Fact::AuthorizationSeveral {
            domain,
            host,
            count,
        } => message!(
            "`{host}` agrees {count} times to take the reports of `{domain}`",
            "One record at `{domain}._report._dmarc.{host}` is enough. Receivers take several for consent by RFC 9990, though some programs stumble over them."
        ),
        Fact::Authorized { domain, host } => message!(
            "`{host}` agrees to take the reports",
            "It says so at `{domain}._report._dmarc.{host}`."
        ),
        Fact::AuthorizedByWildcard { host } => message!(
            "`{host}` agrees to take the reports of every domain",
            "A wildcard below `_report._dmarc.{host}` says so."
        ),
        Fact::AuthorizationNotNeeded {
            host,
            organizational,
        } => message!(
            "`{host}` need not agree to take the reports",
            "It belongs to the same organization, `{organizational}`."
        ),
        Fact::NoSuchDomain { host } => message!(
            "Reports go to `{host}`, which does not exist",
            "They are lost. Correct the address, or name a mailbox that exists."
        ),
        Fact::WithoutMail { host } => message!(
            "Reports go to `{host}`, where no mail arrives",
            "The domain has neither an MX record nor an address, so the reports are lost. Name a mailbox at a domain that takes mail."
        ),
        Fact::NullMx { host } => message!(
            "Reports go to `{host}`, which says that it takes no mail",
            "Its only MX record is `0 .`, so the reports are lost. Name a mailbox at a domain that takes mail."
        ),
    }
}
