//! SPF: its text, and what DNS has of it.

pub mod published;
pub mod text;
