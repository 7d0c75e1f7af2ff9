//! TLS reporting records (RFC 8460 §3).

use crate::{Disagreement, Way, is_at_one_label, mail_auth, rules};
use mail_auth::mta_sts::{ReportUri as Theirs, TlsRpt};
use mailvet::record::kind::RecordKind;
use mailvet::record::report_uri::Target;
use mailvet::record::tls_rpt::Record;

/// What mutations put into records.
pub const PIECES: &[&str] = &[
    " ",
    "\t",
    ";",
    ";;",
    "; ",
    "=",
    ",",
    ":",
    "v=TLSRPTv1;",
    "v=tlsrptv1;",
    "rua=",
    "mailto:",
    "https:",
    "mailto:a@d.example",
    "https://d.example/r",
    "ftp://d.example/",
    ", ",
    "x=y;",
    "!",
    "%40",
    "\"",
    "\\;",
    "é",
    "@",
    "rua=a@d.example;",
];

/// How the readers disagree on a text, if they do.
pub fn compare(text: &str) -> Option<Disagreement> {
    let record = Record::read(text);
    let usable = record.usable();
    let ours = usable.iter().map(|uri| match &uri.value.target {
        Target::Mail { local, domain } => format!("mailto:{local}@{domain}"),
        _ => uri.span.slice(text).to_owned(),
    });
    let ours: Vec<_> = ours.collect();
    let (way, about) = match (ours.is_empty(), mail_auth::<TlsRpt>(text)) {
        (_, Err(_)) => (Way::MailAuthPanics, ""),
        (false, Ok(Ok(theirs))) if same(&ours, &theirs) => return None,
        (false, Ok(Ok(_))) => (Way::Values, "rua"),
        (true, Ok(Err(_))) => return None,
        (false, Ok(Err(_))) => (Way::MailAuthRefuses, ""),
        (true, Ok(Ok(theirs))) if reaches_nobody(&theirs) => (Way::MailvetRefuses, "one label"),
        (true, Ok(Ok(_))) => (Way::MailvetRefuses, ""),
    };
    Some(Disagreement {
        kind: "TLS-RPT",
        way,
        rules: rules(RecordKind::TlsRpt, text),
        about: about.to_owned(),
    })
}

fn same(ours: &[String], theirs: &TlsRpt) -> bool {
    let theirs = theirs.rua.iter().map(|uri| match uri {
        Theirs::Mail(mailbox) => format!("mailto:{mailbox}"),
        Theirs::Http(url) => url.clone(),
    });
    theirs.eq(ours.iter().cloned())
}

fn reaches_nobody(theirs: &TlsRpt) -> bool {
    let one_label = |uri: &Theirs| matches!(uri, Theirs::Mail(mailbox) if is_at_one_label(mailbox));
    theirs.rua.iter().all(one_label)
}
