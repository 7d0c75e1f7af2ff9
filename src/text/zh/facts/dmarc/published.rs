//! What is said of the DMARC records that speak for a domain.

use crate::check::dmarc::published::Fact;
use crate::text::{Message, excerpt, message, visible};

/// What is said of the DMARC records that speak for a domain.
pub fn published(fact: &Fact) -> Message {
    match fact {
        Fact::Missing { domain } => message!(
            "没有适用于`{domain}`的DMARC记录",
            "对于冒用这个域名的邮件，收件方不知道该怎么办，也没有人会得到通知；没有它，Gmail、Yahoo和Outlook会拒收群发邮件。先在`_dmarc.{domain}`发布`v=DMARC1; p=none; rua=mailto:…`。"
        ),
        Fact::Several { domain, count } => message!(
            "`_dmarc.{domain}`有{count}条DMARC记录；一条也不算数",
            "收件方看到不止一条时会全部丢弃。按RFC 9989，接着会去看上级域名；旧的收件方就此停下，当作没有策略。请只留一条。"
        ),
        Fact::Inherited { from } => message!(
            "用的是`{from}`的策略",
            "这个域名没有自己的DMARC记录，由上级域名的记录管着。只有想用别的策略时，才需要自己的记录。"
        ),
        Fact::InheritedFromPublicSuffix { from } => message!(
            "只有公共后缀`{from}`的记录管着这个域名",
            "域名本身和它所属的组织都没有DMARC记录，于是轮到注册局的记录作主，报告也寄给注册局；旧的收件方并不看它。请发布自己的记录。"
        ),
        Fact::UnseenByOlder { domain, from } => message!(
            "旧的收件方可能看不到`{from}`的策略",
            "按RFC 9989，收件方会一级一级往上找。照RFC 7489办事的收件方只看`{domain}`和当初注册的那个域名，中间一概不看；如果`{from}`不是注册的域名，它们就找不到策略。在`_dmarc.{domain}`放一条记录，新旧收件方都看得到。"
        ),
        Fact::WalkStopped {
            at,
            suffix: true,
            organizational,
        } => message!(
            "`{at}`是公共后缀，组织的范围从`{organizational}`开始",
            "`_dmarc.{at}`的记录写着`psd=y`：收件方不再往上找，`{organizational}`以下的域名都与它对齐。旧的收件方不认识`psd`，要靠公共后缀列表来判断。"
        ),
        Fact::WalkStopped {
            at,
            suffix: false,
            organizational: _,
        } => message!(
            "组织的范围从`{at}`开始",
            "`_dmarc.{at}`的记录写着`psd=n`：收件方不再往上找，它下面的域名都与它对齐。旧的收件方不认识`psd`，要靠公共后缀列表来判断。"
        ),
        Fact::OrganizationIsTopLevel { domain, top } => message!(
            "顶级域名`{top}`被当成了整个组织",
            "`_dmarc.{top}`的记录没有写`psd=y`，按RFC 9989，它下面所有的域名都算同一个组织，别人的邮件也能与`{domain}`对齐。请在自己最上层域名的记录里加上`psd=n`。"
        ),
        Fact::SubdomainPolicyUnused {
            tag,
            organizational,
        } => message!(
            "`{tag}`写在这里不起作用",
            "没有自己记录的子域名，用的是组织域`{organizational}`的策略，不看这一条。请把`{tag}`写到那里；如果组织的范围就从这个域名开始，就在这里加上`psd=n`。"
        ),
        Fact::NotRecognized { domain, text } => {
            let text = excerpt(text);
            message!(
                "收件方不把`_dmarc.{domain}`的文本当作DMARC记录",
                "记录要以`v=DMARC1`开头，一个字母也不能差，后面跟分号。这段文本会被跳过：`{text}`"
            )
        }
        Fact::Unrelated { domain, text } => {
            let text = visible(text);
            message!(
                "`_dmarc.{domain}`放着别的文本",
                "它不以`v=DMARC1`开头，收件方会跳过它：`{text}`"
            )
        }
    }
}
