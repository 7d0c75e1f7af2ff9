//! The head of the page, and what it shows before anything was asked. The
//! same markup stands in `index.html`.

use super::app::{App, Msg};
use super::samples;
use crate::text::Language;
use yew::html::Scope;
use yew::prelude::*;

/// The head of the page.
pub fn header(language: Language, link: &Scope<App>) -> Html {
    let ui = language.ui();
    let other = match language {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    let settings = link.callback(|_| Msg::Settings(true));
    let switch = link.callback(move |_| Msg::Language(other));
    html! {
        <header>
            <a class="brand" href="#"><span class="mark" aria-hidden="true"></span>{"Mailvet"}</a>
            <nav>
                <a href="#build">{ui.build}</a>
                <a href="#rules">{ui.rules}</a>
                <button type="button" id="open-settings" onclick={settings}>{ui.settings}</button>
                <button type="button" id="language" lang={other.tag()} onclick={switch}>{other.ui().language}</button>
            </nav>
        </header>
    }
}

/// What the page is for, and made-up domains to try.
pub fn view(language: Language) -> Html {
    let ui = language.ui();
    html! {
        <div class="start">
            <p class="lede">{ui.lede}</p>
            <p class="lede">{ui.lede_privacy}</p>
            {samples::view(language)}
        </div>
    }
}
