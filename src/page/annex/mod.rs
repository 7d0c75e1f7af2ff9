//! The annex: rooms that few people enter. They are a page of their own, in a
//! module that is fetched when somebody first enters one; the link says which.

mod build;
mod compare;
mod many;
mod open;
mod privacy;
mod recent;
mod rules;
mod settings;
mod share;
mod then;

pub use recent::Recents;
pub use settings::Settings;
pub use share::Share;
pub use then::Then;

use super::browser::{self, document, window};
use super::engine::Engine;
use super::navigation::current_link;
use super::{progress, style};
use crate::report::link::Link;
use crate::text::Language;
use crate::view;
use build::{Build, Choose};
use compare::Compared;
use gloo_events::EventListener;
use js_sys::Function;
use many::Many;
use open::{Open, Step};
use rules::Listed;
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::html::Scope;
use yew::prelude::*;

/// What the page says of a room that is entered.
#[derive(Clone, PartialEq, Properties)]
pub struct Room {
    /// The language of the page.
    pub language: Language,
    /// Is called with whether all of the room is there; by the settings with
    /// the tag of the language that was chosen, or the key under which something
    /// else is kept; by what is recent when some of it was forgotten.
    pub tell: Function,
}

impl Room {
    fn tell(&self, told: impl Into<JsValue>) {
        let _ = self.tell.call1(&JsValue::UNDEFINED, &told.into());
    }
}

/// Shows a room in an element.
pub fn enter<R: Component<Properties = Room>>(root: Element, room: Room) -> AppHandle<R> {
    yew::Renderer::<R>::with_root_and_props(root, room).render()
}

/// Fetches the engine for a room, which is told whether it came.
fn fetch_engine<R: Component>(ctx: &Context<R>, told: fn(Option<Engine>) -> R::Message) {
    ctx.link()
        .send_future(async move { told(Engine::fetch().await) });
}

/// Yew numbers the trees that it draws, in each module from one on, and finds by
/// that number whose an event is. The page has the first number; so the annex
/// has a tree with that number too, which it shows nowhere, and the page takes no
/// event of a room for its own.
pub fn stand_apart() {
    let nowhere = document().and_then(|document| document.create_element("div").ok());
    if let Some(nowhere) = nowhere {
        yew::Renderer::<Unseen>::with_root(nowhere).render();
    }
}

/// What is shown nowhere.
#[component]
fn Unseen() -> Html {
    html! { <div></div> }
}

/// The rooms.
pub struct Annex {
    language: Language,
    engine: Option<Engine>,
    shown: Shown,
    /// The file of styles that is there: a room is drawn once its own are, so
    /// that nothing in it moves.
    styled: &'static str,
    /// How many comparisons there were.
    compared: u32,
    /// What stops a comparison or begins it again.
    button: progress::Button,
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
    /// Several resolvers side by side.
    Compared(Box<Compared>),
    /// The list of rules.
    Rules(Listed),
    /// What leaves the browser, and whether it keeps a list of many domains.
    Privacy(bool),
    /// Many domains.
    Many,
    /// Where a saved report is opened.
    Open(Open),
}

/// What changes a room.
pub enum Msg {
    /// The engine came, or did not.
    Fetched(Option<Engine>),
    /// The link is another.
    Navigated,
    /// Another language is spoken.
    Language(Language),
    /// A file of styles is there, or will not come.
    Styled(&'static str),
    /// What the browser keeps, or who is asked, is not what it was.
    Kept,
    /// Whether the browser keeps a list of many domains.
    ListKept(bool),
    /// A builder's choice.
    Build(Choose),
    /// A change of a comparison.
    Compare(compare::Step),
    /// All rules, in a language.
    Rules(Language, view::Rules),
    /// A report to be opened.
    Open(Step),
}

impl Component for Annex {
    type Message = Msg;
    type Properties = Room;

