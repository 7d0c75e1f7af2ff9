//! What the subjects of a check come to, taken together.

use super::subject::{Detail, SubjectReport};
use crate::check::{Answers, Finding, Whole, together};
use crate::dns::Answer;
use crate::rule::{Profile, Subject};
use std::rc::Rc;

/// What the subjects of a check come to.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// How the records fit together.
    pub together: Rc<SubjectReport>,
    /// The answers to what people ask.
    pub answers: Answers,
}

impl Conclusion {
    /// Concludes from the reports of all subjects, of a domain that is for
    /// this; `None` where one of them is not there.
    pub fn new(reports: &[Rc<SubjectReport>], profile: Profile) -> Option<Self> {
        let whole = whole(reports)?;
        Some(Self {
            together: Rc::new(together(&whole, profile)),
            answers: Answers::new(&whole, profile),
        })
    }
}

fn together(whole: &Whole<'_>, profile: Profile) -> SubjectReport {
    let findings = together::judge(whole, profile);
    let evidence = evidence(whole, &findings);
    SubjectReport::new(
        Subject::Together,
        Detail::Together,
        Vec::new(),
        findings,
        evidence,
    )
    .weighed(profile)
}

/// The answers that the findings rest on.
fn evidence(whole: &Whole<'_>, findings: &[Finding]) -> Vec<Rc<Answer>> {
    let rested_on = |answer: &&Rc<Answer>| {
        let mut findings = findings.iter();
        findings.any(|finding| finding.evidence.contains(&answer.question))
    };
    whole.compared().filter(rested_on).cloned().collect()
}

fn whole(reports: &[Rc<SubjectReport>]) -> Option<Whole<'_>> {
    let report = |subject| {
        let mut reports = reports.iter();
        reports.find(|report| report.subject == subject)
    };
    let detail = |subject| Some(&report(subject)?.detail);
    let findings = |subject| report(subject).map_or(&[][..], |report| &report.findings);
    macro_rules! take {
        ($subject:ident as $pattern:pat => $taken:expr) => {
            match detail(Subject::$subject)? {
                $pattern => $taken,
                _ => return None,
            }
        };
    }
    Some(Whole {
        servers: take!(Mx as Detail::MailServers(it) => it),
        reverses: take!(Ptr as Detail::Reverses { reverses, .. } => reverses),
        spf: take!(Spf as Detail::Spf(it) => it),
        spf_findings: findings(Subject::Spf),
        dkim: take!(Dkim as Detail::Dkim(it) => it),
        dmarc: take!(Dmarc as Detail::Dmarc(it) => it),
        mta_sts: take!(MtaSts as Detail::MtaSts(it) => it),
        mta_sts_findings: findings(Subject::MtaSts),
        dane: take!(Tlsa as Detail::Dane(it) => it),
        dane_findings: findings(Subject::Tlsa),
    })
}
