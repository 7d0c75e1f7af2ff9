//! The list that the browser keeps: `www/many.js` has it in a database of its
//! own, which is there while there is a list.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(js_namespace = indexedDB)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn databases() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = deleteDatabase)]
    fn delete(name: &str) -> Result<Request, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type Request;
    #[wasm_bindgen(method, setter, js_name = onsuccess)]
    fn set_onsuccess(this: &Request, listener: &Function);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn set_onerror(this: &Request, listener: &Function);
}

/// The database's name.
pub const NAME: &str = "mailvet.many";

/// Whether there is a list.
pub async fn is_kept() -> bool {
    let databases = Array::from(&databases().await.unwrap_or_else(|_| Array::new().into()));
    let name = |database| Reflect::get(&database, &"name".into()).ok()?.as_string();
    databases.iter().filter_map(name).any(|name| name == NAME)
}

/// Forgets the list, also where a tab is checking it: that then stops.
pub async fn forget() {
    if let Ok(request) = delete(NAME) {
        let over = Promise::new(&mut |resolve, _| {
            request.set_onsuccess(&resolve);
            request.set_onerror(&resolve);
        });
        let _ = JsFuture::from(over).await;
    }
}
