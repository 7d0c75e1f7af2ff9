//! The fixed words of the page, one field each.

/// The fixed words of the page in one language.
#[allow(missing_docs)]
pub struct Ui {
    /// The language's own name.
    pub language: &'static str,
    pub check: &'static str,
    pub check_again: &'static str,
}
