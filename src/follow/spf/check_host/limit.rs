//! Questions, and what they cost (RFC 7208 §4.6.4).

use super::{At, Checker, Ended};
use crate::dns::{Answer, Failure, Name, Outcome, Record, RecordType};
use crate::follow::spf::trace::{Cause, Event, SpfResult, TermText};
use crate::follow::spf::{LOOKUP_LIMIT, VOID_LIMIT};
use std::rc::Rc;

impl Checker<'_> {
    /// Asks a question that a term leads to.
    pub(super) async fn ask(
        &mut self,
        name: &Name,
        rtype: RecordType,
    ) -> Result<Rc<Answer>, Ended> {
        let answer = self.client.ask(name, rtype).await;
        let counted = self.count_void(&answer);
        self.tell(Event::Answered {
            answer: answer.clone(),
            void: is_void(&answer).then_some(self.voids),
        });
        counted.map(|()| answer)
    }

    /// §4.6.4.
    pub(super) fn count_lookup(&mut self, at: &At<'_>, term: &TermText) -> Result<(), Ended> {
        self.lookups += 1;
        self.tell(Event::Counted {
            lookups: self.lookups,
        });
        if self.lookups <= LOOKUP_LIMIT {
            return Ok(());
        }
        let cause = Cause::TooManyLookups {
            term: term.clone(),
            domain: at.domain.clone(),
        };
        Err(Ended::new(SpfResult::Permerror, cause))
    }

    /// §4.6.4.
    fn count_void(&mut self, answer: &Answer) -> Result<(), Ended> {
        self.voids += usize::from(is_void(answer));
        if self.voids <= VOID_LIMIT {
            return Ok(());
        }
        let question = answer.question.clone();
        let cause = Cause::TooManyVoids { question };
        Err(Ended::new(SpfResult::Permerror, cause))
    }
}

/// Whether a question brought nothing (RFC 7208 §4.6.4).
pub fn is_void(answer: &Answer) -> bool {
    matches!(answer.outcome, Outcome::NoData | Outcome::NoSuchName)
}

/// The records of an answer; a failure ends the evaluation (RFC 7208 §5).
pub fn known(answer: &Answer) -> Result<&[Record], Ended> {
    match answer.outcome.is_failed() {
        true => Err(failed(answer)),
        false => Ok(answer.records()),
    }
}

pub fn failed(answer: &Answer) -> Ended {
    let why = match &answer.outcome {
        Outcome::Failed(why) => why.clone(),
        _ => Failure::NoResolver,
    };
    let question = answer.question.clone();
    Ended::new(SpfResult::Temperror, Cause::LookupFailed { question, why })
}
