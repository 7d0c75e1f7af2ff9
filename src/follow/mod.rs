//! Follow: the walks through DNS that the RFCs describe. They gather facts and
//! judge nothing.

pub mod beyond;
pub mod bimi;
pub mod caa;
pub mod compare;
pub mod dane;
pub mod delegation;
pub mod dkim;
pub mod dmarc;
pub mod dnssec;
pub mod doubled;
pub mod mail_servers;
pub mod mta_sts;
pub mod probe;
pub mod programs;
pub mod reverse;
pub mod spf;
#[cfg(test)]
pub(crate) mod testing;
pub mod tls_rpt;
pub mod txt_place;
