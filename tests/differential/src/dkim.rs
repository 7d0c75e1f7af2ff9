//! DKIM key records (RFC 6376, RFC 8301, RFC 8463).

use crate::{Disagreement, Way, first_difference, mail_auth, rules};
use mail_auth::Error;
use mail_auth::common::verify::DomainKey;
use mail_auth::dkim::DkimError;
use mailvet::record::dkim::{Material, PublicKey, Record, Usable};
use mailvet::record::kind::RecordKind;

/// What mutations put into records.
pub const PIECES: &[&str] = &[
    " ",
    "\t",
    "\r\n ",
    ";",
    ";;",
    "; ",
    "=",
    ",",
    ":",
    "v=DKIM1;",
    "v=DKIM2;",
    "k=rsa;",
    "k=ed25519;",
    "k=x;",
    "k=;",
    "p=;",
    "p=",
    "h=sha1;",
    "h=sha256;",
    "h=x;",
    "s=email;",
    "s=*;",
    "s=tlsrpt;",
    "s=x;",
    "t=y;",
    "t=s;",
    "t=y:s;",
    "n=note;",
    "g=*;",
    "x=y;",
    "A",
    "-",
    "_",
    "+",
    "/",
    "==",
    "\"",
    "\\;",
    "é",
    ".",
    "v=dkim1;",
    "K=rsa;",
    "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=;",
];

/// How the readers disagree on a text, if they do.
pub fn compare(text: &str) -> Option<Disagreement> {
    let revoked = Error::Dkim(DkimError::RevokedPublicKey);
    let read = mail_auth::<DomainKey>(text);
    let (way, about) = match (Record::read(text).usable(), read) {
        (_, Err(_)) => (Way::MailAuthPanics, String::new()),
        (Usable::Key(key), Ok(Ok(theirs))) => (Way::Values, difference(&key, &theirs)?),
        (Usable::Key(_), Ok(Err(_))) => (Way::MailAuthRefuses, String::new()),
        (_, Ok(Ok(_))) => (Way::MailvetRefuses, String::new()),
        (ours, Ok(Err(error))) if (ours == Usable::Revoked) == (error == revoked) => return None,
        (_, Ok(Err(_))) => (Way::Refusals, String::new()),
    };
    Some(Disagreement {
        kind: "DKIM",
        way,
        rules: rules(RecordKind::Dkim, text),
        about,
    })
}

fn difference(ours: &PublicKey, theirs: &DomainKey) -> Option<String> {
    const TESTING: u64 = 0x10;
    const STRICT: u64 = 0x20;
    let bits = match ours.material {
        Material::Rsa(rsa) => rsa.bits,
        // What mail-auth says of every key that is not RSA.
        _ => usize::MAX,
    };
    first_difference(&[
        ("p", bits == theirs.p.public_key_bits()),
        ("t=y", ours.testing == (theirs.f & TESTING != 0)),
        ("t=s", ours.strict == (theirs.f & STRICT != 0)),
    ])
}
