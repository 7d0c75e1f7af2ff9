//! The worker that checks many domains, and what it has told. It goes on while
//! other rooms, or none, are shown.

use crate::page::browser::document;
use crate::page::object::Object;
use crate::page::storage;
use crate::report::survey::Row;
use crate::text::Language;
use crate::view::survey::{Listed, Standing, SurveyEvent};
use js_sys::{Array, Function, Reflect};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// The address of a worker as the browser trusts it.
    #[wasm_bindgen(js_name = mailvetWorker, catch)]
    fn trusted(name: &str) -> Result<JsValue, JsValue>;

    type Worker;
    #[wasm_bindgen(constructor, catch)]
    fn new(address: &JsValue, options: &JsValue) -> Result<Worker, JsValue>;
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &Worker, message: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &Worker, listener: &Function);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn set_onerror(this: &Worker, listener: &Function);
}

/// The worker, and what it has told.
pub struct Work {
    worker: Option<Worker>,
    pub told: RefCell<Told>,
    /// Who is shown it.
    shown: RefCell<Callback<News>>,
    language: Cell<Language>,
}

/// What has come.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Something that is to be seen, now that all of it has come.
    Told,
    /// A file to be saved: its kind and its text.
    File(String, String),
}

/// What the worker has told.
#[derive(Default)]
pub struct Told {
    /// How far it is; `None` until it has opened what is kept.
    pub standing: Option<Standing>,
    pub names: Vec<String>,
    pub rows: Vec<Option<Rc<Row>>>,
    /// How many rows met each rule.
    pub met: BTreeMap<String, usize>,
    /// How many rows have a question that nobody answered.
    pub failed: usize,
    pub listed: Listed,
    pub titles: BTreeMap<String, String>,
    /// Whether another tab checks a list.
    pub elsewhere: bool,
    /// Whether the worker did not come, or broke.
    pub broken: bool,
}

thread_local! {
    static WORK: RefCell<Option<Rc<Work>>> = const { RefCell::new(None) };
}

impl Work {
    /// The worker, which is started the first time. What comes is told to
    /// `shown` alone.
    pub fn show(language: Language, shown: Callback<News>) -> Rc<Self> {
        let known = WORK.with_borrow(Clone::clone);
        let work = match known.filter(|work| !work.told.borrow().broken) {
            Some(work) => work,
            None => Self::start(language),
        };
        *work.shown.borrow_mut() = shown;
        work.speak(language);
        WORK.set(Some(work.clone()));
        work
    }

    /// Tells nobody from now on.
    pub fn hide(&self) {
        *self.shown.borrow_mut() = Callback::noop();
    }

    fn start(language: Language) -> Rc<Self> {
        let worker = start();
        let work = Rc::new(Self {
            told: RefCell::new(Told {
                broken: worker.is_none(),
                ..Told::default()
            }),
            worker,
            shown: RefCell::new(Callback::noop()),
            language: Cell::new(language),
        });
        if let Some(worker) = &work.worker {
            let weak = Rc::downgrade(&work);
            let listener = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
                if let Some(work) = weak.upgrade() {
                    let data = Reflect::get(&message, &"data".into());
                    work.take(&data.unwrap_or_default());
                }
            });
            // They live as long as the page does.
            let listener = listener.into_js_value();
            worker.set_onmessage(listener.unchecked_ref());
            worker.set_onerror(listener.unchecked_ref());
        }
        let open = [
            "open".into(),
            engine().into(),
            language.tag().into(),
            resolvers(),
        ];
        work.post(open);
        work
    }

    /// Has the worker do something.
    pub fn post<const N: usize>(&self, message: [JsValue; N]) {
        if let Some(worker) = &self.worker {
            worker.post(&message.into_iter().collect::<Array>());
        }
    }

    /// Has the worker ask the resolvers that are chosen by now.
    pub fn ask_chosen(&self) {
        self.post(["ask".into(), resolvers()]);
    }

    /// Speaks another language.
    pub fn speak(&self, language: Language) {
        if self.language.replace(language) != language {
            self.post(["speak".into(), language.tag().into()]);
        }
    }

    fn take(&self, message: &JsValue) {
        let event = Option::<SurveyEvent>::read(message);
        let mut told = self.told.borrow_mut();
        let mut news = Some(News::Told);
        match event {
            Some(SurveyEvent::File(kind, text)) => news = Some(News::File(kind, text)),
            Some(event) => {
                // How far it is comes after these, and all is drawn at once.
                if matches!(
                    event,
                    SurveyEvent::Named(..) | SurveyEvent::Rows(_) | SurveyEvent::Forgotten(_)
                ) {
                    news = None;
                }
                told.take(event);
            }
            None if Reflect::has(message, &"Elsewhere".into()) == Ok(true) => told.elsewhere = true,
            None => told.broken = true,
        }
        drop(told);
        let shown = self.shown.borrow().clone();
        if let Some(news) = news {
            shown.emit(news);
        }
    }
}

impl Told {
    fn take(&mut self, event: SurveyEvent) {
        match event {
            SurveyEvent::Stands(standing) => {
                self.standing = Some(standing);
                self.elsewhere = false;
            }
            SurveyEvent::Named(first, names) => {
                let first = first as usize;
                self.names.truncate(first);
                self.names.extend(names);
                for index in self.names.len()..self.rows.len() {
                    self.put(index, None);
                }
                self.rows.resize(self.names.len(), None);
                if first == 0 {
                    (0..self.rows.len()).for_each(|index| self.put(index, None));
                }
            }
            SurveyEvent::Rows(rows) => {
                for (index, row) in rows {
                    self.put(index as usize, Some(Rc::new(row)));
                }
            }
            SurveyEvent::Forgotten(rows) => {
                rows.into_iter()
                    .for_each(|index| self.put(index as usize, None));
            }
            SurveyEvent::Listed(listed) => self.listed = listed,
            SurveyEvent::Titles(titles) => self.titles = titles.into_iter().collect(),
            SurveyEvent::File(..) => {}
        }
    }

    /// Puts a row in its place, and counts what it met.
    fn put(&mut self, index: usize, row: Option<Rc<Row>>) {
        let Some(place) = self.rows.get_mut(index) else {
            return;
        };
        if let Some(row) = &row {
            self.failed += usize::from(row.failed > 0);
            for rule in &row.rules {
                *self.met.entry(rule.clone()).or_default() += 1;
            }
        }
        if let Some(row) = std::mem::replace(place, row) {
            self.failed -= usize::from(row.failed > 0);
            for rule in &row.rules {
                if let Some(count) = self.met.get_mut(rule) {
                    *count -= 1;
                }
            }
        }
    }
}

fn start() -> Option<Worker> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"type".into(), &"module".into()).ok()?;
    Worker::new(&trusted("many.js").ok()?, &options).ok()
}

/// The name of the engine's files.
fn engine() -> String {
    let meta = document().and_then(|it| it.query_selector("meta[name=engine]").ok()?);
    meta.and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

fn resolvers() -> JsValue {
    storage::list(&storage::resolvers().unwrap_or_default())
}
