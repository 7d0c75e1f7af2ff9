//! Words of the table of what to enter in a mail program.

use crate::dns::Name;
use crate::follow::programs::{Source, UserName};
use crate::knowledge::mail_programs::{Encryption, Purpose};

/// A word, or a few, about what to enter in a mail program.
#[derive(Clone, Copy, Debug)]
pub enum ProgramsWord<'a> {
    /// What the table is called.
    Settings,
    /// The column of what a server is for.
    For,
    /// The column of ports.
    Port,
    /// The column of how connections are protected.
    Encryption,
    /// The column of what to enter as the name of the user.
    UserName,
    /// The column of where it is known from.
    KnownFrom,
    /// What a server is for.
    Purpose(Purpose),
    /// How the connection is protected.
    Protected(Encryption),
    /// What somebody of the domain enters as the name of the user.
    User(UserName, &'a Name),
    /// Where it is known from.
    Source(Source),
    /// The services that are said not to be offered.
    NotOffered,
    /// The column of names at which programs look for settings.
    LooksAt,
    /// The column of where that name leads.
    LeadsTo,
}
