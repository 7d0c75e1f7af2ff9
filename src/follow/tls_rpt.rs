//! TLS reporting (RFC 8460): the record that asks for reports, and whether they
//! arrive.

use super::mail_servers::{HostAddresses, MailServers};
use super::txt_place::{Standing, TxtPlace};
use super::{mta_sts, txt_place};
use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, Outcome, RecordType};
use crate::record::kind::RecordKind;
use crate::record::report_uri::Target;
use crate::record::tls_rpt::Record;
use futures_util::future;
use std::net::IpAddr;
use std::rc::Rc;

/// What stands before a domain in the name of its record.
pub const LABELS: &str = "_smtp._tls";

/// What there is of a domain's TLS reporting.
#[derive(Clone, Debug)]
pub struct TlsRpt {
    /// The record that asks for reports.
    pub place: TxtPlace,
    /// Where they go: each host once, in the order of the record.
    pub destinations: Vec<Destination>,
    /// The record that announces an MTA-STS policy.
    pub mta_sts: TxtPlace,
    /// Where mail for the domain goes.
    pub servers: MailServers,
}

/// A host to which reports go.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The domain of the mailbox, or the host of the URI.
    pub host: Name,
    /// Whether a mailbox is named there, rather than a web address.
    pub mailbox: bool,
    /// Whether reports reach it; `None` where it could not be found out.
    pub reached: Option<bool>,
    /// What that rests on.
    pub answers: Vec<Rc<Answer>>,
}

/// More hosts than this are not asked about.
const HOSTS_FOLLOWED: usize = 10;

impl TlsRpt {
    /// Asks for the record, and about each host that it names.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let asked = async {
            let place = TxtPlace::find(client, domain, LABELS, RecordKind::TlsRpt).await;
            let found = hosts(&place);
            let found = found.into_iter().take(HOSTS_FOLLOWED);
            let found = found.map(|(host, mailbox)| Destination::find(client, host, mailbox));
            let destinations = future::join_all(found).await;
            (place, destinations)
        };
        let ((place, destinations), mta_sts, servers) = future::join3(
            asked,
            txt_place::TxtPlace::find(client, domain, mta_sts::LABEL, RecordKind::MtaSts),
            MailServers::find(client, domain),
        )
        .await;
        Self {
            place,
            destinations,
            mta_sts,
            servers,
        }
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let destinations = self.destinations.iter().flat_map(|to| &to.answers);
        let place = self.place.txt.iter().chain(&self.place.elsewhere);
        place.chain(destinations)
    }
}

/// The hosts that a record names, each once, and whether a mailbox is there.
fn hosts(place: &TxtPlace) -> Vec<(Name, bool)> {
    let Standing::One(record) = place.standing() else {
        return Vec::new();
    };
    let mut hosts = Vec::new();
    for uri in Record::read(&record.text).usable() {
        let mailbox = matches!(uri.value.target, Target::Mail { .. });
        let host = uri.value.domain().filter(|host| !is_address(host));
        if let Some(Ok(host)) = host.map(Name::parse)
            && !hosts.contains(&(host.clone(), mailbox))
        {
            hosts.push((host, mailbox));
        }
    }
    hosts
}

fn is_address(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok() || host.starts_with('[')
}

impl Destination {
    async fn find(client: &Client, host: Name, mailbox: bool) -> Self {
        let mut answers = Vec::new();
        let by_address = match mailbox {
            true => {
                let mx = client.ask(&host, RecordType::MX).await;
                let reached = by_exchangers(&mx);
                answers.push(mx);
                reached
            }
            false => ByExchangers::None,
        };
        let reached = match by_address {
            ByExchangers::Known(reached) => reached,
            ByExchangers::None => {
                let addresses = HostAddresses::find(client, &host).await;
                answers.extend([addresses.a.clone(), addresses.aaaa.clone()]);
                addresses.has_address()
            }
        };
        Self {
            host,
            mailbox,
            reached,
            answers,
        }
    }
}

/// What MX records say of whether mail reaches a domain.
enum ByExchangers {
    /// They say it; `None` where it could not be found out.
    Known(Option<bool>),
    /// There are none, so that the domain's addresses count (RFC 5321 §5.1).
    None,
}

fn by_exchangers(mx: &Answer) -> ByExchangers {
    let is_null = |data: &Data| matches!(data, Data::Mx { exchange, .. } if exchange.is_root());
    match &mx.outcome {
        Outcome::Records(records) => {
            let null = matches!(&records[..], [record] if is_null(&record.data));
            ByExchangers::Known(Some(!null))
        }
        Outcome::NoData => ByExchangers::None,
        Outcome::NoSuchName => ByExchangers::Known(Some(false)),
        Outcome::Failed(_) => ByExchangers::Known(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    #[test]
    fn reports_arrive_where_mail_does() {
        let reached = |zone: &str| -> Vec<_> {
            let client = client(&format!(
                "_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:a@r.example,https://r.example/tls\"\n{zone}"
            ));
            let domain = Name::parse("d.example").unwrap();
            let found = TlsRpt::find(&client, &domain).now_or_never().unwrap();
            let to = found.destinations.iter();
            to.map(|to| to.reached).collect()
        };
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(reached("r MX 10 mx.r\nr A 192.0.2.1"), [yes, yes]);
        assert_eq!(reached("r A 192.0.2.1"), [yes, yes]);
        assert_eq!(reached("r MX 0 ."), [no, no]);
        assert_eq!(reached(""), [no, no]);
        assert_eq!(reached("r A 192.0.2.1\n$FAIL timeout r MX"), [None, yes]);
    }
}
