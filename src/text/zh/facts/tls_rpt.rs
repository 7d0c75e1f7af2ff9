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
            "`{domain}`没有要求TLS报告",
            "发件方用TLS投不进来时，没有人会告诉您。在`_smtp._tls.{domain}`放一条TXT记录，发件方就会每天寄来报告。没有它，邮件照样能到。"
        ),
        Published::MissingBesideMtaSts { domain } => message!(
            "`{domain}`用了MTA-STS，却没有要求报告",
            "要是策略把发件方挡在了外面，您只能等别人来抱怨才知道。请在`_smtp._tls.{domain}`发布`v=TLSRPTv1; rua=mailto:`加一个邮箱地址。"
        ),
        Published::Several { name, count } => message!(
            "`{name}`有{count}条TLS-RPT记录",
            "发件方看到不止一条，就一条也不认，报告也就收不到。请把所有地址写进一条记录。"
        ),
        Published::Unrelated { name, text } => {
            let text = excerpt(text);
            message!(
                "`{name}`放着别的TXT记录",
                "那里写的是`{text}`，发件方会跳过。可能是泛解析带来的，也可能放错了名字。"
            )
        }
        Published::AliasOfNothing { name, target } => message!(
            "`{name}`指向`{target}`，而那里没有TLS-RPT记录",
            "收不到报告。请把CNAME改成服务商现在给出的名字，或者删掉它。"
        ),
        Published::AtApex { domain } => message!(
            "TLS-RPT记录放在了`{domain}`本身",
            "发件方只看`_smtp._tls.{domain}`。请把记录移过去。"
        ),
        Published::Elsewhere { found, name } => message!(
            "TLS-RPT记录放在了`{found}`，没有人会去那里看",
            "发件方只看`{name}`。请把记录移过去。"
        ),
        Published::MailboxNotReached { host } => message!(
            "报告寄往`{host}`，那里收不到邮件",
            "这个域名不存在，或者声明不收邮件，或者既没有MX记录也没有地址，报告全都丢了。请换一个能收信的域名下的邮箱。"
        ),
        Published::HostWithoutAddress { host } => message!(
            "报告寄往网站`{host}`，而它没有地址",
            "报告全都丢了。请改正`rua`后面的地址。"
        ),
    }
}

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
