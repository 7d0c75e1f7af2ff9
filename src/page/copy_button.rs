//! A button that puts a text on the clipboard, and says so.

use crate::page::browser;
use crate::text::Language;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// What the button copies, and what it says.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is copied.
    pub text: AttrValue,
    /// What the button says until it is pressed.
    pub label: AttrValue,
    /// The language of the page.
    pub language: Language,
}

/// How the last press went.
#[derive(Clone, Copy, PartialEq)]
enum Pressed {
    No,
    Copied,
    Failed,
}

/// How long the button tells how it went, in milliseconds.
const TELLING: u32 = 2000;

/// A button that puts a text on the clipboard, and says so.
#[component]
pub fn CopyButton(props: &Props) -> Html {
    let pressed = use_state_eq(|| Pressed::No);
    let onclick = {
        let text = props.text.clone();
        let pressed = pressed.clone();
        Callback::from(move |_| {
            let text = text.clone();
            let pressed = pressed.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let copied = browser::copy(&text).await;
                pressed.set(if copied {
                    Pressed::Copied
                } else {
                    Pressed::Failed
                });
                Timeout::new(TELLING, move || pressed.set(Pressed::No)).forget();
            });
        })
    };
    let ui = props.language.ui();
    // All that it can say stands in one place, so that its width stays.
    let word = |shown: bool, word: AttrValue| html! { <span class={classes!(shown.then_some("shown"))} aria-hidden={if shown { "false" } else { "true" }}>{word}</span> };
    html! {
        <button type="button" class="copy" {onclick}>
            {word(*pressed == Pressed::No, props.label.clone())}
            {word(*pressed == Pressed::Copied, ui.copied.into())}
            {word(*pressed == Pressed::Failed, ui.copy_failed.into())}
        </button>
    }
}
