//! What is said of mail exchangers.

use crate::check::mx::Fact;
use crate::text::{Message, message};

/// What is said of mail exchangers.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Reachable { hosts: 1 } => message!(
            "邮件服务器有地址",
            "发件方找得到路。一台就够；它不在的时候，发件方会连着几天重试。"
        ),
        Fact::Reachable { hosts } => message!(
            "{hosts}台邮件服务器都有地址",
            "发件方找得到通往每一台的路。"
        ),
        Fact::Null => message!(
            "这个域名声明不收邮件",
            "空MX（`0 .`）让发件方立刻停下并说明原因。没有邮箱的域名就该这样。"
        ),
        Fact::NullAmongOthers => message!(
            "空MX和别的邮件服务器放在了一起",
            "`0 .`说这个域名不收邮件，别的记录说收；发件方信哪一个都有可能。要收邮件就删掉空MX，不收就删掉其余的。"
        ),
        Fact::Implicit => message!(
            "没有MX；发件方只好投到域名自己的地址",
            "邮件会投到域名本身的地址，那里往往是不收邮件的网站服务器。请发布一条写明邮件服务器的MX记录；不收邮件就写`0 .`。"
        ),
        Fact::Missing => message!(
            "邮件投不到：既没有MX，也没有地址",
            "发件方无处可投，只好退信。请发布一条写明邮件服务器的MX记录；不收邮件就写`0 .`。"
        ),
        Fact::NoneReachable => message!(
            "邮件投不到：没有一台邮件服务器有地址",
            "MX记录里的名字没有一个能查到地址，发件方无处可投。"
        ),
        Fact::IsAlias { host, target } => message!(
            "邮件服务器`{host}`是`{target}`的别名",
            "MX记录写的必须是自己有地址的主机，不能是CNAME；有的发件方会拒绝这样的邮件服务器。请在MX记录里直接写`{target}`，或者把`{host}`的CNAME换成地址记录。"
        ),
        Fact::NoSuchHost { host } => message!(
            "邮件服务器`{host}`不存在",
            "DNS里没有这个名字，谁也连不上它。请改正MX记录里的名字，给它加上地址，或者删掉这条记录。"
        ),
        Fact::NoAddress { host } => message!(
            "邮件服务器`{host}`没有地址",
            "名字存在，却既没有A记录也没有AAAA记录，谁也连不上它。请发布它的地址，或者删掉这条MX记录。"
        ),
        Fact::AddressLiteral { address } => message!(
            "MX记录里写了地址`{address}`，那里应当写名字",
            "MX记录写的是主机名；发件方会把地址当成一个不存在的名字。请给服务器起一个有A或AAAA记录的名字，再写那个名字。"
        ),
        Fact::PrivateAddress { host, address } => message!(
            "邮件服务器`{host}`用的是内网地址`{address}`",
            "您的网络之外谁也连不上它。请发布它的公网地址。"
        ),
    }
}
