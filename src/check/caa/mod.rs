//! Who may issue certificates for mail.

pub mod text;
