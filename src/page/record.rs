//! Records read without DNS: each taken apart, judged, and said in words.

use super::finding;
use super::prose::prose;
use super::record_view::RecordView;
use crate::record::span::Span;
use crate::text::{Language, Prose};
use crate::view::{Pasted, Reading, Term};
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
                        <p class="usable">{prose(&reading.usable)}</p>
                        <Terms reading={Rc::new(reading.clone())} language={props.language} />
                        <ul class="findings">{finding::list(&reading.findings)}</ul>
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

/// A record whose terms are shown.
#[derive(Properties, PartialEq)]
struct TermsProps {
    reading: Rc<Reading>,
    language: Language,
}

/// A record beside its terms in words: pointing at a term lights its text.
#[component]
fn Terms(props: &TermsProps) -> Html {
    let lit = use_state_eq(|| None::<Span>);
    let reading = &props.reading;
    let excerpt = Rc::new(reading.excerpt.clone());
    let onpoint = {
        let (lit, reading) = (lit.clone(), reading.clone());
        Callback::from(move |at: Option<usize>| {
            let holds = |term: &&Term| at.is_some_and(|at| term.span.range().contains(&at));
            lit.set(reading.terms.iter().find(holds).map(|term| term.span));
        })
    };
    html! {
        <div class="terms">
            <RecordView {excerpt} lit={*lit} {onpoint} language={props.language} />
            <ol aria-label={props.language.ui().in_words}>
                for (index, term) in reading.terms.iter().enumerate() {
                    {self::term(index, term, &reading.excerpt.text, &lit)}
                }
            </ol>
        </div>
    }
}

fn term(index: usize, term: &Term, text: &str, lit: &UseStateHandle<Option<Span>>) -> Html {
    let light = |span: Option<Span>| {
        let lit = lit.clone();
        move || lit.set(span)
    };
    let (on, off) = (light(Some(term.span)), light(None));
    let (enter, leave) = (on.clone(), off.clone());
    html! {
        <li
            key={index} tabindex="0"
            class={if **lit == Some(term.span) { "lit" } else { "" }}
            onmouseenter={move |_| enter()} onmouseleave={move |_| leave()}
            onfocus={move |_| on()} onblur={move |_| off()}
        >
            <code>{short(term.span.slice(text))}</code>
            <span>{prose(&term.words)}</span>
        </li>
    }
}

/// A term, cut where it is long.
fn short(term: &str) -> String {
    const SHOWN: usize = 48;
    match term.char_indices().nth(SHOWN) {
        Some((end, _)) => [term.get(..end).unwrap_or_default(), "…"].concat(),
        None => term.to_owned(),
    }
}
