//! What the worker keeps: `www/many.js` has a database for it.

use js_sys::Array;
use mailvet::dns::Name;
use mailvet::report::survey::{Entry, Row};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::from_value;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Where `www/many.js` keeps the list and the rows. What fails keeps
    /// nothing.
    pub type Store;

    /// All that is kept: a [`Kept`].
    #[wasm_bindgen(method, catch)]
    pub async fn load(this: &Store) -> Result<JsValue, JsValue>;
    /// Forgets all, and keeps a list.
    #[wasm_bindgen(method, catch)]
    pub async fn begin(this: &Store, list: JsValue) -> Result<JsValue, JsValue>;
    /// Keeps how the survey goes on: a [`Course`].
    #[wasm_bindgen(method, catch)]
    pub async fn go(this: &Store, course: JsValue) -> Result<JsValue, JsValue>;
    /// Keeps rows: pairs of a number and a [`Row`].
    #[wasm_bindgen(method, catch)]
    pub async fn keep(this: &Store, rows: JsValue) -> Result<JsValue, JsValue>;
    /// Forgets rows, by their numbers.
    #[wasm_bindgen(method, catch)]
    pub async fn drop(this: &Store, rows: JsValue) -> Result<JsValue, JsValue>;
    /// Forgets all.
    #[wasm_bindgen(method, catch)]
    pub async fn forget(this: &Store) -> Result<JsValue, JsValue>;
}

/// What is kept. Rows that are not understood are checked anew.
#[derive(Deserialize)]
pub struct Kept {
    list: Vec<KeptEntry>,
    pub course: Course,
}

/// How a survey goes on after a reload.
#[derive(Serialize, Deserialize)]
pub struct Course {
    /// Whether it goes on by itself.
    pub running: bool,
    /// How many questions a second each resolver is asked at most.
    pub per_second: u32,
}

/// The domain of an entry, and its selectors.
type KeptEntry = (String, Vec<String>);

impl Kept {
    /// The list.
    pub fn entries(&self) -> Vec<Entry> {
        self.list.iter().filter_map(entry).collect()
    }
}

/// A list as it is kept.
pub fn kept_list(entries: &[Entry]) -> Vec<KeptEntry> {
    let kept = |entry: &Entry| {
        let selectors = entry.selectors.iter().map(ToString::to_string);
        (entry.domain.to_string(), selectors.collect())
    };
    entries.iter().map(kept).collect()
}

/// The rows that are kept beside it, with their numbers.
pub fn kept_rows(loaded: &JsValue) -> Vec<(usize, Row)> {
    let part = |name: &str| {
        let part = js_sys::Reflect::get(loaded, &name.into());
        Array::from(&part.unwrap_or_default())
    };
    let rows = part("keys").into_iter().zip(part("rows"));
    rows.filter_map(|(key, row)| Some((key.as_f64()? as usize, from_value(row).ok()?)))
        .collect()
}

fn entry((domain, selectors): &KeptEntry) -> Option<Entry> {
    let selectors = selectors.iter().filter_map(|name| Name::parse(name).ok());
    Some(Entry {
        domain: Name::parse(domain).ok()?,
        selectors: selectors.collect(),
    })
}
