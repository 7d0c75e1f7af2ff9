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

    // Settings.
    pub settings_language: &'static str,
    pub resolvers: &'static str,
    pub resolvers_note: &'static str,
    pub own_resolver: &'static str,
    pub own_resolver_add: &'static str,
    pub move_up: &'static str,
    pub remove: &'static str,
    pub test: &'static str,
    pub reset: &'static str,
    pub close: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub usual_profile: &'static str,
    pub remember: &'static str,
    pub remember_note: &'static str,

    // What is remembered.
    pub recent: &'static str,
    pub recent_older: &'static str,
    pub recent_seen: &'static str,
    pub recent_forget: &'static str,
    pub recent_forget_all: &'static str,
    pub recent_note: &'static str,

    // What leaves the browser.
    pub privacy: PrivacyWords,
}

/// What is said of what leaves the browser, and of what stays in it.
#[allow(missing_docs)]
pub struct PrivacyWords {
    pub lede: &'static str,
    pub asked: &'static str,
    pub asked_note: &'static str,
    pub asked_order: &'static str,
    pub asked_typing: &'static str,
    /// `#` is who runs a resolver, `§` the country whose law they follow.
    pub asked_known: &'static str,
    pub asked_own: &'static str,
    pub asked_subnet: &'static str,
    pub asked_policy: &'static str,
    pub chosen: &'static str,
    /// What is chosen, and what that tells whom.
    pub chosen_list: &'static [(&'static str, &'static str)],
    pub links: &'static str,
    pub links_note: &'static str,
    pub host: &'static str,
    pub host_note: &'static str,
    pub nobody: &'static str,
    pub nobody_note: &'static str,
    pub kept: &'static str,
    pub kept_note: &'static str,
    pub kept_nothing: &'static str,
    pub kept_many: &'static str,
    pub kept_files: &'static str,
    pub kept_no_files: &'static str,
    pub kept_language: &'static str,
    pub kept_theme: &'static str,
    pub kept_profile: &'static str,
    pub kept_resolvers: &'static str,
    pub kept_remember: &'static str,
    pub kept_recent: &'static str,
    pub kept_other: &'static str,
    pub forget: &'static str,
}
