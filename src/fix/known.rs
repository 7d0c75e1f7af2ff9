//! What is known of the domain whose records are mended.

use crate::dns::Name;

/// What is known of the domain whose records are mended. For a text that was
/// pasted, nothing may be known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The domain.
    pub domain: Option<Name>,
    /// The zone that its records are in.
    pub zone: Option<Name>,
    /// The hosts that take its mail; none where it takes none or that is not
    /// known.
    pub servers: Vec<Name>,
    /// Whether it takes mail.
    pub takes_mail: Option<bool>,
    /// Whether its SPF record lets anybody send.
    pub sends: Option<bool>,
    /// The text of its one SPF record.
    pub spf: Option<String>,
    /// The text of its own one DMARC record.
    pub dmarc: Option<String>,
    /// What SPF its mail provider asks for, such as `include:` and a domain.
    pub senders: Vec<String>,
}

impl Known {
    /// Whether it says that it neither sends nor takes mail.
    pub fn is_parked(&self) -> bool {
        self.takes_mail == Some(false) && self.sends == Some(false)
    }

    /// Mailboxes at the domain that reports could go to, the one made for it
    /// first.
    pub fn mailboxes(&self, local: &str) -> Vec<String> {
        let Some(domain) = &self.domain else {
            return Vec::new();
        };
        [local, "postmaster"]
            .map(|local| format!("{local}@{domain}"))
            .into()
    }
}
