//! What a DMARC record asks for, judged by its text alone.

use crate::record::dmarc::{Alignment, Disposition, PublicSuffix, Record, Usable, Value};
use crate::record::report_uri::{ReportUri, Target};
use crate::record::span::{Span, Spanned};
use crate::rules;
use std::collections::BTreeSet;

rules! {
    /// What is to be said of a DMARC record that is one.
    pub enum Fact in Dmarc {
        /// Neither a policy nor an address: receivers do nothing.
        WithoutEffect => {
            "dmarc-without-effect", Error, Rfc(9989, "4.10.1"),
            bad: Text("v=DMARC1;"), good: Text("v=DMARC1; p=none"),
        },
        /// `p=none`: failing mail is only reported.
        PolicyNone => {
            "dmarc-policy-none", Warning { ReceivesOnly | Parked: Error }, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; rua=mailto:r@d.example"),
            good: Text("v=DMARC1; p=reject; rua=mailto:r@d.example"),
        },
        /// `p=quarantine`.
        PolicyQuarantine => {
            "dmarc-policy-quarantine", Good { ReceivesOnly | Parked: Advice }, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=quarantine"), good: Text("v=DMARC1; p=none"),
        },
        /// `p=reject`.
        PolicyReject => {
            "dmarc-policy-reject", Good, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject"), good: Text("v=DMARC1; p=none"),
        },
        /// Subdomains are less guarded than the domain.
        SubdomainPolicyWeaker { domain: Disposition, subdomains: Disposition } => {
            "dmarc-subdomain-policy-weaker", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; sp=none"), good: Text("v=DMARC1; p=reject; sp=reject"),
        },
        /// Subdomains inherit the domain's policy, which guards them.
        SubdomainPolicyInherited { domain: Disposition } => {
            "dmarc-subdomain-policy-inherited", Good, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject"), good: Text("v=DMARC1; p=reject; sp=quarantine"),
        },
        /// Names that do not exist are less guarded than the domain.
        NonexistentPolicyWeaker { domain: Disposition, nonexistent: Disposition } => {
            "dmarc-nonexistent-policy-weaker", Advice, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; np=none"), good: Text("v=DMARC1; p=reject; np=reject"),
        },
        /// No policy of their own for names that do not exist and send no mail.
        NonexistentPolicyAbsent { nonexistent: Disposition } => {
            "dmarc-nonexistent-policy-absent", Advice, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none"), good: Text("v=DMARC1; p=none; np=reject"),
        },
        /// `np` guards names that do not exist more than `sp` or `p`, which is
        /// what receivers that do not know it apply.
        NonexistentPolicyStronger { nonexistent: Disposition, older: Disposition } => {
            "dmarc-nonexistent-policy-stronger", Good, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; np=reject"), good: Text("v=DMARC1; p=reject; np=reject"),
        },
        /// `psd=y`: the domain says that it is a public suffix.
        PublicSuffixClaimed => {
            "dmarc-public-suffix-claimed", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; psd=y"), good: Text("v=DMARC1; p=reject; psd=n"),
        },
        /// `psd=n`: the domain says that it is an organizational domain.
        OrganizationalDomainClaimed => {
            "dmarc-organizational-domain-claimed", Good, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; psd=n"), good: Text("v=DMARC1; p=reject"),
        },
        /// `t=y`: the policy is applied one step weaker.
        Testing { asked: Disposition, applied: Disposition } => {
            "dmarc-testing", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; t=y"), good: Text("v=DMARC1; p=reject; t=n"),
        },
        /// `pct` below 100: receivers of today ignore it, older ones apply the
        /// policy to a share of the mail.
        PercentPartial { percent: u8 } => {
            "dmarc-percent-partial", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; pct=20"), good: Text("v=DMARC1; p=reject; pct=100"),
        },
        /// `pct=0`, the older way to say `t=y`.
        PercentZero => {
            "dmarc-percent-zero", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; pct=0"), good: Text("v=DMARC1; p=reject; t=y"),
        },
        /// `pct` with `p=none`, where there is nothing to apply.
        PercentWithoutPolicy { percent: u8 } => {
            "dmarc-percent-without-policy", Warning, Rfc(7489, "6.3"),
            bad: Text("v=DMARC1; p=none; pct=50"), good: Text("v=DMARC1; p=none"),
        },
        /// A tag that RFC 9989 took away.
        HistoricTag { tag: &'static str } => {
            "dmarc-historic-tag", Advice, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; ri=86400"), good: Text("v=DMARC1; p=none"),
        },
        /// The policy does not follow the version, as older receivers want it.
        PolicyLate => {
            "dmarc-policy-late", Advice, Rfc(7489, "6.3"),
            bad: Text("v=DMARC1; aspf=r; p=reject"), good: Text("v=DMARC1; p=reject; aspf=r"),
        },
        /// Strict alignment: mail signed by, or sent through, a subdomain fails.
        AlignmentStrict { tag: &'static str } => {
            "dmarc-alignment-strict", Advice { ReceivesOnly | Parked: Good }, Rfc(9989, "4.4"),
            bad: Text("v=DMARC1; p=reject; adkim=s"), good: Text("v=DMARC1; p=reject; adkim=r"),
        },
        /// `fo` says nothing without `ruf`.
        FailureOptionsUnused => {
            "dmarc-failure-options-unused", Advice, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; fo=1"),
            good: Text("v=DMARC1; p=none; fo=1; ruf=mailto:r@d.example"),
        },
        /// Nobody gets aggregate reports.
        AggregateReportsMissing => {
            "dmarc-aggregate-reports-missing", Warning { ReceivesOnly | Parked: Advice }, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject"),
            good: Text("v=DMARC1; p=reject; rua=mailto:r@d.example"),
        },
        /// Aggregate reports are asked for.
        AggregateReportsAsked { uris: usize } => {
            "dmarc-aggregate-reports-asked", Good, Rfc(9990, "3"),
            bad: Text("v=DMARC1; p=reject; rua=mailto:r@d.example"),
            good: Text("v=DMARC1; p=reject"),
        },
        /// Failure reports are asked for: they hold parts of people's mail, and
        /// few receivers send them.
        FailureReportsAsked => {
            "dmarc-failure-reports-asked", Advice, Rfc(9991, "5"),
            bad: Text("v=DMARC1; p=reject; ruf=mailto:r@d.example"),
            good: Text("v=DMARC1; p=reject; rua=mailto:r@d.example"),
        },
        /// Reports of a public suffix must not be sent to `ruf`.
        FailureReportsOfPublicSuffix => {
            "dmarc-failure-reports-of-public-suffix", Warning, Rfc(9991, "3"),
            bad: Text("v=DMARC1; p=reject; psd=y; ruf=mailto:r@d.example"),
            good: Text("v=DMARC1; p=reject; psd=y; rua=mailto:r@d.example"),
        },
        /// A URI to which hardly any receiver sends.
        UriScheme { scheme: String } => {
            "dmarc-uri-scheme", Warning, Rfc(9990, "4"),
            bad: Text("v=DMARC1; p=none; rua=https://r.example/dmarc"),
            good: Text("v=DMARC1; p=none; rua=mailto:r@r.example"),
        },
        /// More than two URIs: older receivers use two.
        UriMany { tag: &'static str, uris: usize } => {
            "dmarc-uri-many", Advice, Rfc(7489, "6.2"),
            bad: Text("v=DMARC1; p=none; rua=mailto:a@d.example,mailto:b@d.example,mailto:c@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:a@d.example,mailto:b@d.example"),
        },
        /// The same URI twice in one tag.
        UriRepeated => {
            "dmarc-uri-repeated", Advice, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; rua=mailto:a@d.example,mailto:a@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:a@d.example"),
        },
        /// `!size`, which RFC 9989 took away.
        UriSize { octets: u64 } => {
            "dmarc-uri-size", Advice, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p=none; rua=mailto:a@d.example!10m"),
            good: Text("v=DMARC1; p=none; rua=mailto:a@d.example"),
        },
        /// A record so long that its answer may not fit in one packet.
        Long { octets: usize } => {
            "dmarc-record-long", Warning, Practice,
            bad: Text(concat!(
                "v=DMARC1; p=none; rua=",
                "mailto:aggregate-reports-of-the-domain@first.reports.example,",
                "mailto:aggregate-reports-of-the-domain@second.reports.example,",
                "mailto:aggregate-reports-of-the-domain@third.reports.example,",
                "mailto:aggregate-reports-of-the-domain@fourth.reports.example,",
                "mailto:aggregate-reports-of-the-domain@fifth.reports.example,",
                "mailto:aggregate-reports-of-the-domain@sixth.reports.example,",
                "mailto:aggregate-reports-of-the-domain@seventh.reports.example,",
                "mailto:aggregate-reports-of-the-domain@eighth.reports.example,",
                "mailto:aggregate-reports@d.example",
            )),
            good: Text("v=DMARC1; p=none; rua=mailto:a@d.example"),
        },
    }
}

