//! Brand indicators.

pub mod text;
