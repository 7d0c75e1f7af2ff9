//! The domain itself: its name servers, and what it is an alias of.

use super::nothing;
use crate::follow::delegation::Delegation;
use crate::text::Language;
use yew::prelude::*;

/// The domain's name servers, and what it is an alias of.
pub fn view(delegation: &Delegation, language: Language) -> Html {
    let ui = language.ui();
    let servers: Vec<_> = delegation.name_servers().map(ToString::to_string).collect();
    let alias = delegation.canonical_name().map(ToString::to_string);
    if servers.is_empty() && alias.is_none() {
        return nothing();
    }
    let line = |name: &'static str, values: Vec<String>| {
        html! {
            <>
                <dt>{name}</dt>
                <dd>for value in values { <code>{value}</code> }</dd>
            </>
        }
    };
    html! {
        <dl class="facts">
            if let Some(alias) = alias { {line(ui.alias_of, vec![alias])} }
            if !servers.is_empty() { {line(ui.name_servers, servers)} }
        </dl>
    }
}