/// Octets of a record from which an answer may need more than one packet.
const LONG: usize = 450;

/// Judges a record that receivers take for one; of others there is nothing to
/// say but their problems.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let usable = record.usable();
    let whole = Span::new(0, record.list.text.len());
    let mut facts = Vec::new();
    let mut push = |fact, span| facts.push(Spanned::new(fact, span));
    match &usable {
        Usable::NotDmarc => return facts,
        Usable::NoProcessing => push(Fact::WithoutEffect, whole),
        Usable::Applied(policies) => {
            let policy = |term: &Value| matches!(term, Value::Policy(_));
            let place = place(record, policy).unwrap_or(whole);
            let asked = policies.domain;
            match asked {
                Disposition::None => push(Fact::PolicyNone, place),
                Disposition::Quarantine => push(Fact::PolicyQuarantine, place),
                Disposition::Reject => push(Fact::PolicyReject, place),
            }
            let applied = policies.applied(asked);
            let testing = |term: &Value| matches!(term, Value::Testing(Some(true)));
            if let Some(span) = self::place(record, testing) {
                push(Fact::Testing { asked, applied }, span);
            }
            subdomains(record, &usable, place, &mut push);
            if policies.aggregate_reports.is_empty() {
                push(Fact::AggregateReportsMissing, whole);
            }
        }
    }
    for (index, term) in record.terms.iter().enumerate() {
        if !term.tag.torn && term.tag.repeats.is_none() {
            judge_tag(record, &term.value, term.tag.span(), &mut push);
        }
        if matches!(term.value, Value::Policy(_)) && index > 1 && !term.tag.torn {
            push(Fact::PolicyLate, term.tag.span());
        }
    }
    if whole.len() > LONG {
        let octets = whole.len();
        push(Fact::Long { octets }, whole);
    }
    facts
}

