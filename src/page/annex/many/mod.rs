//! Many domains: a list that is pasted or dropped, and a table of what was
//! found. A worker does the work.

mod course;
mod form;
pub mod kept;
mod object;
mod table;
mod work;

use crate::page::browser::window;
use crate::report::survey::{Arrangement, Column, Stage, Wanted, arrange};
use crate::text::Language;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use table::Seen;
use web_sys::{File, HtmlElement};
use work::{News, Work};
use yew::prelude::*;

/// What the room is told.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The language to speak.
    pub language: Language,
}

/// The room.
pub struct Many {
    language: Language,
    work: Rc<Work>,
    /// What was pasted.
    text: String,
    /// Hands it to the worker once nobody types any more.
    reading: Option<Timeout>,
    /// Whether a person is asked if the list is to be forgotten.
    leaving: bool,
    arrangement: Arrangement,
    /// The numbers of the rows that are looked at, in their order.
    order: Vec<usize>,
    seen: Seen,
    looking: Option<Timeout>,
    rows: NodeRef,
    /// The number of the row that has the focus.
    focused: Option<usize>,
    /// Always the same, so that a row is drawn again only where it changes.
    onfocus: Callback<Option<usize>>,
    _scrolled: Vec<EventListener>,
}

/// What changes it.
pub enum Msg {
    News(News),
    Typed(String),
    Read,
    File(File),
    Begin,
    Pause,
    GoOn,
    Again,
    Leave(bool),
    Forget,
    Pace(u32),
    Sort(Column),
    Wanted(Wanted),
    Rule(String),
    Word(String),
    Save(&'static str),
    Scrolled,
    Redraw,
    Focused(Option<usize>),
}

/// How long nobody types before a list is read, in milliseconds.
const PAUSE: u32 = 250;

/// How long after one look at what is seen there is the next, in milliseconds.
const NEXT: u32 = 50;

impl Component for Many {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let language = ctx.props().language;
        let scrolled = |event| {
            let link = ctx.link().clone();
            let listener = move |_: &web_sys::Event| link.send_message(Msg::Scrolled);
            window().map(|window| EventListener::new(&window, event, listener))
        };
        let mut many = Self {
            language,
            work: Work::show(language, ctx.link().callback(Msg::News)),
            text: String::new(),
            reading: None,
            leaving: false,
            arrangement: Arrangement::default(),
            order: Vec::new(),
            seen: Seen::default(),
            looking: None,
            rows: NodeRef::default(),
            focused: None,
            onfocus: ctx.link().callback(Msg::Focused),
            _scrolled: ["scroll", "resize"]
                .into_iter()
                .filter_map(scrolled)
                .collect(),
        };
        many.arrange();
        if let Some(text) = form::in_field() {
            many.update_text(ctx, text);
        }
        many
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        self.language = ctx.props().language;
        self.work.speak(self.language);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::News(News::File(kind, text)) => {
                course::save(&kind, &text);
                return false;
            }
            Msg::News(News::Told) => self.arrange(),
            Msg::Typed(text) => self.update_text(ctx, text),
            Msg::Read => {
                self.reading = None;
                self.read();
                return false;
            }
            Msg::File(file) => {
                self.text.clear();
                self.reading = None;
                self.work.post(["readFile".into(), file.into()]);
            }
            Msg::Begin => {
                // What was typed last may not have been read.
                if self.reading.take().is_some() && !self.text.is_empty() {
                    self.read();
                }
                self.arrangement = Arrangement::default();
                self.text.clear();
                self.work.ask_chosen();
                self.work.post(["begin".into()]);
            }
            Msg::Pause => self.work.post(["pause".into()]),
            Msg::GoOn => {
                self.work.ask_chosen();
                self.work.post(["goOn".into()]);
            }
            Msg::Again => {
                self.work.ask_chosen();
                self.work.post(["again".into()]);
            }
            Msg::Leave(leaving) => self.leaving = leaving,
            Msg::Forget => {
                self.leaving = false;
                self.work.post(["forget".into()]);
            }
            Msg::Pace(pace) => self.work.post(["pace".into(), pace.into()]),
            Msg::Sort(column) => {
                let arrangement = &mut self.arrangement;
                match (arrangement.column == column, arrangement.descending) {
                    (false, _) => {
                        arrangement.column = column;
                        // What is worst is wanted first, and names from A on.
                        arrangement.descending = column != Column::Domain;
                    }
                    (true, descending) if descending != (column != Column::Domain) => {
                        arrangement.column = Column::Listed;
                        arrangement.descending = false;
                    }
                    (true, descending) => arrangement.descending = !descending,
                }
                self.arrange();
            }
            Msg::Wanted(wanted) => {
                self.arrangement.wanted = wanted;
                self.arrange();
            }
            Msg::Rule(rule) => {
                self.arrangement.rule = rule;
                self.arrange();
            }
            Msg::Word(word) => {
                self.arrangement.word = word;
                self.arrange();
            }
            Msg::Save(kind) => {
                let order = self.order.iter().map(|&index| index as u32);
                let order: Vec<u32> = order.collect();
                let order = js_sys::Uint32Array::from(order.as_slice());
                self.work.post(["file".into(), kind.into(), order.into()]);
                return false;
            }
            Msg::Scrolled => return self.look(ctx),
            Msg::Redraw => {}
            Msg::Focused(focused) => {
                self.focused = focused;
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let words = self.language.many_words();
        let told = self.work.told.borrow();
        let stage = told.standing.as_ref().map(|standing| standing.stage);
        let note = match (told.broken, told.elsewhere) {
            (true, _) => words.broken,
            (_, true) => words.elsewhere,
            _ => "",
        };
        let inside = match stage {
            None => {
                html! { <p key="wait" class="quiet">{if note.is_empty() { "…" } else { "" }}</p> }
            }
            Some(Stage::Empty) => form::view(self, &told, link),
            Some(_) => html! {
                <div key="course" class="survey">
                    {course::view(self, &told, link)}
                    {table::view(self, &told, link)}
                </div>
            },
        };
        html! {
            <article
                class="result many" key="many" data-stage={stage.map(name)}
                ondragover={Callback::from(|event: DragEvent| event.prevent_default())}
                ondrop={form::dropped(link)}
            >
                <div class="head">
                    <h1>{words.title}</h1>
                    <p class="quiet">{words.lede}</p>
                    <p class="quiet">{words.tells}</p>
                </div>
                <p class="told-of" role="alert" hidden={note.is_empty()}>{note}</p>
                <div class="inside">{inside}</div>
            </article>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        // Rows may be higher than was thought, and the table elsewhere.
        if self.looking.is_none() && self.look(ctx) {
            ctx.link().send_message(Msg::Redraw);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.work.hide();
    }
}

impl Many {
    /// The language to speak.
    fn language(&self) -> Language {
        self.language
    }

    fn update_text(&mut self, ctx: &Context<Self>, text: String) {
        self.text = text;
        let link = ctx.link().clone();
        self.reading = Some(Timeout::new(PAUSE, move || link.send_message(Msg::Read)));
    }

    /// Has the worker read what was pasted.
    fn read(&self) {
        let text = self.text.as_str().into();
        self.work.post(["read".into(), text, "".into()]);
    }

    fn arrange(&mut self) {
        let told = self.work.told.borrow();
        self.order = arrange(&told.names, &told.rows, &self.arrangement);
    }

    /// Finds out which rows are seen; whether they are others than before.
    fn look(&mut self, ctx: &Context<Self>) -> bool {
        let Some(rows) = self.rows.cast::<HtmlElement>() else {
            return false;
        };
        let height = window().and_then(|it| it.inner_height().ok()?.as_f64());
        let seen = Seen::of(&rows, height.unwrap_or(1_000.0), self.seen);
        let changed = seen != self.seen;
        self.seen = seen;
        self.looking = changed.then(|| {
            let link = ctx.link().clone();
            Timeout::new(NEXT, move || link.send_message(Msg::Scrolled))
        });
        changed
    }
}

/// The name of a stage in `data-stage`.
fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Empty => "empty",
        Stage::Paused => "paused",
        Stage::Running => "running",
        Stage::Waiting => "waiting",
        Stage::Over => "over",
    }
}
