//! Names that hosts have, as against all that DNS can carry.

use super::Name;
use std::fmt;

/// The name of a host: two labels or more of letters, digits and hyphens, none
/// of which begins or ends with a hyphen, the last not a number (RFC 1123 §2.1,
/// RFC 3696 §2). Nothing in it means anything to a shell, and it cannot be
/// taken for an option.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct HostName(Name);

impl HostName {
    /// A name as that of a host; `None` where hosts have no such names.
    pub fn of(name: &Name) -> Option<Self> {
        let text = name.as_str();
        let ldh = |label: &str| {
            let octets = label.as_bytes();
            let plain = |octet: &u8| octet.is_ascii_alphanumeric() || *octet == b'-';
            !octets.is_empty()
                && octets.iter().all(plain)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let labels = || text.split('.');
        let number = |label: &str| label.bytes().all(|octet| octet.is_ascii_digit());
        let is_host = labels().count() > 1
            && labels().all(ldh)
            && labels().next_back().is_some_and(|top| !number(top));
        is_host.then(|| Self(name.clone()))
    }

    /// The name.
    pub fn name(&self) -> &Name {
        &self.0
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_letters_digits_and_hyphens() {
        for text in ["mx1.d.example", "xn--bcher-kva.example", "1-a.d.example"] {
            let name = Name::parse(text).unwrap();
            assert_eq!(HostName::of(&name).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_a_shell_could_take_for_more_is_no_host() {
        let labels: &[&[&[u8]]] = &[
            &[b"a;reboot", b"example"],
            &[b"$(reboot)", b"example"],
            &[b"a b", b"example"],
            &[b"a`b", b"example"],
            &[b"a\nb", b"example"],
            &[b"a'b", b"example"],
            &[b"a\"b", b"example"],
            &[b"a.b", b"example"],
            &[b"\\", b"example"],
            &[b"a&b", b"example"],
            &[b"a|b", b"example"],
            &[b"*", b"example"],
            &[b"~", b"example"],
            &[b"a\xff", b"example"],
            &[b"-oProxyCommand", b"example"],
            &[b"a-", b"example"],
            &[b"_a", b"example"],
            &[b"192", b"0", b"2", b"1"],
            &[b"localhost"],
            &[],
        ];
        for labels in labels {
            let name = Name::from_labels(labels.iter().copied()).unwrap();
            assert_eq!(HostName::of(&name), None, "{name}");
        }
    }
}
