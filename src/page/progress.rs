//! How far a check has come.

use super::run::{Run, Stage};
use yew::prelude::*;

/// A thin bar: questions answered of questions asked. It keeps its place when
/// the check is over.
pub fn view(run: &Run) -> Html {
    let progress = &run.progress;
    let running = run.stage == Stage::Running;
    let (answered, asked) = (progress.answered.to_string(), progress.asked.to_string());
    html! {
        <progress
            class={if running { "" } else { "over" }}
            aria-label={progress.words.clone()}
            aria-hidden={if running { "false" } else { "true" }}
            data-progress={[&answered, "/", &asked].concat()}
            max={progress.asked.max(1).to_string()}
            value={answered}
        />
    }
}
