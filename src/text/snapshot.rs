//! The words of snapshots: sharing them, opening them, and comparing them with
//! now.

/// The fixed words of snapshots in one language.
#[allow(missing_docs)]
pub struct SnapshotWords {
    // Sharing and saving.
    pub share: &'static str,
    pub share_note: &'static str,
    pub link: &'static str,
    pub link_note: &'static str,
    pub files: &'static str,
    pub json: [&'static str; 2],
    pub markdown: [&'static str; 2],
    pub csv: [&'static str; 2],
    pub print: [&'static str; 2],

    // Opening.
    pub open: &'static str,
    pub open_note: &'static str,
    pub choose: &'static str,
    pub not_opened: &'static str,

    // A report as a text.
    pub report: &'static str,
    pub checked: &'static str,
    pub resolvers: &'static str,
    pub answers: &'static str,
    pub steps: &'static str,
    pub found: &'static str,

    // Then and now.
    pub then_and_now: &'static str,
    pub then: &'static str,
    pub now: &'static str,
    pub changed: &'static str,
    pub gone: &'static str,
    pub come: &'static str,
    pub verdicts: &'static str,
}
