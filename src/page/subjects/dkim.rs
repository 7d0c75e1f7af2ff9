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
            let answer = match &lookup.txt {
                Ok(txt) => language.outcome(&txt.outcome).plain(),
                Err(_) => ui.none.to_owned(),
            };
            let alias = lookup.txt.as_ref().ok().filter(|txt| !txt.aliases.is_empty());
            let alias = alias.map(|txt| format!(" → {}", txt.canonical_name()));
            [
                html! { <><code>{lookup.selector.to_string()}</code><span class="alias">{alias.unwrap_or_default()}</span></> },
                html! { {answer} },
            ]
        })
        .collect();
    table([ui.selector, ui.answer], rows)
}
