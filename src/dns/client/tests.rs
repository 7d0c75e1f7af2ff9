use super::*;
use crate::dns::answer::{ExtendedError, NotDns, Rcode, Record};
use crate::dns::clock::TestClock;
use crate::dns::resolver::{Checking, Reply};
use crate::dns::{Data, Failure, Outcome};
use futures_util::future::{join, join_all};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// What a resolver does: after this many milliseconds, this.
type Act = (u64, Result<Reply, Failure>);
type Behaviour = dyn Fn(&Question, Checking) -> Act;

/// A resolver that does as it is told, and counts.
struct Double {
    label: &'static str,
    validates: bool,
    act: Box<Behaviour>,
    asked: Cell<usize>,
    open: Cell<usize>,
    most_open: Cell<usize>,
}

struct Open<'a>(&'a Double);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.set(self.0.open.get() - 1);
    }
}

impl Resolver for Double {
    fn label(&self) -> &str {
        self.label
    }

    fn validates(&self) -> bool {
        self.validates
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            self.asked.set(self.asked.get() + 1);
            self.open.set(self.open.get() + 1);
            self.most_open
                .set(self.most_open.get().max(self.open.get()));
            let _open = Open(self);
            let (delay, result) = (self.act)(question, checking);
            sleep(Duration::from_millis(delay)).await;
            result
        })
    }
}

fn double(label: &'static str, act: impl Fn(&Question, Checking) -> Act + 'static) -> Rc<Double> {
    Rc::new(Double {
        label,
        validates: label != "lax",
        act: Box::new(act),
        asked: Cell::default(),
        open: Cell::default(),
        most_open: Cell::default(),
    })
}

fn reply(outcome: Outcome, rcode: Rcode) -> Reply {
    Reply {
        authentic: rcode == Rcode::NOERROR,
        ..Reply::new(outcome, Vec::new(), rcode)
    }
}

fn address(question: &Question) -> Result<Reply, Failure> {
    let record = Record {
        owner: question.name.clone(),
        ttl: 60,
        data: Data::A([192, 0, 2, 1].into()),
    };
    Ok(reply(Outcome::Records([record].into()), Rcode::NOERROR))
}

fn code(rcode: Rcode) -> Result<Reply, Failure> {
    Ok(reply(Outcome::Failed(Failure::Rcode(rcode)), rcode))
}

fn works(label: &'static str) -> Rc<Double> {
    double(label, |question, _| (10, address(question)))
}

fn fails(label: &'static str, failure: Failure) -> Rc<Double> {
    double(label, move |_, _| (10, Err(failure.clone())))
}

/// SERVFAIL, and an answer without validation.
fn finds_broken(label: &'static str) -> Rc<Double> {
    double(label, |question, checking| match checking {
        Checking::Enabled => {
            let mut reply = code(Rcode::SERVFAIL).unwrap();
            reply.extended_errors.push(ExtendedError {
                code: 7,
                text: "signature expired".into(),
            });
            (10, Ok(reply))
        }
        Checking::Disabled => (10, address(question)),
    })
}

