//! Why a question got no answer.

use crate::dns::answer::{Failure, NotDns, Rcode};
use crate::dns::url::UrlError;
use crate::text::{Prose, visible};

/// Why a question got no answer, as the end of"没有答复：…".
pub fn failure(failure: &Failure) -> Prose {
    Prose::from(match failure {
        Failure::TimedOut(limit) => format!("{}秒内没有任何回音", limit.div_ceil(1000)),
        Failure::Unreachable => {
            "连不上它，或者它不允许网页查询（CORS）；浏览器不会告诉我们是哪一种".into()
        }
        Failure::NoNetwork => "没有网络".into(),
        Failure::Http(429) => "解析器要求暂时少问一些（HTTP 429）".into(),
        Failure::Http(status) => format!("它的网页服务器拒绝了（HTTP {status}）"),
        Failure::TooLarge => "答复比DNS答复的上限（64 KiB）还大".into(),
        Failure::NotDns(NotDns::Short) => "答复到一半就断了".into(),
        Failure::NotDns(NotDns::Malformed) => "收到的不是DNS答复".into(),
        Failure::NotDns(NotDns::Json) => "收到的不是约定的JSON".into(),
        Failure::WrongQuestion => "它答复的不是所问的内容".into(),
        Failure::NotAResponse => "收到的是查询，而不是答复".into(),
        Failure::Truncated => "答复在途中被截断了（TC）".into(),
        Failure::AliasLoop => "别名（CNAME）绕成了圈，或者层数太多".into(),
        Failure::Referral => "它没有答复，只是指向了别的DNS服务器，可见它并不是解析器".into(),
        Failure::Rcode(Rcode::SERVFAIL) => "域名的权威服务器没有给出可用的答复（SERVFAIL）".into(),
        Failure::Rcode(Rcode::REFUSED) => "它拒绝答复（REFUSED）".into(),
        Failure::Rcode(rcode) => format!("它回了错误码{}", rcode.mnemonic()),
        Failure::DnssecBroken => "域名的DNSSEC签名对不上，解析器因此拒绝答复".into(),
        Failure::NoResolver => "没有可问的解析器了".into(),
        Failure::NotSeen => "当时没有问过，现在也不去问".into(),
    })
}

/// Why a text is no URL of a resolver.
pub fn url_error(error: &UrlError) -> Prose {
    Prose::from(match error {
        UrlError::NotHttps => "解析器的网址以`https://`开头。".into(),
        UrlError::PlainHttp(host) => format!(
            "不加密的`http://`只能用于本机，而`{}`不是本机。",
            visible(host)
        ),
        UrlError::NoHost => "`https://`后面没有主机名。".into(),
        UrlError::Credentials => "里面不能带用户名或密码。".into(),
        UrlError::Character(c) => {
            format!("网址里不能有`{}`。", visible(&c.to_string()))
        }
    })
}
