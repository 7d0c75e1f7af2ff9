//! Made-up domains to try.

use super::asking::SAMPLES;
use crate::text::Language;
use yew::prelude::*;

/// Made-up domains to try, each a link to its check.
pub fn view(language: Language) -> Html {
    let ui = language.ui();
    html! {
        <section class="samples" aria-labelledby="samples">
            <h2 id="samples">{ui.samples}</h2>
            <ul>
                for domain in SAMPLES {
                    <li key={domain}>
                        <a href={format!("#check={domain}")}>
                            <b>{domain}</b>
                            <span>{language.sample(domain)}</span>
                        </a>
                    </li>
                }
            </ul>
            <p>{ui.samples_note}</p>
        </section>
    }
}
