//! DNSSEC, as far as mail rests on it.

pub mod published;
pub mod signatures;
