//! What is said of DNSSEC.

use crate::check::dnssec::published::Fact;
use crate::dns::answer::ExtendedError;
use crate::text::{Message, excerpt, first_names, message};

/// What is said of a domain's DNSSEC.
pub fn published(fact: &Fact) -> Message {
    match fact {
        Fact::Signed { domain } => message!(
            "`{domain}`有DNSSEC签名",
            "解析器核对过签名，答复在到达解析器之前没有被人改过。"
        ),
        Fact::Broken { domain, reasons } => {
            let why = reasons.iter().map(reason).collect::<Vec<_>>().concat();
            message!(
                "`{domain}`的DNSSEC是坏的",
                "会核对签名的解析器拒绝为这个域名答复，它们背后的邮件服务器既找不到它，也不会信任它。{why}最常见的原因是注册商那里的DS记录对应的密钥已经不在：请在那里改正或删除。"
            )
        }
        Fact::Unsigned { domain } => message!(
            "`{domain}`的答复没有DNSSEC保护",
            "谁站在发件方和DNS服务器之间，谁就能改动答复；DANE也要靠DNSSEC。请在DNS服务商那里开启；注册商是另一家的，DS记录要登记到那里。没有它，邮件照样能到。"
        ),
        Fact::NotValidated { domain } => message!(
            "未知：`{domain}`有没有DNSSEC签名？",
            "答复的解析器不核对签名。请在设置里换一个会核对的。"
        ),
        Fact::DsMissing { domain } => message!(
            "`{domain}`有DNSSEC密钥，上级区域却不知道",
            "上级没有DS记录，就没有人核对签名，签了也白签。请把DNS服务商给出的DS记录登记到注册商那里。"
        ),
        Fact::DsWithoutKey { key_tag } => message!(
            "有一条DS记录对应密钥{key_tag}，而这把密钥不在",
            "正在换密钥就没问题。否则请到注册商那里删掉它，别等它成了唯一的一条：那时谁也找不到这个域名。"
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
