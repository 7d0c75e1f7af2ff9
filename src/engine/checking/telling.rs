//! What is told of a check, in one language.

use super::{Check, Source, Target};
use crate::asking;
use crate::moment::moment;
use mailvet::fix::Known;
use mailvet::report::{Detail, SUBJECTS, SubjectReport, Told};
use mailvet::rule::{Profile, Severity, Subject};
use mailvet::text::{Language, Prose};
use mailvet::view::{Answered, Begun, Ended, Event, Judgement, Progressed, Row, subject};
use std::rc::Rc;

impl Check {
    /// Tells in the present language.
    pub(super) fn say(&self, told: &Told, known: &Known) {
        let language = self.language.get();
        let event = match told {
            Told::Judged(judged) => Event::Judged(Judgement::new(*judged, language)),
            Told::Subject(report) => {
                let mut row = Row::new(report, language).with_fixes(report, known, language);
                // Of a made-up domain the host is made up as well, and what was
                // seen before is not added to.
                row.policy = row.policy.filter(|_| matches!(self.source, Source::Dns));
                Event::Told(Box::new(row))
            }
            Told::Answers(answers) => {
                let profile = self.judged.get().map(|it| it.profile);
                let profile = profile.unwrap_or(Profile::SendsAndReceives);
                Event::Answered(Answered::new(answers, profile, language))
            }
        };
        self.tell(&event);
    }

    /// Tells all of it again in another language, at once.
    pub fn tell_again(&self, language: Language) {
        self.language.set(language);
        self.outbox.clear();
        self.tell(&Event::Begun(self.begun()));
        self.tell(&Event::Progressed(self.progressed()));
        if let Some(judged) = self.judged.get() {
            self.say(&Told::Judged(judged), &Known::default());
        }
        let known = self.known.borrow();
        for report in &*self.reports.borrow() {
            let known = known.get(&report.subject).cloned().unwrap_or_default();
            self.say(&Told::Subject(report.clone()), &known);
        }
        if let Some(answers) = &*self.answers.borrow() {
            self.say(&Told::Answers(answers.clone()), &Known::default());
        }
        if self.over.get() {
            self.plan();
            self.tell(&Event::Ended(self.ended()));
        }
        self.outbox.flush();
    }

    pub(super) fn tell(&self, event: &Event) {
        self.outbox.send(event);
    }

    pub(super) fn begun(&self) -> Begun {
        let language = self.language.get();
        let (begun, subjects) = match &self.target {
            Target::Domain(request) => (Begun::of_domain(&request.domain), &SUBJECTS[..]),
            Target::Address(address) => {
                let title = address.to_string();
                let begun = Begun {
                    title,
                    ..Begun::default()
                };
                (begun, &[Subject::Ptr][..])
            }
            Target::Record => {
                let begun = Begun {
                    title: language.snapshot_words().not_opened.to_owned(),
                    ..Begun::default()
                };
                (begun, &[][..])
            }
        };
        let questions = match self.target {
            Target::Domain(_) => Answered::questions(language),
            Target::Address(_) | Target::Record => Vec::new(),
        };
        let time = match &self.source {
            Source::Seen(seen) => seen.time as f64,
            _ => self.time.get(),
        };
        Begun {
            questions,
            notice: self.notice(),
            moment: moment(time, language),
            subjects: subjects
                .iter()
                .map(|&one| {
                    (
                        subject::id(one).to_owned(),
                        language.subject(one).to_owned(),
                    )
                })
                .collect(),
            ..self.seen_of(begun)
        }
    }

    /// The same, with what is known of a check that was made before.
    fn seen_of(&self, begun: Begun) -> Begun {
        let Source::Seen(seen) = &self.source else {
            return begun;
        };
        let request = &seen.request;
        let selectors = request.selectors.iter().map(|it| it.name.to_string());
        Begun {
            seen: seen.time as f64,
            selectors: selectors.collect::<Vec<_>>().join(", "),
            profile: request.profile.map_or("", Profile::id).to_owned(),
            ..begun
        }
    }

    /// That nothing is asked, and why.
    fn notice(&self) -> Prose {
        let language = self.language.get();
        match &self.source {
            Source::Dns => Prose::default(),
            Source::MadeUp => language.made_up(),
            Source::Refused(why) => language.refused(*why),
            Source::Seen(seen) => {
                let date = moment(seen.time as f64, language);
                language.seen(&date, &asking::labels(&seen.resolvers(), language))
            }
        }
    }

    pub(super) fn progressed(&self) -> Progressed {
        Progressed::new(self.client.progress(), self.language.get())
    }

    /// The selectors under which keys are to be compared: those named, and those
    /// that were found.
    fn selectors(&self, reports: &[Rc<SubjectReport>]) -> Vec<String> {
        let mut names = Vec::new();
        for report in reports {
            if let Detail::Dkim(keys) = &report.detail {
                let lookups = keys.named.iter().chain(keys.found());
                for name in lookups.map(|lookup| lookup.selector.name.to_string()) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
        }
        names
    }

    pub(super) fn ended(&self) -> Ended {
        let language = self.language.get();
        let reports = self.reports.borrow();
        let count = |severity| reports.iter().map(|report| report.count(severity)).sum();
        let log = self.client.log();
        let failed = log
            .iter()
            .filter(|answer| answer.outcome.is_failed())
            .count();
        let answered = log.iter().find(|answer| !answer.outcome.is_failed());
        let exchange = answered.and_then(|answer| answer.exchange());
        Ended {
            questions: language.questions(log.len()),
            total: language.total(count(Severity::Error), count(Severity::Warning), failed),
            resolver: match exchange {
                Some(exchange) => {
                    let labels = asking::labels(std::slice::from_ref(&exchange.resolver), language);
                    labels.into_iter().next().unwrap_or_default()
                }
                None => String::new(),
            },
            selectors: self.selectors(&reports),
            worst: worst(&reports)
                .map(subject::id)
                .unwrap_or_default()
                .to_owned(),
        }
    }
}

/// The subject to open: the only one, or the first of the worst.
fn worst(reports: &[Rc<SubjectReport>]) -> Option<Subject> {
    if let [only] = reports {
        return Some(only.subject);
    }
    let severity = reports
        .iter()
        .filter(|report| !report.findings.is_empty())
        .map(|report| report.severity())
        .max()
        .filter(|&severity| severity > Severity::Good)?;
    SUBJECTS.into_iter().find(|&subject| {
        reports
            .iter()
            .any(|report| report.subject == subject && report.severity() == severity)
    })
}
