//! The engine: all that Mailvet knows of mail DNS, in a module of its own that
//! the page fetches when somebody asks something. Values go in and out as
//! plain objects; their shapes are in [`mailvet::view`].
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod api;
#[cfg(target_arch = "wasm32")]
mod asking;
#[cfg(target_arch = "wasm32")]
mod build;
#[cfg(target_arch = "wasm32")]
mod checking;
#[cfg(target_arch = "wasm32")]
mod comparing;
#[cfg(target_arch = "wasm32")]
mod deflating;
#[cfg(target_arch = "wasm32")]
mod engine;
#[cfg(target_arch = "wasm32")]
mod moment;
#[cfg(target_arch = "wasm32")]
mod outbox;
#[cfg(target_arch = "wasm32")]
mod policy;
#[cfg(target_arch = "wasm32")]
mod recent;
#[cfg(target_arch = "wasm32")]
mod saving;
#[cfg(target_arch = "wasm32")]
mod sharing;
#[cfg(target_arch = "wasm32")]
mod survey;
#[cfg(target_arch = "wasm32")]
mod then;
#[cfg(target_arch = "wasm32")]
mod trial;
#[cfg(target_arch = "wasm32")]
mod turn;

/// The page calls the engine; by itself it does nothing.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine is a part of the page: ./scripts/serve builds both.");
    std::process::exit(2);
}
