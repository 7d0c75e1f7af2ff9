//! What is said of DKIM.

use crate::check::dkim::published::Fact as Published;
use crate::text::{Message, message};

/// What is said of the key records under selectors.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { selector } => message!(
            "选择器`{selector}`下没有DKIM公钥",
            "写着这个选择器的签名无法验证，等于没签。请发布邮件服务商给出的公钥，或者改正选择器。"
        ),
        Published::Several { selector, count } => message!(
            "选择器`{selector}`下有{count}条记录",
            "收件方用哪一条全凭运气。请只留下正在使用的那把密钥的记录。"
        ),
    }
}
