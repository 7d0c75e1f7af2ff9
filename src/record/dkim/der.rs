//! Enough of DER (X.690) to tell what key is published, and how long it is.

use nom::bytes::complete::{tag, take};
use nom::number::complete::u8 as octet;
use nom::{IResult, Parser};
use serde::Serialize;

/// What octets hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Der {
    /// An RSA public key.
    Rsa(RsaKey),
    /// A SubjectPublicKeyInfo around an Ed25519 key (RFC 8410 §4).
    WrappedEd25519,
    /// A SubjectPublicKeyInfo of another algorithm.
    OtherAlgorithm,
    /// A private key (RFC 5208 §5, RFC 8017 A.1.2).
    PrivateKey,
    /// Fewer octets than the first header promises.
    CutShort {
        /// Octets that there would be.
        promised: usize,
        /// Octets that there are.
        came: usize,
    },
    /// No key.
    Malformed,
}

/// An RSA public key's measures.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct RsaKey {
    /// The length of the modulus in bits, leading zeros not counted.
    pub bits: usize,
    /// The public exponent, where it fits.
    pub exponent: Option<u64>,
    /// Whether it stands in a SubjectPublicKeyInfo; else it is a bare
    /// RSAPublicKey.
    pub wrapped: bool,
    /// Octets that follow the key.
    pub trailing: usize,
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const NULL: u8 = 0x05;
const SEQUENCE: u8 = 0x30;

/// 1.2.840.113549.1.1.1
const RSA_ENCRYPTION: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
/// 1.3.101.112
const ED25519: &[u8] = b"\x06\x03\x2b\x65\x70";

/// Reads octets that should be a key.
pub fn read(octets: &[u8]) -> Der {
    if is_private(octets) {
        return Der::PrivateKey;
    }
    let Ok((body, promised)) = header(octets, SEQUENCE) else {
        return Der::Malformed;
    };
    if body.len() < promised {
        return Der::CutShort {
            promised: promised.saturating_add(octets.len() - body.len()),
            came: octets.len(),
        };
    }
    let trailing = body.len() - promised;
    let key = |(_, (bits, exponent)), wrapped| {
        Der::Rsa(RsaKey {
            bits,
            exponent,
            wrapped,
            trailing,
        })
    };
    if let Ok(read) = rsa_public_key(octets) {
        return key(read, false);
    }
    let Ok((_, (algorithm, bits))) = subject_public_key_info(octets) else {
        return Der::Malformed;
    };
    if algorithm.starts_with(ED25519) {
        return Der::WrappedEd25519;
    }
    let Some(parameters) = algorithm.strip_prefix(RSA_ENCRYPTION) else {
        return Der::OtherAlgorithm;
    };
    if !matches!(parameters, [] | [NULL, 0]) {
        return Der::Malformed;
    }
    match rsa_public_key(bits) {
        Ok(read) => key(read, true),
        Err(_) => Der::Malformed,
    }
}

/// A SubjectPublicKeyInfo around an RSAPublicKey (RFC 8017 A.1).
pub fn framed(rsa_public_key: &[u8]) -> Vec<u8> {
    let algorithm = element_of(SEQUENCE, &[RSA_ENCRYPTION, &[NULL, 0]].concat());
    // No bit of the last octet is left over.
    let key = element_of(BIT_STRING, &[&[0], rsa_public_key].concat());
    element_of(SEQUENCE, &[algorithm, key].concat())
}

/// The shortest form of the length, as DER wants it (X.690 §10.1).
fn element_of(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let zeros = length.iter().take_while(|octet| **octet == 0).count();
    let digits = length.get(zeros..).unwrap_or_default();
    let mut element = vec![tag];
    match content.len() {
        0..128 => element.push(content.len() as u8),
        _ => {
            element.push(0x80 | digits.len() as u8);
            element.extend(digits);
        }
    }
    element.extend(content);
    element
}

/// Whether a private key begins here; the whole of it need not have come.
///
/// ```text
/// PrivateKeyInfo ::= SEQUENCE { version INTEGER (0), AlgorithmIdentifier, ... }
/// RSAPrivateKey ::= SEQUENCE { version INTEGER (0 | 1), modulus INTEGER, ... }
/// ```
fn is_private(octets: &[u8]) -> bool {
    let begin = |input| {
        let (rest, _) = header(input, SEQUENCE)?;
        let (rest, version) = element(rest, INTEGER)?;
        let (rest, next) = octet(rest)?;
        IResult::<&[u8], _, ()>::Ok((rest, (version, next)))
    };
    begin(octets).is_ok_and(|(_, (version, next))| {
        matches!(version, [0] | [1]) && matches!(next, SEQUENCE | INTEGER)
    })
}

/// ```text
/// SubjectPublicKeyInfo ::= SEQUENCE {
///     algorithm        AlgorithmIdentifier,
///     subjectPublicKey BIT STRING }
/// ```
fn subject_public_key_info(input: &[u8]) -> IResult<&[u8], (&[u8], &[u8]), ()> {
    let (rest, body) = element(input, SEQUENCE)?;
    let (body, algorithm) = element(body, SEQUENCE)?;
    let (_, bits) = element(body, BIT_STRING)?;
    let (bits, _) = tag(&b"\0"[..]).parse(bits)?;
    Ok((rest, (algorithm, bits)))
}

