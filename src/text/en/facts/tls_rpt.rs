//! What is said of TLS reporting.

use super::tag_list::{self, List};
use crate::check::tls_rpt::published::Fact as Published;
use crate::check::tls_rpt::text::Fact as Text;
use crate::record::report_uri::UriFault;
use crate::record::tls_rpt::Problem;
use crate::text::{Message, excerpt, message};

/// What is said of TLS reporting as DNS has it.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}` asks for no reports about TLS",
            "When senders cannot bring mail over TLS, nobody tells you. A TXT record at `_smtp._tls.{domain}` asks them for a daily report. Mail arrives without it."
        ),
        Published::MissingBesideMtaSts { domain } => message!(
            "`{domain}` has MTA-STS, and asks for no reports about it",
            "If the policy keeps senders away, you learn it only from those who complain. Publish `v=TLSRPTv1; rua=mailto:` and a mailbox at `_smtp._tls.{domain}`."
        ),
        Published::Several { name, count } => message!(
            "{count} TLS-RPT records stand at `{name}`",
            "Senders who see more than one take none, and no reports come. Put all addresses into one record."
        ),
        Published::Unrelated { name, text } => {
            let text = excerpt(text);
            message!(
                "`{name}` holds a TXT record of another kind",
                "There stands `{text}`. Senders pass over it. It may come from a wildcard, or have been put at the wrong name."
            )
        }
        Published::AliasOfNothing { name, target } => message!(
            "`{name}` points to `{target}`, which has no TLS-RPT record",
            "No reports come. Point the CNAME to the name that your provider shows today, or delete it."
        ),
        Published::AtApex { domain } => message!(
            "A TLS-RPT record stands at `{domain}` itself",
            "Senders look at `_smtp._tls.{domain}` only. Move the record there."
        ),
        Published::Elsewhere { found, name } => message!(
            "A TLS-RPT record stands at `{found}`, where nobody looks",
            "Senders look at `{name}` only. Move the record there."
        ),
        Published::MailboxNotReached { host } => message!(
            "Reports go to `{host}`, where no mail arrives",
            "The domain does not exist, says that it takes no mail, or has neither an MX record nor an address. The reports are lost. Name a mailbox at a domain that takes mail."
        ),
        Published::HostWithoutAddress { host } => message!(
            "Reports go to the web server `{host}`, which has no address",
            "The reports are lost. Correct the address behind `rua`."
        ),
    }
}

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
