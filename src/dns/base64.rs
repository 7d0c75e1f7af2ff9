//! Base 64 (RFC 4648): of queries in URLs, of keys in master files.

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The URL-safe encoding without padding (RFC 4648 §5, RFC 8484 §6).
pub fn encode_url(octets: &[u8]) -> String {
    encode_in(URL_SAFE, octets)
}

/// The standard encoding with padding (RFC 4648 §4).
pub fn encode(octets: &[u8]) -> String {
    let mut encoded = encode_in(STANDARD, octets);
    while !encoded.len().is_multiple_of(4) {
        encoded.push('=');
    }
    encoded
}

fn encode_in(alphabet: &[u8; 64], octets: &[u8]) -> String {
    let mut encoded = String::with_capacity(octets.len().div_ceil(3) * 4);
    for group in octets.chunks(3) {
        let octet = |index| u32::from(group.get(index).copied().unwrap_or_default());
        let bits = octet(0) << 16 | octet(1) << 8 | octet(2);
        for digit in 0..=group.len() {
            let value = (bits >> (18 - 6 * digit)) & 63;
            encoded.push(char::from(alphabet[value as usize]));
        }
    }
    encoded
}

/// The octets of the URL-safe encoding without padding (RFC 4648 §5); `None`
/// where it is none. Bits that say nothing are zero (§3.5), so that no two texts
/// say the same.
pub fn decode_url(encoded: &str) -> Option<Vec<u8>> {
    let octets = decode_in(URL_SAFE, encoded)?;
    (encode_url(&octets) == encoded).then_some(octets)
}

/// The octets of the standard encoding (RFC 4648 §4), with or without
/// padding; `None` where it is none.
pub fn decode(encoded: &str) -> Option<Vec<u8>> {
    decode_in(STANDARD, encoded)
}

fn decode_in(alphabet: &[u8; 64], encoded: &str) -> Option<Vec<u8>> {
    let digits = encoded.trim_end_matches('=').as_bytes();
    if digits.len() % 4 == 1 || encoded.len() - digits.len() > 2 {
        return None;
    }
    let mut octets = Vec::with_capacity(digits.len() * 3 / 4);
    for group in digits.chunks(4) {
        let mut bits = 0;
        for digit in group {
            let value = alphabet.iter().position(|known| known == digit)?;
            bits = bits << 6 | value as u32;
        }
        bits <<= 6 * (4 - group.len()) + 8;
        octets.extend(bits.to_be_bytes().iter().take(group.len() - 1));
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648() {
        for (octets, encoded) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode_url(octets.as_bytes()), encoded);
            assert_eq!(decode(encoded).as_deref(), Some(octets.as_bytes()));
            assert_eq!(
                self::encode(octets.as_bytes()).trim_end_matches('='),
                encoded
            );
        }
        assert_eq!(self::encode(b"f"), "Zg==");
        assert_eq!(decode("Zg==").as_deref(), Some(&b"f"[..]));
        assert_eq!(encode_url(&[0xfb, 0xff]), "-_8");
        assert_eq!(decode_url("-_8").as_deref(), Some(&[0xfb, 0xff][..]));
        for other in ["-_9", "+/8", "-_8=", "-_8 ", "-"] {
            assert_eq!(decode_url(other), None, "{other}");
        }
        assert_eq!(decode("+/8=").as_deref(), Some(&[0xfb, 0xff][..]));
    }

    #[test]
    fn what_is_no_base_64_is_refused() {
        for text in ["Z", "Zg===", "Z g", "Z-g_", "Zg=a", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
