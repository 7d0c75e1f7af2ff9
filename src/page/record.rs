//! Records read without DNS: each taken apart, judged, and said in words.

use super::app::{App, Msg};
use super::finding;
use super::fix;
use super::prose::prose;
use super::terms::Terms;
use super::trial::{self, SPF};
use crate::text::{Language, Prose};
use crate::view::{Mending, Pasted, Reading};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

/// Records read without DNS, as the kind that a person chose.
pub fn view(app: &App, pasted: &Pasted, link: &Scope<App>) -> Html {
    let language = app.language;
    let ui = language.ui();
    let readings = pasted.readings.iter();
    let mut spf = readings.map(|reading| reading.kind == SPF);
    let on_trial = spf.position(|spf| spf);
    let asked = !app.trial.tried.at.is_empty();
    html! {
        <article class="result" key="record">
            <div class="head">
                <p class="made-up" hidden={asked}>{ui.read_only}</p>
            </div>
            <div class="pasted">
                <p class="command">{prose(&pasted.command)}</p>
                {repairs(&pasted.repairs, ui.repaired)}
            </div>
            <div class="readings">
                for (index, reading) in pasted.readings.iter().enumerate() {
                    <section class="reading" key={index} data-kind={reading.kind.clone()}>
                        <div class="title">
                            <h1>{reading.title.clone()}</h1>
                            {kinds(app, pasted, reading, link)}
                        </div>
                        <Terms excerpt={Rc::new(reading.excerpt.clone())} folded={false} {language} />
                        <ul class="findings">{finding::list(&reading.findings, reading.more, language)}</ul>
                        <div class="cure">{ for reading.mended.iter().map(|it| together(it, language)) }</div>
                        <div>{ for (on_trial == Some(index)).then(|| trial::view(app, link, None)) }</div>
                    </section>
                }
            </div>
        </article>
    }
}

/// The record with all of it mended.
fn together(mending: &Mending, language: Language) -> Html {
    html! { <section class="together">{fix::choices(mending, language)}</section> }
}

/// What was put right in the pasted text.
fn repairs(repairs: &[Prose], title: &'static str) -> Html {
    if repairs.is_empty() {
        return html! { <p hidden={true}></p> };
    }
    html! {
        <div class="repairs">
            <p>{title}</p>
            <ul>for repair in repairs { <li>{prose(repair)}</li> }</ul>
        </div>
    }
}

/// The kinds that it can be read as.
fn kinds(app: &App, pasted: &Pasted, reading: &Reading, link: &Scope<App>) -> Html {
    let onchange = link.callback(|event: Event| {
        Msg::Kind(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    html! {
        <label class="kinds">
            {app.language.ui().read_as}{" "}
            <select {onchange}>
                <option value="" selected={reading.kind.is_empty()}>{"–"}</option>
                for (id, name) in pasted.kinds.iter() {
                    <option key={id.clone()} value={id.clone()} selected={*id == reading.kind}>{name.clone()}</option>
                }
            </select>
        </label>
    }
}
