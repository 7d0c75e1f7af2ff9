//! One comparison, under way or done: the mail records of a domain, asked at
//! several resolvers, each by itself.

use crate::asking::{Asker, connect, may_lie, takes_subnet};
use crate::moment::moment;
use crate::outbox::Outbox;
use futures_util::future::{AbortHandle, abortable, join, join_all};
use js_sys::Function;
use mailvet::dns::browser::{BrowserClock, BrowserFetch};
use mailvet::dns::client::{Client, Progress};
use mailvet::dns::clock::Clock;
use mailvet::dns::sample::{is_sample, sample, sample_before};
use mailvet::dns::{Answer, Question, RecordType, Resolver};
use mailvet::follow::compare::{Compared, Place, Standing, What, address_places, places};
use mailvet::knowledge::regions::Region;
use mailvet::report::Request;
use mailvet::text::{Language, Prose};
use mailvet::view::compare::{self, Arrived, Comparison, Labels, RegionChoice, Vantage};
use mailvet::view::{Begun, Choice, Ended, Event, Progressed};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// One comparison.
pub struct Comparing {
    request: Request,
    /// Asks past what the browser keeps.
    fetch: Rc<BrowserFetch>,
    sources: RefCell<Vec<Rc<Source>>>,
    places: RefCell<Vec<Place>>,
    /// When it began, in milliseconds since 1970.
    began: f64,
    language: Cell<Language>,
    outbox: Rc<Outbox>,
    tasks: RefCell<Vec<AbortHandle>>,
    /// How many tasks are under way.
    running: Cell<usize>,
}

/// Somebody who is asked, with no other to ask in its place.
struct Source {
    whom: Whom,
    client: Client,
}

/// Who it is.
enum Whom {
    /// A resolver, and the place that it is asked from.
    Resolver(Choice, Option<Region>),
    /// One of those within the page, by its number.
    MadeUp(usize),
}

impl Source {
    fn answer(&self, question: &Question) -> Option<Rc<Answer>> {
        let log = self.client.log();
        log.into_iter().find(|answer| answer.question == *question)
    }

    fn label(&self, language: Language) -> String {
        match &self.whom {
            Whom::Resolver(choice, Some(region)) => language.as_from(&choice.label, *region),
            Whom::Resolver(choice, None) => choice.label.clone(),
            Whom::MadeUp(number) => {
                let made_up = &language.comparison_words().made_up;
                made_up.get(*number).copied().unwrap_or_default().to_owned()
            }
        }
    }

    fn region(&self) -> Option<Region> {
        match self.whom {
            Whom::Resolver(_, region) => region,
            Whom::MadeUp(_) => None,
        }
    }

    /// The resolver, where it is asked as from here.
    fn choice(&self) -> Option<&Choice> {
        match &self.whom {
            Whom::Resolver(choice, None) => Some(choice),
            Whom::Resolver(_, Some(_)) | Whom::MadeUp(_) => None,
        }
    }
}

impl Comparing {
    /// A comparison that has not begun, of a domain's records at these.
    pub fn new(request: Request, choices: &[Choice], language: Language) -> Rc<Self> {
        let fetch = Rc::new(BrowserFetch::default());
        fetch.set_fresh(true);
        let comparing = Rc::new(Self {
            places: RefCell::new(places(&request.domain, &request.selectors)),
            request,
            fetch,
            sources: RefCell::default(),
            began: BrowserClock.now(),
            language: Cell::new(language),
            outbox: Rc::default(),
            tasks: RefCell::default(),
            running: Cell::new(0),
        });
        if comparing.is_made_up() {
            comparing.add(Whom::MadeUp(0), sample());
            comparing.add(Whom::MadeUp(1), Rc::new(sample_before()));
        } else {
            for choice in choices {
                comparing.connect(choice, None);
            }
        }
        comparing
    }

    fn is_made_up(&self) -> bool {
        is_sample(&self.request.domain)
    }

    fn connect(self: &Rc<Self>, choice: &Choice, region: Option<Region>) {
        let subnet = region.map(Region::subnet);
        if let Ok(resolver) = connect(choice, subnet, self.fetch.clone()) {
            self.add(Whom::Resolver(choice.clone(), region), resolver);
        }
    }

