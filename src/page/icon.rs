//! The signs of a state: each has its own form, besides its colour.

use crate::rule::Severity;
use yew::prelude::*;

/// How a subject or a finding stands.
#[derive(Clone, Copy, PartialEq)]
pub enum State {
    /// Its answers are not all in.
    Pending,
    /// It was looked at.
    Judged(Severity),
    /// Nobody can look at it from a browser.
    Unchecked,
}

impl State {
    /// The name of the state in `data-state` and in the styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Judged(severity) => severity_name(severity),
            Self::Unchecked => "unchecked",
        }
    }
}

/// The name of a severity in `data-severity` and in the styles.
pub fn severity_name(severity: Severity) -> &'static str {
    severity.id()
}

/// A sign; `word` is what it says to those who do not see it, unless it stands
/// beside the sign in any case.
pub fn icon(state: State, word: String) -> Html {
    let path = match state {
        State::Pending => "",
        State::Unchecked => "M5.4 8h5.2",
        State::Judged(Severity::Good) => "M4.6 8.3l2.4 2.4 4.4-5",
        State::Judged(Severity::Advice) => "M8 7.4v4M8 4.6v.1",
        State::Judged(Severity::Warning) => "M8 4.2v4.6M8 11.5v.1",
        State::Judged(Severity::Error) => "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6",
        State::Judged(Severity::Unknown) => {
            "M6.1 6.3a1.95 1.95 0 1 1 2.8 1.75c-.6.3-.9.7-.9 1.35M8 11.6v.1"
        }
    };
    let (role, label) = match word.is_empty() {
        true => (None, None),
        false => (Some("img"), Some(word)),
    };
    html! {
        <span class={classes!("icon", state.name())} {role} aria-label={label}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
        </span>
    }
}
