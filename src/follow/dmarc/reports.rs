//! Where reports go, and whether those who are to get them agree and take mail.

use super::consent::Consent;
use super::policy::Policy;
use super::walk::Walk;
use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, Outcome, RecordType};
use crate::follow::mail_servers::HostAddresses;
use crate::record::dmarc::Record;
use crate::record::report_uri::{ReportUri, Target};
use crate::record::span::Spanned;
use futures_util::future;
use std::net::IpAddr;
use std::rc::Rc;

/// Where a DMARC record has reports sent.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    /// The domain whose record it is; `None` where there is no record.
    pub domain: Option<Name>,
    /// Each host once, in the order of the record.
    pub destinations: Vec<Destination>,
}

/// A host to which reports go.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The domain of the mailboxes, or the host of the URI.
    pub host: Name,
    /// What stands in the record: the tag, `rua` or `ruf`, and the address.
    pub addresses: Vec<(&'static str, String)>,
    /// Whether the host agrees.
    pub consent: Consent,
    /// Whether mail reaches it; `None` where no mailbox is named.
    pub mailbox: Option<Mailbox>,
    /// What the consent rests on.
    pub consent_answers: Vec<Rc<Answer>>,
    /// What is known of its mail rests on these.
    pub mail_answers: Vec<Rc<Answer>>,
}

/// Whether mail reaches a domain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mailbox {
    /// It has mail exchangers, or an address for want of them.
    Reached,
    /// It says that it takes no mail (RFC 7505).
    NullMx,
    /// It has neither exchangers nor an address.
    Nowhere,
    /// It does not exist.
    NoSuchDomain,
    /// It could not be found out.
    Unknown,
}

/// How many hosts are asked about. Nobody needs that many; what stands behind
/// them stays unknown.
const HOSTS_FOLLOWED: usize = 10;

impl Reports {
    /// Asks about every host in the record that a walk leads to. All names are
    /// asked as soon as they are known.
    pub async fn find(client: &Client, walk: &Walk) -> Self {
        let policy = walk.policy();
        let Some(record) = policy.record() else {
            return Self::default();
        };
        let domain = policy.from().unwrap_or(&walk.start).clone();
        let organizational = walk.from(&domain).organizational_domain();
        let failures = !matches!(policy, Policy::PublicSuffix(..));
        let mut destinations = destinations(&Record::read(&record.text), failures);
        let (domain_of, organizational) = (&domain, organizational.as_ref());
        let asked = destinations.iter_mut().take(HOSTS_FOLLOWED);
        let asked = asked.map(|destination| async move {
            let mailbox = destination.mailbox.is_some();
            let host = &destination.host;
            let ((consent, consent_answers), found) = future::join(
                Consent::find(client, domain_of, organizational, host),
                async {
                    match mailbox {
                        true => Some(Mailbox::find(client, host).await),
                        false => None,
                    }
                },
            )
            .await;
            destination.consent = consent;
            destination.consent_answers = consent_answers;
            if let Some((mailbox, answers)) = found {
                destination.mailbox = Some(mailbox);
                destination.mail_answers = answers;
            }
        });
        future::join_all(asked).await;
        Self {
            domain: Some(domain),
            destinations,
        }
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.destinations
            .iter()
            .flat_map(|to| to.consent_answers.iter().chain(&to.mail_answers))
    }
}

/// The hosts that a record names, of which nothing is known yet. `failures`
/// tells whether failure reports may be sent (RFC 9991 §3).
fn destinations(record: &Record, failures: bool) -> Vec<Destination> {
    let usable = record.usable();
    let Some(policies) = usable.policies() else {
        return Vec::new();
    };
    let tagged = |tag, uris: &'_ [Spanned<ReportUri>]| -> Vec<_> {
        let uris = uris.iter().map(|uri| (tag, uri.value.clone()));
        uris.collect()
    };
    let mut uris = tagged("rua", &policies.aggregate_reports);
    if failures {
        uris.extend(tagged("ruf", &policies.failure_reports));
    }
    let mut destinations = Vec::<Destination>::new();
    for (tag, uri) in uris {
        let (address, is_mailbox) = match &uri.target {
            Target::Mail { local, domain } => (format!("{local}@{domain}"), true),
            Target::Https { host } => (format!("https://{host}"), false),
            Target::Other { .. } | Target::Broken(_) => continue,
        };
        let Some(host) = uri.domain().and_then(host_name) else {
            continue;
        };
        let index = match destinations.iter().position(|known| known.host == host) {
            Some(index) => index,
            None => {
                destinations.push(Destination::new(host));
                destinations.len() - 1
            }
        };
        if let Some(destination) = destinations.get_mut(index) {
            destination.addresses.push((tag, address));
            if is_mailbox {
                destination.mailbox = Some(Mailbox::Unknown);
            }
        }
    }
    destinations
}

