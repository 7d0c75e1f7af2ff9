//! Who may issue certificates for mail.

pub mod published;
pub mod text;
