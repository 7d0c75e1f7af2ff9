//! What a record's text says: term by term, and as a whole.

use super::{Language, Prose, en, zh};
use crate::record::kind::RecordKind;
use crate::record::span::Spanned;

macro_rules! read {
    ($language:ident, $function:ident, $record:expr, $kind:ident) => {{
        let record = $record;
        match $language {
            Language::English => en::terms::$kind::$function(&record),
            Language::Chinese => zh::terms::$kind::$function(&record),
        }
    }};
}

macro_rules! each_kind {
    ($language:ident, $function:ident, $kind:ident, $text:ident) => {{
        use crate::record;
        match $kind {
            RecordKind::Spf => read!($language, $function, record::spf::read($text), spf),
            RecordKind::Dkim => {
                read!(
                    $language,
                    $function,
                    record::dkim::Record::read($text),
                    dkim
                )
            }
            RecordKind::Dmarc => {
                read!(
                    $language,
                    $function,
                    record::dmarc::Record::read($text),
                    dmarc
                )
            }
            _ => Default::default(),
        }
    }};
}

impl Language {
    /// Each term of a record, said in words, in the order of the text.
    pub fn terms(self, kind: RecordKind, text: &str) -> Vec<Spanned<Prose>> {
        each_kind!(self, terms, kind, text)
    }

    /// What receivers make of a record: a sentence.
    pub fn usable(self, kind: RecordKind, text: &str) -> Prose {
        each_kind!(self, usable, kind, text)
    }
}
