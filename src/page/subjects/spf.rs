//! SPF: the other texts at the domain are of no concern, so the records above
//! say all there is.

use super::nothing;
use crate::follow::spf::PublishedSpf;
use crate::text::Language;
use yew::prelude::*;

/// What there is besides the records.
pub fn view(published: &PublishedSpf, language: Language) -> Html {
    let canonical = published.txt.canonical_name();
    if *canonical == published.domain {
        return nothing();
    }
    html! {
        <p class="quiet">{language.ui().alias_of}{" "}<code>{canonical.to_string()}</code></p>
    }
}
