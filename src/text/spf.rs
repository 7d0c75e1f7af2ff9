//! What the words on SPF are made of in every language.

use super::number::grouped;
use crate::dns::Failure;
use crate::follow::spf::{Amount, Tree};
use crate::record::span::Spanned;
use crate::record::spf::{self, DomainSpec, MacroExpand, Mechanism};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is counted against a limit (RFC 7208 §4.6.4).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Counted {
    /// Terms that ask DNS.
    Lookups,
    /// Questions that bring nothing.
    Voids,
    /// The same, where the client's address is IPv4.
    VoidsIp4,
    /// The same, where it is IPv6.
    VoidsIp6,
}

/// What is to be said of where a term leads, besides what it costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'a> {
    /// The vendor whose record it is.
    Vendor(&'a str),
    /// Receivers never come to it.
    NotReached,
    /// Only a message shows where it leads.
    Sender,
    /// Its text is no name that DNS could know.
    Malformed(&'a str),
    /// The record stands elsewhere in the tree too, and costs this again.
    Again(Amount),
    /// The record is one of those that led here.
    Loop,
    /// There is no SPF record.
    NoRecord,
    /// There is no such name.
    NoSuchName,
    /// There are several SPF records.
    Several(usize),
    /// It could not be found out.
    Unknown(&'a Failure),
    /// The tree is too large to go on.
    NotFollowed,
    /// More lookups than receivers make.
    OverLimit,
    /// More exchangers than receivers look up.
    TooManyExchangers(usize),
    /// So many exchangers.
    Exchangers(usize),
    /// So many addresses.
    Addresses(usize),
    /// The question brings nothing.
    Nothing,
    /// The name is there.
    There,
    /// The names of each client are asked for.
    ClientNames,
}

/// The `all` with which the record that decides ends, as written.
pub fn ending(tree: &Tree) -> Option<String> {
    let text = tree.record(*tree.deciding().last()?)?.text()?;
    let record = spf::read(text);
    let mut directives = record.directives();
    let all = directives.find(|directive| directive.value.mechanism == Mechanism::All)?;
    Some(all.span.slice(text).to_owned())
}

/// The first and the last address of a network; `None` where it has but one.
pub fn ends(address: IpAddr, prefix: Option<Spanned<u8>>) -> Option<(IpAddr, IpAddr)> {
    let prefix = prefix?.value.into();
    let (first, last) = match address {
        IpAddr::V4(address) => {
            let hosts = u32::MAX.checked_shr(prefix).unwrap_or(0);
            let first = Ipv4Addr::from(u32::from(address) & !hosts);
            let last = Ipv4Addr::from(u32::from(address) | hosts);
            (IpAddr::V4(first), IpAddr::V4(last))
        }
        IpAddr::V6(address) => {
            let hosts = u128::MAX.checked_shr(prefix).unwrap_or(0);
            let first = Ipv6Addr::from(u128::from(address) & !hosts);
            let last = Ipv6Addr::from(u128::from(address) | hosts);
            (IpAddr::V6(first), IpAddr::V6(last))
        }
    };
    (first != last).then_some((first, last))
}

/// How many addresses of `bits` bits share a prefix: `65,536`, or `2⁶⁴` where there
/// are too many to read.
pub fn count(prefix: u8, bits: u8) -> String {
    let exponent = bits.saturating_sub(prefix);
    if exponent > 32 {
        let exponent = exponent.to_string();
        return exponent
            .chars()
            .fold("2".into(), |power, digit| power + superscript(digit));
    }
    grouped(1 << exponent)
}

/// How many addresses there are; of more than can be read, the power of two
/// that is next below, and whether there are more.
pub fn size(addresses: u128) -> (String, bool) {
    match u64::try_from(addresses) {
        Ok(few) if few <= 1 << 32 => (grouped(few), false),
        _ => {
            let exponent = addresses.checked_ilog2().unwrap_or(128) as u8;
            let power = count(0, exponent);
            (power, !addresses.is_power_of_two())
        }
    }
}

fn superscript(digit: char) -> &'static str {
    match digit {
        '0' => "⁰",
        '1' => "¹",
        '2' => "²",
        '3' => "³",
        '4' => "⁴",
        '5' => "⁵",
        '6' => "⁶",
        '7' => "⁷",
        '8' => "⁸",
        _ => "⁹",
    }
}

/// What `say` tells of each macro in a domain, once each, behind its text.
pub fn macros(domain: Option<DomainSpec>, say: fn(&MacroExpand) -> String) -> Vec<String> {
    /// More are not told of: nobody would read them.
    const TOLD: usize = 6;
    let mut told = Vec::new();
    let Some(domain) = domain else { return told };
    let string = domain.macro_string();
    for expand in string.expansions() {
        let start = expand.span.start - string.span.start;
        let written = string.text.get(start..start + expand.span.len());
        let sentence = format!("`{}`{}", written.unwrap_or_default(), say(&expand.value));
        if !told.contains(&sentence) {
            told.push(sentence);
        }
        if told.len() == TOLD {
            break;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::span::Span;

    #[test]
    fn addresses_are_counted() {
        for (prefix, bits, text) in [
            (32, 32, "1"),
            (24, 32, "256"),
            (16, 32, "65,536"),
            (0, 32, "4,294,967,296"),
            (96, 128, "4,294,967,296"),
            (64, 128, "2⁶⁴"),
            (0, 128, "2¹²⁸"),
        ] {
            assert_eq!(count(prefix, bits), text);
        }
    }

    #[test]
    fn sizes_are_told() {
        for (addresses, text, more) in [
            (0, "0", false),
            (1234, "1,234", false),
            (1 << 32, "4,294,967,296", false),
            (1 << 64, "2⁶⁴", false),
            ((1 << 64) + 1, "2⁶⁴", true),
            (u128::MAX, "2¹²⁷", true),
        ] {
            assert_eq!(size(addresses), (text.to_owned(), more));
        }
    }

    #[test]
    fn networks_have_ends() {
        let network = |address: &str, prefix| {
            let prefix = Spanned::new(prefix, Span::new(0, 0));
            ends(address.parse().unwrap(), Some(prefix))
                .map(|(first, last)| format!("{first} {last}"))
        };
        let ends = |ends: &str| Some(ends.to_owned());
        assert_eq!(network("192.0.2.9", 24), ends("192.0.2.0 192.0.2.255"));
        assert_eq!(network("192.0.2.9", 0), ends("0.0.0.0 255.255.255.255"));
        assert_eq!(network("192.0.2.9", 32), None);
        assert_eq!(network("2001:db8::9", 127), ends("2001:db8::8 2001:db8::9"));
        assert_eq!(network("2001:db8::9", 128), None);
        let all = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        assert_eq!(network("2001:db8::9", 0), Some(format!(":: {all}")));
    }
}
