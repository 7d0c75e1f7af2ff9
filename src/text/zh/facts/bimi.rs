//! What is said of BIMI.

use super::tag_list::List;
use crate::check::bimi::text::Fact as Text;
use crate::record::bimi::Problem;
use crate::text::{Message, excerpt, message};

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
