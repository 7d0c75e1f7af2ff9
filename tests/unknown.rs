//! A question without an answer is unknown, and never changes another verdict
//! into a claim.

use mailvet::check::answer::{Asked, Verdict};
use mailvet::check::{Answers, Finding};
use mailvet::dns::clock::StillClock;
use mailvet::dns::resolver::{Checking, LocalFuture, Reply};
use mailvet::dns::sample;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Failure, Name, Question, RecordType, Resolver};
use mailvet::follow::dkim::Selector;
use mailvet::follow::probe;
use mailvet::report::{Request, Told, check_domain_with};
use mailvet::rule::Severity;
use std::cell::RefCell;
use std::rc::Rc;

/// Every question of healthy domains failed in turn, in every way.
#[tokio::test]
async fn no_failure_becomes_a_claim() {
    for domain in ["healthy.example", "hosted.example"] {
        let whole = check(domain, None).await;
        let grave = |finding: &&Finding| finding.severity >= Severity::Warning;
        let faults: Vec<_> = whole.findings.iter().filter(grave).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert!(whole.questions.len() >= 50, "{:?}", whole.questions);
        for question in &whole.questions {
            for failure in [
                Failure::TimedOut(5000),
                Failure::Unreachable,
                Failure::Rcode(mailvet::dns::answer::Rcode::SERVFAIL),
            ] {
                let run = check(domain, Some((question.clone(), failure.clone()))).await;
                let claims: Vec<_> = run
                    .findings
                    .iter()
                    .filter(grave)
                    .filter(|finding| !is_unanswered(finding))
                    .map(|finding| finding.fact.rule().id)
                    .collect();
                assert_eq!(claims, [""; 0], "{question} with {failure:?}");
                for asked in Asked::ALL {
                    let (before, after) = (whole.verdict(asked), run.verdict(asked));
                    let weaker = after == Verdict::Unknown
                        // With one server less to count on, mail still arrives.
                        || after == before;
                    assert!(
                        weaker,
                        "{asked:?} is {after:?}: {question} with {failure:?}"
                    );
                }
            }
        }
    }
}

/// What the check says without a failure is said from answers, each of which
/// matters: without it the domain is no longer healthy beyond doubt.
#[tokio::test]
async fn each_question_that_fails_is_told_of_or_not_needed() {
    let whole = check("healthy.example", None).await;
    for question in &whole.questions {
        let run = check(
            "healthy.example",
            Some((question.clone(), Failure::Unreachable)),
        )
        .await;
        let told = run
            .findings
            .iter()
            .any(|finding| is_unanswered(finding) && finding.evidence.contains(question));
        assert!(told || is_spare(question), "{question} failed unseen");
    }
}

/// Whether no verdict rests on a question. The walk to the DMARC policy ends at
/// the domain's own record, the climb to CAA records at its own set; and a
/// record that was also put elsewhere, or is long out of use, or says what is to
/// become of the DS records, only adds to what is found.
fn is_spare(question: &Question) -> bool {
    let below = |name: &str| Name::parse(&[name, "healthy.example"].concat()).ok();
    let spare = [
        Name::parse("example").ok(),
        Name::parse("_dmarc.example").ok(),
        below("healthy.example."),
        below("_dmarc.healthy.example."),
        below("_adsp._domainkey."),
        probe::below(&Name::parse("healthy.example").unwrap()),
    ];
    spare.iter().flatten().any(|name| *name == question.name)
        || matches!(question.rtype, RecordType::SPF | RecordType::CDS)
}

/// What was asked is shown beside the subject that it was asked for.
#[tokio::test]
async fn each_question_is_evidence_of_a_subject() {
    for domain in ["healthy.example", "hosted.example"] {
        let whole = check(domain, None).await;
        let mut unseen = whole.questions.clone();
        unseen.retain(|question| !whole.evidence.contains(question));
        assert_eq!(unseen, [], "{domain}");
    }
}

/// Whether a finding says no more than that something is not known.
fn is_unanswered(finding: &Finding) -> bool {
    finding.severity == Severity::Unknown
}

