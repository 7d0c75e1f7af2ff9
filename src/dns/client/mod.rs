//! Asks through resolvers: remembers within one run, joins equal questions,
//! bounds how many go out at a time, fails over, counts, and keeps the log
//! that is the evidence. Where many runs follow each other, it also remembers
//! from one to the next, and bounds how many go out a second.

mod memory;
mod pace;
mod pool;
mod resolve;

use super::answer::Answer;
use super::clock::{Clock, StillClock};
use super::gate::Urgency;
use super::resolver::LocalFuture;
use super::{Name, Question, RecordType, Resolver};
use futures_util::FutureExt;
use futures_util::future::{AbortHandle, Shared, WeakShared, abortable};
use pool::Pool;
pub use pool::{Limits, Probe, Traffic};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

/// One run of questions: the check of one domain. Clones are the same run.
#[derive(Clone)]
pub struct Client {
    pool: Rc<Pool>,
    run: Rc<Run>,
}

/// How many questions were asked, and how many of them are answered.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// Different questions asked.
    pub asked: usize,
    /// Those answered, in whatever way.
    pub answered: usize,
}

impl Client {
    /// A client that asks the first resolver, and the next where that fails.
    pub fn new(resolvers: Vec<Rc<dyn Resolver>>, clock: Rc<dyn Clock>) -> Self {
        Self::with_limits(resolvers, clock, Limits::default())
    }

    /// A client with limits of its own.
    pub fn with_limits(
        resolvers: Vec<Rc<dyn Resolver>>,
        clock: Rc<dyn Clock>,
        limits: Limits,
    ) -> Self {
        Self {
            pool: Rc::new(Pool::new(resolvers, clock, limits)),
            run: Rc::default(),
        }
    }

    /// A run that knows these answers, at the time when they came, and asks
    /// nobody: every other question is answered with [`Failure::NotSeen`].
    ///
    /// [`Failure::NotSeen`]: super::Failure::NotSeen
    pub fn of_answers(answers: impl IntoIterator<Item = Rc<Answer>>, time: f64) -> Self {
        let known: Vec<_> = answers.into_iter().collect();
        let all = known.len();
        Self {
            pool: Rc::new(Pool::closed(Rc::new(StillClock(time)))),
            run: Rc::new(Run {
                known: RefCell::new(known),
                progress: Cell::new(Progress {
                    asked: all,
                    answered: all,
                }),
                ..Run::default()
            }),
        }
    }

    /// A new run with the same resolvers: it remembers how they do, and none
    /// of the answers.
    pub fn new_run(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            run: Rc::default(),
        }
    }

    /// A run that knows the answers of this one, but takes these instead of
    /// what DNS has: what would be, if they were published.
    pub fn supposing(&self, answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut known: Vec<_> = answers.into_iter().map(Rc::new).collect();
        // The first answer to a question is the one that is found.
        known.extend_from_slice(&self.run.known.borrow());
        Self {
            pool: self.pool.clone(),
            run: Rc::new(Run {
                supposed: known.len(),
                known: RefCell::new(known),
                ..Run::default()
            }),
        }
    }

    /// Asks one question. Each is asked once within a run, however often it
    /// is wanted; a question that nobody waits for any longer is dropped.
    pub fn ask(&self, name: &Name, rtype: RecordType) -> impl Future<Output = Rc<Answer>> + use<> {
        self.ask_with(name, rtype, Urgency::Urgent)
    }

    /// The same, with how urgent it is: whoever asks first decides.
    pub fn ask_with(
        &self,
        name: &Name,
        rtype: RecordType,
        urgency: Urgency,
    ) -> impl Future<Output = Rc<Answer>> + use<> {
        let question = Question::new(name.clone(), rtype);
        let client = self.clone();
        async move {
            if let Some(answer) = client.run.answer_to(&question) {
                return answer;
            }
            let asking = match client.run.asking_for(&question) {
                Some(asking) => asking,
                None => {
                    let mut asking = client.ask_anew(question.clone(), urgency);
                    // One who answers at once leaves nothing to share.
                    if let Poll::Ready(answer) =
                        poll_fn(|context| Poll::Ready(asking.as_mut().poll(context))).await
                    {
                        return answer;
                    }
                    client.run.share(question, asking)
                }
            };
            asking.await
        }
    }

    fn ask_anew(&self, question: Question, urgency: Urgency) -> Asking {
        let pending = Pending::new(self.run.clone());
        let pool = self.pool.clone();
        Box::pin(async move {
            let answer = pool.answer(question, urgency).await;
            pending.answered(answer.clone());
            answer
        })
    }

    /// Every answer of this run, in the order in which they came.
    pub fn log(&self) -> Vec<Rc<Answer>> {
        let known = self.run.known.borrow();
        known[self.run.supposed..].to_vec()
    }

    /// How far this run is.
    pub fn progress(&self) -> Progress {
        self.run.progress.get()
    }

    /// Tells of every change of [`Client::progress`], to this listener alone.
    pub fn on_progress(&self, listener: impl Fn(Progress) + 'static) {
        *self.run.listener.borrow_mut() = Some(Rc::new(listener));
    }

    /// Something that asks, until [`Client::stop`]: then `None`, and what it
    /// asked is dropped.
    pub fn run<T>(&self, task: impl Future<Output = T>) -> impl Future<Output = Option<T>> {
        let (task, handle) = abortable(task);
        if self.run.stopped.get() {
            handle.abort();
        }
        self.run.tasks.borrow_mut().push(handle);
        task.map(Result::ok)
    }

    /// What a task brings within this many milliseconds; `None` where it takes
    /// longer.
    pub async fn within<T>(
        &self,
        milliseconds: u32,
        task: impl Future<Output = T> + Unpin,
    ) -> Option<T> {
        self.pool.within(milliseconds, task).await
    }

    /// The time, in milliseconds since 1970.
    pub fn now(&self) -> f64 {
        self.pool.clock.now()
    }

    /// Ends whatever [`Client::run`] runs, now and later.
    pub fn stop(&self) {
        self.run.stopped.set(true);
        for task in self.run.tasks.take() {
            task.abort();
        }
    }

    /// What went out to resolvers, in all runs.
    pub fn traffic(&self) -> Traffic {
        self.pool.traffic.get()
    }

    /// How many questions a second the resolver is asked that is asked the
    /// slowest; `None` where that is not bounded.
    pub fn rate(&self) -> Option<f64> {
        self.pool.rate()
    }

    /// Asks each resolver so many questions a second at most from now on, if
    /// [`Limits::per_second`] bounds them.
    pub fn set_pace(&self, per_second: u32) {
        self.pool.set_pace(per_second);
    }

    /// Has every run from now on ask anew what failed of late.
    pub fn forget_failures(&self) {
        self.pool.forget_failures();
    }

    /// Waits this many milliseconds.
    pub async fn sleep(&self, milliseconds: u32) {
        self.pool.clock.sleep(milliseconds).await;
    }

    /// Whether the test of resolvers has shown one that answers and validates,
    /// or is over.
    pub fn someone_answers(&self) -> bool {
        self.pool.someone_answers()
    }

    /// Asks every resolver one small question, all at a time, and puts those
    /// that answer first from then on, in this run and in new ones. Each
    /// counts as soon as it has answered.
    pub fn probe(&self) -> LocalFuture<'static, Vec<Probe>> {
        let pool = self.pool.clone();
        Box::pin(async move { pool.probe().await })
    }
}