    fn add(self: &Rc<Self>, whom: Whom, resolver: Rc<dyn Resolver>) {
        let client = Client::new(vec![resolver], Rc::new(BrowserClock));
        let weak = Rc::downgrade(self);
        client.on_progress(move |_| {
            if let Some(comparing) = weak.upgrade() {
                comparing.tell(&Event::Progressed(comparing.progressed()));
            }
        });
        self.sources
            .borrow_mut()
            .push(Rc::new(Source { whom, client }));
    }

    /// Runs to the end, or until it is stopped.
    pub async fn run(self: Rc<Self>, tell: Function) {
        self.outbox.open(tell);
        self.go_on().await;
    }

    /// Asks another known resolver too.
    pub async fn also(self: Rc<Self>, label: &str) {
        if let Some(choice) = self.others().into_iter().find(|it| it.label == label) {
            self.connect(&choice, None);
            self.go_on().await;
        }
    }

    /// Asks as if from a region too: those resolvers that are known to mind
    /// that, and if there is none, the first known that does.
    pub async fn from(self: Rc<Self>, id: &str) {
        let Some(region) = Region::ALL.into_iter().find(|region| region.id() == id) else {
            return;
        };
        if self.is_made_up() || self.asks_from(region) {
            return;
        }
        let sources = self.sources.borrow().clone();
        let mut choices: Vec<_> = sources
            .iter()
            .filter_map(|source| source.choice())
            .filter(|choice| takes_subnet(choice))
            .cloned()
            .collect();
        if choices.is_empty() {
            choices.extend(Asker::known().into_iter().find(takes_subnet));
        }
        for choice in &choices {
            self.connect(choice, Some(region));
        }
        self.go_on().await;
    }

    /// Asks whatever has not been asked yet.
    async fn go_on(self: Rc<Self>) {
        self.tell_begun();
        let (task, handle) = abortable(self.clone().ask());
        self.tasks.borrow_mut().push(handle);
        self.running.set(self.running.get() + 1);
        let _ = task.await;
        self.running.set(self.running.get() - 1);
        if self.running.get() == 0 {
            self.tell_compared();
            self.tell(&Event::Ended(self.ended()));
        }
    }

    async fn ask(self: Rc<Self>) {
        let known = self.places.borrow().clone();
        join(self.ask_for(&known), self.ask_for_addresses()).await;
    }

    /// Asks everybody, and tells of each place once all have answered.
    async fn ask_for(&self, places: &[Place]) {
        let sources = self.sources.borrow().clone();
        join_all(places.iter().map(|place| async {
            let Question { name, rtype } = &place.question;
            join_all(sources.iter().map(|source| source.client.ask(name, *rtype))).await;
            self.tell_place(place);
        }))
        .await;
    }

