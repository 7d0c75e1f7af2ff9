//! Judge: from facts to findings. One file a subject; a rule and the code that
//! finds it stand together. Asks nothing, and says nothing in words.

pub mod answer;
pub mod bimi;
pub mod caa;
pub mod delegation;
pub mod dkim;
pub mod dmarc;
pub mod dnssec;
pub mod finding;
pub mod mta_sts;
pub mod mx;
pub mod profile;
pub mod programs;
pub mod ptr;
pub mod spf;
pub mod text;
pub mod tls_rpt;
pub mod tlsa;
pub mod together;
pub mod txt_place;
pub mod whole;

pub use answer::Answers;
pub use finding::{Fact, Finding, FoundRecord, Place};
pub use profile::Judged;
pub use whole::Whole;
