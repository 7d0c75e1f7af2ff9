//! The page as a whole: what is known, and what changes it.

use super::browser::{document, window};
use super::compare::{self, Compared, Move as Comparing};
use super::engine::Engine;
use super::policy::{Policy, Step};
use super::room::{Room, THEN};
use super::run::{Run, Stage};
use super::trial::{Move, Trial};
use super::{
    first_paint, input_form, navigation, record, result, settings::Settings, start, storage,
};
use crate::text::Language;
use crate::view::{Choice, Event, Pasted, Probed, Understood};
use gloo_events::EventListener;
use std::rc::Rc;
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
    pub(super) engine: Fetched,
    /// The resolvers that a person chose.
    pub(super) chosen: Option<Rc<Vec<Choice>>>,
    pub(super) probes: Probes,
    pub(super) runs: u32,
    /// What becomes of the domain's SPF on trial.
    pub(super) trial: Trial,
    /// The MTA-STS policy of the domain.
    pub(super) policy: Policy,
    settings_open: bool,
    _navigation: Option<EventListener>,
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
    /// A comparison of several resolvers.
    Compared(Box<Compared>),
    /// A record, read without DNS, as the kind that a person chose.
    Record(Rc<Pasted>, String),
    /// A room of the annex, and whether all of it is there.
    Room(bool),
}

/// What is known of who answers.
#[derive(Clone, PartialEq)]
pub enum Probes {
    /// Nobody was tested.
    Untested,
    /// The test runs.
    Running,
    /// What it brought.
    Done(Rc<Vec<Probed>>),
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
    Settings(bool),
    Resolvers(Option<Vec<Choice>>),
    Probe,
    Probed(Vec<Probed>),
    Whole(bool),
    Panel(&'static str),
    Trial(Move),
    Compare(Comparing),
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
        let navigated = ctx.link().callback(|()| Msg::Navigated);
        let navigation = window()
            .map(|window| EventListener::new(&window, "hashchange", move |_| navigated.emit(())));
        Self {
            language: navigation::first_language(),
            typed: String::new(),
            selectors: String::new(),
            profile: String::new(),
            seen: None,
            understood: None,
            submitted: false,
            shown: Shown::Start,
            field: NodeRef::default(),
            engine: Fetched::No,
            chosen: storage::resolvers().map(Rc::new),
            probes: Probes::Untested,
            runs: 0,
            trial: Trial::default(),
            policy: Policy::default(),
            settings_open: false,
            _navigation: navigation,
        }
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
            Msg::CheckAgain => match &self.shown {
                Shown::Run(run) if run.begun.seen > 0.0 => {
                    ctx.link().send_message(Msg::Panel(THEN));
                }
                Shown::Compared(compared) => self.compare(ctx, compared.expect.clone()),
                _ => self.check(ctx, true),
            },
            Msg::Stop => self.stop(),
            Msg::Fetched(engine) => self.fetched(ctx, engine),
            Msg::Happened(number, event) => match &mut self.shown {
                Shown::Run(run) if run.number == number => {
                    let on_trial = matches!(&event, Event::Told(row) if row.trial.is_some());
                    let begins = run.stage == Stage::Running && matches!(&event, Event::Begun(_));
                    run.happened(event);
                    if begins {
                        self.recall();
                    }
                    if on_trial {
                        self.try_now(ctx);
                    }
                }
                Shown::Compared(compared) if compared.run.number == number => {
                    self.happened_comparing(event);
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
            Msg::Settings(open) => {
                self.settings_open = open;
                self.wake(ctx);
            }
            Msg::Resolvers(choices) => {
                storage::set_resolvers(choices.as_deref());
                self.chosen = choices.map(Rc::new);
                self.probes = Probes::Untested;
                self.use_resolvers();
            }
            Msg::Probe => {
                self.probes = Probes::Untested;
                self.probe_once(ctx);
            }
            Msg::Probed(probes) => self.probes = Probes::Done(Rc::new(probes)),
            Msg::Trial(step) => return self.move_trial(ctx, step),
            Msg::Compare(step) => return self.move_comparison(step),
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
            Shown::Compared(compared) if compared.run.stage == Stage::Running => "running",
            Shown::Room(false) => "running",
            _ => "done",
        };
        let below = match &self.shown {
            Shown::Start => start::view(language),
            Shown::Run(run) => result::view(self, run, link),
            Shown::Compared(compared) => compare::view(self, compared, link),
            Shown::Record(pasted, _) => record::view(self, pasted, link),
            Shown::Room(_) => {
                html! { <Room key="room" room="" {language} onwhole={link.callback(Msg::Whole)} /> }
            }
        };
        let engine = match &self.engine {
            Fetched::Engine(engine) => Some(engine.clone()),
            _ => None,
        };
        html! {
            <>
                {start::header(language, link)}
                <main data-state={state}>
                    {input_form::view(self, link)}
                    <div class="below">{below}</div>
                </main>
                <footer>
                    <p>{ui.privacy}</p>
                    <p class="version">{concat!("Mailvet ", env!("CARGO_PKG_VERSION"))}</p>
                </footer>
                <Settings
                    open={self.settings_open}
                    {language}
                    {engine}
                    chosen={self.chosen.clone()}
                    probes={self.probes.clone()}
                    onlanguage={link.callback(Msg::Language)}
                    onresolvers={link.callback(Msg::Resolvers)}
                    onprobe={link.callback(|()| Msg::Probe)}
                    onclose={link.callback(|()| Msg::Settings(false))}
                />
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        self.name_document();
        if !first {
            return;
        }
        let field = self.field.cast::<HtmlTextAreaElement>();
        let typed = first_paint::take_over(&ctx.props().root, field);
        ctx.link().send_message(Msg::Navigated);
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
            if let Shown::Run(_) | Shown::Compared(_) = &self.shown {
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
        let Some(document) = document() else { return };
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("lang", self.language.tag());
        }
        let title = match &self.shown {
            Shown::Run(run) => [&run.begun.title, " · Mailvet"].concat(),
            Shown::Compared(compared) => {
                let title = &compared.run.begun.title;
                [title, " · ", self.language.ui().compare, " · Mailvet"].concat()
            }
            // It names the document itself.
            Shown::Room(_) => return,
            _ => ["Mailvet · ", self.language.ui().heading].concat(),
        };
        document.set_title(&title);
    }
}
