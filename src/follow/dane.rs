//! DANE for SMTP (RFC 7672): the TLSA records of each mail server, and whether
//! DNSSEC vouches for them and for the way to them.

use super::mail_servers::{HostAddresses, MailServers, host_names};
use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, RecordType, TxtRecord};
use futures_util::future;
use std::fmt::Write as _;
use std::rc::Rc;

/// The TLSA records of a domain's mail servers.
#[derive(Clone, Debug)]
pub struct Dane {
    /// Where mail for the domain goes.
    pub servers: MailServers,
    /// Each mail server, the most preferred first.
    pub hosts: Vec<DaneHost>,
}

/// A mail server and its TLSA records.
#[derive(Clone, Debug)]
pub struct DaneHost {
    /// The host and its addresses.
    pub addresses: HostAddresses,
    /// The TLSA records below the name that the MX record has; `None` where
    /// their name would be too long.
    pub own: Option<Rc<Answer>>,
    /// Where the name is an alias, those below the name that it leads to.
    pub canonical: Option<Rc<Answer>>,
}

impl Dane {
    /// Asks for the mail servers and the TLSA records of each.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let hosts = async {
            let mx = client.ask(domain, RecordType::MX).await;
            let found = host_names(domain, &mx);
            let found = found.iter().map(|host| DaneHost::find(client, host));
            future::join_all(found).await
        };
        let (servers, hosts) = future::join(MailServers::find(client, domain), hosts).await;
        Self { servers, hosts }
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let hosts = self.hosts.iter().flat_map(|host| {
            let addresses = [&host.addresses.a, &host.addresses.aaaa];
            addresses
                .into_iter()
                .chain(&host.own)
                .chain(&host.canonical)
        });
        std::iter::once(&self.servers.mx).chain(hosts)
    }
}

impl DaneHost {
    async fn find(client: &Client, host: &Name) -> Self {
        let tlsa = |name: Option<Name>| async move {
            let name = name?.prepend("_25._tcp").ok()?;
            Some(client.ask(&name, RecordType::TLSA).await)
        };
        let (addresses, own) =
            future::join(HostAddresses::find(client, host), tlsa(Some(host.clone()))).await;
        let canonical = tlsa(addresses.alias().cloned()).await;
        Self {
            addresses,
            own,
            canonical,
        }
    }

    /// The answer that a sender goes by: that of the name which an alias leads
    /// to, where DNSSEC vouches for the alias and there are records, and else
    /// that of the host's own name (RFC 7672 §2.2.2).
    pub fn tlsa(&self) -> Option<&Rc<Answer>> {
        let secure = [&self.addresses.a, &self.addresses.aaaa]
            .iter()
            .any(|answer| answer.is_secure() == Some(true));
        self.canonical
            .as_ref()
            .filter(|answer| secure && !answer.records().is_empty())
            .or(self.own.as_ref())
    }

    /// The TLSA records as the lines of a zone file; `None` where there are
    /// none.
    pub fn lines(&self) -> Option<TxtRecord> {
        let answer = self.tlsa()?;
        let lines: Vec<_> = answer
            .records()
            .iter()
            .filter_map(|record| line(&record.data))
            .collect();
        (!lines.is_empty()).then(|| TxtRecord {
            owner: answer.canonical_name().clone(),
            ttl: answer.ttl().unwrap_or_default(),
            text: lines.join("\n"),
            string_lengths: Vec::new(),
        })
    }
}

fn line(data: &Data) -> Option<String> {
    let Data::Tlsa {
        usage,
        selector,
        matching_type,
        association,
    } = data
    else {
        return None;
    };
    let mut line = format!("{usage} {selector} {matching_type} ");
    for octet in association {
        let _ = write!(line, "{octet:02x}");
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    #[test]
    fn the_name_that_a_signed_alias_leads_to_counts_first() {
        let owner = |signed: &str| {
            let zone = format!(
                "d MX 10 mail.d\nmail.d CNAME host.d\nhost.d A 192.0.2.1\n\
                 _25._tcp.mail.d TLSA 3 1 1 00\n_25._tcp.host.d TLSA 3 1 1 0aff\n{signed}"
            );
            let domain = Name::parse("d.example").unwrap();
            let dane = Dane::find(&client(&zone), &domain).now_or_never().unwrap();
            dane.hosts[0].lines().unwrap()
        };
        let secure = owner("$SIGNED d");
        assert_eq!(secure.owner.as_str(), "_25._tcp.host.d.example");
        assert_eq!(secure.text, "3 1 1 0aff");
        assert_eq!(owner("").owner.as_str(), "_25._tcp.mail.d.example");
    }
}
