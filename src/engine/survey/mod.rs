//! Many domains, beside the page: `www/many.js` runs this in a worker, and keeps
//! what is found.

mod store;
mod telling;

use crate::asking::{Asker, sample_run};
use crate::engine::object;
use futures_util::future::{AbortHandle, abortable};
use js_sys::{Function, JSON};
use mailvet::check::Fact;
use mailvet::dns::Name;
use mailvet::dns::client::Client;
use mailvet::dns::clock::Clock;
use mailvet::dns::{browser::BrowserClock, sample::is_sample};
use mailvet::report::survey::{self, Entry, Happened, List, Row, Speed, Stage, limits};
use mailvet::text::Language;
use mailvet::view::Choice;
use mailvet::view::survey::{SurveyEvent, csv, json};
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, from_value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use store::{Course, Kept, Store, kept_list, kept_rows};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// A list of domains that is checked, one list at a time.
#[wasm_bindgen]
pub struct Survey(Rc<Inner>);

struct Inner {
    store: Store,
    tell: Function,
    language: Cell<Language>,
    choices: RefCell<Vec<Choice>>,
    per_second: Cell<u32>,
    /// What was read and has not begun: the list, and the name of its file.
    draft: RefCell<(List, String)>,
    survey: RefCell<Rc<survey::Survey>>,
    asker: RefCell<Option<Rc<Asker>>>,
    client: RefCell<Option<Client>>,
    running: RefCell<Option<AbortHandle>>,
    stage: Cell<Stage>,
    speed: Speed,
    kept: Cell<bool>,
    /// Rows that are neither kept nor told yet.
    waiting: RefCell<Vec<(u32, Rc<Row>)>>,
}

/// So many questions a second unless a person says otherwise: far from what the
/// public resolvers were seen to bear.
const PER_SECOND: u32 = 50;
/// How often what was found is kept and told, in milliseconds.
const OFTEN: u32 = 300;

#[wasm_bindgen]
impl Survey {
    /// Takes up what is kept. Each [`SurveyEvent`] is told to `tell`;
    /// `resolvers` is a list of [`Choice`], and the usual ones are asked where
    /// that is empty.
    pub async fn open(store: Store, tell: Function, language: &str, resolvers: JsValue) -> Self {
        let language = Language::for_tag(language).unwrap_or(Language::English);
        let inner = Rc::new(Inner {
            store,
            tell,
            language: Cell::new(language),
            choices: RefCell::new(from_value(resolvers).unwrap_or_default()),
            per_second: Cell::new(PER_SECOND),
            draft: RefCell::default(),
            survey: RefCell::new(Rc::new(survey::Survey::new(Vec::new()))),
            asker: RefCell::default(),
            client: RefCell::default(),
            running: RefCell::default(),
            stage: Cell::new(Stage::Empty),
            speed: Speed::default(),
            kept: Cell::new(true),
            waiting: RefCell::default(),
        });
        inner.clone().load().await;
        Self(inner)
    }

    /// Reads a list, which may have come in a file, and tells of it.
    pub fn read(&self, text: &str, file: &str) {
        let list = List::read(text);
        *self.0.draft.borrow_mut() = (list, file.to_owned());
        self.0.tell_listed();
    }

    /// Checks the domains of the list that was read last, in the place of any
    /// other.
    pub async fn begin(&self) {
        let (list, _) = self.0.draft.take();
        if list.entries.is_empty() {
            return;
        }
        self.0.halt();
        let kept = kept_list(&list.entries);
        self.0.take_up(list.entries);
        let begun = self.0.store.begin(object(&kept)).await;
        self.0.kept.set(begun.is_ok());
        self.0.tell_names();
        self.0.clone().run();
        self.0.keep_course().await;
        self.0.clone().tell_titles().await;
    }

    /// Goes on.
    #[wasm_bindgen(js_name = goOn)]
    pub async fn go_on(&self) {
        self.0.clone().run();
        self.0.keep_course().await;
    }

