//! Tell: the report of one check, subject by subject.

pub mod by_hand;
pub mod check;
pub mod conclusion;
pub mod differences;
pub mod example;
pub mod fixes;
pub mod link;
pub mod present;
mod programs;
pub mod snapshot;
pub mod subject;
pub mod survey;
mod telling;
mod transport;

pub use check::{Request, SUBJECTS, check_address, check_domain, check_domain_with, check_spf};
pub use conclusion::Conclusion;
pub use snapshot::Snapshot;
pub use subject::{Detail, NoAddress, NoVerdict, SubjectReport};
pub use telling::Told;
pub use transport::mta_sts;
