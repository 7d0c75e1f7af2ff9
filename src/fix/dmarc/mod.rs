//! DMARC: its text, where it stands, and where reports go.

mod problem;
mod published;
mod text;

pub use problem::{mend as mend_problem, mend_authorization};
pub use published::{mend as mend_published, mend_places, mend_reports};
pub use text::mend as mend_text;

use super::list::List;
use crate::record::dmarc::{DIALECT, Disposition};

/// The mailbox at a domain that is proposed for reports.
const MAILBOX: &str = "dmarc-reports";

/// How much a policy asks for, as it is written; `None` where it is none.
fn weight(policy: &str) -> Option<Disposition> {
    let all = [
        Disposition::None,
        Disposition::Quarantine,
        Disposition::Reject,
    ];
    let policy = policy.trim();
    all.into_iter()
        .find(|it| it.text().eq_ignore_ascii_case(policy))
}

pub(super) fn list(text: &str) -> List<'_> {
    List::read(text, DIALECT)
}
