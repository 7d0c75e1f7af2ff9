//! What each term of a record says, a file a kind.

pub mod bimi;
pub mod caa;
pub mod dkim;
pub mod dmarc;
pub mod mta_sts;
pub mod mta_sts_policy;
pub mod mx;
pub mod spf;
mod tag_list;
pub mod tls_rpt;
pub mod tlsa;

use crate::record::kind::RecordKind;

/// What a kind of record is called.
pub fn kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Spf => "SPF record",
        RecordKind::Dkim => "DKIM key",
        RecordKind::Dmarc => "DMARC record",
        RecordKind::MtaSts => "MTA-STS record",
        RecordKind::MtaStsPolicy => "MTA-STS policy file",
        RecordKind::TlsRpt => "TLS reporting record",
        RecordKind::Bimi => "BIMI record",
        RecordKind::Tlsa => "TLSA record",
        RecordKind::Caa => "CAA record",
        RecordKind::Mx => "MX records",
    }
}