    /// Once all have named the mail servers, asks for the addresses of these.
    async fn ask_for_addresses(&self) {
        let sources = self.sources.borrow().clone();
        let domain = &self.request.domain;
        let asking = sources
            .iter()
            .map(|source| source.client.ask(domain, RecordType::MX));
        let answers = join_all(asking).await;
        let found = address_places(answers.iter().map(Rc::as_ref));
        let is_new = |place: &Place| !self.places.borrow().contains(place);
        let new: Vec<_> = found.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            self.places.borrow_mut().extend_from_slice(&new);
            self.tell(&Event::Begun(self.begun()));
        }
        self.ask_for(&new).await;
    }

    /// Stops asking.
    pub fn stop(&self) {
        for task in self.tasks.take() {
            task.abort();
        }
    }

    /// Tells all of it again in another language, at once.
    pub fn tell_again(&self, language: Language) {
        self.language.set(language);
        self.outbox.clear();
        self.tell_begun();
        for place in &*self.places.borrow() {
            self.tell_place(place);
        }
        if self.running.get() == 0 {
            self.tell(&Event::Ended(self.ended()));
        }
        self.outbox.flush();
    }

    /// Whether a value that a person has published has come to each.
    pub fn arrived(&self, text: &str) -> Arrived {
        let places = self.places.borrow();
        let domain = &self.request.domain;
        let language = self.language.get();
        compare::arrived(
            text,
            domain,
            &places,
            &self.labels(),
            &self.answers(),
            language,
        )
    }

    fn tell_begun(&self) {
        self.tell(&Event::Begun(self.begun()));
        self.tell_compared();
        self.tell(&Event::Progressed(self.progressed()));
    }

    fn tell_compared(&self) {
        self.tell(&Event::Compared);
    }

    fn tell_place(&self, place: &Place) {
        let answers = self.answers_to(&place.question);
        if let Some(row) = compare::row(place, &self.labels(), &answers, self.language.get()) {
            self.tell(&Event::Told(Box::new(row)));
        }
    }

    fn tell(&self, event: &Event) {
        self.outbox.send(event);
    }

    fn labels(&self) -> Vec<String> {
        let language = self.language.get();
        let sources = self.sources.borrow();
        sources
            .iter()
            .map(|source| source.label(language))
            .collect()
    }

    fn answers_to(&self, question: &Question) -> Vec<Option<Rc<Answer>>> {
        let sources = self.sources.borrow();
        sources
            .iter()
            .map(|source| source.answer(question))
            .collect()
    }

    /// For each place, what each has said.
    fn answers(&self) -> Vec<Vec<Option<Rc<Answer>>>> {
        let places = self.places.borrow();
        places
            .iter()
            .map(|place| self.answers_to(&place.question))
            .collect()
    }

    /// The known resolvers that are not asked.
    fn others(&self) -> Vec<Choice> {
        if self.is_made_up() {
            return Vec::new();
        }
        let sources = self.sources.borrow();
        let is_asked = |choice: &Choice| {
            sources
                .iter()
                .filter_map(|it| it.choice())
                .any(|it| it.url == choice.url)
        };
        let mut others = Asker::known();
        others.retain(|choice| !is_asked(choice));
        others
    }

    fn asks_from(&self, region: Region) -> bool {
        let sources = self.sources.borrow();
        sources.iter().any(|source| source.region() == Some(region))
    }

    fn begun(&self) -> Begun {
        let language = self.language.get();
        let places = self.places.borrow();
        let subjects = places.iter().map(|place| {
            let name = compare::name(place, language);
            (place.question.to_string(), name)
        });
        Begun {
            subjects: subjects.collect(),
            notice: match self.is_made_up() {
                true => self.language.get().made_up(),
                false => Prose::default(),
            },
            moment: moment(self.began, language),
            ..Begun::of_domain(&self.request.domain)
        }
    }

    fn progressed(&self) -> Progressed {
        let sources = self.sources.borrow();
        let sum = sources.iter().fold(Progress::default(), |sum, source| {
            let progress = source.client.progress();
            Progress {
                asked: sum.asked + progress.asked,
                answered: sum.answered + progress.answered,
            }
        });
        Progressed::new(sum, self.language.get())
    }

    pub fn comparison(&self) -> Comparison {
        let language = self.language.get();
        let words = language.comparison_words();
        let answers = self.answers();
        let sources = self.sources.borrow();
        let vantages = sources.iter().enumerate().map(|(number, source)| {
            let own = answers
                .iter()
                .map(|answers| answers.get(number)?.as_deref());
            Vantage::new(&source.label(language), own, language)
        });
        let is_over = answers.iter().flatten().all(Option::is_some);
        let mut notes = Vec::new();
        if self.request.selectors.is_empty() {
            notes.push(words.selectors_note.into());
        }
        notes.push(words.times_note.into());
        let choices = sources.iter().filter_map(|source| source.choice());
        let lie = choices.filter(|choice| may_lie(choice));
        notes.extend(lie.map(|choice| language.unreliable(&choice.label)));
        Comparison {
            labels: Labels::new(language),
            sum: match is_over {
                true => compare::sum(&answers, sources.len(), language),
                false => "".into(),
            },
            vantages: vantages.collect(),
            others: self.others().into_iter().map(|it| it.label).collect(),
            regions: match self.is_made_up() {
                true => Vec::new(),
                false => Region::ALL
                    .map(|region| RegionChoice::new(region, self.asks_from(region), language))
                    .into(),
            },
            notes,
        }
    }

    fn ended(&self) -> Ended {
        let language = self.language.get();
        let progress = self.progressed();
        let places = self.places.borrow();
        let differs = |place: &&Place| {
            let compared = Compared::new(&self.answers_to(&place.question));
            matches!(compared.standing(), Standing::Differ(_)) && place.what != What::Address
        };
        Ended {
            questions: language.questions(progress.answered as usize),
            worst: places
                .iter()
                .find(differs)
                .map(|place| place.question.to_string())
                .unwrap_or_default(),
            ..Ended::default()
        }
    }
}
