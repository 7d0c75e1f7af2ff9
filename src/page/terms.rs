//! A record beside its terms in words: pointing at one lights the other.

use super::marked::visible;
use super::prose::prose;
use super::record_view::RecordView;
use crate::record::span::Span;
use crate::text::Language;
use crate::view::{Excerpt, Term};
use std::rc::Rc;
use yew::prelude::*;

/// A record whose terms are shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The record.
    pub excerpt: Rc<Excerpt>,
    /// Whether the terms are shown on demand only.
    pub folded: bool,
    /// The language of the page.
    pub language: Language,
}

/// A record beside its terms in words.
#[component]
pub fn Terms(props: &Props) -> Html {
    let lit = use_state_eq(|| None::<Span>);
    let excerpt = &props.excerpt;
    let onpoint = {
        let (lit, excerpt) = (lit.clone(), excerpt.clone());
        Callback::from(move |at: Option<usize>| {
            let holds = |term: &&Term| at.is_some_and(|at| term.span.range().contains(&at));
            lit.set(excerpt.terms.iter().find(holds).map(|term| term.span));
        })
    };
    let in_words = props.language.ui().in_words;
    let terms = html! {
        <ol aria-label={in_words}>
            for (index, term) in excerpt.terms.iter().enumerate() {
                {self::term(index, term, &excerpt.text, &lit)}
            }
            <li class="more" key="more">{more(excerpt.more)}</li>
        </ol>
    };
    html! {
        <div class="terms">
            <RecordView excerpt={excerpt.clone()} lit={*lit} {onpoint} language={props.language} />
            <p class="usable">{prose(&excerpt.usable)}</p>
            if props.folded {
                <details class="words" key="folded"><summary>{in_words}</summary>{terms}</details>
            } else {
                <div key="open"><h2>{in_words}</h2>{terms}</div>
            }
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
            <code>{visible(&short(term.span.slice(text)))}</code>
            <span>{prose(&term.words)}</span>
        </li>
    }
}

/// How many more there are; empty where there are none.
pub fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        _ => ["+ ", &count.to_string()].concat(),
    }
}

/// A term, cut where it is long.
fn short(term: &str) -> String {
    const LONG: usize = 48;
    match term.char_indices().nth(LONG) {
        Some((end, _)) => [term.get(..end).unwrap_or_default(), "…"].concat(),
        None => term.to_owned(),
    }
}
