//! DANE for SMTP.

pub mod text;
