//! One check under way, or done.

use crate::view::{Answered, Arrivals, Begun, Ended, Event, Judgement, Planned, Progressed, Row};
use std::rc::Rc;

/// One check under way, or done.
pub struct Run {
    /// Tells runs apart.
    pub number: u32,
    /// What it is about.
    pub begun: Begun,
    /// How far it is.
    pub progress: Progressed,
    /// What the domain is judged as, once that is known.
    pub judged: Judgement,
    /// What all of it comes to, once that is known.
    pub answered: Answered,
    /// What to do first, once that is known.
    pub planned: Planned,
    /// Which of the changes proposed before have arrived.
    pub arrivals: Arrivals,
    /// What was told of each subject so far, in the order of the subjects.
    pub rows: Vec<Option<Told>>,
    /// Whether it goes on.
    pub stage: Stage,
    /// What it came to.
    pub ended: Ended,
    /// When it began, in milliseconds since 1970.
    pub started: f64,
    /// How long it took, in milliseconds, once it is over.
    pub elapsed: f64,
    /// The room of the annex that is open beside it; empty where none is.
    pub panel: &'static str,
}

/// Whether a run goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// It does.
    Running,
    /// All is answered.
    Done,
    /// A person stopped it.
    Stopped,
}

/// What was told of a subject. The same one is equal to itself alone, so that
/// what shows it is not drawn again for nothing.
#[derive(Clone, Debug)]
pub struct Told(pub Rc<Row>);

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Run {
    /// A run that is about to begin.
    pub fn new(number: u32, typed: &str) -> Self {
        Self {
            number,
            begun: Begun {
                title: typed.to_owned(),
                ..Begun::default()
            },
            progress: Progressed::default(),
            judged: Judgement::default(),
            answered: Answered::default(),
            planned: Planned::default(),
            arrivals: Arrivals::default(),
            rows: Vec::new(),
            stage: Stage::Running,
            ended: Ended::default(),
            started: js_sys::Date::now(),
            elapsed: 0.0,
            panel: "",
        }
    }

    /// Takes up what happened.
    pub fn happened(&mut self, event: Event) {
        match event {
            Event::Begun(begun) => {
                self.rows.resize(begun.subjects.len(), None);
                if begun.seen > 0.0 {
                    self.started = begun.seen;
                }
                self.begun = begun;
            }
            Event::Progressed(progress) => self.progress = progress,
            Event::Told(row) => {
                let mut subjects = self.begun.subjects.iter();
                let place = subjects.position(|(id, _)| *id == row.subject);
                if let Some(told) = place.and_then(|place| self.rows.get_mut(place)) {
                    *told = Some(Told(row.into()));
                }
            }
            // That is of a comparison, not of its records.
            Event::Compared => {}
            Event::Judged(judged) => self.judged = judged,
            Event::Answered(answered) => self.answered = answered,
            Event::Planned(planned) => self.planned = planned,
            Event::Confirmed(arrivals) => self.arrivals = arrivals,
            Event::Ended(mut ended) => {
                // What is open stays so when the end is told again.
                if self.stage != Stage::Running {
                    ended.worst = std::mem::take(&mut self.ended.worst);
                }
                self.ended = ended;
                self.end(Stage::Done);
            }
        }
    }

    /// The domain that it is about, as DNS knows it.
    pub fn domain(&self) -> &str {
        match self.begun.beside.as_str() {
            "" => &self.begun.title,
            beside => beside,
        }
    }

    /// Goes on with more questions.
    pub fn go_on(&mut self) {
        self.stage = Stage::Running;
        self.started = js_sys::Date::now();
    }

    /// Ends the run, unless it is over.
    pub fn end(&mut self, stage: Stage) {
        if self.stage == Stage::Running {
            self.stage = stage;
            self.elapsed = js_sys::Date::now() - self.started;
        }
    }
}
