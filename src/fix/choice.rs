//! One of the things that can be done.

use super::edit::Edit;
use super::{Change, Effect, Mend, Title};

/// One thing that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is done.
    pub title: Title,
    /// What it does to mail, and what it risks.
    pub effect: Effect,
    /// What is done, exactly.
    pub mend: Mend,
}

impl Choice {
    /// Edits of a text, named after what they do.
    pub(crate) fn edits(text: &str, edits: Vec<Edit>, effect: Effect) -> Self {
        Self {
            title: Title::of(text, &edits),
            effect,
            mend: Mend::Edits(edits),
        }
    }

    /// The same, with another effect.
    pub(crate) fn doing(self, effect: Effect) -> Self {
        Self { effect, ..self }
    }

    /// Changes of whole records.
    pub(crate) fn changes(title: Title, effect: Effect, changes: Vec<Change>) -> Self {
        Self {
            title,
            effect,
            mend: Mend::Changes(changes),
        }
    }
}
