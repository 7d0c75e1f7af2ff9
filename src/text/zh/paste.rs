//! What is said of pasted text.

use crate::record::paste::Repair;
use crate::text::{Prose, character, excerpt};

/// What was taken out, or put right.
pub fn repair(repair: &Repair) -> Prose {
    Prose::from(match repair {
        Repair::Invisible(c) => format!("去掉了看不见的字符`{}`。", character(*c)),
        Repair::Space(c) => format!("把特殊空格`{}`换成了普通空格。", character(*c)),
        Repair::Quote(c) => format!("把引号`{c}`换成了半角引号。"),
        Repair::Dash(c) => format!("把破折号`{c}`换成了连字符`-`。"),
        Repair::FullWidth(c) => format!("把全角的`{c}`换成了半角。"),
        Repair::Entity(entity) => {
            format!("`{}`来自网页源码，已换成它所代表的字符。", excerpt(entity))
        }
        Repair::Quotes => "去掉了不属于记录的引号。".into(),
        Repair::Strings(count) => {
            format!("{count}段字符串已经连在一起，中间不加空格，收件方也是这样读的。")
        }
        Repair::LongString(octets) => format!(
            "有一段字符串长{octets}字节，已整段读入。DNS服务器一段最多收255字节，超过就不收这一行：请拆成几段；多数DNS控制台会自己拆。"
        ),
        Repair::Escapes => "区域文件里的转义（例如`\\;`）已换成它所代表的字符。".into(),
        Repair::FinalDot(host) => format!(
            "给`{}`补上了结尾的点：没有它，区域文件会在后面接上区域自己的名字。",
            excerpt(host)
        ),
        Repair::Lines => "几行已经连成一行。".into(),
    })
}

/// What to do with a command that asks for records of this type.
pub fn command(rtype: &str) -> Prose {
    let name = match rtype {
        "SPF" => "example.com",
        "DKIM" => "selector._domainkey.example.com",
        "DMARC" => "_dmarc.example.com",
        "BIMI" => "default._bimi.example.com",
        "MTA-STS" | "MTASTS" => "_mta-sts.example.com",
        "TLS-RPT" | "TLSRPT" => "_smtp._tls.example.com",
        _ => return "这是一条命令，不是记录。请把它运行后打印的内容贴进来，或者输入域名，由这里来查。".into(),
    };
    let place = match rtype {
        "SPF" => "域名本身".into(),
        _ => format!("`{name}`"),
    };
    Prose::from(format!(
        "没有`{rtype}`这种记录类型：它是放在{place}的TXT记录。请用`dig +short TXT {name}`查询，把打印的内容贴进来；或者输入域名，由这里来查。"
    ))
}
