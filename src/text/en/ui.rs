//! The fixed words of the page.

use crate::text::Ui;

/// The fixed words of the page.
pub const UI: Ui = Ui {
    language: "English",
    check: "Check",
    check_again: "Check again",
};
