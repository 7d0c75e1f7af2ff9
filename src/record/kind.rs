//! Which kind of record a text is.

use serde::Serialize;

/// The kinds of record that Mailvet reads.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// An SPF record (RFC 7208).
    Spf,
    /// A DKIM key record (RFC 6376).
    Dkim,
    /// A DMARC policy record (RFC 9989).
    Dmarc,
    /// The TXT record that announces an MTA-STS policy (RFC 8461).
    MtaSts,
    /// An MTA-STS policy file (RFC 8461).
    MtaStsPolicy,
    /// A TLS reporting record (RFC 8460).
    TlsRpt,
    /// A BIMI assertion record.
    Bimi,
    /// A TLSA record (RFC 6698).
    Tlsa,
    /// A CAA record (RFC 8659).
    Caa,
    /// A set of MX records.
    Mx,
}

impl RecordKind {
    /// Every kind, in the order in which people are offered them.
    pub const ALL: [Self; 10] = [
        Self::Spf,
        Self::Dkim,
        Self::Dmarc,
        Self::MtaSts,
        Self::MtaStsPolicy,
        Self::TlsRpt,
        Self::Bimi,
        Self::Tlsa,
        Self::Caa,
        Self::Mx,
    ];

    /// The kind's id, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Spf => "spf",
            Self::Dkim => "dkim",
            Self::Dmarc => "dmarc",
            Self::MtaSts => "mta-sts",
            Self::MtaStsPolicy => "mta-sts-policy",
            Self::TlsRpt => "tls-rpt",
            Self::Bimi => "bimi",
            Self::Tlsa => "tlsa",
            Self::Caa => "caa",
            Self::Mx => "mx",
        }
    }

    /// The kind that the text itself tells, by its version tag or its form.
    pub fn of_text(text: &str) -> Option<Self> {
        let start: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '“' | '”'))
            .take(64)
            .collect::<String>()
            .to_ascii_lowercase();
        const VERSIONS: &[(&str, RecordKind)] = &[
            ("v=spf", RecordKind::Spf),
            ("spf2.0", RecordKind::Spf),
            ("v=dkim", RecordKind::Dkim),
            ("v=dmarc", RecordKind::Dmarc),
            ("v=sts", RecordKind::MtaSts),
            ("version:sts", RecordKind::MtaStsPolicy),
            ("v=tlsrpt", RecordKind::TlsRpt),
            ("v=bimi", RecordKind::Bimi),
            ("k=rsa", RecordKind::Dkim),
            ("k=ed25519", RecordKind::Dkim),
            ("p=mi", RecordKind::Dkim),
        ];
        VERSIONS
            .iter()
            .find(|(version, _)| start.starts_with(version))
            .map(|&(_, kind)| kind)
            .or_else(|| Self::of_name(text))
            .or_else(|| Self::of_fields(text))
    }

    /// The kind that guides name in front, with a version that there may not be:
    /// `SPFv2`, `ECSPF`.
    fn of_name(text: &str) -> Option<Self> {
        let word = text.split_whitespace().next()?.to_ascii_lowercase();
        let version = word
            .strip_prefix("spf")
            .map(|it| it.trim_start_matches('v'));
        let is_number = |it: &str| !it.is_empty() && it.bytes().all(|c| c.is_ascii_digit());
        (word == "ecspf" || version.is_some_and(is_number)).then_some(Self::Spf)
    }

    /// The kind that the fields of a record's data tell, as zone files write
    /// them: `3 1 1 0123…` of a TLSA record, `0 issue "…"` of a CAA record.
    fn of_fields(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let is_octet = |word: &str| word.parse::<u8>().is_ok();
        words.next().filter(|word| is_octet(word))?;
        let second = words.next()?.to_ascii_lowercase();
        let third = words.next()?;
        if second.starts_with("issue") && !second.contains('.') || second == "iodef" {
            return Some(Self::Caa);
        }
        let is_hex = |word: &str| word.len() > 7 && word.bytes().all(|c| c.is_ascii_hexdigit());
        let is_tlsa = is_octet(&second) && is_octet(third) && words.next().is_some_and(is_hex);
        is_tlsa.then_some(Self::Tlsa)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_tell() {
        for (text, kind) in [
            ("v=spf1 -all", RecordKind::Spf),
            (" \"V=SPF1 -all\"", RecordKind::Spf),
            ("v = DMARC1; p=none", RecordKind::Dmarc),
            ("p=MIGfMA0", RecordKind::Dkim),
            ("SPFv2 mx", RecordKind::Spf),
            ("ECSPF", RecordKind::Spf),
            ("version: STSv1\nmode: none", RecordKind::MtaStsPolicy),
            ("0 issue \"ca.example\"", RecordKind::Caa),
            ("3 1 1 0123456789abcdef", RecordKind::Tlsa),
        ] {
            assert_eq!(RecordKind::of_text(text), Some(kind), "{text}");
        }
        for text in [
            "google-site-verification=x",
            "spf.example.com",
            "spfv2.example.com",
            "spf",
            "10 issues.example 3",
            "3 1 1 no",
        ] {
            assert_eq!(RecordKind::of_text(text), None, "{text}");
        }
    }
}
