//! What is said of CAA records.

use crate::check::caa::published::Fact as Published;
use crate::check::caa::text::Fact as Text;
use crate::record::caa::Problem;
use crate::text::{Message, excerpt, message};

/// What is said of CAA records as DNS has them.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}`没有写明谁可以签发证书",
            "任何签发机构，只要认定对方掌握着域名或服务器，都可以签发。CAA记录能把这件事限定给您选的机构。没有它，邮件照样能到。"
        ),
        Published::IssuersNamed { owner, issuers } => {
            let issuers = issuers.iter().map(|issuer| excerpt(issuer).to_string());
            let issuers = issuers.collect::<Vec<_>>().join("`、`");
            message!(
                "只有`{issuers}`可以签发证书",
                "`{owner}`的记录这样写明。其他机构都会拒绝，MTA-STS和邮件用的主机也一样，除非主机自己另有记录。"
            )
        }
        Published::Forbidden { owner } => message!(
            "谁都不能签发证书",
            "`{owner}`的记录这样写明。下面没有主机需要证书，就该这样。"
        ),
        Published::PolicyHostForbidden { host, owner } => message!(
            "谁都不能为`{host}`签发证书",
            "发件方只通过证书有效的HTTPS到那里取MTA-STS策略。`{owner}`的CAA记录不许签发下一张证书，到时MTA-STS就不起保护作用了。请写明签发机构：`0 issue \"ca.example\"`。"
        ),
        Published::MailHostForbidden { host, owner } => message!(
            "谁都不能为邮件服务器`{host}`签发证书",
            "`{owner}`的CAA记录不许签发。证书无效，邮件也能经TLS送到，但MTA-STS就用不了。请写明签发机构；服务器只用DANE就不必改。"
        ),
        Published::MarkForbidden { owner } => message!(
            "发布了图标，而谁都不能为它签发证书",
            "`{owner}`的CAA记录不许签发标志证书（`issuevmc`），下一张会被拒绝，多数邮箱也就不显示图标。请在那里写明签发机构。"
        ),
    }
}

/// What is said of a line that is no CAA record.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::FieldMissing => message!(
            "CAA记录有三个字段",
            "DNS服务器不收这样的记录。请写标志、标签和值：`0 issuemail \"ca.example\"`。"
        ),
        Problem::FlagsInvalid { found } => {
            let found = excerpt(found);
            message!(
                "标志不能写`{found}`",
                "DNS服务器不收这样的记录。请写0；关键属性写128。"
            )
        }
        Problem::FlagsReserved { flags } => message!(
            "标志{flags}没有意义",
            "签发机构只看128，其余一概不理。请写0；关键属性写128。"
        ),
        Problem::TagInvalid { found } => {
            let found = excerpt(found);
            message!("`{found}`不能作标签", "标签只有字母和数字。请改正。")
        }
        Problem::TagUnknown { found } => {
            let found = excerpt(found);
            message!("CAA没有`{found}`这个标签", "签发机构会跳过它，可以删掉。")
        }
        Problem::TagMisspelt { found, meant } => {
            let found = excerpt(found);
            message!(
                "CAA没有`{found}`这个标签；是不是想写`{meant}`？",
                "签发机构会跳过它。请写`{meant}`。"
            )
        }
        Problem::QuoteUnbalanced => message!(
            "少了一个引号",
            "DNS服务器不收这样的记录。请在值的前后都加上`\"`。"
        ),
        Problem::TextAfterValue { text } => {
            let text = excerpt(text);
            message!(
                "值后面多了`{text}`",
                "DNS服务器不收这样的记录。请把整个值放在一对引号里；每个签发机构另写一条记录。"
            )
        }
        Problem::IssuerInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是签发机构的域名",
                "没有机构会在这里看到自己的名字，谁也不能签发。请只写它的域名，例如`ca.example`。"
            )
        }
        Problem::ParameterInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是`名字=值`的形式",
                "签发机构可能拒绝签发。请改正或删掉。"
            )
        }
        Problem::ReportInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是收报告的地址",
                "申请被拒时不会有人得到通知。请在前面写上`mailto:`或`https:`。"
            )
        }
    }
}

/// What is said of what a set of records allows.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::MailForbidden => message!(
            "谁都不能为这个域名签发S/MIME证书",
            "不用这种证书就没问题；要用就在`issuemail`里写明签发机构。"
        ),
        Text::MailAllowed { issuer } => {
            let issuer = excerpt(issuer);
            message!(
                "`{issuer}`可以签发S/MIME证书",
                "只要没有别的记录写明，其他机构都会拒绝签发。"
            )
        }
        Text::MarkForbidden => message!(
            "谁都不能为这个域名签发标志证书",
            "没有VMC或CMC，多数邮箱不会显示BIMI图标。不需要就没问题；要用就在`issuevmc`里写明签发机构。"
        ),
        Text::MarkAllowed { issuer } => {
            let issuer = excerpt(issuer);
            message!(
                "`{issuer}`可以签发标志证书",
                "只要没有别的记录写明，其他机构都会拒绝签发。"
            )
        }
        Text::CriticalUnknown { tag } => {
            let tag = excerpt(tag);
            message!(
                "关键标签`{tag}`没人认识",
                "不认识它的机构什么证书都不能签发，连网站证书也不行。请改正标签，或者把标志写成0。"
            )
        }
    }
}