fn subdomains(record: &Record, usable: &Usable, policy: Span, push: &mut impl FnMut(Fact, Span)) {
    let Some(policies) = usable.policies() else {
        return;
    };
    let domain = policies.domain;
    match place(record, |term| matches!(term, Value::SubdomainPolicy(_))) {
        Some(span) if policies.subdomains < domain => {
            let subdomains = policies.subdomains;
            push(Fact::SubdomainPolicyWeaker { domain, subdomains }, span);
        }
        None if domain != Disposition::None => {
            push(Fact::SubdomainPolicyInherited { domain }, policy);
        }
        _ => {}
    }
    let nonexistent = policies.nonexistent;
    match place(record, |term| matches!(term, Value::NonexistentPolicy(_))) {
        Some(span) if nonexistent < domain.max(policies.subdomains) => {
            push(
                Fact::NonexistentPolicyWeaker {
                    domain,
                    nonexistent,
                },
                span,
            );
        }
        Some(span) if nonexistent > policies.subdomains => {
            let older = policies.subdomains;
            push(Fact::NonexistentPolicyStronger { nonexistent, older }, span);
        }
        None if nonexistent != Disposition::Reject => {
            push(Fact::NonexistentPolicyAbsent { nonexistent }, policy);
        }
        _ => {}
    }
}

