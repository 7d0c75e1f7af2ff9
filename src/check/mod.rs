//! Judge: what a record says, against what is wise. One file a subject.

pub mod bimi;
pub mod caa;
pub mod dkim;
pub mod dmarc;
pub mod mta_sts;
pub mod mx;
pub mod tls_rpt;
pub mod tlsa;
