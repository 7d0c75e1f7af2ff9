//! What is said of DMARC.

use crate::check::dmarc::published::Fact as Published;
use crate::text::{Message, message, visible};

/// What is said of the DMARC records that speak for a domain.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "没有一条 DMARC 记录管着 `{domain}`",
            "对于冒用这个域名的邮件，收件方不知道该怎么办，也没有人会得到通知；没有它，Gmail、Yahoo 和 Outlook 会拒收群发邮件。先在 `_dmarc.{domain}` 发布 `v=DMARC1; p=none; rua=mailto:…`。"
        ),
        Published::Several { domain, count } => message!(
            "`_dmarc.{domain}` 有 {count} 条 DMARC 记录；一条也不算数",
            "收件方看到不止一条时会全部丢弃。请只留一条。"
        ),
        Published::Inherited { from } => message!(
            "用的是 `{from}` 的策略",
            "这个域名没有自己的 DMARC 记录，由上级域名的记录管着。只有想用别的策略时，才需要自己的记录。"
        ),
        Published::Unrelated { domain, text } => {
            let text = visible(text);
            message!(
                "`_dmarc.{domain}` 放着别的文本",
                "它不以 `v=DMARC1` 开头，收件方会跳过它：`{text}`"
            )
        }
    }
}
pub fn problem(_: &crate::record::dmarc::Problem) -> Message {
    message!("x", "y")
}
pub fn text(_: &crate::check::dmarc::text::Fact) -> Message {
    message!("x", "y")
}
