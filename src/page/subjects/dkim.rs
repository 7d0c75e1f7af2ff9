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
            let answer = language.outcome(&lookup.txt.outcome).plain();
            let alias = (!lookup.txt.aliases.is_empty())
                .then(|| format!(" → {}", lookup.txt.canonical_name()));
            [
                html! { <><code>{lookup.selector.name.to_string()}</code><span class="alias">{alias.unwrap_or_default()}</span></> },
                html! { {answer} },
            ]
        })
        .collect();
    table([ui.selector, ui.answer], rows)
}
