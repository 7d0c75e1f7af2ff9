//! What mail programs find out of a domain by themselves: the hosts of its SRV
//! records (RFC 6186, RFC 8314 §5.1), and the names at which programs look for
//! their settings.

mod service;
mod settings;
mod signpost;

pub use service::{Offer, Service, Target};
pub use settings::{Setting, Source, UserName};
pub use signpost::{Signpost, Way};

use super::mail_servers::{MailServers, registrable};
use super::probe;
use super::spf::PublishedSpf;
use crate::dns::client::Client;
use crate::dns::{Answer, Name, Outcome, RecordType};
use crate::knowledge::mx_vendors::mx_vendor;
use crate::knowledge::spf_vendors::spf_vendor;
use crate::knowledge::vendor::{Purpose, Vendor};
use crate::order::Arrange;
use futures_util::future;
use std::rc::Rc;

/// What DNS tells the mail programs of a domain's people.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The domain.
    pub domain: Name,
    /// What its SRV records offer, in the order of [`Service::ALL`].
    pub offers: Vec<Offer>,
    /// The names at which programs look for settings.
    pub signposts: Vec<Signpost>,
    /// The TXT records at a name that nobody made: only a wildcard answers.
    pub made_up: Option<Rc<Answer>>,
    /// The SOA records of the domains above those hosts that do not exist:
    /// whether anyone could register them.
    pub above: Vec<Rc<Answer>>,
    /// Where mail for the domain goes.
    pub servers: MailServers,
    /// Its SPF record.
    pub spf: PublishedSpf,
}

