//! What DNS says of the hosts that a browser cannot speak to: nothing is asked
//! here that other subjects do not ask as well.

use super::dane::Dane;
use super::mta_sts;
use super::programs::Programs;
use super::txt_place::TxtPlace;
use crate::dns::Name;
use crate::dns::client::Client;
use crate::record::kind::RecordKind;
use futures_util::future;

/// The hosts of a domain that can be tried by hand.
#[derive(Clone, Debug)]
pub struct Beyond {
    /// The domain.
    pub domain: Name,
    /// Its mail servers, with their TLSA records.
    pub dane: Dane,
    /// The host of its MTA-STS policy, where one is announced.
    pub policy_host: Option<Name>,
    /// What it offers to mail programs.
    pub programs: Programs,
}

impl Beyond {
    /// Gathers the hosts.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let (dane, place, programs) = future::join3(
            Dane::find(client, domain),
            TxtPlace::find(client, domain, mta_sts::LABEL, RecordKind::MtaSts),
            Programs::find(client, domain),
        )
        .await;
        let policy_host = mta_sts::policy_host(domain);
        Self {
            domain: domain.clone(),
            dane,
            policy_host: policy_host.filter(|_| mta_sts::is_announced(&place)),
            programs,
        }
    }
}
