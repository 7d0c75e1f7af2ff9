//! What is said of departures from SPF's grammar.

use super::super::tag_list;
use super::{DEAD, PERM};
use crate::record::spf::{Ip4Fault, Problem};
use crate::text::{Message, character, excerpt, message};

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
            "{NONE}区域文件要给记录加引号，而DNS控制台大多会自己加：请删掉这个引号。"
        ),
        Problem::VersionAfterText { text } => {
            let text = excerpt(text);
            message!(
                "`v=spf1`前面多了`{text}`",
                "{NONE}请删掉它：前面不能有任何东西。"
            )
        }
        Problem::RecordInRecord { version } if version.eq_ignore_ascii_case("v=spf1") => message!(
            "记录里又写了一个`v=spf1`",
            "收件方会跳过它，把后面的内容当成前一条记录的一部分，而排在`all`后面的都不算数。请合并成一条：开头只留一个`v=spf1`，末尾只留一个`all`。"
        ),
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
                "{PERM}请删掉它：区域文件要加引号，而DNS控制台大多会自己加。"
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
                "这里要填您自己的内容：`include:`后面是服务商的域名，`ip4:`后面是服务器的地址。{DEAD}"
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
                "收件方会把它们当成一个域名去查，而这个域名并不存在。{DEAD}请写`{terms}`。"
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
            "`{qualifier}`后面没有紧跟着内容",
            "{PERM}请让它紧挨着后面的内容，例如`{qualifier}all`。"
        ),
        Problem::ValueMissing { name } => {
            let (mark, wanted) = (mark(name), wanted(name));
            message!("`{name}{mark}`后面没有内容", "{PERM}{wanted}")
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
        Problem::DomainEndInvalid { label } if label.is_empty() => {
            message!("域名末尾不能有两个点", "{PERM}请删掉一个或两个点。")
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
                "收件方会照原样去查，而没有主机叫这样的名字。{DEAD}请改正域名。"
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
                "{PERM}如果它是一台服务器，请写`a:{domain}`；如果服务商在那里有SPF记录，请写`include:{domain}`；也可以写服务器的地址。"
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
                "{PERM}请写位数，是`/24`，不是`/255.255.255.0`；`a`和`mx`后面还可以跟IPv6的长度，例如`/24//64`。"
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

/// What to do about a name without a value.
fn wanted(name: &str) -> &'static str {
    match name {
        "all" => "`all`不带值：请删掉冒号。",
        "a" | "mx" | "ptr" => "请在后面写上域名；如果指本域名，就删掉冒号。",
        "ip4" | "ip6" => "请在后面写上地址，或者删掉这一项。",
        _ => "请在后面写上域名，或者删掉这一项。",
    }
}

fn ip4_fault(fault: Ip4Fault) -> &'static str {
    match fault {
        Ip4Fault::Count => "地址由四个数组成，中间用点隔开，例如`192.0.2.1`。",
        Ip4Fault::TooLarge => "每个数都不得超过255。",
        Ip4Fault::LeadingZero => "每个数都不能以0开头。",
        Ip4Fault::Character => "地址里只能有数字和点，例如`192.0.2.1`。",
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
