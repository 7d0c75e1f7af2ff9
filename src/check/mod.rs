//! Judge: what a record says, against what is wise. One file a subject.

pub mod dkim;
pub mod dmarc;
pub mod mx;