    /// Asks nothing more for now.
    pub async fn pause(&self) {
        self.0.halt();
        self.0.flush().await;
        self.0.keep_course().await;
    }

    /// Checks those domains anew of which something went unanswered.
    pub async fn again(&self) {
        let forgotten = self.0.survey.borrow().forget_failed();
        let forgotten: Vec<_> = forgotten.into_iter().map(|index| index as u32).collect();
        let _ = self.0.store.drop(object(&forgotten)).await;
        self.0.tell(&SurveyEvent::Forgotten(forgotten));
        self.go_on().await;
    }

    /// Forgets the list and what was found.
    pub async fn forget(&self) {
        self.0.halt();
        self.0.take_up(Vec::new());
        self.0.stage.set(Stage::Empty);
        *self.0.client.borrow_mut() = None;
        let forgotten = self.0.store.forget().await;
        self.0.kept.set(forgotten.is_ok());
        self.0.tell_names();
        self.0.tell_listed();
        self.0.stand();
    }

    /// Asks each resolver so many questions a second at most.
    pub async fn pace(&self, per_second: u32) {
        self.0.per_second.set(per_second.clamp(1, 10_000));
        if let Some(client) = &*self.0.client.borrow() {
            client.set_pace(self.0.per_second.get());
        }
        self.0.keep_course().await;
    }

    /// Asks these resolvers from now on.
    pub fn ask(&self, resolvers: JsValue) {
        *self.0.choices.borrow_mut() = from_value(resolvers).unwrap_or_default();
        let runs = self.0.running.borrow().is_some();
        self.0.halt();
        *self.0.client.borrow_mut() = None;
        if runs {
            self.0.clone().run();
        }
    }

    /// Speaks another language from now on.
    pub async fn speak(&self, tag: &str) {
        if let Some(language) = Language::for_tag(tag) {
            self.0.language.set(language);
        }
        self.0.tell_listed();
        self.0.clone().tell_titles().await;
    }

    /// Tells a file of the rows with these numbers: `csv` or `json`.
    pub fn file(&self, kind: &str, order: Vec<u32>) {
        let survey = self.0.survey.borrow().clone();
        let rows: Vec<_> = order
            .into_iter()
            .filter_map(|index| Some((survey.entries().get(index as usize)?, index as usize)))
            .map(|(entry, index)| (entry, survey.row(index)))
            .collect();
        let rows = rows.iter().map(|(entry, row)| (*entry, row.as_deref()));
        let text = match kind {
            "json" => {
                let value = json(rows).serialize(&Serializer::json_compatible());
                let text = value.ok().and_then(|it| JSON::stringify(&it).ok());
                text.and_then(|text| text.as_string()).unwrap_or_default()
            }
            _ => csv(rows),
        };
        self.0.tell(&SurveyEvent::File(kind.to_owned(), text));
    }
}

impl Inner {
    /// Takes up what is kept, and goes on with it.
    async fn load(self: Rc<Self>) {
        let loaded = self.store.load().await;
        self.kept.set(loaded.is_ok());
        let loaded = loaded.unwrap_or_default();
        if let Ok(kept) = from_value::<Kept>(loaded.clone()) {
            self.take_up(kept.entries());
            self.per_second.set(kept.course.per_second.clamp(1, 10_000));
            self.restore(&loaded);
            self.tell_names();
            self.tell_rows();
            if kept.course.running && self.stage.get() == Stage::Paused {
                self.clone().run();
            }
        }
        self.stand();
        if self.stage.get() != Stage::Empty {
            self.tell_titles().await;
        }
    }

    fn restore(&self, loaded: &JsValue) {
        let survey = self.survey.borrow().clone();
        for (index, row) in kept_rows(loaded) {
            survey.restore(index, row);
        }
        if survey.done() == survey.entries().len() {
            self.stage.set(Stage::Over);
        }
    }

