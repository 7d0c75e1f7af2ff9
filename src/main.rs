//! Mounts the page.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
fn main() {
    mailvet::page::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Mailvet is a web page: ./scripts/serve builds it and serves it.");
    std::process::exit(2);
}
