//! A rule that was met, in words.

use super::fix;
use super::icon::{State, icon, severity_name};
use super::prose::prose;
use super::terms::more;
use crate::text::Language;
use crate::view::Said;
use yew::prelude::*;

/// Findings as the items of a list.
pub fn list(findings: &[Said], unsaid: usize, language: Language) -> Html {
    html! {
        <>
            { for findings.iter().enumerate().map(|it| item(it, language)) }
            <li class="more" key="more">{more(unsaid)}</li>
        </>
    }
}

fn item((index, said): (usize, &Said), language: Language) -> Html {
    let again = said.detail.is_empty();
    html! {
        <li
            key={index} class={if again { "finding again" } else { "finding" }}
            data-rule={said.rule.clone()} data-severity={severity_name(said.severity)}
        >
            {icon(State::Judged(said.severity), said.word.clone())}
            <div>
                <h3>{prose(&said.title)}</h3>
                if !again {
                    <p>{prose(&said.detail)}</p>
                    <p class="source">{rule(said)}{source(said)}</p>
                }
                <div class="cure">{ for said.mending.iter().map(|it| fix::folded(it, language)) }</div>
            </div>
        </li>
    }
}

/// The rule's id, which leads to all that is known of it. A check stays open
/// meanwhile: what it brought would have to be asked again.
fn rule(said: &Said) -> Html {
    let href = ["#rules=", &said.rule].concat();
    html! { <a {href} target="_blank">{said.rule.clone()}</a> }
}

/// Where a rule is written down.
pub fn source(said: &Said) -> Html {
    if said.url.is_empty() {
        return html! { <span></span> };
    }
    html! {
        <a href={said.url.clone()} target="_blank" rel="noopener noreferrer">{said.source.clone()}</a>
    }
}
