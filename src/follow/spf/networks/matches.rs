//! The addresses that a term by itself matches.

use super::{Network, Networks};
use crate::dns::RecordType;
use crate::follow::spf::tree::{Leads, LookupKind, TreeRecord};
use crate::record::span::Spanned;
use crate::record::spf::{self, Mechanism, Term};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The addresses that a term may match, and those that it surely does.
pub struct Matches {
    pub may: Networks,
    pub surely: Networks,
}

impl Matches {
    /// What a directive matches that leads to no record; without a mechanism
    /// it is `redirect`.
    pub fn of(mechanism: Option<&Mechanism<'_>>, leads: &Leads) -> Self {
        match (mechanism, leads) {
            (Some(Mechanism::All), _) => Self::surely(Networks::all()),
            (_, Leads::Malformed(_)) => Self::surely(Networks::none()),
            (_, Leads::Exists(answer)) => match answer.outcome.is_failed() {
                true => Self::unknown(),
                false if answer.records().is_empty() => Self::surely(Networks::none()),
                false => Self::surely(Networks::all()),
            },
            (_, Leads::Sender | Leads::NotFollowed | Leads::ClientNames(_)) => Self::unknown(),
            (_, Leads::Exchangers { mx, .. }) if mx.outcome.is_failed() => Self::unknown(),
            (None, _) => Self::unknown(),
            (Some(mechanism), _) => {
                let networks = networks_of(mechanism, leads);
                let mut matches = Self::surely(
                    networks
                        .into_iter()
                        .filter(|network| !network.is_mapped())
                        .collect(),
                );
                let failed = leads.answers().filter(|answer| answer.outcome.is_failed());
                for answer in failed {
                    let nobody = match answer.question.rtype {
                        RecordType::AAAA => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
                        _ => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
                    };
                    matches.may.insert(Network::new(nobody, 0));
                }
                matches
            }
        }
    }

    fn surely(networks: Networks) -> Self {
        Self {
            may: networks.clone(),
            surely: networks,
        }
    }

    fn unknown() -> Self {
        Self {
            may: Networks::all(),
            surely: Networks::none(),
        }
    }
}

/// Whether receivers end at a term without a result.
pub fn is_fault(kind: Option<LookupKind>, leads: &Leads) -> bool {
    match leads {
        Leads::Malformed(_) => {
            matches!(kind, Some(LookupKind::Include | LookupKind::Redirect))
        }
        leads => leads.too_many_exchangers(),
    }
}

impl TreeRecord {
    /// The networks that its terms name by themselves, each with the place of
    /// its term in [`TreeRecord::terms`]: those of `ip4`, `ip6`, `a` and `mx`
    /// that receivers come to, with any qualifier.
    pub fn networks(&self) -> Vec<(usize, Network)> {
        let Some(text) = self.text() else {
            return Vec::new();
        };
        let record = spf::read(text);
        let mut networks = Vec::new();
        for (index, term) in self.evaluated() {
            if let Some(Term::Directive(directive)) =
                record.terms.get(index).map(|term| &term.value)
            {
                let found = networks_of(&directive.mechanism, &term.leads);
                networks.extend(found.into_iter().map(|network| (index, network)));
            }
        }
        networks
    }
}

/// The networks that a mechanism names by itself.
fn networks_of(mechanism: &Mechanism<'_>, leads: &Leads) -> Vec<Network> {
    let length = |prefix: Option<Spanned<u8>>| prefix.map_or(u8::MAX, |prefix| prefix.value);
    match mechanism {
        Mechanism::Ip4 { address, prefix } => {
            vec![Network::new(address.value.into(), length(*prefix))]
        }
        Mechanism::Ip6 { address, prefix } => {
            vec![Network::new(address.value.into(), length(*prefix))]
        }
        Mechanism::A { prefix, .. } | Mechanism::Mx { prefix, .. } => leads
            .answers()
            .flat_map(|answer| answer.addresses())
            .map(|address| match address {
                IpAddr::V4(_) => Network::new(address, length(prefix.ip4)),
                IpAddr::V6(_) => Network::new(address, length(prefix.ip6)),
            })
            .collect(),
        _ => Vec::new(),
    }
}
