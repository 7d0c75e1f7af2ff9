//! The resolvers of a client, and how each of them does.

use super::Asking;
use super::memory::Memory;
use super::pace::Pace;
use super::resolve::resolve;
use crate::dns::answer::Answer;
use crate::dns::clock::Clock;
use crate::dns::gate::{Gate, Urgency};
use crate::dns::question::{Question, RecordType};
use crate::dns::resolver::Checking;
use crate::dns::{Failure, Name, Outcome, Resolver};
use crate::order::Arrange;
use futures_util::future::{Either, join_all, select};
use std::cell::Cell;
use std::rc::Rc;

/// How hard a client asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// How many questions are asked at a time. Servers are to take a hundred
    /// on one connection at least (RFC 9113 §6.5.2).
    pub concurrency: usize,
    /// How many of these places are kept from idle questions, so that others
    /// do not wait for them.
    pub kept: usize,
    /// How long one request may take, in milliseconds.
    pub time: u32,
    /// After how many failures in a row a resolver is left alone.
    pub failures: u32,
    /// For how long it is left alone, in milliseconds.
    pub rest: u32,
    /// How many questions each resolver is asked a second, where that is
    /// bounded: fewer as it fails.
    pub per_second: Option<u32>,
    /// How many answers are remembered from one run to the next, for as long
    /// as they live.
    pub remembered: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            concurrency: 64,
            kept: 24,
            time: 5_000,
            failures: 3,
            rest: 30_000,
            per_second: None,
            remembered: 0,
        }
    }
}

/// What went out to resolvers, in all runs of a client.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Traffic {
    /// Requests that went out.
    pub sent: usize,
    /// Questions that needed none: another run had asked.
    pub recalled: usize,
}

/// How a resolver did when it was tested.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// Which resolver.
    pub label: String,
    /// Whether it says that it validated the answer. It was asked for a
    /// signed name.
    pub authentic: bool,
    /// How long it took, in milliseconds, or why it was of no use.
    pub result: Result<f64, Failure>,
}

/// The resolvers, shared by all runs of a client.
pub struct Pool {
    sources: Vec<Source>,
    /// Why there is no answer where nobody can be asked.
    pub nobody: Failure,
    pub clock: Rc<dyn Clock>,
    pub limits: Limits,
    pub gate: Gate,
    memory: Memory,
    pub traffic: Cell<Traffic>,
}

/// One resolver, and how it does: a circuit breaker.
pub struct Source {
    pub resolver: Rc<dyn Resolver>,
    /// What the resolver is called, for each exchange with it.
    pub label: Rc<str>,
    pace: Option<Pace>,
    /// Whether it answered when it was tested.
    answers: Cell<Option<bool>>,
    /// Failures in a row.
    failures: Cell<u32>,
    /// Until when it is left alone.
    rests_until: Cell<f64>,
}

impl Pool {
    pub fn new(resolvers: Vec<Rc<dyn Resolver>>, clock: Rc<dyn Clock>, limits: Limits) -> Self {
        let sources = resolvers.into_iter().map(|resolver| Source {
            label: resolver.label().into(),
            resolver,
            pace: limits.per_second.map(Pace::new),
            answers: Cell::new(None),
            failures: Cell::new(0),
            rests_until: Cell::new(0.0),
        });
        Self {
            sources: sources.collect(),
            nobody: Failure::NoResolver,
            clock,
            limits,
            gate: Gate::new(limits.concurrency, limits.kept),
            memory: Memory::new(limits.remembered),
            traffic: Cell::default(),
        }
    }

    /// Nobody, for those who know what was seen before and nothing else.
    pub fn closed(clock: Rc<dyn Clock>) -> Self {
        Self {
            nobody: Failure::NotSeen,
            ..Self::new(Vec::new(), clock, Limits::default())
        }
    }

    /// What a question brings: asked now, or lately by another run.
    pub async fn answer(self: Rc<Self>, question: Question, urgency: Urgency) -> Rc<Answer> {
        if self.limits.remembered == 0 {
            return Rc::new(resolve(&self, question, urgency).await);
        }
        if let Some(answer) = self.memory.answer_to(&question, self.clock.now()) {
            self.count(|traffic| traffic.recalled += 1);
            return answer;
        }
        if let Some(asking) = self.memory.asking_for(&question) {
            self.count(|traffic| traffic.recalled += 1);
            return asking.await;
        }
        let (pool, asked) = (self.clone(), question.clone());
        let asking: Asking = Box::pin(async move {
            let answer = Rc::new(resolve(&pool, asked, urgency).await);
            pool.memory.keep(answer.clone(), pool.clock.now());
            answer
        });
        self.memory.share(question, asking).await
    }

    /// Waits until a resolver may be asked, and counts the request.
    pub async fn turn(&self, source: &Source) {
        if let Some(pace) = &source.pace {
            pace.turn(self.clock.as_ref()).await;
        }
        self.count(|traffic| traffic.sent += 1);
    }

    /// The least of what its resolvers are asked a second at present.
    pub fn rate(&self) -> Option<f64> {
        let paces = self.sources.iter().filter_map(|it| it.pace.as_ref());
        paces.map(Pace::rate).min_by(f64::total_cmp)
    }

