//! `check_host()` in a browser against the suite of RFC 7208, which the server
//! of the tests has where ./scripts/test could get it.

use super::spf_suite;
use mailvet::dns::browser::BrowserFetch;
use mailvet::dns::fetch::Fetch;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

const MEBIBYTE: usize = 1 << 20;

#[wasm_bindgen_test]
async fn the_suite_of_rfc_7208_passes() {
    let url = super::fetch::here("/target/spf-suite/rfc7208-tests.yml");
    let Ok(file) = BrowserFetch::default().get(&url, "*/*", MEBIBYTE).await else {
        console_log!("skipped: the suite of RFC 7208 is not there");
        return;
    };
    let outcomes = spf_suite::run(&String::from_utf8_lossy(&file)).unwrap();
    assert_eq!(outcomes.failed, []);
    assert!(outcomes.passed > 0);
    console_log!("{} messages of the suite evaluated", outcomes.passed);
}
