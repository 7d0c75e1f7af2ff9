//! Words of the table of what to enter in a mail program.

use crate::dns::Name;
use crate::follow::programs::{Setting, Source, UserName};
use crate::knowledge::mail_programs::{Encryption, Login, Purpose};
use crate::knowledge::vendor::Vendor;
use crate::text::{ProgramsWord, Prose};

/// A word, or a few, about what to enter in a mail program.
pub fn word(word: ProgramsWord) -> String {
    match word {
        ProgramsWord::Settings => "What to enter in a mail program".into(),
        ProgramsWord::For => "For".into(),
        ProgramsWord::Port => "Port".into(),
        ProgramsWord::Encryption => "Encryption".into(),
        ProgramsWord::UserName => "User name".into(),
        ProgramsWord::KnownFrom => "Known from".into(),
        ProgramsWord::Purpose(Purpose::Imap) => "Reading (IMAP)".into(),
        ProgramsWord::Purpose(Purpose::Pop) => "Reading (POP)".into(),
        ProgramsWord::Purpose(Purpose::Submission) => "Sending (SMTP)".into(),
        ProgramsWord::Protected(Encryption::Tls) => "TLS".into(),
        ProgramsWord::Protected(Encryption::StartTls) => "STARTTLS".into(),
        ProgramsWord::User(UserName::Address, domain) => format!("name@{domain}"),
        ProgramsWord::User(UserName::AppleAccount, _) => "name@icloud.com".into(),
        ProgramsWord::User(UserName::Bridge, _) => "as Bridge shows it".into(),
        ProgramsWord::Source(Source::Srv) => "its SRV records".into(),
        ProgramsWord::Source(Source::Provider(vendor)) => vendor.name.into(),
        ProgramsWord::NotOffered => "Not offered, say its SRV records".into(),
        ProgramsWord::LooksAt => "Programs look at".into(),
        ProgramsWord::LeadsTo => "Leads to".into(),
    }
}

/// A setting as a line of its own.
pub fn setting(setting: &Setting, domain: &Name) -> String {
    let purpose = word(ProgramsWord::Purpose(setting.purpose));
    let encryption = word(ProgramsWord::Protected(setting.encryption));
    let user = word(ProgramsWord::User(setting.user_name, domain));
    let Setting { host, port, .. } = setting;
    format!("{purpose}: {host}, port {port}, {encryption}, user name {user}")
}

/// How people of a vendor prove who they are, where the password of the mailbox
/// does not do.
pub fn login(login: Login, vendor: Vendor) -> Option<Prose> {
    let vendor = vendor.name;
    Some(Prose::from(match login {
        Login::Password => return None,
        Login::AppPassword => format!(
            "{vendor} may want a password made for programs (an app password or authorization code) in place of that of the mailbox."
        ),
        Login::Page => format!(
            "{vendor} takes no password from programs: they open its own page to sign in (OAuth). Choose “OAuth2” where a program asks how to sign in."
        ),
        Login::PageOrAppPassword => format!(
            "{vendor} has programs open its own page to sign in (OAuth). Those that cannot need an app password."
        ),
        Login::Apple => format!(
            "{vendor} wants an app password, and the address at icloud.com that belongs to the account; for reading, its part before the @ does."
        ),
        Login::Bridge => format!(
            "{vendor} encrypts mailboxes, so programs speak to Proton Mail Bridge on the same computer. It shows user name and password, and the ports if they were changed."
        ),
    }))
}
