//! The words of the annex: rooms that few people enter.

/// The fixed words of the annex in one language.
#[allow(missing_docs)]
pub struct AnnexWords {
    // Builders.
    pub build_head: &'static str,
    pub build_for: &'static str,
    pub build_look_up: &'static str,
    pub build_asking: &'static str,
    pub build_choices: &'static str,
    pub build_records: &'static str,
    pub build_forms: &'static str,
    pub build_none: &'static str,
    pub build_add: &'static str,

    // The list of rules.
    pub rules_lede: &'static str,
    pub rules_subject: &'static str,
    pub rules_all: &'static str,
    pub rules_search: &'static str,
    pub rules_bad: &'static str,
    pub rules_good: &'static str,
    pub rules_try: &'static str,
}
