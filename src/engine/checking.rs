//! One check, under way or done, and what is told of it.

use crate::asking::{self, Asker};
use crate::deflating::opened;
use crate::engine::object;
use crate::moment::{moment, today};
use crate::policy::BrowserPolicies;
use crate::recent;
use crate::trial::Trial;
use futures_util::future::join;
use js_sys::Function;
use mailvet::check::answer::Asked;
use mailvet::check::{Answers, Judged};
use mailvet::dns::client::Client;
use mailvet::dns::sample::{is_sample, sample};
use mailvet::dns::{Name, NameError};
use mailvet::fix::build::Present;
use mailvet::fix::confirm::{Confirmed, confirm};
use mailvet::fix::{Change, Known, Place, Plan};
use mailvet::follow::delegation::Zone;
use mailvet::follow::dkim::Selector;
use mailvet::follow::mta_sts::{MtaSts, PolicyFetch, PolicyFile, policy_url};
use mailvet::input::{self, Input, InputError};
use mailvet::report::snapshot::Refused;
use mailvet::report::{self, Conclusion, Detail, Request, SUBJECTS, Snapshot, SubjectReport, Told};
use mailvet::rule::{Profile, Severity, Subject};
use mailvet::text::{Language, Prose};
use mailvet::view::{
    Answered, Arrivals, Begun, Ended, Event, Judgement, Planned, Progressed, Recent, Row, subject,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
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
    Ok(Target::Domain(Request {
        domain,
        selectors,
        profile: None,
    }))
}

/// The selectors in a list as people write it.
fn selector_names(text: &str) -> impl Iterator<Item = Result<Name, NameError>> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；'))
        .map(|selector| selector.trim_matches('.'))
        .filter(|selector| !selector.is_empty())
        .map(Name::parse)
}

/// How a check is done.
pub struct How {
    /// What a person says that the domain is for.
    pub profile: Option<Profile>,
    /// Whether what the browser keeps is passed by.
    pub fresh: bool,
}

/// Where the answers of a check come from.
pub enum Source {
    /// Resolvers are asked.
    Dns,
    /// The page answers for a made-up domain by itself.
    MadeUp,
    /// They were seen before.
    Seen(Box<Snapshot>),
    /// Nowhere: what was to be opened could not be.
    Refused(Refused),
}

/// One check.
pub struct Check {
    pub(crate) target: Target,
    pub(crate) client: Client,
    pub(crate) source: Source,
    /// When it began, in milliseconds since 1970.
    pub(crate) time: Cell<f64>,
    pub(crate) language: Cell<Language>,
    /// What a person says that the domain is for.
    pub(crate) said: Cell<Option<Profile>>,
    pub(crate) judged: Cell<Option<Judged>>,
    pub(crate) reports: RefCell<Vec<Rc<SubjectReport>>>,
    /// What was known of the domain when each of them was told.
    known: RefCell<BTreeMap<Subject, Known>>,
    pub(crate) answers: RefCell<Option<Answers>>,
    /// The zone that the domain's records are in.
    zone: RefCell<Option<Zone>>,
    /// What a check before this one has seen, a sealed text, where nothing else
    /// is known of that.
    before: RefCell<String>,
    /// The changes that it proposed.
    expected: RefCell<Vec<Change>>,
    /// What became of them.
    confirmed: RefCell<Vec<Confirmed>>,
    pub(crate) over: Cell<bool>,
    tell: RefCell<Option<Function>>,
}

impl Check {
    /// A check that has not begun.
    pub fn new(mut target: Target, asker: &Asker, how: &How, language: Language) -> Self {
        if let Target::Domain(request) = &mut target {
            request.profile = how.profile;
        }
        let made_up = match &target {
            Target::Domain(request) => is_sample(&request.domain),
            Target::Address(address) => is_sample(&Name::reverse(*address)),
            Target::Record => true,
        };
        let (client, source) = match made_up {
            true => (asking::sample_run(), Source::MadeUp),
            false => (asker.run(how.fresh), Source::Dns),
        };
        Self::with(target, client, source, how.profile, language)
    }

    /// A check of what was seen before, or the reason why that is not known.
    pub fn of_snapshot(snapshot: Result<Snapshot, Refused>, language: Language) -> Self {
        let snapshot = match snapshot {
            Ok(snapshot) => snapshot,
            Err(why) => {
                let client = Client::of_answers([], 0.0);
                return Self::with(Target::Record, client, Source::Refused(why), None, language);
            }
        };
        let (client, request) = (snapshot.client(), snapshot.request.clone());
        let profile = request.profile;
        let source = Source::Seen(snapshot.into());
        Self::with(Target::Domain(request), client, source, profile, language)
    }

