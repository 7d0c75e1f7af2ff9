//! What is said of what an SPF record allows.

use super::DEAD;
use crate::check::spf::text::{Fact as Text, Special};
use crate::record::spf::Qualifier;
use crate::text::{Message, excerpt, message, spf};

/// What is said of what a record allows.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::AllPass { bare: true } => message!(
            "光写`all`，谁都可以发信",
            "前面没有符号的`all`就是`+all`：任何人的冒名邮件都能通过SPF。请写`~all`或`-all`。"
        ),
        Text::AllPass { bare: false } => message!(
            "`+all`让谁都可以发信",
            "任何人的冒名邮件都能通过SPF。请写`~all`或`-all`。"
        ),
        Text::AllNeutral => message!(
            "`?all`对其余服务器不表态",
            "冒名邮件会被当作没有SPF记录来处理。请写`~all`或`-all`。"
        ),
        Text::AllSoftfail => message!(
            "其余服务器都可疑：`~all`",
            "它们发来的邮件会被收下，但受到怀疑，并不会被拒收（不是550）。在DMARC看来，这和`-all`一样算没通过。"
        ),
        Text::AllFail => message!(
            "其余服务器一律不许发信：`-all`",
            "有的收件方会当场拒收它们的邮件，您的邮件经人转发也算在内。这个结果叫“fail”，正是本意。"
        ),
        Text::SendsNothing => message!(
            "谁都不许以这个域名发信",
            "不发信的域名就该这样；再配上`p=reject`的DMARC策略，收件方就会拒收冒名邮件。"
        ),
        Text::AllMissing => message!(
            "没有说其余服务器怎么办",
            "没有`all`也没有`redirect`，对它们就是中立：冒名邮件会被当作没有SPF记录来处理。请在末尾加上`~all`。"
        ),
        Text::AllRepeated => message!(
            "`all`又写了一次",
            "收件方到第一个就停下。请只留您要的那一个，放在末尾。"
        ),
        Text::TermAfterAll { term } => {
            let term = excerpt(term);
            message!(
                "`{term}`在`all`后面，永远轮不到",
                "收件方到`all`就停下，这一项谁也没有允许。请把它移到`all`前面。"
            )
        }
        Text::RedirectWithAll => message!(
            "有`all`在，`redirect`就用不上",
            "`all`已经对所有服务器作了决定。要由另一条记录决定，就删掉`all`；否则删掉`redirect`。"
        ),
        Text::ModifierBeforeMechanism { name } => {
            let name = excerpt(name);
            message!(
                "`{name}`写在了机制前面",
                "这样也有效，但总是最后才轮到它。放在末尾更容易看懂。"
            )
        }
        Text::ModifierUnknown {
            name,
            meant: Some(meant),
        } => {
            let name = excerpt(name);
            message!(
                "SPF没有`{name}`这个修饰项；是不是想写`{meant}`？",
                "收件方会跳过它，它要求的事不会发生。请写`{meant}=`。"
            )
        }
        Text::ModifierUnknown { name, meant: None } => {
            let name = excerpt(name);
            message!(
                "SPF没有`{name}`这个修饰项",
                "收件方会跳过它。如果是某个服务要的验证码，应当另发一条TXT记录；请从这里删掉。"
            )
        }
        Text::ExplanationUnused => message!(
            "`exp`说明的拒收不会发生",
            "只有匹配到`-`的项才用得上它，而这里没有。请删掉。"
        ),
        Text::MechanismNotPass { qualifier, term } => {
            let (term, result) = (excerpt(term), result(*qualifier));
            message!(
                "`{term}`并没有允许它写的服务器",
                "按它前面的符号，它们的邮件得到的结果是“{result}”。如果允许它们发信，请去掉符号。"
            )
        }
        Text::IncludeEnded { domain, service } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}`属于{service}，这项服务已经停了",
                "没有人再从那里替您发信，可是现在谁握有它的名字或网段，谁就能以这个域名发信。请删掉这一项，还能省下查询次数。"
            )
        }
        Text::IncludeNotNeeded { domain, service } => {
            let domain = excerpt(domain);
            message!(
                "{service}用不着在这里写`{domain}`",
                "它发信时用自己的信封发件人，收件方查的是那个域名的记录。请删掉这一项，省下查询次数；{service}要的是DKIM记录。"
            )
        }
        Text::PtrUsed => message!(
            "不该再用`ptr`",
            "它又慢又不可靠，RFC 7208不赞成使用，有的收件方干脆不理。请用`ip4:`、`a:`或`include:`写明服务器。"
        ),
        Text::MxUsed => message!(
            "收信的服务器也可以发信",
            "它们确实发信就没问题；否则请删掉`mx`，它要占用十次查询中的一次。"
        ),
        Text::AUsed => message!(
            "域名本身指向的主机可以发信",
            "那往往是网站服务器。它不发信就请删掉`a`，它要占用十次查询中的一次。"
        ),
        Text::MacroValidatedName => message!(
            "不该再用`%{{p}}`",
            "它又慢又不可靠，RFC 7208不赞成使用。请用`%{{i}}`或`%{{d}}`。"
        ),
        Text::MacroDependent { term } => {
            let term = excerpt(term);
            message!(
                "`{term}`允许谁，要看具体邮件",
                "它的名字因每个发件方而异，在这里无法跟着查下去。"
            )
        }
        Text::TermRepeated { term } => {
            let term = excerpt(term);
            message!("`{term}`写了两次", "第二个不起作用，请删掉。")
        }
        Text::LookupRepeated { term } => {
            let term = excerpt(term);
            message!(
                "`{term}`写了两次，查询也算两次",
                "十次查询的限额会被它占用两回。请删掉一个。"
            )
        }
        Text::NetworkCovered { inner, outer } => {
            let (inner, outer) = (excerpt(inner), excerpt(outer));
            message!("`{inner}`已经包含在`{outer}`里", "它不起作用，可以删掉。")
        }
        Text::NetworkHostBits { network } => message!(
            "地址不是所在网段的第一个",
            "收件方会按`{network}`处理。请就写这个；如果只想写一个地址，就去掉前缀长度。"
        ),
        Text::NetworkSpecial { kind } => {
            let kind = special(*kind);
            message!(
                "互联网上不会有邮件从这里来：{kind}",
                "这一项谁也没有允许。请写服务器对外的地址，或者删掉它。"
            )
        }
        Text::NetworkMapped => message!(
            "写成IPv6形式的IPv4地址永远匹配不到",
            "收件方按IPv4来比较。请改用`ip4:`。"
        ),
        Text::NetworkBroad { prefix, bits: 32 } => {
            let count = spf::count(*prefix, 32);
            message!(
                "`/{prefix}`里有{count}个地址",
                "其中有外人，而他们都可以发信。请只写真正发信的地址。"
            )
        }
        Text::NetworkBroad { prefix, bits: _ } => message!(
            "`/{prefix}`有整个运营商的网络那么大",
            "其中有外人，而他们都可以发信。请只写真正发信的网段。"
        ),
        Text::NetworkEveryone => message!(
            "`/0`让谁都可以发信",
            "它包含所有地址，任何人的冒名邮件都能通过SPF。请写真正要允许的网段。"
        ),
        Text::DomainLabelEmpty { domain } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}`里有两个点连在一起",
                "不可能有这样的名字，而收件方做法不一：有的当作这一项谁也没有允许，有的放弃整条记录。请删掉一个点。"
            )
        }
        Text::DomainTooLong { octets } => message!(
            "{octets}个字符，超过了DNS的限度",
            "名字的每一段最多63个，全名最多253个，所以它不可能存在。{DEAD}请改正。"
        ),
        Text::LookupsOwnTooMany { lookups } => message!(
            "这条记录要做{lookups}次DNS查询，上限是10次",
            "收件方查到第十一次就会放弃（permerror）：在那之前匹配到的服务器照样通过，其余的都通不过。请删掉不再用的项；地址固定的服务器改用`ip4:`。"
        ),
        Text::RecordLong { octets } => message!(
            "记录较长：{octets}字节",
            "同名下再有别的TXT记录，答复就可能装不进一个UDP包，有的收件方会读不到。请缩短到450字节以内。"
        ),
        Text::RecordTooLong { octets } => message!(
            "记录太长：{octets}字节",
            "答复装不进512字节的普通UDP包，有的收件方会读不到。请缩短到450字节以内，例如把网段移到一个`include:`里。"
        ),
        Text::ReportAddressSet { address } => {
            let address = excerpt(address);
            message!(
                "要求把失败报告寄给`{address}`",
                "几乎没有收件方会寄。DMARC的`rua`能告诉您同样的事，而且有人照办。"
            )
        }
        Text::ReportAddressMissing { name } => message!(
            "没有`ra`，`{name}`就不起作用",
            "它说的是报告哪些失败，却没有说报告给谁。请删掉。"
        ),
        Text::ReportValueInvalid { name, value } => {
            let value = excerpt(value);
            message!(
                "`{name}`不能取`{value}`这个值",
                "收件方会跳过它。`ra`写`@`前面的部分，`rp`写0到100的数，`rr`写`e:f`这样的字母。"
            )
        }
    }
}

fn special(kind: Special) -> &'static str {
    match kind {
        Special::Private => "内网地址",
        Special::Loopback => "本机地址（回环）",
        Special::LinkLocal => "链路本地地址",
        Special::Shared => "运营商地址转换后面的网络",
        Special::Documentation => "文档里的示例地址",
        Special::Multicast => "组播地址",
        Special::Reserved => "保留地址",
    }
}

/// What a match is called, in the words of RFC 7208.
fn result(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Pass => "pass",
        Qualifier::Fail => "fail",
        Qualifier::Softfail => "softfail",
        Qualifier::Neutral => "neutral",
    }
}
