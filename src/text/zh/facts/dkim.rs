//! What is said of DKIM.

use super::tag_list::List;
use crate::check::dkim::places::Fact as Places;
use crate::check::dkim::published::Fact as Published;
use crate::check::dkim::text::Fact as Text;
use crate::record::dkim::{KeyType, Problem};
use crate::text::{Message, character, code_names, excerpt, message};

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
        Published::AliasDead {
            selector,
            target,
            provider: Some(provider),
        } => message!(
            "`{selector}`指向{provider}，那里却没有公钥",
            "写着这个选择器的签名等于没签。请在{provider}的后台为这个域名开启DKIM，公钥才会出现在`{target}`；如果已经不用{provider}，请删掉这条CNAME。"
        ),
        Published::AliasDead {
            selector,
            target,
            provider: None,
        } => message!(
            "`{selector}`是`{target}`的别名，那里却没有公钥",
            "写着这个选择器的签名等于没签。请在持有`{target}`的服务商那里开启DKIM；如果它不再为您发信，请删掉这条CNAME。"
        ),
        Published::AliasWaiting {
            selector, provider, ..
        } => message!(
            "`{selector}`留给{provider}的下一把密钥",
            "{provider}正用它另一个选择器下的密钥签名，更换密钥时才会用到这里。这条CNAME不要动。"
        ),
        Published::AtProvider { selector, provider } => message!(
            "`{selector}`的公钥由{provider}保管",
            "CNAME指到那里，{provider}更换密钥不必您动手。"
        ),
        Published::OfPairMissing {
            provider,
            present,
            missing,
        } => message!(
            "{provider}除了`{present}`还要`{missing}`",
            "它更换密钥时会改用另一个选择器，到时签名就会失效。请按{provider}给出的内容发布`{missing}`的记录。"
        ),
        Published::ProviderKeysMissing {
            provider,
            selectors,
        } => {
            let selectors = code_names(selectors, "、");
            message!(
                "没有{provider}的DKIM公钥",
                "{provider}用选择器{selectors}签名，那里却什么都没有。如果由它发信，邮件要么没有签名，要么签的是别的域名，DMARC都不认。请在{provider}的后台开启DKIM，并发布它给出的记录。"
            )
        }
        Published::Wildcard { domain } => message!(
            "`{domain}`的任何DKIM选择器都有答复",
            "泛解析替没有人用的选择器也作了答，公钥因此猜不出来：请填上选择器再查。泛解析如果没有用处，请删掉。"
        ),
        Published::WildcardRevoked { domain } => message!(
            "`{domain}`的DKIM选择器，凡没有自己记录的，都声明已收回",
            "泛解析里空的`p`表示以这个域名签的名一概无效：不发信的域名就该这样。如果它发信，请填上选择器再查。"
        ),
        Published::NotSeen { tried } => message!(
            "试了{tried}个常见的选择器，没有看到DKIM公钥",
            "{NOT_LISTED}"
        ),
        Published::SeenElsewhere { tried } => message!(
            "看来有DKIM公钥，但不在试过的{tried}个常见选择器下",
            "DNS说`_domainkey`下面有名字。{NOT_LISTED}"
        ),
        Published::SeenNowhere { tried } => message!(
            "试了{tried}个常见的选择器，没有看到DKIM公钥，很可能根本没有",
            "DNS说`_domainkey`下面没有任何名字，不过少数服务器会答错。{NOT_LISTED}如果邮件没有签名，请让邮件服务商为它签名。"
        ),
        Published::NotNeeded => message!(
            "没有看到DKIM公钥，也不需要",
            "SPF声明这个域名不发邮件，没有什么要签名的。"
        ),
        Published::GuessesUnanswered { failed, tried } => message!(
            "试过的{tried}个选择器里，有{failed}个没有答复",
            "那里有没有公钥不得而知。请再查一次，或者换一个解析器。"
        ),
    }
}

