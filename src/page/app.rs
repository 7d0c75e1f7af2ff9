//! The page as a whole: what is known, and what changes it.

use super::browser::window;
use super::engine::Engine;
use super::policy::{Policy, Step};
use super::room::{self, Room};
use super::run::{Run, Stage};
use super::trial::{Move, Trial};
use super::{
    browser, first_paint, input_form, navigation, progress, record, result, start, storage,
};
use crate::text::Language;
use crate::view::{Event, Pasted, Understood};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

/// The page as a whole.
pub struct App {
    pub(super) language: Language,
    /// What stands in the field.
    pub(super) typed: String,
    /// What stands behind "DKIM selectors".
    pub(super) selectors: String,
    /// What a person says that the domain is for: the id of a profile.
    pub(super) profile: String,
    /// What was seen before, as the link carries it.
    pub(super) seen: Option<String>,
    /// What was understood of them, once the engine is there.
    pub(super) understood: Option<Understood>,
    /// Whether what was typed was handed in, so that its faults are told.
    pub(super) submitted: bool,
    pub(super) shown: Shown,
    pub(super) field: NodeRef,
    /// What stops a check or begins it again.
    pub(super) button: progress::Button,
    pub(super) engine: Fetched,
    pub(super) runs: u32,
    /// What becomes of the domain's SPF on trial.
    pub(super) trial: Trial,
    /// The MTA-STS policy of the domain.
    pub(super) policy: Policy,
    /// How many times the settings were opened, and how many times something
    /// was chosen in them.
    settings: u32,
    settled: u32,
    /// Whether a new version of the page is there.
    newer: bool,
    _listeners: Vec<EventListener>,
}

/// Whether the engine is there.
#[derive(Clone, PartialEq)]
pub enum Fetched {
    /// Nobody has asked for anything yet.
    No,
    /// It is on its way.
    Waiting,
    /// It is there.
    Engine(Engine),
}

/// What stands below the field.
pub enum Shown {
    /// What the page is for.
    Start,
    /// A check.
    Run(Box<Run>),
    /// A record, read without DNS, as the kind that a person chose.
    Record(Rc<Pasted>, String),
    /// A room of the annex, and whether all of it is there.
    Room(bool),
}

