//! DMARC: its text, and what DNS has of it.

pub mod places;
pub mod published;
pub mod reports;
pub mod text;

use crate::check::Finding;
use crate::follow::dmarc::Dmarc;

/// Judges what DNS has of a domain's DMARC.
pub fn judge(dmarc: &Dmarc) -> Vec<Finding> {
    let mut findings = published::judge(dmarc);
    findings.extend(places::judge(dmarc));
    findings.extend(reports::judge(&dmarc.reports));
    findings
}
