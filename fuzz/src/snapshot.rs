//! What was seen, as links and files bring it: from anybody.

use crate::said::{assert_ends, assert_told};
use mailvet::report::Snapshot;
use mailvet::report::snapshot::{pack, seal, unpack, unseal};
use mailvet::view::document::seen;

/// What a link carries, once it is inflated.
pub fn snapshot(octets: &[u8]) {
    if let Some(snapshot) = unpack(octets) {
        assert_judged(&snapshot);
    }
}

/// A report that was saved.
pub fn report(octets: &[u8]) {
    if let Ok(snapshot) = seen(&String::from_utf8_lossy(octets)) {
        assert_judged(&snapshot);
    }
}

/// The text in a link: refused, or the one text of what is sealed in it.
pub fn sealed(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    if let Ok(deflated) = unseal(&text) {
        assert_eq!(seal(&deflated), text);
    }
    assert_eq!(unseal(&seal(octets)).as_deref(), Ok(octets));
}

/// It survives a link, and is judged to the end.
fn assert_judged(snapshot: &Snapshot) {
    assert_eq!(unpack(&pack(snapshot)).as_ref(), Some(snapshot));
    assert_ends(snapshot.check(&assert_told));
}
