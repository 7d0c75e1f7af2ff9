//! The page as a whole: what is known, and what changes it.

use super::asking::{Asker, Choice};
use super::browser::{document, window};
use super::run::{Run, Stage, Target};
use super::{first_paint, input_form, navigation, result, settings::Settings, start, storage};
use crate::dns::client::Probe;
use crate::record::kind::RecordKind;
use crate::report::SubjectReport;
use crate::text::Language;
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
    /// Whether what was typed was handed in, so that its faults are told.
    pub(super) submitted: bool,
    pub(super) shown: Shown,
    pub(super) field: NodeRef,
    pub(super) resolvers: Rc<Vec<Choice>>,
    pub(super) probes: Probes,
    pub(super) asker: Asker,
    pub(super) runs: u32,
    settings_open: bool,
    _navigation: Option<EventListener>,
}

/// What stands below the field.
pub enum Shown {
    /// What the page is for.
    Start,
    /// A check.
    Run(Run),
    /// A record, read without DNS.
    Record(Rc<str>, Option<RecordKind>),
}

/// What is known of who answers.
#[derive(Clone, PartialEq)]
pub enum Probes {
    /// Nobody was tested.
    Untested,
    /// The test runs.
    Running,
    /// What it brought.
    Done(Rc<Vec<Probe>>),
}

/// What changes the page.
pub enum Msg {
    TakenOver(first_paint::Typed),
    Typed(String),
    Selectors(String),
    Submit,
    CheckAgain,
    Stop,
    Progressed(u32),
    Told(u32, SubjectReport),
    Ended(u32),
    Navigated,
    Language(Language),
    Settings(bool),
    Resolvers(Option<Vec<Choice>>),
    Probe,
    Probed(Vec<Probe>),
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
        let resolvers = storage::resolvers().unwrap_or_else(Choice::defaults);
        Self {
            language: navigation::first_language(),
            typed: String::new(),
            selectors: String::new(),
            submitted: false,
            shown: Shown::Start,
            field: NodeRef::default(),
            probes: Probes::Untested,
            settings_open: false,
            asker: Asker::new(&resolvers),
            resolvers: Rc::new(resolvers),
            runs: 0,
            _navigation: navigation,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed(typed) => {
                self.submitted = false;
                self.typed = typed;
                self.probe_once(ctx);
            }
            // What the link says stands in the field from the first.
            Msg::TakenOver(first) if first.text == self.typed => return false,
            Msg::TakenOver(first) => {
                self.typed = first.text;
                self.probe_once(ctx);
                if first.submitted {
                    self.submit(ctx);
                }
            }
            Msg::Selectors(selectors) => self.selectors = selectors,
            Msg::Submit => self.submit(ctx),
            Msg::CheckAgain => self.check(ctx, true),
            Msg::Stop => {
                if let Shown::Run(run) = &mut self.shown {
                    run.end(Stage::Stopped);
                }
            }
            Msg::Progressed(number) => return self.run(number).is_some(),
            Msg::Told(number, report) => match self.run(number) {
                Some(run) => run.tell(report),
                None => return false,
            },
            Msg::Ended(number) => match self.run(number) {
                Some(run) => run.end(Stage::Done),
                None => return false,
            },
            Msg::Navigated => self.follow_link(ctx),
            Msg::Language(language) => {
                self.language = language;
                storage::set_language(language);
                self.rewrite_link();
            }
            Msg::Settings(open) => self.settings_open = open,
            Msg::Resolvers(choices) => {
                storage::set_resolvers(choices.as_deref());
                let choices = choices.unwrap_or_else(Choice::defaults);
                self.asker = Asker::new(&choices);
                self.resolvers = Rc::new(choices);
                self.probes = Probes::Untested;
            }
            Msg::Probe => {
                self.probes = Probes::Untested;
                self.probe_once(ctx);
            }
            Msg::Probed(probes) => self.probes = Probes::Done(Rc::new(probes)),
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
            _ => "done",
        };
        let below = match &self.shown {
            Shown::Start => start::view(language),
            Shown::Run(run) => result::view(run, language, link),
            Shown::Record(text, kind) => result::record(text, *kind, language),
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
                    <p class="version">{format!("Mailvet {}", env!("CARGO_PKG_VERSION"))}</p>
                </footer>
                <Settings
                    open={self.settings_open}
                    {language}
                    resolvers={self.resolvers.clone()}
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
    fn name_document(&self) {
        let Some(document) = document() else { return };
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("lang", self.language.tag());
        }
        let title = match &self.shown {
            Shown::Run(run) => match &run.target {
                Target::Domain(domain, _) => format!("{} · Mailvet", domain.to_unicode()),
                Target::Address(address) => format!("{address} · Mailvet"),
            },
            _ => format!("Mailvet · {}", self.language.ui().heading),
        };
        document.set_title(&title);
    }
}
