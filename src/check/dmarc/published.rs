//! DMARC as DNS has it: which record speaks for the domain?

use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Name};
use crate::follow::dmarc::walk::{is_dmarc, is_near_miss};
use crate::follow::dmarc::{Dmarc, Found, Policy, Step};
use crate::record::dmarc::{PublicSuffix, Record, Value};
use crate::record::span::Spanned;
use crate::rule::Severity;
use std::rc::Rc;

crate::rules! {
    /// What can be found of the DMARC records that speak for a domain.
    pub enum Fact in Dmarc {
        /// No record speaks for the domain.
        Missing { domain: Name } => {
            "dmarc-missing", Error, Rfc(9989, "4.10.1"),
            bad: Zone("d TXT x"), good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// Several records stand at one name, and all of them are discarded.
        Several { domain: Name, count: usize } => {
            "dmarc-several-records", Error, Rfc(9989, "4.10"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none\"\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// The policy is that of a domain above.
        Inherited { from: Name } => {
            "dmarc-inherited", Good, Rfc(9989, "4.10.1"),
            bad: Zone("_dmarc.example. TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// The policy is that of a public suffix above.
        InheritedFromPublicSuffix { from: Name } => {
            "dmarc-inherited-from-public-suffix", Advice, Rfc(9989, "4.10.1"),
            bad: Zone("_dmarc.example. TXT \"v=DMARC1; p=reject; psd=y\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\"\n\
                        _dmarc.example. TXT \"v=DMARC1; p=reject; psd=y\""),
        },
        /// The policy is that of a name above which receivers that follow RFC
        /// 7489 do not ask, unless somebody registered it as it is.
        UnseenByOlder { domain: Name, from: Name } => {
            "dmarc-policy-unseen-by-older-receivers", Advice, Rfc(7489, "6.6.3"),
            bad: Zone("_dmarc.example. TXT \"v=DMARC1; p=reject\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// The walk ended above the domain, at a record with `psd=n`, or with
        /// `psd=y` (`suffix`).
        WalkStopped { at: Name, suffix: bool, organizational: Name } => {
            "dmarc-walk-stopped", Good, Rfc(9989, "4.10"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\"\n\
                       _dmarc.example. TXT \"v=DMARC1; p=none; psd=y\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// A top-level domain passes for the organization, for want of `psd`.
        OrganizationIsTopLevel { domain: Name, top: Name } => {
            "dmarc-organization-is-top-level", Warning, Rfc(9989, "4.10.2"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=reject\"\n\
                       _dmarc.example. TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=reject; psd=n\"\n\
                        _dmarc.example. TXT \"v=DMARC1; p=none\""),
        },
        /// `sp` or `np` in a record below the organizational domain.
        SubdomainPolicyUnused { tag: &'static str, organizational: Name } => {
            "dmarc-subdomain-policy-unused", Advice, Rfc(9989, "4.7"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; sp=reject\"\n\
                       _dmarc.example. TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; sp=reject\""),
        },
        /// A text at `_dmarc` that was meant as a DMARC record, and is none.
        NotRecognized { domain: Name, text: String } => {
            "dmarc-not-recognized", Error, Rfc(9989, "4.10"),
            bad: Zone("_dmarc.d TXT \"v=dmarc1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// Something else than a DMARC record stands at `_dmarc`.
        Unrelated { domain: Name, text: String } => {
            "dmarc-unrelated-text", Warning, Rfc(9989, "4.10"),
            bad: Zone("_dmarc.d TXT \"v=spf1 -all\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
    }
}

/// Judges which record speaks for the domain.
pub fn judge(dmarc: &Dmarc) -> Vec<Finding> {
    let mut findings = speaking(dmarc);
    let own = dmarc.walk.own();
    let policy = dmarc.walk.policy();
    for step in &dmarc.walk.steps {
        if let Found::Several(records) = &step.found {
            let fact = Fact::Several {
                domain: step.domain.clone(),
                count: records.len(),
            };
            let mut finding = Finding::new(fact, [&*step.txt]);
            if matches!(policy, Policy::Own(_)) {
                // Only whether domains align hangs on it.
                finding = finding.mattering(Severity::Warning);
            }
            findings.push(finding);
        }
    }
    findings.extend(organization(dmarc));
    if let Some(own) = own.filter(|_| !dmarc.is_by_wildcard()) {
        findings.extend(passed_over(own));
    }
    findings
}

/// Who speaks for the domain.
fn speaking(dmarc: &Dmarc) -> Vec<Finding> {
    let walk = &dmarc.walk;
    let answers = || walk.answers().map(Rc::as_ref);
    let domain = || walk.start.clone();
    let mut facts = Vec::new();
    match walk.policy() {
        // A question that failed matters only where the policy hangs on it.
        Policy::Unknown => return finding::unanswered(answers()).collect(),
        // Of a domain that does not exist, only that is told.
        Policy::None if dmarc.exists == Some(false) => {}
        Policy::None => facts.push(Fact::Missing { domain: domain() }),
        Policy::Organizational(from, _) => {
            facts.push(Fact::Inherited { from: from.clone() });
            if !may_be_registered(from) {
                facts.push(Fact::UnseenByOlder {
                    domain: domain(),
                    from: from.clone(),
                });
            }
        }
        Policy::PublicSuffix(from, _) => {
            facts.push(Fact::InheritedFromPublicSuffix { from: from.clone() });
        }
        Policy::Own(_) => {}
    }
    let facts = facts.into_iter();
    facts.map(|fact| Finding::new(fact, answers())).collect()
}

/// Where the organization begins, and what follows from that.
fn organization(dmarc: &Dmarc) -> Vec<Finding> {
    let walk = &dmarc.walk;
    let Some(organizational) = walk.organizational_domain() else {
        return Vec::new();
    };
    let answers = || walk.answers().map(Rc::as_ref);
    let mut findings = Vec::new();
    let mut push = |fact| findings.push(Finding::new(fact, answers()));
    let own = walk.own().map(|own| &own.found);
    if organizational.label_count() == 1 && organizational != walk.start {
        push(Fact::OrganizationIsTopLevel {
            domain: walk.start.clone(),
            top: organizational.clone(),
        });
    }
    if let Some((at, psd)) = walk.above().last().and_then(|step| match &step.found {
        Found::Policy { psd, .. } if step.found.ends_walk() => Some((&step.domain, psd)),
        _ => None,
    }) {
        push(Fact::WalkStopped {
            at: at.clone(),
            suffix: *psd == PublicSuffix::Yes,
            organizational: organizational.clone(),
        });
    }
    if let Some(Found::Policy { record, psd }) = own
        && organizational != walk.start
        && *psd != PublicSuffix::Yes
    {
        for tag in subdomain_policies(&record.text) {
            let fact = Fact::SubdomainPolicyUnused {
                tag: tag.value,
                organizational: organizational.clone(),
            };
            // The domain's own record is the first that is shown.
            findings.push(Finding::new(fact, answers()).at(0, tag.span));
        }
    }
    findings
}

/// The tags `sp` and `np` of a record.
fn subdomain_policies(text: &str) -> Vec<Spanned<&'static str>> {
    let record = Record::read(text);
    let tags = record.terms_read().filter_map(|term| {
        let tag = match term.value {
            Value::SubdomainPolicy(Some(_)) => "sp",
            Value::NonexistentPolicy(Some(_)) => "np",
            _ => return None,
        };
        Some(Spanned::new(tag, term.tag.span()))
    });
    tags.collect()
}

/// The texts at the domain's own name that receivers pass over.
fn passed_over(own: &Step) -> impl Iterator<Item = Finding> {
    let answer: &Answer = &own.txt;
    let texts = answer.texts().filter(|record| !is_dmarc(&record.text));
    texts.map(move |record| {
        let (domain, text) = (own.domain.clone(), record.text);
        let fact = match is_near_miss(&text) {
            true => Fact::NotRecognized { domain, text },
            false => Fact::Unrelated { domain, text },
        };
        Finding::new(fact, [answer])
    })
}

/// Whether a name looks like one that people register: directly below a
/// top-level domain, or below a name such as `co.uk`. Only a list of public
/// suffixes would tell.
fn may_be_registered(name: &Name) -> bool {
    const SECOND_LEVEL: [&str; 16] = [
        "ac", "co", "com", "edu", "go", "gob", "gov", "govt", "ltd", "me", "mil", "ne", "net",
        "nom", "or", "org",
    ];
    let labels: Vec<_> = name.labels().collect();
    match labels.as_slice() {
        [second, top] => !(top.len() == 2 && SECOND_LEVEL.contains(second)),
        [_, second, top] => top.len() == 2 && SECOND_LEVEL.contains(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::dmarc;

    fn ids(domain: &str, zone: &str) -> Vec<&'static str> {
        let findings = judge(&dmarc(domain, zone));
        findings.iter().map(|f| f.fact.rule().id).collect()
    }

    #[test]
    fn names_that_people_register() {
        for name in ["d.example", "d.co.uk", "d.uk", "d.com.cn"] {
            assert!(may_be_registered(&Name::parse(name).unwrap()), "{name}");
        }
        for name in ["example", "co.uk", "b.d.example", "a.d.co.uk"] {
            assert!(!may_be_registered(&Name::parse(name).unwrap()), "{name}");
        }
    }

    #[test]
    fn a_policy_between_is_unseen_by_some() {
        let zone = "_dmarc.b.d.example. TXT \"v=DMARC1; p=none\"";
        assert_eq!(
            ids("a.b.d.example", zone),
            ["dmarc-inherited", "dmarc-policy-unseen-by-older-receivers"]
        );
        let above = "_dmarc.d.example. TXT \"v=DMARC1; p=none\"";
        assert_eq!(ids("a.b.d.example", above), ["dmarc-inherited"]);
    }

    #[test]
    fn several_records_above_matter_less_to_a_domain_with_its_own() {
        let zone = "_dmarc.a.d TXT \"v=DMARC1; p=none\"\n\
                    _dmarc.d TXT \"v=DMARC1; p=none\"\n_dmarc.d TXT \"v=DMARC1; p=reject\"";
        let severity = |domain| {
            judge(&dmarc(domain, zone))[..]
                .iter()
                .map(|f| f.severity)
                .max()
        };
        assert_eq!(severity("a.d.example"), Some(Severity::Warning));
        assert_eq!(severity("d.example"), Some(Severity::Error));
    }

    #[test]
    fn the_subdomain_policies_of_a_public_suffix_are_used() {
        let zone = "_dmarc.d TXT \"v=DMARC1; p=none; sp=reject; psd=y\"\n\
                    _dmarc TXT \"v=DMARC1; p=none\"";
        assert_eq!(ids("d.example", zone), [""; 0]);
    }

    #[test]
    fn what_a_wildcard_answers_is_told_once() {
        let zone = "*.d TXT \"v=spf1 -all\"";
        assert_eq!(ids("d.example", zone), ["dmarc-missing"]);
    }
}
