//! What is said of DNSSEC.

use crate::check::dnssec::published::Fact;
use crate::check::dnssec::signatures::Fact as Signatures;
use crate::dns::answer::ExtendedError;
use crate::text::{Message, excerpt, first_names, message};

/// What is said of a domain's DNSSEC.
pub fn published(fact: &Fact) -> Message {
    match fact {
        Fact::Signed { domain } => message!(
            "`{domain}`有DNSSEC签名",
            "解析器验证过签名，答复在到达解析器之前没有被人改过。"
        ),
        Fact::Broken { domain, reasons } => {
            let why = reasons.iter().map(reason).collect::<Vec<_>>().concat();
            message!(
                "`{domain}`的DNSSEC验证不通过",
                "会验证签名的解析器拒绝为这个域名答复，它们背后的邮件服务器既找不到它，也不会信任它。{why}最常见的原因是注册商那里的DS记录对应的密钥已经不在：请在那里改正或删除。"
            )
        }
        Fact::Unsigned { domain } => message!(
            "`{domain}`的答复没有DNSSEC保护",
            "夹在发件方和DNS服务器之间的人可以改动答复；DANE也要靠DNSSEC。请在DNS服务商那里开启；注册商是另一家的，DS记录要登记到那里。没有它，邮件照样能到。"
        ),
        Fact::NotValidated { domain } => message!(
            "未知：`{domain}`有没有DNSSEC签名？",
            "答复的解析器不验证签名。请在设置里换一个会验证的。"
        ),
        Fact::DsMissing { domain } => message!(
            "`{domain}`有DNSSEC密钥，上级区域却不知道",
            "上级没有DS记录，就没有人验证签名，签了也白签。请把DNS服务商给出的DS记录登记到注册商那里。"
        ),
        Fact::DsWithoutKey { key_tag } => message!(
            "有一条DS记录对应密钥{key_tag}，而这把密钥不在",
            "正在换密钥就没问题。否则请到注册商那里删掉它，别等它成了唯一的一条：那时谁也找不到这个域名。"
        ),
        Fact::DsOfNoKey { key_tags, keys } => {
            let tags = numbers(key_tags);
            let there = match keys.is_empty() {
                true => String::new(),
                false => format!("区域里现有的是{}。", numbers(keys)),
            };
            message!(
                "DS记录对应的密钥{tags}不在区域里",
                "会验证签名的解析器找不到一把上级担保过的密钥。{there}请把DNS服务商现在给出的DS记录登记到注册商那里，并删掉旧的。"
            )
        }
        Fact::KeysMissing { domain } => message!(
            "有DS记录，`{domain}`却没有密钥",
            "上级说这个域名有签名，其实没有。请到注册商那里删掉DS记录，或者在DNS服务商那里开启DNSSEC，再登记它给出的DS记录。"
        ),
        Fact::RemovalAsked { domain } => message!(
            "`{domain}`要求撤掉DS记录（CDS）",
            "注册局照办之后，域名就不再有签名，DANE也随之失效。打算停用DNSSEC就没问题，否则请在DNS服务商那里重新开启。"
        ),
        Fact::CdsOfNoKey { key_tags } => {
            let tags = numbers(key_tags);
            message!(
                "区域想要的DS记录（CDS）对应密钥{tags}，而这把密钥不在",
                "注册局要是照着登记，凡是验证签名的都找不到这个域名。请在DNS服务商那里改正CDS记录。"
            )
        }
        Fact::Iterations { iterations } => message!(
            "不存在的名字多做了{iterations}次哈希（NSEC3）",
            "RFC 9276要求一次也不要多做：它防不住什么，只给解析器添负担，有的会因此把域名当作没有签名。请在DNS服务商那里把迭代次数设为0。"
        ),
        Fact::IterationsMany { iterations } => message!(
            "不存在的名字多做了{iterations}次哈希（NSEC3）",
            "许多解析器会把这样的域名当作没有签名，有的干脆不答复。请在DNS服务商那里把迭代次数设为0。"
        ),
        Fact::DigestSha1 => message!(
            "DS记录只用了SHA-1",
            "SHA-1已经不安全，有的解析器会跳过这样的记录，域名就等于没有签名。请到注册商那里登记SHA-256（摘要类型2）的DS记录。"
        ),
        Fact::DigestSha256Missing => message!(
            "没有SHA-256的DS记录",
            "只有SHA-256是每个解析器都支持的。请到注册商那里加上（摘要类型2）。"
        ),
        Fact::DigestUncommon { digest_type } => message!(
            "DS记录的摘要类型{digest_type}几乎没有解析器支持",
            "它们会跳过这条记录。请到注册商那里登记SHA-256（摘要类型2）的。"
        ),
        Fact::DigestLength { wanted, octets } => message!(
            "DS记录的摘要有{octets}字节，应当是{wanted}字节",
            "它对不上任何密钥。请从DNS服务商那里重新复制DS记录，登记到注册商。"
        ),
        Fact::AlgorithmDeprecated { algorithm } => {
            let name = algorithm_name(*algorithm);
            message!(
                "区域用{name}（算法{algorithm}）签名，这种算法已经不该再用",
                "有的解析器会跳过这样的签名，域名就等于没有签名。请改用ECDSA P-256（算法13）。"
            )
        }
        Fact::AlgorithmUncommon { algorithm: 10 } => message!(
            "区域用RSA/SHA-512（算法10）签名，不推荐",
            "解析器都支持它，只是签名长、答复大，并没有好处。下次换密钥时请改用ECDSA P-256（算法13）。"
        ),
        Fact::AlgorithmUncommon { algorithm } => {
            let name = algorithm_name(*algorithm);
            message!(
                "区域用{name}（算法{algorithm}）签名，不推荐",
                "不是每个解析器都支持；在不支持的看来，域名等于没有签名。ECDSA P-256（算法13）都支持。"
            )
        }
        Fact::KeyNotForZone { key_tag } => message!(
            "密钥{key_tag}没有标明用于区域签名",
            "解析器不认它的签名。请重新生成密钥。"
        ),
        Fact::EntryPointMissing => message!(
            "没有一把密钥标明是DS记录对应的那一把",
            "解析器不在意。有些自动更新DS记录的程序会因此找不到密钥。"
        ),
        Fact::ChainNotFollowed { domain } => message!(
            "有DS记录，但`{domain}`的答复没有DNSSEC保护",
            "解析器不支持密钥的算法，或者别名指向了没有签名的区域。请用ECDSA P-256（算法13）签名，并给别名指向的区域也签名。"
        ),
        Fact::HostsUnsigned { hosts } => {
            let hosts: Vec<_> = hosts.iter().collect();
            let (shown, more) = first_names(&hosts, "、");
            let more = match more {
                0 => String::new(),
                _ => format!("等{}台", hosts.len()),
            };
            message!(
                "域名有签名，邮件服务器却没有：{shown}{more}",
                "谁在中途改了它们的地址，就能把邮件引到别处，DANE也用不了。运营邮件服务器的一方可以给自己的区域签名。"
            )
        }
    }
}

