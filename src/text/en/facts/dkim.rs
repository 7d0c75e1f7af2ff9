//! What is said of DKIM.

use crate::check::dkim::published::Fact as Published;
use crate::text::{Message, message};

/// What is said of the key records under selectors.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { selector } => message!(
            "There is no DKIM key under the selector `{selector}`",
            "Signatures that name this selector cannot be verified and count for nothing. Publish the key that your mail provider shows, or correct the selector."
        ),
        Published::Several { selector, count } => message!(
            "{count} records stand under the selector `{selector}`",
            "Which of them a receiver takes is left to chance. Keep the one that belongs to the key in use."
        ),
    }
}
