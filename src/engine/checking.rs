//! One check, under way or done.

mod judging;
mod mending;
mod target;
mod telling;

pub use target::{Target, target_of};

use crate::asking::{self, Asker};
use crate::moment::moment;
use crate::outbox::Outbox;
use crate::trial::Trial;
use crate::turn::next_turn;
use futures_util::future::join;
use js_sys::Function;
use mailvet::check::{Answers, Judged};
use mailvet::dns::Name;
use mailvet::dns::client::Client;
use mailvet::dns::sample::{is_sample, sample};
use mailvet::fix::confirm::Confirmed;
use mailvet::fix::{Change, Known};
use mailvet::follow::delegation::Zone;
use mailvet::follow::mta_sts::{MtaSts, PolicyFile};
use mailvet::report::snapshot::Refused;
use mailvet::report::{self, Snapshot, SubjectReport, Told};
use mailvet::rule::{Profile, Subject};
use mailvet::text::Language;
use mailvet::view::Event;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

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
    /// What is found and not told yet.
    waiting: RefCell<VecDeque<Told>>,
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
    outbox: Rc<Outbox>,
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
        let client = snapshot.client();
        let profile = snapshot.request.profile;
        let target = match snapshot.address() {
            Some(address) => Target::Address(address),
            None => Target::Domain(snapshot.request.clone()),
        };
        let source = Source::Seen(snapshot.into());
        Self::with(target, client, source, profile, language)
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
            waiting: RefCell::default(),
            reports: RefCell::default(),
            known: RefCell::default(),
            answers: RefCell::default(),
            zone: RefCell::default(),
            before: RefCell::default(),
            expected: RefCell::default(),
            confirmed: RefCell::default(),
            over: Cell::new(false),
            outbox: Rc::default(),
        }
    }

    /// Runs to the end, or until it is stopped.
    pub async fn run(self: Rc<Self>, asker: &Asker, tell: Function) {
        self.outbox.open(tell);
        self.time.set(self.client.now());
        next_turn().await;
        // The first date takes a browser as long as all the rest.
        moment(self.time.get(), self.language.get());
        next_turn().await;
        self.tell(&Event::Begun(self.begun()));
        next_turn().await;
        if matches!(self.source, Source::Dns) {
            self.client.run(asker.someone_answers()).await;
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
        self.take_up_waiting().await;
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
        self.finish().await;
    }

    /// Tells what to change now that all is known, and that all is told.
    async fn finish(&self) {
        self.mend().await;
        self.tell(&Event::Ended(self.ended()));
    }

    fn finish_soon(self: &Rc<Self>) {
        let check = self.clone();
        spawn_local(async move { check.finish().await });
    }

    /// Asks for all that is to be judged.
    async fn ask(self: &Rc<Self>) {
        let told = |told: Told| self.take_up_soon(told);
        let client = &self.client;
        match &self.target {
            Target::Domain(request) => match &self.source {
                Source::MadeUp => {
                    report::check_domain_with(client, request, &*sample(), &told).await;
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
        self.take_up_waiting().await;
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

    /// Keeps what is told, and tells it on once the page has drawn what was told
    /// before: subjects often come many at once.
    fn take_up_soon(self: &Rc<Self>, told: Told) {
        self.waiting.borrow_mut().push_back(told);
        let check = self.clone();
        spawn_local(async move {
            next_turn().await;
            check.take_up_next();
        });
    }

    async fn take_up_waiting(&self) {
        while self.take_up_next() {
            next_turn().await;
        }
    }

    /// Takes up what waited longest; whether anything did.
    fn take_up_next(&self) -> bool {
        let next = self.waiting.borrow_mut().pop_front();
        next.map(|told| self.take_up(told)).is_some()
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
}
