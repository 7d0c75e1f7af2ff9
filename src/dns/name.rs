//! Domain names, normalised once at the door.

use super::{idna, presentation};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::net::IpAddr;
use std::rc::Rc;

/// A domain name: lower-case A-labels without the final dot, `.` for the root.
///
/// Octets that are not letters, digits, `-`, `_` or `*` stand escaped as in a
/// zone file (`\.`, `\032`; RFC 1035 §5.1), so that every name of DNS has
/// exactly one text. The backquote stands as `\096`: in sentences it is markup.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Name(Rc<str>);

/// Why a text is no domain name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NameError {
    /// There is no text at all.
    Empty,
    /// Two dots in a row, or a dot in front.
    EmptyLabel,
    /// A label has more than 63 octets (RFC 1035 §2.3.4).
    LabelTooLong {
        /// The label as DNS would carry it.
        label: String,
        /// Its length in octets.
        octets: usize,
    },
    /// The name has more than 253 characters, 255 octets on the wire
    /// (RFC 1035 §2.3.4).
    NameTooLong {
        /// Its length in characters, without the final dot.
        octets: usize,
    },
    /// A character that has no place in a name that people type.
    Character(char),
    /// UTS 46 does not allow one of its labels.
    NotAllowed,
}

const ROOT: &str = ".";
const LABEL_OCTETS: usize = 63;
const WIRE_OCTETS: usize = 255;

impl Name {
    /// The name that a person typed: any case, with or without the final dot,
    /// in letters of any script.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if text == "." {
            return Ok(Self::root());
        }
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        let ascii = if text.is_ascii() {
            text.to_ascii_lowercase()
        } else {
            let ascii = idna::to_ascii(text).map_err(|_| NameError::NotAllowed)?;
            // An ideographic full stop at the end has become a dot.
            ascii.strip_suffix('.').map(str::to_owned).unwrap_or(ascii)
        };
        if let Some(odd) = ascii.chars().find(|&c| !is_plain(c) && c != '.') {
            return Err(NameError::Character(odd));
        }
        Self::from_labels(ascii.split('.').map(str::as_bytes))
    }

    /// The name that a protocol hands over as text: each character stands for
    /// itself, and nothing is escaped. Labels in other scripts become A-labels
    /// (RFC 5890 §2.3.2.1).
    pub fn verbatim(text: &str) -> Result<Self, NameError> {
        if !text.is_ascii() {
            return Self::parse(text);
        }
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if is_normal(text) {
            return Ok(Self(text.into()));
        }
        Self::from_labels(text.split('.').map(str::as_bytes))
    }

    /// The name with these labels, as DNS carries them.
    pub fn from_labels<'a>(labels: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, NameError> {
        let mut text = String::new();
        let mut wire_octets = 1;
        for label in labels {
            if label.is_empty() {
                return Err(NameError::EmptyLabel);
            }
            if !text.is_empty() {
                text.push('.');
            }
            let start = text.len();
            label.iter().for_each(|&octet| push_octet(&mut text, octet));
            if label.len() > LABEL_OCTETS {
                return Err(NameError::LabelTooLong {
                    label: text.split_off(start),
                    octets: label.len(),
                });
            }
            wire_octets += 1 + label.len();
        }
        if wire_octets > WIRE_OCTETS {
            return Err(NameError::NameTooLong {
                octets: wire_octets - 2,
            });
        }
        Ok(if text.is_empty() {
            Self::root()
        } else {
            Self(text.into())
        })
    }

    /// The root of DNS.
    pub fn root() -> Self {
        Self(ROOT.into())
    }

    /// The name under which the PTR records of an address stand (RFC 1035
    /// §3.5, RFC 3596 §2.5).
    pub fn reverse(address: IpAddr) -> Self {
        let mut text = String::new();
        match address {
            IpAddr::V4(address) => {
                for octet in address.octets().iter().rev() {
                    text.push_str(&octet.to_string());
                    text.push('.');
                }
                text.push_str("in-addr.arpa");
            }
            IpAddr::V6(address) => {
                for octet in address.octets().iter().rev() {
                    for nibble in [octet & 15, octet >> 4] {
                        text.extend(char::from_digit(nibble.into(), 16));
                        text.push('.');
                    }
                }
                text.push_str("ip6.arpa");
            }
        }
        Self(text.into())
    }

    /// The address whose [reverse name](Name::reverse) this is.
    pub fn to_address(&self) -> Option<IpAddr> {
        let text = self.as_str();
        let address: IpAddr = if let Some(octets) = text.strip_suffix(".in-addr.arpa") {
            let octets: Vec<_> = octets.split('.').rev().collect();
            octets.join(".").parse().ok()?
        } else {
            let nibbles: Vec<_> = text.strip_suffix(".ip6.arpa")?.split('.').rev().collect();
            let groups: Vec<_> = nibbles.chunks(4).map(<[_]>::concat).collect();
            groups.join(":").parse().ok()?
        };
        (Self::reverse(address) == *self).then_some(address)
    }

    /// This name with one or more labels, such as `_dmarc`, put before it.
    pub fn prepend(&self, labels: &str) -> Result<Self, NameError> {
        let front = Self::parse(labels)?;
        let labels: Vec<_> = front.labels().chain(self.labels()).collect();
        let octets: Vec<_> = labels.iter().map(|label| unescape(label)).collect();
        Self::from_labels(octets.iter().map(Vec::as_slice))
    }

    /// This name with all labels of another behind it; `None` where it would be
    /// too long.
    pub fn joined(&self, other: &Self) -> Option<Self> {
        let labels: Vec<_> = self.octet_labels().chain(other.octet_labels()).collect();
        Self::from_labels(labels.iter().map(Vec::as_slice)).ok()
    }

    /// The name without its left-most label; the root has none.
    pub fn parent(&self) -> Option<Self> {
        let labels = self.label_count();
        (labels > 0).then(|| self.suffix(labels - 1))
    }

    /// The last `count` labels of the name, or all where there are fewer.
    pub fn suffix(&self, count: usize) -> Self {
        Self(self.last_labels(count).into())
    }

    /// The text of [`Name::suffix`].
    fn last_labels(&self, count: usize) -> &str {
        let mut rest = self.as_str();
        for _ in count..self.label_count() {
            rest = rest.get(label_end(rest) + 1..).unwrap_or(ROOT);
        }
        rest
    }

    /// The labels from left to right, escaped; none for the root.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let mut rest = if self.is_root() { "" } else { &*self.0 };
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = label_end(rest);
            let label = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            Some(label)
        })
    }

    /// The labels from left to right, as DNS carries them.
    pub fn octet_labels(&self) -> impl Iterator<Item = Vec<u8>> {
        self.labels().map(unescape)
    }

    /// How many labels the name has; the root has none.
    pub fn label_count(&self) -> usize {
        self.labels().count()
    }

    /// Whether the name is `other` or stands below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.last_labels(other.label_count()) == other.as_str()
    }

    /// What a DNS panel for `zone` calls this name: `@` for the zone itself,
    /// else the labels before it. `None` where the name is outside the zone.
    pub fn relative_to(&self, zone: &Self) -> Option<String> {
        if self == zone {
            return Some("@".into());
        }
        let labels = self.label_count().checked_sub(zone.label_count())?;
        self.is_within(zone)
            .then(|| self.labels().take(labels).collect::<Vec<_>>().join("."))
    }

    /// Whether this is the root of DNS.
    pub fn is_root(&self) -> bool {
        &*self.0 == ROOT
    }

    /// The name as DNS knows it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as people read it, with its labels in their own scripts.
    pub fn to_unicode(&self) -> String {
        idna::to_unicode(&self.0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Reads the text of a name as [`Name::as_str`] gives it.
impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let name = presentation::name(&text, &Self::root());
        name.ok_or_else(|| de::Error::custom("a domain name is expected"))
    }
}

