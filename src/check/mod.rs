//! Judge: one file a subject, from what was read and followed to facts that
//! meet rules.

pub mod spf;
