//! DMARC records (RFC 9989).

use crate::{Disagreement, Way, first_difference, is_at_one_label, mail_auth, rules};
use mail_auth::dmarc::{Alignment as TheirAlignment, Dmarc, Policy, Psd, Report, URI};
use mailvet::record::dmarc::{
    Alignment, Disposition, FailureOptions, Policies, PublicSuffix, Record, Usable,
};
use mailvet::record::kind::RecordKind;
use mailvet::record::report_uri::{ReportUri, Target};
use mailvet::record::span::Spanned;

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
    "v=DMARC1",
    "p=none",
    "p=reject",
    "p=x",
    "sp=none",
    "sp=x",
    "np=reject",
    "np=",
    "adkim=s",
    "aspf=strict",
    "fo=1:d:s",
    "fo=0:1",
    "psd=y",
    "t=y",
    "t=n;",
    "pct=50;",
    "ri=86400;",
    "rf=afrf;",
    "rua=mailto:a@d.example",
    "rua=a@d.example;",
    "ruf=https://d.example/",
    "!10m",
    "!",
    "%40",
    "%",
    "x=y;",
    "\"",
    "\\;",
    "é",
    "MAILTO:",
    "mailto:",
    "@",
    "p",
    "none",
];

/// How the readers disagree on a text, if they do.
pub fn compare(text: &str) -> Option<Disagreement> {
    let usable = Record::read(text).usable();
    let (way, about) = match (&usable, mail_auth::<Dmarc>(text)) {
        (_, Err(_)) => (Way::MailAuthPanics, String::new()),
        (Usable::Applied(policies), Ok(Ok(dmarc))) => (Way::Values, difference(policies, &dmarc)?),
        (Usable::Applied(_), Ok(Err(_))) => (Way::MailAuthRefuses, String::new()),
        // Without a policy and an address it does nothing either.
        (Usable::NoProcessing, Ok(Ok(dmarc)))
            if dmarc.p == Policy::Unspecified && dmarc.rua.is_empty() =>
        {
            return None;
        }
        (_, Ok(Ok(_))) => (Way::MailvetRefuses, String::new()),
        (_, Ok(Err(_))) => return None,
    };
    Some(Disagreement {
        kind: "DMARC",
        way,
        rules: rules(RecordKind::Dmarc, text),
        about,
    })
}

fn difference(ours: &Policies, theirs: &Dmarc) -> Option<String> {
    let differs = first_difference(&[
        ("p", ours.domain == disposition(theirs.p)),
        ("sp", ours.subdomains == disposition(theirs.sp)),
        ("np", ours.nonexistent == disposition(theirs.np)),
        ("t", ours.testing == theirs.t),
        ("psd", ours.public_suffix == public_suffix(&theirs.psd)),
        ("adkim", ours.dkim_alignment == alignment(theirs.adkim)),
        ("aspf", ours.spf_alignment == alignment(theirs.aspf)),
        ("fo", options(&ours.failure_options) == reported(&theirs.fo)),
        ("rua", uris(&ours.aggregate_reports) == uris_of(&theirs.rua)),
        ("ruf", uris(&ours.failure_reports) == uris_of(&theirs.ruf)),
    ])?;
    let reached = |theirs: &[URI]| -> Vec<String> {
        let mut uris = uris_of(theirs);
        uris.retain(|mailbox| !is_at_one_label(mailbox));
        uris
    };
    let one_label = match differs.as_str() {
        "rua" => uris(&ours.aggregate_reports) == reached(&theirs.rua),
        "ruf" => uris(&ours.failure_reports) == reached(&theirs.ruf),
        _ => false,
    };
    Some(if one_label {
        "one label".into()
    } else {
        differs
    })
}

fn disposition(policy: Policy) -> Disposition {
    match policy {
        // No policy is asked for: none is applied.
        Policy::None | Policy::Unspecified => Disposition::None,
        Policy::Quarantine => Disposition::Quarantine,
        Policy::Reject => Disposition::Reject,
    }
}

fn public_suffix(psd: &Psd) -> PublicSuffix {
    match psd {
        Psd::Yes => PublicSuffix::Yes,
        Psd::No => PublicSuffix::No,
        Psd::Default => PublicSuffix::Unstated,
    }
}

fn alignment(alignment: TheirAlignment) -> Alignment {
    match alignment {
        TheirAlignment::Relaxed => Alignment::Relaxed,
        TheirAlignment::Strict => Alignment::Strict,
    }
}

fn options(options: &FailureOptions) -> [bool; 4] {
    [options.all, options.any, options.dkim, options.spf]
}

fn reported(report: &Report) -> [bool; 4] {
    let is = |one: Report| *report == one;
    let both = is(Report::DkimSpf);
    [
        is(Report::All),
        is(Report::Any),
        is(Report::Dkim) || both,
        is(Report::Spf) || both,
    ]
}

/// The mailboxes: mail-auth keeps no other URI.
fn uris(uris: &[Spanned<ReportUri>]) -> Vec<String> {
    let mailbox = |uri: &Spanned<ReportUri>| match &uri.value.target {
        Target::Mail { local, domain } => Some(format!("{local}@{domain}").to_lowercase()),
        _ => None,
    };
    uris.iter().filter_map(mailbox).collect()
}

fn uris_of(uris: &[URI]) -> Vec<String> {
    uris.iter().map(|uri| uri.uri.clone()).collect()
}
