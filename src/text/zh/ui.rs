//! The fixed words of the page.

use crate::text::Ui;

/// The fixed words of the page.
pub const UI: Ui = Ui {
    language: "中文",
    check: "检查",
    check_again: "再查一次",
};
