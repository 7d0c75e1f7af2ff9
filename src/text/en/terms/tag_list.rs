//! What is said alike of the terms of all tag lists.

use crate::record::report_uri::{ReportUri, Target};
use crate::record::span::Spanned;
use crate::record::tag_list::Tag;
use crate::text::{Prose, excerpt};

/// A tag in words. Of one that does not count, only that is said.
pub fn term(tag: &Tag, words: String) -> Spanned<Prose> {
    let words = if tag.torn {
        "Not read as it was meant".into()
    } else if tag.repeats.is_some() {
        "The same tag once more".into()
    } else {
        words
    };
    Spanned::new(Prose::from(words), tag.span())
}

pub fn unknown(readers: &str) -> String {
    format!("A tag that nobody knows; {readers} pass over it")
}

pub fn invalid() -> String {
    "Not a value that this tag can have".into()
}

/// The addresses of a list, as far as they are any.
pub fn addresses(uris: &[Spanned<ReportUri>]) -> String {
    let names: Vec<_> = uris.iter().filter_map(|uri| address(&uri.value)).collect();
    match names.is_empty() {
        true => "nowhere: there is no valid address".into(),
        false => names.join(", "),
    }
}

fn address(uri: &ReportUri) -> Option<String> {
    Some(match &uri.target {
        Target::Mail { local, domain } => {
            format!("`{}@{}`", excerpt(local), excerpt(domain))
        }
        Target::Https { host } => format!("the web server `{}`", excerpt(host)),
        Target::Other { scheme } => format!("`{}:`, which hardly anyone uses", excerpt(scheme)),
        Target::Broken(_) => return None,
    })
}