    /// Takes up a list of which nothing is found yet.
    fn take_up(&self, entries: Vec<Entry>) {
        *self.survey.borrow_mut() = Rc::new(survey::Survey::new(entries));
        self.waiting.borrow_mut().clear();
        self.stage.set(Stage::Paused);
    }

    /// Checks what is not checked yet.
    fn run(self: Rc<Self>) {
        let survey = self.survey.borrow().clone();
        if self.running.borrow().is_some() || survey.done() == survey.entries().len() {
            self.stand();
            return;
        }
        let (asker, client) = self.client();
        self.stage.set(Stage::Running);
        self.speed.begin(BrowserClock.now());
        let inner = self.clone();
        let (task, handle) = abortable(async move {
            asker.someone_answers().await;
            let run = |domain: &Name| match is_sample(domain) {
                true => sample_run(),
                false => client.new_run(),
            };
            survey
                .run(&run, &client, &say, &|it| inner.happened(it))
                .await;
        });
        *self.running.borrow_mut() = Some(handle);
        let inner = self.clone();
        spawn_local(async move {
            if task.await.is_ok() {
                inner.running.borrow_mut().take();
                inner.stage.set(Stage::Over);
                inner.flush().await;
                inner.keep_course().await;
            }
        });
        self.stand();
        spawn_local(async move {
            while self.running.borrow().is_some() {
                BrowserClock.sleep(OFTEN).await;
                self.flush().await;
            }
        });
    }

    /// Who is asked: one client for all domains, so that they share the pace
    /// and what is known.
    fn client(&self) -> (Rc<Asker>, Client) {
        if let (Some(asker), Some(client)) = (&*self.asker.borrow(), &*self.client.borrow()) {
            return (asker.clone(), client.clone());
        }
        let usual = Asker::usual();
        let choices = self.choices.borrow();
        let choices = if choices.is_empty() {
            &usual
        } else {
            &*choices
        };
        let asker = Rc::new(Asker::with_limits(choices, limits(self.per_second.get())));
        let client = asker.run(false);
        *self.asker.borrow_mut() = Some(asker.clone());
        *self.client.borrow_mut() = Some(client.clone());
        (asker, client)
    }

    fn happened(&self, happened: Happened) {
        match happened {
            Happened::Checked(index, row) => {
                self.speed.done(BrowserClock.now());
                self.waiting.borrow_mut().push((index as u32, row));
            }
            Happened::Waiting => self.stage.set(Stage::Waiting),
            Happened::GoesOn => {
                self.speed.begin(BrowserClock.now());
                self.stage.set(Stage::Running);
            }
        }
    }

    /// Stops asking.
    fn halt(&self) {
        if let Some(running) = self.running.borrow_mut().take() {
            running.abort();
            self.stage.set(Stage::Paused);
        }
    }

    /// Keeps what was found, and then tells it: what the page shows is kept.
    async fn flush(&self) {
        let rows = self.waiting.take();
        if !rows.is_empty() {
            let survey = self.survey.borrow().clone();
            let pairs: Vec<(u32, &Row)> = rows.iter().map(|(it, row)| (*it, &**row)).collect();
            let kept = self.store.keep(object(&pairs)).await;
            self.kept.set(kept.is_ok());
            // Meanwhile another list may have begun.
            if !Rc::ptr_eq(&survey, &self.survey.borrow()) {
                return;
            }
            let rows = rows.into_iter();
            self.tell(&SurveyEvent::Rows(
                rows.map(|(index, row)| (index, (*row).clone())).collect(),
            ));
        }
        self.stand();
    }

    async fn keep_course(&self) {
        let course = Course {
            running: self.running.borrow().is_some(),
            per_second: self.per_second.get(),
        };
        if self.stage.get() != Stage::Empty {
            let _ = self.store.go(object(&course)).await;
        }
        self.stand();
    }
}

/// A fact in each language.
fn say(fact: &Fact) -> Vec<String> {
    let languages = Language::ALL.into_iter();
    languages
        .map(|language| language.fact(fact).title.plain())
        .collect()
}
