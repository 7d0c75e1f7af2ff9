//! What is said of mail exchangers.

use crate::check::mx::Fact;
use crate::check::mx::set::Fact as Set;
use crate::check::mx::text::Fact as Text;
use crate::knowledge::vendor::Purpose;
use crate::record::host::HostFault;
use crate::record::mx::Problem;
use crate::text::{Message, character, excerpt, message};
use std::net::IpAddr;

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
        Fact::Null => null(),
        Fact::NullAmongOthers => null_among_others(),
        Fact::Implicit => message!(
            "没有MX；发件方只好投到域名自己的地址",
            "邮件会投到域名本身的地址，那里往往是不收邮件的网站服务器。请发布一条写明邮件服务器的MX记录；不收邮件就发布`0 .`这条记录。"
        ),
        Fact::Missing => message!(
            "邮件投不到：既没有MX，也没有地址",
            "发件方无处可投，只好退信。请发布一条写明邮件服务器的MX记录；不收邮件就发布`0 .`这条记录。"
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
        Fact::AddressLiteral { address } => address_literal(*address),
        Fact::PrivateAddress { host, address } => message!(
            "邮件服务器`{host}`用的是内网地址`{address}`",
            "您的网络之外谁也连不上它。请发布它的公网地址。"
        ),
        Fact::MappedAddress { host, address } => message!(
            "邮件服务器`{host}`的地址`{address}`哪里也到不了",
            "那是写成IPv6样子的IPv4地址，谁也连不上。请删掉这条AAAA记录，或者发布服务器真正的IPv6地址。"
        ),
        Fact::DocumentationAddress { host, address } => message!(
            "邮件服务器`{host}`的地址`{address}`是教程里的示例地址",
            "这类地址不属于任何人，只用来举例，谁也连不上。请发布服务器自己的地址。"
        ),
        Fact::Localhost { host } => message!(
            "MX记录写的是`{host}`",
            "发件方都会把它当成自己，于是退信。请写邮件服务器的名字；不收邮件就发布`0 .`这条记录。"
        ),
        Fact::NameDoubled { host, meant } => message!(
            "邮件服务器`{host}`不存在：域名写了两遍",
            "名字本来已经写全，后面又接上了区域自己的名字。请在结尾加点，写成`{meant}.`，或者只写域名前面的部分。"
        ),
        Fact::DomainMissing { host, missing } => message!(
            "邮件服务器`{host}`所在的域名不存在",
            "DNS里没有`{missing}`。如果它没有主人，谁都可以注册它，把邮件收走。请立刻删掉这条MX记录，或者改正名字。"
        ),
        Fact::NullButSends => message!(
            "这个域名不收邮件，SPF却允许它发信",
            "退信和回信都没有人收，许多收件方也会拒收这种域名发的信。不发信就发布`v=spf1 -all`，否则请发布写明邮件服务器的MX记录。"
        ),
        Fact::NullAdvised => message!(
            "这个域名不发信，却没有声明不收信",
            "SPF说它不发信，又没有MX；发件方会去试域名自己的地址，往往连试几天。请发布MX记录`0 .`，发件方就会立刻停下。"
        ),
        Fact::MissingButSends => message!(
            "SPF允许这个域名发信，退信却回不来",
            "既没有MX也没有地址，回信和退信都会丢失，许多收件方也会拒收无法回信的域名。请发布写明邮件服务器的MX记录。"
        ),
    }
}

/// What is said of mail exchangers as a set.
pub fn set(fact: &Set) -> Message {
    match fact {
        Set::Provider { vendor, .. } => {
            let (name, what) = (
                vendor.chinese_name.unwrap_or(vendor.name),
                purpose(vendor.purpose),
            );
            message!("邮件由{name}接收", "{name}{what}。")
        }
        Set::MixedMailboxes { first, second } => {
            let first = first.chinese_name.unwrap_or(first.name);
            let second = second.chinese_name.unwrap_or(second.name);
            message!(
                "{first}和{second}都在接收邮件",
                "两家各有各的邮箱，总有一部分邮件落到没有人看的地方。请删掉已经不用的那一家的MX记录。"
            )
        }
        Set::Ipv6 => message!(
            "邮件可以经IPv6投递",
            "有邮件服务器带IPv6地址，没有IPv4的发件方也能连上。"
        ),
        Set::NoIpv6 => message!(
            "没有一台邮件服务器带IPv6地址",
            "没有IPv4的发件方投不进来，不过它们很少。等服务器能经IPv6应答，再发布AAAA记录。"
        ),
        Set::OneNetwork { hosts, network } => message!(
            "{hosts}台邮件服务器都在同一个网络里",
            "它们都挤在`{network}`：那个网络一断，就一台也连不上。发件方会连着几天重试；在别处再放一台，也要防得一样好才有用。"
        ),
        Set::SharedAddress {
            address,
            first,
            second,
        } => message!(
            "`{first}`和`{second}`的地址都是`{address}`",
            "它们其实是同一台服务器，第二条MX记录没有用处。请删掉它，或者让它指向另一台服务器。"
        ),
        Set::Many { hosts } => message!(
            "有{hosts}台邮件服务器",
            "SPF最多看十台，再多，收件方检查`mx`就会出错；发件方也只试其中几台。请留十台以内。"
        ),
        Set::TtlLong { seconds } => {
            let days = seconds.div_ceil(86_400);
            message!(
                "改动邮件服务器，最长要{days}天才会处处生效",
                "这些记录会在缓存里留{seconds}秒。修改之前，请先把TTL降到3600。"
            )
        }
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Mailboxes => "管着这个域名的邮箱，从邮件服务器的名字可以看出",
        Purpose::Forwarding => "把邮件转发到别处的邮箱",
        Purpose::Sending => "把邮件交给程序处理，也接收退信",
        Purpose::Gateway => "先过滤邮件，再交给别处的邮箱",
        Purpose::Software | Purpose::ManagedSpf => "接收这些邮件",
    }
}

