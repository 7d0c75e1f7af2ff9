//! What the browser keeps for the next visit. Storage may be forbidden, full
//! or hold anything: then the page goes on without.
//!
//! | key | value |
//! |---|---|
//! | `mailvet.language` | a language tag: `en`, `zh-Hans` |
//! | `mailvet.resolvers` | a JSON list in the order in which they are asked: `[{"label":"lab","url":"http://127.0.0.1:5380/dns-query","dialect":"wire"}]`; `dialect` is `wire` (RFC 8484, also where it is missing) or `alidns`; a lone URL is a `wire` resolver called by its URL |

use super::asking::Choice;
use super::browser::window;
use crate::knowledge::resolvers::Dialect;
use crate::text::Language;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Storage;

const LANGUAGE: &str = "mailvet.language";
const RESOLVERS: &str = "mailvet.resolvers";

/// The language chosen on the page.
pub fn language() -> Option<Language> {
    Language::for_tag(&get(LANGUAGE)?)
}

/// Keeps the language chosen on the page.
pub fn set_language(language: Language) {
    set(LANGUAGE, language.tag());
}

/// The resolvers chosen in the settings; `None` where none were.
pub fn resolvers() -> Option<Vec<Choice>> {
    let list = JSON::parse(&get(RESOLVERS)?).ok()?;
    let list = Array::is_array(&list).then(|| Array::from(&list))?;
    let choices: Vec<_> = list.iter().filter_map(|item| choice(&item)).collect();
    (!choices.is_empty()).then_some(choices)
}

/// Keeps the resolvers chosen in the settings; `None` forgets them.
pub fn set_resolvers(choices: Option<&[Choice]>) {
    let Some(choices) = choices else {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(RESOLVERS);
        }
        return;
    };
    let list: Array = choices.iter().map(object).collect();
    if let Some(json) = JSON::stringify(&list)
        .ok()
        .and_then(|json| json.as_string())
    {
        set(RESOLVERS, &json);
    }
}

fn choice(item: &JsValue) -> Option<Choice> {
    if let Some(url) = item.as_string() {
        return Some(Choice {
            label: url.clone(),
            url,
            dialect: Dialect::Message,
        });
    }
    let field = |name: &str| Reflect::get(item, &name.into()).ok()?.as_string();
    let url = field("url")?;
    Some(Choice {
        label: field("label").unwrap_or_else(|| url.clone()),
        url,
        dialect: match field("dialect").as_deref() {
            Some("alidns") => Dialect::AliDns,
            _ => Dialect::Message,
        },
    })
}

fn object(choice: &Choice) -> JsValue {
    let object = Object::new();
    let dialect = match choice.dialect {
        Dialect::Message => "wire",
        Dialect::AliDns => "alidns",
    };
    for (name, value) in [
        ("label", choice.label.as_str()),
        ("url", &choice.url),
        ("dialect", dialect),
    ] {
        let _ = Reflect::set(&object, &name.into(), &value.into());
    }
    object.into()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
