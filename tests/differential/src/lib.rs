//! Mailvet's readers beside mail-auth's, on the records of the world and on
//! mutations of them: every way in which they disagree belongs to a class of
//! which it is known which side is right.

pub mod class;
pub mod dkim;
pub mod dmarc;
pub mod mta_sts;
pub mod records;
pub mod report;
pub mod spf;
pub mod tls_rpt;

use mailvet::check::text::judge;
use mailvet::record::kind::RecordKind;
use std::panic::{self, AssertUnwindSafe};

/// A text that the readers read differently.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// The kind of record.
    pub kind: &'static str,
    /// What differs.
    pub way: Way,
    /// The rules of Mailvet that can tell why.
    pub rules: Vec<&'static str>,
    /// The value or the term in which they differ, where there is one.
    pub about: String,
}

/// What differs between two readings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// Mailvet says that no receiver uses the record; mail-auth reads it.
    MailvetRefuses,
    /// mail-auth refuses the record; Mailvet says that receivers use it.
    MailAuthRefuses,
    /// Both read the record, and a value differs.
    Values,
    /// Both refuse the record, one as another kind of text and one as broken.
    Refusals,
    /// mail-auth panics.
    MailAuthPanics,
}

/// What mail-auth makes of a text.
pub fn mail_auth<T>(text: &str) -> Result<mail_auth::Result<T>, Panicked>
where
    T: mail_auth::common::parse::TxtRecordParser,
{
    panic::catch_unwind(AssertUnwindSafe(|| T::parse(text.as_bytes()))).map_err(|_| Panicked)
}

/// The reader did not come back.
#[derive(Debug)]
pub struct Panicked;

/// The rules that a text meets, its problems first.
pub fn rules(kind: RecordKind, text: &str) -> Vec<&'static str> {
    let facts = judge(kind, text);
    facts.iter().map(|fact| fact.value.rule().id).collect()
}

/// The first of some named values that is not the same in both readings.
pub fn first_difference(values: &[(&str, bool)]) -> Option<String> {
    let differs = values.iter().find(|(_, same)| !same)?;
    Some(differs.0.to_owned())
}

/// Whether a mailbox stands at a name of one label, such as `a@b`.
pub fn is_at_one_label(mailbox: &str) -> bool {
    let domain = mailbox.rsplit_once('@');
    domain.is_some_and(|(local, domain)| {
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !local.is_empty() && !domain.is_empty() && domain.chars().all(letter)
    })
}
