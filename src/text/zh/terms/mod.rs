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
        RecordKind::Spf => "SPF记录",
        RecordKind::Dkim => "DKIM公钥",
        RecordKind::Dmarc => "DMARC记录",
        RecordKind::MtaSts => "MTA-STS记录",
        RecordKind::MtaStsPolicy => "MTA-STS策略文件",
        RecordKind::TlsRpt => "TLS报告记录",
        RecordKind::Bimi => "BIMI记录",
        RecordKind::Tlsa => "TLSA记录",
        RecordKind::Caa => "CAA记录",
        RecordKind::Mx => "MX记录",
    }
}
