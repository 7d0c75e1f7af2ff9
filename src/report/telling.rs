//! What is told in the course of a check: what the domain is for, each subject
//! as soon as it is known, and in the end what all of them come to.

use super::conclusion::Conclusion;
use super::subject::SubjectReport;
use crate::check::{Answers, Judged};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What is told in the course of a check.
#[derive(Clone, Debug)]
pub enum Told {
    /// What the domain is judged as: the first that is told.
    Judged(Judged),
    /// What was found of a subject.
    Subject(Rc<SubjectReport>),
    /// The answers to what people ask: the last that is told.
    Answers(Answers),
}

/// Tells of subjects, which wait until it is known what the domain is for.
pub(super) struct Telling<'a> {
    judged: Cell<Option<Judged>>,
    waiting: RefCell<Vec<SubjectReport>>,
    told: RefCell<Vec<Rc<SubjectReport>>>,
    tell: &'a dyn Fn(Told),
}

impl<'a> Telling<'a> {
    pub fn new(tell: &'a dyn Fn(Told)) -> Self {
        Self {
            judged: Cell::new(None),
            waiting: RefCell::default(),
            told: RefCell::default(),
            tell,
        }
    }

    /// Tells what the domain is judged as, and of the subjects that waited.
    pub fn judged(&self, judged: Judged) {
        self.judged.set(Some(judged));
        (self.tell)(Told::Judged(judged));
        for report in self.waiting.take() {
            self.subject(report);
        }
    }

    /// Tells of a subject.
    pub fn subject(&self, report: SubjectReport) {
        match self.judged.get() {
            Some(judged) => {
                let report = Rc::new(report.weighed(judged.profile));
                self.told.borrow_mut().push(report.clone());
                (self.tell)(Told::Subject(report));
            }
            None => self.waiting.borrow_mut().push(report),
        }
    }

    /// Tells what all of it comes to.
    pub fn conclude(self) {
        let told = self.told.into_inner();
        let judged = self.judged.get();
        if let Some(conclusion) = judged.and_then(|it| Conclusion::new(&told, it.profile)) {
            (self.tell)(Told::Subject(conclusion.together));
            (self.tell)(Told::Answers(conclusion.answers));
        }
    }
}
