//! What is known of the domain whose records are mended.

use crate::dns::{Name, TxtRecord};
use crate::follow::delegation::Zone;
use crate::follow::reverse::ReverseZone;
use crate::knowledge::dns_hosts::{DnsHost, dns_host};
use std::net::IpAddr;

/// What is known of the domain whose records are mended. For a text that was
/// pasted, nothing may be known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The domain.
    pub domain: Option<Name>,
    /// The zone that its records are in.
    pub zone: Option<Name>,
    /// Who answers for that zone, where they are known.
    pub dns_host: Option<&'static DnsHost>,
    /// Addresses whose names do not hold, and the reverse zones that they are
    /// in.
    pub holders: Vec<(IpAddr, ReverseZone)>,
    /// The hosts that take its mail; none where it takes none or that is not
    /// known.
    pub servers: Vec<Name>,
    /// The addresses of these hosts.
    pub addresses: Vec<(IpAddr, Name)>,
    /// Whether it takes mail.
    pub takes_mail: Option<bool>,
    /// Whether its SPF record lets anybody send.
    pub sends: Option<bool>,
    /// The text of its one SPF record.
    pub spf: Option<String>,
    /// The text of its own one DMARC record.
    pub dmarc: Option<String>,
    /// The DKIM keys that mail could be signed with.
    pub keys: Vec<TxtRecord>,
    /// Whether every selector has an answer; `None` where that is not known.
    pub keys_answered: Option<bool>,
    /// What SPF its mail provider asks for, such as `include:` and a domain.
    pub senders: Vec<String>,
}

impl Known {
    /// Takes up which zone the records are in.
    pub fn in_zone(&mut self, zone: &Zone) {
        self.zone = Some(zone.name.clone());
        self.dns_host = zone
            .servers
            .iter()
            .find_map(|server| dns_host(server.as_str()));
    }

    /// The host that an address is one of.
    pub fn host_of(&self, address: IpAddr) -> Option<&Name> {
        let mut addresses = self.addresses.iter();
        let found = addresses.find(|(known, _)| *known == address)?;
        Some(&found.1)
    }

    /// The reverse zone that an address is in, where it was looked for.
    pub fn holder(&self, address: IpAddr) -> Option<&ReverseZone> {
        let mut holders = self.holders.iter();
        holders
            .find(|(held, _)| *held == address)
            .map(|(_, zone)| zone)
    }

    /// Whether it says that it neither sends nor takes mail.
    pub fn is_parked(&self) -> bool {
        self.takes_mail == Some(false) && self.sends == Some(false)
    }

    /// Mailboxes at the domain that reports could go to, the one made for it
    /// first; none where it is known to take no mail.
    pub fn mailboxes(&self, local: &str) -> Vec<String> {
        let takes_mail = self.takes_mail != Some(false);
        let Some(domain) = self.domain.as_ref().filter(|_| takes_mail) else {
            return Vec::new();
        };
        [local, "postmaster"]
            .map(|local| format!("{local}@{domain}"))
            .into()
    }
}
