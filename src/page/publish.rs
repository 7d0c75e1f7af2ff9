//! Where changes go, the texts to hand on, and what has arrived.

use super::copy_button::CopyButton;
use super::prose::prose;
use crate::text::Language;
use crate::view::{Arrivals, Planned};
use yew::prelude::*;

/// Which of the changes proposed before have arrived.
pub fn arrivals(arrivals: &Arrivals) -> Html {
    html! {
        <section class="came" hidden={arrivals.changes.is_empty()}>
            <p class="sum" role="status">{arrivals.sum.clone()}</p>
            <ul>
                for (index, change) in arrivals.changes.iter().enumerate() {
                    <li key={index} data-standing={change.standing.clone()}>
                        <b>{change.word.clone()}</b><span>{prose(&change.words)}</span>
                    </li>
                }
            </ul>
        </section>
    }
}

/// Where the steps of a plan are taken, and the texts to hand them on.
pub fn place(planned: &Planned, language: Language) -> Html {
    let (panel, texts) = (&planned.panel, &planned.handed_on);
    html! {
        <div class="publish">
            <p class="place" hidden={panel.place.is_empty()}>
                <span>{prose(&panel.place)}</span>
                <a href={panel.url.clone()} hidden={panel.url.is_empty()} target="_blank" rel="noopener noreferrer">{panel.open.clone()}</a>
            </p>
            <ul class="traps">
                for (index, trap) in panel.traps.iter().enumerate() {
                    <li key={index}>{prose(trap)}</li>
                }
            </ul>
            <div class="hand-on" hidden={texts.texts.is_empty()}>
                <span>{texts.label.clone()}</span>
                for (index, (label, text)) in texts.texts.iter().enumerate() {
                    <CopyButton key={index} text={text.clone()} label={label.clone()} {language} />
                }
            </div>
        </div>
    }
}
