//! The checks that the browser remembers: the page keeps the text, and what
//! is in it is made here.

use crate::engine::object;
use js_sys::{Array, JSON};
use mailvet::view::Recent;
use wasm_bindgen::JsValue;

/// Puts a check before those of a text, which may hold anything.
pub fn remember(kept: &str, recent: Recent) -> String {
    let all = recent.remember(read(kept));
    JSON::stringify(&object(&all)).map_or_else(|_| kept.to_owned(), String::from)
}

/// What was seen of a domain when it was checked last, a sealed text; empty where
/// that is not remembered.
pub fn seen(kept: &str, domain: &str) -> String {
    let found = read(kept).into_iter().find(|it| it.check == domain);
    found.map_or_else(String::new, |recent| recent.seen)
}

/// Those that can be read; what else there is is passed over.
fn read(kept: &str) -> Vec<Recent> {
    let list = JSON::parse(kept).unwrap_or(JsValue::NULL);
    let items = match Array::is_array(&list) {
        true => Array::from(&list),
        false => Array::new(),
    };
    items
        .iter()
        .filter_map(|item| serde_wasm_bindgen::from_value(item).ok())
        .collect()
}