/// What is said of signatures.
pub fn signatures(fact: &Signatures) -> Message {
    match fact {
        Signatures::Ended { covers, hours } => {
            let duration = duration(*hours);
            message!(
                "{covers}记录的签名在{duration}前就过期了",
                "会验证签名的解析器拒绝为这个域名答复。请在DNS服务商那里重新签名，并查清为什么没有及时续签。"
            )
        }
        Signatures::NotBegun { covers, hours } => {
            let duration = duration(*hours);
            message!(
                "{covers}记录的签名还要{duration}才生效",
                "在那之前，会验证签名的解析器拒绝为这个域名答复。请校准签名机器的时钟，再重新签名。"
            )
        }
        Signatures::EndsSoon { covers, hours } => {
            let duration = duration(*hours);
            message!(
                "{covers}记录的签名{duration}后就要过期",
                "它的有效期有好几周，却没有人续签。一过期，会验证签名的解析器就拒绝为这个域名答复。请马上重新签名。"
            )
        }
        Signatures::KeysUnsigned { key_tags } => {
            let tags = numbers(key_tags);
            message!(
                "DS记录对应的密钥{tags}没有给区域的密钥签名",
                "解析器认不出这些密钥是您的，拒绝为这个域名答复。请用那把密钥签名，或者把正在签名的密钥的DS记录登记到注册商那里。"
            )
        }
        Signatures::AlgorithmWithoutSignature { algorithms } => {
            let names: Vec<_> = algorithms.iter().map(|&it| algorithm_name(it)).collect();
            let names = names.join("、");
            message!(
                "DS记录写明了{names}，密钥却没有用它签名",
                "多数解析器有别的签名就够了，严格的会拒绝答复。请到注册商那里删掉那条DS记录，或者也用它的密钥签名。"
            )
        }
    }
}

fn numbers(numbers: &[u16]) -> String {
    let numbers: Vec<_> = numbers.iter().map(u16::to_string).collect();
    numbers.join("、")
}

fn duration(hours: u32) -> String {
    match hours {
        0 => "不到1小时".into(),
        1..48 => format!("{hours}小时"),
        _ => format!("{}天", hours / 24),
    }
}

/// What a resolver says is wrong (RFC 8914 §4), as a sentence.
fn reason(error: &ExtendedError) -> String {
    let known = match error.code {
        1 => "解析器不支持密钥的算法。",
        2 => "解析器不支持DS记录的摘要类型。",
        6 => "有签名是错的。",
        7 => "有签名过期了。",
        8 => "有签名还没生效。",
        9 => "没有密钥对得上DS记录。",
        10 => "缺少签名。",
        11 => "没有密钥标明用于区域签名。",
        12 => "缺少“没有此记录”的证明。",
        _ => "",
    };
    let said = match error.text.is_empty() {
        true => String::new(),
        false => format!("解析器说：`{}`。", excerpt(&error.text)),
    };
    [known, &said].concat()
}

/// What an algorithm is called (RFC 8624 §3.1).
fn algorithm_name(algorithm: u8) -> &'static str {
    match algorithm {
        1 => "RSA/MD5",
        3 | 6 => "DSA",
        5 | 7 => "RSA/SHA-1",
        8 => "RSA/SHA-256",
        10 => "RSA/SHA-512",
        12 | 23 => "GOST",
        13 => "ECDSA P-256",
        14 => "ECDSA P-384",
        15 => "Ed25519",
        16 => "Ed448",
        17 => "SM2",
        _ => "未知方法",
    }
}
