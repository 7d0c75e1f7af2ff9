//! Mend: from findings to changes of records. Asks nothing, and says nothing
//! in words.
//!
//! A finding leads to a [`Fix`], or to the reason why there is none
//! ([`Unmended`]). What is offered for a record's text is tried on it first:
//! it takes its finding away, and puts no fault into what it writes.

mod bimi;
pub mod build;
mod caa;
mod choice;
pub mod confirm;
mod dkim;
mod dmarc;
mod dnssec;
pub mod edit;
mod effect;
pub mod form;
pub mod guide;
mod known;
mod list;
mod mta_sts;
mod mx;
mod others;
pub mod plan;
mod programs;
pub mod published;
pub mod spf;
pub mod text;
mod title;
mod tls_rpt;
mod tlsa;
mod together;
mod uris;

pub use choice::Choice;
pub use edit::Edit;
pub use effect::Effect;
pub use known::Known;
pub use plan::{Plan, Proposal, Stage, Step};
pub use title::{Aim, Title};

use crate::dns::{Name, RecordType};

/// A way to cure findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What may be done without a second thought.
    pub applicability: Applicability,
    /// The rules whose findings it takes away.
    pub cures: Vec<&'static str>,
    /// What is proposed.
    pub choice: Choice,
    /// What could be done in its place.
    pub alternatives: Vec<Choice>,
}

/// What may be done without a second thought.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// The record says what it was meant to say.
    Safe,
    /// What becomes of mail changes, and somebody must want that.
    Decision,
    /// Not to be published in the domain's zone as it stands: others must act,
    /// or something must be had first.
    ShowOnly,
}

/// What is done to records.
#[derive(Clone, Debug, PartialEq)]
pub enum Mend {
    /// Bytes of the record that the finding is about are replaced.
    Edits(Vec<Edit>),
    /// Whole records are added, replaced or deleted. There are none where
    /// nothing can be done in DNS.
    Changes(Vec<Change>),
}

/// A record that is added, replaced or deleted.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Change {
    /// Where it is published.
    pub place: Place,
    /// The value that is there: the rdata as zone files write it, but of a TXT
    /// record its text, without quotation marks.
    pub from: Option<String>,
    /// The value that should be there.
    pub to: Option<String>,
}

/// Where something is published.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// In DNS.
    Record {
        /// The owner.
        name: Name,
        /// The type.
        rtype: RecordType,
        /// The time to live, in seconds.
        ttl: u32,
    },
    /// At the URL of an MTA-STS policy (RFC 8461 §3.3), on this host.
    PolicyFile {
        /// The host.
        host: Name,
    },
}

/// Why there is nothing to propose.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unmended {
    /// All is well.
    Good,
    /// It is so, and may be meant so: whoever keeps the domain knows.
    Chosen,
    /// What was meant, or what is true, cannot be told from DNS.
    NotKnown,
    /// Not even whether something is wrong is known.
    Unknown,
    /// The record is somebody else's.
    Others,
    /// It is not DNS that must change: the mail server, the registrar or the
    /// signer of the zone must.
    NotDns,
    /// What is proposed for another finding cures it.
    Elsewhere,
}

/// A fix, or why there is none.
pub type Mended = Result<Fix, Unmended>;

/// The time to live of records that were not there before, in seconds.
pub const TTL: u32 = 3600;

impl Fix {
    /// The record says what it was meant to say.
    pub(crate) fn safe(choice: Choice) -> Self {
        Self::new(Applicability::Safe, choice, Vec::new())
    }

    /// What becomes of mail changes.
    pub(crate) fn decision(choice: Choice, alternatives: Vec<Choice>) -> Self {
        Self::new(Applicability::Decision, choice, alternatives)
    }

    /// For others to do, or to be done with what must be had first.
    pub(crate) fn show_only(choice: Choice) -> Self {
        Self::new(Applicability::ShowOnly, choice, Vec::new())
    }

    fn new(applicability: Applicability, choice: Choice, alternatives: Vec<Choice>) -> Self {
        Self {
            applicability,
            cures: Vec::new(),
            choice,
            alternatives,
        }
    }

    /// The same of a record that stands there.
    pub fn standing_at(mut self, owner: &Name) -> Self {
        let all = std::iter::once(&mut self.choice).chain(&mut self.alternatives);
        all.for_each(|choice| choice.title.stands_at(owner));
        self
    }

    /// What is proposed first.
    pub(crate) fn into_first(self) -> Option<Choice> {
        Some(self.choice)
    }

    /// The last of what can be done.
    pub(crate) fn into_last(mut self) -> Choice {
        self.alternatives.pop().unwrap_or(self.choice)
    }

    /// What can be done, what is proposed first.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        std::iter::once(&self.choice).chain(&self.alternatives)
    }
}

impl Change {
    /// A record that is not there yet.
    pub fn add(name: Name, rtype: RecordType, value: impl Into<String>) -> Self {
        Self {
            place: Place::Record {
                name,
                rtype,
                ttl: TTL,
            },
            from: None,
            to: Some(value.into()),
        }
    }

    /// A record that should be there no longer.
    pub fn delete(name: Name, rtype: RecordType, ttl: u32, value: impl Into<String>) -> Self {
        Self {
            place: Place::Record { name, rtype, ttl },
            from: Some(value.into()),
            to: None,
        }
    }

    /// A record that should say something else.
    pub fn replace(
        name: Name,
        rtype: RecordType,
        ttl: u32,
        from: impl Into<String>,
        to: impl Into<String>,
    ) -> Self {
        Self {
            place: Place::Record { name, rtype, ttl },
            from: Some(from.into()),
            to: Some(to.into()),
        }
    }
}

impl Place {
    /// The name that it stands at.
    pub fn name(&self) -> &Name {
        match self {
            Self::Record { name, .. } => name,
            Self::PolicyFile { host } => host,
        }
    }
}
