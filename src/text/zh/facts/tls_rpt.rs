//! What is said of TLS reporting.

use super::tag_list::{self, List};
use crate::check::tls_rpt::text::Fact as Text;
use crate::record::report_uri::UriFault;
use crate::record::tls_rpt::Problem;
use crate::text::{Message, excerpt, message};

const LIST: List = List {
    kind: "TLS-RPT",
    version: "TLSRPTv1",
    readers: "发件方",
    broken: "发件方会丢弃这条记录，也就收不到报告。",
    repeated: "多数发件方用第一个。",
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
            "`rua`里没有地址",
            "{BROKEN}请加上`rua=mailto:`和一个邮箱地址。"
        ),
        Problem::UriEmpty => tag_list::uri_empty("rua"),
        Problem::UriWithoutScheme { found, mailbox } => {
            tag_list::uri_without_scheme(found, *mailbox)
        }
        Problem::UriScheme { scheme } => {
            let scheme = excerpt(scheme);
            message!(
                "没有发件方把报告寄到`{scheme}:`",
                "报告只寄往`mailto:`和`https:`。请改用其中一种。"
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
            "TLS报告寄往一个地址",
            "发件方每天会告诉您能不能用TLS投递，不能又是为什么。配合MTA-STS和DANE很有用。"
        ),
        Text::ReportsAsked { uris } => message!(
            "TLS报告寄往{uris}个地址",
            "发件方每天会告诉您能不能用TLS投递，不能又是为什么。配合MTA-STS和DANE很有用。"
        ),
        Text::UriRepeated => message!("同一个地址写了两次", "每份报告可能收到两遍。请只留一个。"),
        Text::UriSeveral { uris } => message!(
            "写了{uris}个地址",
            "发件方可以只寄其中一个，结果哪个也收不全。一个地址就够。"
        ),
    }
}
