//! What is said of SPF.

mod problem;
mod text;
mod tree;

pub use problem::problem;
pub use text::text;
pub use tree::tree;

use crate::check::spf::places::Fact as Places;
use crate::check::spf::published::Fact as Published;
use crate::text::{Message, message, visible};

/// What a fault in the record leads to.
const PERM: &str = "收件方会放弃整条记录（permerror），邮件都过不了SPF。";

/// What a name that leads nowhere leads to.
const DEAD: &str = "这一项谁也没有允许；如果它是`include:`或`redirect=`，收件方查到它就会放弃整条记录（permerror）。";

/// What is said of the SPF records at a domain.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}`没有SPF记录",
            "收件方无从知道哪些服务器可以代表这个域名发信。请发布一条以`v=spf1`开头的TXT记录；不发信的域名写`v=spf1 -all`。"
        ),
        Published::Several { count } => message!(
            "有{count}条SPF记录；收件方一条也不用",
            "收件方看到不止一条时，全部按错误处理，邮件就都过不了SPF。请合并成一条：只留一个`v=spf1`，末尾只留一个`all`。"
        ),
        Published::NotRecognized { text } => {
            let text = visible(text);
            message!(
                "有一条本想作SPF的记录没有被认出来",
                "收件方只认最开头的`v=spf1`加一个空格，这一条会被跳过：`{text}`"
            )
        }
    }
}

/// What is said of SPF records where nobody looks.
pub fn places(fact: &Places) -> Message {
    match fact {
        Places::OwnType { domain } => message!(
            "`{domain}`还有一条SPF类型（99）的记录",
            "这种类型已经废弃，收件方只查TXT记录。请删掉它，免得以后改错地方。"
        ),
        Places::Elsewhere { name, domain } => message!(
            "SPF记录放在了`{name}`，`{domain}`本身却没有",
            "收件方查的是域名本身的TXT记录。请把记录移过去，或者在那里发布一条引用它的记录：`include:{name}`。"
        ),
        Places::NameDoubled { name, domain } => message!(
            "`{name}`放着一条SPF记录，域名重复了",
            "多数DNS控制台会自动补上域名。主机记录请留空或填`@`，不要填`{domain}`，并删掉这条记录。"
        ),
    }
}