    /// Asks each resolver so many questions a second at most from now on.
    pub fn set_pace(&self, per_second: u32) {
        for pace in self.sources.iter().filter_map(|it| it.pace.as_ref()) {
            pace.set_most(per_second);
        }
    }

    /// Forgets what failed of late, so that it is asked anew.
    pub fn forget_failures(&self) {
        self.memory.forget_failures();
    }

    fn count(&self, change: impl FnOnce(&mut Traffic)) {
        let mut traffic = self.traffic.get();
        change(&mut traffic);
        self.traffic.set(traffic);
    }

    /// Whom to ask, in order: those that answered the test, those not yet
    /// tested, those that did not answer; each in the order chosen. Those to
    /// be left alone for now are passed over, unless all are: better to ask
    /// one that failed of late than none.
    pub fn order(&self) -> impl Iterator<Item = &Source> {
        // The only one is asked in any case.
        let (only, several) = match self.sources.as_slice() {
            [only] => (Some(only), &[][..]),
            several => (None, several),
        };
        let mut order: Vec<_> = several
            .iter()
            .map(|source| (self.rests(source), source.rank(), source))
            .collect();
        order.arrange_by_key(|&(rests, rank, _)| (rests, rank));
        let ready = order.iter().filter(|(rests, ..)| !rests).count();
        order.truncate(ready.max(1));
        let order = order.into_iter().map(|(.., source)| source);
        only.into_iter().chain(order)
    }

    /// Whether a resolver is to be left alone for now. When its rest is over
    /// one request tries it, and the others wait for what that brings.
    fn rests(&self, source: &Source) -> bool {
        if source.failures.get() < self.limits.failures {
            return false;
        }
        let now = self.clock.now();
        let rests = now < source.rests_until.get();
        if !rests {
            source.rests_until.set(now + f64::from(self.limits.time));
        }
        rests
    }

    /// Keeps how an exchange with a resolver went.
    pub fn record(&self, source: &Source, failure: Option<&Failure>) {
        if let Some(pace) = &source.pace {
            pace.record(failure.filter(|it| is_transport(it)), self.clock.now());
        }
        if !failure.is_some_and(is_transport) {
            source.failures.set(0);
            return;
        }
        source.failures.set(source.failures.get().saturating_add(1));
        if source.failures.get() >= self.limits.failures {
            let rest = f64::from(self.limits.rest);
            source.rests_until.set(self.clock.now() + rest);
        }
    }

    /// Whether the test has shown one that answers and validates, or is over.
    pub fn someone_answers(&self) -> bool {
        let tested = |source: &Source| source.answers.get().is_some();
        let serves =
            |source: &Source| source.answers.get() == Some(true) && source.resolver.validates();
        self.sources.iter().any(serves) || self.sources.iter().all(tested)
    }

    /// Asks every resolver one small question, all at a time, and puts those
    /// that answer first from then on.
    pub async fn probe(&self) -> Vec<Probe> {
        join_all(self.sources.iter().map(|source| self.probe_one(source))).await
    }

    async fn probe_one(&self, source: &Source) -> Probe {
        // A name that is there for such uses (RFC 2606 §3), and signed.
        let labels = [&b"example"[..], b"com"];
        let name = Name::from_labels(labels).unwrap_or(Name::root());
        let question = Question::new(name, RecordType::A);
        let asked_at = self.clock.now();
        let reply = self.limited(source.resolver.ask(&question, Checking::Enabled));
        let (authentic, result) = match reply.await {
            Ok(reply) => match reply.outcome {
                Outcome::Failed(failure) => (false, Err(failure)),
                _ => (reply.authentic, Ok(self.clock.now() - asked_at)),
            },
            Err(failure) => (false, Err(failure)),
        };
        source.answers.set(Some(result.is_ok()));
        Probe {
            label: source.label.to_string(),
            authentic,
            result,
        }
    }

    /// What a request brings within the time limit.
    pub async fn limited<T>(
        &self,
        request: impl Future<Output = Result<T, Failure>> + Unpin,
    ) -> Result<T, Failure> {
        let limit = self.limits.time;
        let result = self.within(limit, request).await;
        result.unwrap_or(Err(Failure::TimedOut(limit)))
    }

    /// What a task brings within this many milliseconds. One that takes longer
    /// is dropped, which aborts it.
    pub async fn within<T>(
        &self,
        milliseconds: u32,
        task: impl Future<Output = T> + Unpin,
    ) -> Option<T> {
        match select(task, self.clock.sleep(milliseconds)).await {
            Either::Left((result, _)) => Some(result),
            Either::Right(_) => None,
        }
    }
}

impl Source {
    /// Those of a lower rank are asked first.
    fn rank(&self) -> u8 {
        match self.answers.get() {
            Some(true) => 0,
            None => 1,
            Some(false) => 2,
        }
    }
}

/// Whether a failure is the resolver's own, or the network's before it, and
/// not that of the name asked for.
fn is_transport(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::TimedOut(_)
            | Failure::Unreachable
            | Failure::NoNetwork
            | Failure::Http(_)
            | Failure::NotDns(_)
            | Failure::WrongQuestion
            | Failure::NotAResponse
    )
}
