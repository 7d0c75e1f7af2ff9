//! A packed and deflated snapshot as a text that links can carry.
//!
//! ```text
//! sealed  = base64url(octets)          ; RFC 4648 §5, without padding
//! octets  = version checksum deflated
//! version = OCTET                      ; 1
//! checksum = 4OCTET                    ; CRC-32 of version and deflated
//! ```
//!
//! Deflate (RFC 1951) has no checksum of its own, and a link is easily cut or
//! changed by what carries it: so no octet can change unseen. Later versions
//! begin in the same way, so that older pages can tell them.

use super::{Refused, SEALED_OCTETS};
use crate::dns::base64;

/// The version of what is sealed.
pub const VERSION: u8 = 1;

/// Seals a packed and deflated snapshot.
pub fn seal(deflated: &[u8]) -> String {
    seal_as(VERSION, deflated)
}

fn seal_as(version: u8, deflated: &[u8]) -> String {
    let checksum = checksum(version, deflated).to_be_bytes();
    base64::encode_url(&[&[version][..], &checksum, deflated].concat())
}

/// What was sealed, still deflated.
///
/// # Errors
/// Where the text is too large, damaged, or of a later version.
pub fn unseal(text: &str) -> Result<Vec<u8>, Refused> {
    if text.len() > SEALED_OCTETS {
        return Err(Refused::TooLarge);
    }
    let octets = base64::decode_url(text).ok_or(Refused::Damaged)?;
    let Some((&[version, a, b, c, d], deflated)) = octets.split_first_chunk() else {
        return Err(Refused::Damaged);
    };
    if checksum(version, deflated) != u32::from_be_bytes([a, b, c, d]) {
        return Err(Refused::Damaged);
    }
    match version {
        VERSION => Ok(deflated.to_vec()),
        0 => Err(Refused::Damaged),
        _ => Err(Refused::Newer),
    }
}

/// CRC-32, as of Ethernet and ZIP.
fn checksum(version: u8, deflated: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let octets = std::iter::once(&version).chain(deflated);
    !octets.fold(!0, |sum, &octet| {
        (0..8).fold(sum ^ u32::from(octet), |sum, _| {
            (sum >> 1) ^ (POLYNOMIAL * (sum & 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_that_of_others() {
        assert_eq!(checksum(b'1', b"23456789"), 0xcbf4_3926);
    }

    #[test]
    fn later_versions_are_told_from_damage() {
        assert_eq!(unseal(&seal_as(2, b"anything")), Err(Refused::Newer));
        assert_eq!(unseal(&seal_as(255, b"")), Err(Refused::Newer));
        assert_eq!(unseal(""), Err(Refused::Damaged));
        let large = "A".repeat(SEALED_OCTETS + 1);
        assert_eq!(unseal(&large), Err(Refused::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_sealed_comes_out_again(octets in vec(any::<u8>(), 0..99)) {
            prop_assert_eq!(unseal(&seal(&octets)), Ok(octets));
        }

        #[test]
        fn a_text_that_was_cut_is_damaged(octets in vec(any::<u8>(), 0..99)) {
            let sealed = seal(&octets);
            for end in 0..sealed.len() {
                prop_assert_eq!(unseal(&sealed[..end]), Err(Refused::Damaged));
            }
        }

        #[test]
        fn no_character_changes_unseen(octets in vec(any::<u8>(), 0..30), other in any::<char>()) {
            let sealed = seal(&octets);
            for at in 0..sealed.len() {
                let mut changed = sealed.clone();
                changed.replace_range(at..=at, &other.to_string());
                let told = unseal(&changed);
                prop_assert!(changed == sealed || told == Err(Refused::Damaged), "{told:?}");
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = unseal(&text);
        }
    }
}