/// The host as a name, unless it is an address.
fn host_name(host: &str) -> Option<Name> {
    match host.parse::<IpAddr>() {
        Ok(_) => None,
        Err(_) => Name::parse(host).ok(),
    }
}

impl Destination {
    fn new(host: Name) -> Self {
        Self {
            host,
            addresses: Vec::new(),
            consent: Consent::Unknown,
            mailbox: None,
            consent_answers: Vec::new(),
            mail_answers: Vec::new(),
        }
    }
}

impl Mailbox {
    /// Whether mail reaches a domain, with the answers that say so. Whether its
    /// exchangers have addresses is not asked.
    async fn find(client: &Client, domain: &Name) -> (Self, Vec<Rc<Answer>>) {
        let mx = client.ask(domain, RecordType::MX).await;
        let mut answers = vec![mx.clone()];
        let found = match &mx.outcome {
            Outcome::Records(records) => {
                let null = records.iter().all(|record| {
                    matches!(&record.data, Data::Mx { exchange, .. } if exchange.is_root())
                });
                match null {
                    true => Self::NullMx,
                    false => Self::Reached,
                }
            }
            Outcome::NoSuchName => Self::NoSuchDomain,
            Outcome::Failed(_) => Self::Unknown,
            Outcome::NoData => {
                let host = HostAddresses::find(client, domain).await;
                answers.extend([host.a.clone(), host.aaaa.clone()]);
                match host.has_address() {
                    Some(true) => Self::Reached,
                    Some(false) => Self::Nowhere,
                    None => Self::Unknown,
                }
            }
        };
        (found, answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::{client, dmarc};
    use futures_util::FutureExt;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn each_host_is_asked_about_once() {
        let uris =
            "rua=mailto:a@d.example,mailto:b@R.example; ruf=mailto:c@r.example,https://w.example/x";
        let zone = format!("_dmarc.d TXT \"v=DMARC1; p=none; {uris}\"");
        let reports = dmarc("d.example", &zone).reports;
        let hosts: Vec<_> = reports
            .destinations
            .iter()
            .map(|to| (to.host.as_str(), to.addresses.len(), to.mailbox.is_some()))
            .collect();
        assert_eq!(
            hosts,
            [
                ("d.example", 1, true),
                ("r.example", 2, true),
                ("w.example", 1, false)
            ]
        );
    }

    #[test]
    fn more_hosts_than_anybody_needs_stay_unknown() {
        let uris: Vec<_> = (0..12).map(|n| format!("mailto:a@r{n}.example")).collect();
        let (first, last) = uris.split_at(6);
        let zone = format!(
            "_dmarc.d TXT \"v=DMARC1; p=none; rua={},\" \"{}\"",
            first.join(","),
            last.join(",")
        );
        let reports = dmarc("d.example", &zone).reports;
        let unknown = |to: &&Destination| to.consent == Consent::Unknown;
        assert_eq!(reports.destinations.len(), 12);
        assert_eq!(reports.destinations.iter().filter(unknown).count(), 2);
    }

    #[test]
    fn mail_reaches_exchangers_or_addresses() {
        let reached = |zone: &str| {
            let client = client(zone);
            let domain = name("r.example");
            let found = Mailbox::find(&client, &domain).now_or_never();
            found.unwrap().0
        };
        assert_eq!(reached("r MX 10 mx.r"), Mailbox::Reached);
        assert_eq!(reached("r A 192.0.2.1"), Mailbox::Reached);
        assert_eq!(reached("r MX 0 ."), Mailbox::NullMx);
        assert_eq!(reached("r TXT x"), Mailbox::Nowhere);
        assert_eq!(reached("d TXT x"), Mailbox::NoSuchDomain);
        assert_eq!(reached("$FAIL timeout r MX"), Mailbox::Unknown);
        assert_eq!(reached("r TXT x\n$FAIL timeout r AAAA"), Mailbox::Unknown);
    }
}
