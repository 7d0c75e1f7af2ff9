//! Names and JSON as the libraries read them, which is as the browser does:
//! `tests/wasm/` asks the same of it.

#[path = "wasm/cases.rs"]
mod cases;

#[test]
fn names_are_read() {
    cases::names_are_read();
}

#[test]
fn names_that_cannot_be_are_refused() {
    cases::names_that_cannot_be_are_refused();
}

#[test]
fn names_are_shown() {
    cases::names_are_shown();
}

#[test]
fn json_is_read() {
    cases::json_is_read();
}
