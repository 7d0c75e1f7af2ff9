//! Read: one nom grammar a record type, from text to a spanned tree and every
//! problem met on the way. Knows no DNS.

pub mod role;
pub mod span;
pub mod spf;
pub mod suggest;
