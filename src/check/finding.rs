//! A rule that was met.

use super::{
    bimi, caa, delegation, dkim, dmarc, dnssec, mta_sts, mx, programs, ptr, spf, tls_rpt, tlsa,
    together,
};
use crate::dns::{Answer, Failure, Question, TxtRecord};
use crate::order::Arrange;
use crate::record::{self, kind::RecordKind, span::Span};
use crate::rule::{Profile, Rule, Severity};
use serde::Serialize;
use std::cmp::Reverse;

/// A rule that was met: facts, where they stand, and what they rest on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule, with its facts.
    pub fact: Fact,
    /// How much it matters here.
    pub severity: Severity,
    /// How much it matters before it is known what the domain is for.
    #[serde(skip)]
    unweighed: Severity,
    /// Its number among those of its subject, as they were found.
    #[serde(skip)]
    number: usize,
    /// Where it stands, if it is about a record's text.
    pub place: Option<Place>,
    /// The questions whose answers it rests on.
    pub evidence: Vec<Question>,
}

/// A record's text, as it was found in DNS.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRecord {
    /// How its text is read.
    pub kind: RecordKind,
    /// The record.
    pub txt: TxtRecord,
}

/// Bytes of one of a subject's records.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Place {
    /// The record's number among those of its subject.
    pub record: usize,
    /// The bytes of its text.
    pub span: Span,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $variant:ident($type:ty)),* $(,)?) => {
        /// What can be found, by subject.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Fact {
            $($(#[$doc])* $variant($type)),*
        }

        impl Fact {
            /// The rule that this fact meets.
            pub fn rule(&self) -> &'static Rule {
                match self {
                    $(Self::$variant(fact) => fact.rule()),*
                }
            }

            /// Every rule there is.
            pub fn rules() -> impl Iterator<Item = &'static Rule> {
                [$(<$type>::RULES),*].into_iter().flatten()
            }
        }

        $(impl From<$type> for Fact {
            fn from(fact: $type) -> Self {
                Self::$variant(fact)
            }
        })*
    };
}

facts! {
    /// A question without an answer.
    Unanswered(Unanswered),
    /// The domain as a whole.
    Delegation(delegation::Fact),
    /// Mail exchangers.
    Mx(mx::Fact),
    /// Mail exchangers as a set.
    MxSet(mx::set::Fact),
    /// A set of MX records that departs from its grammar.
    MxProblem(record::mx::Problem),
    /// What a set of MX records says.
    MxText(mx::text::Fact),
    /// Names of addresses.
    Ptr(ptr::Fact),
    /// SPF, as DNS has it.
    SpfPublished(spf::published::Fact),
    /// Where SPF records stand.
    SpfPlaces(spf::places::Fact),
    /// An SPF record that departs from its grammar.
    SpfProblem(record::spf::Problem),
    /// What an SPF record allows.
    SpfText(spf::text::Fact),
    /// All that an SPF record leads to.
    SpfTree(spf::tree::Fact),
    /// DKIM, as DNS has it.
    DkimPublished(dkim::published::Fact),
    /// Where DKIM keys stand.
    DkimPlaces(dkim::places::Fact),
    /// A DKIM key record that departs from its grammar.
    DkimProblem(record::dkim::Problem),
    /// What a DKIM key record publishes.
    DkimText(dkim::text::Fact),
    /// DMARC, as DNS has it.
    DmarcPublished(dmarc::published::Fact),
    /// Where a DMARC record stands.
    DmarcPlaces(dmarc::places::Fact),
    /// Where DMARC reports go.
    DmarcReports(dmarc::reports::Fact),
    /// A DMARC record that departs from its grammar.
    DmarcProblem(record::dmarc::Problem),
    /// What a DMARC record asks for.
    DmarcText(dmarc::text::Fact),
    /// A consent to take another domain's reports that departs from its
    /// grammar.
    ReportAuthorizationProblem(record::report_authorization::Problem),
    /// MTA-STS, as DNS has it.
    MtaStsPublished(mta_sts::published::Fact),
    /// An MTA-STS record that departs from its grammar.
    MtaStsProblem(record::mta_sts::txt::Problem),
    /// What an MTA-STS record announces.
    MtaStsText(mta_sts::text::Fact),
    /// An MTA-STS policy that departs from its grammar.
    MtaStsPolicyProblem(record::mta_sts::policy::Problem),
    /// What an MTA-STS policy asks for.
    MtaStsPolicyText(mta_sts::policy::Fact),
    /// TLS reporting, as DNS has it.
    TlsRptPublished(tls_rpt::published::Fact),
    /// A TLS reporting record that departs from its grammar.
    TlsRptProblem(record::tls_rpt::Problem),
    /// What a TLS reporting record asks for.
    TlsRptText(tls_rpt::text::Fact),
    /// BIMI, as DNS has it.
    BimiPublished(bimi::published::Fact),
    /// A BIMI record that departs from its grammar.
    BimiProblem(record::bimi::Problem),
    /// What a BIMI record publishes.
    BimiText(bimi::text::Fact),
    /// TLSA records, as DNS has them.
    TlsaPublished(tlsa::published::Fact),
    /// TLSA records that depart from their grammar.
    TlsaProblem(record::tlsa::Problem),
    /// What TLSA records say.
    TlsaText(tlsa::text::Fact),
    /// DNSSEC.
    Dnssec(dnssec::published::Fact),
    /// The signatures of DNSSEC.
    DnssecSignatures(dnssec::signatures::Fact),
    /// CAA records, as DNS has them.
    CaaPublished(caa::published::Fact),
    /// CAA records that depart from their grammar.
    CaaProblem(record::caa::Problem),
    /// What CAA records allow.
    CaaText(caa::text::Fact),
    /// What mail programs find.
    Programs(programs::Fact),
    /// The records beside each other.
    Together(together::Fact),
}

