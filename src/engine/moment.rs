//! Times as people write them.

use js_sys::{Array, Date, Intl, Object, Reflect};
use mailvet::text::Language;
use wasm_bindgen::JsValue;

/// A moment, in milliseconds since 1970, as the reader writes dates.
pub fn moment(time: f64, language: Language) -> String {
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&language.tag().into()), &options);
    let written = format
        .format()
        .call1(&JsValue::UNDEFINED, &Date::new(&time.into()));
    written
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Today, year first, where the browser is.
pub fn today() -> String {
    let now = Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year}-{month:02}-{day:02}")
}