fn client(resolvers: &[&Rc<Double>]) -> Client {
    let resolvers = resolvers
        .iter()
        .map(|&double| double.clone() as Rc<dyn Resolver>);
    Client::new(resolvers.collect(), Rc::new(TestClock::start()))
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

async fn ask(client: &Client, text: &str) -> Rc<Answer> {
    client.ask(&name(text), RecordType::A).await
}

fn resolvers(answer: &Answer) -> Vec<&str> {
    let labels = answer.exchanges.iter().map(|exchange| &*exchange.resolver);
    labels.collect()
}

#[tokio::test(start_paused = true)]
async fn a_question_is_asked_once() {
    let resolver = works("one");
    let client = client(&[&resolver]);
    let answers = join_all((0..5).map(|_| ask(&client, "a.example"))).await;
    assert_eq!(resolver.asked.get(), 1);
    assert!(answers.iter().all(|answer| Rc::ptr_eq(answer, &answers[0])));
    let again = ask(&client, "A.example.").await;
    assert!(Rc::ptr_eq(&again, &answers[0]));
    assert_eq!(resolver.asked.get(), 1);
    client.ask(&name("a.example"), RecordType::AAAA).await;
    assert_eq!(resolver.asked.get(), 2);
    assert_eq!(client.log().len(), 2);

    let fresh = client.new_run();
    ask(&fresh, "a.example").await;
    assert_eq!(resolver.asked.get(), 3);
    assert_eq!(fresh.log().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_evidence_is_kept() {
    let client = client(&[&fails("one", Failure::Http(429)), &works("two")]);
    let answer = ask(&client, "a.example").await;
    assert_eq!(resolvers(&answer), ["one", "two"]);
    let [first, second] = &answer.exchanges[..] else {
        panic!("two exchanges");
    };
    assert_eq!(first.failure, Some(Failure::Http(429)));
    assert_eq!(first.rcode, None);
    assert_eq!(first.asked_at, 1e12);
    assert_eq!(first.elapsed, 10.0);
    assert_eq!(second.failure, None);
    assert_eq!(second.rcode, Some(Rcode::NOERROR));
    assert_eq!(second.asked_at, 1e12 + 10.0);
    assert!(second.authentic && answer.is_authentic());
}

#[tokio::test(start_paused = true)]
async fn whatever_another_could_mend_is_failed_over() {
    for failure in [
        Failure::Unreachable,
        Failure::Http(404),
        Failure::Http(429),
        Failure::Http(503),
        Failure::TooLarge,
        Failure::NotDns(NotDns::Malformed),
        Failure::WrongQuestion,
        Failure::NotAResponse,
        Failure::Truncated,
    ] {
        let client = client(&[&fails("one", failure.clone()), &works("two")]);
        let answer = ask(&client, "a.example").await;
        assert_eq!(resolvers(&answer), ["one", "two"]);
        assert_eq!(answer.exchanges[0].failure, Some(failure));
        assert!(!answer.outcome.is_failed());
    }
    for rcode in [Rcode::REFUSED, Rcode(1), Rcode(4)] {
        let refuses = double("one", move |_, _| (10, code(rcode)));
        let answer = ask(&client(&[&refuses, &works("two")]), "a.example").await;
        assert_eq!(resolvers(&answer), ["one", "two"]);
        assert!(!answer.outcome.is_failed());
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_of_nothing_is_an_answer() {
    for (outcome, rcode) in [
        (Outcome::NoData, Rcode::NOERROR),
        (Outcome::NoSuchName, Rcode::NXDOMAIN),
        (Outcome::Failed(Failure::AliasLoop), Rcode::NOERROR),
    ] {
        let expected = outcome.clone();
        let one = double("one", move |_, _| (10, Ok(reply(outcome.clone(), rcode))));
        let two = works("two");
        let answer = ask(&client(&[&one, &two]), "a.example").await;
        assert_eq!(answer.outcome, expected);
        assert_eq!(two.asked.get(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_resolver_has_five_seconds() {
    let slow = double("slow", |question, _| (5_001, address(question)));
    let client = client(&[&slow, &works("two")]);
    let answer = ask(&client, "a.example").await;
    assert_eq!(answer.exchanges[0].failure, Some(Failure::TimedOut(5_000)));
    assert_eq!(answer.exchanges[0].elapsed, 5_000.0);
    assert_eq!(slow.open.get(), 0, "the request is dropped");
    assert!(!answer.outcome.is_failed());
}

#[tokio::test(start_paused = true)]
async fn the_most_telling_failure_is_the_outcome() {
    let refuses = double("two", |_, _| (10, code(Rcode::REFUSED)));
    let client_of = client(&[
        &fails("one", Failure::Http(500)),
        &refuses,
        &fails("three", Failure::Unreachable),
    ]);
    let answer = ask(&client_of, "a.example").await;
    assert_eq!(
        answer.outcome,
        Outcome::Failed(Failure::Rcode(Rcode::REFUSED))
    );
    assert_eq!(resolvers(&answer), ["one", "two", "three"]);
    assert_eq!(&*answer.exchange().unwrap().resolver, "two");

    let answer = ask(&client(&[]), "a.example").await;
    assert_eq!(answer.outcome, Outcome::Failed(Failure::NoResolver));
    assert!(answer.exchanges.is_empty());
}

#[tokio::test(start_paused = true)]
async fn servfail_is_asked_again_without_validation() {
    let one = finds_broken("one");
    let answer = ask(&client(&[&one]), "a.example").await;
    assert_eq!(answer.outcome, Outcome::Failed(Failure::DnssecBroken));
    let [servfail, unchecked] = &answer.exchanges[..] else {
        panic!("two exchanges");
    };
    assert!(!servfail.checking_disabled && unchecked.checking_disabled);
    assert_eq!(servfail.extended_errors[0].code, 7);
    assert_eq!(unchecked.failure, Some(Failure::DnssecBroken));
    assert!(answer.records().is_empty());
    let unvalidated = answer
        .unvalidated
        .as_ref()
        .map(|reply| reply.outcome.clone());
    assert!(matches!(unvalidated, Some(Outcome::Records(_))));

    let down = double("one", |_, _| (10, code(Rcode::SERVFAIL)));
    let answer = ask(&client(&[&down]), "a.example").await;
    assert_eq!(
        answer.outcome,
        Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL))
    );
    assert_eq!(down.asked.get(), 2);
}

#[tokio::test(start_paused = true)]
async fn broken_dnssec_is_confirmed_by_another_that_validates() {
    let third = works("three");
    let two_say_so = client(&[&finds_broken("one"), &finds_broken("two"), &third]);
    let answer = ask(&two_say_so, "a.example").await;
    assert_eq!(answer.outcome, Outcome::Failed(Failure::DnssecBroken));
    assert_eq!(resolvers(&answer), ["one", "one", "two", "two"]);
    assert_eq!(third.asked.get(), 0);

    let one_errs = client(&[&finds_broken("one"), &works("two")]);
    let answer = ask(&one_errs, "a.example").await;
    assert!(!answer.outcome.is_failed());
    assert_eq!(answer.unvalidated, None);
    assert_eq!(resolvers(&answer), ["one", "one", "two"]);
}

#[tokio::test(start_paused = true)]
async fn one_that_does_not_validate_mends_no_dnssec() {
    let lax = works("lax");
    let client_of = client(&[
        &finds_broken("one"),
        &lax,
        &fails("two", Failure::Unreachable),
    ]);
    let answer = ask(&client_of, "a.example").await;
    assert_eq!(answer.outcome, Outcome::Failed(Failure::DnssecBroken));
    assert_eq!(lax.asked.get(), 0);

    // Its own SERVFAIL says nothing of DNSSEC.
    let lax = finds_broken("lax");
    let answer = ask(&client(&[&lax]), "a.example").await;
    assert_eq!(
        answer.outcome,
        Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL))
    );
    assert_eq!(lax.asked.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn servers_out_of_reach_are_no_broken_dnssec() {
    let unreachable = double("one", |question, checking| match checking {
        Checking::Enabled => {
            let mut reply = code(Rcode::SERVFAIL).unwrap();
            let text = String::new();
            reply.extended_errors.push(ExtendedError { code: 22, text });
            (10, Ok(reply))
        }
        Checking::Disabled => (10, address(question)),
    });
    let answer = ask(&client(&[&unreachable]), "a.example").await;
    assert_eq!(
        answer.outcome,
        Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL))
    );
    assert_eq!(unreachable.asked.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_that_keeps_failing_is_left_alone_for_a_while() {
    let broken = Rc::new(Cell::new(true));
    let state = broken.clone();
    let one = double("one", move |question, _| match state.get() {
        true => (10, Err(Failure::Unreachable)),
        false => (10, address(question)),
    });
    let client = client(&[&one, &works("two")]);
    for n in 0..5 {
        ask(&client, &format!("a{n}.example")).await;
    }
    assert_eq!(one.asked.get(), 3);

    // After the rest one request tries it, while the others pass it by.
    sleep(Duration::from_secs(31)).await;
    join_all((0..4).map(|n| {
        let client = client.clone();
        async move { ask(&client, &format!("b{n}.example")).await }
    }))
    .await;
    assert_eq!(one.asked.get(), 4);

    broken.set(false);
    sleep(Duration::from_secs(31)).await;
    for n in 0..3 {
        let answer = ask(&client, &format!("c{n}.example")).await;
        assert_eq!(resolvers(&answer), ["one"]);
    }
}

#[tokio::test(start_paused = true)]
async fn failures_that_are_the_names_own_do_not_count() {
    let one = double("one", |_, _| (10, code(Rcode::SERVFAIL)));
    let client = client(&[&one, &works("two")]);
    for n in 0..5 {
        ask(&client, &format!("a{n}.example")).await;
    }
    assert_eq!(one.asked.get(), 10);
}

#[tokio::test(start_paused = true)]
async fn the_last_resolver_is_never_left_alone() {
    let one = fails("one", Failure::Unreachable);
    let client = client(&[&one]);
    for n in 0..5 {
        let answer = ask(&client, &format!("a{n}.example")).await;
        assert_eq!(answer.outcome, Outcome::Failed(Failure::Unreachable));
    }
    assert_eq!(one.asked.get(), 5);
}

#[tokio::test(start_paused = true)]
async fn no_more_than_sixty_four_go_out_at_a_time() {
    let resolver = works("one");
    let client = client(&[&resolver]);
    let start = Instant::now();
    let names: Vec<_> = (0..200).map(|n| format!("a{n}.example")).collect();
    join_all(names.iter().map(|name| ask(&client, name))).await;
    assert_eq!(resolver.most_open.get(), 64);
    assert_eq!(start.elapsed().as_millis(), 40);
}

#[tokio::test(start_paused = true)]
async fn idle_questions_hold_up_no_others() {
    let resolver = works("one");
    let client = client(&[&resolver]);
    let start = Instant::now();
    let idle = join_all((0..200).map(|n| {
        let name = name(&format!("a{n}.example"));
        client.ask_with(&name, RecordType::A, Urgency::Idle)
    }));
    let urgent = async {
        join_all((0..24).map(|n| client.ask(&name(&format!("b{n}.example")), RecordType::A))).await;
        start.elapsed().as_millis()
    };
    let (_, urgent) = futures_util::future::join(idle, urgent).await;
    assert_eq!(urgent, 10);
    assert_eq!(resolver.most_open.get(), 64);
}

#[tokio::test(start_paused = true)]
async fn progress_is_told() {
    let client = client(&[&works("one")]);
    let told = Rc::new(RefCell::new(Vec::new()));
    let listener = told.clone();
    client.on_progress(move |progress| {
        listener
            .borrow_mut()
            .push((progress.asked, progress.answered));
    });
    let names = ["a.example", "b.example", "a.example"];
    join_all(names.map(|name| client.ask(&self::name(name), RecordType::A))).await;
    assert_eq!(*told.borrow(), [(1, 0), (2, 0), (2, 1), (2, 2)]);
    ask(&client, "a.example").await;
    assert_eq!(
        client.progress(),
        Progress {
            asked: 2,
            answered: 2
        }
    );
}

#[tokio::test(start_paused = true)]
async fn what_nobody_waits_for_is_dropped() {
    let resolver = works("one");
    let client = client(&[&resolver]);
    let mut first = Box::pin(ask(&client, "a.example"));
    let mut second = Box::pin(ask(&client, "a.example"));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    drop(first);
    assert_eq!(resolver.open.get(), 1, "the second still waits");
    drop(second);
    assert_eq!(resolver.open.get(), 0);
    assert_eq!(client.progress(), Progress::default());
    assert!(client.log().is_empty());

    ask(&client, "a.example").await;
    assert_eq!(resolver.asked.get(), 2);
    assert_eq!(client.log().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_of_two_who_wait_may_go() {
    let resolver = works("one");
    let client = client(&[&resolver]);
    let mut first = Box::pin(ask(&client, "a.example"));
    let mut second = Box::pin(ask(&client, "a.example"));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    drop(first);
    assert!(!second.await.outcome.is_failed());
    assert_eq!(resolver.asked.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_run_can_be_stopped() {
    let slow = double("one", |question, _| (1_000, address(question)));
    let client = client(&[&slow]);
    let stopper = client.clone();
    let task = client.run(ask(&client, "a.example"));
    let (result, ()) = tokio::join!(task, async {
        sleep(Duration::from_millis(100)).await;
        assert_eq!(slow.open.get(), 1);
        stopper.stop();
    });
    assert!(result.is_none());
    assert_eq!(slow.open.get(), 0);
    assert!(client.run(ask(&client, "b.example")).await.is_none());
    assert_eq!(slow.asked.get(), 1);
    let fresh = client.new_run();
    assert!(fresh.run(ask(&fresh, "b.example")).await.is_some());
}

#[tokio::test(start_paused = true)]
async fn who_answers_the_test_is_asked_first() {
    let (one, two, three) = (
        fails("one", Failure::Unreachable),
        double("two", |question, _| (300, address(question))),
        works("lax"),
    );
    let client = client(&[&one, &two, &three]);
    let start = Instant::now();
    let probes = client.probe().await;
    assert_eq!(start.elapsed().as_millis(), 300);
    let results: Vec<_> = probes
        .into_iter()
        .map(|probe| (probe.label, probe.result))
        .collect();
    assert_eq!(
        results,
        [
            ("one".into(), Err(Failure::Unreachable)),
            ("two".into(), Ok(300.0)),
            ("lax".into(), Ok(10.0)),
        ]
    );
    assert!(client.log().is_empty());
    let answer = ask(&client.new_run(), "a.example").await;
    assert_eq!(resolvers(&answer), ["two"]);
}

#[test]
fn zones_answer_without_a_clock() {
    let zones =
        crate::dns::zone::Zones::read("zone", "$FAIL bogus b.\na. A 192.0.2.1\nb. A 192.0.2.1\n");
    let client = Client::new(
        vec![Rc::new(zones.unwrap())],
        Rc::new(crate::dns::clock::StillClock::default()),
    );
    let outcome = |text| ask(&client, text).now_or_never().unwrap().outcome.clone();
    assert!(matches!(outcome("a"), Outcome::Records(_)));
    assert_eq!(outcome("b"), Outcome::Failed(Failure::DnssecBroken));
    assert_eq!(outcome("c"), Outcome::NoSuchName);
}

/// A client whose runs share what they know, and keep to a pace.
fn sharing(resolvers: &[&Rc<Double>], per_second: u32, remembered: usize) -> Client {
    let resolvers = resolvers
        .iter()
        .map(|&double| double.clone() as Rc<dyn Resolver>);
    let limits = Limits {
        per_second: Some(per_second),
        remembered,
        ..Limits::default()
    };
    let clock = Rc::new(TestClock::start());
    Client::with_limits(resolvers.collect(), clock, limits)
}

#[tokio::test(start_paused = true)]
async fn runs_ask_equal_questions_once() {
    let only = works("only");
    let client = sharing(&[&only], 1_000, 100);
    let (one, other) = (client.new_run(), client.new_run());
    let (first, second) = join(ask(&one, "a.test"), ask(&other, "a.test")).await;
    assert!(Rc::ptr_eq(&first, &second));
    ask(&client.new_run(), "a.test").await;
    assert_eq!(only.asked.get(), 1);
    let traffic = client.traffic();
    assert_eq!((traffic.sent, traffic.recalled), (1, 2));
    // It lived for a minute.
    sleep(Duration::from_secs(61)).await;
    ask(&client.new_run(), "a.test").await;
    assert_eq!(only.asked.get(), 2);
    assert_eq!(one.log().len(), 1, "each run has its evidence");
}

#[tokio::test(start_paused = true)]
async fn a_run_that_ends_does_not_end_the_question_of_another() {
    let only = works("only");
    let client = sharing(&[&only], 1_000, 100);
    let other = client.new_run();
    let mut leaves = Box::pin(ask(&client, "a.test"));
    let mut stays = Box::pin(ask(&other, "a.test"));
    assert!(leaves.as_mut().now_or_never().is_none());
    assert!(stays.as_mut().now_or_never().is_none());
    drop(leaves);
    assert!(!stays.await.outcome.is_failed());
    assert_eq!(only.asked.get(), 1);
    let mut all_leave = Box::pin(ask(&client, "b.test"));
    assert!(all_leave.as_mut().now_or_never().is_none());
    drop(all_leave);
    assert!(!ask(&other, "b.test").await.outcome.is_failed());
}

#[tokio::test(start_paused = true)]
async fn what_is_remembered_is_bounded() {
    let only = works("only");
    let client = sharing(&[&only], 1_000_000, 10);
    for number in 0..100 {
        ask(&client.new_run(), &format!("d{number}.test")).await;
        // Somebody wants this one again and again.
        ask(&client.new_run(), "shared.test").await;
    }
    assert_eq!(only.asked.get(), 101);
    for number in (0..100).rev() {
        ask(&client.new_run(), &format!("d{number}.test")).await;
    }
    let again = only.asked.get() - 101;
    assert!((90..=95).contains(&again), "{again} were forgotten");
}

#[tokio::test(start_paused = true)]
async fn failures_of_a_resolver_are_not_remembered() {
    let silent = fails("silent", Failure::Unreachable);
    let client = sharing(&[&silent], 1_000, 100);
    ask(&client.new_run(), "a.test").await;
    ask(&client.new_run(), "a.test").await;
    assert_eq!(silent.asked.get(), 2);
    // What it found out to be broken is, for a while.
    let refuses = double("refuses", |_, _| (10, code(Rcode::REFUSED)));
    let client = sharing(&[&refuses], 1_000, 100);
    ask(&client.new_run(), "a.test").await;
    ask(&client.new_run(), "a.test").await;
    assert_eq!(refuses.asked.get(), 1);
    sleep(Duration::from_secs(31)).await;
    ask(&client.new_run(), "a.test").await;
    assert_eq!(refuses.asked.get(), 2);
}

#[tokio::test(start_paused = true)]
async fn no_more_questions_go_out_a_second_than_the_pace_lets() {
    let only = works("only");
    let client = sharing(&[&only], 50, 1);
    let begun = Instant::now();
    let names: Vec<_> = (0..201).map(|number| format!("d{number}.test")).collect();
    join_all(names.iter().map(|name| ask(&client, name))).await;
    let seconds = begun.elapsed().as_secs_f64();
    assert!((4.0..4.1).contains(&seconds), "{seconds} seconds");
    client.set_pace(100);
    let begun = Instant::now();
    let names: Vec<_> = (0..201).map(|number| format!("e{number}.test")).collect();
    join_all(names.iter().map(|name| ask(&client, name))).await;
    let seconds = begun.elapsed().as_secs_f64();
    assert!((2.0..2.1).contains(&seconds), "{seconds} seconds");
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_turn_is_no_time_out() {
    let only = works("only");
    let client = sharing(&[&only], 1, 1);
    let names: Vec<_> = (0..20).map(|number| format!("d{number}.test")).collect();
    let answers = join_all(names.iter().map(|name| ask(&client, name))).await;
    assert!(answers.iter().all(|answer| !answer.outcome.is_failed()));
}
