//! The browser's end, in a browser: `./scripts/test wasm`.
#![cfg(target_arch = "wasm32")]

mod cases;
mod fetch;
mod spf;
#[path = "../spf_suite/mod.rs"]
mod spf_suite;

use mailvet::dns::browser::BrowserClock;
use mailvet::dns::clock::Clock;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn names_are_read() {
    cases::names_are_read();
}

#[wasm_bindgen_test]
fn names_that_cannot_be_are_refused() {
    cases::names_that_cannot_be_are_refused();
}

#[wasm_bindgen_test]
fn names_are_shown() {
    cases::names_are_shown();
}

#[wasm_bindgen_test]
fn json_is_read() {
    cases::json_is_read();
}

#[wasm_bindgen_test]
async fn the_clock_goes_on_while_one_waits() {
    let before = BrowserClock.now();
    // After 2020, in milliseconds.
    assert!(before > 1.6e12, "{before}");
    BrowserClock.sleep(30).await;
    let waited = BrowserClock.now() - before;
    // Browsers blur the clock by a few milliseconds.
    assert!((25.0..5000.0).contains(&waited), "{waited}");
}

#[wasm_bindgen_test]
async fn a_wait_that_is_dropped_holds_nobody_up() {
    let before = BrowserClock.now();
    drop(BrowserClock.sleep(60_000));
    BrowserClock.sleep(1).await;
    assert!(BrowserClock.now() - before < 5000.0);
}
