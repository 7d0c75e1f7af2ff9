//! Requests by `fetch`, to the server that the tests themselves come from.

use mailvet::dns::Failure;
use mailvet::dns::browser::BrowserFetch;
use mailvet::dns::fetch::Fetch;
use wasm_bindgen_test::wasm_bindgen_test;

const MEBIBYTE: usize = 1 << 20;

async fn get(url: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    BrowserFetch::default().get(url, "*/*", limit).await
}

/// A place on the server that the tests come from.
pub fn here(path: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let origin = location.and_then(|location| location.origin().ok());
    format!("{}{path}", origin.unwrap_or_default())
}

#[wasm_bindgen_test]
async fn a_body_comes_whole() {
    let body = get(&here("/"), MEBIBYTE).await;
    let text = body.map(|body| String::from_utf8_lossy(&body).to_lowercase());
    assert!(text.is_ok_and(|text| text.contains("<html") && text.contains("</html>")));
}

#[wasm_bindgen_test]
async fn a_body_over_the_limit_is_refused() {
    assert_eq!(get(&here("/"), 16).await, Err(Failure::TooLarge));
    assert_eq!(get(&here("/"), 0).await, Err(Failure::TooLarge));
}

#[wasm_bindgen_test]
async fn any_other_status_is_told() {
    let body = get(&here("/no/such/file"), MEBIBYTE).await;
    assert_eq!(body, Err(Failure::Http(404)));
}

#[wasm_bindgen_test]
async fn nobody_there_is_unreachable() {
    // A port that browsers let pages ask, and that nobody listens at.
    let body = get("http://127.0.0.1:50001/", MEBIBYTE).await;
    assert_eq!(body, Err(Failure::Unreachable));
    // A port that browsers refuse to ask.
    let body = get("http://127.0.0.1:1/", MEBIBYTE).await;
    assert_eq!(body, Err(Failure::Unreachable));
    let body = get("http://[no URL/", MEBIBYTE).await;
    assert_eq!(body, Err(Failure::Unreachable));
}

/// Data URLs bring a body without any server.
#[wasm_bindgen_test]
async fn octets_come_as_they_are() {
    let body = get("data:application/dns-message;base64,AAH/gA==", 4).await;
    assert_eq!(body, Ok(vec![0, 1, 255, 128]));
    let body = get("data:application/dns-message;base64,AAH/gA==", 3).await;
    assert_eq!(body, Err(Failure::TooLarge));
}
