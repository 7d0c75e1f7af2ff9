//! The checks that the browser remembers: the page keeps the text, and what
//! is in it is made here.

use crate::checking::{Check, Source, Target};
use crate::engine::object;
use js_sys::{Array, JSON};
use mailvet::check::answer::Asked;
use mailvet::rule::Profile;
use mailvet::view::Recent;
use wasm_bindgen::JsValue;

impl Check {
    /// What is remembered of it, once it is over; nothing where it asked nobody,
    /// or nobody answered.
    pub fn recent(&self) -> Option<Recent> {
        let answered = self.client.log().iter().any(|it| !it.outcome.is_failed());
        if !matches!(self.source, Source::Dns) || !self.over.get() || !answered {
            return None;
        }
        let (check, selectors) = match &self.target {
            Target::Domain(request) => {
                let named = request.selectors.iter();
                let named = named.map(|it| it.name.to_string()).collect();
                (request.domain.to_string(), named)
            }
            Target::Address(address) => (address.to_string(), Vec::new()),
            Target::Record => return None,
        };
        let profile = self.judged.get().map(|judged| judged.profile);
        let verdicts = match (&*self.answers.borrow(), profile) {
            (Some(answers), Some(profile)) => {
                let verdict = |asked| answers.verdict(asked).id().to_owned();
                let one = |asked| (verdict(asked), answers.severity(asked, profile));
                Asked::ALL.map(one).to_vec()
            }
            _ => Vec::new(),
        };
        Some(Recent {
            check,
            selectors,
            profile: self.said.get().map_or("", Profile::id).to_owned(),
            at: js_sys::Date::now(),
            verdicts,
            seen: String::new(),
        })
    }
}

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
