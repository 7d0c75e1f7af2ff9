//! The fixed words of the page, one field each.

/// The fixed words of the page in one language.
#[allow(missing_docs)]
pub struct Ui {
    /// The language's own name.
    pub language: &'static str,

    // The question.
    pub heading: &'static str,
    pub input_label: &'static str,
    pub check: &'static str,
    pub check_again: &'static str,
    pub stop: &'static str,
    pub selectors: &'static str,
    pub selectors_none: &'static str,
    pub for_domain: &'static str,
    pub as_records_say: &'static str,
    pub guessed: &'static str,
    pub asked_at: &'static str,

    // The start page; the same words stand in `index.html`.
    pub lede: &'static str,
    pub lede_privacy: &'static str,
    pub samples: &'static str,
    pub samples_note: &'static str,
    pub many: &'static str,
    pub open: &'static str,

    // A result.
    pub first: &'static str,
    pub first_waits: &'static str,
    pub copy_value: &'static str,
    pub looked_at: &'static str,
    pub share: &'static str,
    pub save: &'static str,
    pub compare_now: &'static str,
    pub compare: &'static str,
    pub to_check: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    /// `#` is the number of bytes.
    pub show_all: &'static str,
    pub show_less: &'static str,
    pub usable: &'static str,
    pub in_words: &'static str,
    pub read_as: &'static str,
    pub repaired: &'static str,
    pub characters: &'static str,
    pub pending: &'static str,
    pub engine_coming: &'static str,
    pub stopped: &'static str,
    pub read_only: &'static str,

    // SPF on trial.
    pub edit_record: &'static str,
    /// The same where there is no record yet.
    pub try_record: &'static str,
    pub edited: &'static str,
    pub as_published: &'static str,
    pub close_edit: &'static str,
    pub unpublished: &'static str,
    pub stand_at: &'static str,
    pub stand: &'static str,
    pub pass: &'static str,
    pub pass_ip: &'static str,
    pub pass_sender: &'static str,
    pub pass_try: &'static str,

    // Tables.
    pub unknown: &'static str,
    pub policy_open: &'static str,
    pub policy_paste: &'static str,

    // Evidence.
    pub evidence: &'static str,
    pub same_by_hand: &'static str,

    // Settings.
    pub settings: &'static str,
    pub testing: &'static str,

    // Builders.
    pub build: &'static str,
    pub build_from: &'static str,

    // The list of rules.
    pub rules: &'static str,

    // The foot.
    pub privacy: &'static str,
    pub privacy_title: &'static str,

    // Beside what is shown.
    pub offline: &'static str,
    pub newer: &'static str,
    pub reload: &'static str,
    pub not_now: &'static str,
}
