//! The fixed words of publishing, one field each.

/// The fixed words of publishing in one language.
#[allow(missing_docs)]
pub struct PublishWords {
    pub open_panel: &'static str,
    /// What stands in a field that stays empty.
    pub empty: &'static str,
    pub letter: &'static str,

    // The plan, to be handed on.
    pub hand_on: &'static str,
    pub markdown: &'static str,
    pub ticket: &'static str,
    pub plan: &'static str,
    pub why: &'static str,
    pub old: &'static str,
    pub value: &'static str,
    pub file_text: &'static str,
    pub by_hand: &'static str,
    pub zone: &'static str,
    pub date: &'static str,
    /// What stands between a word and what it is of.
    // What has arrived.
    pub arrived: &'static str,
    pub not_yet: &'static str,
    pub something_else: &'static str,
    pub unknown: &'static str,
}
