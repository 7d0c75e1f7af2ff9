use super::*;
use crate::check::answer::Verdict;
use crate::dns::answer::Rcode;
use crate::dns::clock::TestClock;
use crate::dns::resolver::{Checking, LocalFuture, Reply};
use crate::dns::zone::Zones;
use crate::dns::{Failure, Question, RecordType, Resolver};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Zones that take a while to answer, count what they are asked, and can be out
/// of reach.
struct Far {
    zones: Zones,
    asked: RefCell<BTreeMap<Question, usize>>,
    gone: Cell<bool>,
    /// What fails the first time that it is asked.
    unsteady: Option<(Question, Failure)>,
}

impl Resolver for Far {
    fn label(&self) -> &str {
        "far"
    }

    fn validates(&self) -> bool {
        true
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            *self.asked.borrow_mut().entry(question.clone()).or_default() += 1;
            sleep(Duration::from_millis(40)).await;
            if self.gone.get() {
                return Err(Failure::Unreachable);
            }
            if let Some((unsteady, failure)) = &self.unsteady
                && unsteady == question
                && self.asked.borrow()[question] == 1
            {
                return Err(failure.clone());
            }
            self.zones.ask(question, checking).await
        })
    }
}

/// Domains of three kinds, most of which share an SPF record that is included.
fn zone(count: usize) -> String {
    let domain = |number| match number % 3 {
        0 => format!(
            "d{number} MX 10 mail\nd{number} TXT \"v=spf1 include:_spf.example -all\"\n_dmarc.d{number} TXT \"v=DMARC1; p=reject\"\n"
        ),
        1 => format!("d{number} MX 0 .\nd{number} TXT \"v=spf1 -all\"\n"),
        _ => format!("d{number} MX 10 mail\nd{number} TXT \"v=spf1 include:_spf.example ~all\"\n"),
    };
    let shared = "$ORIGIN example.\n@ 3600 SOA ns.example. a.example. 1 2 3 4 600\nmail A 192.0.2.1\n_spf TXT \"v=spf1 a:mail.example -all\"\n";
    (0..count).fold(shared.to_owned(), |zone, number| zone + &domain(number))
}

fn far(count: usize) -> Rc<Far> {
    let zones = Zones::read("far", &zone(count));
    Rc::new(Far {
        zones: zones.unwrap_or_else(|error| panic!("{}", error.expected)),
        asked: RefCell::default(),
        gone: Cell::new(false),
        unsteady: None,
    })
}

fn client(far: &Rc<Far>, per_second: u32) -> Client {
    let clock = Rc::new(TestClock::start());
    Client::with_limits(vec![far.clone()], clock, limits(per_second))
}

fn survey(count: usize) -> Survey {
    let text: String = (0..count).map(|n| format!("d{n}.example\n")).collect();
    Survey::new(List::read(&text).entries)
}

fn say(fact: &Fact) -> Vec<String> {
    vec![fact.rule().id.to_owned()]
}

/// Runs a survey to its end; what was checked, in the order of its end.
async fn run(survey: &Survey, client: &Client) -> Vec<usize> {
    let done = RefCell::new(Vec::new());
    let tell = |happened| {
        if let Happened::Checked(index, _) = happened {
            done.borrow_mut().push(index);
        }
    };
    survey.run(&|_| client.new_run(), client, &say, &tell).await;
    done.into_inner()
}

#[tokio::test(start_paused = true)]
async fn every_domain_is_checked_once() {
    let (far, survey) = (far(60), survey(60));
    let client = client(&far, 1_000);
    let mut done = run(&survey, &client).await;
    done.sort_unstable();
    assert_eq!(done, (0..60).collect::<Vec<_>>());
    let verdicts = |index: usize| {
        let row = survey.row(index).unwrap();
        [row.reach, row.forge, row.accept].map(|said| said.verdict)
    };
    assert_eq!(verdicts(0)[..2], [Verdict::Yes, Verdict::No]);
    assert_eq!(verdicts(1)[0], Verdict::No);
    assert_eq!(verdicts(2)[1], Verdict::Yes);
    let row = survey.row(2).unwrap();
    assert!(row.rules.contains(&"dmarc-missing".to_owned()), "{row:?}");
    assert_eq!(row.gravest, row.rules[..1]);
    assert_eq!(row.failed, 0);
    assert!(run(&survey, &client).await.is_empty(), "nothing is left");
}

#[tokio::test(start_paused = true)]
async fn equal_questions_are_asked_once() {
    let (far, survey) = (far(60), survey(60));
    let client = client(&far, 1_000);
    run(&survey, &client).await;
    let asked = far.asked.borrow();
    let twice: Vec<_> = asked.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let traffic = client.traffic();
    assert_eq!(traffic.sent, asked.len());
    assert!(traffic.recalled > 60, "{traffic:?}");
}

#[tokio::test(start_paused = true)]
async fn the_rate_is_kept() {
    let (far, survey) = (far(40), survey(40));
    let client = client(&far, 50);
    let begun = Instant::now();
    run(&survey, &client).await;
    let seconds = begun.elapsed().as_secs_f64();
    let sent = client.traffic().sent as f64;
    let rate = sent / seconds;
    assert!((45.0..=50.5).contains(&rate), "{sent} in {seconds} seconds");
}

