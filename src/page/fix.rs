//! What can be done about findings: each change as a diff, with what a DNS panel
//! asks for, ready to copy.

use super::copy_button::CopyButton;
use super::prose::{prose, unbroken, unbroken_behind_sign};
use super::publish;
use super::run::{Run, Stage};
use crate::text::Language;
use crate::view::{Changed, Fate, Mending, Piece, Proposed, Stepped};
use yew::prelude::*;

/// What cures a finding, folded.
pub fn folded(mending: &Mending, language: Language) -> Html {
    html! {
        <details class="fix" data-fix={mending.applicability.clone()}>
            <summary>{mending.label.clone()}<span class="word">{mending.word.clone()}</span></summary>
            {choices(mending, language)}
        </details>
    }
}

/// What is proposed, and what could be done in its place.
pub fn choices(mending: &Mending, language: Language) -> Html {
    html! {
        <div class="choices">
            for (index, choice) in mending.choices.iter().enumerate() {
                <section key={index}>
                    <p class="or">{if index > 0 { mending.or.clone() } else { String::new() }}</p>
                    <h3>{prose(&choice.title)}</h3>
                    {proposed(choice, language)}
                </section>
            }
        </div>
    }
}

fn proposed(choice: &Proposed, language: Language) -> Html {
    html! {
        <>
            <p class="effect">{prose(&choice.effect)}</p>
            { for choice.changes.iter().map(|change| changed(change, language)) }
            <ol class="by-hand">
                for (index, step) in choice.by_hand.iter().enumerate() {
                    <li key={index}>
                        <p>{prose(&step.words)}</p>
                        {changed(&step.copied, language)}
                    </li>
                }
            </ol>
        </>
    }
}

fn changed(change: &Changed, language: Language) -> Html {
    let ui = language.ui();
    html! {
        <figure class="change" hidden={change.action.is_empty()}>
            <figcaption>
                <dl>
                    <div><dt>{change.action.clone()}</dt></div>
                    for (name, value) in change.fields.iter() {
                        <div><dt>{name.clone()}</dt><dd><code>{unbroken(value)}</code></dd></div>
                    }
                </dl>
                <span class="value" hidden={change.value.is_empty()}>
                    <CopyButton text={change.value.clone()} label={if change.fields.is_empty() { ui.copy } else { ui.copy_value }} {language} />
                </span>
            </figcaption>
            <code class="diff" dir="ltr">{ for change.diff.iter().map(piece) }</code>
            <p class="warning">{change.warning.clone()}</p>
            <ul class="forms">
                for (name, form) in change.forms.iter() {
                    <li key={name.clone()}><span>{name.clone()}</span><CopyButton text={form.clone()} label={ui.copy} {language} /><code>{form.clone()}</code></li>
                }
            </ul>
        </figure>
    }
}

/// A part with its sign: colour alone says nothing.
pub fn piece(piece: &Piece) -> Html {
    let text = piece.text.as_str();
    match piece.fate {
        Fate::Stays => html! { <span>{unbroken(text)}</span> },
        Fate::Goes => {
            html! { <><wbr /><del><i>{"−\u{a0}"}</i>{unbroken_behind_sign(text)}</del></> }
        }
        Fate::Comes => {
            html! { <><wbr /><ins><i>{"+\u{a0}"}</i>{unbroken_behind_sign(text)}</ins></> }
        }
    }
}

/// What to do first, and what has become of what was proposed before. Its place
/// stands from the beginning.
pub fn first(run: &Run, language: Language) -> Html {
    let ui = language.ui();
    let class = match run.begun.questions.is_empty() {
        true => "first none",
        false => "first",
    };
    let note = match run.stage {
        Stage::Running => ui.first_waits.to_owned(),
        _ => run.planned.note.clone(),
    };
    html! {
        <section {class}>
            <h2>{ui.first}</h2>
            {publish::arrivals(&run.arrivals)}
            <ol>
                { for run.planned.steps.iter().enumerate().map(|step| stepped(step, language)) }
            </ol>
            <p class={if run.planned.well { "quiet well" } else { "quiet" }}>{note}</p>
            {publish::place(&run.planned, language)}
        </section>
    }
}

fn stepped((index, step): (usize, &Stepped), language: Language) -> Html {
    let (id, name) = &step.subject;
    let title = step
        .mending
        .choices
        .first()
        .map(|choice| prose(&choice.title));
    html! {
        <li key={index} data-subject={id.clone()} data-cures={step.cures.join(" ")}>
            <details data-fix={step.mending.applicability.clone()}>
                <summary>
                    <b>{title.unwrap_or_default()}</b>
                    <span class="word">{name.clone()}{" · "}{step.mending.word.clone()}</span>
                </summary>
                {choices(&step.mending, language)}
                <p class="then">{prose(&step.then)}</p>
            </details>
        </li>
    }
}
