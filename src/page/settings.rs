//! The settings: the language, and who is asked.

use super::app::Probes;
use super::browser;
use super::engine::Engine;
use super::prose::prose;
use crate::text::{Language, Prose};
use crate::view::{Choice, Own};
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
    /// The engine, once it is there.
    pub engine: Option<Engine>,
    /// The resolvers that a person chose, in order.
    pub chosen: Option<Rc<Vec<Choice>>>,
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
    let resolvers = resolvers(props);
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
                {chosen(props, &resolvers)}
                {others(props, &resolvers)}
                {buttons(props)}
                <OwnResolver
                    language={props.language} engine={props.engine.clone()} {resolvers}
                    onresolvers={props.onresolvers.clone()}
                />
            </section>
        </dialog>
    }
}

/// Who is asked: those chosen, or else the usual ones.
fn resolvers(props: &Props) -> Rc<Vec<Choice>> {
    match (&props.chosen, &props.engine) {
        (Some(chosen), _) => chosen.clone(),
        (None, Some(engine)) => Rc::new(engine.usual_resolvers()),
        (None, None) => Rc::default(),
    }
}

/// The resolvers, in order.
fn chosen(props: &Props, resolvers: &Rc<Vec<Choice>>) -> Html {
    let ui = props.language.ui();
    html! {
        <ol class="resolvers">
            for (index, choice) in resolvers.iter().enumerate() {
                <li key={choice.label.clone()} data-resolver={choice.label.clone()}>
                    <span class="who">
                        <b>{choice.label.clone()}</b>
                        <small>{choice.url.clone()}</small>
                        {probed(props, &choice.label)}
                    </span>
                    <button
                        type="button" disabled={index == 0} title={ui.move_up}
                        aria-label={[ui.move_up, ": ", &choice.label].concat()}
                        onclick={changed(props, resolvers, move |choices| if index > 0 { choices.swap(index, index - 1) })}
                    >{"↑"}</button>
                    <button
                        type="button" disabled={resolvers.len() == 1} title={ui.remove}
                        aria-label={[ui.remove, ": ", &choice.label].concat()}
                        onclick={changed(props, resolvers, move |choices| { choices.remove(index); })}
                    >{"×"}</button>
                </li>
            }
        </ol>
    }
}

/// Known resolvers that are not chosen, to be added.
fn others(props: &Props, resolvers: &Rc<Vec<Choice>>) -> Html {
    let known = props.engine.as_ref().map(Engine::known_resolvers);
    let others = known
        .into_iter()
        .flatten()
        .filter(|known| resolvers.iter().all(|choice| choice.label != known.label));
    html! {
        <p class="others">
            for other in others {
                <button
                    type="button" key={other.label.clone()} title={other.url.clone()}
                    onclick={let other = other.clone(); changed(props, resolvers, move |choices| choices.push(other.clone()))}
                >{"+ "}{other.label.clone()}</button>
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
        Some(probe) => match probe.elapsed {
            Some(elapsed) => html! { <em class="good">{browser::duration(elapsed)}</em> },
            None => html! { <em class="not-known">{prose(&probe.failure)}</em> },
        },
        None => html! { <em></em> },
    }
}

/// Tells of the resolvers after a change.
fn changed(
    props: &Props,
    resolvers: &Rc<Vec<Choice>>,
    change: impl Fn(&mut Vec<Choice>) + 'static,
) -> Callback<MouseEvent> {
    let resolvers = resolvers.clone();
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
    engine: Option<Engine>,
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
