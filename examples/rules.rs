//! Writes `docs/rules.md`: `cargo run --example rules > docs/rules.md`.

#[cfg(not(target_arch = "wasm32"))]
#[tokio::main(flavor = "current_thread")]
async fn main() {
    use mailvet::text::Language;
    use mailvet::view::{Markdown, Rules};
    print!("{}", Markdown(&Rules::read(Language::English).await));
}

#[cfg(target_arch = "wasm32")]
fn main() {}
