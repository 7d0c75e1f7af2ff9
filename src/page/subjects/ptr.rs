//! Addresses, their names, and whether the names lead back.

use super::table;
use crate::follow::reverse::{Confirmation, Reverse, ReverseName};
use crate::text::Language;
use yew::prelude::*;

/// Each address with its names.
pub fn view(reverses: &[Reverse], language: Language) -> Html {
    let ui = language.ui();
    let mut rows = Vec::new();
    for reverse in reverses {
        let first = rows.len();
        for name in &reverse.names {
            let address = if rows.len() == first {
                reverse.address.to_string()
            } else {
                String::new()
            };
            let leads = match (
                name.leads_to(reverse.address),
                name.forward.outcome.is_failed(),
            ) {
                (true, _) => ("good", ui.yes),
                (false, true) => ("not-known", ui.unknown),
                (false, false) => ("absent", ui.no),
            };
            rows.push(row(address, named(name), leads));
        }
        if reverse.names.is_empty() {
            let nameless = match reverse.confirmation() {
                Confirmation::Unknown => ("not-known", ui.unknown),
                _ => ("absent", ui.none),
            };
            let name = html! { <span class={nameless.0}>{nameless.1}</span> };
            rows.push(row(reverse.address.to_string(), name, ("", "–")));
        }
    }
    table([ui.address, ui.name, ui.leads_back], rows)
}

fn row(address: String, name: Html, leads: (&'static str, &'static str)) -> [Html; 3] {
    [
        html! { <code>{address}</code> },
        name,
        html! { <span class={leads.0}>{leads.1}</span> },
    ]
}

/// A name, and what it leads to.
fn named(name: &ReverseName) -> Html {
    html! {
        <>
            <code>{name.name.to_string()}</code>
            for address in name.forward.addresses() {
                <span class="alias">{format!(" → {address}")}</span>
            }
        </>
    }
}
