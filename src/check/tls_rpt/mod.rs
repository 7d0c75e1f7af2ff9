//! TLS reporting.

pub mod text;
