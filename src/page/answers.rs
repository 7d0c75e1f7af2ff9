//! The three answers: can mail reach the domain, can strangers forge it, will
//! its own mail be accepted? Their places stand from the first.

use super::blocks;
use super::icon::{State, icon, severity_name};
use super::prose::prose;
use super::run::{Run, Stage};
use crate::check::answer::Verdict;
use crate::rule::Severity;
use crate::text::Language;
use crate::view::Answer;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// The three answers, and what the domain was judged as.
pub fn view(run: &Run, language: Language) -> Html {
    let card = |(index, (id, question)): (usize, &(String, String))| {
        let answer = run.answered.answers.get(index);
        card(id, question, answer, run.stage == Stage::Running, language)
    };
    let class = match run.begun.questions.is_empty() {
        true => "answered none",
        false => "answered",
    };
    html! {
        <section {class}>
            <p class="judged" hidden={run.stage == Stage::Stopped && run.judged.profile.is_empty()} data-profile={run.judged.profile.clone()}>{prose(&run.judged.sentence)}</p>
            <ul class="answers">
                { for run.begun.questions.iter().enumerate().map(card) }
            </ul>
            <div class="points-place" hidden={run.stage == Stage::Stopped && run.answered.points.is_empty()}>
                <details class="points" hidden={run.answered.points.is_empty()}>
                    <summary>{run.answered.caption.clone()}</summary>
                    <div>{blocks::view(&run.answered.points, language)}</div>
                </details>
            </div>
        </section>
    }
}

fn card(
    id: &str,
    question: &str,
    answer: Option<&Answer>,
    running: bool,
    language: Language,
) -> Html {
    let ui = language.ui();
    let (state, verdict, word) = match answer {
        Some(answer) => (
            State::Judged(answer.severity),
            answer.verdict.clone(),
            answer.word.clone(),
        ),
        None if running => (State::Pending, String::new(), ui.pending.to_owned()),
        None => (
            State::Judged(Severity::Unknown),
            "unknown".to_owned(),
            language.verdict(Verdict::Unknown).to_owned(),
        ),
    };
    let severity = match state {
        State::Judged(severity) => severity_name(severity),
        State::Pending | State::Unchecked => state.name(),
    };
    let why = match answer {
        Some(answer) => prose(&answer.sentence),
        None if running => Html::default(),
        None => html! { {ui.stopped} },
    };
    let subjects = answer.map_or(&[][..], |answer| &answer.subjects);
    html! {
        <li key={id.to_owned()} class={severity} data-answer={id.to_owned()} data-verdict={verdict}>
            <h2>{question.to_owned()}</h2>
            <p class="verdict">{icon(state, String::new())}<strong>{word}</strong></p>
            <p class="why">{why}</p>
            <p class="see">
                { for subjects.iter().map(|(id, name)| see(id, name)) }
            </p>
        </li>
    }
}

/// What leads to the row of a subject, and opens it.
fn see(id: &str, name: &str) -> Html {
    let row = ["details[data-subject=", id, "]"].concat();
    let onclick = Callback::from(move |_| open(&row));
    html! { <button key={id.to_owned()} type="button" {onclick}>{name.to_owned()}</button> }
}

fn open(row: &str) {
    let row = super::browser::document().and_then(|it| it.query_selector(row).ok()?);
    let Some(row) = row.and_then(|row| row.dyn_into::<HtmlDetailsElement>().ok()) else {
        return;
    };
    row.set_open(true);
    row.scroll_into_view();
    if let Ok(Some(summary)) = row.query_selector("summary")
        && let Some(summary) = summary.dyn_ref::<web_sys::HtmlElement>()
    {
        let _ = summary.focus();
    }
}
