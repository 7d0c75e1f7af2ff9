//! Words of the tables about DMARC.

use crate::text::DmarcWord;

/// A word, or a few, in a table about DMARC.
pub fn word(word: DmarcWord) -> String {
    match word {
        DmarcWord::Author => "Mail from".into(),
        DmarcWord::Done => "If it fails".into(),
        DmarcWord::By => "Says".into(),
        DmarcWord::Older => "Receivers by RFC 7489".into(),
        DmarcWord::Subdomain => "a subdomain that exists".into(),
        DmarcWord::Nonexistent => "a subdomain that does not".into(),
        DmarcWord::Testing(asked) => format!("for {}, as t=y", asked.text()),
        DmarcWord::Implied => "taken for granted".into(),
        DmarcWord::NoEffect => "nothing: the record has no effect".into(),
        DmarcWord::Percent(percent) => format!("for {percent}% of it"),
        DmarcWord::Registered => "if the name registered is".into(),
        DmarcWord::Depends => "depends on a list of public suffixes".into(),
        DmarcWord::ReportsTo => "Reports to".into(),
        DmarcWord::Agrees => "Agrees".into(),
        DmarcWord::TakesMail => "Takes mail".into(),
        DmarcWord::NotNeeded => "need not: the same organization".into(),
        DmarcWord::Everybody => "yes, for every domain".into(),
        DmarcWord::NoSuchDomain => "no: it does not exist".into(),
        DmarcWord::NullMx => "no: it says so".into(),
    }
}
