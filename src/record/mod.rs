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

use kind::RecordKind;
use role::Role;
use span::Spanned;

/// The role of each byte of a record's text, in order.
pub fn roles(kind: RecordKind, text: &str) -> Vec<Spanned<Role>> {
    match kind {
        RecordKind::Spf => spf::read(text).roles(),
        RecordKind::Dkim => dkim::Record::read(text).roles(),
        RecordKind::Dmarc => dmarc::Record::read(text).roles(),
        RecordKind::MtaSts => mta_sts::txt::Record::read(text).roles(),
        RecordKind::MtaStsPolicy => mta_sts::policy::Record::read(text).roles(),
        RecordKind::TlsRpt => tls_rpt::Record::read(text).roles(),
        RecordKind::Bimi => bimi::Record::read(text).roles(),
        RecordKind::Tlsa => tlsa::Record::read(text).roles(),
        RecordKind::Caa => caa::Record::read(text).roles(),
        RecordKind::Mx => mx::Record::read(text).roles(),
    }
}
