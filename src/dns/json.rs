//! JSON: by `JSON.parse` in the browser, by `serde_json` elsewhere.

use serde::de::DeserializeOwned;

/// Reads a value; `None` where the text is no JSON, or of another shape.
#[cfg(target_arch = "wasm32")]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value = js_sys::JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// Reads a value; `None` where the text is no JSON, or of another shape.
#[cfg(not(target_arch = "wasm32"))]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
