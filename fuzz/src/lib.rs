//! What must hold of any bytes at all: a function for each kind of input.

mod dns;
mod said;
mod snapshot;
mod text;
mod told;

pub use dns::{dns_message, zone};
pub use snapshot::{report, sealed, snapshot};
pub use text::{paste, record, report_authorization, spf, spf_explanation};
