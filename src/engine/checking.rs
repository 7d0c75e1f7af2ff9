//! One check, under way or done, and what is told of it.

use crate::asking::{self, Asker};
use crate::engine::object;
use crate::trial::Trial;
use js_sys::Function;
use mailvet::dns::client::Client;
use mailvet::dns::sample::{is_sample, sample};
use mailvet::dns::{Name, NameError};
use mailvet::follow::dkim::Selector;
use mailvet::input::{self, Input, InputError};
use mailvet::report::{self, Detail, Request, SUBJECTS, SubjectReport};
use mailvet::rule::{Severity, Subject};
use mailvet::text::Language;
use mailvet::view::{Begun, Ended, Event, Progressed, Row, subject};
use std::cell::{Cell, RefCell};
use std::net::IpAddr;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What is checked with DNS.
pub enum Target {
    /// A domain.
    Domain(Request),
    /// An address.
    Address(IpAddr),
    /// Nothing: a record is read without DNS.
    Record,
}

/// What a text says is to be checked, with the selectors named beside it.
pub fn target_of(text: &str, selectors: &str) -> Result<Target, InputError> {
    let (domain, mut names) = match Input::parse(text)?.target {
        input::Target::Domain { domain, selectors } => (domain, selectors),
        input::Target::Address(address) => return Ok(Target::Address(address)),
        input::Target::Record { .. } => return Ok(Target::Record),
    };
    for name in selector_names(selectors) {
        let name = name.map_err(InputError::Name)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let selectors = names.into_iter().map(|name| Selector::new(name, &domain));
    let selectors = selectors
        .collect::<Result<_, _>>()
        .map_err(InputError::Name)?;
    Ok(Target::Domain(Request { domain, selectors }))
}

/// The selectors in a list as people write it.
fn selector_names(text: &str) -> impl Iterator<Item = Result<Name, NameError>> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；'))
        .map(|selector| selector.trim_matches('.'))
        .filter(|selector| !selector.is_empty())
        .map(Name::parse)
}

/// One check.
pub struct Check {
    target: Target,
    client: Client,
    made_up: bool,
    language: Cell<Language>,
    reports: RefCell<Vec<SubjectReport>>,
    over: Cell<bool>,
    tell: RefCell<Option<Function>>,
}

impl Check {
    /// A check that has not begun.
    pub fn new(target: Target, asker: &Asker, fresh: bool, language: Language) -> Self {
        let made_up = match &target {
            Target::Domain(request) => is_sample(&request.domain),
            Target::Address(address) => is_sample(&Name::reverse(*address)),
            Target::Record => true,
        };
        Self {
            client: match made_up {
                true => asking::sample_run(),
                false => asker.run(fresh),
            },
            target,
            made_up,
            language: Cell::new(language),
            reports: RefCell::default(),
            over: Cell::new(false),
            tell: RefCell::default(),
        }
    }

    /// Runs to the end, or until it is stopped.
    pub async fn run(self: Rc<Self>, asker: &Asker, tell: Function) {
        *self.tell.borrow_mut() = Some(tell);
        self.tell(&Event::Begun(self.begun()));
        if !self.made_up {
            asker.someone_answers().await;
        }
        let weak = Rc::downgrade(&self);
        self.client.on_progress(move |_| {
            if let Some(check) = weak.upgrade() {
                check.tell(&Event::Progressed(check.progressed()));
            }
        });
        let asking = self.clone();
        let task = async move {
            let told = |report: SubjectReport| {
                asking.tell(&Event::Told(Box::new(Row::new(
                    &report,
                    asking.language.get(),
                ))));
                asking.reports.borrow_mut().push(report);
            };
            match &asking.target {
                Target::Domain(request) if asking.made_up => {
                    let policies = sample();
                    report::check_domain_with(&asking.client, request, &policies, &told).await;
                }
                Target::Domain(request) => {
                    report::check_domain(&asking.client, request, &told).await;
                }
                Target::Address(address) => {
                    told(report::check_address(&asking.client, *address).await);
                }
                Target::Record => {}
            }
        };
        self.client.run(task).await;
        self.over.set(true);
        self.tell(&Event::Ended(self.ended()));
    }

    /// A trial of the domain, if it is this one, with all that is known by now.
    pub fn trial(&self, domain: &Name) -> Option<Trial> {
        match &self.target {
            Target::Domain(request) if request.domain == *domain => {
                Some(Trial::of_run(domain.clone(), self.client.clone()))
            }
            _ => None,
        }
    }

    /// Stops asking.
    pub fn stop(&self) {
        self.client.stop();
    }

    /// Tells all of it again in another language.
    pub fn tell_again(&self, language: Language) {
        self.language.set(language);
        self.tell(&Event::Begun(self.begun()));
        self.tell(&Event::Progressed(self.progressed()));
        for report in &*self.reports.borrow() {
            self.tell(&Event::Told(Box::new(Row::new(report, language))));
        }
        if self.over.get() {
            self.tell(&Event::Ended(self.ended()));
        }
    }

    fn tell(&self, event: &Event) {
        if let Some(tell) = &*self.tell.borrow() {
            let _ = tell.call1(&JsValue::UNDEFINED, &object(event));
        }
    }

    fn begun(&self) -> Begun {
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
            Target::Record => Default::default(),
        };
        Begun {
            made_up: self.made_up,
            subjects: subjects
                .iter()
                .map(|&one| {
                    (
                        subject::id(one).to_owned(),
                        language.subject(one).to_owned(),
                    )
                })
                .collect(),
            ..begun
        }
    }

    fn progressed(&self) -> Progressed {
        Progressed::new(self.client.progress(), self.language.get())
    }

    /// The selectors under which keys are to be compared: those named, and those
    /// that were found.
    fn selectors(&self, reports: &[SubjectReport]) -> Vec<String> {
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

    fn ended(&self) -> Ended {
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
            resolver: match (self.made_up, exchange) {
                (true, _) => language.ui().asked_itself.to_owned(),
                (false, Some(exchange)) => exchange.resolver.to_string(),
                (false, None) => String::new(),
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
fn worst(reports: &[SubjectReport]) -> Option<Subject> {
    if let [only] = reports {
        return Some(only.subject);
    }
    let severity = reports
        .iter()
        .filter(|report| !report.findings.is_empty())
        .map(SubjectReport::severity)
        .max()
        .filter(|&severity| severity > Severity::Good)?;
    SUBJECTS.into_iter().find(|&subject| {
        reports
            .iter()
            .any(|report| report.subject == subject && report.severity() == severity)
    })
}
