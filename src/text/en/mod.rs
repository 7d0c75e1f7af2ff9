//! English.

pub mod dns;
pub mod facts;
pub mod input;
mod ui;

pub use ui::UI;
