//! Words of the tables about DMARC.

use crate::text::DmarcWord;

/// A word, or a few, in a table about DMARC.
pub fn word(word: DmarcWord) -> String {
    match word {
        DmarcWord::Author => "发信域名".into(),
        DmarcWord::Done => "没通过时".into(),
        DmarcWord::By => "依据".into(),
        DmarcWord::Older => "照RFC 7489的收件方".into(),
        DmarcWord::Subdomain => "存在的子域名".into(),
        DmarcWord::Nonexistent => "不存在的子域名".into(),
        DmarcWord::Testing(asked) => format!("因t=y，从{}放松一级", asked.text()),
        DmarcWord::Implied => "默认如此".into(),
        DmarcWord::NoEffect => "不处理：记录不起作用".into(),
        DmarcWord::Percent(percent) => format!("只对其中{percent}%"),
        DmarcWord::Registered => "前提是注册的域名就是".into(),
        DmarcWord::Depends => "要看公共后缀列表".into(),
        DmarcWord::ReportsTo => "报告寄往".into(),
        DmarcWord::Agrees => "同意代收".into(),
        DmarcWord::TakesMail => "能收邮件".into(),
        DmarcWord::NotNeeded => "不必：同属一个组织".into(),
        DmarcWord::Everybody => "同意，不论哪个域名".into(),
        DmarcWord::NoSuchDomain => "不能：域名不存在".into(),
        DmarcWord::NullMx => "不能：它声明不收".into(),
    }
}