/// What is said of keys where nobody looks.
pub fn places(fact: &Places) -> Message {
    match fact {
        Places::AtApex { domain } => message!(
            "`{domain}`本身放着一把DKIM公钥，没有人会去那里看",
            "收件方查的是选择器下面的名字：`selector._domainkey.{domain}`。请把记录移到邮件服务商给出的名字。"
        ),
        Places::WithoutSelector { domain } => message!(
            "DKIM公钥直接放在了`_domainkey.{domain}`，少了选择器",
            "收件方查的是选择器下面的名字：`selector._domainkey.{domain}`。请把记录移到邮件服务商给出的名字。"
        ),
        Places::NameDoubled { name, domain } => message!(
            "`{name}`下面放着DKIM公钥，域名重复了",
            "多数DNS控制台会自动补上域名。主机记录请填`selector._domainkey`，不要填`selector._domainkey.{domain}`，并删掉那里的记录。"
        ),
        Places::Practices { domain } => message!(
            "`_adsp._domainkey.{domain}`放着签名惯例（ADSP）",
            "已经没有收件方去查它，DMARC取代了它。请删掉这条记录。"
        ),
    }
}

/// Why nothing is claimed of what was not found, and what to do.
const NOT_LISTED: &str = "DNS不会列出选择器，所以这并不能证明没有。请打开这个域名发出的一封邮件的源文件，在`DKIM-Signature`里找到`s=`，把那个选择器填进来。";

const LIST: List = List {
    kind: "DKIM",
    version: "DKIM1",
    readers: "收件方",
    broken: "收件方会丢弃整条记录，用这把密钥签的名都不算数。",
    repeated: "这样收件方会丢弃整条记录，用这把密钥签的名都不算数。",
};

/// What a key that cannot be read leads to.
const UNREAD: &str = "收件方读不出公钥，用这把密钥签的名都不算数。";

