//! What is said of TLS reporting.

use super::tag_list::{self, List};
use crate::check::tls_rpt::text::Fact as Text;
use crate::record::report_uri::UriFault;
use crate::record::tls_rpt::Problem;
use crate::text::{Message, excerpt, message};

const LIST: List = List {
    kind: "TLS-RPT",
    version: "TLSRPTv1",
    readers: "Senders",
    broken: "Senders discard the record, and no reports come.",
    repeated: "Most senders use the first.",
};

const BROKEN: &str = LIST.broken;

/// What is said of a departure from the grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => LIST.version_missing(),
        Problem::VersionWrong { found } => LIST.version_wrong(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::Malformed { fault } => LIST.malformed(*fault),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagMisspelt { name, meant } => LIST.tag_misspelt(name, meant),
        Problem::ReportsMissing => message!(
            "`rua` names no address",
            "{BROKEN} Add `rua=mailto:` and a mailbox."
        ),
        Problem::UriEmpty => tag_list::uri_empty("rua"),
        Problem::UriWithoutScheme { found, mailbox } => {
            tag_list::uri_without_scheme(found, *mailbox)
        }
        Problem::UriScheme { scheme } => {
            let scheme = excerpt(scheme);
            message!(
                "No sender reports to `{scheme}:`",
                "Reports go to `mailto:` and `https:` only. Write one of them."
            )
        }
        Problem::MailboxInvalid { found } => tag_list::mailbox_invalid(found),
        Problem::HostInvalid { found } => tag_list::uri_malformed(found, UriFault::Host),
        Problem::UriMalformed { found, fault } => tag_list::uri_malformed(found, *fault),
    }
}

/// What is said of what a record asks for.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::ReportsAsked { uris: 1 } => message!(
            "TLS reports go to one address",
            "Senders tell daily whether they could bring mail over TLS, and why not. Valuable beside MTA-STS and DANE."
        ),
        Text::ReportsAsked { uris } => message!(
            "TLS reports go to {uris} addresses",
            "Senders tell daily whether they could bring mail over TLS, and why not. Valuable beside MTA-STS and DANE."
        ),
        Text::UriRepeated => message!(
            "The same address stands here twice",
            "Each report may arrive twice. Keep one."
        ),
        Text::UriSeveral { uris } => message!(
            "{uris} addresses are named",
            "A sender may report to one of them only, so that none gets all. One address is enough."
        ),
    }
}
