//! What is said of SPF.

use super::tag_list;
use crate::check::spf::published::Fact as Published;
use crate::check::spf::text::{Fact as Text, Special};
use crate::record::spf::{Ip4Fault, Problem, Qualifier};
use crate::text::{Message, character, excerpt, message, visible};

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

const PERM: &str = "收件方会放弃整条记录（permerror），邮件都过不了SPF。";
const NONE: &str = "收件方看不到SPF记录。";

/// What is said of a departure from the grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => {
            message!("缺少`v=spf1`", "{NONE}请在最前面写上`v=spf1`和一个空格。")
        }
        Problem::VersionUnknown { version } => {
            let version = excerpt(version);
            message!(
                "SPF没有`{version}`这个版本",
                "{NONE}只有`v=spf1`，后面跟一个空格；`spf2.0`是早已停用的Sender ID。"
            )
        }
        Problem::VersionSenderId { version } => {
            let version = excerpt(version);
            message!(
                "`{version}`是早已停用的Sender ID",
                "已经没有人读它，请删掉。SPF是另一条记录，以`v=spf1`开头。"
            )
        }
        Problem::VersionGlued => message!("`v=spf1`后面少了空格", "{NONE}请加上一个空格。"),
        Problem::VersionAfterSpace => message!("`v=spf1`前面多了空格", "{NONE}请删掉空格。"),
        Problem::VersionAfterQuote => message!(
            "`v=spf1`前面多了引号",
            "{NONE}区域文件要给记录加引号，而DNS面板大多会自己加：请删掉这个引号。"
        ),
        Problem::VersionAfterText { text } => {
            let text = excerpt(text);
            message!(
                "`v=spf1`前面多了`{text}`",
                "{NONE}请删掉它：前面不能有任何东西。"
            )
        }
        Problem::RecordInRecord { version } => {
            let place = tag_list::place(version.trim_start_matches("v="));
            let version = excerpt(version);
            message!(
                "从这里起是另一条记录：`{version}`",
                "两条记录写进了同一个字符串，后一条等于没写。请分别发布成TXT记录，各放各的位置，这一条放在{place}。"
            )
        }
        Problem::SpaceNotSp { code } => {
            let c = code_point(*code);
            message!(
                "该用空格的地方用了`{c}`",
                "{PERM}各项之间只能用普通空格；制表符和换行往往是复制时带进来的。"
            )
        }
        Problem::CharacterControl { code } => {
            let c = code_point(*code);
            message!("记录里有控制字符`{c}`", "{PERM}请删掉它。")
        }
        Problem::CharacterInvisible { code } => {
            let c = code_point(*code);
            message!(
                "记录里有看不见的字符`{c}`",
                "{PERM}它是复制时带进来的：请删掉，或者把这一项重新打一遍。"
            )
        }
        Problem::CharacterNotAscii { text } => {
            let text = excerpt(text);
            message!(
                "`{text}`不是ASCII字符",
                "{PERM}中文等域名要写成`xn--…`的形式，其余都用半角字符。"
            )
        }
        Problem::QuoteMark { mark } => {
            let mark = character(*mark);
            message!(
                "引号`{mark}`成了记录的一部分",
                "{PERM}请删掉它：区域文件要加引号，而DNS面板大多会自己加。"
            )
        }
        Problem::SeparatorMark { mark } => {
            let mark = character(*mark);
            message!("各项之间不能用`{mark}`", "{PERM}各项之间只用空格隔开。")
        }
        Problem::Backslash => message!(
            "反斜杠成了记录的一部分",
            "{PERM}它是区域文件和命令行里用的，不属于记录：请删掉。"
        ),
        Problem::Placeholder { text } => {
            let text = excerpt(text);
            message!(
                "`{text}`是教程里的占位文字，忘了替换",
                "这里要填您自己的内容：`include:`后面是服务商的域名，`ip4:`后面是服务器的地址。照现在这样，记录要么出错，要么谁也没有允许。"
            )
        }
        Problem::TermsGlued { terms } => {
            let terms = spaced(terms);
            message!("两项之间少了空格", "{PERM}请写`{terms}`。")
        }
        Problem::DomainSwallowsTerm { terms } => {
            let terms = spaced(terms);
            message!(
                "少了空格，后一项被当成了域名的一部分",
                "收件方会把它们当成一个并不存在的域名。请写`{terms}`。"
            )
        }
        Problem::SpaceInTerm { name, value } => {
            let term = joined(name, value);
            message!(
                "空格把`{name}`和它的值拆开了",
                "{PERM}请写成`{term}`，中间不要空格。"
            )
        }
        Problem::SeparatorMissing { name, value } => {
            let (mark, term) = (mark(name), joined(name, value));
            message!(
                "`{name}`后面少了`{mark}`",
                "这样就成了没人认识的项。{PERM}请写`{term}`。"
            )
        }
        Problem::MechanismUnknown {
            name,
            meant: Some("ptr"),
        } => {
            let name = excerpt(name);
            message!(
                "SPF没有`{name}`；是不是想写`ptr`？",
                "{PERM}`ptr`又慢又不可靠，也不该用：请删掉这一项。"
            )
        }
        Problem::MechanismUnknown {
            name,
            meant: Some(meant),
        } => {
            let name = excerpt(name);
            message!(
                "SPF没有`{name}`；是不是想写`{meant}`？",
                "{PERM}请写`{meant}`。"
            )
        }
        Problem::MechanismUnknown { name, meant: None } => {
            let name = excerpt(name);
            message!(
                "SPF没有`{name}`",
                "{PERM}请删掉它；只有`all`、`include`、`a`、`mx`、`ip4`、`ip6`、`exists`和`ptr`。"
            )
        }
        Problem::MechanismWithEquals { name } => message!(
            "`{name}`后面该写`:`，却写了`=`",
            "收件方会当它是不认识的修饰项而跳过，想允许的服务器并没有被允许。请写`{name}:`。"
        ),
        Problem::ModifierWithColon { name } => {
            message!("`{name}`后面该写`=`，却写了`:`", "{PERM}请写`{name}=`。")
        }
        Problem::ModifierQualified { name } => {
            let name = excerpt(name);
            message!("`{name}`前面不能加限定符", "{PERM}请删掉它前面的符号。")
        }
        Problem::ModifierNameInvalid { name } => {
            let name = excerpt(name);
            message!(
                "`=`前面不是有效的名字：`{name}=`",
                "{PERM}名字要以字母开头。请改正或删掉。"
            )
        }
        Problem::ModifierRepeated { name } => message!("`{name}`写了两次", "{PERM}请只留一个。"),
        Problem::QualifierUnknown {
            qualifier,
            meant: Some(meant),
        } => {
            let qualifier = character(*qualifier);
            message!(
                "`{qualifier}`只是看起来像`{meant}`",
                "{PERM}请用半角的`{meant}`。"
            )
        }
        Problem::QualifierUnknown {
            qualifier,
            meant: None,
        } => {
            let qualifier = character(*qualifier);
            message!(
                "`{qualifier}`不是限定符",
                "{PERM}拒绝写`-`，怀疑写`~`，不表态写`?`，允许就什么也不写。"
            )
        }
        Problem::QualifierRepeated => message!("一项前面有不止一个限定符", "{PERM}请只留一个。"),
        Problem::QualifierAlone { qualifier } => message!(
            "`{qualifier}`单独站着",
            "{PERM}请让它紧挨着后面的内容，例如`{qualifier}all`。"
        ),
        Problem::ValueMissing { name } => {
            let mark = mark(name);
            message!(
                "`{name}`没有写内容",
                "{PERM}请在`{mark}`后面补上内容，或者删掉它。"
            )
        }
        Problem::ValueUnexpected { name } => {
            message!("`{name}`后面不能带值", "{PERM}请只写`{name}`。")
        }
        Problem::DomainSingleLabel { domain } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}`不是完整的域名",
                "{PERM}请写全名，例如`mail.example.com`。"
            )
        }
        Problem::DomainEndInvalid { label } => {
            let label = excerpt(label);
            message!(
                "域名不能以`.{label}`结尾",
                "{PERM}请只写域名，不要带端口或路径。"
            )
        }
        Problem::DomainIsAddress {
            name,
            address,
            meant,
        } => {
            let address = excerpt(address);
            message!(
                "`{name}`后面该写域名，却写了地址",
                "{PERM}请写`{meant}:{address}`。"
            )
        }
        Problem::DomainCharacterOdd { character: c } => {
            let c = character(*c);
            message!(
                "域名里有`{c}`",
                "收件方会照原样去查，而没有主机叫这样的名字，等于谁也没有允许。请改正域名。"
            )
        }
        Problem::DomainBare { domain } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}`前面没有写机制",
                "{PERM}服务商给的名字写`include:{domain}`，自己的服务器写`a:{domain}`。"
            )
        }
        Problem::Ip4Invalid { address, fault } => {
            let (address, why) = (excerpt(address), ip4_fault(*fault));
            message!("`{address}`不是IPv4地址", "{PERM}{why}")
        }
        Problem::Ip4IsIp6 => message!("`ip4:`后面写了IPv6地址", "{PERM}请写`ip6:`。"),
        Problem::Ip6Invalid { address } => {
            let address = excerpt(address);
            message!(
                "`{address}`不是IPv6地址",
                "{PERM}请写`2001:db8::1`这样的地址。"
            )
        }
        Problem::Ip6IsIp4 => message!("`ip6:`后面写了IPv4地址", "{PERM}请写`ip4:`。"),
        Problem::AddressIsDomain { name, domain } => {
            let domain = excerpt(domain);
            message!(
                "`{name}:`后面该写地址，却写了域名",
                "{PERM}请写`a:{domain}`，或者写服务器的地址。"
            )
        }
        Problem::AddressHasMacro { name } => message!(
            "`{name}:`后面不能用宏",
            "{PERM}请写地址，或者把宏用在`exists:`里。"
        ),
        Problem::AddressBare { address, meant } if is_network(address) => {
            let address = excerpt(address);
            message!(
                "`{address}`前面少了`{meant}:`",
                "{PERM}请紧挨着它写上`{meant}:`。"
            )
        }
        Problem::AddressBare { address, meant } => {
            let address = excerpt(address);
            message!(
                "`{address}`前面少了`{meant}:`",
                "{PERM}请写`{meant}:`加完整的地址；`{address}`并不是。"
            )
        }
        Problem::PrefixInvalid { prefix } => {
            let prefix = excerpt(prefix);
            message!(
                "`{prefix}`不是前缀长度",
                "{PERM}请写位数，例如`/24`；`a`和`mx`后面还可以跟IPv6的长度，例如`/24//64`。"
            )
        }
        Problem::PrefixTooLong { length, longest } => {
            message!("`/{length}`比地址还长", "{PERM}最多写到`/{longest}`。")
        }
        Problem::PrefixLeadingZero { prefix } => {
            let prefix = excerpt(prefix);
            message!("`{prefix}`以0开头", "{PERM}请删掉开头的0。")
        }
        Problem::PrefixUnexpected { name } => message!(
            "`{name}`后面不能写前缀长度",
            "{PERM}请删掉它；只有`a`、`mx`、`ip4`和`ip6`可以写。"
        ),
        Problem::PercentAlone => message!(
            "这里的`%`不是宏的开头",
            "{PERM}宏要写成`%{{i}}`，百分号要写成`%%`。"
        ),
        Problem::MacroUnclosed => message!("宏后面少了`}}`", "{PERM}请把宏写完整，例如`%{{i}}`。"),
        Problem::MacroLetterUnknown { letter } => {
            let letter = character(*letter);
            message!(
                "没有`{letter}`这个宏字母",
                "{PERM}可用的字母有`s`、`l`、`o`、`d`、`i`、`p`、`v`、`h`。"
            )
        }
        Problem::MacroOnlyInExplanation { letter } => message!(
            "`%{{{letter}}}`只能用在`exp`指向的说明文字里",
            "{PERM}域名里要表示发件服务器的地址，请用`%{{i}}`。"
        ),
        Problem::MacroZeroDigits => message!(
            "宏不能保留0段",
            "{PERM}请写右边保留几段（至少1），或者不写数字。"
        ),
        Problem::MacroMalformed { text } => {
            let text = excerpt(text);
            message!(
                "`{text}`不是有效的宏",
                "{PERM}宏由一个字母、可选的数字、`r`和分隔符组成，例如`%{{d2r-}}`。"
            )
        }
    }
}

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
            "不发信的域名就该这样。再加一条`p=reject`的DMARC记录就完备了。"
        ),
        Text::AllMissing => message!(
            "没有说其余服务器怎么办",
            "没有`all`也没有`redirect`，对它们就是中立：冒名邮件会被当作没有SPF记录来处理。请在末尾加上`~all`。"
        ),
        Text::AllRepeated => message!("`all`又写了一次", "只有第一个算数。请删掉其余的。"),
        Text::TermAfterAll { term } => {
            let term = excerpt(term);
            message!(
                "`{term}`在`all`后面，永远轮不到",
                "它写的服务器没有得到允许。请把它移到`all`前面。"
            )
        }
        Text::RedirectWithAll => message!(
            "有`all`在，`redirect`就用不上",
            "`all`已经对所有服务器作了决定。请只留您要的那一个。"
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
            let count = 1u64 << 32u8.saturating_sub(*prefix);
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
                "没有这样的名字，有的收件方会因此放弃整条记录。请删掉一个点。"
            )
        }
        Text::DomainTooLong { octets } => message!(
            "{octets}个字符，超过了DNS的限度",
            "名字的每一段最多63个，全名最多253个，所以它不可能存在，谁也没有允许。请改正。"
        ),
        Text::LookupsOwnTooMany { lookups } => message!(
            "这条记录要做{lookups}次DNS查询，上限是10次",
            "{PERM}请删掉不再用的项；地址固定的服务器改用`ip4:`。"
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

fn ip4_fault(fault: Ip4Fault) -> &'static str {
    match fault {
        Ip4Fault::Count => "它由四个数组成，中间用点隔开，例如`192.0.2.1`。",
        Ip4Fault::TooLarge => "每个数都不超过255。",
        Ip4Fault::LeadingZero => "每个数都不能以0开头。",
        Ip4Fault::Character => "它只有数字和点，例如`192.0.2.1`。",
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

/// What stands between a name and its value.
fn mark(name: &str) -> char {
    match name {
        "redirect" | "exp" => '=',
        _ => ':',
    }
}

fn joined(name: &str, value: &str) -> String {
    format!("{name}{}{}", mark(name), excerpt(value))
}

fn spaced(terms: &[String]) -> String {
    excerpt(&terms.join(" ")).to_string()
}

fn code_point(code: u32) -> String {
    character(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Whether a text is an address, perhaps with a prefix length.
fn is_network(text: &str) -> bool {
    let address = text.split('/').next().unwrap_or(text);
    address.parse::<std::net::IpAddr>().is_ok()
}
