//! Turns: what takes long gives way in between, so that the page draws and
//! listens.

use js_sys::Promise;
use mailvet::dns::browser::BrowserClock;
use mailvet::dns::clock::Clock;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessagePort};

/// Waits until the page has had its turn: all that it was to do before, by a
/// timer too.
///
/// A message to oneself takes its place in the queue. A timer waits 4 ms and
/// more, and a second in the background; `scheduler.yield()` goes before every
/// timer, while the page goes on drawing after one.
pub async fn next_turn() {
    let Ok(channel) = MessageChannel::new() else {
        return BrowserClock.sleep(0).await;
    };
    let (here, there) = (Port(channel.port1()), channel.port2());
    let turn = Promise::new(&mut |turn, _| here.0.set_onmessage(Some(&turn)));
    if there.post_message(&JsValue::NULL).is_ok() {
        drop(JsFuture::from(turn).await);
    }
}

/// Where a message comes in. Open, it would keep Node from ending.
struct Port(MessagePort);

impl Drop for Port {
    fn drop(&mut self) {
        self.0.close();
    }
}
