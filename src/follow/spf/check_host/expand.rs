//! Macros filled in (RFC 7208 §7).

use crate::follow::spf::Message;
use crate::record::spf::{MacroExpand, MacroLetter, MacroPart, MacroString};
use std::net::IpAddr;

/// What macros are filled in with.
pub struct Values<'a> {
    /// The message.
    pub message: &'a Message,
    /// The domain whose record it is.
    pub domain: &'a str,
    /// A validated name of the client; `None` where none is known.
    pub validated_name: Option<&'a str>,
    /// The time, in seconds since 1970.
    pub time: u64,
}

/// The longest text that a question can carry (RFC 7208 §7.3).
const NAME_CHARACTERS: usize = 253;

/// What stands in place of what is not known (RFC 7208 §7.3).
const UNKNOWN: &str = "unknown";

impl Values<'_> {
    /// The name that a macro string stands for.
    pub fn target(&self, string: MacroString<'_>) -> String {
        target_of(&self.fill(string.parts().map(|part| part.value))).to_owned()
    }

    /// The text that these parts stand for.
    pub fn fill<'a>(&self, parts: impl IntoIterator<Item = MacroPart<'a>>) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                MacroPart::Literal(literal) => text.push_str(literal),
                MacroPart::Percent => text.push('%'),
                MacroPart::Space => text.push(' '),
                MacroPart::EncodedSpace => text.push_str("%20"),
                MacroPart::Expand(expand) => self.expand(expand, &mut text),
            }
        }
        text
    }

    fn expand(&self, expand: MacroExpand<'_>, text: &mut String) {
        let value = transform(&self.value(expand.letter), expand);
        if expand.encoded {
            url_encode(&value, text);
        } else {
            text.push_str(&value);
        }
    }

    /// RFC 7208 §7.2.
    fn value(&self, letter: MacroLetter) -> String {
        let message = self.message;
        match letter {
            MacroLetter::Sender => [message.local_part(), "@", message.domain()].concat(),
            MacroLetter::LocalPart => message.local_part().to_owned(),
            MacroLetter::SenderDomain => message.domain().to_owned(),
            MacroLetter::Domain => self.domain.to_owned(),
            MacroLetter::Address => dotted(message.client()),
            MacroLetter::ValidatedName => self.validated_name.unwrap_or(UNKNOWN).to_owned(),
            MacroLetter::Version => match message.client() {
                IpAddr::V4(_) => "in-addr".to_owned(),
                IpAddr::V6(_) => "ip6".to_owned(),
            },
            MacroLetter::Helo => message.helo().to_owned(),
            MacroLetter::ReadableAddress => message.client().to_string(),
            MacroLetter::Receiver => UNKNOWN.to_owned(),
            MacroLetter::Time => self.time.to_string(),
        }
    }
}

/// The name that a text without macros stands for. A name that is too long
/// loses labels on the left (RFC 7208 §7.3).
pub fn target_of(text: &str) -> &str {
    shortened(text.strip_suffix('.').unwrap_or(text))
}

/// Whether a macro brings the sender's local part into a name.
pub fn names_local_part(string: MacroString<'_>) -> bool {
    string.expansions().any(|expand| {
        matches!(
            expand.value.letter,
            MacroLetter::Sender | MacroLetter::LocalPart
        )
    })
}

/// Whether a macro asks for a validated name of the client.
pub fn names_validated_name<'a>(parts: impl IntoIterator<Item = MacroPart<'a>>) -> bool {
    parts.into_iter().any(|part| {
        matches!(part, MacroPart::Expand(expand) if expand.letter == MacroLetter::ValidatedName)
    })
}

