//! Brand indicators.

pub mod published;
pub mod text;
