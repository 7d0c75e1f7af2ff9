//! Whether a message passes SPF, and how that came about.

use crate::dns::Answer;
use crate::follow::spf::{Cause, Event, LOOKUP_LIMIT, Message, Selection, SpfResult, VOID_LIMIT};
use crate::text::{Prose, excerpt, visible};

/// Why there is no message to try.
pub fn no_address(text: &str) -> Prose {
    match text.trim() {
        "" => "请填邮件从哪个IP地址发来，例如`192.0.2.1`。".into(),
        text => Prose::from(format!(
            "`{}`不是IP地址；IP地址形如`192.0.2.1`或`2001:db8::1`。",
            excerpt(text)
        )),
    }
}

/// What a result means, in a line.
pub fn title(result: SpfResult, message: &Message) -> Prose {
    let (client, domain) = (message.client(), visible(message.authority()));
    Prose::from(match result {
        SpfResult::Pass => format!("通过（pass）：`{client}`可以替`{domain}`发信"),
        SpfResult::Fail => format!("不通过（fail）：`{client}`不可以替`{domain}`发信"),
        SpfResult::Softfail => {
            format!("多半不通过（softfail）：`{client}`多半不该替`{domain}`发信")
        }
        SpfResult::Neutral => format!("不置可否（neutral）：`{domain}`没有说`{client}`能否发信"),
        SpfResult::None => format!("无从判断（none）：`{domain}`没有SPF可依"),
        SpfResult::Permerror => {
            format!("记录有错（permerror）：收件方无法依照`{domain}`的记录判断")
        }
        SpfResult::Temperror => "未知（temperror）：DNS没有答复".into(),
    })
}

/// What receivers do.
pub fn detail(result: SpfResult) -> Prose {
    match result {
        SpfResult::Pass => "收件方认为发件地址属实。要让DMARC也算数，From里的域名须与它相同。",
        SpfResult::Fail => "不少收件方当场拒收，其余的会放进垃圾箱。DMARC仍可凭DKIM通过。",
        SpfResult::Softfail => "收件方会收下，但查得更严，很多会进垃圾箱。对DMARC来说不算通过。",
        SpfResult::Neutral | SpfResult::None => {
            "收件方当作没有SPF，凭别的依据判断。对DMARC来说不算通过。"
        }
        SpfResult::Permerror => {
            "整条记录不算数：有的收件方拒收，有的当作没有SPF。对DMARC来说不算通过。"
        }
        SpfResult::Temperror => "多数收件方会让发件方稍后再试。等DNS有了答复，什么结果都有可能。",
    }
    .into()
}

/// Why an evaluation ended as it did.
pub fn cause(cause: &Cause) -> Prose {
    Prose::from(match cause {
        Cause::Matched { domain, directive } => {
            format!(
                "起作用的是`{domain}`的记录里的`{}`。",
                visible(directive.as_str())
            )
        }
        Cause::NothingMatched { domain } => {
            format!("`{domain}`的记录里没有一项匹配，也没有`all`。")
        }
        Cause::DomainMalformed { domain } => {
            format!("`{}`不是能有记录的域名。", visible(domain))
        }
        Cause::NoRecord { domain } => format!("`{domain}`没有SPF记录。"),
        Cause::NoSuchDomain { domain } => format!("`{domain}`不存在。"),
        Cause::SeveralRecords { domain, count } => {
            format!("`{domain}`有{count}条SPF记录，收件方一条也不采用。")
        }
        Cause::Syntax { domain } => format!("`{domain}`的记录不合语法。"),
        Cause::LeadsNowhere { domain, term } => {
            format!(
                "`{domain}`的记录里，`{}`指向的地方没有SPF记录。",
                visible(term.as_str())
            )
        }
        Cause::TooManyLookups { term, domain } => format!(
            "走到`{domain}`的记录里的`{}`，查询已超过收件方肯做的{LOOKUP_LIMIT}次。",
            visible(term.as_str())
        ),
        Cause::TooManyVoids { question } => {
            format!("`{question}`什么也没有；此前已有{VOID_LIMIT}次空答复，收件方就此停下。")
        }
        Cause::TooManyExchangers { domain, count } => {
            format!("`{domain}`有{count}台邮件服务器，收件方最多查10台。")
        }
        Cause::LookupFailed { question, why } => format!(
            "`{question}`没有答复：{}。",
            super::dns::failure(why).plain()
        ),
        Cause::OutOfTime => "用时超过收件方允许的20秒。".into(),
    })
}

/// What an evaluation used up.
pub fn spent(lookups: usize, voids: usize) -> Prose {
    Prose::from(format!(
        "用了{lookups}次查询（上限{LOOKUP_LIMIT}），{voids}次空答复（上限{VOID_LIMIT}）。"
    ))
}

/// What the domain says to senders whose message fails.
pub fn explanation(text: &str) -> Prose {
    Prose::from(format!("域名给发件方的说明：“{}”", visible(text)))
}

/// Which record a domain has.
pub fn selection(selection: &Selection, txt: &Answer) -> String {
    match selection {
        Selection::One(_) => "依照它的SPF记录判断".into(),
        Selection::None => "没有SPF记录".into(),
        Selection::NoSuchName => "名字不存在".into(),
        Selection::Several(count) => format!("有{count}条SPF记录，一条也不算数"),
        Selection::Unknown => super::page::outcome(&txt.outcome).plain(),
    }
}

/// What the steps are called.
pub fn steps() -> &'static str {
    "逐步说明"
}

/// One thing that was done.
pub fn event(event: &Event) -> Prose {
    Prose::from(match event {
        Event::Asked { txt, selection, .. } => self::selection(selection, txt),
        Event::Tried(_) => return Prose::default(),
        Event::Counted { lookups } => match *lookups > LOOKUP_LIMIT {
            true => format!("第{lookups}次查询，超过了上限"),
            false => format!("第{lookups}次查询（上限{LOOKUP_LIMIT}）"),
        },
        Event::Expanded { written, target } => {
            format!("`{}`展开为`{}`", visible(written), visible(target))
        }
        Event::Unaskable { target } => {
            format!("`{}`不能拿去问DNS，因此什么也不匹配", visible(target))
        }
        Event::Answered { answer, void } => {
            let outcome = super::page::outcome(&answer.outcome).plain();
            match void {
                Some(count) => format!("{outcome}（第{count}次空答复，上限{VOID_LIMIT}）"),
                None => outcome,
            }
        }
        Event::Validated { name } => format!("`{name}`能指回来信地址"),
        Event::Matched(qualifier) => format!("匹配：{}", SpfResult::from(*qualifier).word()),
        Event::NotMatched => "不匹配".into(),
        Event::Left(result) => format!("结果：{}", result.word()),
        Event::Explained { text: Some(_), .. } => "那里有给发件方的说明".into(),
        Event::Explained { text: None, .. } => "没有可用的说明".into(),
    })
}
