//! DMARC: the walk to the record that applies.

use crate::follow::dmarc::{Discovery, policy_name};
use crate::page::prose::prose;
use crate::text::Language;
use yew::prelude::*;

/// Each name asked, what came, and why the walk went on or stopped.
pub fn view(discovery: &Discovery, language: Language) -> Html {
    let last = discovery.steps.len().saturating_sub(1);
    html! {
        <>
            <p class="caption">{language.ui().names_asked}</p>
            <ol class="walk">
                for (index, step) in discovery.steps.iter().enumerate() {
                    <li key={index}>
                        <code>{policy_name(&step.domain).map(|name| name.to_string()).unwrap_or_default()}</code>
                        <span>{prose(&language.dmarc_step(step, index == last))}</span>
                    </li>
                }
            </ol>
        </>
    }
}