/// What is said of a departure from the grammar, or of a key that cannot be
/// read.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionNotFirst => LIST.version_not_first(),
        Problem::VersionCase => LIST.version_case(),
        Problem::VersionUnknown { found } => LIST.version_unknown(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::NotKeyRecord => message!(
            "这段文本不是DKIM公钥",
            "写着这个选择器的签名都不算数。请发布邮件服务商给出的记录，里面有`p=`和一长串公钥。"
        ),
        Problem::HostName => message!(
            "该放公钥的地方放了一个主机名",
            "公钥由邮件服务商放在它自己的名字下。请把这个名字发布成CNAME记录，而不是TXT记录。"
        ),
        Problem::SecondRecord => LIST.second_record(),
        Problem::Quoted { mark } => LIST.quoted(*mark),
        Problem::OddCharacter { character } => LIST.odd_character(*character),
        Problem::SeparatorMissing => LIST.separator_missing(),
        Problem::SeparatorLookalike { found } => LIST.separator_lookalike(*found),
        Problem::SeparatorEscaped => LIST.separator_escaped(),
        Problem::EqualsLookalike { found } => LIST.equals_lookalike(*found),
        Problem::EmptyPiece => LIST.empty_piece(),
        Problem::EqualsMissing { text } => LIST.equals_missing(text, None),
        Problem::NameMalformed { character } => LIST.name_malformed(*character),
        Problem::NameCase { name } => LIST.name_case(name),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagOfSignature { name } => message!(
            "`{name}`是签名里的标签，不属于公钥记录",
            "收件方会跳过它，可以删掉。"
        ),
        Problem::TagHistoric { name } => message!(
            "`{name}`已经停用",
            "它来自DomainKeys和早期的DKIM，收件方会跳过，可以删掉。"
        ),
        Problem::KeyMissing => message!(
            "没有公钥：缺少`p=`",
            "收件方会丢弃这条记录，签名都不算数。请加上`p=`和公钥；只写`p=`表示公钥已经收回。"
        ),
        Problem::KeyWithoutTag => message!("公钥前面少了`p=`", "{UNREAD}请在它前面加上`p=`。"),
        Problem::KeyQuoted { mark } => {
            let mark = character(*mark);
            message!(
                "公钥里混进了引号`{mark}`",
                "{UNREAD}区域文件会把长公钥分成几段加引号的字符串；在DNS控制台里请整段粘贴，不要带引号。"
            )
        }
        Problem::KeyNotBase64 { character: c } => {
            let c = character(*c);
            message!(
                "公钥里这个位置不能有`{c}`",
                "{UNREAD}公钥只有字母、数字、`+`和`/`，`=`只能在末尾。请从源头重新复制。"
            )
        }
        Problem::KeyUrlSafe => message!(
            "公钥里把`+`和`/`写成了`-`和`_`",
            "{UNREAD}请把`-`换成`+`，把`_`换成`/`。"
        ),
        Problem::KeyUnpadded => message!(
            "公钥末尾的`=`丢了",
            "有的收件方因此读不出公钥。请连同末尾重新复制。"
        ),
        Problem::KeyFramed { label } => {
            let label = excerpt(label);
            message!(
                "`-----BEGIN {label}-----`不该写进记录",
                "{UNREAD}请只写文件首行与末行之间的内容，并连成一段。"
            )
        }
        Problem::KeyPrivate => message!(
            "这里公开了私钥",
            "谁都能用它以这个域名签名。请马上删掉这条记录，重新生成一对密钥，把公钥发布在另一个选择器下。"
        ),
        Problem::KeyCutShort {
            promised: Some(promised),
            came: Some(came),
        } => message!(
            "公钥被截断了：应有{promised}字节，只有{came}字节",
            "{UNREAD}请发布完整的公钥；控制台若只收255个字符，就分成几段字符串。"
        ),
        Problem::KeyCutShort {
            promised: _,
            came: _,
        } => message!(
            "公钥被截断了",
            "{UNREAD}省略号代表没有写出的部分，请到给出全文的地方复制完整的公钥。"
        ),
        Problem::KeyLowerCased => message!(
            "公钥被改成了全小写",
            "公钥区分大小写，这样就毁了。请从源头重新复制。"
        ),
        Problem::KeyTrailing { octets } => message!(
            "公钥后面多出{octets}字节",
            "许多收件方因此读不出公钥。请从源头重新复制。"
        ),
        Problem::KeyMalformed => message!("`p`里的内容不是RSA公钥", "{UNREAD}请从源头重新复制。"),
        Problem::KeyOtherAlgorithm => message!(
            "公钥既不是RSA也不是Ed25519",
            "DKIM只认这两种，用这把密钥签的名都不算数。请生成2048位的RSA密钥。"
        ),
        Problem::KeyWrapped => message!(
            "Ed25519公钥带着DKIM不要的外壳",
            "{UNREAD}请只留最后44个字符，那才是公钥本身。"
        ),
        Problem::KeyLength { octets } => message!(
            "Ed25519公钥是32字节，这里是{octets}字节",
            "{UNREAD}请从源头重新复制：它有44个字符，最后一个是`=`。"
        ),
        Problem::KeyOtherType { found } => {
            let found = key_type(found);
            message!(
                "公钥的类型是`{found}`，`k`却没有这样写",
                "{UNREAD}请写`k={found}`。"
            )
        }
        Problem::KeyTypeUnknown {
            found,
            meant: Some(meant),
        } => {
            let found = excerpt(found);
            message!(
                "DKIM没有`{found}`这种密钥",
                "收件方不会使用它。是不是想写`k={meant}`？"
            )
        }
        Problem::KeyTypeUnknown { found, meant: None } => {
            let found = excerpt(found);
            message!(
                "DKIM没有（或还没有）`{found}`这种密钥",
                "如今的收件方不会使用它。请另用一个选择器，同时以RSA密钥签名。"
            )
        }
        Problem::HashHeaderFields { found } => {
            let found = excerpt(found);
            message!(
                "这里的`h`写的是哈希算法，不是邮件头字段",
                "有的教程把它和签名里的`h`弄混了。写成`h={found}`，就没有一种收件方认识的算法可用，签名都不算数。请删掉它。"
            )
        }
        Problem::HashUnknown { found, meant: _ } => {
            let found = excerpt(found);
            message!(
                "DKIM没有`{found}`这种哈希算法",
                "收件方会跳过它。请写`h=sha256`，或者删掉`h`。"
            )
        }
        Problem::ServiceUnknown { found, meant } => {
            let found = excerpt(found);
            let choice = match meant {
                Some(meant) => format!("是不是想写`{meant}`？"),
                None => "请删掉`s`：选择器写在记录的名字里。".into(),
            };
            message!(
                "`s`写的是服务，不是选择器；没有`{found}`这种服务",
                "如果没有写别的服务，收件方就不会把这把公钥用于邮件。{choice}"
            )
        }
        Problem::FlagUnknown { found } => {
            let found = excerpt(found);
            message!("`t`没有`{found}`这个标志", "收件方会跳过它，可以删掉。")
        }
        Problem::ListComma => message!(
            "该写`:`的地方写成了`,`",
            "收件方会把整串当成一个不认识的词。请用`:`隔开。"
        ),
    }
}

