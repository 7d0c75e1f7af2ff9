//! A rule that was met, in words.

use super::icon::{State, icon, severity_name};
use super::prose::prose;
use crate::check::{Fact, Finding};
use crate::rule::{Reference, Rule, Severity};
use crate::text::Language;
use yew::prelude::*;

/// A finding, as an item of a list.
pub fn view(finding: &Finding, index: usize, language: Language) -> Html {
    item(&finding.fact, finding.severity, index, language)
}

/// A fact and how much it matters, as an item of a list.
pub fn item(fact: &Fact, severity: Severity, index: usize, language: Language) -> Html {
    let message = language.fact(fact);
    let rule = fact.rule();
    html! {
        <li key={index} class="finding" data-rule={rule.id} data-severity={severity_name(severity)}>
            {icon(State::Judged(severity), language.severity(severity))}
            <div>
                <h3>{prose(&message.title)}</h3>
                <p>{prose(&message.detail)}</p>
                <p class="source">{rule.id}{reference(rule)}</p>
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
