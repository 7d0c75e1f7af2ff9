//! DKIM: what stands under each selector.

use super::table;
use crate::follow::dkim::DkimKeys;
use crate::text::Language;
use yew::prelude::*;

/// Each selector and what stands under it.
pub fn view(keys: &DkimKeys, language: Language) -> Html {
    let ui = language.ui();
    let rows = keys
        .keys
        .iter()
        .map(|lookup| {
            let (name, outcome) = (
                lookup.txt.canonical_name().to_string(),
                language.outcome(&lookup.txt.outcome).plain(),
            );
            [
                html! { <code>{lookup.selector.name.to_string()}</code> },
                html! { <code>{name}</code> },
                html! { {outcome} },
            ]
        })
        .collect();
    table([ui.selector, ui.name, ui.answer], rows)
}
