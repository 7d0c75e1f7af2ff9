//! The annex: rooms that few people enter. They are a page of their own, in a
//! module that is fetched when somebody first enters one; the link says which.

mod build;
mod open;
mod rules;
mod share;
mod then;

use super::browser::{self, document, window};
use super::engine::Engine;
use super::navigation::current_link;
use super::room;
use crate::report::link::Link;
use crate::text::Language;
use crate::view;
use build::{Build, Choose};
use gloo_events::EventListener;
use js_sys::Function;
use open::{Open, Step};
use rules::Listed;
use share::Share;
use then::{Came, Then};
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;

/// What the page says of a room that is entered.
#[derive(Clone, PartialEq, Properties)]
pub struct Room {
    /// Which room it is, where it stands beside a result; else the link names
    /// it.
    pub beside: Option<Beside>,
    /// The language of the page.
    pub language: Language,
    /// Is called with whether all of the room is there.
    pub tell: Function,
}

/// A room beside a result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beside {
    /// Where the result is shared and saved.
    Share,
    /// Where it is compared with now.
    Then,
}

impl Beside {
    /// The room with this id.
    pub fn for_id(id: &str) -> Option<Self> {
        match id {
            room::SHARE => Some(Self::Share),
            room::THEN => Some(Self::Then),
            _ => None,
        }
    }
}

impl Room {
    /// Shows the room that the link names, in an element.
    pub fn enter(self, root: Element) -> AppHandle<Annex> {
        yew::Renderer::<Annex>::with_root_and_props(root, self).render()
    }
}

/// The rooms.
pub struct Annex {
    language: Language,
    engine: Option<Engine>,
    shown: Shown,
    /// What the page was told last: whether all is there.
    told: Option<bool>,
    _navigation: Option<EventListener>,
}

/// The room that is shown.
enum Shown {
    /// The page is about to take the rooms away.
    Nothing,
    /// A builder.
    Build(Build),
    /// The list of rules.
    Rules(Listed),
    /// Where a saved report is opened.
    Open(Open),
    /// Where a result is shared and saved.
    Share(Share),
    /// Where it is compared with now.
    Then(Then),
}

/// What changes a room.
pub enum Msg {
    /// The engine came, or did not.
    Fetched(Option<Engine>),
    /// The link is another.
    Navigated,
    /// Another language is spoken.
    Language(Language),
    /// A builder's choice.
    Build(Choose),
    /// All rules, in a language.
    Rules(Language, view::Rules),
    /// A report to be opened.
    Open(Step),
    /// How a result can be shared.
    Share(Box<view::Sharing>),
    /// What came of the comparison with now.
    Then(Came),
}

impl Component for Annex {
    type Message = Msg;
    type Properties = Room;

    fn create(ctx: &Context<Self>) -> Self {
        let navigated = ctx.link().callback(|()| Msg::Navigated);
        let navigation = window()
            .map(|window| EventListener::new(&window, "hashchange", move |_| navigated.emit(())));
        ctx.link()
            .send_future(async { Msg::Fetched(Engine::fetch().await) });
        let mut annex = Self {
            language: ctx.props().language,
            engine: None,
            shown: Shown::Nothing,
            told: None,
            _navigation: navigation,
        };
        match ctx.props().beside {
            None => annex.follow(ctx, current_link()),
            Some(Beside::Share) => annex.shown = Shown::Share(Share::default()),
            Some(Beside::Then) => annex.shown = Shown::Then(Then::default()),
        }
        annex
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Fetched(Some(engine)) => {
                self.engine = Some(engine);
                self.tell(ctx);
            }
            Msg::Fetched(None) => {
                browser::tell_boot_failed(true);
                return false;
            }
            Msg::Navigated if ctx.props().beside.is_some() => return false,
            Msg::Navigated => self.follow(ctx, current_link()),
            Msg::Language(language) => {
                self.language = language;
                self.tell(ctx);
            }
            Msg::Build(step) => return self.move_build(ctx, step),
            Msg::Rules(language, rules) => return self.list_rules(language, rules),
            Msg::Open(step) => self.move_open(ctx, step),
            Msg::Share(sharing) => self.share(*sharing),
            Msg::Then(came) => self.compare_with_now(came),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match &self.shown {
            Shown::Nothing => html! { <article key="nothing"></article> },
            Shown::Build(build) => build::view(build, self.language, ctx.link()),
            Shown::Rules(listed) => rules::view(listed, self.language),
            Shown::Open(open) => open::view(open, ctx.link()),
            Shown::Share(share) => share::view(share, self),
            Shown::Then(then) => then::view(then, self.language),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let ui = self.language.ui();
        let (title, whole) = match &self.shown {
            Shown::Nothing | Shown::Share(_) | Shown::Then(_) => return,
            Shown::Build(build) => (ui.build, build.form.is_some()),
            Shown::Rules(listed) => (ui.rules, listed.rules.is_some()),
            Shown::Open(open) => (open.title(), open.is_whole()),
        };
        if let Some(document) = document() {
            document.set_title(&[title, " · Mailvet"].concat());
        }
        if self.told != Some(whole) {
            self.told = Some(whole);
            let tell = &ctx.props().tell;
            let _ = tell.call1(&JsValue::UNDEFINED, &whole.into());
        }
    }
}

impl Annex {
    /// Speaks another language.
    pub fn speak(handle: &AppHandle<Self>, language: Language) {
        handle.send_message(Msg::Language(language));
    }

    /// Goes where a link leads.
    fn follow(&mut self, ctx: &Context<Self>, link: Link) {
        if link.build.is_some() {
            self.show_build(link);
        } else if let Some(rule) = link.rules {
            self.show_rules(ctx, rule);
        } else if link.open {
            self.show_open(ctx);
        } else {
            self.shown = Shown::Nothing;
        }
    }

    /// Has the engine tell what is shown, in the present language.
    fn tell(&mut self, ctx: &Context<Self>) {
        if let Some(engine) = &self.engine {
            engine.set_language(self.language);
        }
        self.build_live();
        self.read_rules(ctx);
        self.read_open(ctx);
        self.read_sharing(ctx);
        self.read_then(ctx);
    }
}
