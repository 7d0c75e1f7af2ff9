//! Forward-confirmed reverse DNS: from an address to its names and back
//! (RFC 8601 §2.7.3, "iprev").

use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, RecordType};
use futures_util::future;
use std::net::IpAddr;
use std::rc::Rc;

/// An address, its names, and where they lead.
#[derive(Clone, Debug)]
pub struct Reverse {
    /// The address that was asked about.
    pub address: IpAddr,
    /// Its PTR records.
    pub ptr: Rc<Answer>,
    /// Its names, and what each leads back to.
    pub names: Vec<ReverseName>,
}

/// One name of an address.
#[derive(Clone, Debug)]
pub struct ReverseName {
    /// The name.
    pub name: Name,
    /// The name's addresses, of the family of the address it came from.
    pub forward: Rc<Answer>,
}

/// Whether an address's name comes back to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Confirmation {
    /// A name comes back to the address.
    Confirmed(Name),
    /// There are names, and none comes back.
    Contradicted(Name),
    /// The address has no name.
    Nameless,
    /// It could not be found out.
    Unknown,
}

/// More names than this are not followed, as receivers do not either
/// (RFC 7208 §4.6.4).
const NAMES_FOLLOWED: usize = 10;

impl Reverse {
    /// Asks for an address's names, and for the addresses of each.
    pub async fn find(client: &Client, address: IpAddr) -> Self {
        let ptr = client.ask(&Name::reverse(address), RecordType::PTR).await;
        let names: Vec<_> = ptr
            .records()
            .iter()
            .filter_map(|record| match &record.data {
                Data::Ptr(name) => Some(name.clone()),
                _ => None,
            })
            .take(NAMES_FOLLOWED)
            .collect();
        let rtype = match address {
            IpAddr::V4(_) => RecordType::A,
            IpAddr::V6(_) => RecordType::AAAA,
        };
        let names = future::join_all(names.into_iter().map(|name| async move {
            let forward = client.ask(&name, rtype).await;
            ReverseName { name, forward }
        }))
        .await;
        Self {
            address,
            ptr,
            names,
        }
    }

    /// Whether a name comes back to the address.
    pub fn confirmation(&self) -> Confirmation {
        if let Some(name) = self.names.iter().find(|name| name.leads_to(self.address)) {
            return Confirmation::Confirmed(name.name.clone());
        }
        let unknown = self.ptr.outcome.is_failed()
            || self
                .names
                .iter()
                .any(|name| name.forward.outcome.is_failed());
        match self.names.first() {
            _ if unknown => Confirmation::Unknown,
            Some(name) => Confirmation::Contradicted(name.name.clone()),
            None => Confirmation::Nameless,
        }
    }

    /// Every answer that the confirmation rests on.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        std::iter::once(&self.ptr).chain(self.names.iter().map(|name| &name.forward))
    }
}

impl ReverseName {
    /// Whether the name has this address.
    pub fn leads_to(&self, address: IpAddr) -> bool {
        self.forward.addresses().any(|found| found == address)
    }
}
