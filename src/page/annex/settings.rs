//! The settings, over the page: what it speaks and looks like, what it takes
//! for granted and remembers, and who is asked.

use super::{Room, fetch_engine};
use crate::page::browser::{self, paint};
use crate::page::engine::Engine;
use crate::page::prose::{prose, unbroken};
use crate::page::storage;
use crate::page::style;
use crate::rule::Profile;
use crate::text::{Language, Prose};
use crate::view::{Choice, Own};
use std::rc::Rc;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// The settings.
pub struct Settings {
    language: Language,
    engine: Option<Engine>,
    /// The colours that were chosen: `light`, `dark` or nothing.
    theme: String,
    /// What a domain is taken for: the id of a profile or nothing.
    profile: String,
    /// Whether checks are remembered.
    remembers: bool,
    /// Whether it is being tested who answers.
    testing: bool,
    /// Whether their styles are there, or are known not to come.
    styled: bool,
    /// The same of the engine. Until then they are not shown: nothing grows
    /// under the finger.
    fetched: bool,
    dialog: NodeRef,
}

/// What changes them.
pub enum Msg {
    /// The engine came, or did not.
    Fetched(Option<Engine>),
    /// Their styles came, or did not.
    Styled,
    /// They are to be shown.
    Open,
    /// They are to be shown no more.
    Close,
    /// The page speaks another language.
    Spoken(Language),
    /// Colours were chosen.
    Theme(&'static str),
    /// It was chosen what a domain is taken for.
    Profile(String),
    /// It was chosen whether checks are remembered.
    Remember(bool),
    /// Resolvers were chosen; `None` for those of the page.
    Resolvers(Option<Vec<Choice>>),
    /// It is to be tested who answers.
    Test,
    /// That is known.
    Tested,
}

impl Component for Settings {
    type Message = Msg;
    type Properties = Room;