fn key_type(kind: &KeyType) -> String {
    match kind {
        KeyType::Rsa => "rsa".into(),
        KeyType::Ed25519 => "ed25519".into(),
        KeyType::Unknown(name) => excerpt(name).to_string(),
    }
}

/// What is said of the key that a record publishes.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Revoked => message!(
            "公钥已经收回",
            "`p`是空的，写着这个选择器的签名都会失败。停用的密钥、不发信的域名就该这样；否则请发布公钥。"
        ),
        Text::RsaTooShort { bits } => message!(
            "RSA密钥只有{bits}位，太短",
            "收件方至少要1024位，用它签的名都不算数。请生成2048位的密钥，发布在新的选择器下，改用它签名。"
        ),
        Text::RsaShort { bits } => message!(
            "RSA密钥{bits}位，可以更长",
            "收件方会用它验证；RFC 8301建议2048位。下次更换时请用2048位，并发布在新的选择器下。"
        ),
        Text::RsaSound { bits } => message!("RSA密钥{bits}位", "足够长，收件方也都能验证。"),
        Text::RsaLong { bits } => message!(
            "RSA密钥{bits}位，有的收件方用不了",
            "收件方不必支持4096位以上，而且这么长的记录答复也大。2048位就够了。"
        ),
        Text::RsaExponent => message!(
            "RSA公钥的指数不安全",
            "这样的密钥，签名可能被伪造，或者永远验证不了。请重新生成一对密钥，发布在新的选择器下。"
        ),
        Text::RsaBare => message!(
            "公钥缺少多数程序都会写的外壳",
            "它只是RSAPublicKey，而有的收件方只认SubjectPublicKeyInfo，也就是`openssl rsa -pubout`输出的格式。请改用那种格式发布。"
        ),
        Text::Ed25519 => message!(
            "Ed25519公钥",
            "又短又强，但许多收件方还不能用它验证。每封邮件还要有一个RSA签名，用另一个选择器。"
        ),
        Text::Sha1Only => message!(
            "只允许SHA-1",
            "收件方不再验证这样的签名。请删掉`h`，改用`rsa-sha256`签名。"
        ),
        Text::HashMissing => message!(
            "`h`里没有收件方认识的哈希算法",
            "收件方不会用这把公钥验证任何签名。请写`h=sha256`，或者删掉`h`。"
        ),
        Text::Sha1Allowed => message!(
            "仍然允许SHA-1",
            "收件方不应再验证这样的签名。请写`h=sha256`，或者删掉`h`。"
        ),
        Text::Testing => message!(
            "`t=y`说明DKIM还在测试",
            "收件方可能把签了名的邮件当作没签。签名正常后请删掉`t=y`。"
        ),
        Text::Strict => message!(
            "`t=s`：这把密钥只为域名本身签名",
            "签名里的`i=`若写了子域名就会失败。只要您不那样签，就没有问题。"
        ),
        Text::NotForMail => message!(
            "这把公钥不用于邮件",
            "`s`只写了别的服务，邮件上的签名不算数。要给邮件签名就删掉`s`。"
        ),
        Text::VersionAbsent => message!(
            "省略了`v=DKIM1`",
            "可以省略，但建议写上。请以`v=DKIM1;`开头。"
        ),
    }
}
