//! International names: one function to the form that DNS knows, and one back.

use std::fmt::Write as _;

/// A host name that UTS 46 does not allow.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotAllowed;

/// The A-label form of a name that holds U-labels (UTS 46, RFC 5891 §4.4).
///
/// On the page the browser's `URL` does it, elsewhere the `idna` crate.
pub fn to_ascii(name: &str) -> Result<String, NotAllowed> {
    // What would end the host part of a URL is no part of any name.
    if name.contains(|c: char| c.is_ascii() && !is_name_character(c)) {
        return Err(NotAllowed);
    }
    host_to_ascii(name)
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

#[cfg(target_arch = "wasm32")]
fn host_to_ascii(name: &str) -> Result<String, NotAllowed> {
    // A host whose last label is a number would be read as an IPv4 address.
    web_sys::Url::new(&["http://", name, ".x/"].concat())
        .ok()
        .and_then(|url| url.hostname().strip_suffix(".x").map(str::to_owned))
        .ok_or(NotAllowed)
}

#[cfg(not(target_arch = "wasm32"))]
fn host_to_ascii(name: &str) -> Result<String, NotAllowed> {
    // The rules of the URL standard's "domain to ASCII", as browsers have them.
    idna::domain_to_ascii_from_cow(name.as_bytes().into(), idna::AsciiDenyList::URL)
        .map(|name| name.into_owned())
        .map_err(|_| NotAllowed)
}

/// The U-label form of a name, for people to read. A label that is not
/// Punycode (RFC 3492) stays as it is.
pub fn to_unicode(name: &str) -> String {
    let mut shown = String::new();
    for (index, label) in name.split('.').enumerate() {
        if index > 0 {
            shown.push('.');
        }
        match label.strip_prefix("xn--").and_then(punycode) {
            // A label that turns into something else on the way back would
            // show one name and ask another.
            Some(decoded) if to_ascii(&decoded).is_ok_and(|back| back == label) => {
                shown.push_str(&decoded);
            }
            _ => {
                let _ = write!(shown, "{label}");
            }
        }
    }
    shown
}

/// Decodes Punycode (RFC 3492 §6.2).
fn punycode(encoded: &str) -> Option<String> {
    const BASE: u32 = 36;
    let (basic, digits) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let before = i;
        let mut weight = 1_u32;
        let mut k = BASE;
        loop {
            let digit = match digits.next()? {
                letter @ b'a'..=b'z' => u32::from(letter - b'a'),
                letter @ b'A'..=b'Z' => u32::from(letter - b'A'),
                number @ b'0'..=b'9' => u32::from(number - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let length = u32::try_from(output.len()).ok()?.checked_add(1)?;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        output.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

/// Bias adaptation (RFC 3492 §6.1).
fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        for (shown, asked) in [
            ("bücher.example", "xn--bcher-kva.example"),
            ("例子.测试", "xn--fsqu00a.xn--0zwm56d"),
            ("mañana.example", "xn--maana-pta.example"),
        ] {
            assert_eq!(to_ascii(shown).as_deref(), Ok(asked));
            assert_eq!(to_unicode(asked), shown);
        }
    }

    #[test]
    fn what_is_no_honest_punycode_is_shown_as_it_is() {
        for name in ["xn--", "xn--a", "xn--99999999999", "xn--example-.test"] {
            assert_eq!(to_unicode(name), name);
        }
    }

    #[test]
    fn what_ends_a_host_is_refused() {
        for name in [
            "bücher/example",
            "bü@cher",
            "bü:80",
            "bü#x",
            "bü%41",
            "bü\\x",
        ] {
            assert_eq!(to_ascii(name), Err(NotAllowed), "{name}");
        }
    }
}