    fn create(ctx: &Context<Self>) -> Self {
        let navigated = ctx.link().callback(|()| Msg::Navigated);
        let navigation = window()
            .map(|window| EventListener::new(&window, "hashchange", move |_| navigated.emit(())));
        fetch_engine(ctx, Msg::Fetched);
        let mut annex = Self {
            language: ctx.props().language,
            engine: None,
            shown: Shown::Nothing,
            styled: "",
            compared: 0,
            button: progress::Button::default(),
            told: None,
            _navigation: navigation,
        };
        annex.follow(ctx, current_link());
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
            Msg::Navigated => self.follow(ctx, current_link()),
            Msg::Language(language) => {
                self.language = language;
                self.tell(ctx);
            }
            Msg::Build(step) => return self.move_build(ctx, step),
            Msg::Compare(step) => return self.move_compare(ctx, step),
            Msg::Styled(file) => self.styled = file,
            Msg::Kept => {}
            Msg::ListKept(kept) => match &mut self.shown {
                Shown::Privacy(list) => *list = kept,
                _ => return false,
            },
            Msg::Rules(language, rules) => return self.list_rules(language, rules),
            Msg::Open(step) => self.move_open(ctx, step),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let file = self.shown.styles();
        let styled = ctx.link().callback(move |_| Msg::Styled(file));
        html! {
            <>
                { for (!file.is_empty()).then(|| style::sheet_told(file, styled)) }
                {self.room(ctx.link())}
            </>
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.leave_compare();
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        self.button.drawn(matches!(self.shown, Shown::Compared(_)));
        let ui = self.language.ui();
        let (title, whole) = match &self.shown {
            Shown::Nothing => return,
            Shown::Build(build) => (ui.build.to_owned(), build.form.is_some()),
            Shown::Compared(compared) => (compared.title(self.language), compared.is_over()),
            Shown::Rules(listed) => (ui.rules.to_owned(), listed.rules.is_some()),
            Shown::Privacy(_) => (ui.privacy_title.to_owned(), self.engine.is_some()),
            Shown::Many => (self.language.many_words().title.to_owned(), true),
            Shown::Open(open) => (open.title().to_owned(), open.is_whole()),
        };
        browser::set_title(&[&title, " · Mailvet"].concat());
        let whole = whole && self.is_styled();
        if self.told != Some(whole) {
            self.told = Some(whole);
            ctx.props().tell(whole);
        }
    }
}

impl Shown {
    /// The file of its styles; `""` where it has none.
    fn styles(&self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Build(_) => "build.css",
            Self::Compared(_) => "compare.css",
            Self::Rules(_) => "rules.css",
            Self::Privacy(_) => "privacy.css",
            Self::Many => "many.css",
            Self::Open(_) => "share.css",
        }
    }
}

impl Annex {
    fn is_styled(&self) -> bool {
        self.styled == self.shown.styles()
    }

    fn room(&self, link: &Scope<Self>) -> Html {
        match &self.shown {
            _ if !self.is_styled() => html! { <article key="nothing"></article> },
            Shown::Nothing => html! { <article key="nothing"></article> },
            Shown::Build(build) => build::view(build, self.language, link),
            Shown::Compared(compared) => compare::view(self, compared, link),
            Shown::Rules(listed) => rules::view(listed, self.language),
            Shown::Privacy(list) => privacy::view(self.engine.as_ref(), self.language, *list, link),
            Shown::Open(open) => open::view(open, link),
            Shown::Many => html! { <Many key="many" language={self.language} /> },
        }
    }

    /// Speaks another language.
    pub fn speak(handle: &AppHandle<Self>, language: Language) {
        handle.send_message(Msg::Language(language));
    }

    /// Shows again what the browser keeps, and who is asked.
    pub fn look_again(handle: &AppHandle<Self>) {
        handle.send_message(Msg::Kept);
    }

    /// Goes where a link leads.
    fn follow(&mut self, ctx: &Context<Self>, link: Link) {
        self.leave_compare();
        if link.compare.is_some() {
            self.show_compare(ctx, link);
        } else if link.build.is_some() {
            self.show_build(link);
        } else if link.open {
            self.show_open(ctx);
        } else if link.many {
            self.shown = Shown::Many;
        } else if let Some(rule) = link.rules {
            self.show_rules(ctx, rule);
        } else if link.privacy {
            if let Some(window) = window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
            self.shown = Shown::Privacy(false);
            let kept = async { Msg::ListKept(many::kept::is_kept().await) };
            ctx.link().send_future(kept);
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
        self.begin_compare(ctx);
        self.read_rules(ctx);
        self.read_open(ctx);
    }
}
