//! Read: one nom grammar a record type, from text to a spanned tree and every
//! problem met on the way. Knows no DNS.

pub mod abnf;
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

/// Whether a receiver makes use of a record, read alone:
///
/// - SPF: it is evaluated (RFC 7208 §4.5, §4.6);
/// - DKIM: signatures are verified with its key, so that one taken back is of
///   no use (RFC 6376 §3.6.1, RFC 8301 §3.2);
/// - DMARC: it is a policy (RFC 9989 §4.7);
/// - MTA-STS: the record tells the policy's id, the policy is followed
///   (RFC 8461 §3);
/// - TLS-RPT: there is somewhere to report to (RFC 8460 §3);
/// - BIMI: it shows a logo, or declines to;
/// - TLSA and CAA: at least one record of the set is used (RFC 7672 §3.1.3,
///   RFC 8659 §4);
/// - MX: the set says where mail is brought, or that it is brought nowhere
///   (RFC 5321 §5.1, RFC 7505 §3).
pub fn usable(kind: RecordKind, text: &str) -> bool {
    match kind {
        RecordKind::Spf => spf::read(text).usability() == spf::Usability::Usable,
        RecordKind::Dkim => {
            matches!(dkim::Record::read(text).usable(), dkim::Usable::Key(_))
        }
        RecordKind::Dmarc => dmarc::Record::read(text).is_policy(),
        RecordKind::MtaSts => mta_sts::txt::Record::read(text).usable().is_some(),
        RecordKind::MtaStsPolicy => mta_sts::policy::Record::read(text).usable().is_some(),
        RecordKind::TlsRpt => !tls_rpt::Record::read(text).usable().is_empty(),
        RecordKind::Bimi => bimi::Record::read(text).usable() != bimi::Usable::NotUsable,
        RecordKind::Tlsa => tlsa::Record::read(text).usable().next().is_some(),
        RecordKind::Caa => caa::Record::read(text).usable().next().is_some(),
        RecordKind::Mx => mx::Record::read(text).usable() != mx::Usable::NotUsable,
    }
}
