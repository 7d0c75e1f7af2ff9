//! How far a check has come.

use super::run::{Run, Stage};
use crate::text::Language;
use yew::prelude::*;

/// A thin bar: questions answered of questions asked. It keeps its place when
/// the check is over.
pub fn view(run: &Run, language: Language) -> Html {
    let progress = run.client.progress();
    let running = run.stage == Stage::Running;
    html! {
        <progress
            class={classes!((!running).then_some("over"))}
            aria-label={language.progress(progress.answered, progress.asked)}
            aria-hidden={if running { "false" } else { "true" }}
            data-progress={format!("{}/{}", progress.answered, progress.asked)}
            max={progress.asked.max(1).to_string()}
            value={progress.answered.to_string()}
        />
    }
}
