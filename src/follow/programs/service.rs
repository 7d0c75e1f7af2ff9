//! The services that programs ask SRV records for.

use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, RecordType};
use crate::follow::mail_servers::{Exchange, HostAddresses};
use crate::knowledge::mail_programs::{Encryption, Purpose};
use crate::order::Arrange;
use futures_util::future;
use std::rc::Rc;

/// A service that programs ask SRV records for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Service {
    /// IMAP with TLS from the start (RFC 6186 §3.2).
    Imaps,
    /// IMAP that turns to TLS (RFC 6186 §3.2).
    Imap,
    /// POP3 with TLS from the start (RFC 6186 §3.3).
    Pop3s,
    /// POP3 that turns to TLS (RFC 6186 §3.3).
    Pop3,
    /// Submission with TLS from the start (RFC 8314 §5.1).
    Submissions,
    /// Submission that turns to TLS (RFC 6186 §3.1).
    Submission,
    /// Microsoft's Autodiscover, over HTTPS.
    Autodiscover,
}

impl Service {
    /// All of them, those with TLS from the start first.
    pub const ALL: [Self; 7] = [
        Self::Imaps,
        Self::Imap,
        Self::Pop3s,
        Self::Pop3,
        Self::Submissions,
        Self::Submission,
        Self::Autodiscover,
    ];

    /// What stands before a domain in the name of the service's SRV records.
    pub fn labels(self) -> &'static str {
        match self {
            Self::Imaps => "_imaps._tcp",
            Self::Imap => "_imap._tcp",
            Self::Pop3s => "_pop3s._tcp",
            Self::Pop3 => "_pop3._tcp",
            Self::Submissions => "_submissions._tcp",
            Self::Submission => "_submission._tcp",
            Self::Autodiscover => "_autodiscover._tcp",
        }
    }

    /// What programs use it for; `None` where it only tells of others.
    pub fn purpose(self) -> Option<Purpose> {
        match self {
            Self::Imaps | Self::Imap => Some(Purpose::Imap),
            Self::Pop3s | Self::Pop3 => Some(Purpose::Pop),
            Self::Submissions | Self::Submission => Some(Purpose::Submission),
            Self::Autodiscover => None,
        }
    }

    /// How a connection to it is protected.
    pub fn encryption(self) -> Encryption {
        match self {
            Self::Imap | Self::Pop3 | Self::Submission => Encryption::StartTls,
            _ => Encryption::Tls,
        }
    }

    /// Its registered port.
    pub fn usual_port(self) -> u16 {
        match self {
            Self::Imaps => 993,
            Self::Imap => 143,
            Self::Pop3s => 995,
            Self::Pop3 => 110,
            Self::Submissions => 465,
            Self::Submission => 587,
            Self::Autodiscover => 443,
        }
    }
}

/// The SRV records of one service, and where they lead.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The service.
    pub service: Service,
    /// The SRV records; `None` where their name would be too long.
    pub srv: Option<Rc<Answer>>,
    /// Where they lead, the most preferred first.
    pub targets: Vec<Target>,
}

/// One SRV record, and where it leads.
#[derive(Clone, Debug)]
pub struct Target {
    /// Lower is asked first.
    pub priority: u16,
    /// The more, the more often it is asked among those of one priority.
    pub weight: u16,
    /// The TCP port.
    pub port: u16,
    /// Where the record points; the root says that the service is not offered
    /// (RFC 6186 §3.4).
    pub place: Exchange,
}

/// How many records of a service are followed. Programs try few.
const FOLLOWED: usize = 8;

impl Offer {
    pub(super) async fn find(client: &Client, domain: &Name, service: Service) -> Self {
        let Ok(name) = domain.prepend(service.labels()) else {
            return Self {
                service,
                srv: None,
                targets: Vec::new(),
            };
        };
        let srv = client.ask(&name, RecordType::SRV).await;
        let mut records: Vec<_> = srv
            .records()
            .iter()
            .filter_map(|record| match &record.data {
                Data::Srv {
                    priority,
                    weight,
                    port,
                    target,
                } => Some((*priority, *weight, *port, target.clone())),
                _ => None,
            })
            .collect();
        records.arrange_by(|one, other| {
            let by_weight = other.1.cmp(&one.1);
            one.0
                .cmp(&other.0)
                .then(by_weight)
                .then(one.3.cmp(&other.3))
        });
        records.truncate(FOLLOWED);
        let targets = records
            .into_iter()
            .map(|(priority, weight, port, target)| async move {
                Target {
                    priority,
                    weight,
                    port,
                    place: Exchange::find(client, target).await,
                }
            });
        Self {
            service,
            targets: future::join_all(targets).await,
            srv: Some(srv),
        }
    }

    /// Whether it is said that the service is not offered (RFC 6186 §3.4).
    pub fn is_refused(&self) -> bool {
        matches!(
            self.targets.as_slice(),
            [Target {
                place: Exchange::Null,
                ..
            }]
        )
    }

    /// The hosts that offer the service with their ports, but for those that
    /// are known to have no address.
    pub fn reachable(&self) -> impl Iterator<Item = (&HostAddresses, u16)> {
        self.targets
            .iter()
            .filter_map(|target| match &target.place {
                Exchange::Host(host) if host.has_address() != Some(false) => {
                    Some((host, target.port))
                }
                _ => None,
            })
    }

    /// The hosts that the records name.
    pub fn hosts(&self) -> impl Iterator<Item = &HostAddresses> {
        self.targets
            .iter()
            .filter_map(|target| match &target.place {
                Exchange::Host(host) => Some(host),
                _ => None,
            })
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let hosts = self.hosts().flat_map(|host| [&host.a, &host.aaaa]);
        self.srv.iter().chain(hosts)
    }
}
