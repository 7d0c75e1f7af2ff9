//! What SPF knows of a message: its client, its sender, its HELO name.

use std::net::IpAddr;

/// What SPF knows of a message (RFC 7208 §4.1).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    /// The address of the client that sends it; an IPv4 address mapped into
    /// IPv6 is an IPv4 address (RFC 7208 §5).
    client: IpAddr,
    /// The part of the sender's address before the `@`.
    local_part: String,
    /// The part behind it.
    domain: String,
    /// The domain whose record is the first to be looked at.
    authority: String,
    /// The name that the client gave in HELO or EHLO.
    helo: String,
}

impl Message {
    /// A message from `sender`, the address in MAIL FROM. An empty one stands
    /// for `postmaster` at the HELO name (RFC 7208 §2.4); so does an address
    /// without a local part, at its domain (§4.3).
    pub fn new(client: IpAddr, sender: &str, helo: &str) -> Self {
        let (local_part, domain) = match sender.rsplit_once('@') {
            Some(("", domain)) => (POSTMASTER, domain),
            Some(parts) => parts,
            None if sender.is_empty() => (POSTMASTER, helo),
            None => (POSTMASTER, sender),
        };
        Self {
            client: client.to_canonical(),
            local_part: local_part.to_owned(),
            authority: domain.to_owned(),
            domain: domain.to_owned(),
            helo: helo.to_owned(),
        }
    }

    /// The same message, judged by the record of another domain than its
    /// sender's: the `<domain>` of `check_host()` (RFC 7208 §4.1).
    pub fn judged_by(self, domain: &str) -> Self {
        Self {
            authority: domain.to_owned(),
            ..self
        }
    }

    /// The address of the client.
    pub fn client(&self) -> IpAddr {
        self.client
    }

    /// The sender's local part; `postmaster` where it has none.
    pub fn local_part(&self) -> &str {
        &self.local_part
    }

    /// The sender's domain.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The domain whose record is the first to be looked at: the sender's,
    /// unless another was named.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The name that the client gave in HELO or EHLO.
    pub fn helo(&self) -> &str {
        &self.helo
    }
}

const POSTMASTER: &str = "postmaster";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_has_always_a_local_part() {
        for (sender, local_part, domain) in [
            ("a@d.example", "a", "d.example"),
            ("\"a@b\"@d.example", "\"a@b\"", "d.example"),
            ("@d.example", "postmaster", "d.example"),
            ("d.example", "postmaster", "d.example"),
            ("", "postmaster", "helo.example"),
        ] {
            let message = Message::new([192, 0, 2, 1].into(), sender, "helo.example");
            assert_eq!(message.local_part(), local_part, "{sender}");
            assert_eq!(message.domain(), domain, "{sender}");
            assert_eq!(message.authority(), domain, "{sender}");
        }
    }

    #[test]
    fn another_domain_may_judge() {
        let message = Message::new([192, 0, 2, 1].into(), "a@d.example", "helo.example");
        let message = message.judged_by("helo.example");
        assert_eq!(message.authority(), "helo.example");
        assert_eq!(message.domain(), "d.example");
    }

    #[test]
    fn a_mapped_address_is_an_ipv4_address() {
        let client = "::ffff:192.0.2.1".parse().unwrap();
        let message = Message::new(client, "", "");
        assert_eq!(message.client(), IpAddr::from([192, 0, 2, 1]));
    }
}
