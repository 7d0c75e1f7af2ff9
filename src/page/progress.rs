//! How far a check has come, and the button that stops it or begins it again.

use super::run::{Run, Stage};
use crate::text::Language;
use web_sys::HtmlElement;
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

/// What stops a check or begins it again, and whether the focus is to go there:
/// a check that begins again is drawn anew.
#[derive(Default)]
pub struct Button {
    node: NodeRef,
    wanted: bool,
}

impl Button {
    /// Has the focus go there once it is drawn.
    pub fn want_focus(&mut self) {
        self.wanted = true;
    }

    /// Is told what is drawn: whether a check, which has the button as soon as
    /// it has begun.
    pub fn drawn(&mut self, check: bool) {
        self.wanted &= check;
        if self.wanted
            && let Some(button) = self.node.cast::<HtmlElement>()
        {
            self.wanted = button.focus().is_err();
        }
    }
}

/// One button for both, so that the focus stays when a check ends; `onpress` is
/// told whether it is to stop.
pub fn button(run: &Run, language: Language, button: &Button, onpress: Callback<bool>) -> Html {
    let ui = language.ui();
    let running = run.stage == Stage::Running;
    let (id, label) = match running {
        true => ("stop", ui.stop),
        false if run.begun.seen > 0.0 => ("again", ui.compare_now),
        false => ("again", ui.check_again),
    };
    let onclick = move |_| onpress.emit(running);
    html! { <button type="button" key="button" {id} ref={button.node.clone()} {onclick}>{label}</button> }
}