crate::rules! {
    /// What stays unknown, whatever it is about.
    pub enum Unanswered in Domain {
        /// A question to which nobody gave an answer.
        Question { question: Question, why: Failure } => {
            "lookup-failed", Unknown, Practice,
            bad: Zone("d MX 10 mail.d\n$FAIL servfail d MX"), good: Zone("d MX 10 mail.d"),
        },
    }
}

impl Finding {
    /// A rule met by the answers to these questions.
    pub fn new<'a>(fact: impl Into<Fact>, evidence: impl IntoIterator<Item = &'a Answer>) -> Self {
        let fact = fact.into();
        let severity = fact.rule().severity;
        Self {
            severity,
            unweighed: severity,
            number: 0,
            fact,
            place: None,
            evidence: evidence
                .into_iter()
                .map(|answer| answer.question.clone())
                .collect(),
        }
    }

    /// The same, where it matters otherwise than its rule says.
    pub fn mattering(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self.unweighed = severity;
        self
    }

    /// Puts findings in order of gravity: those found first, first within it.
    pub fn sort(findings: &mut [Self]) {
        findings.arrange_by_key(|finding| (Reverse(finding.severity), finding.number));
    }

    /// Numbers findings as they stand.
    pub fn number(findings: &mut [Self]) {
        for (number, finding) in findings.iter_mut().enumerate() {
            finding.number = number;
        }
    }

    /// Lets it matter as it does to a domain that is for this. What mattered
    /// otherwise than its rule says goes on to.
    pub fn weigh(&mut self, profile: Profile) {
        let rule = self.fact.rule();
        self.severity = match self.unweighed == rule.severity {
            true => rule.severity_for(profile),
            false => self.unweighed,
        };
    }

    /// The same, about these bytes of a record.
    pub fn at(mut self, record: usize, span: Span) -> Self {
        self.place = Some(Place { record, span });
        self
    }
}

/// A finding for each answer that failed.
pub fn unanswered<'a>(
    answers: impl IntoIterator<Item = &'a Answer>,
) -> impl Iterator<Item = Finding> {
    answers
        .into_iter()
        .filter_map(|answer| match &answer.outcome {
            crate::dns::Outcome::Failed(why) => Some(Finding::new(
                Unanswered::Question {
                    question: answer.question.clone(),
                    why: why.clone(),
                },
                [answer],
            )),
            _ => None,
        })
}
