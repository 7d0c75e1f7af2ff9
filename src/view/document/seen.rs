//! A report read again: what was seen, and nothing of what was made of it.

use super::{Asked, FORMAT, PolicyEntry, VERSION};
use crate::dns::{Name, json};
use crate::follow::dkim::Selector;
use crate::report::snapshot::{LATEST, MOST_ANSWERS, MOST_SELECTORS, REPORT_OCTETS, Refused};
use crate::report::{Request, Snapshot};
use crate::rule::Profile;
use serde::Deserialize;
use std::rc::Rc;

/// What every report begins with.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// What of a report was seen.
#[derive(Deserialize)]
struct Seen {
    domain: Name,
    time: u64,
    #[serde(default)]
    selectors: Vec<Name>,
    profile: Option<Judged>,
    #[serde(default)]
    policy: Option<PolicyEntry>,
    evidence: Vec<Asked>,
}

/// The part of [`super::ProfileEntry`] that a person may have chosen.
#[derive(Deserialize)]
struct Judged {
    id: String,
    guessed: bool,
}

/// The snapshot in a report.
///
/// # Errors
/// Where the text is none, of a later version, or too large.
pub fn seen(report: &str) -> Result<Snapshot, Refused> {
    if report.len() > REPORT_OCTETS {
        return Err(Refused::TooLarge);
    }
    // Some programs put a byte order mark in front of what they save.
    let report = report.strip_prefix('\u{feff}').unwrap_or(report);
    let head: Head = json::read(report).ok_or(Refused::NotOne)?;
    if head.format != FORMAT {
        return Err(Refused::NotOne);
    }
    if head.version > VERSION {
        return Err(Refused::Newer);
    }
    let seen: Seen = json::read(report).ok_or(Refused::NotOne)?;
    if seen.evidence.len() > MOST_ANSWERS || seen.selectors.len() > MOST_SELECTORS {
        return Err(Refused::TooLarge);
    }
    seen.snapshot().ok_or(Refused::NotOne)
}

impl Seen {
    fn snapshot(self) -> Option<Snapshot> {
        let domain = self.domain;
        let selectors = self.selectors.into_iter();
        let selectors = selectors.map(|name| Selector::new(name, &domain).ok());
        let chosen = self.profile.filter(|profile| !profile.guessed);
        let answers = self.evidence.iter();
        let answers = answers.map(|asked| asked.answer().map(Rc::new));
        Some(Snapshot {
            request: Request {
                selectors: selectors.collect::<Option<_>>()?,
                profile: match chosen {
                    Some(profile) => Some(Profile::for_id(&profile.id)?),
                    None => None,
                },
                domain,
            },
            policy: self.policy.into(),
            time: Some(self.time).filter(|time| *time <= LATEST)?,
            answers: answers.collect::<Option<_>>()?,
        })
    }
}
