//! Read: one nom grammar a record type, from text to a spanned tree and every
//! problem met on the way. Knows no DNS.

pub mod dmarc;
pub mod kind;
pub mod paste;
pub mod span;
