//! The values of DMARC's tags (RFC 9989 §4.8).

use crate::record::abnf::{Read, literal, octets};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{all_consuming, value};
use nom::multi::separated_list1;
use serde::Serialize;

/// What a domain owner asks receivers to do with mail that fails.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// Nothing.
    None,
    /// Treat it as suspicious.
    Quarantine,
    /// Refuse it.
    Reject,
}

impl Disposition {
    /// As it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
        }
    }

    /// One step weaker, as `t=y` makes it (RFC 9989 §4.7).
    pub const fn weaker(self) -> Self {
        match self {
            Self::Reject => Self::Quarantine,
            Self::Quarantine | Self::None => Self::None,
        }
    }
}

/// How exactly an authenticated domain must agree with the author's.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// They have the same organizational domain.
    #[default]
    Relaxed,
    /// They are the same.
    Strict,
}

/// Whether a domain says that it is a public suffix.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicSuffix {
    /// `y`.
    Yes,
    /// `n`: it is an organizational domain.
    No,
    /// `u`: the tree walk decides.
    #[default]
    Unstated,
}

/// When failure reports are asked for.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FailureOptions {
    /// `0`: every mechanism failed to give an aligned pass. The default.
    pub all: bool,
    /// `1`: any mechanism did.
    pub any: bool,
    /// `d`: a DKIM signature failed.
    pub dkim: bool,
    /// `s`: SPF failed.
    pub spf: bool,
    /// One option stands there twice.
    pub repeated: bool,
}

/// ```text
/// dmarc-request = "none" / "quarantine" / "reject"
/// ```
pub fn dmarc_request(text: &str) -> Option<Disposition> {
    whole(
        alt((
            value(Disposition::None, literal("none")),
            value(Disposition::Quarantine, literal("quarantine")),
            value(Disposition::Reject, literal("reject")),
        )),
        text,
    )
}

/// ```text
/// dmarc-rors = "r" / "s"
/// ```
pub fn dmarc_rors(text: &str) -> Option<Alignment> {
    whole(
        alt((
            value(Alignment::Relaxed, literal("r")),
            value(Alignment::Strict, literal("s")),
        )),
        text,
    )
}

/// ```text
/// dmarc-yorn = "y" / "n"
/// ```
pub fn dmarc_yorn(text: &str) -> Option<bool> {
    whole(
        alt((value(true, literal("y")), value(false, literal("n")))),
        text,
    )
}

/// ```text
/// dmarc-psd = "y" / "n" / "u"
/// ```
pub fn dmarc_psd(text: &str) -> Option<PublicSuffix> {
    whole(
        alt((
            value(PublicSuffix::Yes, literal("y")),
            value(PublicSuffix::No, literal("n")),
            value(PublicSuffix::Unstated, literal("u")),
        )),
        text,
    )
}

/// ```text
/// dmarc-fo   = ("0" / "1") *(":" dmarc-afrf)
///            / dmarc-afrf [":" ("0" / "1")] [":" dmarc-afrf]
///            / *(dmarc-afrf ":") ("0" / "1")
/// dmarc-afrf = "d" / "s"
/// ```
///
/// What the grammar leaves out, `0` with `1` and an option twice, is read too.
pub fn dmarc_fo(text: &str) -> Option<FailureOptions> {
    let option = alt((tag("0"), tag("1"), literal("d"), literal("s")));
    let between = |input| {
        let (rest, _) = blank(input)?;
        let (rest, _) = tag(":").parse(rest)?;
        blank(rest)
    };
    let options = whole(separated_list1(between, option), text)?;
    let mut read = FailureOptions::default();
    for option in options {
        let flag = match option {
            "0" => &mut read.all,
            "1" => &mut read.any,
            "d" | "D" => &mut read.dkim,
            _ => &mut read.spf,
        };
        let before = std::mem::replace(flag, true);
        read.repeated |= before;
    }
    Some(read)
}

/// RFC 7489 §6.3: "a plain-text integer between 0 and 100, inclusive".
pub fn percent(text: &str) -> Option<u8> {
    number(text)
        .and_then(|percent| u8::try_from(percent).ok())
        .filter(|percent| *percent <= 100)
}

/// ```text
/// 1*DIGIT
/// ```
pub fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn blank(input: &str) -> Read<'_, &str> {
    octets(|octet| matches!(octet, b' ' | b'\t'))(input)
}

fn whole<'a, T>(grammar: impl Parser<&'a str, Output = T, Error = ()>, text: &'a str) -> Option<T> {
    all_consuming(grammar)
        .parse(text)
        .ok()
        .map(|(_, read)| read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failure_options() {
        let read = |text| dmarc_fo(text).map(|fo| (fo.all, fo.any, fo.dkim, fo.spf));
        assert_eq!(read("1"), Some((false, true, false, false)));
        assert_eq!(read("0:d : s"), Some((true, false, true, true)));
        assert_eq!(read("0:1"), Some((true, true, false, false)));
        assert!(dmarc_fo("d:d").is_some_and(|fo| fo.repeated));
        assert_eq!(read("2"), None);
        assert_eq!(read("1:"), None);
        assert_eq!(read("1,d"), None);
    }

    #[test]
    fn percents() {
        assert_eq!(percent("100"), Some(100));
        assert_eq!(percent("101"), None);
        assert_eq!(percent("50%"), None);
        assert_eq!(percent("+5"), None);
    }
}
