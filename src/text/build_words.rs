//! The words of builders.

/// A choice as a part of a sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FieldWords {
    /// What stands before it.
    pub before: &'static str,
    /// What stands behind it; may be empty.
    pub after: &'static str,
    /// What is to be known of it; may be empty.
    pub help: &'static str,
}

/// The fixed words of builders in one language.
#[allow(missing_docs)]
pub struct BuildWords {
    // What a form begins with.
    pub any_domain: &'static str,
    pub nothing_known: &'static str,
    pub starts_from: &'static str,
    pub no_domain: &'static str,

    // What is found.
    pub all_well: &'static str,
    pub has_warnings: &'static str,
    pub has_errors: &'static str,
    pub stays: &'static str,
}
