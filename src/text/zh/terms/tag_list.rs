//! What is said alike of the terms of all tag lists.

use crate::record::report_uri::{ReportUri, Target};
use crate::record::span::Spanned;
use crate::record::tag_list::Tag;
use crate::text::{Prose, excerpt};

/// A tag in words. Of one that does not count, only that is said.
pub fn term(tag: &Tag, words: String) -> Spanned<Prose> {
    let words = if tag.torn {
        "读出来的不是本来的意思".into()
    } else if tag.repeats.is_some() {
        "同一个标签又写了一次".into()
    } else {
        words
    };
    Spanned::new(Prose::from(words), tag.span())
}

pub fn unknown(readers: &str) -> String {
    format!("没人认识的标签，{readers}会跳过")
}

pub fn invalid() -> String {
    "这个标签不能取这个值".into()
}

/// The addresses of a list, as far as they are any.
pub fn addresses(uris: &[Spanned<ReportUri>]) -> String {
    let names: Vec<_> = uris.iter().filter_map(|uri| address(&uri.value)).collect();
    match names.is_empty() {
        true => "无处可寄：没有有效的地址".into(),
        false => names.join("、"),
    }
}

fn address(uri: &ReportUri) -> Option<String> {
    Some(match &uri.target {
        Target::Mail { local, domain } => {
            format!("`{}@{}`", excerpt(local), excerpt(domain))
        }
        Target::Https { host } => format!("网页服务器`{}`", excerpt(host)),
        Target::Other { scheme } => format!("`{}:`（几乎没人用）", excerpt(scheme)),
        Target::Broken(_) => return None,
    })
}
