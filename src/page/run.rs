//! One check under way, or done.

use crate::dns::Name;
use crate::dns::client::Client;
use crate::report::{SUBJECTS, SubjectReport};
use crate::rule::{Severity, Subject};
use std::net::IpAddr;
use std::ops::Deref;
use std::rc::Rc;

/// One check under way, or done.
pub struct Run {
    /// Tells runs apart.
    pub number: u32,
    /// What is checked.
    pub target: Target,
    /// The questions.
    pub client: Client,
    /// Whether the page answers for it itself.
    pub made_up: bool,
    /// Whether it goes on.
    pub stage: Stage,
    /// Each subject, with what was told of it so far.
    pub subjects: Vec<(Subject, Option<Told>)>,
    /// When it began, in milliseconds since 1970.
    pub started: f64,
    /// How long it took, in milliseconds, once it is over.
    pub elapsed: f64,
}

/// What is checked with DNS.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A domain and DKIM selectors.
    Domain(Name, Vec<Name>),
    /// An address.
    Address(IpAddr),
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

/// A report that was told of. The same one is equal to itself alone, so that
/// what shows it is not drawn again for nothing.
#[derive(Clone, Debug)]
pub struct Told(pub Rc<SubjectReport>);

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Told {
    type Target = SubjectReport;

    fn deref(&self) -> &SubjectReport {
        &self.0
    }
}

impl Run {
    /// A run that has just begun.
    pub fn new(number: u32, target: Target, client: Client, made_up: bool) -> Self {
        let subjects: &[_] = match target {
            Target::Domain(..) => &SUBJECTS,
            Target::Address(_) => &[Subject::Ptr],
        };
        Self {
            number,
            subjects: subjects.iter().map(|&subject| (subject, None)).collect(),
            target,
            client,
            made_up,
            stage: Stage::Running,
            started: js_sys::Date::now(),
            elapsed: 0.0,
        }
    }

    /// Puts a report in its place.
    pub fn tell(&mut self, report: SubjectReport) {
        let place = self
            .subjects
            .iter_mut()
            .find(|(subject, _)| *subject == report.subject);
        if let Some((_, told)) = place {
            *told = Some(Told(Rc::new(report)));
        }
    }

    /// Ends the run.
    pub fn end(&mut self, stage: Stage) {
        if self.stage == Stage::Running {
            self.stage = stage;
            self.elapsed = js_sys::Date::now() - self.started;
            self.client.stop();
        }
    }

    /// The subject to open: the only one, or the first of the worst, once all
    /// is told.
    pub fn worst(&self) -> Option<Subject> {
        if self.stage != Stage::Done {
            return None;
        }
        if let [(only, _)] = self.subjects.as_slice() {
            return Some(*only);
        }
        let told = self.subjects.iter().filter_map(|(_, told)| told.as_ref());
        let mut worst: Option<&Told> = None;
        for report in told.filter(|report| !report.findings.is_empty()) {
            if worst.is_none_or(|worst| report.severity() > worst.severity()) {
                worst = Some(report);
            }
        }
        let worst = worst.filter(|worst| worst.severity() > Severity::Good)?;
        Some(worst.subject)
    }

    /// How many findings of a severity there are in all subjects.
    pub fn count(&self, severity: Severity) -> usize {
        let told = self.subjects.iter().filter_map(|(_, told)| told.as_ref());
        told.map(|report| report.count(severity)).sum()
    }

    /// How many questions nobody answered.
    pub fn unanswered(&self) -> usize {
        let log = self.client.log();
        log.iter()
            .filter(|answer| answer.outcome.is_failed())
            .count()
    }
}
