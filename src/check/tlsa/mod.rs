//! DANE for SMTP.

pub mod published;
pub mod text;
