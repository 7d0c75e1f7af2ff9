//! What a check can be saved as and shared, and what opens again.

use crate::report::snapshot::{LINK_OCTETS, Refused};
use crate::text::{Language, Prose};
use serde::Serialize;

/// What a check can be saved as and shared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sharing {
    /// What this is called.
    pub title: String,
    /// Who sees what.
    pub note: Prose,
    /// The check as a sealed text; empty where it cannot be sealed, or is too
    /// long for a link.
    pub sealed: String,
    /// What a link with that text is called.
    pub link: String,
    /// What it is good for.
    pub link_note: String,
    /// How large it is, and what to do where it is too large.
    pub size: Prose,
    /// What files are called.
    pub files: String,
    /// Each kind of file.
    pub kinds: Vec<Saved>,
    /// What printing is called, and what for.
    pub print: (String, String),
    /// What it is called to open a file.
    pub open: String,
}

/// A kind of file that a check can be saved as.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Saved {
    /// Its id: `json`, `markdown` or `csv`.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What it is good for.
    pub note: String,
}

/// What is said where a report is opened, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Opening {
    /// What this is called.
    pub title: String,
    /// How it is done.
    pub note: String,
    /// What the button says.
    pub choose: String,
    /// The report as a sealed text, where there is one.
    pub sealed: String,
    /// Why there is none.
    pub refused: Prose,
}

impl Sharing {
    /// What a check can be saved as; `sealed` is the check as a text, or why
    /// there is none, and `before` how long the address before it is, in octets.
    pub fn new(sealed: Result<&str, Refused>, before: usize, language: Language) -> Self {
        let words = language.snapshot_words();
        let length = |sealed: &str| before + sealed.len();
        let (size, sealed) = match sealed {
            Ok(sealed) => {
                let fits = length(sealed) <= LINK_OCTETS;
                let size = language.link_size(length(sealed), fits);
                (size, if fits { sealed } else { "" })
            }
            Err(why) => (language.refused(why), ""),
        };
        let saved = |kind: &str, [name, note]: [&str; 2]| Saved {
            kind: kind.to_owned(),
            name: name.to_owned(),
            note: note.to_owned(),
        };
        let [print, print_note] = words.print;
        Self {
            title: words.share.to_owned(),
            note: words.share_note.into(),
            sealed: sealed.to_owned(),
            link: words.link.to_owned(),
            link_note: words.link_note.to_owned(),
            size,
            files: words.files.to_owned(),
            kinds: vec![
                saved("json", words.json),
                saved("markdown", words.markdown),
                saved("csv", words.csv),
            ],
            print: (print.to_owned(), print_note.to_owned()),
            open: words.open.to_owned(),
        }
    }
}

impl Opening {
    /// What is said before a report is chosen, where `opened` is `None`; else
    /// what came of one.
    pub fn new(opened: Option<Result<String, Refused>>, language: Language) -> Self {
        let words = language.snapshot_words();
        let (sealed, refused) = match opened {
            None => Default::default(),
            Some(Ok(sealed)) => (sealed, Prose::default()),
            Some(Err(why)) => (String::new(), language.refused(why)),
        };
        Self {
            title: words.open.to_owned(),
            note: words.open_note.to_owned(),
            choose: words.choose.to_owned(),
            sealed,
            refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_no_link() {
        for language in Language::ALL {
            let short = Sharing::new(Ok("abc"), 30, language);
            assert_eq!(short.sealed, "abc");
            let long = "a".repeat(LINK_OCTETS - 29);
            let long = Sharing::new(Ok(&long), 30, language);
            assert_eq!(long.sealed, "");
            assert!(long.size.plain().contains("JSON"));
            let none = Sharing::new(Err(Refused::Unsupported), 30, language);
            assert_eq!(none.sealed, "");
            assert!(!none.size.is_empty());
        }
    }
}
