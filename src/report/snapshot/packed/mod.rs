//! A snapshot as octets, before they are deflated.
//!
//! ```text
//! snapshot = domain names profile policy time answers
//! names    = count *name
//! profile  = text                      ; an id, or nothing where it is guessed
//! policy   = %0 / %1 text / %2 text    ; unread, fetched, pasted
//! time     = number                    ; milliseconds since 1970
//! answers  = count *answer
//! answer   = name type outcome aliases exchanges proof unvalidated
//! unvalidated = %0 / %1 outcome aliases rcode proof
//! outcome  = %0 count *record / %1 / %2 / %3 failure
//! record   = name ttl text             ; RFC 1035 §5.1
//! number   = *%80-FF %0-7F             ; seven bits an octet, the least first
//! text     = number *OCTET
//! name     = %0 text / number          ; new, or the n-th that there was
//! ```
//!
//! Names and labels of resolvers come again and again, and stand once. All else
//! that comes again is left to deflate.

mod pack;
mod unpack;

pub use pack::pack;
pub use unpack::unpack;

/// What is known of an exchange, as bits.
mod known {
    pub const CHECKING_DISABLED: u8 = 1;
    pub const AUTHENTIC: u8 = 2;
    pub const VALIDATES: u8 = 4;
    pub const RCODE: u8 = 8;
    pub const FAILURE: u8 = 16;
    pub const NEGATIVE_TTL: u8 = 32;
}
