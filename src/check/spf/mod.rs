//! SPF: its text, what DNS has of it, and all that it leads to.

pub mod places;
pub mod published;
pub mod text;
pub mod tree;
