//! A rule that was met, in words.

use super::icon::{State, icon, severity_name};
use super::prose::prose;
use crate::check::Fact;
use crate::rule::{Reference, Rule, Severity};
use crate::text::{Language, Message, Prose};
use yew::prelude::*;

/// Facts and how much they matter, as the items of a list. What is said of one
/// is not said again of the next.
pub fn list<'a>(facts: impl Iterator<Item = (&'a Fact, Severity)>, language: Language) -> Html {
    let mut last = Prose::default();
    facts
        .enumerate()
        .map(|(index, (fact, severity))| {
            let message = language.fact(fact);
            let again = message.detail == last;
            last.clone_from(&message.detail);
            item(fact, severity, &message, again, index, language)
        })
        .collect()
}

fn item(
    fact: &Fact,
    severity: Severity,
    message: &Message,
    again: bool,
    index: usize,
    language: Language,
) -> Html {
    let rule = fact.rule();
    html! {
        <li key={index} class={classes!("finding", again.then_some("again"))} data-rule={rule.id} data-severity={severity_name(severity)}>
            {icon(State::Judged(severity), language.severity(severity))}
            <div>
                <h3>{prose(&message.title)}</h3>
                if !again {
                    <p>{prose(&message.detail)}</p>
                    <p class="source">{rule.id}{reference(rule)}</p>
                }
            </div>
        </li>
    }
}

fn reference(rule: &Rule) -> Html {
    let words = match rule.reference {
        Reference::Rfc(number, section) => format!("RFC {number} §{section}"),
        Reference::Draft(name, section) => format!("{name} §{section}"),
        Reference::Practice => return html! { <span></span> },
    };
    html! {
        <span>
            {" · "}
            <a href={rule.reference.url()} target="_blank" rel="noopener noreferrer">{words}</a>
        </span>
    }
}
