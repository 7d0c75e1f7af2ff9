//! The three questions that people have: can mail reach the domain, can
//! strangers forge it, and will its own mail be accepted? Each has an answer
//! and the reason for it, never a number.

pub mod accept;
pub mod forge;
pub mod reach;

pub use accept::Accept;
pub use forge::Forge;
pub use reach::Reach;

use super::whole::Whole;
use crate::rule::{Profile, Severity, Subject};
use serde::{Deserialize, Serialize};

/// The answers to all three.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answers {
    /// Can mail reach the domain?
    pub reach: Reach,
    /// Can strangers forge it?
    pub forge: Forge,
    /// Will its own mail be accepted?
    pub accept: Accept,
    /// What the large receivers ask of senders, point by point.
    pub points: Vec<accept::Point>,
}

/// One of the questions.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// Can mail reach the domain?
    Reach,
    /// Can strangers forge it?
    Forge,
    /// Will its own mail be accepted?
    Accept,
}

/// An answer in a word.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not quite.
    Partly,
    /// It could not be found out.
    Unknown,
}

impl Answers {
    /// Answers them for a domain that is for this.
    pub fn new(whole: &Whole<'_>, profile: Profile) -> Self {
        let points = accept::points(whole);
        Self {
            reach: Reach::new(whole),
            forge: Forge::new(whole),
            accept: Accept::new(whole, &points, profile),
            points,
        }
    }

    /// The verdict on a question.
    pub fn verdict(&self, asked: Asked) -> Verdict {
        match asked {
            Asked::Reach => self.reach.verdict(),
            Asked::Forge => self.forge.verdict(),
            Asked::Accept => self.accept.verdict(),
        }
    }

    /// How much the answer matters to a domain that is for this: `Good` where
    /// it is as it should be.
    pub fn severity(&self, asked: Asked, profile: Profile) -> Severity {
        let wanted = match asked {
            Asked::Reach if profile.receives() => Verdict::Yes,
            Asked::Accept if profile.sends() => Verdict::Yes,
            Asked::Reach | Asked::Forge | Asked::Accept => Verdict::No,
        };
        match self.verdict(asked) {
            verdict if verdict == wanted => Severity::Good,
            Verdict::Unknown => Severity::Unknown,
            Verdict::Partly => Severity::Warning,
            // That mail is taken, or would be, puts nobody at risk.
            Verdict::Yes if asked != Asked::Forge => Severity::Advice,
            Verdict::Yes | Verdict::No => Severity::Error,
        }
    }

    /// The subjects that the answer rests on, the most telling first.
    pub fn subjects(&self, asked: Asked) -> &'static [Subject] {
        match asked {
            Asked::Reach => self.reach.subjects(),
            Asked::Forge => &[Subject::Dmarc, Subject::Spf],
            Asked::Accept => &[Subject::Spf, Subject::Dkim, Subject::Dmarc, Subject::Ptr],
        }
    }
}

impl Asked {
    /// All of them, in the order in which they are answered.
    pub const ALL: [Self; 3] = [Self::Reach, Self::Forge, Self::Accept];

    /// Its name in reports, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::Forge => "forge",
            Self::Accept => "accept",
        }
    }
}

impl Verdict {
    /// The verdict of a name in reports.
    pub fn for_id(id: &str) -> Option<Self> {
        [Self::Yes, Self::No, Self::Partly, Self::Unknown]
            .into_iter()
            .find(|verdict| verdict.id() == id)
    }

    /// Its name in reports, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partly => "partly",
            Self::Unknown => "unknown",
        }
    }
}