/// Split, turned round and cut, as the transformers say (RFC 7208 §7.3).
fn transform(value: &str, expand: MacroExpand<'_>) -> String {
    let delimiters = match expand.delimiters {
        "" => ".",
        delimiters => delimiters,
    };
    let mut parts: Vec<_> = value.split(|c| delimiters.contains(c)).collect();
    if expand.reverse {
        parts.reverse();
    }
    let kept = expand.digits.map_or(parts.len(), usize::from);
    let cut = parts.len().saturating_sub(kept);
    parts[cut..].join(".")
}

/// The address with dots between its parts: octets of IPv4, nibbles of IPv6.
fn dotted(address: IpAddr) -> String {
    let IpAddr::V6(address) = address else {
        return address.to_string();
    };
    let mut text = String::with_capacity(63);
    for octet in address.octets() {
        for nibble in [octet >> 4, octet & 15] {
            if !text.is_empty() {
                text.push('.');
            }
            text.push(DIGITS[usize::from(nibble)].into());
        }
    }
    text
}

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// All but the unreserved characters of RFC 3986 §2.3 in per cent.
fn url_encode(value: &str, text: &mut String) {
    for octet in value.bytes() {
        match octet {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text.push(octet.into());
            }
            _ => {
                text.push('%');
                for nibble in [octet >> 4, octet & 15] {
                    text.push(DIGITS[usize::from(nibble)].into());
                }
            }
        }
    }
}

fn shortened(mut name: &str) -> &str {
    while name.len() > NAME_CHARACTERS {
        match name.split_once('.') {
            Some((_, rest)) => name = rest,
            None => break,
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::spf::read_explanation;

    fn filled(client: &str, text: &str) -> String {
        let message = Message::new(
            client.parse().unwrap(),
            "strong-bad@email.example.com",
            "mx.example.org",
        );
        let values = Values {
            message: &message,
            domain: "email.example.com",
            validated_name: None,
            time: 1_700_000_000,
        };
        let explanation = read_explanation(text);
        assert!(explanation.is_usable(), "{text}");
        values.fill(explanation.parts.iter().map(|part| part.value))
    }

    #[test]
    fn the_examples_of_rfc_7208_7_4() {
        for (text, expected) in [
            ("%{s}", "strong-bad@email.example.com"),
            ("%{o}", "email.example.com"),
            ("%{d}", "email.example.com"),
            ("%{d4}", "email.example.com"),
            ("%{d2}", "example.com"),
            ("%{d1}", "com"),
            ("%{dr}", "com.example.email"),
            ("%{d2r}", "example.email"),
            ("%{l}", "strong-bad"),
            ("%{l-}", "strong.bad"),
            ("%{lr}", "strong-bad"),
            ("%{lr-}", "bad.strong"),
            ("%{l1r-}", "strong"),
            (
                "%{ir}.%{v}._spf.%{d2}",
                "3.2.0.192.in-addr._spf.example.com",
            ),
            ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
            (
                "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}",
                "3.2.0.192.in-addr.strong.lp._spf.example.com",
            ),
            (
                "%{d2}.trusted-domains.example.net",
                "example.com.trusted-domains.example.net",
            ),
        ] {
            assert_eq!(filled("192.0.2.3", text), expected, "{text}");
        }
        assert_eq!(
            filled("2001:db8::cb01", "%{ir}.%{v}._spf.%{d2}"),
            "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com"
        );
    }

    #[test]
    fn letters_and_escapes() {
        for (text, expected) in [
            ("%{S}", "strong-bad%40email.example.com"),
            ("%%%_%-", "% %20"),
            ("%{p} %{r} %{h}", "unknown unknown mx.example.org"),
            ("%{c} %{t}", "192.0.2.3 1700000000"),
            ("%{l2r+-}", "bad.strong"),
        ] {
            assert_eq!(filled("192.0.2.3", text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_name_loses_labels_on_the_left() {
        let long = ["a".repeat(100), "b".repeat(60), "c".repeat(100)].join(".");
        assert_eq!(shortened(&long), &long[101..]);
        let one = "a".repeat(300);
        assert_eq!(shortened(&one), one);
    }
}
