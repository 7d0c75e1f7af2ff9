//! A question without an answer is unknown, and never changes another verdict
//! into a claim.

use mailvet::check::{Fact, Finding};
use mailvet::dns::clock::StillClock;
use mailvet::dns::resolver::{Checking, LocalFuture, Reply};
use mailvet::dns::sample;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Failure, Name, Question, Resolver};
use mailvet::follow::dkim::Selector;
use mailvet::follow::probe;
use mailvet::report::{Request, check_domain_with};
use mailvet::rule::Severity;
use std::cell::RefCell;
use std::rc::Rc;

/// Every question of a healthy domain failed in turn, in every way.
#[tokio::test]
async fn no_failure_becomes_a_claim() {
    let whole = check(None).await;
    let grave = |finding: &&Finding| finding.severity >= Severity::Warning;
    assert!(!whole.findings.iter().any(|finding| grave(&finding)));
    assert!(whole.questions.len() >= 15, "{:?}", whole.questions);
    for question in &whole.questions {
        for failure in [
            Failure::TimedOut(5000),
            Failure::Unreachable,
            Failure::Rcode(mailvet::dns::answer::Rcode::SERVFAIL),
        ] {
            let run = check(Some((question.clone(), failure.clone()))).await;
            let claims: Vec<_> = run
                .findings
                .iter()
                .filter(grave)
                .filter(|finding| !matches!(finding.fact, Fact::Unanswered(_)))
                .map(|finding| finding.fact.rule().id)
                .collect();
            assert_eq!(claims, [""; 0], "{question} with {failure:?}");
        }
    }
}

/// What the check says without a failure is said from answers, each of which
/// matters: without it the domain is no longer healthy beyond doubt.
#[tokio::test]
async fn each_question_that_fails_is_told_of_or_not_needed() {
    let whole = check(None).await;
    for question in &whole.questions {
        let run = check(Some((question.clone(), Failure::Unreachable))).await;
        let told = run.findings.iter().any(|finding| {
            matches!(&finding.fact, Fact::Unanswered(_)) && finding.evidence.contains(question)
        });
        // The walk to the DMARC policy ends at the domain's own record, the climb
        // to CAA records at its own set, and no verdict rests on whether a
        // record was also put elsewhere by mistake.
        let spare = [
            Name::parse("example").ok(),
            Name::parse("_dmarc.example").ok(),
            Name::parse("_dmarc.healthy.example.healthy.example").ok(),
            probe::below(&Name::parse("healthy.example").unwrap()),
        ];
        let spare = spare.iter().flatten().any(|name| *name == question.name);
        assert!(told || spare, "{question} failed unseen");
    }
}

struct Run {
    findings: Vec<Finding>,
    questions: Vec<Question>,
}

async fn check(failing: Option<(Question, Failure)>) -> Run {
    let resolver = Failing {
        zones: sample::sample(),
        failing,
    };
    let client = Client::new(
        vec![Rc::new(resolver) as Rc<dyn Resolver>],
        Rc::new(StillClock),
    );
    let domain = Name::parse("healthy.example").unwrap();
    let selector = Selector::new(Name::parse("mail").unwrap(), &domain).unwrap();
    let request = Request {
        domain,
        selectors: vec![selector],
    };
    let findings = RefCell::new(Vec::new());
    check_domain_with(&client, &request, &sample::sample(), &|subject| {
        findings.borrow_mut().extend(subject.findings);
    })
    .await;
    Run {
        findings: findings.into_inner(),
        questions: client
            .log()
            .iter()
            .map(|answer| answer.question.clone())
            .collect(),
    }
}

/// The sample zones, but for one question.
struct Failing {
    zones: Zones,
    failing: Option<(Question, Failure)>,
}

impl Resolver for Failing {
    fn label(&self) -> &str {
        "failing"
    }

    fn validates(&self) -> bool {
        true
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        match &self.failing {
            Some((failing, failure)) if failing == question => {
                Box::pin(std::future::ready(Err(failure.clone())))
            }
            _ => self.zones.ask(question, checking),
        }
    }
}
