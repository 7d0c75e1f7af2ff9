//! SPF as receivers follow it (RFC 7208): which record a domain has, whether a
//! message would pass, and how far a record reaches without any message.

mod check_host;
mod message;
mod networks;
mod places;
mod published;
mod trace;
mod tree;

pub use check_host::{TIME_LIMIT, check_host};
pub use message::Message;
pub use networks::{Authorized, Flat, Network, Networks, Special};
pub use places::Places;
pub use published::{PublishedSpf, Selection};
pub use trace::{Cause, Evaluation, Event, SpfResult, Step, TermText};
pub use tree::{
    Amount, Cost, Fault, FaultKind, Host, Leads, LookupKind, Place, Tree, TreeRecord, TreeTerm,
    Visit,
};

use crate::dns::RecordType;
use std::net::IpAddr;

/// How many terms may ask DNS (RFC 7208 §4.6.4).
pub const LOOKUP_LIMIT: usize = 10;

/// How many questions may bring nothing (RFC 7208 §4.6.4).
pub const VOID_LIMIT: usize = 2;

/// How many names of a domain's exchangers are looked up (RFC 7208 §4.6.4).
pub const MX_LIMIT: usize = 10;

/// How many names of the client are looked up (RFC 7208 §4.6.4).
pub const PTR_LIMIT: usize = 10;

/// The type of record that holds addresses of the client's family (RFC 7208
/// §5).
pub fn address_type(client: IpAddr) -> RecordType {
    match client {
        IpAddr::V4(_) => RecordType::A,
        IpAddr::V6(_) => RecordType::AAAA,
    }
}
