//! What a check has seen, handed on: as a sealed text, as files, and opened
//! again.

use crate::api::plain;
use crate::checking::Check;
use crate::deflating::{opened, sealed};
use crate::engine::{Engine, object};
use crate::then::ThenAndNow;
use js_sys::{Function, JSON};
use mailvet::report::snapshot::Refused;
use mailvet::view::document::seen;
use mailvet::view::{Differing, Exported, Opening, Sharing};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// What the present check has seen, as a sealed text for
    /// [`Engine::open_snapshot`]; empty where there is no check of a domain, it
    /// goes on, or the browser cannot deflate.
    pub async fn snapshot(&self) -> String {
        let check = self.present_check();
        match check.and_then(|check| check.snapshot()) {
            Some(snapshot) => sealed(&snapshot).await.unwrap_or_default(),
            None => String::new(),
        }
    }

    /// Judges what a text has seen, a sealed one or a JSON report, after
    /// stopping what goes on, and tells each `Event` of it as of a check.
    /// Nothing is asked. Whether the text could be opened; why not is told as
    /// the notice of an `Event::Begun`.
    #[wasm_bindgen(js_name = openSnapshot)]
    pub async fn open_snapshot(&self, text: &str, tell: Function) -> bool {
        self.stop();
        let snapshot = opened(text).await;
        let opens = snapshot.is_ok();
        let check = Rc::new(Check::of_snapshot(snapshot, self.language()));
        self.begin(check.clone());
        check.run(&self.asker(), tell).await;
        opens
    }

    /// How the present check can be shared and saved: a [`Sharing`]. `before` is
    /// how many octets of a link come before the sealed text.
    pub async fn sharing(&self, before: usize) -> JsValue {
        let snapshot = self.present_check().and_then(|check| check.snapshot());
        let sealed = match &snapshot {
            Some(snapshot) => sealed(snapshot).await,
            None => Err(Refused::NotOne),
        };
        let sealed = sealed.as_ref().map(String::as_str).map_err(|why| *why);
        object(&Sharing::new(sealed, before, self.language()))
    }

    /// The present check as a file: an [`Exported`]. `kind` is `json`, `markdown`
    /// or `csv`.
    pub fn exported(&self, kind: &str) -> JsValue {
        let exported = self.present_check().and_then(|check| {
            let (media, extension, text) = match kind {
                "json" => ("application/json", "json", json(&check.document()?)?),
                "markdown" => ("text/markdown", "md", check.markdown()?),
                "csv" => ("text/csv", "csv", check.csv()?),
                _ => return None,
            };
            Some(Exported {
                name: check.file_name(extension)?,
                media: media.to_owned(),
                text,
            })
        });
        object(&exported.unwrap_or_default())
    }

    /// Makes a sealed text of a JSON report: an [`Opening`]. Without a text it
    /// tells how to open one.
    pub async fn opening(&self, report: &str) -> JsValue {
        let opened = match report {
            "" => None,
            report => Some(match seen(report) {
                Ok(snapshot) => sealed(&snapshot).await,
                Err(why) => Err(why),
            }),
        };
        object(&Opening::new(opened, self.language()))
    }

    /// What has changed since a check of the present domain was made: a
    /// [`Differing`]. `then` is what was seen, a sealed text; where it is empty,
    /// the present check is what was seen. What is seen now is the present
    /// check, or else another that is made for it. `tell` is told how far that
    /// is: each `Progressed`.
    #[wasm_bindgen(js_name = thenAndNow)]
    pub async fn then_and_now(&self, then: &str, tell: Function) -> JsValue {
        let Some(present) = self.present_check() else {
            return object(&Differing::default());
        };
        let (asker, language) = (self.asker(), self.language());
        let compared = ThenAndNow::new(&present, then, &asker, language, tell).await;
        *self.then_and_now.borrow_mut() = compared;
        self.differing()
    }

    /// The same again, in the engine's present language: a [`Differing`].
    pub fn differing(&self) -> JsValue {
        let compared = self.then_and_now.borrow();
        let differing = compared.as_ref().map(|it| it.said(self.language()));
        object(&differing.unwrap_or_default())
    }
}

/// A value as JSON that people can read.
fn json(value: &impl Serialize) -> Option<String> {
    let value = plain(value).ok()?;
    let json = JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into());
    json.ok()?.as_string()
}
