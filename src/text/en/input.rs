//! Why an input was not understood.

use crate::dns::NameError;
use crate::input::InputError;
use crate::text::{Prose, visible};

/// Why an input was not understood.
pub fn error(error: &InputError) -> Prose {
    match error {
        InputError::Empty => "Type a domain, an e-mail address, an IP address or a record.".into(),
        InputError::Name(error) => name(error),
    }
}

fn name(error: &NameError) -> Prose {
    Prose::from(match error {
        NameError::Empty => "There is no domain in it.".into(),
        NameError::EmptyLabel => "Two dots stand together, or one stands in front.".into(),
        NameError::LabelTooLong { label, octets } => format!(
            "A part of a domain has 63 characters at most; `{}` has {octets}.",
            visible(label)
        ),
        NameError::NameTooLong { octets } => {
            format!("A domain has 253 characters at most; this one has {octets}.")
        }
        NameError::Character(c) => {
            format!("`{}` has no place in a domain.", visible(&c.to_string()))
        }
        NameError::NotAllowed => {
            "Some of its characters are not allowed in international domains.".into()
        }
    })
}
