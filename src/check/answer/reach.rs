//! Can mail reach the domain?

use super::Verdict;
use crate::check::mx::is_private;
use crate::check::whole::Whole;
use crate::check::{Fact, mta_sts, tlsa};
use crate::dns::Outcome;
use crate::dns::answer::Failure;
use crate::follow::mail_servers::{Exchange, Exchanger, HostAddresses, Route};
use crate::rule::Subject;
use serde::Serialize;

/// Whether mail can reach the domain, and why.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Every mail server has an address.
    EveryServer {
        /// How many there are.
        servers: usize,
    },
    /// Some mail servers have an address, and of the others it is not known.
    KnownServers {
        /// How many have one.
        known: usize,
        /// How many there are.
        servers: usize,
    },
    /// Some mail servers have no address.
    SomeServers {
        /// How many have one.
        reachable: usize,
        /// How many there are.
        servers: usize,
    },
    /// There are no MX records, and senders fall back on the domain's own
    /// address.
    OwnAddress,
    /// Senders that ask for protected transport turn back.
    Unprotected,
    /// The answers do not pass DNSSEC, and senders that look at it turn back.
    DnssecBroken,
    /// A null MX: the domain says that it takes no mail.
    Refused,
    /// There is neither an MX record nor an address.
    Nowhere,
    /// No mail server has an address.
    NoServer {
        /// How many there are.
        servers: usize,
    },
    /// The domain does not exist.
    NoSuchDomain,
    /// It could not be found out.
    Unknown,
}

impl Reach {
    pub(super) fn new(whole: &Whole<'_>) -> Self {
        let servers = whole.servers;
        let reach = match &servers.route {
            Route::Exchangers(exchangers) => by_exchangers(exchangers),
            Route::Implicit(host) => match has_public_address(host) {
                Some(true) => Self::OwnAddress,
                Some(false) => Self::Nowhere,
                None => Self::Unknown,
            },
            Route::NullMx => Self::Refused,
            Route::NoSuchDomain => Self::NoSuchDomain,
            Route::Unknown => Self::Unknown,
        };
        let broken = servers
            .answers()
            .any(|answer| matches!(&answer.outcome, Outcome::Failed(Failure::DnssecBroken)));
        match reach {
            Self::Unknown | Self::KnownServers { .. } if broken => Self::DnssecBroken,
            Self::EveryServer { .. } | Self::KnownServers { .. } if turns_back(whole) => {
                Self::Unprotected
            }
            reach => reach,
        }
    }

    /// The answer in a word.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::EveryServer { .. } | Self::KnownServers { .. } => Verdict::Yes,
            Self::SomeServers { .. }
            | Self::OwnAddress
            | Self::Unprotected
            | Self::DnssecBroken => Verdict::Partly,
            Self::Refused | Self::Nowhere | Self::NoServer { .. } | Self::NoSuchDomain => {
                Verdict::No
            }
            Self::Unknown => Verdict::Unknown,
        }
    }

    pub(super) const fn subjects(self) -> &'static [Subject] {
        match self {
            Self::NoSuchDomain => &[Subject::Domain],
            Self::DnssecBroken => &[Subject::Dnssec, Subject::Mx],
            Self::Unprotected => &[Subject::Tlsa, Subject::MtaSts],
            _ => &[Subject::Mx],
        }
    }
}

fn by_exchangers(exchangers: &[Exchanger]) -> Reach {
    let addressed = exchangers
        .iter()
        .map(|exchanger| match &exchanger.exchange {
            Exchange::Host(host) => has_public_address(host),
            Exchange::Null | Exchange::AddressLiteral(_) => Some(false),
        });
    let (mut reachable, mut unknown) = (0, 0);
    for has_address in addressed {
        reachable += usize::from(has_address == Some(true));
        unknown += usize::from(has_address.is_none());
    }
    let servers = exchangers.len();
    match (reachable, unknown) {
        (0, 0) => Reach::NoServer { servers },
        (0, _) => Reach::Unknown,
        _ if reachable == servers => Reach::EveryServer { servers },
        _ if reachable + unknown == servers => Reach::KnownServers {
            known: reachable,
            servers,
        },
        _ => Reach::SomeServers { reachable, servers },
    }
}

/// Whether a host has an address to which there is a way from elsewhere.
fn has_public_address(host: &HostAddresses) -> Option<bool> {
    match host.has_address() {
        Some(true) => match host.addresses().any(|address| !is_private(address)) {
            true => Some(true),
            // The other family may have one.
            false if host.a.outcome.is_failed() || host.aaaa.outcome.is_failed() => None,
            false => Some(false),
        },
        known => known,
    }
}

/// Whether senders that follow DANE or MTA-STS bring no mail to some server.
fn turns_back(whole: &Whole<'_>) -> bool {
    let dane = whole.dane_findings.iter().map(|finding| &finding.fact);
    let sts = whole.mta_sts_findings.iter().map(|finding| &finding.fact);
    dane.chain(sts).any(|fact| {
        matches!(
            fact,
            Fact::TlsaPublished(tlsa::published::Fact::LookupBroken { .. })
                | Fact::MtaStsPublished(mta_sts::published::Fact::MxNotCovered { .. })
        )
    })
}
