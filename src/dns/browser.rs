//! The browser's end: requests by `fetch`, and the browser's clock.

use super::Failure;
use super::clock::Clock;
use super::fetch::Fetch;
use super::resolver::LocalFuture;
use gloo_net::http::{Request, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Uint8Array};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStream, ReadableStreamDefaultReader, ReadableStreamReadResult,
    ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

/// Carries requests by `fetch`, without cookies or referrer.
#[derive(Default)]
pub struct BrowserFetch {
    fresh: Cell<bool>,
}

impl BrowserFetch {
    /// Whether the browser's cache is passed by: when a person asks again.
    pub fn set_fresh(&self, fresh: bool) {
        self.fresh.set(fresh);
    }

    async fn send(&self, url: &str, accept: &str, limit: usize) -> Result<Vec<u8>, Failure> {
        let abort = Abort::new()?;
        let cache = if self.fresh.get() {
            RequestCache::NoStore
        } else {
            RequestCache::Default
        };
        let response = Request::get(url)
            .header("Accept", accept)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .cache(cache)
            .abort_signal(Some(&abort.0.signal()))
            .send()
            .await
            .map_err(|_| lost())?;
        if response.status() != 200 {
            return Err(Failure::Http(response.status()));
        }
        read_body(&response, limit).await
    }
}

/// Gets a file from a host that is no resolver, `limit` octets at most, as
/// fresh as it is there. A redirect is not followed; nothing tells the host who
/// asks, but the visitor's address.
pub async fn get_file(url: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let abort = Abort::new()?;
    let response = Request::get(url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(&abort.0.signal()))
        .send()
        .await
        .map_err(|_| lost())?;
    if response.status() != 200 {
        return Err(Failure::Http(response.status()));
    }
    read_body(&response, limit).await
}

impl Fetch for BrowserFetch {
    fn get<'a>(
        &'a self,
        url: &'a str,
        accept: &'a str,
        limit: usize,
    ) -> LocalFuture<'a, Result<Vec<u8>, Failure>> {
        Box::pin(self.send(url, accept, limit))
    }
}

/// Why nothing came: a browser tells no more than whether it has a network.
fn lost() -> Failure {
    match web_sys::window() {
        Some(window) if !window.navigator().on_line() => Failure::NoNetwork,
        _ => Failure::Unreachable,
    }
}

/// Aborts the request when dropped; one that is done does not mind.
struct Abort(AbortController);

impl Abort {
    fn new() -> Result<Self, Failure> {
        AbortController::new()
            .map(Self)
            .map_err(|_| Failure::Unreachable)
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Reads a body piece by piece, and no further than the limit.
async fn read_body(response: &Response, limit: usize) -> Result<Vec<u8>, Failure> {
    let announced = response.headers().get("content-length");
    let announced = announced.and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(Failure::TooLarge);
    }
    match response.body() {
        Some(stream) => read_stream(&stream, limit).await,
        None => Ok(Vec::new()),
    }
}

/// Reads a stream of octets piece by piece, and no further than the limit.
///
/// # Errors
/// [`Failure::TooLarge`], or [`Failure::Unreachable`] where it breaks off.
pub async fn read_stream(stream: &ReadableStream, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut octets = Vec::new();
    let lost = |_: JsValue| lost();
    let reader = ReadableStreamDefaultReader::new(stream).map_err(lost)?;
    loop {
        let read = JsFuture::from(reader.read()).await.map_err(lost)?;
        let read: ReadableStreamReadResult = read.unchecked_into();
        if read.get_done() != Some(false) {
            return Ok(octets);
        }
        let piece: Uint8Array = read
            .get_value()
            .dyn_into()
            .map_err(|_| Failure::Unreachable)?;
        if octets.len() + piece.length() as usize > limit {
            // What makes it stops as well.
            let _ = reader.cancel();
            return Err(Failure::TooLarge);
        }
        octets.extend(piece.to_vec());
    }
}

/// The browser's clock and timers.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> f64 {
        Date::now()
    }

    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()> {
        Box::pin(TimeoutFuture::new(milliseconds))
    }
}
