//! Records built from choices, beside what the engine's last check knows.

use crate::engine::{Engine, object};
use mailvet::view::Form;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// A builder's form, and the records that its choices bring: a [`Form`].
    /// `kind` is a builder's id; `choices` a list of pairs, the id of a choice
    /// and what is chosen. Where the last check is one of the domain and over,
    /// they start from the records that it found. Nothing is asked.
    pub fn build(&self, kind: &str, domain: &str, choices: JsValue) -> JsValue {
        let choices: Vec<(String, String)> =
            serde_wasm_bindgen::from_value(choices).unwrap_or_default();
        let present = |domain: &_| self.present(domain);
        object(&Form::new(kind, domain, &choices, present, self.language()))
    }
}
