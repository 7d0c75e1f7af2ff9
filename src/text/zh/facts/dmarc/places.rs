//! What is said of where a DMARC record stands.

use crate::check::dmarc::places::Fact;
use crate::text::{Message, message};

/// What is said of where a DMARC record stands.
pub fn places(fact: &Fact) -> Message {
    match fact {
        Fact::AtApex { domain } => message!(
            "`{domain}`本身放着一条DMARC记录，没有人会去那里看",
            "收件方只查`_dmarc.{domain}`。请把它移过去；那里已经有记录的话，就删掉这一条。"
        ),
        Fact::NameDoubled { name, domain } => message!(
            "`{name}`放着一条DMARC记录，域名重复了",
            "多数DNS控制台会自动补上域名。主机记录请填`_dmarc`，不要填`_dmarc.{domain}`，并删掉这条记录。"
        ),
        Fact::ByWildcard {
            domain,
            record: true,
        } => message!(
            "`_dmarc.{domain}`的DMARC记录来自泛解析",
            "凡是没有建过的名字，它都会这样答复；这里一旦建了别的记录，它就失效。请把记录直接放在`_dmarc.{domain}`，并从泛解析里去掉。"
        ),
        Fact::ByWildcard {
            domain,
            record: false,
        } => message!(
            "`_dmarc.{domain}`的答复来自泛解析",
            "答复里没有DMARC记录，收件方会跳过。在`_dmarc.{domain}`发布记录，泛解析就不再管它。"
        ),
        Fact::Alias { name, target } => message!(
            "DMARC记录放在`{target}`",
            "`{name}`是它的别名（CNAME），策略是什么、报告寄给谁，都由管理那个名字的人决定。"
        ),
        Fact::AliasOfNothing { name, target } => message!(
            "`{name}`指向`{target}`，那里没有记录",
            "这个别名（CNAME）落了空，收件方找不到这个域名的DMARC记录。请让对方恢复那里的记录，或者把CNAME换成TXT记录。"
        ),
    }
}