#[tokio::test(start_paused = true)]
async fn a_pause_loses_nothing() {
    let (far, survey) = (far(60), survey(60));
    let client = client(&far, 500);
    let done = RefCell::new(Vec::new());
    let tell = |happened| {
        if let Happened::Checked(index, _) = happened {
            done.borrow_mut().push(index);
        }
    };
    let mut pauses = 0;
    while survey.done() < 60 {
        let new_run = |_: &Name| client.new_run();
        let running = survey.run(&new_run, &client, &say, &tell);
        let _ = tokio::time::timeout(Duration::from_millis(1_500), running).await;
        pauses += 1;
    }
    assert!(pauses > 3, "{pauses} pauses");
    let mut done = done.into_inner();
    done.sort_unstable();
    assert_eq!(done, (0..60).collect::<Vec<_>>(), "each once");
    let asked = far.asked.borrow();
    let most = asked.values().max();
    // What was under way was dropped, and is asked for again.
    assert!(most <= Some(&pauses), "{most:?}");
}

#[tokio::test(start_paused = true)]
async fn what_was_kept_is_not_checked_again() {
    let (far, before) = (far(30), survey(30));
    run(&before, &client(&far, 1_000)).await;
    let kept: Vec<(usize, String)> = (0..20)
        .map(|index| {
            (
                index,
                serde_json::to_string(&*before.row(index).unwrap()).unwrap(),
            )
        })
        .collect();
    let after = survey(30);
    for (index, json) in &kept {
        after.restore(*index, serde_json::from_str(json).unwrap());
    }
    after.restore(99, (*before.row(0).unwrap()).clone());
    assert_eq!(after.done(), 20);
    let mut done = run(&after, &client(&far, 1_000)).await;
    done.sort_unstable();
    assert_eq!(done, (20..30).collect::<Vec<_>>());
    for index in 0..30 {
        let (one, other) = (before.row(index).unwrap(), after.row(index).unwrap());
        let of = |row: &Row| (row.reach, row.forge, row.accept, row.rules.clone());
        assert_eq!(of(&one), of(&other), "{index}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_waits_while_nobody_answers() {
    let (far, survey) = (far(30), survey(30));
    let client = client(&far, 1_000);
    let told = RefCell::new(Vec::new());
    let tell = |happened| told.borrow_mut().push(happened);
    let new_run = |_: &Name| client.new_run();
    let running = survey.run(&new_run, &client, &say, &tell);
    let network = async {
        sleep(Duration::from_millis(600)).await;
        far.gone.set(true);
        sleep(Duration::from_secs(120)).await;
        far.gone.set(false);
    };
    futures_util::future::join(running, network).await;
    assert_eq!(survey.done(), 30);
    let told = told.into_inner();
    assert!(told.contains(&Happened::Waiting) && told.contains(&Happened::GoesOn));
    let lost = (0..30).filter(|&index| survey.row(index).unwrap().is_lost());
    assert_eq!(lost.count(), 0, "nothing is unknown for the network's sake");
    let asked: usize = far.asked.borrow().values().sum();
    assert!(asked < 30 * 100, "{asked} questions");
}

/// Of domains of one kind none is left unlike the others because a question
/// failed on its way, or at its resolver.
#[tokio::test(start_paused = true)]
async fn what_failed_once_is_asked_again_before_it_is_final() {
    for failure in [Failure::TimedOut(5_000), Failure::Rcode(Rcode::SERVFAIL)] {
        for rtype in [RecordType::MX, RecordType::TXT] {
            let unsteady = Question::new(Name::parse("d0.example").unwrap(), rtype);
            let far = Rc::new(Far {
                zones: Zones::read("far", &zone(9)).ok().unwrap(),
                asked: RefCell::default(),
                gone: Cell::new(false),
                unsteady: Some((unsteady.clone(), failure.clone())),
            });
            let survey = survey(9);
            let client = client(&far, 1_000);
            let done = run(&survey, &client).await;
            assert_eq!(done.iter().filter(|&&index| index == 0).count(), 2);
            assert_eq!(done.len(), 10, "the others are checked once");
            assert_eq!(survey.done(), 9);
            let of = |index: usize| {
                let row = survey.row(index).unwrap();
                (
                    row.reach,
                    row.forge,
                    row.accept,
                    row.rules.clone(),
                    row.unknown,
                )
            };
            assert_eq!(of(0), of(3), "{unsteady:?} {failure:?}");
        }
    }
}

/// A pause or a reload before the second time loses nothing of it.
#[tokio::test(start_paused = true)]
async fn what_is_to_be_asked_again_is_so_after_a_reload() {
    let (far, before) = (far(3), survey(3));
    run(&before, &client(&far, 1_000)).await;
    let after = survey(3);
    for index in 0..3 {
        let row = (*before.row(index).unwrap()).clone();
        let again = index == 1;
        let kept = serde_json::to_string(&Row { again, ..row }).unwrap();
        after.restore(index, serde_json::from_str(&kept).unwrap());
    }
    assert_eq!(after.done(), 2);
    assert_eq!(run(&after, &client(&far, 1_000)).await, [1]);
    assert_eq!(after.done(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_domain_that_nobody_answers_for_holds_up_no_others() {
    let zone = zone(9) + "$FAIL timeout *.silent\n$FAIL timeout silent\n";
    let far = Rc::new(Far {
        zones: Zones::read("far", &zone).ok().unwrap(),
        asked: RefCell::default(),
        gone: Cell::new(false),
        unsteady: None,
    });
    let list: String = (0..9).map(|n| format!("d{n}.example\n")).collect();
    let survey = Survey::new(List::read(&format!("silent.example\n{list}")).entries);
    let client = client(&far, 1_000);
    run(&survey, &client).await;
    assert_eq!(survey.done(), 10);
    let row = survey.row(0).unwrap();
    assert!(row.failed > 0, "{row:?}");
    assert_eq!(row.reach.verdict, Verdict::Unknown);
    assert_eq!(survey.forget_failed(), [0]);
    assert_eq!(survey.done(), 9);
}
