//! DMARC, term by term.

use super::tag_list::{addresses, invalid, term, unknown};
use crate::record::dmarc::{
    Alignment, Disposition, FailureOptions, PublicSuffix, Record, Term, Usable, Value,
};
use crate::record::span::Spanned;
use crate::text::Prose;

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let say = |it: &Term| term(&it.tag, value(&it.value));
    record.terms.iter().map(say).collect()
}

fn value(value: &Value) -> String {
    match value {
        Value::Version(true) => "This is a DMARC record".into(),
        Value::Version(false) => "No version of DMARC".into(),
        Value::Policy(Some(asked)) => format!("Mail that fails: {}", disposition(*asked)),
        Value::SubdomainPolicy(Some(asked)) => {
            format!("Mail of subdomains that fails: {}", disposition(*asked))
        }
        Value::NonexistentPolicy(Some(asked)) => {
            format!(
                "Mail of subdomains that do not exist: {}",
                disposition(*asked)
            )
        }
        Value::DkimAlignment(Some(Alignment::Relaxed)) => {
            "DKIM counts if its domain is of the same organization".into()
        }
        Value::DkimAlignment(Some(Alignment::Strict)) => {
            "DKIM counts only if its domain is the very one in `From`".into()
        }
        Value::SpfAlignment(Some(Alignment::Relaxed)) => {
            "SPF counts if the bounce address is of the same organization".into()
        }
        Value::SpfAlignment(Some(Alignment::Strict)) => {
            "SPF counts only if the bounce address is in the very domain of `From`".into()
        }
        Value::FailureOptions(Some(options)) => failure_options(options),
        Value::PublicSuffix(Some(PublicSuffix::Yes)) => {
            "The domain is a public suffix: others register domains below it".into()
        }
        Value::PublicSuffix(Some(PublicSuffix::No)) => {
            "The organization begins here: nothing above speaks for it".into()
        }
        Value::PublicSuffix(Some(PublicSuffix::Unstated)) => {
            "Not said whether it is a public suffix: the default".into()
        }
        Value::Testing(Some(true)) => "Only a test: apply each policy one step weaker".into(),
        Value::Testing(Some(false)) => "No test: apply the policy in full, the default".into(),
        Value::AggregateReports(uris) => {
            format!("Daily aggregate reports go to {}", addresses(uris))
        }
        Value::FailureReports(uris) => {
            format!(
                "Reports on single messages that fail go to {}",
                addresses(uris)
            )
        }
        Value::Percent(Some(percent)) => {
            format!(
                "Out of use; to older receivers: apply the policy to {percent}% of mail that fails"
            )
        }
        Value::ReportFormat => "The format of failure reports; out of use".into(),
        Value::ReportInterval(Some(seconds)) => {
            format!("An aggregate report every {seconds} seconds; out of use")
        }
        Value::Policy(None)
        | Value::SubdomainPolicy(None)
        | Value::NonexistentPolicy(None)
        | Value::DkimAlignment(None)
        | Value::SpfAlignment(None)
        | Value::FailureOptions(None)
        | Value::PublicSuffix(None)
        | Value::Testing(None)
        | Value::Percent(None)
        | Value::ReportInterval(None) => invalid(),
        Value::Unknown => unknown("receivers"),
    }
}

fn disposition(asked: Disposition) -> &'static str {
    match asked {
        Disposition::None => "treat it like any other",
        Disposition::Quarantine => "treat it with suspicion, usually by putting it in spam",
        Disposition::Reject => "refuse it",
    }
}

fn failure_options(options: &FailureOptions) -> String {
    let when = [
        (options.all, "neither SPF nor DKIM passes"),
        (options.any, "SPF or DKIM does not pass"),
        (options.dkim, "a DKIM signature is broken"),
        (options.spf, "SPF fails"),
    ];
    let when: Vec<_> = when
        .iter()
        .filter(|(asked, _)| *asked)
        .map(|(_, when)| *when)
        .collect();
    format!("Failure reports are wanted when {}", when.join(", or "))
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    Prose::from(match record.usable() {
        Usable::NotDmarc => "Receivers do not take this for a DMARC record, and ignore it.".into(),
        Usable::NoProcessing => {
            "Receivers do nothing with it: it has neither a valid policy nor a valid address for reports.".into()
        }
        Usable::Applied(policies) => {
            let applied = disposition(policies.applied(policies.domain));
            format!("Receivers use it. Mail that fails: {applied}.")
        }
    })
}
