//! DMARC policy records (RFC 9989 §4.8).
/// Stand-in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs)]
pub enum Psd {
    Yes,
    No,
    Unknown,
}
/// Stand-in.
pub struct Record;
impl Record {
    /// Stand-in.
    pub fn psd(&self) -> Psd {
        Psd::Unknown
    }
}
/// Stand-in.
pub fn read(_: &str) -> Record {
    Record
}
/// Stand-in.
pub fn is_dmarc(text: &str) -> bool {
    text.starts_with("v=DMARC1")
}
