//! What is said of TLSA records.

use crate::check::tlsa::published::Fact as Published;
use crate::check::tlsa::text::Fact as Text;
use crate::dns::Name;
use crate::record::tlsa::{Field, Problem};
use crate::text::{Message, character, excerpt, first_names, message};

const LINE: &str = "DNS服务器不收这样的记录。";
const UNUSED: &str = "发件方会跳过这条记录。";

/// What is said of TLSA records as DNS has them.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}`的邮件服务器没有TLSA记录",
            "有了它和DNSSEC，发件方就能核对连上的是不是真的服务器。它由运营邮件服务器的一方发布。没有它，邮件照样能到。"
        ),
        Published::SomeWithout { hosts } => {
            let hosts = names(hosts);
            message!(
                "有的邮件服务器有TLSA记录，有的没有：{hosts}",
                "想偷看邮件的人，把发件方引到没有记录的那一台就行。请给每一台都发布记录。"
            )
        }
        Published::Unsigned { host } => message!(
            "`{host}`的TLSA记录没有DNSSEC作保",
            "发件方会跳过这样的记录，等于没有。请给区域加上DNSSEC签名，并在上级区域登记DS记录。"
        ),
        Published::MxUnsigned { domain } => message!(
            "邮件服务器有TLSA记录，但`{domain}`的MX记录没有DNSSEC作保",
            "谁在中途改了MX记录，就能把发件方引到别处，TLSA记录拦不住。给`{domain}`加上DNSSEC签名，邮件服务器的这层保护才用得上。"
        ),
        Published::AddressUnsigned { host } => message!(
            "`{host}`的TLSA记录有DNSSEC作保，地址却没有",
            "这样发件方根本不会去查TLSA记录。多半因为它是别名，指向了没有签名的区域：请给那个区域也签名，或者把别名换成地址记录。"
        ),
        Published::HostIsAlias { host, target } => message!(
            "邮件服务器`{host}`是`{target}`的别名，又有TLSA记录",
            "发件方先看`{target}`下面的，之后不一定再看`{host}`下面的。请在MX记录里直接写`{target}`，并把TLSA记录发布在那里。"
        ),
        Published::LookupBroken { host } => message!(
            "`{host}`的TLSA答复通不过DNSSEC验证",
            "支持DANE的发件方会当成攻击，一直扣住邮件。请重新签名，或者找DNS服务商处理；老旧的DNS服务器常常答不好TLSA查询。"
        ),
        Published::LookupFailed { host } => message!(
            "未知：`{host}`的TLSA查询没有答复",
            "它的区域有签名，支持DANE的发件方要是也得不到答复，就会一直扣住邮件。请再查一次，或者换一个解析器；总是这样，就找`{host}`的DNS服务商：老旧的DNS服务器常常答不好TLSA查询。"
        ),
        Published::SecurityUnknown { host } => message!(
            "未知：`{host}`的TLSA记录有没有DNSSEC作保？",
            "答复的解析器不作验证。请在设置里换一个会验证的。"
        ),
        Published::InForce { hosts: 1 } => message!(
            "邮件服务器有DANE保护",
            "MX记录、地址和TLSA记录都有DNSSEC作保，发件方可以核对服务器。证书是否相符，从DNS里看不到。"
        ),
        Published::InForce { hosts } => message!(
            "{hosts}台邮件服务器都有DANE保护",
            "MX记录、地址和TLSA记录都有DNSSEC作保，发件方可以核对每一台。证书是否相符，从DNS里看不到。"
        ),
    }
}

/// What is said of a line that is no TLSA record.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::FieldMissing { field } => {
            let field = name(*field);
            message!(
                "缺少{field}",
                "{LINE}TLSA记录由三个数和一串十六进制数字组成：`3 1 1 …`。"
            )
        }
        Problem::FieldInvalid { field, found } => {
            let (field, found) = (name(*field), excerpt(found));
            message!(
                "{field}不能写`{found}`",
                "{LINE}请写`3 1 1`和公钥的SHA-256摘要。"
            )
        }
        Problem::UsageUnknown { usage } => message!(
            "没有{usage}这种证书用途",
            "{UNUSED}请写3，指服务器自己的证书。"
        ),
        Problem::SelectorUnknown { selector } => {
            message!("没有{selector}这种选择域", "{UNUSED}请写1，指公钥。")
        }
        Problem::MatchingTypeUnknown { matching_type } => message!(
            "没有{matching_type}这种匹配方式",
            "{UNUSED}请写1，指SHA-256。"
        ),
        Problem::NotHexadecimal { character: c } => {
            let c = character(*c);
            message!(
                "`{c}`不是十六进制数字",
                "{LINE}摘要只能用数字和`a`到`f`，不要冒号。"
            )
        }
        Problem::OddDigits { digits } => message!(
            "{digits}个数字凑不成整字节",
            "{LINE}丢了一个数字：请重新复制摘要。"
        ),
        Problem::DigestLength { wanted, octets } => message!(
            "摘要有{octets}字节，应当是{wanted}字节",
            "{UNUSED}请重新复制，或者改正匹配方式：1是SHA-256（32字节），2是SHA-512（64字节）。"
        ),
    }
}

/// What is said of the records of one host.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Recommended => message!("标准推荐的组合", "支持DANE的发件方可以据此核对服务器。"),
        Text::UsagePkix { usage } => message!(
            "证书用途{usage}不用于邮件",
            "发件方会跳过这条记录。服务器自己的密钥写3，签发者写2。"
        ),
        Text::Unusual {
            usage,
            selector,
            matching_type,
        } => message!(
            "`{usage} {selector} {matching_type}`可用，但不推荐",
            "每换一次证书都要改，哪怕密钥没变。`3 1 1`只要密钥不变就不用改。"
        ),
        Text::FullData { octets } => message!(
            "写了全部{octets}字节，其实摘要就够",
            "答复会很大，有的发件方可能读不到。请写SHA-256摘要：`3 1 1`。"
        ),
        Text::Sha512Only => message!(
            "只用了SHA-512",
            "发件方不一定支持它。请再写一条SHA-256的：`3 1 1`。"
        ),
        Text::Repeated => message!("同一条记录写了两次", "第二条不起作用，请删掉。"),
        Text::Single => message!(
            "只有一条记录",
            "平时够用；要换密钥时，请早早先发布新密钥的记录，否则邮件会被扣住。"
        ),
        Text::NoneUsable => message!(
            "没有一条能用于邮件",
            "发件方会坚持用TLS，但不核对证书，中间人照样能读到邮件。请发布`3 1 1`和服务器公钥的摘要。"
        ),
    }
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Usage => "证书用途",
        Field::Selector => "选择域",
        Field::MatchingType => "匹配方式",
        Field::Data => "摘要",
    }
}

/// The first of some names, and how many there are.
fn names(names: &[Name]) -> String {
    let names: Vec<_> = names.iter().collect();
    match first_names(&names, "、") {
        (shown, 0) => shown,
        (shown, _) => format!("{shown}等{}台", names.len()),
    }
}
