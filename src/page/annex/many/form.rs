//! Where a list is pasted or dropped.

use super::work::Told;
use super::{Many, Msg};
use crate::page::browser::document;
use crate::page::prose::prose;
use crate::text::Language;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

/// How many questions a second may be chosen.
const PACES: [u32; 6] = [10, 20, 50, 100, 200, 500];

/// The form.
pub fn view(many: &Many, told: &Told, link: &Scope<Many>) -> Html {
    let language = many.language();
    let words = language.many_words();
    let listed = &told.listed;
    let oninput = link.callback(|event: InputEvent| {
        Msg::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let onsubmit = link.callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Begin
    });
    let onchange = link.batch_callback(|event: Event| {
        let files = event.target_unchecked_into::<HtmlInputElement>().files()?;
        files.get(0).map(Msg::File)
    });
    let began = listed.domains > 0 || !listed.refused.is_empty();
    html! {
        <form key="form" class="list" {onsubmit}>
            <label for="many-text">{words.label}</label>
            <textarea
                id="many-text" rows="9" value={many.text.clone()} {oninput} placeholder={words.placeholder}
                autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="many-sum"
            />
            <p class="file">
                <label class="button" for="many-file">
                    {words.file}<input id="many-file" type="file" accept=".txt,.csv,.tsv,.list,text/plain,text/csv" {onchange} />
                </label>
                <span class="quiet">{words.drop}</span>
            </p>
            <p class="options">{pace(told, language, link)}</p>
            <div class="begin">
                <button class="go" id="many-begin" disabled={listed.domains == 0}>
                    {language.many_check(listed.domains)}
                </button>
                <p id="many-sum" role="status">{if began { listed.sum.clone() } else { String::new() }}</p>
            </div>
            <details class="unread" hidden={listed.refused.is_empty()}>
                <summary>{words.refused}</summary>
                <ol>
                    for unread in listed.refused.iter() {
                        <li key={unread.line} value={unread.line.to_string()}>
                            <code>{unread.text.clone()}</code>{" "}<span>{prose(&unread.why)}</span>
                        </li>
                    }
                </ol>
            </details>
        </form>
    }
}

/// How many questions a second go out, to be chosen.
pub fn pace(told: &Told, language: Language, link: &Scope<Many>) -> Html {
    let [before, after] = language.many_words().pace;
    let present = told.standing.as_ref().map_or(0, |it| it.per_second);
    let onchange = link.batch_callback(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        value.parse().ok().map(Msg::Pace)
    });
    html! {
        <label class="word">
            <span>{before}</span>
            <select id="many-pace" {onchange}>
                for pace in PACES {
                    <option key={pace} value={pace.to_string()} selected={pace == present}>{pace}</option>
                }
            </select>
            <span>{after}</span>
        </label>
    }
}

/// Takes a file that is dropped, or a text.
pub fn dropped(link: &Scope<Many>) -> Callback<DragEvent> {
    link.batch_callback(|event: DragEvent| {
        event.prevent_default();
        let data = event.data_transfer()?;
        let file = data.files().and_then(|files| files.get(0));
        match file {
            Some(file) => Some(Msg::File(file)),
            None => data.get_data("text").ok().map(Msg::Typed),
        }
    })
}

/// The list that stands in the page's own field, if it is one.
pub fn in_field() -> Option<String> {
    let field = document()?.get_element_by_id("input")?;
    let text = field.dyn_into::<HtmlTextAreaElement>().ok()?.value();
    (text.trim().lines().count() > 1).then_some(text)
}
