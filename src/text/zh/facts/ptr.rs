//! What is said of the names of addresses.

use crate::check::ptr::Fact;
use crate::follow::reverse::{ReverseZone, Role};
use crate::text::{Message, message};
use std::net::IpAddr;

/// What is said of the names of addresses.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Confirmed { address, name } => message!(
            "`{address}`叫`{name}`，这个名字也指回它",
            "正向和反向DNS一致，收件方正是这样要求发信服务器的。"
        ),
        Fact::Missing {
            address,
            role,
            zone,
        } => {
            let who = who(zone);
            match role {
                Role::Receives => message!(
                    "`{address}`没有名字（PTR）",
                    "它只收信，用不着名字，SPF也没有允许它发信。{who}"
                ),
                Role::Sends | Role::Unknown => message!(
                    "`{address}`没有名字（PTR）",
                    "如果这台服务器要发信，Gmail等许多收件方会因此拒收；只收信则不需要。{who}"
                ),
            }
        }
        Fact::SenderMissing { address, zone } => {
            let (family, who) = (family(*address), who(zone));
            message!(
                "`{address}`可以发信，却没有名字（PTR）",
                "{family}没有与正向一致的反向解析，Gmail、Yahoo等许多收件方就会拒收。{who}"
            )
        }
        Fact::NotConfirmed {
            address,
            name,
            found,
            zone,
        } => {
            let (found, who) = (leads(found), who(zone));
            message!(
                "`{address}`叫`{name}`，但这个名字并不指回它",
                "{found}指不回来的名字等于没有：如果这台服务器要发信，许多收件方会拒收。请给`{name}`加上这个地址，或者换一个名字。{who}"
            )
        }
        Fact::SenderNotConfirmed {
            address,
            name,
            found,
            zone,
        } => {
            let (found, who) = (leads(found), who(zone));
            message!(
                "`{address}`可以发信，它的名字`{name}`却不指回它",
                "{found}指不回来的名字等于没有，Gmail、Yahoo等许多收件方会因此拒收。请给`{name}`加上这个地址，或者换一个名字。{who}"
            )
        }
        Fact::Several { address, count } => message!(
            "`{address}`有{count}个名字",
            "收件方可能取其中任意一个，有的只看一个。请只留服务器打招呼时自报的那个名字。"
        ),
        Fact::Generic { address, name } => message!(
            "`{address}`用来发信的名字`{name}`，看上去和普通宽带用户的一样",
            "许多收件方不大信任这样的名字，甚至拒收。请让地址的提供商改成您自己的名字，例如`mail.example.com`，并让这个名字指向该地址。"
        ),
        Fact::NameIsAlias {
            address,
            name,
            target,
        } => message!(
            "`{address}`的名字是别名：`{name}`指向`{target}`",
            "有的收件方不顺着别名查，会当成假名字。请把地址的名字直接设成`{target}`。"
        ),
        Fact::AliasOfNothing { address, target } => message!(
            "`{address}`的名字改在`{target}`设置，那里却什么都没有",
            "网络的持有者用CNAME把名字交给了别人管理（RFC 2317）。请在`{target}`发布PTR记录，或者让对方撤掉CNAME。"
        ),
        Fact::NameUnusable { address, name } => message!(
            "`{name}`不能作`{address}`的名字",
            "互联网上没有主机叫这个名字，收件方会当作没有。请设一个完整的名字，例如`mail.example.com`。"
        ),
    }
}

fn family(address: IpAddr) -> &'static str {
    match address {
        IpAddr::V4(_) => "发信的地址",
        IpAddr::V6(_) => "发信的IPv6地址",
    }
}

/// Where a name leads that does not lead back.
fn leads(found: &[IpAddr]) -> String {
    match found {
        [] => "这个名字没有同类的地址。".into(),
        [first, ..] => format!("它指向的是`{first}`。"),
    }
}

/// Who can set an address's name.
fn who(zone: &Option<ReverseZone>) -> String {
    let only = "能设置名字的只有地址的持有者，而不是域名的DNS";
    match zone {
        None => format!("{only}：请找主机商或宽带运营商。"),
        Some(zone) => format!(
            "{only}：请找区域`{}`的管理者，权威服务器是`{}`（联系人`{}`，第一个点代表`@`）。",
            zone.name, zone.primary, zone.mailbox
        ),
    }
}
