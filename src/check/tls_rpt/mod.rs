//! TLS reporting.

pub mod published;
pub mod text;