struct Run {
    findings: Vec<Finding>,
    answers: Option<Answers>,
    questions: Vec<Question>,
    evidence: Vec<Question>,
}

impl Run {
    fn verdict(&self, asked: Asked) -> Verdict {
        let answers = self.answers.as_ref();
        answers.map_or(Verdict::Unknown, |answers| answers.verdict(asked))
    }
}

/// A domain whose mail Microsoft has, and that has a sender of its own.
const HOSTED: &str = "\
$ORIGIN hosted.example.
@ SOA ns hostmaster 1 7200 3600 1209600 3600
 NS ns
 MX 10 hosted-example.mail.protection.outlook.com.
 TXT \"v=spf1 include:spf.protection.outlook.com ip4:198.51.0.1 -all\"
ns A 192.0.2.1
out A 198.51.0.1
_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:dmarc@hosted.example\"
selector1._domainkey CNAME selector1-hosted._domainkey.hosted.onmicrosoft.com.
selector2._domainkey CNAME selector2-hosted._domainkey.hosted.onmicrosoft.com.
1.0.51.198.in-addr.arpa. PTR out
9.0.51.198.in-addr.arpa. PTR mail.outlook.com.
mail.outlook.com. A 198.51.0.9
hosted-example.mail.protection.outlook.com. A 198.51.0.9
spf.protection.outlook.com. TXT \"v=spf1 ip4:198.51.0.8/30 -all\"
selector1-hosted._domainkey.hosted.onmicrosoft.com. TXT \"v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA4tl1t37COHomNmK+JAFepUOULTAJcToEhg68SjEuXSO43hJ9Vc8BMcDGUBLRyUCpJeTz8ZbqmXbnkuQ8eXH8fv2hD3ZsyvgzejfYv+MKeRutxMLlkyfJi9RG9W+yGnDZFSAlvgsZcWWePU/bxwIoInZijjI52FzNjkFJAQQSJid/A/chYbzN9WydnOpVQOVo6\" \"rQdlWZqjVQpX0yoKg0HiQ2MDZZesH5EPM8xTE0RTTs5f13PMGnOC1Z6dHNgPAdGDbVbfNmP0742sG34W2IhLxigusutEwmHuF5XgJW/niTgp8LlOFRqbVydntEAuOojSQkWReuXPjDGBB9UmWV0pwIDAQAB\"
";

async fn check(domain: &str, failing: Option<(Question, Failure)>) -> Run {
    let zones = match domain {
        "hosted.example" => {
            Rc::new(Zones::read("hosted", HOSTED).unwrap_or_else(|_| panic!("a zone")))
        }
        _ => sample::sample(),
    };
    let resolver = Failing { zones, failing };
    let client = Client::new(
        vec![Rc::new(resolver) as Rc<dyn Resolver>],
        Rc::new(StillClock::default()),
    );
    let domain = Name::parse(domain).unwrap();
    let selectors = match domain.as_str() {
        "healthy.example" => vec![Selector::new(Name::parse("mail").unwrap(), &domain).unwrap()],
        _ => Vec::new(),
    };
    let request = Request {
        domain,
        selectors,
        profile: None,
    };
    let findings = RefCell::new(Vec::new());
    let answers = RefCell::new(None);
    let evidence = RefCell::new(Vec::new());
    check_domain_with(&client, &request, &*sample::sample(), &|told| match told {
        Told::Judged(_) => {}
        Told::Subject(report) => {
            findings.borrow_mut().extend_from_slice(&report.findings);
            let asked = report.evidence.iter();
            let asked = asked.map(|answer| answer.question.clone());
            evidence.borrow_mut().extend(asked);
        }
        Told::Answers(told) => *answers.borrow_mut() = Some(told),
    })
    .await;
    Run {
        findings: findings.into_inner(),
        answers: answers.into_inner(),
        evidence: evidence.into_inner(),
        questions: client
            .log()
            .iter()
            .map(|answer| answer.question.clone())
            .collect(),
    }
}

/// The sample zones, but for one question.
struct Failing {
    zones: Rc<Zones>,
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
