//! The question: one field for whatever people have, what was understood of
//! it, and the options as words.

use super::app::{App, Msg, Probes, Shown};
use super::prose::prose;
use super::run::Stage;
use crate::input::{Input, InputError};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

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
    let rows = app.typed.lines().count().clamp(1, 8).to_string();
    html! {
        <form class="ask" {onsubmit}>
            <@{tag} class="heading"><label for="input">{ui.heading}</label></@>
            <div class="field">
                <textarea
                    id="input" ref={app.field.clone()} {rows}
                    value={app.typed.clone()} placeholder="example.com" aria-describedby="understood"
                    autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" dir="auto"
                    {oninput} {onkeydown}
                />
                <button class="go">{ui.check}</button>
            </div>
            {understood(app)}
            {options(app, link)}
        </form>
    }
}

/// What was understood of what was typed; its place stays when it is empty.
fn understood(app: &App) -> Html {
    let language = app.language;
    let (class, lines) = match Input::parse(&app.typed) {
        Ok(input) => {
            let mut lines = vec![language.understood(&input)];
            if !input.removed.is_empty() {
                lines.push(language.removed(&input.removed));
            }
            ("understood", lines)
        }
        Err(error) if app.submitted => ("understood refused", vec![language.input_error(&error)]),
        Err(InputError::Empty) => ("understood", vec![language.ui().input_label.into()]),
        Err(_) => ("understood", Vec::new()),
    };
    html! {
        <p id="understood" {class} aria-live="polite">
            { for lines.iter().map(|line| html! { <span>{prose(line)}</span> }) }
        </p>
    }
}

fn options(app: &App, link: &Scope<App>) -> Html {
    let ui = app.language.ui();
    let oninput = link.callback(|event: InputEvent| {
        Msg::Selectors(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let size = app.selectors.chars().count().clamp(9, 40).to_string();
    let settings = link.callback(|_| Msg::Settings(true));
    html! {
        <p class="options">
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

/// Who is asked first: of those that were seen to answer, where that is known.
fn resolver(app: &App) -> String {
    if let Shown::Run(run) = &app.shown
        && run.made_up
    {
        return app.language.ui().asked_itself.to_owned();
    }
    if let Shown::Run(run) = &app.shown
        && run.stage != Stage::Running
    {
        let log = run.client.log();
        let asked = log
            .iter()
            .find(|answer| !answer.outcome.is_failed())
            .and_then(|answer| answer.exchange());
        if let Some(exchange) = asked {
            return exchange.resolver.clone();
        }
    }
    let answers = |label: &str| match &app.probes {
        Probes::Done(probes) => probes
            .iter()
            .any(|probe| probe.label == label && probe.result.is_ok()),
        _ => true,
    };
    let first = app
        .resolvers
        .iter()
        .find(|choice| answers(&choice.label))
        .or(app.resolvers.first());
    match first {
        Some(choice) => choice.label.clone(),
        None => app.language.ui().asked_nobody.to_owned(),
    }
}
