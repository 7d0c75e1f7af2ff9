//! MTA-STS TXT records (RFC 8461 §3.1).

use crate::{Disagreement, Way, mail_auth, rules};
use mail_auth::mta_sts::MtaSts;
use mailvet::record::kind::RecordKind;
use mailvet::record::mta_sts::txt::Record;

/// What mutations put into records.
pub const PIECES: &[&str] = &[
    " ",
    "\t",
    ";",
    ";;",
    "; ",
    "=",
    "v=STSv1;",
    "v=STSv2;",
    "v=stsv1;",
    "id=1;",
    "id=;",
    "id=a-b;",
    "id =1;",
    "x=y;",
    "x=;",
    "\"",
    "\\;",
    "é",
    "0123456789012345678901234567890123",
    "ID=2;",
];

/// How the readers disagree on a text, if they do.
pub fn compare(text: &str) -> Option<Disagreement> {
    let record = Record::read(text);
    let (way, about) = match (record.usable(), mail_auth::<MtaSts>(text)) {
        (_, Err(_)) => (Way::MailAuthPanics, ""),
        (Some(id), Ok(Ok(theirs))) if id == theirs.id => return None,
        (Some(_), Ok(Ok(_))) => (Way::Values, "id"),
        (None, Ok(Err(_))) => return None,
        (Some(_), Ok(Err(_))) => (Way::MailAuthRefuses, ""),
        (None, Ok(Ok(_))) => (Way::MailvetRefuses, ""),
    };
    Some(Disagreement {
        kind: "MTA-STS",
        way,
        rules: rules(RecordKind::MtaSts, text),
        about: about.to_owned(),
    })
}
