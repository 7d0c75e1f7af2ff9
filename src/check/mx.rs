//! Mail exchangers: can mail find its way to the domain?

pub mod text;
