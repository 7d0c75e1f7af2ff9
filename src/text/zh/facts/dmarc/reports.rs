//! What is said of where DMARC reports go.

use crate::check::dmarc::reports::Fact;
use crate::text::{Message, excerpt, message};

/// What is said of where DMARC reports go.
pub fn reports(fact: &Fact) -> Message {
    match fact {
        Fact::NotAuthorized { domain, host } => message!(
            "`{host}`没有同意代收`{domain}`的报告",
            "它属于别的组织，没有它的同意，收件方不会把报告寄过去。请对方在`{domain}._report._dmarc.{host}`发布TXT记录`v=DMARC1;`。"
        ),
        Fact::AuthorizationInvalid { domain, host, text } => {
            let text = excerpt(text);
            message!(
                "`{host}`发布的内容不能算同意代收`{domain}`的报告",
                "`{domain}._report._dmarc.{host}`放的是`{text}`，收件方不会寄报告。它必须以`v=DMARC1`开头，只写`v=DMARC1;`就够了。"
            )
        }
        Fact::AuthorizationNameTooLong { domain, host } => message!(
            "`{host}`没有办法同意代收`{domain}`的报告",
            "它要用来表示同意的名字超过253个字符，DNS放不下，收件方也就不会寄报告。请换一个域名较短的邮箱。"
        ),
        Fact::AuthorizationSeveral {
            domain,
            host,
            count,
        } => message!(
            "`{host}`用{count}条记录同意代收`{domain}`的报告",
            "`{domain}._report._dmarc.{host}`有一条就够了。按RFC 9990，几条也算同意，但有的程序会因此出错。"
        ),
        Fact::Authorized { domain, host } => message!(
            "`{host}`同意代收报告",
            "`{domain}._report._dmarc.{host}`的记录说明了这一点。"
        ),
        Fact::AuthorizedByWildcard { host } => message!(
            "`{host}`同意代收所有域名的报告",
            "`_report._dmarc.{host}`下面的泛解析说明了这一点。"
        ),
        Fact::AuthorizationNotNeeded {
            host,
            organizational,
        } => message!(
            "报告寄往`{host}`，不必另外征得同意",
            "它同属一个组织：`{organizational}`。"
        ),
        Fact::NoSuchDomain { host } => message!(
            "报告寄往`{host}`，而这个域名不存在",
            "报告全都丢了。请改正地址，或者换一个真有的邮箱。"
        ),
        Fact::WithoutMail { host } => message!(
            "报告寄往`{host}`，那里收不到邮件",
            "这个域名既没有MX记录，也没有地址，报告全都丢了。请换一个能收信的域名下的邮箱。"
        ),
        Fact::NullMx { host } => message!(
            "报告寄往`{host}`，而它声明不收邮件",
            "它唯一的MX记录是`0 .`，报告全都丢了。请换一个能收信的域名下的邮箱。"
        ),
    }
}