/// The modulus's length in bits and the exponent.
///
/// ```text
/// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
/// ```
fn rsa_public_key(input: &[u8]) -> IResult<&[u8], (usize, Option<u64>), ()> {
    let (rest, body) = element(input, SEQUENCE)?;
    let (body, modulus) = element(body, INTEGER)?;
    let (_, exponent) = element(body, INTEGER)?;
    Ok((rest, (bits(modulus), number(exponent))))
}

fn bits(integer: &[u8]) -> usize {
    let digits = digits(integer);
    let first = digits.first().map_or(0, |first| first.leading_zeros());
    digits.len() * 8 - first as usize
}

fn number(integer: &[u8]) -> Option<u64> {
    let digits = digits(integer);
    let fits = digits.len() <= 8;
    fits.then(|| digits.iter().fold(0, |n, digit| n << 8 | u64::from(*digit)))
}

fn digits(integer: &[u8]) -> &[u8] {
    let zeros = integer.iter().take_while(|octet| **octet == 0).count();
    integer.get(zeros..).unwrap_or_default()
}

/// The content of an element of this type.
fn element(input: &[u8], kind: u8) -> IResult<&[u8], &[u8], ()> {
    let (rest, length) = header(input, kind)?;
    take(length).parse(rest)
}

/// The length that an element's header promises (X.690 §8.1.3).
fn header(input: &[u8], kind: u8) -> IResult<&[u8], usize, ()> {
    let (rest, _) = tag(&[kind][..]).parse(input)?;
    let (rest, first) = octet(rest)?;
    if first < 0x80 {
        return Ok((rest, usize::from(first)));
    }
    let count = first & 0x7f;
    if !(1..=4).contains(&count) {
        return Err(nom::Err::Error(()));
    }
    let (rest, octets) = take(count).parse(rest)?;
    let length = octets
        .iter()
        .fold(0u32, |length, octet| length << 8 | u32::from(*octet));
    Ok((rest, usize::try_from(length).unwrap_or(usize::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_key() {
        let key = b"\x30\x08\x02\x02\x00\xff\x02\x02\x01\x01tail";
        assert_eq!(
            read(key),
            Der::Rsa(RsaKey {
                bits: 8,
                exponent: Some(257),
                wrapped: false,
                trailing: 4
            })
        );
    }

    #[test]
    fn a_bare_key_is_framed_as_openssl_frames_it() {
        use crate::dns::base64::{decode, encode};
        let framed_by_openssl = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCu1WzoGNk68eABUYDnCKP5AD6/0oFp8OUHsRyGX4ewawtwhrt+WsdKGbqzFZ7Ck8gN60qTjt+6KOQNPDwgAK2SffFNpSoacQKwvzu5c6N15wID3mRtSf8zA7f1DEOM9CJfK5OYRZ1y7Ws7mL3vUejTPNKlyF/8/D64VTfKYp9MBwIDAQAB";
        let whole = decode(framed_by_openssl).unwrap();
        // The frame of a key of 1024 bits has 22 octets.
        assert_eq!(encode(&framed(&whole[22..])), framed_by_openssl);
        let short = b"\x30\x08\x02\x02\x00\xff\x02\x02\x01\x01";
        assert!(matches!(
            read(&framed(short)),
            Der::Rsa(RsaKey {
                wrapped: true,
                bits: 8,
                ..
            })
        ));
    }

    #[test]
    fn the_algorithm_of_rsa_has_no_parameters() {
        let wrapped = |parameters: &[u8]| {
            let key = b"\x03\x0b\x00\x30\x08\x02\x02\x00\xff\x02\x02\x01\x01";
            let mut info = vec![SEQUENCE, 0, SEQUENCE, 11 + parameters.len() as u8];
            info.extend([RSA_ENCRYPTION, parameters, key].concat());
            info[1] = info.len() as u8 - 2;
            read(&info)
        };
        let rsa = Der::Rsa(RsaKey {
            bits: 8,
            exponent: Some(257),
            wrapped: true,
            trailing: 0,
        });
        assert_eq!(wrapped(&[NULL, 0]), rsa);
        assert_eq!(wrapped(&[]), rsa);
        assert_eq!(wrapped(&[NULL, 0x3e]), Der::Malformed);
        assert_eq!(wrapped(&[0x0b, 0x80]), Der::Malformed);
    }

    #[test]
    fn what_is_cut_tells_how_much_is_missing() {
        let promised = 0x122 + 4;
        assert_eq!(
            read(b"\x30\x82\x01\x22\x30\x0d"),
            Der::CutShort { promised, came: 6 }
        );
        assert_eq!(
            read(b"\x30\x84\xff\xff\xff\xff"),
            read(b"\x30\x84\xff\xff\xff\xff")
        );
        assert_eq!(read(b"\x30"), Der::Malformed);
        assert_eq!(read(b"\x30\x80\x02"), Der::Malformed);
    }

    #[test]
    fn a_private_key_is_known_by_its_first_octets() {
        assert_eq!(
            read(b"\x30\x82\x01\x54\x02\x01\x00\x30\x0d"),
            Der::PrivateKey
        );
        assert_eq!(
            read(b"\x30\x82\x02\x5c\x02\x01\x00\x02\x81"),
            Der::PrivateKey
        );
    }
}
