//! Turns: what takes long gives way in between, so that the page draws and
//! listens.

use js_sys::{Function, Promise, Reflect, global};
use mailvet::dns::browser::BrowserClock;
use mailvet::dns::clock::Clock;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits until the page has had its turn.
pub async fn next_turn() {
    match given_way() {
        Some(turn) => drop(JsFuture::from(turn).await),
        None => BrowserClock.sleep(0).await,
    }
}

/// `scheduler.yield()`, where the browser has it: timers wait 4 ms and more.
fn given_way() -> Option<Promise> {
    let scheduler = Reflect::get(&global(), &JsValue::from_str("scheduler")).ok()?;
    let give_way: Function = Reflect::get(&scheduler, &JsValue::from_str("yield"))
        .ok()?
        .dyn_into()
        .ok()?;
    give_way.call0(&scheduler).ok()?.dyn_into().ok()
}
