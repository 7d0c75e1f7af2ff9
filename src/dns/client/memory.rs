//! What was asked of late, so that the runs of one client do not ask the same
//! again: a bounded number of answers, each for as long as it lives.

use super::Asking;
use crate::dns::answer::Answer;
use crate::dns::{Outcome, Question};
use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What was asked of late, and what is being asked.
pub struct Memory {
    /// How many answers each of the two generations holds.
    places: usize,
    young: RefCell<Answers>,
    /// What was young before, and is forgotten next unless somebody wants it.
    old: RefCell<Answers>,
    asking: RefCell<BTreeMap<Question, WeakShared<Asking>>>,
}

type Answers = BTreeMap<Question, Kept>;

#[derive(Clone)]
struct Kept {
    answer: Rc<Answer>,
    /// In milliseconds since 1970.
    until: f64,
}

/// The longest that an answer is kept, in seconds.
const LONGEST: u32 = 3_600;
/// How long an answer is kept of which nobody says how long it lives, in
/// seconds: that there is nothing, or that it failed, and not for the
/// resolver's sake (RFC 9520 §3.2: from one second to five minutes).
const UNSAID: u32 = 30;

impl Memory {
    /// Remembers so many answers at most.
    pub fn new(places: usize) -> Self {
        Self {
            places: places.div_ceil(2),
            young: RefCell::default(),
            old: RefCell::default(),
            asking: RefCell::default(),
        }
    }

    /// The answer to a question, if it is known and still lives.
    pub fn answer_to(&self, question: &Question, now: f64) -> Option<Rc<Answer>> {
        if let Some(kept) = self.young.borrow().get(question) {
            return kept.at(now);
        }
        let kept = self.old.borrow_mut().remove(question)?;
        let answer = kept.at(now)?;
        self.put(kept);
        Some(answer)
    }

    /// Remembers an answer.
    pub fn keep(&self, answer: Rc<Answer>, now: f64) {
        self.asking.borrow_mut().remove(&answer.question);
        let lives = lives(&answer).min(LONGEST);
        if lives > 0 {
            let until = now + f64::from(lives) * 1000.0;
            self.put(Kept { answer, until });
        }
    }

    /// Forgets what failed.
    pub fn forget_failures(&self) {
        for answers in [&self.young, &self.old] {
            let mut answers = answers.borrow_mut();
            answers.retain(|_, kept| !kept.answer.outcome.is_failed());
        }
    }

    fn put(&self, kept: Kept) {
        let mut young = self.young.borrow_mut();
        if young.len() >= self.places {
            *self.old.borrow_mut() = std::mem::take(&mut *young);
        }
        young.insert(kept.answer.question.clone(), kept);
    }

    /// What is being asked already.
    pub fn asking_for(&self, question: &Question) -> Option<Shared<Asking>> {
        self.asking.borrow().get(question)?.upgrade()
    }

    /// Lets other runs wait for an answer too.
    pub fn share(&self, question: Question, asking: Asking) -> Shared<Asking> {
        let asking = asking.shared();
        let mut known = self.asking.borrow_mut();
        // What nobody waited for any longer has left its place behind.
        if known.len() >= self.places {
            known.retain(|_, asking| asking.upgrade().is_some());
        }
        if let Some(weak) = asking.downgrade() {
            known.insert(question, weak);
        }
        asking
    }
}

impl Kept {
    fn at(&self, now: f64) -> Option<Rc<Answer>> {
        (now < self.until).then(|| self.answer.clone())
    }
}

/// How long an answer may be given again, in seconds. What failed on the way to
/// a resolver is asked anew.
fn lives(answer: &Answer) -> u32 {
    let was_answered = || answer.exchanges.iter().any(|it| it.rcode.is_some());
    match &answer.outcome {
        Outcome::Failed(_) if !was_answered() => 0,
        _ => answer.lifetime().unwrap_or(UNSAID),
    }
}
