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
            let (name, outcome) = match &lookup.txt {
                Ok(txt) => (
                    txt.canonical_name().to_string(),
                    language.outcome(&txt.outcome).plain(),
                ),
                Err(_) => ("–".to_owned(), ui.none.to_owned()),
            };
            [
                html! { <code>{lookup.selector.to_string()}</code> },
                html! { <code>{name}</code> },
                html! { {outcome} },
            ]
        })
        .collect();
    table([ui.selector, ui.name, ui.answer], rows)
}