/// What is said of a line that is no MX record.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::PreferenceMissing => message!(
            "缺少优先级",
            "DNS服务器不收这样的记录。请在主机名前写一个数，例如`10 mail.example.com`：发件方从最小的试起。"
        ),
        Problem::PreferenceInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是优先级",
                "DNS服务器不收这样的记录。优先级是0到65535的数，发件方从最小的试起。"
            )
        }
        Problem::HostMissing => message!(
            "没有写邮件服务器",
            "DNS服务器不收这样的记录。请在数字后面写它的名字，例如`10 mail.example.com`。"
        ),
        Problem::HostIsAddress { address } => address_literal(*address),
        Problem::HostMalformed { found, fault } => {
            let (found, why) = (excerpt(found), host_fault(*fault));
            message!("`{found}`不是主机名", "发件方找不到这样的服务器。{why}")
        }
        Problem::TextAfterHost { text } => {
            let text = excerpt(text);
            message!(
                "邮件服务器后面多了`{text}`",
                "DNS服务器不收这样的记录。请删掉它；另一台服务器要另写一条记录。"
            )
        }
    }
}

/// What is said of a set of MX records.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Null => null(),
        Text::NullPreference { preference } => message!(
            "空MX的优先级应是0，而不是{preference}",
            "有的发件方可能认不出这是空MX。请写`0 .`。"
        ),
        Text::NullAmongOthers => null_among_others(),
        Text::HostRepeated { host } => {
            let host = excerpt(host);
            message!(
                "`{host}`写了两次",
                "连不上它的发件方只会再白试一次。请只留一个。"
            )
        }
        Text::HostRelative { host } => {
            let host = excerpt(host);
            message!(
                "`{host}`是相对名字，指`{host}.<区域名>`",
                "名字结尾没有点，区域文件就会在后面接上区域自己的名字，DNS控制台大多也这样。如果您的控制台不接，请写全名，例如`{host}.example.com`。"
            )
        }
        Text::HostOrigin => message!(
            "`@`指区域自己的名字",
            "发件方会把邮件投到域名自己的地址，那里常常是不收邮件的网站服务器。如果那里没有邮件服务器，请写邮件服务器的名字，例如`mail.example.com`。"
        ),
        Text::FinalDotMissing { host } => {
            let host = excerpt(host);
            message!(
                "`{host}`的结尾没有点，和别的名字不一样",
                "在区域文件里，它指`{host}.<区域名>`，这个名字多半不存在。请在那里写成`{host}.`。"
            )
        }
        Text::EqualPreferences { preference, hosts } => message!(
            "{hosts}台邮件服务器的优先级都是{preference}",
            "这是允许的，并不冲突：发件方随机挑一台，负载就分摊开了。"
        ),
        Text::Single => message!(
            "只有一台邮件服务器",
            "一台就够：它不在的时候，发件方会等着，连着几天重试。再加一台，也要和第一台一样防得好才有用。"
        ),
        Text::VerificationHost => message!(
            "留着Microsoft验证域名所有权用的记录",
            "它不是邮件服务器，发件方可能白试。验证完成后请删掉。"
        ),
        Text::LegacyHost { host } => {
            let host = excerpt(host);
            message!(
                "`{host}`是服务商已经弃用的名字",
                "随时可能收不到信。请改用服务商如今给出的名字。"
            )
        }
        Text::DoubleHyphen { host } => {
            let host = excerpt(host);
            message!(
                "`{host}`的第三、四个字符是`--`",
                "那是留给以`xn--`开头的国际化域名的，有的程序会拒绝。最好换个名字。"
            )
        }
    }
}

/// Why a text is no name of a host, and what to do.
pub fn host_fault(fault: HostFault) -> String {
    match fault {
        HostFault::Empty => "它是空的。".into(),
        HostFault::EmptyLabel => "有两个点连在一起，或者开头就是点：请删掉一个。".into(),
        HostFault::LabelTooLong => "两点之间最多63个字符。".into(),
        HostFault::NameTooLong => "名字最多253个字符。".into(),
        HostFault::Character(c) => {
            let c = character(c);
            format!("里面不能有`{c}`；主机名只有字母、数字、`-`和点。")
        }
        HostFault::Hyphen => "两点之间，`-`不能在开头或末尾。".into(),
        HostFault::SingleLabel => "它只有一段：请写全名，例如`mail.example.com`。".into(),
        HostFault::NumericTop => "它以数字结尾，而域名都不会：请写名字，不要写地址。".into(),
    }
}

fn null() -> Message {
    message!(
        "这个域名声明不收邮件",
        "空MX（`0 .`）让发件方立刻停下并说明原因。没有邮箱的域名就该这样。"
    )
}

fn null_among_others() -> Message {
    message!(
        "空MX和别的邮件服务器放在了一起",
        "`0 .`说这个域名不收邮件，别的记录说收；发件方信哪一个都有可能。要收邮件就删掉空MX，不收就删掉其余的。"
    )
}

fn address_literal(address: IpAddr) -> Message {
    message!(
        "MX记录里写了地址`{address}`，那里应当写名字",
        "MX记录写的是主机名；发件方会把地址当成一个不存在的名字。请给服务器起一个有A或AAAA记录的名字，再写那个名字。"
    )
}
