//! Different answers to one question, lined up: who gives what, and how long
//! it may stay there.

use super::prose::prose;
use super::record_view::RecordView;
use crate::text::{Language, Prose};
use crate::view::Given;
use std::rc::Rc;
use yew::prelude::*;

/// The answers, and what is said of them all.
pub fn view(given: &[Given], notes: &[Prose], language: Language) -> Html {
    html! {
        <div class="sides">
            <ol>for side in given { {self::side(side, language)} }</ol>
            for note in notes { <p class="quiet">{prose(note)}</p> }
        </div>
    }
}

fn side(given: &Given, language: Language) -> Html {
    html! {
        <li class={if given.known { "side" } else { "side not-known" }}>
            <p class="by">
                for (label, lifetime) in given.who.iter() {
                    <span data-by={label.clone()}><b>{label.clone()}</b><small>{lifetime.clone()}</small></span>
                }
            </p>
            <p class="outcome">{prose(&given.outcome)}</p>
            <div class="records">
                for excerpt in given.texts.iter() {
                    <RecordView excerpt={Rc::new(excerpt.clone())} {language} />
                }
            </div>
            <ul class="lines">for line in given.lines.iter() { <li><code>{line.clone()}</code></li> }</ul>
            <p class="quiet more">{prose(&given.more)}</p>
        </li>
    }
}