/// Octets that need no escape in a name's text.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*')
}

/// Whether a text is the very text of the name it stands for.
fn is_normal(text: &str) -> bool {
    let mut label = 0;
    let plain = text.bytes().all(|octet| match octet {
        b'.' => std::mem::take(&mut label) > 0,
        b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'*' => {
            label += 1;
            label <= LABEL_OCTETS
        }
        _ => false,
    });
    plain && label > 0 && text.len() + 2 <= WIRE_OCTETS
}

fn push_octet(text: &mut String, octet: u8) {
    let c = char::from(octet.to_ascii_lowercase());
    if is_plain(c) {
        text.push(c);
    } else if c.is_ascii_graphic() && c != '`' {
        text.push('\\');
        text.push(c);
    } else {
        text.push_str(&format!("\\{octet:03}"));
    }
}

/// Where the first label of an escaped name ends.
fn label_end(text: &str) -> usize {
    let mut escaped = false;
    text.bytes()
        .position(|octet| {
            let ends = octet == b'.' && !escaped;
            escaped = octet == b'\\' && !escaped;
            ends
        })
        .unwrap_or(text.len())
}

/// The octets of a label that [`push_octet`] wrote.
fn unescape(label: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(label.len());
    let mut rest = label.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (b'\\', [a @ b'0'..=b'9', b, c, tail @ ..]) => {
                let digit = |d: &u8| d.wrapping_sub(b'0');
                octets.push(
                    digit(a)
                        .wrapping_mul(100)
                        .wrapping_add(digit(b).wrapping_mul(10))
                        .wrapping_add(digit(c)),
                );
                tail
            }
            (b'\\', [octet, tail @ ..]) => {
                octets.push(*octet);
                tail
            }
            _ => {
                octets.push(*first);
                tail
            }
        };
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reverse_name_leads_back() {
        for address in ["192.0.2.1", "0.0.0.0", "2001:db8::1", "::"] {
            let address: IpAddr = address.parse().unwrap();
            assert_eq!(Name::reverse(address).to_address(), Some(address));
        }
        for other in [
            "2.0.192.in-addr.arpa",
            "01.2.0.192.in-addr.arpa",
            "1.ip6.arpa",
            "d.example",
        ] {
            assert_eq!(Name::parse(other).unwrap().to_address(), None, "{other}");
        }
    }

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn case_dots_and_scripts_are_one() {
        assert_eq!(name("Example.COM."), name("example.com"));
        assert_eq!(name("例子。example").as_str(), "xn--fsqu00a.example");
        assert_eq!(name("bücher.example。").as_str(), "xn--bcher-kva.example");
        assert_eq!(name("xn--bcher-kva.example").to_unicode(), "bücher.example");
    }

    #[test]
    fn what_is_no_name_says_why() {
        assert_eq!(Name::parse(""), Err(NameError::Empty));
        assert_eq!(Name::parse("a..b"), Err(NameError::EmptyLabel));
        assert_eq!(Name::parse(".a"), Err(NameError::EmptyLabel));
        assert_eq!(Name::parse("a b"), Err(NameError::Character(' ')));
        let long = "a".repeat(64);
        assert_eq!(
            Name::parse(&format!("{long}.example")),
            Err(NameError::LabelTooLong {
                label: long,
                octets: 64
            })
        );
    }

    #[test]
    fn the_longest_name_has_253_characters() {
        let label = "a".repeat(63);
        let front = format!("{label}.{label}.{label}");
        assert!(Name::parse(&format!("{front}.{}", "b".repeat(61))).is_ok());
        assert_eq!(
            Name::parse(&format!("{front}.{}", "b".repeat(62))),
            Err(NameError::NameTooLong { octets: 254 })
        );
        assert!(
            name(&format!("{front}.{}", "b".repeat(61)))
                .prepend("c")
                .is_err()
        );
    }

    #[test]
    fn a_normal_text_is_taken_as_it_is() {
        let label = "a".repeat(63);
        let front = format!("{label}.{label}.{label}");
        for text in [
            "_a-b.*.example".to_owned(),
            format!("{front}.{}", "b".repeat(61)),
            format!("{front}.{}", "b".repeat(62)),
            format!("{label}a.example"),
            "a..b".to_owned(),
            ".a".to_owned(),
            "a.".to_owned(),
            "A.b".to_owned(),
            "a b.c".to_owned(),
        ] {
            let name = Name::from_labels(text.split('.').map(str::as_bytes));
            let as_it_is = name.is_ok_and(|name| name.as_str() == text);
            assert_eq!(is_normal(&text), as_it_is, "{text}");
        }
    }

    #[test]
    fn a_name_is_within_its_last_labels() {
        for (inner, outer, within) in [
            ("a.b.c", "b.c", true),
            ("a.b.c", "a.b.c", true),
            ("b.c", "a.b.c", false),
            ("ab.c", "b.c", false),
            ("a\\.b.c", "b.c", false),
        ] {
            let name = |text: &str| Name(text.into());
            assert_eq!(name(inner).is_within(&name(outer)), within, "{inner}");
        }
        assert!(Name::root().is_within(&Name::root()));
        assert!(!Name::root().is_within(&name("a")));
    }

    #[test]
    fn octets_survive_as_escapes() {
        let odd = Name::from_labels([&b"a.b"[..], b"\\ \x00\xff"]).unwrap();
        assert_eq!(odd.as_str(), "a\\.b.\\\\\\032\\000\\255");
        assert_eq!(odd.label_count(), 2);
        assert_eq!(
            odd.octet_labels().collect::<Vec<_>>(),
            [b"a.b".to_vec(), b"\\ \x00\xff".to_vec()]
        );
    }

    #[test]
    fn no_name_has_markup_in_it() {
        let odd = Name::from_labels([&b"a`b"[..]]).unwrap();
        assert_eq!(odd.as_str(), "a\\096b");
        assert_eq!(odd.octet_labels().next(), Some(b"a`b".to_vec()));
    }

    #[test]
    fn addresses_have_reverse_names() {
        assert_eq!(
            Name::reverse("192.0.2.7".parse().unwrap()).as_str(),
            "7.2.0.192.in-addr.arpa"
        );
        assert_eq!(
            Name::reverse("2001:db8::a".parse().unwrap()).as_str(),
            "a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
        );
    }

    #[test]
    fn a_panel_sees_the_host_label() {
        let zone = name("example.com");
        assert_eq!(zone.relative_to(&zone).as_deref(), Some("@"));
        assert_eq!(
            name("_dmarc.mail.example.com")
                .relative_to(&zone)
                .as_deref(),
            Some("_dmarc.mail")
        );
        assert_eq!(name("notexample.com").relative_to(&zone), None);
        assert_eq!(name("com").relative_to(&zone), None);
    }

    #[test]
    fn names_climb_to_the_root() {
        let domain = name("a.b");
        assert_eq!(domain.parent(), Some(name("b")));
        assert_eq!(domain.suffix(0), Name::root());
        assert_eq!(Name::root().parent(), None);
        assert!(domain.is_within(&Name::root()));
        assert_eq!(domain.prepend("_dmarc").unwrap().as_str(), "_dmarc.a.b");
    }
}
