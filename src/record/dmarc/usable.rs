//! What a receiver makes of a record.

use super::{Alignment, Disposition, FailureOptions, PublicSuffix, Record, Term, Value};
use crate::record::report_uri::ReportUri;
use crate::record::span::Spanned;
use crate::record::tag_list::is_blank;
use serde::Serialize;

/// What a receiver makes of a record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usable {
    /// It is no DMARC record and is passed over.
    NotDmarc,
    /// It is a DMARC record, but has neither a policy to apply nor an address
    /// to report to: no DMARC processing (RFC 9989 §4.10.1).
    NoProcessing,
    /// It is applied.
    Applied(Policies),
}

impl Usable {
    /// What is applied.
    pub fn policies(&self) -> Option<&Policies> {
        match self {
            Self::Applied(policies) => Some(policies),
            _ => None,
        }
    }
}

/// A record with every default filled in.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Policies {
    /// Whether `p=none` is taken for granted, because `p` is missing or a
    /// policy is invalid (RFC 9989 §4.10.1).
    pub implied: bool,
    /// For the domain itself, before [`testing`](Self::testing) weakens it.
    pub domain: Disposition,
    /// For subdomains that exist.
    pub subdomains: Disposition,
    /// For subdomains that do not exist.
    pub nonexistent: Disposition,
    /// `t=y`: each is applied one step weaker.
    pub testing: bool,
    /// The share of mail that the policy is for, in percent; always 100 to a
    /// receiver that follows RFC 9989.
    pub percent: u8,
    /// How exactly DKIM's domain must agree.
    pub dkim_alignment: Alignment,
    /// How exactly SPF's domain must agree.
    pub spf_alignment: Alignment,
    /// When failure reports are asked for.
    pub failure_options: FailureOptions,
    /// Whether the domain is a public suffix.
    pub public_suffix: PublicSuffix,
    /// Where aggregate reports go: the valid URIs.
    pub aggregate_reports: Vec<Spanned<ReportUri>>,
    /// Where failure reports go: the valid URIs.
    pub failure_reports: Vec<Spanned<ReportUri>>,
}

impl Policies {
    /// The policy for the domain as it is applied.
    pub fn applied(&self, asked: Disposition) -> Disposition {
        match self.testing {
            true => asked.weaker(),
            false => asked,
        }
    }
}

impl Default for Policies {
    fn default() -> Self {
        Self {
            implied: false,
            domain: Disposition::None,
            subdomains: Disposition::None,
            nonexistent: Disposition::None,
            testing: false,
            percent: 100,
            dkim_alignment: Alignment::Relaxed,
            spf_alignment: Alignment::Relaxed,
            failure_options: FailureOptions {
                all: true,
                ..FailureOptions::default()
            },
            public_suffix: PublicSuffix::Unstated,
            aggregate_reports: Vec::new(),
            failure_reports: Vec::new(),
        }
    }
}

impl Record {
    /// What a receiver that follows RFC 9989 makes of it (§4.7, §4.10.1).
    pub fn usable(&self) -> Usable {
        self.used(true)
    }

    /// Whether a receiver takes it for a policy. A record without `p` is one:
    /// `p=none` (RFC 9989 §4.7), though with nowhere to report to it comes to
    /// no processing (§4.10.1). One whose `p`, `sp` or `np` is invalid is not.
    pub fn is_policy(&self) -> bool {
        match self.usable() {
            Usable::NotDmarc => false,
            Usable::Applied(_) => true,
            Usable::NoProcessing => {
                let mut first = self.terms.iter().filter(|t| t.tag.repeats.is_none());
                first.all(|term| match &term.value {
                    Value::Policy(_) => !self.begins_piece(term),
                    Value::SubdomainPolicy(read) | Value::NonexistentPolicy(read) => {
                        read.is_some() && !term.tag.torn || !self.begins_piece(term)
                    }
                    _ => true,
                })
            }
        }
    }

    /// What a receiver that follows RFC 7489 makes of it (§6.3, §6.6.3):
    /// `np`, `psd` and `t` mean nothing to it, `pct` does.
    pub fn usable_by_rfc7489(&self) -> Usable {
        self.used(false)
    }

