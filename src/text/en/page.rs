//! Words of the page that hang on numbers and kinds.

use crate::dns::{Name, Outcome};
use crate::follow::dmarc::{Found, Step};
use crate::follow::mta_sts::PolicyFile;
use crate::input::{Form, Input, Target};
use crate::knowledge::vendor::Vendor;
use crate::record::dmarc::PublicSuffix;
use crate::record::kind::RecordKind;
use crate::report::NoVerdict;
use crate::rule::{Severity, Subject};
use crate::text::{Prose, code_points, visible};
use std::net::IpAddr;

/// What a text was understood as.
pub fn understood(input: &Input) -> Prose {
    Prose::from(match &input.target {
        Target::Domain { domain, selectors } => {
            let domain = unicode(domain);
            match (input.form, selectors.first()) {
                (Form::Mailbox, _) => format!("An e-mail address; its domain is {domain}"),
                (Form::Url, _) => format!("A URL; its host is {domain}"),
                (Form::RecordName, Some(selector)) => {
                    format!("The DKIM selector `{selector}` of the domain {domain}")
                }
                (Form::RecordName, None) => format!("The name of a record; the domain is {domain}"),
                _ => format!("A domain: {domain}"),
            }
        }
        Target::Address(IpAddr::V4(address)) => {
            format!("An IPv4 address: the names of `{address}`, and whether they lead back")
        }
        Target::Address(IpAddr::V6(address)) => {
            format!("An IPv6 address: the names of `{address}`, and whether they lead back")
        }
        Target::Record { kind, .. } => match kind {
            Some(kind) => format!("{}, to be read as text; nothing is asked", a_record(*kind)),
            None => "A text, but of no kind of mail record; nothing is asked".into(),
        },
    })
}

fn unicode(domain: &Name) -> String {
    let shown = domain.to_unicode();
    match shown == domain.as_str() {
        true => format!("`{domain}`"),
        false => format!("`{}` (`{domain}`)", visible(&shown)),
    }
}

/// Which invisible characters were taken out of what was typed.
pub fn removed(removed: &[char]) -> Prose {
    Prose::from(format!(
        "Invisible characters were left out: {}",
        code_points(removed, ", ")
    ))
}

/// A kind of record, with its article.
pub fn a_record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Spf => "An SPF record",
        RecordKind::Dkim => "A DKIM key record",
        RecordKind::Dmarc => "A DMARC record",
        RecordKind::MtaSts => "An MTA-STS record",
        RecordKind::MtaStsPolicy => "An MTA-STS policy file",
        RecordKind::TlsRpt => "A TLS reporting record",
        RecordKind::Bimi => "A BIMI record",
        RecordKind::Tlsa => "A TLSA record",
        RecordKind::Caa => "A CAA record",
        RecordKind::Mx => "MX records",
    }
}

/// What a subject is called.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Domain => "Domain",
        Subject::Mx => "Mail servers",
        Subject::Ptr => "Reverse names",
        Subject::Spf => "SPF",
        Subject::Dkim => "DKIM",
        Subject::Dmarc => "DMARC",
        Subject::MtaSts => "MTA-STS",
        Subject::TlsRpt => "TLS-RPT",
        Subject::Bimi => "BIMI",
        Subject::Tlsa => "DANE",
        Subject::Dnssec => "DNSSEC",
        Subject::Caa => "CAA",
        Subject::Programs => "Mail programs",
        Subject::Together => "All together",
        Subject::Beyond => "Beyond DNS",
    }
}

/// How much a finding matters, in a word.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Good => "in order",
        Severity::Advice => "advice",
        Severity::Warning => "warning",
        Severity::Unknown => "unknown",
        Severity::Error => "error",
    }
}

/// Why a subject has no verdict, in a word.
pub fn no_verdict(why: NoVerdict) -> &'static str {
    match why {
        NoVerdict::NotChecked => "not checked",
        NoVerdict::NotSetUp => "not set up",
    }
}

/// How many rules there are.
pub fn rules(count: usize) -> String {
    super::counted(count, "rule", "rules")
}

/// How many findings of one severity there are.
pub fn tally(severity: Severity, count: usize) -> String {
    match (severity, count) {
        (Severity::Good, _) => "in order".into(),
        (Severity::Unknown, _) => "unknown".into(),
        (Severity::Advice, 1) => "1 hint".into(),
        (Severity::Advice, _) => format!("{count} hints"),
        (Severity::Warning, 1) => "1 warning".into(),
        (Severity::Warning, _) => format!("{count} warnings"),
        (Severity::Error, 1) => "1 error".into(),
        (Severity::Error, _) => format!("{count} errors"),
    }
}

