//! The evidence: every question, who was asked, and what came.

use super::browser;
use super::copy_button::CopyButton;
use super::prose::{prose, unbroken};
use super::record_view::RecordView;
use super::run::Told;
use crate::text::Language;
use crate::view::{Datum, Excerpt, Exchanged, Questioned};
use std::rc::Rc;
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// The row whose evidence is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The row.
    pub row: Told,
    /// The language of the page.
    pub language: Language,
}

/// The evidence, drawn once it is wanted.
#[component]
pub fn Evidence(props: &Props) -> Html {
    let language = props.language;
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            open.set(event.target_unchecked_into::<HtmlDetailsElement>().open());
        })
    };
    html! {
        <details class="evidence" {ontoggle}>
            <summary>
                {language.ui().evidence}
                <span>{props.row.0.questions.clone()}</span>
            </summary>
            <ol class="questions">
                if *open {
                    for (index, questioned) in props.row.0.evidence.iter().enumerate() {
                        <li key={index} data-question={[&questioned.name, " ", &questioned.rtype].concat()}>
                            {question(questioned, language)}
                        </li>
                    }
                }
            </ol>
        </details>
    }
}

fn question(questioned: &Questioned, language: Language) -> Html {
    let ui = language.ui();
    let dig = &questioned.dig;
    html! {
        <>
            <h3>
                <code>{unbroken(&questioned.name)}</code>
                <code class="type">{questioned.rtype.clone()}</code>
                <span class="outcome">{prose(&questioned.outcome)}</span>
            </h3>
            <ul class="data">
                for datum in questioned.data.iter() {
                    <li>{data(datum, language)}<span class="ttl">{["TTL ", &datum.ttl.to_string(), " s"].concat()}</span></li>
                }
            </ul>
            <ul class="exchanges">
                for exchanged in questioned.exchanges.iter() {
                    {exchange(exchanged, language)}
                }
            </ul>
            if !dig.is_empty() {
                <div class="dig">
                    <code aria-label={ui.same_by_hand}>{unbroken(dig)}</code>
                    <CopyButton text={dig.clone()} label={ui.copy} {language} />
                </div>
            }
        </>
    }
}

/// What a record says; long texts fold.
fn data(datum: &Datum, language: Language) -> Html {
    if !datum.long {
        return html! { <code>{unbroken(&datum.text)}</code> };
    }
    let excerpt = Excerpt {
        owner: "TXT".to_owned(),
        text: datum.text.clone(),
        ..Excerpt::default()
    };
    html! { <RecordView excerpt={Rc::new(excerpt)} {language} /> }
}

/// One resolver asked: what it said, and how fast.
fn exchange(exchanged: &Exchanged, language: Language) -> Html {
    let at = exchanged.asked_at;
    html! {
        <li class={if exchanged.failed { "failed" } else { "" }} data-resolver={exchanged.resolver.clone()}>
            <b>{exchanged.resolver.clone()}</b>
            for fact in exchanged.facts.iter() { <span>{fact.clone()}</span> }
            <span>{browser::duration(exchanged.elapsed)}</span>
            <time datetime={browser::iso_date(at)}>{browser::time(at, language)}</time>
        </li>
    }
}
