//! The settings: the language, and who is asked.

use super::app::Probes;
use super::asking::Choice;
use super::browser;
use super::prose::prose;
use crate::dns::url::ResolverUrl;
use crate::knowledge::resolvers::Dialect;
use crate::text::{Language, Prose};
use std::rc::Rc;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

/// The settings, and whom to tell of changes.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether they are shown.
    pub open: bool,
    /// The language of the page.
    pub language: Language,
    /// The resolvers chosen, in order.
    pub resolvers: Rc<Vec<Choice>>,
    /// What is known of who answers.
    pub probes: Probes,
    /// A language was chosen.
    pub onlanguage: Callback<Language>,
    /// Resolvers were chosen; `None` for those of the page.
    pub onresolvers: Callback<Option<Vec<Choice>>>,
    /// A test of who answers is wanted.
    pub onprobe: Callback<()>,
    /// The settings were closed.
    pub onclose: Callback<()>,
}

/// The settings, over the page.
#[component]
pub fn Settings(props: &Props) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.open, move |&open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if open && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !open && dialog.open() {
                dialog.close();
            }
        });
    }
    let ui = props.language.ui();
    let onclose = props.onclose.reform(|_: Event| ());
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <dialog class="settings" ref={dialog} aria-labelledby="settings-title" {onclose}>
            <div class="bar">
                <h2 id="settings-title">{ui.settings}</h2>
                <button type="button" class="go" onclick={close}>{ui.close}</button>
            </div>
            <fieldset class="languages">
                <legend>{ui.settings_language}</legend>
                for language in Language::ALL {
                    <label key={language.tag()} lang={language.tag()}>
                        <input
                            type="radio" name="language" checked={language == props.language}
                            onchange={props.onlanguage.reform(move |_: Event| language)}
                        />
                        {language.ui().language}
                    </label>
                }
            </fieldset>
            <section aria-labelledby="resolvers-title">
                <h3 id="resolvers-title">{ui.resolvers}</h3>
                <p>{ui.resolvers_note}</p>
                {chosen(props)}
                {others(props)}
                {buttons(props)}
                <OwnResolver
                    language={props.language} resolvers={props.resolvers.clone()}
                    onresolvers={props.onresolvers.clone()}
                />
            </section>
        </dialog>
    }
}

/// The resolvers chosen, in order.
fn chosen(props: &Props) -> Html {
    let ui = props.language.ui();
    html! {
        <ol class="resolvers">
            for (index, choice) in props.resolvers.iter().enumerate() {
                <li key={choice.label.clone()} data-resolver={choice.label.clone()}>
                    <span class="who">
                        <b>{choice.label.clone()}</b>
                        <small>{choice.url.clone()}</small>
                        {probed(props, &choice.label)}
                    </span>
                    <button
                        type="button" disabled={index == 0} title={ui.move_up}
                        aria-label={format!("{}: {}", ui.move_up, choice.label)}
                        onclick={changed(props, move |choices| if index > 0 { choices.swap(index, index - 1) })}
                    >{"↑"}</button>
                    <button
                        type="button" disabled={props.resolvers.len() == 1} title={ui.remove}
                        aria-label={format!("{}: {}", ui.remove, choice.label)}
                        onclick={changed(props, move |choices| { choices.remove(index); })}
                    >{"×"}</button>
                </li>
            }
        </ol>
    }
}

/// Known resolvers that are not chosen, to be added.
fn others(props: &Props) -> Html {
    let others = Choice::known().filter(|known| {
        props
            .resolvers
            .iter()
            .all(|choice| choice.label != known.label)
    });
    html! {
        <p class="others">
            for other in others {
                <button
                    type="button" key={other.label.clone()} title={other.url.clone()}
                    onclick={let other = other.clone(); changed(props, move |choices| choices.push(other.clone()))}
                >{format!("+ {}", other.label)}</button>
            }
        </p>
    }
}

fn buttons(props: &Props) -> Html {
    let ui = props.language.ui();
    let running = props.probes == Probes::Running;
    let test = props.onprobe.reform(|_: MouseEvent| ());
    let reset = props.onresolvers.reform(|_: MouseEvent| None);
    html! {
        <p class="buttons">
            <button type="button" id="probe" disabled={running} onclick={test}>
                {if running { ui.testing } else { ui.test }}
            </button>
            <button type="button" onclick={reset}>{ui.reset}</button>
        </p>
    }
}

/// How a resolver did when it was tested.
fn probed(props: &Props, label: &str) -> Html {
    let Probes::Done(probes) = &props.probes else {
        return html! { <em></em> };
    };
    match probes.iter().find(|probe| probe.label == label) {
        Some(probe) => match &probe.result {
            Ok(elapsed) => html! { <em class="good">{browser::duration(*elapsed)}</em> },
            Err(why) => html! { <em class="not-known">{props.language.failure(why).plain()}</em> },
        },
        None => html! { <em></em> },
    }
}

/// Tells of the resolvers after a change.
fn changed(props: &Props, change: impl Fn(&mut Vec<Choice>) + 'static) -> Callback<MouseEvent> {
    let resolvers = props.resolvers.clone();
    props.onresolvers.reform(move |_| {
        let mut choices = resolvers.to_vec();
        change(&mut choices);
        Some(choices)
    })
}

/// What the field for an own resolver needs.
#[derive(Properties, PartialEq)]
struct OwnProps {
    language: Language,
    resolvers: Rc<Vec<Choice>>,
    onresolvers: Callback<Option<Vec<Choice>>>,
}

/// A field for the URL of an own resolver, which is asked first then.
#[component]
fn OwnResolver(props: &OwnProps) -> Html {
    let ui = props.language.ui();
    let field = use_node_ref();
    let error = use_state_eq(Prose::default);
    let onsubmit = {
        let (field, error) = (field.clone(), error.clone());
        let (language, resolvers) = (props.language, props.resolvers.clone());
        let onresolvers = props.onresolvers.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = field.cast::<HtmlInputElement>() else {
                return;
            };
            match ResolverUrl::parse(&field.value()) {
                Ok(url) => {
                    let mut choices = resolvers.to_vec();
                    choices.retain(|choice| choice.url != url.as_str());
                    choices.insert(0, own(&url));
                    field.set_value("");
                    error.set(Prose::default());
                    onresolvers.emit(Some(choices));
                }
                Err(why) => error.set(language.url_error(&why)),
            }
        })
    };
    html! {
        <form class="own" {onsubmit}>
            <label for="own-resolver">{ui.own_resolver}</label>
            <div class="field">
                <input
                    id="own-resolver" ref={field} type="text" inputmode="url" placeholder="https://dns.example/dns-query"
                    autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="own-resolver-error"
                />
                <button>{ui.own_resolver_add}</button>
            </div>
            <p id="own-resolver-error" class="refused" role="alert">{prose(&error)}</p>
        </form>
    }
}

fn own(url: &ResolverUrl) -> Choice {
    let rest = url.as_str().split("://").nth(1).unwrap_or_default();
    Choice {
        label: rest.split('/').next().unwrap_or_default().to_owned(),
        url: url.as_str().to_owned(),
        dialect: Dialect::Message,
    }
}
