//! Terminals of ABNF (RFC 5234), for nom.
//!
//! They look at octets: a grammar takes US-ASCII only, so whatever it takes ends
//! where a character does.

use nom::{Err, IResult};

/// What a grammar function gives. Why it failed is found out elsewhere.
pub type Read<'a, T> = IResult<&'a str, T, ()>;

/// `"text"`, in either case (RFC 5234 §2.3).
pub fn literal<'a>(text: &'static str) -> impl Fn(&'a str) -> Read<'a, &'a str> + Copy {
    move |i| {
        let start = i.as_bytes().get(..text.len());
        let is_there = start.is_some_and(|start| start.eq_ignore_ascii_case(text.as_bytes()));
        match i.split_at_checked(text.len()).filter(|_| is_there) {
            Some((taken, rest)) => Ok((rest, taken)),
            None => refuse(),
        }
    }
}

/// `*octet`, of US-ASCII.
pub fn octets<'a>(fits: impl Fn(u8) -> bool) -> impl Fn(&'a str) -> Read<'a, &'a str> {
    move |i| {
        let misfit = |octet: u8| !(octet.is_ascii() && fits(octet));
        let end = i.bytes().position(misfit).unwrap_or(i.len());
        let (taken, rest) = i.split_at(end);
        Ok((rest, taken))
    }
}

/// `1*octet`, of US-ASCII.
pub fn octets1<'a>(fits: impl Fn(u8) -> bool) -> impl Fn(&'a str) -> Read<'a, &'a str> {
    let octets = octets(fits);
    move |i| {
        octets(i).and_then(|read| match read.1 {
            "" => refuse(),
            _ => Ok(read),
        })
    }
}

/// What a grammar function gives that cannot read on.
pub fn refuse<'a, T>() -> Read<'a, T> {
    Err(Err::Error(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_stand_in_either_case() {
        assert_eq!(literal("ip4:")("IP4:é"), Ok(("é", "IP4:")));
        for text in ["", "ip4", "ip4é", "é"] {
            assert!(literal("ip4:")(text).is_err(), "{text}");
        }
    }

    #[test]
    fn octets_end_before_any_that_does_not_fit() {
        let digits = octets(|octet| octet != b'x');
        assert_eq!(digits("12x"), Ok(("x", "12")));
        assert_eq!(digits("12é"), Ok(("é", "12")));
        assert_eq!(digits(""), Ok(("", "")));
        assert!(octets1(|_| true)("é").is_err());
    }
}
