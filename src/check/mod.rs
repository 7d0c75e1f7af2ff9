//! Judge: from facts to findings. One file a subject; a rule and the code that
//! finds it stand together. Asks nothing, and says nothing in words.

pub mod delegation;
pub mod dkim;
pub mod dmarc;
pub mod finding;
pub mod mx;
pub mod ptr;
pub mod spf;
pub mod text;

pub use finding::{Fact, Finding, Place};
