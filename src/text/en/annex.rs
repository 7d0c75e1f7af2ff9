//! The fixed words of the annex.

use crate::text::AnnexWords;

/// The words of the annex.
pub const WORDS: AnnexWords = AnnexWords {
    build_head: "Build",
    build_for: "for",
    build_look_up: "Look up what it has",
    build_asking: "Asking…",
    build_choices: "Choices",
    build_records: "To publish",
    build_forms: "Other forms",
    build_none: "none",
    build_add: "Add a provider…",
    rules_lede: "All that Mailvet can tell of a domain’s mail DNS. Each rule is told in the words that its own example brings.",
    rules_subject: "Subject",
    rules_all: "all",
    rules_search: "Search",
    rules_bad: "Brings it up",
    rules_good: "Does not",
    rules_try: "Try it",
};
