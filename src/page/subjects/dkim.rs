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
        .enumerate()
        .map(|(index, lookup)| {
            let (name, outcome) = match &lookup.txt {
                Ok(txt) => (
                    txt.canonical_name().to_string(),
                    language.outcome(&txt.outcome).plain(),
                ),
                Err(_) => ("–".to_owned(), ui.none.to_owned()),
            };
            html! {
                <tr key={index}>
                    <td><code>{lookup.selector.to_string()}</code></td>
                    <td><code>{name}</code></td>
                    <td>{outcome}</td>
                </tr>
            }
        })
        .collect();
    table(&[ui.selector, ui.name, ui.answer], rows)
}