type Asking = LocalFuture<'static, Rc<Answer>>;
type Listener = Rc<dyn Fn(Progress)>;

/// What belongs to one run.
#[derive(Default)]
struct Run {
    /// Every answer, in the order in which they came: few enough to be looked
    /// through.
    known: RefCell<Vec<Rc<Answer>>>,
    /// How many of them, the first, were not asked for in this run.
    supposed: usize,
    /// What was asked for and has not come yet. Held by those who wait for it,
    /// so that it ends when they all go.
    asking: RefCell<BTreeMap<Question, WeakShared<Asking>>>,
    progress: Cell<Progress>,
    listener: RefCell<Option<Listener>>,
    tasks: RefCell<Vec<AbortHandle>>,
    stopped: Cell<bool>,
}

impl Run {
    fn answer_to(&self, question: &Question) -> Option<Rc<Answer>> {
        let known = self.known.borrow();
        let answer = known.iter().find(|answer| answer.question == *question);
        answer.cloned()
    }

    fn asking_for(&self, question: &Question) -> Option<Shared<Asking>> {
        self.asking.borrow().get(question)?.upgrade()
    }

    /// Lets others wait for an answer too.
    fn share(&self, question: Question, asking: Asking) -> Shared<Asking> {
        let asking = asking.shared();
        if let Some(weak) = asking.downgrade() {
            self.asking.borrow_mut().insert(question, weak);
        }
        asking
    }

    fn set_progress(&self, progress: Progress) {
        self.progress.set(progress);
        // The listener may come back to this run, or replace itself.
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(progress);
        }
    }
}

/// A question that counts as asked until it is answered or dropped.
struct Pending {
    run: Rc<Run>,
    answered: Cell<bool>,
}

impl Pending {
    fn new(run: Rc<Run>) -> Self {
        let mut progress = run.progress.get();
        progress.asked += 1;
        run.set_progress(progress);
        Self {
            run,
            answered: Cell::new(false),
        }
    }

    fn answered(&self, answer: Rc<Answer>) {
        self.answered.set(true);
        self.run.asking.borrow_mut().remove(&answer.question);
        self.run.known.borrow_mut().push(answer);
        let mut progress = self.run.progress.get();
        progress.answered += 1;
        self.run.set_progress(progress);
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.answered.get() {
            let mut progress = self.run.progress.get();
            progress.asked -= 1;
            self.run.set_progress(progress);
        }
    }
}

#[cfg(test)]
mod tests;
