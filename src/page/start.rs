//! The head of the page, and what it shows before anything was asked. The
//! same markup stands in `index.html`.

use super::app::{App, Msg};
use super::room::{self, Room};
use super::{samples, storage};
use crate::text::Language;
use wasm_bindgen::JsValue;
use yew::html::Scope;
use yew::prelude::*;

/// How many of the checks that are remembered are seen at once.
pub const RECENT_AT_ONCE: u32 = 5;

/// The head of the page.
pub fn header(language: Language, link: &Scope<App>) -> Html {
    let ui = language.ui();
    let other = match language {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    let settings = link.callback(|_| Msg::Settings);
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

/// What the page is for, what was checked before, and made-up domains to try.
pub fn view(language: Language, link: &Scope<App>) -> Html {
    let ui = language.ui();
    // Each has its place before the list is there.
    let places = 0..storage::recents().length().min(RECENT_AT_ONCE);
    let recent = (!places.is_empty()).then(|| {
        let ontold = link.callback(|_: JsValue| Msg::Changed);
        html! { <Room room={room::RECENT} {language} {ontold} /> }
    });
    html! {
        <div class="start">
            <p class="lede">{ui.lede}</p>
            <p class="lede">{ui.lede_privacy}</p>
            <div class="recent">
                <ul aria-hidden="true">{ for places.map(|place| html! { <li key={place}></li> }) }</ul>
                <div>{ for recent }</div>
            </div>
            {samples::view(language)}
        </div>
    }
}