fn judge_tag(record: &Record, value: &Value, span: Span, push: &mut impl FnMut(Fact, Span)) {
    match value {
        Value::PublicSuffix(Some(PublicSuffix::Yes)) => push(Fact::PublicSuffixClaimed, span),
        Value::PublicSuffix(Some(PublicSuffix::No)) => {
            push(Fact::OrganizationalDomainClaimed, span);
        }
        Value::Percent(Some(percent)) => push(judge_percent(record, *percent), span),
        Value::ReportFormat => push(Fact::HistoricTag { tag: "rf" }, span),
        Value::ReportInterval(_) => push(Fact::HistoricTag { tag: "ri" }, span),
        Value::DkimAlignment(Some(Alignment::Strict)) => {
            push(Fact::AlignmentStrict { tag: "adkim" }, span);
        }
        Value::SpfAlignment(Some(Alignment::Strict)) => {
            push(Fact::AlignmentStrict { tag: "aspf" }, span);
        }
        Value::FailureOptions(Some(_)) => {
            let reported = |term: &Value| matches!(term, Value::FailureReports(_));
            if place(record, reported).is_none() {
                push(Fact::FailureOptionsUnused, span);
            }
        }
        Value::AggregateReports(uris) => {
            let valid = uris.iter().filter(|uri| uri.value.is_valid()).count();
            if valid > 0 {
                push(Fact::AggregateReportsAsked { uris: valid }, span);
            }
            judge_uris("rua", uris, span, push);
        }
        Value::FailureReports(uris) => {
            let suffix =
                |term: &Value| matches!(term, Value::PublicSuffix(Some(PublicSuffix::Yes)));
            match place(record, suffix) {
                Some(_) => push(Fact::FailureReportsOfPublicSuffix, span),
                None => push(Fact::FailureReportsAsked, span),
            }
            judge_uris("ruf", uris, span, push);
        }
        _ => {}
    }
}

fn judge_percent(record: &Record, percent: u8) -> Fact {
    let none = |term: &Value| matches!(term, Value::Policy(Some(Disposition::None)));
    match percent {
        100 => Fact::HistoricTag { tag: "pct" },
        _ if place(record, none).is_some() => Fact::PercentWithoutPolicy { percent },
        0 => Fact::PercentZero,
        _ => Fact::PercentPartial { percent },
    }
}

fn judge_uris(
    tag: &'static str,
    uris: &[Spanned<ReportUri>],
    span: Span,
    push: &mut impl FnMut(Fact, Span),
) {
    let mut seen = BTreeSet::new();
    for uri in uris {
        let scheme = match &uri.value.target {
            Target::Https { .. } => Some("https"),
            Target::Other { scheme } => Some(scheme.as_str()),
            Target::Mail { local, domain } => {
                if !seen.insert((local.as_str(), domain.to_ascii_lowercase())) {
                    push(Fact::UriRepeated, uri.span);
                }
                None
            }
            Target::Broken(_) => None,
        };
        if let Some(scheme) = scheme {
            let scheme = scheme.to_owned();
            push(Fact::UriScheme { scheme }, uri.span);
        }
        if let Some(size) = uri.value.size {
            push(Fact::UriSize { octets: size.value }, size.span);
        }
    }
    if uris.len() > 2 {
        let uris = uris.len();
        push(Fact::UriMany { tag, uris }, span);
    }
}

/// Where the first tag stands that receivers read and that `wanted` is true of.
fn place(record: &Record, wanted: impl Fn(&Value) -> bool) -> Option<Span> {
    record
        .terms_read()
        .find(|term| wanted(&term.value))
        .map(|term| term.tag.span())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<&'static str> {
        judge_text(&Record::read(text))
            .iter()
            .map(|fact| fact.value.rule().id)
            .collect()
    }

    #[test]
    fn a_weaker_subdomain_policy_is_not_p_none() {
        assert_eq!(
            ids("v=DMARC1; p=reject; sp=none; np=reject; rua=mailto:a@d.example"),
            [
                "dmarc-policy-reject",
                "dmarc-subdomain-policy-weaker",
                "dmarc-nonexistent-policy-stronger",
                "dmarc-aggregate-reports-asked"
            ]
        );
    }

    #[test]
    fn testing_weakens() {
        let facts = judge_text(&Record::read("v=DMARC1; p=reject; t=y"));
        assert!(facts.iter().any(|fact| fact.value
            == Fact::Testing {
                asked: Disposition::Reject,
                applied: Disposition::Quarantine
            }));
    }

    #[test]
    fn nothing_is_judged_that_is_no_record() {
        assert!(ids("v=DMARC1 p=none").is_empty());
    }
}
