//! CAA records, field by field.

use super::tag_list::unknown;
use crate::record::caa::{Property, Record};
use crate::record::span::Spanned;
use crate::text::{Prose, excerpt};

/// Each field in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    record.properties.iter().flat_map(fields).collect()
}

fn fields(property: &Property) -> impl Iterator<Item = Spanned<Prose>> {
    let flags = property.flags.map(|flags| {
        let words = match property.is_critical() {
            true => "关键：不认识这个标签的机构什么也不签发",
            false => "非关键",
        };
        flags.map(|_| words.into())
    });
    let rest = property.tag.as_ref().map(|tag| {
        let (span, words) = match &property.value {
            Some(value) => (
                tag.span.to(value.span),
                allowed(property, &tag.value).unwrap_or_else(|| other(&tag.value, &value.value)),
            ),
            None => (tag.span, "后面什么也没写".into()),
        };
        Spanned::new(Prose::from(words), span)
    });
    [flags, rest].into_iter().flatten()
}

/// What an `issue…` property allows.
fn allowed(property: &Property, tag: &str) -> Option<String> {
    let what = match tag {
        "issue" => "网站和服务器证书",
        "issuewild" => "通配符证书",
        "issuemail" => "S/MIME证书",
        "issuevmc" => "BIMI标志证书",
        _ => return None,
    };
    Some(match property.issuer()? {
        "" => format!("谁都不能签发{what}"),
        issuer => format!("`{}`可以签发{what}", excerpt(issuer)),
    })
}

fn other(tag: &str, value: &str) -> String {
    let value = excerpt(value);
    match tag {
        "iodef" => format!("申请被拒时报告给`{value}`"),
        "contactemail" => format!("域名的联系邮箱：`{value}`"),
        "contactphone" => format!("域名的联系电话：`{value}`"),
        _ => unknown("签发机构"),
    }
}

/// What issuers make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usable().count() {
        0 => "签发机构从中找不到可用的内容。".into(),
        _ => "签发机构在签发证书前会遵照它。".into(),
    }
}
