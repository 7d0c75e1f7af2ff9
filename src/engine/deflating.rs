//! Snapshots as sealed texts: deflated and inflated by the browser.

use mailvet::dns::Failure;
use mailvet::dns::browser::read_stream;
use mailvet::report::Snapshot;
use mailvet::report::snapshot::{
    INFLATED_OCTETS, Refused, SEALED_OCTETS, pack, seal, unpack, unseal,
};
use mailvet::view::document::seen;
use wasm_bindgen::prelude::*;
use web_sys::{ReadableStream, ReadableWritablePair, Response};

// https://compression.spec.whatwg.org/, which web-sys holds to be unstable.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Deflate without a header (RFC 1951).
const DEFLATE: &str = "deflate-raw";

/// The sealed text of a snapshot.
///
/// # Errors
/// Where the browser cannot deflate, or the snapshot is too large.
pub async fn sealed(snapshot: &Snapshot) -> Result<String, Refused> {
    let deflating = CompressionStream::new(DEFLATE);
    let deflating = deflating.map_err(|_| Refused::Unsupported)?;
    let deflated = piped(&pack(snapshot), deflating.unchecked_ref())?;
    let deflated = read_stream(&deflated, SEALED_OCTETS).await;
    let sealed = seal(&deflated.map_err(|_| Refused::TooLarge)?);
    match sealed.len() <= SEALED_OCTETS {
        true => Ok(sealed),
        false => Err(Refused::TooLarge),
    }
}

/// The snapshot in a text: a sealed one, or a report.
///
/// # Errors
/// Where the text is neither, damaged, too large or of a later version.
pub async fn opened(text: &str) -> Result<Snapshot, Refused> {
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{')
    {
        return seen(text);
    }
    let deflated = unseal(text)?;
    let inflating = DecompressionStream::new(DEFLATE);
    let inflating = inflating.map_err(|_| Refused::Unsupported)?;
    let inflated = piped(&deflated, inflating.unchecked_ref())?;
    match read_stream(&inflated, INFLATED_OCTETS).await {
        Ok(packed) => unpack(&packed).ok_or(Refused::Damaged),
        Err(Failure::TooLarge) => Err(Refused::TooLarge),
        Err(_) => Err(Refused::Damaged),
    }
}

/// What comes out where octets go in.
fn piped(octets: &[u8], through: &ReadableWritablePair) -> Result<ReadableStream, Refused> {
    let unsupported = |_: JsValue| Refused::Unsupported;
    let source = Response::new_with_opt_js_u8_array(Some(&octets.into())).map_err(unsupported)?;
    let source = source.body().ok_or(Refused::Unsupported)?;
    Ok(source.pipe_through(through))
}