impl Programs {
    /// Asks for all that programs ask for.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let made_up = async {
            let name = probe::below(domain)?;
            Some(client.ask(&name, RecordType::TXT).await)
        };
        let (offers, signposts, made_up, servers, spf) = future::join5(
            future::join_all(Service::ALL.map(|service| Offer::find(client, domain, service))),
            future::join_all(Way::ALL.map(|way| Signpost::find(client, domain, way))),
            made_up,
            MailServers::find(client, domain),
            PublishedSpf::find(client, domain),
        )
        .await;
        let mut found = Self {
            domain: domain.clone(),
            offers,
            signposts,
            made_up,
            above: Vec::new(),
            servers,
            spf,
        };
        let mut above: Vec<_> = found.missing_names().filter_map(registrable).collect();
        above.arrange();
        above.dedup();
        let above = above.iter().map(|name| client.ask(name, RecordType::SOA));
        found.above = future::join_all(above).await;
        found
    }

    /// What is offered of one service.
    pub fn offer(&self, service: Service) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.service == service)
    }

    /// Whether anything at all is published for programs.
    pub fn is_published(&self) -> bool {
        self.offers.iter().any(|offer| !offer.targets.is_empty())
            || self.signposts.iter().any(Signpost::is_there)
    }

    /// Whether programs find nothing at all of a domain that takes mail.
    pub fn is_wanting(&self) -> bool {
        let nothing = !self.is_published() && self.provider().is_none();
        nothing && !self.servers.is_domain_gone() && self.servers.takes_mail() != Some(false)
    }

    /// The hosts that SRV records lead programs to, each once, but for those
    /// that are known to have no address.
    pub fn own_hosts(&self) -> Vec<&Name> {
        let offers = self.offers.iter();
        let offers = offers.filter(|offer| offer.service.purpose().is_some());
        let mut hosts = Vec::new();
        for (host, _) in offers.flat_map(Offer::reachable) {
            if !hosts.contains(&&host.name) {
                hosts.push(&host.name);
            }
        }
        hosts
    }

    /// Whether some of what programs ask for could not be found out.
    pub fn is_unknown(&self) -> bool {
        self.answers().any(|answer| answer.outcome.is_failed())
    }

    /// Whether an alias is the one that a wildcard gives to every name, or that
    /// is not known.
    pub fn may_be_by_wildcard(&self, signpost: &Signpost) -> bool {
        match &self.made_up {
            Some(made_up) if !made_up.outcome.is_failed() => {
                let given = made_up.aliases.first().map(|alias| &alias.target);
                given.is_some() && given == signpost.first_target()
            }
            _ => true,
        }
    }

    /// Who has the domain's mailboxes, and the name that betrays it; `None`
    /// where that is not known for certain. MX tells it; SPF does only where MX
    /// names a filter or somebody unknown elsewhere.
    pub fn provider(&self) -> Option<(Vendor, String)> {
        let exchangers = self.servers.mx.exchangers();
        let names = || exchangers.iter().map(|(_, name)| *name);
        let vendors: Vec<_> = names()
            .filter_map(|name| Some((mx_vendor(name.as_str())?, name.to_string())))
            .collect();
        let with_mailboxes = |found: Vec<(Vendor, String)>| {
            let mut found = found.into_iter();
            let first = found.find(|(vendor, _)| vendor.purpose == Purpose::Mailboxes)?;
            let others = |(vendor, _): &(Vendor, String)| {
                vendor.purpose == Purpose::Mailboxes && *vendor != first.0
            };
            (!found.any(|other| others(&other))).then_some(first)
        };
        let leads_elsewhere = vendors
            .iter()
            .all(|(vendor, _)| vendor.purpose == Purpose::Gateway)
            && names().next().is_some()
            && names().all(|name| !name.is_root() && !name.is_within(&self.domain));
        match leads_elsewhere {
            false => with_mailboxes(vendors),
            true => {
                let domains = self.spf.domains().into_iter();
                let vendors = domains.filter_map(|domain| Some((spf_vendor(&domain)?, domain)));
                with_mailboxes(vendors.collect())
            }
        }
    }

    /// The domain above a name that does not exist, if it does not exist
    /// either, so that anyone could register it.
    pub fn missing_domain(&self, name: &Name) -> Option<&Answer> {
        let gone = |answer: &&Rc<Answer>| answer.outcome == Outcome::NoSuchName;
        let mut above = self.above.iter().filter(gone);
        above
            .find(|answer| name.is_within(&answer.question.name))
            .map(Rc::as_ref)
    }

    /// Every answer about what programs ask for.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let offers = self.offers.iter().flat_map(Offer::answers);
        offers
            .chain(self.signposts.iter().flat_map(Signpost::answers))
            .chain(&self.above)
    }

    /// The names outside the domain that are led to and do not exist.
    fn missing_names(&self) -> impl Iterator<Item = &Name> {
        let targets = self.offers.iter().flat_map(Offer::hosts);
        let targets = targets.filter(|host| host.is_gone()).map(|host| &host.name);
        let aliases = self.signposts.iter().filter_map(|signpost| {
            let host = signpost.host.as_ref()?;
            host.alias().filter(|_| host.is_gone())
        });
        targets
            .chain(aliases)
            .filter(|name| !name.is_within(&self.domain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn programs(zone: &str) -> Programs {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        Programs::find(&client, &domain).now_or_never().unwrap()
    }

    #[test]
    fn who_has_the_mailboxes() {
        for (zone, provider) in [
            ("d MX 1 smtp.google.com.", Some("Google")),
            ("d MX 1 mx.zoho.eu.\nd MX 20 mx2.zoho.eu.", Some("Zoho")),
            // SPF says who sends, which need not be who has the mailboxes.
            (
                "d MX 1 mail.d\nd TXT \"v=spf1 include:_spf.google.com -all\"",
                None,
            ),
            (
                "d MX 1 route1.mx.cloudflare.net.\nd TXT \"v=spf1 include:_spf.google.com -all\"",
                None,
            ),
            // Behind a filter the mailboxes are those of whom SPF names.
            (
                "d MX 1 mxa-1.gslb.pphosted.com.\nd TXT \"v=spf1 include:spf.protection.outlook.com -all\"",
                Some("Microsoft 365"),
            ),
            (
                "d MX 1 mx1.vendor.example.\nd TXT \"v=spf1 include:spf.sparkspace.huaweicloud.com -all\"",
                Some("Huawei Cloud"),
            ),
            (
                "d MX 1 mxa-1.gslb.pphosted.com.\n\
                 d TXT \"v=spf1 include:spf.protection.outlook.com include:_spf.google.com -all\"",
                None,
            ),
            ("d MX 1 smtp.google.com.\nd MX 2 mx.zoho.eu.", None),
            ("d MX 0 .", None),
            ("$FAIL timeout d MX", None),
        ] {
            let found = programs(zone).provider();
            assert_eq!(found.map(|(vendor, _)| vendor.name), provider, "{zone}");
        }
    }

    #[test]
    fn a_wildcard_is_no_signpost() {
        let by_wildcard = |zone| {
            let found = programs(zone);
            found.may_be_by_wildcard(&found.signposts[0])
        };
        assert!(by_wildcard("*.d CNAME gone"));
        assert!(by_wildcard(
            "autoconfig.d CNAME gone\n$FAIL timeout *.d TXT"
        ));
        assert!(!by_wildcard("autoconfig.d CNAME gone\n*.d CNAME else"));
        assert!(!by_wildcard("autoconfig.d CNAME gone"));
    }

    #[test]
    fn a_name_too_long_for_dns_offers_nothing() {
        let label = "x".repeat(60);
        let domain = Name::parse(&format!("{label}.{label}.{label}.{label}.example")).unwrap();
        let client = client("d TXT x");
        let found = Programs::find(&client, &domain).now_or_never().unwrap();
        assert!(!found.is_published());
    }
}
