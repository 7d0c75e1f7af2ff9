//! Words about DMARC.

use crate::follow::dmarc::{Author, Dmarc, Effect};
use crate::record::dmarc::Disposition;

/// A word, or a few, in a table about DMARC.
#[derive(Clone, Copy, Debug)]
pub enum DmarcWord {
    /// The column of those in whose name mail is sent.
    Author,
    /// The column of what is done with it where it fails.
    Done,
    /// The column of the tag and the record that say so.
    By,
    /// The column of what older receivers do.
    Older,
    /// A subdomain that exists.
    Subdomain,
    /// A subdomain that does not exist.
    Nonexistent,
    /// Done because of `t=y`, in place of what was asked for.
    Testing(Disposition),
    /// No tag says so; it is taken for granted.
    Implied,
    /// The record comes to nothing.
    NoEffect,
    /// Done with a share of the mail, in percent.
    Percent(u8),
    /// Only where the name that follows is the registered one.
    Registered,
    /// That depends on the list of public suffixes.
    Depends,
    /// The column of addresses to which reports go.
    ReportsTo,
    /// The column of whether their owners agree.
    Agrees,
    /// The column of whether mail reaches them.
    TakesMail,
    /// They need not agree.
    NotNeeded,
    /// They agree for every domain.
    Everybody,
    /// Their domain does not exist.
    NoSuchDomain,
    /// Their domain says that it takes no mail.
    NullMx,
}

/// The policy for the domain itself as its record has it, in code; `None` where
/// none is applied, or it is not known which.
pub fn policy_in_effect(dmarc: &Dmarc) -> Option<String> {
    match dmarc.walk.effect(Author::Domain(dmarc.exists)) {
        Effect::Applied {
            applied,
            asked,
            tag,
            ..
        } => {
            let testing = if applied == asked { "" } else { "; t=y" };
            Some(format!("`{}={}{testing}`", tag.text(), asked.text()))
        }
        Effect::NoProcessing { .. } | Effect::None | Effect::Unknown => None,
    }
}
