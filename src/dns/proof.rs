//! What comes along with an answer so that it can be proved (RFC 4034): the
//! signatures over it, and how its zone tells what is not there. Mailvet checks
//! no signature; resolvers do.

use super::RecordType;

/// What came along with an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proof {
    /// The signatures over the records that were asked for.
    pub signatures: Vec<Signature>,
    /// How the zone hashes names that are not there, where that was seen.
    pub hashing: Option<Hashing>,
}

/// A signature over records (RRSIG, RFC 4034 §3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Signature {
    /// The type of the records.
    pub covers: RecordType,
    /// The algorithm.
    pub algorithm: u8,
    /// When it ends, in seconds since 1970, modulo 2³² (RFC 1982).
    pub expiration: u32,
    /// When it begins, in the same measure.
    pub inception: u32,
    /// The tag of the key that made it.
    pub key_tag: u16,
}

/// How a zone hashes names (NSEC3 and NSEC3PARAM, which begin alike: RFC 5155
/// §3.1, §4.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hashing {
    /// How many times more than once.
    pub iterations: u16,
}

impl Signature {
    /// Reads the RDATA of an RRSIG record, but for the signature itself.
    pub fn read(octets: &[u8]) -> Option<Self> {
        let (head, _) = octets.split_first_chunk::<18>()?;
        let [c0, c1, algorithm, _, _, _, _, _, rest @ ..] = head;
        let [e0, e1, e2, e3, i0, i1, i2, i3, t0, t1] = rest;
        Some(Self {
            covers: RecordType(u16::from_be_bytes([*c0, *c1])),
            algorithm: *algorithm,
            expiration: u32::from_be_bytes([*e0, *e1, *e2, *e3]),
            inception: u32::from_be_bytes([*i0, *i1, *i2, *i3]),
            key_tag: u16::from_be_bytes([*t0, *t1]),
        })
    }

    /// For how many seconds it still holds at a time, given in milliseconds
    /// since 1970; less than none where it has ended.
    pub fn remaining(&self, at: f64) -> i32 {
        apart(self.expiration, seconds(at))
    }

    /// How many seconds ago it began; less than none where it has not yet.
    pub fn age(&self, at: f64) -> i32 {
        apart(seconds(at), self.inception)
    }

    /// For how many seconds it was made.
    pub fn lifetime(&self) -> i32 {
        apart(self.expiration, self.inception)
    }
}

/// Milliseconds since 1970 as the seconds of signatures.
fn seconds(milliseconds: f64) -> u32 {
    // A cast keeps to the range; the remainder is in it.
    (milliseconds / 1000.0).rem_euclid(4_294_967_296.0) as u32
}

/// By how many seconds one time is later than another (RFC 1982 §3.2).
fn apart(later: u32, earlier: u32) -> i32 {
    later.wrapping_sub(earlier) as i32
}

impl Hashing {
    /// Reads the head of the RDATA of an NSEC3 or NSEC3PARAM record.
    pub fn read(octets: &[u8]) -> Option<Self> {
        let ([_algorithm, _flags, high, low], _) = octets.split_first_chunk::<4>()?;
        Some(Self {
            iterations: u16::from_be_bytes([*high, *low]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_a_while() {
        let octets = [
            &[0, 6, 13, 2, 0, 0, 14, 16][..],
            &200_000_u32.to_be_bytes(),
            &100_000_u32.to_be_bytes(),
            &[1, 2, 0],
        ]
        .concat();
        let signature = Signature::read(&octets).unwrap();
        assert_eq!(signature.covers, RecordType::SOA);
        assert_eq!((signature.algorithm, signature.key_tag), (13, 258));
        assert_eq!(signature.lifetime(), 100_000);
        assert_eq!(signature.remaining(199_000_000.0), 1_000);
        assert_eq!(signature.remaining(201_000_000.0), -1_000);
        assert_eq!(signature.age(99_000_000.0), -1_000);
        assert_eq!(Signature::read(&octets[..17]), None);
    }

    #[test]
    fn times_go_round() {
        let signature = Signature {
            covers: RecordType::SOA,
            algorithm: 13,
            expiration: 10,
            inception: u32::MAX - 9,
            key_tag: 1,
        };
        assert_eq!(signature.lifetime(), 20);
        assert_eq!(signature.remaining(4_294_967_296_000.0), 10);
    }

    #[test]
    fn hashing_is_the_same_in_both_records() {
        let read = Hashing::read(&[1, 0, 1, 44, 2, 0xab, 0xcd]);
        assert_eq!(read, Some(Hashing { iterations: 300 }));
        assert_eq!(Hashing::read(&[1, 0, 1]), None);
    }
}
