//! Why a value is no address or network.

use super::diagnose::{Diagnosis, is_domain};
use super::grammar::{ip4_network, ip6_network};
use super::problem::{Ip4Fault, Problem};
use nom::Parser;
use nom::combinator::all_consuming;

/// The two kinds of addresses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Family {
    Ip4,
    Ip6,
}

impl Family {
    /// The mechanism that takes such addresses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ip4 => "ip4",
            Self::Ip6 => "ip6",
        }
    }

    fn longest_prefix(self) -> u8 {
        match self {
            Self::Ip4 => 32,
            Self::Ip6 => 128,
        }
    }

    fn reads(self, address: &str) -> bool {
        match self {
            Self::Ip4 => all_consuming(ip4_network).parse(address).is_ok(),
            Self::Ip6 => all_consuming(ip6_network).parse(address).is_ok(),
        }
    }
}

/// The address that a word is, or was meant to be, and its kind.
pub(super) fn bare(word: &str) -> Option<(&str, Family)> {
    let (address, _) = cut_prefix(word);
    let numbers = |c: char| c.is_ascii_digit() || c == '.';
    if address.contains('.') && address.chars().all(numbers) && !address.starts_with('.') {
        Some((address, Family::Ip4))
    } else if Family::Ip6.reads(address) {
        Some((address, Family::Ip6))
    } else {
        None
    }
}

/// Whether a text is an address with or without a prefix length.
pub(super) fn is_network(text: &str, family: Family) -> bool {
    let (address, prefix) = cut_prefix(text);
    family.reads(address) && prefix_fault(prefix, family.longest_prefix()).is_none()
}

/// Tells why `value` is no network of this family. Puts down at least one
/// problem.
pub(super) fn diagnose_network<'a>(
    diagnosis: &mut Diagnosis<'a, '_>,
    family: Family,
    value: &'a str,
) {
    let name = family.name();
    if value.contains('%') {
        return diagnosis.push(value, Problem::AddressHasMacro { name });
    }
    let (address, prefix) = cut_prefix(value);
    if let Some(problem) = address_fault(diagnosis, family, address) {
        let place = if address.is_empty() { value } else { address };
        diagnosis.push(place, problem);
    }
    let longest = match (family, bare(address)) {
        // The length is judged as that of the address that stands there.
        (_, Some((_, other))) => other.longest_prefix(),
        _ => family.longest_prefix(),
    };
    if let Some(problem) = prefix_fault(prefix, longest) {
        diagnosis.push(prefix, problem);
    }
}

fn address_fault<'a>(
    diagnosis: &Diagnosis<'a, '_>,
    family: Family,
    address: &'a str,
) -> Option<Problem> {
    let text = || address.to_owned();
    if family.reads(address) {
        return None;
    }
    Some(match family {
        Family::Ip4 if Family::Ip6.reads(address) => Problem::Ip4IsIp6,
        Family::Ip6 if Family::Ip4.reads(address) => Problem::Ip6IsIp4,
        _ if !address.contains(':') && is_domain(diagnosis.source, address) => {
            Problem::AddressIsDomain {
                name: family.name(),
                domain: text(),
            }
        }
        Family::Ip4 => Problem::Ip4Invalid {
            address: text(),
            fault: ip4_fault(address),
        },
        Family::Ip6 => Problem::Ip6Invalid { address: text() },
    })
}

fn ip4_fault(address: &str) -> Ip4Fault {
    let numbers = || address.split('.');
    if address.contains(|c: char| !c.is_ascii_digit() && c != '.') {
        Ip4Fault::Character
    } else if numbers().count() != 4 || numbers().any(str::is_empty) {
        Ip4Fault::Count
    } else if numbers().any(|number| number.len() > 1 && number.starts_with('0')) {
        Ip4Fault::LeadingZero
    } else {
        Ip4Fault::TooLarge
    }
}

/// The address, and the prefix length with its slash.
fn cut_prefix(network: &str) -> (&str, &str) {
    network.split_at(network.find('/').unwrap_or(network.len()))
}

/// Tells of the faults of `/24//64`.
pub(super) fn diagnose_dual_prefix<'a>(diagnosis: &mut Diagnosis<'a, '_>, prefix: &'a str) {
    let (ip4, ip6) = prefix.split_at(prefix.find("//").unwrap_or(prefix.len()));
    if let Some(problem) = prefix_fault(ip4, 32) {
        diagnosis.push(ip4, problem);
    }
    if let Some(slash) = ip6.get(1..)
        && let Some(problem) = prefix_fault(slash, 128)
    {
        diagnosis.push(ip6, problem);
    }
}

/// What is wrong with `/24`; nothing is wrong with nothing.
fn prefix_fault(prefix: &str, longest: u8) -> Option<Problem> {
    let digits = prefix.strip_prefix('/')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|octet| octet.is_ascii_digit());
    if !is_number {
        return Some(Problem::PrefixInvalid {
            prefix: prefix.to_owned(),
        });
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return Some(Problem::PrefixLeadingZero {
            prefix: prefix.to_owned(),
        });
    }
    let length = digits.parse().unwrap_or(u32::MAX);
    (length > u32::from(longest)).then_some(Problem::PrefixTooLong { length, longest })
}