/// What a whole check came to.
pub fn total(errors: usize, warnings: usize, unknown: usize) -> String {
    let mut parts = Vec::new();
    for (count, severity) in [(errors, Severity::Error), (warnings, Severity::Warning)] {
        if count > 0 {
            parts.push(tally(severity, count));
        }
    }
    match unknown {
        0 => {}
        1 => parts.push("1 question without an answer".into()),
        _ => parts.push(format!("{unknown} questions without an answer")),
    }
    match parts.is_empty() {
        true => "No fault was seen".into(),
        false => parts.join(", "),
    }
}

/// How far a check has come.
pub fn progress(answered: usize, asked: usize) -> String {
    format!("{answered} of {asked} questions")
}

/// How many questions were asked.
pub fn questions(count: usize) -> String {
    match count {
        1 => "1 question".into(),
        _ => format!("{count} questions"),
    }
}

/// What stands under the name of a question in the evidence.
pub fn outcome(outcome: &Outcome) -> Prose {
    match outcome {
        Outcome::Records(records) if records.len() == 1 => "1 record".into(),
        Outcome::Records(records) => Prose::from(format!("{} records", records.len())),
        Outcome::NoData => "the name exists, without such a record".into(),
        Outcome::NoSuchName => "the name does not exist".into(),
        Outcome::Failed(why) => {
            Prose::from(format!("unknown: {}", super::dns::failure(why).plain()))
        }
    }
}

/// What a step of the DMARC tree walk brought, and what follows from it.
pub fn dmarc_step(step: &Step, last: bool) -> Prose {
    let then = match last {
        true => "there is nothing above",
        false => "on to the next name",
    };
    match &step.found {
        Found::Policy { psd, .. } => match psd {
            PublicSuffix::No => {
                "a DMARC record with `psd=n`: the organization begins here, and the walk ends"
                    .into()
            }
            PublicSuffix::Yes => {
                "a DMARC record with `psd=y`: a public suffix, and the walk ends".into()
            }
            PublicSuffix::Unstated if last => "a DMARC record; there is nothing above".into(),
            PublicSuffix::Unstated => {
                "a DMARC record; the walk goes on, to find the organizational domain".into()
            }
        },
        Found::Several(records) => {
            let count = records.len();
            Prose::from(format!(
                "{count} DMARC records, so that none counts; {then}"
            ))
        }
        Found::Nothing => Prose::from(format!("no DMARC record; {then}")),
        Found::Unknown => "no answer, so what stands here is unknown".into(),
    }
}

/// What a vendor is called.
pub fn vendor(vendor: Vendor) -> &'static str {
    vendor.name
}

/// What a made-up domain of the sample zone shows.
pub fn sample(domain: &str) -> &'static str {
    match domain {
        "healthy.example" => "all is in order",
        "many-faults.example" => "much is wrong at once",
        "ten-lookups.example" => "SPF one lookup over the limit",
        "parked.example" => "takes and sends no mail, and says so",
        "no-records.example" => "nothing is set up for mail",
        "broken-dnssec.example" => "signatures that do not hold",
        "xn--bcher-kva.example" => "a name with letters beyond a–z",
        _ => "",
    }
}

/// Whether the file of an MTA-STS policy was read, and how.
pub fn policy_file(file: &PolicyFile, host: &Name) -> Prose {
    Prose::from(match file {
        PolicyFile::Unread => {
            format!("Not checked yet: the policy itself is a file on `{host}`, not in DNS.")
        }
        PolicyFile::Fetched(_) => format!("The policy was read from `{host}`."),
        PolicyFile::Pasted(_) => "The policy was judged as you pasted it.".into(),
    })
}

/// What the button says that fetches the file from its host.
pub fn fetch_policy(host: &Name) -> String {
    format!("Fetch the policy from {host}")
}

/// Who learns what by that.
pub fn fetch_policy_tells(host: &Name) -> Prose {
    Prose::from(format!(
        "Your browser then asks `{host}` itself, which sees your address. \
         Many hosts do not let web pages read the file."
    ))
}

/// What is said where the file cannot be had so.
pub fn policy_refused(host: &Name) -> Prose {
    Prose::from(format!(
        "`{host}` gave this page nothing that it may read. Few hosts let web pages, \
         so that says nothing of the policy: open it in a new tab, and paste it below."
    ))
}

/// That the page answered by itself.
pub fn made_up() -> Prose {
    "Made up: this page answered the questions itself, and asked no resolver.".into()
}
