//! What the browser keeps for the next visit. Storage may be forbidden, full
//! or hold anything: then the page goes on without.
//!
//! | key | value |
//! |---|---|
//! | `mailvet.language` | a language tag: `en`, `zh-Hans` |
//! | `mailvet.theme` | `light` or `dark`; the system's where it is missing (`www/first-paint.js` reads it too) |
//! | `mailvet.profile` | what a domain is taken for unless it is said: the id of a profile |
//! | `mailvet.remember` | `no` where checks are not to be remembered |
//! | `mailvet.recent` | the checks that are: a JSON list of [`Recent`](crate::view::Recent) |
//! | `mailvet.resolvers` | a JSON list in the order in which they are asked: `[{"label":"lab","url":"http://127.0.0.1:5380/dns-query","dialect":"wire"}]`; `dialect` is `wire` (RFC 8484, also where it is missing) or `alidns`; a lone URL is a `wire` resolver called by its URL |

use super::browser::window;
use crate::rule::Profile;
use crate::text::Language;
use crate::view::Choice;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

const LANGUAGE: &str = "mailvet.language";
const RESOLVERS: &str = "mailvet.resolvers";
const THEME: &str = "mailvet.theme";
/// Also what the settings tell of where it has changed.
pub const PROFILE: &str = "mailvet.profile";
const REMEMBER: &str = "mailvet.remember";
const RECENT: &str = "mailvet.recent";
/// What all keys begin with.
const OURS: &str = "mailvet.";
/// The dialect of RFC 8484.
const WIRE: &str = "wire";

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
    let json = choices.and_then(|choices| JSON::stringify(&list(choices)).ok());
    set(RESOLVERS, &json.map(String::from).unwrap_or_default());
}

/// The colours chosen: `light`, `dark` or nothing.
pub fn theme() -> String {
    get(THEME).unwrap_or_default()
}

/// Keeps the colours chosen; nothing for the system's.
pub fn set_theme(theme: &str) {
    set(THEME, theme);
}

/// What a domain is taken for unless it is said: the id of a profile or nothing.
pub fn profile() -> String {
    let kept = get(PROFILE).and_then(|id| Profile::for_id(&id));
    kept.map_or("", Profile::id).to_owned()
}

/// Keeps that.
pub fn set_profile(profile: &str) {
    set(PROFILE, profile);
}

/// Whether checks are remembered.
pub fn remembers() -> bool {
    get(REMEMBER).is_none_or(|said| said != "no")
}

/// Has checks remembered or not; then those that were are forgotten.
pub fn set_remembers(remembers: bool) {
    set(REMEMBER, if remembers { "" } else { "no" });
    if !remembers {
        set_recent("");
    }
}

/// The text of the checks that are remembered.
pub fn recent() -> String {
    get(RECENT).unwrap_or_default()
}

/// The same as a list, which may hold anything.
pub fn recents() -> Array {
    let list = JSON::parse(&recent()).unwrap_or_default();
    match Array::is_array(&list) {
        true => list.unchecked_into(),
        false => Array::new(),
    }
}

/// Keeps the text of the checks that are remembered; nothing forgets them all.
pub fn set_recent(recent: &str) {
    set(RECENT, recent);
}

/// All that is kept, by key.
pub fn all() -> Vec<(String, String)> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    let ours = keys.filter(|key| key.starts_with(OURS));
    let mut all: Vec<_> = ours
        .filter_map(|key| Some((key.clone(), get(&key)?)))
        .collect();
    all.sort();
    all
}

/// Forgets all that is kept.
pub fn forget_all() {
    for (key, _) in all() {
        set(&key, "");
    }
}

fn choice(item: &JsValue) -> Option<Choice> {
    if let Some(url) = item.as_string() {
        return Some(Choice {
            label: url.clone(),
            url,
            dialect: WIRE.to_owned(),
        });
    }
    let field = |name: &str| Reflect::get(item, &name.into()).ok()?.as_string();
    let url = field("url")?;
    Some(Choice {
        label: field("label").unwrap_or_else(|| url.clone()),
        url,
        dialect: field("dialect").unwrap_or_else(|| WIRE.to_owned()),
    })
}

/// The resolvers as a list of plain objects.
pub fn list(choices: &[Choice]) -> JsValue {
    choices.iter().map(object).collect::<Array>().into()
}

fn object(choice: &Choice) -> JsValue {
    let object = Object::new();
    for (name, value) in [
        ("label", choice.label.as_str()),
        ("url", &choice.url),
        ("dialect", &choice.dialect),
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
        // What is empty is not there.
        let _ = match value {
            "" => storage.remove_item(key),
            value => storage.set_item(key, value),
        };
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
