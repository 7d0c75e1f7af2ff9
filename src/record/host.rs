//! Whether a text can be the name of a host.

use serde::Serialize;

/// Why a text names no host that mail can be brought to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HostFault {
    /// There is nothing.
    Empty,
    /// Two dots in a row, or one in front.
    EmptyLabel,
    /// A label of more than 63 octets (RFC 1035 §2.3.4).
    LabelTooLong,
    /// More than 253 octets.
    NameTooLong,
    /// A character that names of hosts do not have (RFC 1123 §2.1).
    Character(char),
    /// A label that begins or ends with `-`.
    Hyphen,
    /// One label only, such as `localhost`.
    SingleLabel,
    /// The last label is a number.
    NumericTop,
}

/// What is wrong with the name of a host, written with or without the final
/// dot. Letters beyond ASCII stand for A-labels.
pub fn host_fault(text: &str) -> Option<HostFault> {
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.is_empty() {
        return Some(HostFault::Empty);
    }
    if text.len() > 253 {
        return Some(HostFault::NameTooLong);
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') || is_letter(c);
    if let Some(odd) = text.chars().find(|c| !fits(*c)) {
        return Some(HostFault::Character(odd));
    }
    let labels = || text.as_bytes().split(|octet| *octet == b'.');
    let fault = labels().find_map(|label| match label {
        [] => Some(HostFault::EmptyLabel),
        _ if label.len() > 63 => Some(HostFault::LabelTooLong),
        [b'-', ..] | [.., b'-'] => Some(HostFault::Hyphen),
        _ => None,
    });
    let top = labels().skip(1).last();
    fault.or(match top {
        None => Some(HostFault::SingleLabel),
        Some(top) => top
            .iter()
            .all(u8::is_ascii_digit)
            .then_some(HostFault::NumericTop),
    })
}

fn is_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for host in [
            "mail.d.example",
            "mail.d.example.",
            "邮件.例子",
            "a_b.example",
        ] {
            assert_eq!(host_fault(host), None, "{host}");
        }
        for (host, fault) in [
            ("", HostFault::Empty),
            (".", HostFault::Empty),
            ("a..example", HostFault::EmptyLabel),
            ("a b.example", HostFault::Character(' ')),
            ("-a.example", HostFault::Hyphen),
            ("localhost.", HostFault::SingleLabel),
            ("mail.example.25", HostFault::NumericTop),
        ] {
            assert_eq!(host_fault(host), Some(fault), "{host}");
        }
    }
}
