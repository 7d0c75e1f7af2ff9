//! Follow: the walks through DNS that the RFCs describe. They gather facts and
//! judge nothing.

pub mod delegation;
pub mod dkim;
pub mod dmarc;
pub mod mail_servers;
pub mod probe;
pub mod reverse;
pub mod spf;
