//! Records read without DNS: each taken apart, judged, and said in words.

use super::finding;
use super::prose::prose;
use super::terms::Terms;
use crate::text::{Language, Prose};
use crate::view::{Pasted, Reading};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What was pasted.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The records in it.
    pub pasted: Rc<Pasted>,
    /// The kind that a person chose; empty where none was.
    pub kind: AttrValue,
    /// A kind was chosen.
    pub onkind: Callback<String>,
    /// The language of the page.
    pub language: Language,
}

/// Records read without DNS.
#[component]
pub fn RecordPage(props: &Props) -> Html {
    let ui = props.language.ui();
    let pasted = &props.pasted;
    html! {
        <>
            <div class="head">
                <p class="made-up">{ui.read_only}</p>
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
                            {kinds(props, reading)}
                        </div>
                        <Terms excerpt={Rc::new(reading.excerpt.clone())} folded={false} language={props.language} />
                        <ul class="findings">{finding::list(&reading.findings, reading.more)}</ul>
                    </section>
                }
            </div>
        </>
    }
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
fn kinds(props: &Props, reading: &Reading) -> Html {
    let onchange = props
        .onkind
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <label class="kinds">
            {props.language.ui().read_as}{" "}
            <select {onchange}>
                <option value="" selected={reading.kind.is_empty()}>{"–"}</option>
                for (id, name) in props.pasted.kinds.iter() {
                    <option key={id.clone()} value={id.clone()} selected={*id == reading.kind}>{name.clone()}</option>
                }
            </select>
        </label>
    }
}
