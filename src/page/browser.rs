//! What is asked of the browser itself: its clipboard, its clock, its way of
//! writing dates and numbers.

use crate::text::Language;
use js_sys::{Array, Date, Function, Intl, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The page's window. There is always one: the module runs nowhere else.
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The page's document.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Gives the document a title. The same one again would be no less work for the
/// browser.
pub fn set_title(title: &str) {
    if let Some(document) = document()
        && document.title() != title
    {
        document.set_title(title);
    }
}

/// Says what language the document is in. The same one again would have the
/// browser style every element anew.
pub fn set_language(language: Language) {
    let html = document().and_then(|document| document.document_element());
    if let Some(html) = html
        && html.get_attribute("lang").as_deref() != Some(language.tag())
    {
        let _ = html.set_attribute("lang", language.tag());
    }
}

/// Whether the browser knows that it is off the network.
pub fn offline() -> bool {
    window().is_some_and(|window| !window.navigator().on_line())
}

#[wasm_bindgen]
extern "C" {
    /// Goes on with the new version of the page: `www/boot.js` has it.
    #[wasm_bindgen(js_name = mailvetTakeNewer)]
    pub fn take_newer();

    /// Shows the page in colours: `light`, `dark`, or the system's;
    /// `www/first-paint.js` does it.
    #[wasm_bindgen(js_name = mailvetTheme)]
    pub fn paint(theme: &str);
}

/// Says that a part of the page did not come, or no longer says it.
pub fn tell_boot_failed(failed: bool) {
    let told = document().and_then(|document| document.get_element_by_id("boot-failed"));
    if let Some(told) = told {
        let _ = told.toggle_attribute_with_force("hidden", !failed);
    }
}

/// Puts a text on the clipboard; whether the browser allowed it. Pages that
/// came over plain HTTP have no clipboard.
pub async fn copy(text: &str) -> bool {
    match write_text(text) {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

fn write_text(text: &str) -> Option<Promise> {
    let navigator = window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())
        .ok()?
        .dyn_into()
        .ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// A moment, in milliseconds since 1970, as the reader writes dates.
pub fn date(moment: f64, language: Language) -> String {
    let options = Object::new();
    set(&options, "dateStyle", "medium");
    set(&options, "timeStyle", "short");
    written(moment, &options, language)
}

/// The time of day of a moment, to the second.
pub fn time(moment: f64, language: Language) -> String {
    let options = Object::new();
    set(&options, "timeStyle", "medium");
    written(moment, &options, language)
}

fn written(moment: f64, options: &Object, language: Language) -> String {
    let format = Intl::DateTimeFormat::new(&Array::of1(&language.tag().into()), options);
    let written = format
        .format()
        .call1(&JsValue::UNDEFINED, &Date::new(&moment.into()));
    written
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The same, for machines: `2026-11-21T14:02:00.000Z`.
pub fn iso_date(moment: f64) -> String {
    String::from(Date::new(&moment.into()).to_iso_string())
}

/// A number, as the reader writes numbers.
pub fn number(number: usize, language: Language) -> String {
    String::from(js_sys::Number::from(number as f64).to_locale_string(language.tag()))
}

/// A span of time in milliseconds: `46 ms`, `1.2 s`.
pub fn duration(milliseconds: f64) -> String {
    let milliseconds = milliseconds as u32;
    match milliseconds {
        0..=999 => format!("{milliseconds} ms"),
        _ => format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100),
    }
}

fn set(object: &Object, name: &str, value: &str) {
    let _ = Reflect::set(object, &name.into(), &value.into());
}