    fn used(&self, rfc9989: bool) -> Usable {
        let version = self.terms.first().is_some_and(|first| {
            first.value == Value::Version(true)
                && !first.tag.torn
                && self.list.text.starts_with(['v', 'V'])
        });
        if !version {
            return Usable::NotDmarc;
        }
        let mut policies = Policies::default();
        let (mut domain, mut subdomains, mut nonexistent) = (None, None, None);
        let mut invalid = false;
        for term in self.terms_read() {
            match &term.value {
                Value::Policy(read) => domain = *read,
                Value::SubdomainPolicy(read) => {
                    subdomains = *read;
                    invalid |= read.is_none();
                }
                Value::NonexistentPolicy(read) if rfc9989 => {
                    nonexistent = *read;
                    invalid |= read.is_none();
                }
                Value::Testing(Some(testing)) if rfc9989 => policies.testing = *testing,
                Value::PublicSuffix(Some(read)) if rfc9989 => policies.public_suffix = *read,
                Value::Percent(Some(percent)) if !rfc9989 => policies.percent = *percent,
                Value::DkimAlignment(Some(read)) => policies.dkim_alignment = *read,
                Value::SpfAlignment(Some(read)) => policies.spf_alignment = *read,
                Value::FailureOptions(Some(read)) => policies.failure_options = *read,
                Value::AggregateReports(uris) => policies.aggregate_reports = valid(uris),
                Value::FailureReports(uris) => policies.failure_reports = valid(uris),
                _ => {}
            }
        }
        // A value that swallows the tag behind it, where a separator is missing,
        // is an invalid one; what it swallows is no tag.
        invalid |= self.terms.iter().any(|term| {
            term.tag.torn
                && self.begins_piece(term)
                && match term.value {
                    Value::SubdomainPolicy(_) => true,
                    Value::NonexistentPolicy(_) => rfc9989,
                    _ => false,
                }
        });
        match domain {
            Some(domain) if !invalid => {
                policies.domain = domain;
                policies.subdomains = subdomains.unwrap_or(domain);
                policies.nonexistent = nonexistent.unwrap_or(policies.subdomains);
                Usable::Applied(policies)
            }
            // As if `v=DMARC1; p=none` stood there, with the reports.
            _ if !policies.aggregate_reports.is_empty() => {
                policies.implied = true;
                Usable::Applied(policies)
            }
            _ => Usable::NoProcessing,
        }
    }

    /// Whether a term is the first behind a separator that receivers know.
    fn begins_piece(&self, term: &Term) -> bool {
        let text = &self.list.text;
        let before = text.get(..term.tag.name.start).unwrap_or_default();
        let before = before.trim_end_matches(is_blank);
        before.is_empty() || before.ends_with(';')
    }
}

fn valid(uris: &[Spanned<ReportUri>]) -> Vec<Spanned<ReportUri>> {
    uris.iter()
        .filter(|uri| uri.value.is_valid())
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<(Disposition, Disposition, Disposition)> {
        let usable = Record::read(text).usable();
        let policies = usable.policies()?;
        Some((policies.domain, policies.subdomains, policies.nonexistent))
    }

    #[test]
    fn policies_fall_back() {
        use Disposition::*;
        assert_eq!(asked("v=DMARC1;p=reject"), Some((Reject, Reject, Reject)));
        assert_eq!(
            asked("v=DMARC1; p=reject; sp=none"),
            Some((Reject, None, None))
        );
        assert_eq!(
            asked("v=DMARC1; p=none; np=reject"),
            Some((None, None, Reject))
        );
    }

    #[test]
    fn without_a_valid_policy_only_reports_count() {
        use Disposition::None as Nothing;
        let nothing = Some((Nothing, Nothing, Nothing));
        for (text, implied) in [
            ("v=DMARC1; rua=mailto:a@d.example", true),
            ("v=DMARC1; p=none; rua=mailto:a@d.example", false),
        ] {
            let usable = Record::read(text).usable();
            assert_eq!(usable.policies().map(|p| p.implied), Some(implied));
        }
        assert_eq!(asked("v=DMARC1; rua=mailto:a@d.example"), nothing);
        assert_eq!(
            asked("v=DMARC1; p=reject; sp=x; rua=mailto:a@d.example"),
            nothing
        );
        assert_eq!(Record::read("v=DMARC1").usable(), Usable::NoProcessing);
        let record = Record::read("v=DMARC1; p=none rua=mailto:a@d.example");
        assert_eq!(record.usable(), Usable::NoProcessing);
    }

    #[test]
    fn what_another_value_swallows_is_no_tag() {
        use Disposition::*;
        assert_eq!(
            asked("v=DMARC1; p=reject; ruf=mailto:a@d.example sp=none; adkim=s"),
            Some((Reject, Reject, Reject))
        );
        assert_eq!(asked("v=DMARC1; p=reject; sp=none np=none"), Option::None);
        let record = Record::read("v=DMARC1; fo=1 p=x");
        assert!(record.is_policy());
    }

    #[test]
    fn a_missing_policy_is_none_and_an_invalid_one_is_no_policy() {
        for (text, policy) in [
            ("v=DMARC1", true),
            ("v=DMARC1; sp=reject", true),
            ("v=DMARC1; p=x; rua=mailto:a@d.example", true),
            ("v=DMARC1; p=x", false),
            ("v=DMARC1; p=none fo=1", false),
            ("v=DMARC1; sp=x", false),
            ("v=DMARC1; sp=none; sp=x", true),
            ("v=DMARC1; sp=none np=none", false),
            ("v=dmarc1; p=none", false),
        ] {
            assert_eq!(Record::read(text).is_policy(), policy, "{text}");
        }
    }

    #[test]
    fn receivers_differ() {
        let record = Record::read("v=DMARC1; p=reject; np=x; t=y; pct=20");
        assert_eq!(record.usable(), Usable::NoProcessing);
        let older = record.usable_by_rfc7489();
        let older = older.policies();
        assert!(older.is_some_and(|p| p.percent == 20 && !p.testing));
    }

    #[test]
    fn what_is_no_record() {
        for text in [
            "",
            " v=DMARC1; p=none",
            "v=DMARC1 p=none",
            "v=DMARC1\\; p=none",
            "\"v=DMARC1; p=none\"",
            "p=none; v=DMARC1",
            "v=spf1 -all",
        ] {
            assert_eq!(Record::read(text).usable(), Usable::NotDmarc, "{text}");
        }
    }
}
