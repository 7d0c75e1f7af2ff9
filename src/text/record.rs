//! What a record's text says: term by term, and as a whole.

use super::{Language, Prose, en, zh};
use crate::record::kind::RecordKind;
use crate::record::span::Spanned;
use crate::record::{bimi, caa, dkim, dmarc, mta_sts, mx, spf, tls_rpt, tlsa};

/// Reads a text as its kind, and has it said by `function` of that kind's
/// words.
macro_rules! say {
    ($language:expr, $kind:expr, $text:expr, $function:ident) => {{
        macro_rules! read {
            ($read:path, $words:ident) => {
                match $language {
                    Language::English => en::terms::$words::$function(&$read($text)),
                    Language::Chinese => zh::terms::$words::$function(&$read($text)),
                }
            };
        }
        match $kind {
            RecordKind::Spf => read!(spf::read, spf),
            RecordKind::Dkim => read!(dkim::Record::read, dkim),
            RecordKind::Dmarc => read!(dmarc::Record::read, dmarc),
            RecordKind::MtaSts => read!(mta_sts::txt::Record::read, mta_sts),
            RecordKind::MtaStsPolicy => read!(mta_sts::policy::Record::read, mta_sts_policy),
            RecordKind::TlsRpt => read!(tls_rpt::Record::read, tls_rpt),
            RecordKind::Bimi => read!(bimi::Record::read, bimi),
            RecordKind::Tlsa => read!(tlsa::Record::read, tlsa),
            RecordKind::Caa => read!(caa::Record::read, caa),
            RecordKind::Mx => read!(mx::Record::read, mx),
        }
    }};
}

impl Language {
    /// Each term of a record, said in words, in the order of the text.
    pub fn terms(self, kind: RecordKind, text: &str) -> Vec<Spanned<Prose>> {
        say!(self, kind, text, terms)
    }

    /// What receivers make of a record: a sentence.
    pub fn usable(self, kind: RecordKind, text: &str) -> Prose {
        say!(self, kind, text, usable)
    }
}
