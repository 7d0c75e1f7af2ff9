//! What is kept of one domain: as little as a table and a choice of what to
//! look at need.

use crate::check::answer::{Asked, Verdict};
use crate::check::{Fact, Finding};
use crate::dns::{Answer, Failure, Outcome};
use crate::order::Arrange;
use crate::report::Told;
use crate::rule::{Profile, Severity};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::rc::Rc;

/// What is kept of one domain.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What the domain was judged as.
    pub profile: Profile,
    /// Can mail reach it?
    pub reach: Said,
    /// Can strangers forge it?
    pub forge: Said,
    /// Will its own mail be accepted?
    pub accept: Said,
    /// How many findings are errors.
    pub errors: u32,
    /// How many are warnings.
    pub warnings: u32,
    /// How many are advice.
    pub advice: u32,
    /// How many say that something could not be found out.
    pub unknown: u32,
    /// The ids of the rules that were met, each once, the gravest first, and
    /// [`Row::RULES`] at most.
    pub rules: Vec<String>,
    /// What the gravest of the findings says, in each language.
    pub gravest: Vec<String>,
    /// How many questions were answered for it.
    pub questions: u32,
    /// How many questions nobody answered.
    pub failed: u32,
    /// Whether a question failed that may be answered another time: then the
    /// domain is checked once more before this is final.
    #[serde(default)]
    pub again: bool,
    /// When it was checked, in seconds since 1970.
    pub time: u32,
}

/// An answer, and how much it matters to a domain of this profile.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The answer in a word.
    pub verdict: Verdict,
    /// `Good` where it is as it should be.
    pub severity: Severity,
}

impl Row {
    /// How many rules are kept.
    pub const RULES: usize = 16;

    /// Sums up what was told of a domain, and the log of all that was asked;
    /// `None` where not all was told. `say` puts a fact into each language.
    pub fn new(
        told: &[Told],
        log: &[Rc<Answer>],
        time: f64,
        say: &dyn Fn(&Fact) -> Vec<String>,
    ) -> Option<Self> {
        let judged = told.iter().find_map(|it| match it {
            Told::Judged(judged) => Some(judged),
            _ => None,
        })?;
        let answers = told.iter().find_map(|it| match it {
            Told::Answers(answers) => Some(answers),
            _ => None,
        })?;
        let reports = told.iter().filter_map(|it| match it {
            Told::Subject(report) => Some(report),
            _ => None,
        });
        let mut findings: Vec<_> = reports.flat_map(|it| &it.findings).collect();
        // In one order, whichever answer came first.
        findings.arrange_by_key(|it| (Reverse(it.severity), it.fact.rule().subject));
        let count = |severity| {
            let mut of = findings.iter().filter(|it| it.severity == severity).count();
            // So many findings nobody has.
            of = of.min(u32::MAX as usize);
            of as u32
        };
        let said = |asked| Said {
            verdict: answers.verdict(asked),
            severity: answers.severity(asked, judged.profile),
        };
        Some(Self {
            profile: judged.profile,
            reach: said(Asked::Reach),
            forge: said(Asked::Forge),
            accept: said(Asked::Accept),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            unknown: count(Severity::Unknown),
            rules: rules(&findings),
            gravest: match findings.first() {
                Some(first) if first.severity != Severity::Good => say(&first.fact),
                _ => Vec::new(),
            },
            questions: log.len() as u32,
            failed: log.iter().filter(|it| was_lost(it)).count() as u32,
            again: log.iter().any(|it| may_be_answered(it)),
            time: (time / 1000.0).max(0.0) as u32,
        })
    }

    /// Whether so much went unanswered that the network may be at fault.
    pub fn is_lost(&self) -> bool {
        self.failed * 2 > self.questions
    }
}

/// Whether nobody answered, in whatever way.
fn was_lost(answer: &Answer) -> bool {
    let answered = || answer.exchanges.iter().any(|it| it.rcode.is_some());
    matches!(answer.outcome, Outcome::Failed(_)) && !answered()
}

/// Whether a question failed, and not for what the domain's DNS says.
fn may_be_answered(answer: &Answer) -> bool {
    match &answer.outcome {
        Outcome::Failed(Failure::DnssecBroken | Failure::AliasLoop | Failure::NotSeen) => false,
        outcome => outcome.is_failed(),
    }
}

/// The ids of those that are no good things, in their order.
fn rules(findings: &[&Finding]) -> Vec<String> {
    let faults = findings.iter().filter(|it| it.severity != Severity::Good);
    let mut rules: Vec<String> = Vec::new();
    for id in faults.map(|it| it.fact.rule().id) {
        if rules.len() < Row::RULES && !rules.iter().any(|known| known == id) {
            rules.push(id.to_owned());
        }
    }
    rules
}
