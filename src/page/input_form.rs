//! The question: one field for whatever people have, what was understood of
//! it, and the options as words.

use super::app::{App, Fetched, Msg, Shown};
use super::browser;
use super::ink;
use super::prose::prose;
use super::storage;
use crate::rule::Profile;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

/// The first of the usual resolvers, as `index.html` names it.
const FIRST: &str = "Cloudflare";

/// The question. The same markup stands in `index.html`.
pub fn view(app: &App, link: &Scope<App>) -> Html {
    let ui = app.language.ui();
    let oninput = link.callback(|event: InputEvent| {
        Msg::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let onkeydown = link.batch_callback(|event: KeyboardEvent| {
        let submits = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        submits.then(|| {
            event.prevent_default();
            Msg::Submit
        })
    });
    let onsubmit = link.callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Submit
    });
    let tag = match app.shown {
        Shown::Start => "h1",
        _ => "p",
    };
    let ink = match &app.shown {
        Shown::Record(pasted, _) if ink::colours(&app.typed) => Some(ink::view(&app.typed, pasted)),
        _ => None,
    };
    let rows = app.typed.lines().count().clamp(1, 8).to_string();
    html! {
        <form class="ask" {onsubmit}>
            <@{tag} class="heading"><label for="input">{ui.heading}</label></@>
            <div class="field">
                {ink::boxed(ink, html! {
                    <textarea
                        id="input" ref={app.field.clone()} {rows}
                        value={app.typed.clone()} placeholder="example.com" aria-describedby="understood"
                        autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" dir="auto"
                        {oninput} {onkeydown}
                    />
                })}
                <button class="go">{ui.check}</button>
            </div>
            {understood(app)}
            {options(app, link)}
        </form>
    }
}

/// What was understood of what was typed; its place stays when it is empty.
fn understood(app: &App) -> Html {
    let (class, lines) = match &app.understood {
        Some(it) if it.empty && !app.submitted => ("understood", &[][..]),
        Some(it) if it.refused && !app.submitted => ("understood", &[][..]),
        Some(it) if it.refused => ("understood refused", &it.lines[..]),
        Some(it) => ("understood", &it.lines[..]),
        None => ("understood", &[][..]),
    };
    let hint = match app.typed.is_empty() && lines.is_empty() {
        true if browser::offline() => app.language.ui().offline,
        true => app.language.ui().input_label,
        false => "",
    };
    html! {
        <p id="understood" {class} aria-live="polite">
            <span key="hint">{hint}</span>
            { for lines.iter().map(|line| html! { <span>{prose(line)}</span> }) }
            { for app.understood.iter().filter_map(|it| it.many.clone()).map(|many| html! { <a href="#many">{many}</a> }) }
        </p>
    }
}

fn options(app: &App, link: &Scope<App>) -> Html {
    let ui = app.language.ui();
    let oninput = link.callback(|event: InputEvent| {
        Msg::Selectors(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let onprofile = link.callback(|event: Event| {
        Msg::Profile(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    let size = app.selectors.chars().count().clamp(9, 40).to_string();
    let settings = link.callback(|_| Msg::Settings);
    html! {
        <p class="options">
            <label class="word">
                <span>{ui.for_domain}</span>
                <select id="profile" onchange={onprofile}>
                    <option value="" selected={app.profile.is_empty()}>{guessed(app)}</option>
                    for profile in Profile::ALL {
                        <option value={profile.id()} selected={app.profile == profile.id()}>{app.language.profile(profile)}</option>
                    }
                </select>
            </label>
            <label class="word">
                <span>{ui.selectors}</span>
                <input
                    id="selectors" {size} value={app.selectors.clone()} placeholder={ui.selectors_none}
                    autocomplete="off" autocapitalize="none" spellcheck="false" {oninput}
                />
            </label>
            <span class="word">
                <span>{ui.asked_at}</span>
                <button id="resolver" type="button" onclick={settings}>{resolver(app)}</button>
            </span>
        </p>
    }
}

/// What is said where nobody says what the domain is for.
fn guessed(app: &App) -> String {
    let ui = app.language.ui();
    match &app.shown {
        Shown::Run(run) if run.judged.guessed => {
            let profile = Profile::for_id(&run.judged.profile);
            let profile = profile.map_or("", |profile| app.language.profile(profile));
            [profile, app.language.between(), ui.guessed].concat()
        }
        _ => ui.as_records_say.to_owned(),
    }
}

/// Who answered, or is asked first: of those that were seen to answer, where
/// that is known.
fn resolver(app: &App) -> String {
    if let Shown::Run(run) = &app.shown
        && !run.ended.resolver.is_empty()
    {
        return run.ended.resolver.clone();
    }
    let first = match &app.engine {
        Fetched::Engine(engine) => Some(engine.first_asked()),
        _ => storage::resolvers().and_then(|kept| Some(kept.first()?.label.clone())),
    };
    first.unwrap_or_else(|| FIRST.to_owned())
}
