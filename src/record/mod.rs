//! Read: one nom grammar a record type, from text to a spanned tree and every
//! problem met on the way. Knows no DNS.

pub mod bimi;
pub mod caa;
pub mod cover;
pub mod dkim;
pub mod dmarc;
pub mod host;
pub mod kind;
pub mod lines;
pub mod list_problem;
pub mod mta_sts;
pub mod mx;
pub mod paste;
pub mod report_authorization;
pub mod report_uri;
pub mod role;
pub mod span;
pub mod spf;
pub mod suggest;
pub mod tag_list;
pub mod tls_rpt;
pub mod tlsa;
pub mod version;
