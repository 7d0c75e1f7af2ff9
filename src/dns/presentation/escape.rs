//! Escaped text, names and hexadecimal: what stands within a token.

use crate::dns::Name;

/// The octets of a hexadecimal text; `None` where it is none.
pub fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some((high << 4 | low) as u8),
        _ => None,
    });
    pairs.collect()
}

/// The octets of an escaped text; `None` where an escape is none.
///
/// ```abnf
/// escaped   = "\" ( non-digit / dec-octet )
/// ```
pub fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (b'\\', digits) if digits.first().is_some_and(u8::is_ascii_digit) => {
                let [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', tail @ ..] = digits else {
                    return None;
                };
                let digit = |octet: &u8| u16::from(octet - b'0');
                let value = digit(a) * 100 + digit(b) * 10 + digit(c);
                octets.push(u8::try_from(value).ok()?);
                tail
            }
            (b'\\', [octet, tail @ ..]) => {
                octets.push(*octet);
                tail
            }
            (b'\\', []) => return None,
            _ => {
                octets.push(*first);
                tail
            }
        };
    }
    Some(octets)
}

/// A name in the presentation format, relative to `origin` unless it ends
/// with a dot; `None` where it is none.
pub fn name(text: &str, origin: &Name) -> Option<Name> {
    match text {
        "@" => return Some(origin.clone()),
        "." => return Some(Name::root()),
        _ if !text.is_ascii() => return None,
        _ => {}
    }
    let mut labels = Vec::new();
    let mut escaped = false;
    for label in text.split(|c| {
        let ends = c == '.' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    }) {
        labels.push(unescape(label)?);
    }
    if labels.last().is_some_and(Vec::is_empty) {
        labels.pop();
    } else {
        labels.extend(origin.octet_labels());
    }
    Name::from_labels(labels.iter().map(Vec::as_slice)).ok()
}