/// What changes the page.
pub enum Msg {
    TakenOver(first_paint::Typed),
    Typed(String),
    Selectors(String),
    Profile(String),
    Submit,
    CheckAgain,
    Stop,
    Fetched(Option<Engine>),
    Happened(u32, Event),
    Navigated,
    Kind(String),
    Language(Language),
    Settings,
    Settled(String),
    /// What is shown beside the rest may have changed: who answers, whether
    /// there is a network, what is remembered.
    Changed,
    Newer(bool),
    Whole(bool),
    Panel(&'static str),
    Trial(Move),
    Policy(Step),
}

/// Where the page is drawn until it takes its place.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The element that it is drawn in.
    pub root: Element,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let on = |(event, told): (&'static str, fn() -> Msg)| {
            let tell = ctx.link().callback(move |()| told());
            window().map(|window| EventListener::new(&window, event, move |_| tell.emit(())))
        };
        let events: [(_, fn() -> Msg); 4] = [
            ("hashchange", || Msg::Navigated),
            ("online", || Msg::Changed),
            ("offline", || Msg::Changed),
            // www/boot.js tells it.
            ("mailvet-newer", || Msg::Newer(true)),
        ];
        let mut app = Self {
            language: navigation::first_language(),
            typed: String::new(),
            selectors: String::new(),
            profile: storage::profile(),
            seen: None,
            understood: None,
            submitted: false,
            shown: Shown::Start,
            field: NodeRef::default(),
            button: progress::Button::default(),
            engine: Fetched::No,
            runs: 0,
            trial: Trial::default(),
            policy: Policy::default(),
            settings: 0,
            settled: 0,
            newer: false,
            _listeners: events.into_iter().filter_map(on).collect(),
        };
        // Before anything is drawn, so that the start is not seen in between.
        app.follow_link(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed(typed) => {
                self.submitted = false;
                self.typed = typed;
                self.wake(ctx);
                self.understand();
                self.read_live();
                self.try_soon(ctx);
            }
            // What the link says stands in the field from the first.
            Msg::TakenOver(first) if first.text == self.typed => return false,
            Msg::TakenOver(first) => {
                self.typed = first.text;
                self.submitted = first.submitted;
                self.wake(ctx);
            }
            Msg::Selectors(selectors) => {
                self.selectors = selectors;
                self.wake(ctx);
                self.understand();
            }
            Msg::Profile(profile) => {
                self.profile = profile;
                self.wake(ctx);
                if let (Fetched::Engine(engine), Shown::Run(_)) = (&self.engine, &self.shown) {
                    engine.judge_as(&self.profile);
                    self.rewrite_link();
                }
            }
            Msg::Submit => {
                self.submitted = true;
                self.wake(ctx);
                self.submit(ctx);
            }
            Msg::CheckAgain => {
                self.button.want_focus();
                match &self.shown {
                    Shown::Run(run) if run.begun.seen > 0.0 => {
                        ctx.link().send_message(Msg::Panel(room::THEN));
                    }
                    _ => self.check(ctx, true),
                }
            }
            Msg::Stop => self.stop(),
            Msg::Fetched(engine) => self.fetched(ctx, engine),
            Msg::Happened(number, event) => match &mut self.shown {
                Shown::Run(run) if run.number == number => {
                    let on_trial = matches!(&event, Event::Told(row) if row.trial.is_some());
                    let before = run.stage;
                    let begins = before == Stage::Running && matches!(&event, Event::Begun(_));
                    run.happened(event);
                    if before != run.stage {
                        self.remember();
                    }
                    if begins {
                        self.recall();
                    }
                    if on_trial {
                        self.try_now(ctx);
                    }
                }
                _ => return false,
            },
            Msg::Panel(panel) => match &mut self.shown {
                Shown::Run(run) if run.panel == panel => run.panel = "",
                Shown::Run(run) => run.panel = panel,
                _ => return false,
            },
            Msg::Navigated => self.follow_link(ctx),
            Msg::Kind(kind) => self.read_as(kind),
            Msg::Language(language) => self.speak(ctx, language),
            Msg::Settings => {
                self.settings += 1;
                self.wake(ctx);
            }
            Msg::Settled(told) => {
                self.settled += 1;
                match Language::for_tag(&told) {
                    Some(language) => self.speak(ctx, language),
                    None if told == storage::PROFILE && matches!(self.shown, Shown::Start) => {
                        self.profile = storage::profile();
                    }
                    None => {}
                }
            }
            Msg::Changed => {}
            Msg::Newer(newer) => self.newer = newer,
            Msg::Trial(step) => return self.move_trial(ctx, step),
            Msg::Policy(step) => return self.take_policy(ctx, step),
            Msg::Whole(whole) => match &mut self.shown {
                Shown::Room(known) => *known = whole,
                _ => return false,
            },
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let language = self.language;
        let ui = language.ui();
        let state = match &self.shown {
            Shown::Start => "idle",
            Shown::Run(run) if run.stage == Stage::Running => "running",
            Shown::Room(false) => "running",
            _ => "done",
        };
        let below = match &self.shown {
            Shown::Start => start::view(language, link),
            Shown::Run(run) => result::view(self, run, link),
            Shown::Record(pasted, _) => record::view(self, pasted, link),
            Shown::Room(_) => {
                let ontold = link.callback(|whole: JsValue| Msg::Whole(whole.is_truthy()));
                html! { <Room key="room" room={room::LINKED} {language} times={self.settled} {ontold} /> }
            }
        };
        let settled =
            link.callback(|told: JsValue| Msg::Settled(told.as_string().unwrap_or_default()));
        let settings = (self.settings > 0).then(|| {
            html! { <Room room={room::SETTINGS} {language} times={self.settings} ontold={settled} /> }
        });
        let newer = self.newer.then(|| {
            html! {
                <p>
                    <span>{ui.newer}</span>
                    <button type="button" onclick={|_| browser::take_newer()}>{ui.reload}</button>
                    <button type="button" onclick={link.callback(|_| Msg::Newer(false))}>{ui.not_now}</button>
                </p>
            }
        });
        html! {
            <>
                {start::header(language, link)}
                <main data-state={state}>
                    {input_form::view(self, link)}
                    <div class="below">{below}</div>
                </main>
                <footer>
                    <p>{ui.privacy}{language.between()}<a href="#privacy">{ui.privacy_title}</a></p>
                    <p class="version">{concat!("Mailvet ", env!("CARGO_PKG_VERSION"))}</p>
                </footer>
                <div class="newer" role="status">{ for newer }</div>
                <div class="over">{ for settings }</div>
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        self.name_document();
        self.button.drawn(matches!(self.shown, Shown::Run(_)));
        if !first {
            return;
        }
        let field = self.field.cast::<HtmlTextAreaElement>();
        let typed = first_paint::take_over(&ctx.props().root, field);
        if let Some(typed) = typed {
            ctx.link().send_message(Msg::TakenOver(typed));
        }
    }
}

impl App {
    /// Speaks another language, also of what was found before.
    fn speak(&mut self, ctx: &Context<Self>, language: Language) {
        self.language = language;
        storage::set_language(language);
        self.rewrite_link();
        if let Fetched::Engine(engine) = &self.engine {
            engine.set_language(language);
            if let Shown::Run(_) = &self.shown {
                engine.tell_again();
            }
        }
        self.understand();
        if let Shown::Record(_, kind) = &self.shown {
            self.read_as(kind.clone());
            self.try_soon(ctx);
        }
    }

    fn name_document(&self) {
        browser::set_language(self.language);
        let title = match &self.shown {
            Shown::Run(run) => [&run.begun.title, " · Mailvet"].concat(),
            // It names the document itself.
            Shown::Room(_) => return,
            _ => ["Mailvet · ", self.language.ui().heading].concat(),
        };
        browser::set_title(&title);
    }
}
