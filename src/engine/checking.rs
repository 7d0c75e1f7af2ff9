//! One check, under way or done, and what is told of it.

use crate::asking::{self, Asker};
use crate::engine::object;
use crate::policy::BrowserPolicies;
use crate::trial::Trial;
use js_sys::Function;
use mailvet::dns::client::Client;
use mailvet::dns::sample::{is_sample, sample};
use mailvet::dns::{Name, NameError};
use mailvet::follow::dkim::Selector;
use mailvet::follow::mta_sts::{MtaSts, PolicyFetch, PolicyFile, policy_url};
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
                asking.tell(&asking.told(&report));
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

    /// Gets the file of the MTA-STS policy from its host, and tells of it;
    /// whether it could be had.
    pub async fn fetch_policy(&self) -> bool {
        let host = self.mta_sts().and_then(|sts| sts.host);
        let Some(host) = host.filter(|_| !self.made_up) else {
            return false;
        };
        let policy = BrowserPolicies.fetch(&policy_url(&host.name)).await;
        let fetched = policy.is_some();
        if let Some(text) = policy {
            self.set_policy(PolicyFile::Fetched(text));
        }
        fetched
    }

    /// Takes this for the file of the MTA-STS policy, and tells what that
    /// changes.
    pub fn set_policy(&self, policy: PolicyFile) {
        let Some(sts) = self.mta_sts() else { return };
        let report = report::mta_sts(MtaSts { policy, ..sts });
        self.tell(&self.told(&report));
        for known in &mut *self.reports.borrow_mut() {
            if known.subject == report.subject {
                known.clone_from(&report);
            }
        }
        if self.over.get() {
            self.tell(&Event::Ended(self.ended()));
        }
    }

    /// What was found of MTA-STS, once it is known.
    fn mta_sts(&self) -> Option<MtaSts> {
        let reports = self.reports.borrow();
        reports.iter().find_map(|report| match &report.detail {
            Detail::MtaSts(sts) => Some(sts.clone()),
            _ => None,
        })
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
            self.tell(&self.told(report));
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

    fn told(&self, report: &SubjectReport) -> Event {
        let mut row = Row::new(report, self.language.get());
        if self.made_up {
            // Its host is made up as well.
            row.policy = None;
        }
        Event::Told(Box::new(row))
    }

    fn begun(&self) -> Begun {
        let language = self.language.get();
        let (title, beside, subjects) = match &self.target {
            Target::Domain(request) => {
                let shown = request.domain.to_unicode();
                let beside = match shown == request.domain.as_str() {
                    true => String::new(),
                    false => request.domain.to_string(),
                };
                (shown, beside, &SUBJECTS[..])
            }
            Target::Address(address) => (address.to_string(), String::new(), &[Subject::Ptr][..]),
            Target::Record => Default::default(),
        };
        Begun {
            title,
            beside,
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
        }
    }

    fn progressed(&self) -> Progressed {
        let progress = self.client.progress();
        Progressed {
            answered: progress.answered as u32,
            asked: progress.asked as u32,
            words: self
                .language
                .get()
                .progress(progress.answered, progress.asked),
        }
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
