//! The page as a whole: what is known, and what changes it.

use super::asking::{self, Asker, Choice};
use super::browser::{document, window};
use super::run::{Run, Stage, Target};
use super::{first_paint, input_form, result, settings::Settings, start, storage};
use crate::dns::Name;
use crate::dns::client::Probe;
use crate::dns::sample::is_sample;
use crate::follow::dkim::Selector;
use crate::input::{self, Input};
use crate::record::kind::RecordKind;
use crate::report::{self, Request, SubjectReport, link::Link};
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
    settings_open: bool,
    asker: Asker,
    runs: u32,
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
            language: first_language(),
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
    fn run(&mut self, number: u32) -> Option<&mut Run> {
        match &mut self.shown {
            Shown::Run(run) if run.number == number => Some(run),
            _ => None,
        }
    }

    /// What is checked is what the link says: so that going back, and a link
    /// from somebody else, do the same as pressing the button.
    fn submit(&mut self, ctx: &Context<Self>) {
        self.submitted = true;
        let Ok(input) = Input::parse(&self.typed) else {
            return;
        };
        let fragment = self.link(&input).fragment();
        let location = window().map(|window| window.location());
        let now = location
            .as_ref()
            .and_then(|location| location.hash().ok())
            .unwrap_or_default();
        if now.trim_start_matches('#') == fragment {
            self.check(ctx, false);
        } else if let Some(location) = location {
            let _ = location.set_hash(&fragment);
        }
    }

    /// The link to the check of an input, with the selectors that stand beside.
    fn link(&self, input: &Input) -> Link {
        let (check, named) = match &input.target {
            input::Target::Domain { domain, selectors } => {
                (domain.to_string(), selectors.as_slice())
            }
            input::Target::Address(address) => (address.to_string(), &[][..]),
            input::Target::Record { text, .. } => (text.clone(), &[][..]),
        };
        let mut selectors: Vec<_> = named.iter().map(Name::to_string).collect();
        if matches!(input.target, input::Target::Domain { .. }) {
            for selector in selector_names(&self.selectors) {
                if !selectors.contains(&selector.to_string()) {
                    selectors.push(selector.to_string());
                }
            }
        }
        Link {
            check: Some(check),
            selectors,
            language: Some(short_tag(self.language).to_owned()),
        }
    }

    fn follow_link(&mut self, ctx: &Context<Self>) {
        let link = current_link();
        if let Some(language) = link.language.as_deref().and_then(Language::for_tag) {
            self.language = language;
        }
        let Some(check) = link.check else {
            // What is being typed on the start page stays.
            if !matches!(self.shown, Shown::Start) {
                self.stop();
                self.shown = Shown::Start;
                self.typed.clear();
                self.selectors.clear();
                self.submitted = false;
            }
            return;
        };
        let target = |text: &str| Input::parse(text).map(|input| input.target);
        if target(&self.typed) != target(&check) {
            self.typed = check;
        }
        if matches!(self.shown, Shown::Start)
            && let Some(window) = window()
        {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.selectors = link.selectors.join(", ");
        self.submitted = true;
        self.check(ctx, false);
    }

    /// Checks what the field holds.
    fn check(&mut self, ctx: &Context<Self>, fresh: bool) {
        self.stop();
        let Ok(input) = Input::parse(&self.typed) else {
            self.shown = Shown::Start;
            return;
        };
        let target = match input.target {
            input::Target::Record { text, kind } => {
                self.shown = Shown::Record(text.into(), kind);
                return;
            }
            input::Target::Address(address) => Target::Address(address),
            input::Target::Domain { domain, selectors } => {
                let mut all = selectors;
                for selector in selector_names(&self.selectors) {
                    if !all.contains(&selector) {
                        all.push(selector);
                    }
                }
                Target::Domain(domain, all)
            }
        };
        self.start(ctx, target, fresh);
    }

    fn start(&mut self, ctx: &Context<Self>, target: Target, fresh: bool) {
        let made_up = match &target {
            Target::Domain(domain, _) => is_sample(domain),
            Target::Address(address) => is_sample(&Name::reverse(*address)),
        };
        let client = if made_up {
            asking::sample_run()
        } else {
            self.probe_once(ctx);
            self.asker.run(fresh)
        };
        self.runs += 1;
        let number = self.runs;
        let link = ctx.link().clone();
        client.on_progress(move |_| link.send_message(Msg::Progressed(number)));
        let link = ctx.link().clone();
        let (asking, asked) = (client.clone(), target.clone());
        let running = client.clone();
        let task = async move {
            let tell = |report| link.send_message(Msg::Told(number, report));
            match asked {
                Target::Domain(domain, selectors) => {
                    let selectors = selectors
                        .into_iter()
                        .filter_map(|name| Selector::new(name, &domain).ok())
                        .collect();
                    let request = Request { domain, selectors };
                    report::check_domain(&asking, &request, &tell).await;
                }
                Target::Address(address) => {
                    tell(report::check_address(&asking, address).await);
                }
            }
            link.send_message(Msg::Ended(number));
        };
        wasm_bindgen_futures::spawn_local(async move {
            running.run(task).await;
        });
        self.shown = Shown::Run(Run::new(number, target, client, made_up));
    }

    fn stop(&mut self) {
        if let Shown::Run(run) = &mut self.shown {
            run.end(Stage::Stopped);
        }
    }

    /// Tests who answers, when a person first acts.
    fn probe_once(&mut self, ctx: &Context<Self>) {
        if self.probes != Probes::Untested {
            return;
        }
        self.probes = Probes::Running;
        let probe = self.asker.client().probe();
        ctx.link()
            .send_future(async move { Msg::Probed(probe.await) });
    }

    /// Puts the language into the link, without a step in the history.
    fn rewrite_link(&self) {
        let mut link = current_link();
        if link.check.is_none() && link.language.is_none() {
            return;
        }
        link.language = Some(short_tag(self.language).to_owned());
        let history = window().and_then(|window| window.history().ok());
        if let Some(history) = history {
            let url = format!("#{}", link.fragment());
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
        }
    }

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

/// The link's language, else the one chosen before, else the browser's.
fn first_language() -> Language {
    let linked = current_link().language;
    let browsers = || {
        let languages = window()?.navigator().languages();
        languages
            .iter()
            .filter_map(|tag| tag.as_string())
            .find_map(|tag| Language::for_tag(&tag))
    };
    linked
        .as_deref()
        .and_then(Language::for_tag)
        .or_else(storage::language)
        .or_else(browsers)
        .unwrap_or(Language::English)
}

fn current_link() -> Link {
    let hash = window().and_then(|window| window.location().hash().ok());
    Link::parse(&hash.unwrap_or_default())
}

fn short_tag(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}

/// The selectors in a list as people write it.
fn selector_names(text: &str) -> impl Iterator<Item = Name> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；'))
        .filter_map(|selector| Name::parse(selector.trim_matches('.')).ok())
}