    fn create(ctx: &Context<Self>) -> Self {
        fetch_engine(ctx, Msg::Fetched);
        Self {
            language: ctx.props().language,
            engine: None,
            theme: storage::theme(),
            profile: storage::profile(),
            remembers: storage::remembers(),
            testing: false,
            styled: false,
            fetched: false,
            dialog: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let room = ctx.props();
        let was_ready = self.is_ready();
        match msg {
            Msg::Fetched(engine) => {
                browser::tell_boot_failed(engine.is_none());
                self.engine = engine;
                self.fetched = true;
            }
            Msg::Styled => self.styled = true,
            Msg::Open if self.is_ready() => self.show(true),
            Msg::Open => {}
            Msg::Close => self.show(false),
            Msg::Spoken(language) => self.language = language,
            Msg::Theme(theme) => {
                storage::set_theme(theme);
                paint(theme);
                self.theme = theme.to_owned();
            }
            Msg::Profile(profile) => {
                storage::set_profile(&profile);
                self.profile = profile;
                room.tell(storage::PROFILE);
            }
            Msg::Remember(remembers) => {
                storage::set_remembers(remembers);
                self.remembers = remembers;
                room.tell("");
            }
            Msg::Resolvers(choices) => {
                storage::set_resolvers(choices.as_deref());
                if let Some(engine) = &self.engine {
                    engine.set_resolvers(choices.as_deref());
                }
                room.tell("");
            }
            Msg::Test => {
                if let Some(engine) = self.engine.clone() {
                    self.testing = true;
                    ctx.link().send_future(async {
                        engine.probe().await;
                        Msg::Tested
                    });
                }
            }
            Msg::Tested => {
                self.testing = false;
                room.tell("");
            }
        }
        if self.is_ready() && !was_ready {
            ctx.link().send_message(Msg::Open);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = self.language.annex_words();
        let link = ctx.link();
        let resolvers = self.engine.as_ref().map(Engine::resolvers);
        let resolvers = Rc::new(resolvers.unwrap_or_default());
        let close = || link.callback(|_: MouseEvent| Msg::Close);
        let styled = link.callback(|_: Event| Msg::Styled);
        html! {
            <dialog class="settings" ref={self.dialog.clone()} aria-labelledby="settings-title">
                {style::sheet_told("settings.css", styled)}
                <div class="bar">
                    <h2 id="settings-title">{self.language.ui().settings}</h2>
                    <button type="button" class="go" onclick={close()}>{words.close}</button>
                </div>
                {self.languages(ctx)}
                {self.themes(link)}
                {self.granted(link)}
                <section aria-labelledby="resolvers-title">
                    <h3 id="resolvers-title">{words.resolvers}</h3>
                    <p>{words.resolvers_note}</p>
                    {self.chosen(&resolvers, link)}
                    {self.others(&resolvers, link)}
                    {self.buttons(link)}
                    <OwnResolver
                        language={self.language} engine={self.engine.clone()} {resolvers}
                        onresolvers={link.callback(Msg::Resolvers)}
                    />
                </section>
                <p class="leads"><a href="#privacy" onclick={close()}>{self.language.ui().privacy_title}</a></p>
            </dialog>
        }
    }
}

impl Settings {
    fn is_ready(&self) -> bool {
        self.styled && self.fetched
    }

    /// Shows them again.
    pub fn open(handle: &AppHandle<Self>) {
        handle.send_message(Msg::Open);
    }

    /// Speaks another language.
    pub fn speak(handle: &AppHandle<Self>, language: Language) {
        handle.send_message(Msg::Spoken(language));
    }

    fn show(&self, shown: bool) {
        if let Some(dialog) = self.dialog.cast::<HtmlDialogElement>() {
            match shown {
                true if !dialog.open() => drop(dialog.show_modal()),
                false => dialog.close(),
                true => {}
            }
        }
    }

    fn languages(&self, ctx: &Context<Self>) -> Html {
        let tell = |language: Language| {
            let room = ctx.props().clone();
            Callback::from(move |_: Event| room.tell(language.tag()))
        };
        html! {
            <fieldset class="choices-of">
                <legend>{self.language.annex_words().settings_language}</legend>
                for language in Language::ALL {
                    <label key={language.tag()} lang={language.tag()}>
                        <input
                            type="radio" name="language" checked={language == self.language}
                            onchange={tell(language)}
                        />
                        {language.ui().language}
                    </label>
                }
            </fieldset>
        }
    }

    fn themes(&self, link: &Scope<Self>) -> Html {
        let words = self.language.annex_words();
        let themes = [
            ("", words.theme_system),
            ("light", words.theme_light),
            ("dark", words.theme_dark),
        ];
        html! {
            <fieldset class="choices-of">
                <legend>{words.theme}</legend>
                for (theme, name) in themes {
                    <label key={theme}>
                        <input
                            type="radio" name="theme" value={theme} checked={theme == self.theme}
                            onchange={link.callback(move |_: Event| Msg::Theme(theme))}
                        />
                        {name}
                    </label>
                }
            </fieldset>
        }
    }

    /// What is taken for granted, and what is remembered.
    fn granted(&self, link: &Scope<Self>) -> Html {
        let ui = self.language.ui();
        let words = self.language.annex_words();
        let onprofile = link.callback(|event: Event| {
            Msg::Profile(event.target_unchecked_into::<HtmlSelectElement>().value())
        });
        let onremember = link.callback(|event: Event| {
            Msg::Remember(event.target_unchecked_into::<HtmlInputElement>().checked())
        });
        html! {
            <div class="granted">
                <p>
                    <label for="usual-profile">{words.usual_profile}</label>
                    <select id="usual-profile" onchange={onprofile}>
                        <option value="" selected={self.profile.is_empty()}>{ui.as_records_say}</option>
                        for profile in Profile::ALL {
                            <option key={profile.id()} value={profile.id()} selected={self.profile == profile.id()}>
                                {self.language.profile(profile)}
                            </option>
                        }
                    </select>
                </p>
                <label>
                    <input id="remember" type="checkbox" checked={self.remembers} onchange={onremember} />
                    <span>{words.remember}<small>{words.remember_note}</small></span>
                </label>
            </div>
        }
    }

    /// The resolvers, in order.
    fn chosen(&self, resolvers: &Rc<Vec<Choice>>, link: &Scope<Self>) -> Html {
        let language = self.language;
        let words = language.annex_words();
        html! {
            <ol class="resolvers">
                for (index, choice) in resolvers.iter().enumerate() {
                    <li key={choice.label.clone()} data-resolver={choice.label.clone()}>
                        <span class="who">
                            <b>{choice.label.clone()}</b>
                            <small>{unbroken(&choice.url)}</small>
                            {self.probed(&choice.label)}
                        </span>
                        <button
                            type="button" disabled={index == 0} title={words.move_up}
                            aria-label={[words.move_up, language.colon(), &choice.label].concat()}
                            onclick={changed(resolvers, link, move |choices| if index > 0 { choices.swap(index, index - 1) })}
                        >{"↑"}</button>
                        <button
                            type="button" disabled={resolvers.len() == 1} title={words.remove}
                            aria-label={[words.remove, language.colon(), &choice.label].concat()}
                            onclick={changed(resolvers, link, move |choices| { choices.remove(index); })}
                        >{"×"}</button>
                    </li>
                }
            </ol>
        }
    }

    /// Known resolvers that are not chosen, to be added.
    fn others(&self, resolvers: &Rc<Vec<Choice>>, link: &Scope<Self>) -> Html {
        let known = self.engine.as_ref().map(Engine::known_resolvers);
        let others = known
            .into_iter()
            .flatten()
            .filter(|known| resolvers.iter().all(|choice| choice.label != known.label));
        html! {
            <p class="others">
                for other in others {
                    <button
                        type="button" key={other.label.clone()} title={other.url.clone()}
                        onclick={let other = other.clone(); changed(resolvers, link, move |choices| choices.push(other.clone()))}
                    >{"+ "}{other.label.clone()}</button>
                }
            </p>
        }
    }

    fn buttons(&self, link: &Scope<Self>) -> Html {
        let words = self.language.annex_words();
        html! {
            <p class="buttons">
                <button type="button" id="probe" disabled={self.testing} onclick={link.callback(|_| Msg::Test)}>
                    {if self.testing { self.language.ui().testing } else { words.test }}
                </button>
                <button type="button" onclick={link.callback(|_| Msg::Resolvers(None))}>{words.reset}</button>
            </p>
        }
    }

    /// How a resolver did when it was tested.
    fn probed(&self, label: &str) -> Html {
        let probes = self
            .engine
            .as_ref()
            .filter(|_| !self.testing)
            .map(Engine::probed);
        let mut probes = probes.into_iter().flatten();
        match probes.find(|probe| probe.label == label) {
            Some(probe) => match probe.elapsed {
                Some(elapsed) => html! { <em class="good">{browser::duration(elapsed)}</em> },
                None => html! { <em class="not-known">{prose(&probe.failure)}</em> },
            },
            None => html! { <em></em> },
        }
    }
}

/// Takes the resolvers after a change.
fn changed(
    resolvers: &Rc<Vec<Choice>>,
    link: &Scope<Settings>,
    change: impl Fn(&mut Vec<Choice>) + 'static,
) -> Callback<MouseEvent> {
    let resolvers = resolvers.clone();
    link.callback(move |_| {
        let mut choices = resolvers.to_vec();
        change(&mut choices);
        Msg::Resolvers(Some(choices))
    })
}

/// What the field for an own resolver needs.
#[derive(Properties, PartialEq)]
struct OwnProps {
    language: Language,
    engine: Option<Engine>,
    resolvers: Rc<Vec<Choice>>,
    onresolvers: Callback<Option<Vec<Choice>>>,
}

/// A field for the URL of an own resolver, which is asked first then.
#[component]
fn OwnResolver(props: &OwnProps) -> Html {
    let words = props.language.annex_words();
    let field = use_node_ref();
    let error = use_state_eq(Prose::default);
    let onsubmit = {
        let (field, error) = (field.clone(), error.clone());
        let (engine, resolvers) = (props.engine.clone(), props.resolvers.clone());
        let onresolvers = props.onresolvers.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = field.cast::<HtmlInputElement>() else {
                return;
            };
            let own = engine
                .as_ref()
                .map(|engine| engine.own_resolver(&field.value()));
            match own {
                Some(Own {
                    choice: Some(choice),
                    ..
                }) => {
                    let mut choices = resolvers.to_vec();
                    choices.retain(|other| other.url != choice.url);
                    choices.insert(0, choice);
                    field.set_value("");
                    error.set(Prose::default());
                    onresolvers.emit(Some(choices));
                }
                Some(own) => error.set(own.error),
                None => {}
            }
        })
    };
    html! {
        <form class="own" {onsubmit}>
            <label for="own-resolver">{words.own_resolver}</label>
            <div class="field">
                <input
                    id="own-resolver" ref={field} type="text" inputmode="url" placeholder="https://dns.example/dns-query"
                    autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="own-resolver-error"
                />
                <button>{words.own_resolver_add}</button>
            </div>
            <p id="own-resolver-error" class="refused" role="alert">{prose(&error)}</p>
        </form>
    }
}