    fn with(
        target: Target,
        client: Client,
        source: Source,
        said: Option<Profile>,
        language: Language,
    ) -> Self {
        Self {
            target,
            client,
            source,
            time: Cell::new(0.0),
            language: Cell::new(language),
            said: Cell::new(said),
            judged: Cell::new(None),
            reports: RefCell::default(),
            known: RefCell::default(),
            answers: RefCell::default(),
            zone: RefCell::default(),
            before: RefCell::default(),
            expected: RefCell::default(),
            confirmed: RefCell::default(),
            over: Cell::new(false),
            tell: RefCell::default(),
        }
    }

    /// Runs to the end, or until it is stopped.
    pub async fn run(self: Rc<Self>, asker: &Asker, tell: Function) {
        *self.tell.borrow_mut() = Some(tell);
        self.time.set(self.client.now());
        self.tell(&Event::Begun(self.begun()));
        if matches!(self.source, Source::Dns) {
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
            join(asking.ask(), asking.recall()).await;
            asking.find_zone().await;
            asking.confirm().await;
        };
        self.client.run(task).await;
        self.over.set(true);
        let said = self.said.get();
        let is_other = |judged: Judged| said.is_some_and(|said| said != judged.profile);
        let is_read = |sts: MtaSts| sts.policy != PolicyFile::Unread;
        if self.judged.get().is_some_and(is_other) {
            self.judge_again();
        } else if self.mta_sts().is_some_and(is_read) {
            // The policy may have come while the check went on.
            self.conclude();
        }
        self.mend();
        self.tell(&Event::Ended(self.ended()));
    }

    /// Asks for all that is to be judged.
    async fn ask(&self) {
        let told = |told: Told| self.take_up(told);
        let client = &self.client;
        match &self.target {
            Target::Domain(request) => match &self.source {
                Source::MadeUp => {
                    report::check_domain_with(client, request, &sample(), &told).await;
                }
                Source::Seen(seen) => {
                    report::check_domain_with(client, request, &**seen, &told).await;
                }
                Source::Dns | Source::Refused(_) => {
                    report::check_domain(client, request, &told).await;
                }
            },
            Target::Address(address) => {
                let report = report::check_address(client, *address).await;
                told(Told::Subject(Rc::new(report)));
            }
            Target::Record => {}
        }
    }

    /// Looks for what `before` proposed; whether it is of the same domain.
    pub fn confirms(&self, before: &Self) -> bool {
        let (Target::Domain(now), Target::Domain(then)) = (&self.target, &before.target) else {
            return false;
        };
        let asks = matches!(self.source, Source::Dns);
        if now.domain != then.domain || !asks || !before.over.get() {
            return false;
        }
        // What has arrived stays in the list, and what is proposed now comes.
        let confirmed = before.confirmed.borrow();
        let arrived = confirmed.iter().filter(|it| it.has_arrived());
        let mut expected: Vec<Change> = arrived.map(|it| it.change.clone()).collect();
        for change in before.planned().0.changes() {
            if !expected.contains(&change) {
                expected.push(change);
            }
        }
        *self.expected.borrow_mut() = expected;
        true
    }

    /// Looks for what is proposed of what the browser remembers of the domain, a
    /// text that may hold anything.
    pub fn confirms_kept(&self, kept: &str) {
        if let (Target::Domain(request), Source::Dns) = (&self.target, &self.source) {
            *self.before.borrow_mut() = recent::seen(kept, request.domain.as_str());
        }
    }

    /// Judges afresh what was seen before, while answers are on their way.
    async fn recall(&self) {
        let before = self.before.take();
        let Target::Domain(request) = &self.target else {
            return;
        };
        if !before.is_empty()
            && let Ok(snapshot) = opened(&before).await
            && snapshot.request.domain == request.domain
        {
            let proposed = snapshot.proposed().await;
            *self.expected.borrow_mut() = proposed;
        }
    }

    /// Finds the zone where there is something to change in it.
    async fn find_zone(&self) {
        let delegation = self
            .reports
            .borrow()
            .iter()
            .find_map(|it| match &it.detail {
                Detail::Delegation(delegation) => Some(delegation.clone()),
                _ => None,
            });
        if let Some(delegation) = delegation
            && !self.planned().0.steps.is_empty()
        {
            let zone = delegation.zone(&self.client).await;
            *self.zone.borrow_mut() = zone;
        }
    }

