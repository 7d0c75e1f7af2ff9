//! The fixed words of fixes, one field each.

/// The fixed words of fixes in one language.
#[allow(missing_docs)]
pub struct FixWords {
    pub mend: &'static str,
    pub together: &'static str,
    pub together_note: &'static str,
    pub or: &'static str,
    pub add: &'static str,
    pub replace: &'static str,
    pub delete: &'static str,
    pub publish_file: &'static str,

    // Where a record goes.
    pub host: &'static str,
    pub rtype: &'static str,
    pub at: &'static str,
    pub ttl: &'static str,
    pub command: &'static str,
    pub value: &'static str,
    pub file: &'static str,
    pub doubled: &'static str,
    pub outside: &'static str,

    // The forms of a value.
    pub plain: &'static str,
    pub quoted: &'static str,
    pub strings: &'static str,
    pub zone_line: &'static str,

    // The plan.
    pub nothing: &'static str,
    pub nothing_unknown: &'static str,
    pub nothing_here: &'static str,
    pub more: &'static str,
}
