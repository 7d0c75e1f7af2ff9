//! What is said of BIMI.

use super::tag_list::List;
use crate::check::bimi::published::Fact as Published;
use crate::check::bimi::text::Fact as Text;
use crate::record::bimi::Problem;
use crate::text::{Message, excerpt, message};

/// What is said of BIMI as DNS has it.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}`没有发布图标",
            "有的邮箱会在邮件旁显示图标，前提是DMARC已经强制执行，多数还要一张花钱买的证书。它不会让邮件更容易送达；图标不重要，就不必做。"
        ),
        Published::Several { name, count } => message!(
            "`{name}`有{count}条BIMI记录",
            "邮箱看到不止一条，就一条也不认，不显示图标。请只留一条。"
        ),
        Published::Unrelated { name, text } => {
            let text = excerpt(text);
            message!(
                "`{name}`放着别的TXT记录",
                "那里写的是`{text}`，邮箱会跳过。可能是泛解析带来的，也可能放错了名字。"
            )
        }
        Published::AliasOfNothing { name, target } => message!(
            "`{name}`指向`{target}`，而那里没有BIMI记录",
            "不会显示图标。请把CNAME改成服务商现在给出的名字，或者删掉它。"
        ),
        Published::AtApex { domain } => message!(
            "BIMI记录放在了`{domain}`本身",
            "邮箱只看`default._bimi.{domain}`。请把记录移过去。"
        ),
        Published::Elsewhere { found, name } => message!(
            "BIMI记录放在了`{found}`，没有人会去那里看",
            "邮箱只看`{name}`。请把记录移过去。"
        ),
        Published::Inherited { from } => message!(
            "用的是`{from}`的图标",
            "域名自己没有BIMI记录，邮箱就用组织域的。"
        ),
        Published::DmarcMissing { domain } => message!(
            "发布了图标，而`{domain}`没有DMARC策略",
            "DMARC强制执行了，邮箱才显示图标。请先发布DMARC记录，等报告表明自己的邮件都能通过，再强制执行。"
        ),
        Published::DmarcNotEnforced { domain } => message!(
            "发布了图标，而`{domain}`的DMARC策略没有强制执行",
            "策略是`quarantine`或`reject`，又没有`t=y`，邮箱才显示图标。等报告表明自己的邮件都能通过，就改过去。"
        ),
        Published::SubdomainsNotEnforced { domain } => message!(
            "发布了图标，而`{domain}`的子域名没有强制执行DMARC",
            "`sp=none`让谁都能用您的名字冒充子域名，邮箱因此不显示图标。请删掉`sp`，或者写`sp=quarantine`或`sp=reject`。"
        ),
        Published::DmarcPartial { domain, percent } => message!(
            "发布了图标，而`{domain}`的DMARC策略只管{percent}%的邮件",
            "RFC 9989已经没有`pct`，但不少邮箱还在看它；策略是`quarantine`时，`pct`是100才显示图标。请删掉`pct`。"
        ),
        Published::DmarcEnforced { domain } => message!(
            "`{domain}`的DMARC策略符合BIMI的要求",
            "已经强制执行，子域名也一样。"
        ),
    }
}

const LIST: List = List {
    kind: "BIMI",
    version: "BIMI1",
    readers: "收件方",
    broken: "收件方会丢弃这条记录，也就不显示图标。",
    repeated: "用哪一个，收件方各不相同。",
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
        Problem::LocationMissing => message!(
            "缺少`l`，也就是图标的地址",
            "{BROKEN}请加上`l=https://…`，指向一个SVG文件。"
        ),
        Problem::LocationNotHttps { found } => {
            let found = excerpt(found);
            message!(
                "`l={found}`不是`https:`地址",
                "{BROKEN}请把图标放到支持HTTPS的网页服务器上，并写出完整的地址。"
            )
        }
        Problem::LocationNotSvg { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是SVG文件",
                "{BROKEN}图标必须是SVG Tiny PS格式，文件名以`.svg`结尾。"
            )
        }
        Problem::EvidenceNotHttps { found } => {
            let found = excerpt(found);
            message!(
                "`a={found}`不是`https:`地址",
                "{BROKEN}请写证书（VMC或CMC，`.pem`文件）的地址，或者删掉`a`。"
            )
        }
        Problem::AvatarPreferenceInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`avp={found}`既不是`brand`也不是`personal`",
                "{BROKEN}请删掉`avp`，这样优先显示图标，而不是个人头像。"
            )
        }
        Problem::LocalPartPrefixInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不能作`@`前面部分的开头",
                "{BROKEN}`lps`里只有字母、数字和`-`，用`,`隔开。"
            )
        }
    }
}

/// What is said of what a record publishes.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::LogoPublished => message!(
            "发布了图标",
            "只要DMARC策略是`quarantine`或`reject`，支持BIMI的邮箱就可能在通过DMARC的邮件旁显示它。"
        ),
        Text::Declined => message!(
            "域名声明没有图标",
            "邮箱不会在它的邮件旁显示图标。有意如此就没问题；否则请在`l=`后面写图标的地址。"
        ),
        Text::EvidenceMissing => message!(
            "图标没有证书",
            "Gmail和Apple只显示有VMC或CMC证书的图标。请购买证书并写上`a=https://…`，否则只有少数邮箱会显示。"
        ),
        Text::EvidenceIsLogo => message!(
            "`a`写的是图标，不是证书",
            "邮箱在那里找不到证书，就不会显示图标。请写`.pem`文件的地址。"
        ),
        Text::LocalPartPrefixes => message!(
            "有些地址用自己的图标",
            "地址开头与`lps`相符的邮件，图标取自另一个选择器，所以那个选择器也要有记录。"
        ),
    }
}