    /// Finds out which of the changes expected have arrived.
    async fn confirm(&self) {
        let expected = self.expected.borrow().clone();
        let mut answers = Vec::new();
        for place in expected.iter().map(|change| &change.place) {
            if let Place::Record { name, rtype, .. } = place {
                answers.push((place.clone(), self.client.ask(name, *rtype).await));
            }
        }
        let answer_to = |place: &Place| {
            let mut answers = answers.iter();
            let found = answers.find(|(asked, _)| asked == place)?;
            Some(found.1.clone())
        };
        let zone = self.zone.borrow();
        let negative_ttl = zone.as_ref().and_then(|zone| zone.negative_ttl);
        *self.confirmed.borrow_mut() = confirm(&expected, answer_to, negative_ttl);
    }

    /// What is known of the domain by now.
    fn known<'a>(&self, reports: impl IntoIterator<Item = &'a SubjectReport>) -> Known {
        let mut known = report::fixes::known(reports);
        if let Some(zone) = &*self.zone.borrow() {
            known.in_zone(zone);
        }
        known
    }

    pub(crate) fn planned(&self) -> (Plan, Known) {
        let reports = self.reports.borrow();
        let known = self.known(reports.iter().map(Rc::as_ref));
        let plan = report::fixes::plan(reports.iter().map(Rc::as_ref), &known);
        (plan, known)
    }

    /// Tells what to do first, and again of those subjects whose fixes are
    /// others now that all is known.
    fn mend(&self) {
        let reports = self.reports.borrow();
        let known = report::fixes::known(reports.iter().map(Rc::as_ref));
        let mut told = self.known.borrow_mut();
        for report in reports.iter() {
            let then = told.insert(report.subject, known.clone());
            let then = then.unwrap_or_default();
            let fixes = |known| report::fixes::fixes_of(report, known);
            let place = |known: &Known| (known.zone.clone(), known.dns_host);
            if place(&then) != place(&known)
                || then.holders != known.holders
                || fixes(&then) != fixes(&known)
            {
                self.say(&Told::Subject(report.clone()), &known);
            }
        }
        self.plan();
    }

    fn plan(&self) {
        if !matches!(self.target, Target::Domain(_)) {
            return;
        }
        let language = self.language.get();
        let arrivals = Arrivals::new(&self.confirmed.borrow(), language);
        self.tell(&Event::Confirmed(arrivals));
        let (plan, known) = self.planned();
        let unknown = self
            .reports
            .borrow()
            .iter()
            .any(|report| report.count(Severity::Unknown) > 0);
        let planned = Planned::new(&plan, &known, unknown, &today(), language);
        self.tell(&Event::Planned(planned));
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

    /// What the domain has, if it is this one and all answers are in.
    pub fn present(&self, domain: &Name) -> Option<Present> {
        match &self.target {
            Target::Domain(request) if request.domain == *domain && self.over.get() => {
                let reports = self.reports.borrow();
                let reports: Vec<_> = reports.iter().map(Rc::as_ref).collect();
                Some(report::present::present(reports.iter().copied()))
            }
            _ => None,
        }
    }

    /// Gets the file of the MTA-STS policy from its host, and tells of it;
    /// whether it could be had.
    pub async fn fetch_policy(&self) -> bool {
        let host = self.mta_sts().and_then(|sts| sts.host);
        let Some(host) = host.filter(|_| matches!(self.source, Source::Dns)) else {
            return false;
        };
        let policy = BrowserPolicies.fetch(&policy_url(&host.name)).await;
        let fetched = policy != PolicyFile::Unread;
        if fetched {
            self.set_policy(policy);
        }
        fetched
    }

    /// Takes this for the file of the MTA-STS policy, and tells what that
    /// changes.
    pub fn set_policy(&self, policy: PolicyFile) {
        let (Some(sts), Some(judged)) = (self.mta_sts(), self.judged.get()) else {
            return;
        };
        let report = report::mta_sts(MtaSts { policy, ..sts }).weighed(judged.profile);
        self.take_up(Told::Subject(Rc::new(report)));
        if self.over.get() {
            self.conclude();
            self.mend();
            self.tell(&Event::Ended(self.ended()));
        }
    }

    /// What was found of MTA-STS, once it is known.
    pub(crate) fn mta_sts(&self) -> Option<MtaSts> {
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

    /// Judges the domain as one that is for this; as its records say where
    /// nobody says it. What was asked is not asked again.
    pub fn judge_as(&self, profile: Option<Profile>) {
        self.said.set(profile);
        if self.over.get() {
            self.judge_again();
        }
    }

    fn judge_again(&self) {
        let reports = self.reports.take();
        self.known.take();
        let guess = |reports: &[Rc<SubjectReport>]| {
            let servers = reports.iter().find_map(|it| match &it.detail {
                Detail::MailServers(servers) => Some(servers),
                _ => None,
            })?;
            let spf = reports.iter().find_map(|it| match &it.detail {
                Detail::Spf(tree) => Some(&tree.root().published),
                _ => None,
            })?;
            Some(Judged::new(self.said.get(), servers, spf))
        };
        let Some(judged) = guess(&reports) else {
            *self.reports.borrow_mut() = reports;
            return;
        };
        let again = reports.iter().filter(|it| it.subject != Subject::Together);
        let again: Vec<_> = again
            .map(|report| Rc::new(SubjectReport::clone(report).weighed(judged.profile)))
            .collect();
        self.take_up(Told::Judged(judged));
        again
            .into_iter()
            .for_each(|it| self.take_up(Told::Subject(it)));
        self.conclude();
        self.mend();
        self.tell(&Event::Ended(self.ended()));
    }

    /// Tells again what the subjects come to.
    fn conclude(&self) {
        let Some(judged) = self.judged.get() else {
            return;
        };
        let reports = self.reports.borrow().clone();
        if let Some(conclusion) = Conclusion::new(&reports, judged.profile) {
            self.take_up(Told::Subject(conclusion.together));
            self.take_up(Told::Answers(conclusion.answers));
        }
    }

    /// Keeps what is told, and tells it on.
    fn take_up(&self, told: Told) {
        let known = {
            let reports = self.reports.borrow();
            let new = match &told {
                Told::Subject(report) => Some(report.as_ref()),
                _ => None,
            };
            self.known(reports.iter().map(Rc::as_ref).chain(new))
        };
        self.say(&told, &known);
        match told {
            Told::Judged(judged) => self.judged.set(Some(judged)),
            Told::Subject(report) => {
                let mut reports = self.reports.borrow_mut();
                reports.retain(|known| known.subject != report.subject);
                self.known.borrow_mut().insert(report.subject, known);
                reports.push(report);
            }
            Told::Answers(answers) => *self.answers.borrow_mut() = Some(answers),
        }
    }

    /// Tells in the present language.
    fn say(&self, told: &Told, known: &Known) {
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

    /// Tells all of it again in another language.
    pub fn tell_again(&self, language: Language) {
        self.language.set(language);
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
    }

    fn tell(&self, event: &Event) {
        if let Some(tell) = &*self.tell.borrow() {
            let _ = tell.call1(&JsValue::UNDEFINED, &object(event));
        }
    }

    fn begun(&self) -> Begun {
        let language = self.language.get();
        let (begun, subjects) = match &self.target {
            Target::Domain(request) => {
                let begun = Begun::of_domain(&request.domain);
                (self.seen_of(begun, request), &SUBJECTS[..])
            }
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
        Begun {
            questions,
            notice: self.notice(),
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

    /// The same, with what is known of a check that was made before.
    fn seen_of(&self, begun: Begun, request: &Request) -> Begun {
        let Source::Seen(seen) = &self.source else {
            return begun;
        };
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

    fn progressed(&self) -> Progressed {
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

    /// What is remembered of it, once it is over; nothing where it asked nobody,
    /// or nobody answered.
    pub fn recent(&self) -> Option<Recent> {
        let answered = self.client.log().iter().any(|it| !it.outcome.is_failed());
        if !matches!(self.source, Source::Dns) || !self.over.get() || !answered {
            return None;
        }
        let (check, selectors) = match &self.target {
            Target::Domain(request) => {
                let named = request.selectors.iter();
                let named = named.map(|it| it.name.to_string()).collect();
                (request.domain.to_string(), named)
            }
            Target::Address(address) => (address.to_string(), Vec::new()),
            Target::Record => return None,
        };
        let profile = self.judged.get().map(|judged| judged.profile);
        let verdicts = match (&*self.answers.borrow(), profile) {
            (Some(answers), Some(profile)) => {
                let verdict = |asked| answers.verdict(asked).id().to_owned();
                let one = |asked| (verdict(asked), answers.severity(asked, profile));
                Asked::ALL.map(one).to_vec()
            }
            _ => Vec::new(),
        };
        Some(Recent {
            check,
            selectors,
            profile: self.said.get().map_or("", Profile::id).to_owned(),
            at: js_sys::Date::now(),
            verdicts,
            seen: String::new(),
        })
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
