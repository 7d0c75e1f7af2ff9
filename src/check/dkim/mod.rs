//! DKIM: its text, and what DNS has of it.

pub mod places;
pub mod published;
pub mod text;
