//! Whether a mechanism matches (RFC 7208 §5).

use super::limit::known;
use super::{At, Checker, Ended, leads_nowhere};
use crate::dns::{Name, RecordType};
use crate::follow::spf::trace::{Cause, Event, SpfResult, TermText};
use crate::follow::spf::{MX_LIMIT, address_type};
use crate::record::span::Spanned;
use crate::record::spf::{Directive, DomainSpec, DualCidrLength, Mechanism};
use std::net::IpAddr;

impl Checker<'_> {
    /// §5.
    pub(super) async fn directive_matches(
        &mut self,
        at: &At<'_>,
        directive: Spanned<&Directive<'_>>,
    ) -> Result<bool, Ended> {
        let term = at.term(directive.span);
        self.tell(Event::Tried(term.clone()));
        let mechanism = &directive.value.mechanism;
        if mechanism.lookups() > 0 {
            self.count_lookup(at, &term)?;
        }
        let matches = match *mechanism {
            Mechanism::All => true,
            Mechanism::Ip4 { address, prefix } => {
                let prefix = prefix.map(|prefix| prefix.value);
                is_in(self.message.client(), address.value.into(), prefix)
            }
            Mechanism::Ip6 { address, prefix } => {
                let prefix = prefix.map(|prefix| prefix.value);
                is_in(self.message.client(), address.value.into(), prefix)
            }
            Mechanism::Include(domain) => self.include_matches(at, term, domain).await?,
            Mechanism::A { domain, prefix } => match self.target(at, domain).await? {
                Some(target) => self.a_matches(&target, self.own(prefix)).await?,
                None => false,
            },
            Mechanism::Mx { domain, prefix } => match self.target(at, domain).await? {
                Some(target) => self.mx_matches(target, self.own(prefix)).await?,
                None => false,
            },
            Mechanism::Ptr { domain } => match self.target(at, domain).await? {
                Some(target) => self.ptr_matches(&target).await?,
                None => false,
            },
            Mechanism::Exists(domain) => match self.target(at, Some(domain)).await? {
                Some(target) => {
                    let answer = self.ask(&target, RecordType::A).await?;
                    !known(&answer)?.is_empty()
                }
                None => false,
            },
        };
        if !matches {
            self.tell(Event::NotMatched);
        }
        Ok(matches)
    }

    /// §5.2.
    async fn include_matches(
        &mut self,
        at: &At<'_>,
        term: TermText,
        domain: DomainSpec<'_>,
    ) -> Result<bool, Ended> {
        let Some(target) = self.target_text(at, domain.macro_string()).await? else {
            return Ok(false);
        };
        let ended = self.check_nested(&target).await;
        match ended.result {
            SpfResult::Pass => Ok(true),
            SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral => Ok(false),
            SpfResult::None => Err(leads_nowhere(at, term)),
            SpfResult::Temperror | SpfResult::Permerror => {
                Err(Ended::new(ended.result, ended.cause))
            }
        }
    }

    /// §5.3.
    async fn a_matches(&mut self, target: &Name, prefix: Option<u8>) -> Result<bool, Ended> {
        let client = self.message.client();
        let answer = self.ask(target, address_type(client)).await?;
        known(&answer)?;
        Ok(answer
            .addresses()
            .any(|address| is_in(client, address, prefix)))
    }

    /// §5.4.
    async fn mx_matches(&mut self, target: Name, prefix: Option<u8>) -> Result<bool, Ended> {
        let answer = self.ask(&target, RecordType::MX).await?;
        known(&answer)?;
        let exchangers = answer.exchangers();
        if exchangers.len() > MX_LIMIT {
            let cause = Cause::TooManyExchangers {
                domain: target,
                count: exchangers.len(),
            };
            return Err(Ended::new(SpfResult::Permerror, cause));
        }
        for (_, exchange) in exchangers {
            if self.a_matches(exchange, prefix).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// §5.5.
    async fn ptr_matches(&mut self, target: &Name) -> Result<bool, Ended> {
        let names = self.validated_names().await?;
        Ok(names.iter().any(|name| name.is_within(target)))
    }

    /// The prefix that is meant for the client's family.
    fn own(&self, prefix: DualCidrLength) -> Option<u8> {
        let own = match self.message.client() {
            IpAddr::V4(_) => prefix.ip4,
            IpAddr::V6(_) => prefix.ip6,
        };
        own.map(|prefix| prefix.value)
    }
}

/// Whether the client is in a network; an address alone without a prefix.
fn is_in(client: IpAddr, network: IpAddr, prefix: Option<u8>) -> bool {
    match (client, network) {
        (IpAddr::V4(client), IpAddr::V4(network)) => {
            let rest = 32 - u32::from(prefix.unwrap_or(32).min(32));
            let differ = u32::from(client) ^ u32::from(network);
            differ.checked_shr(rest).unwrap_or(0) == 0
        }
        (IpAddr::V6(client), IpAddr::V6(network)) => {
            let rest = 128 - u32::from(prefix.unwrap_or(128).min(128));
            let differ = u128::from(client) ^ u128::from(network);
            differ.checked_shr(rest).unwrap_or(0) == 0
        }
        _ => false,
    }
}
