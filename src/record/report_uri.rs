//! The URIs that reports are sent to, in DMARC (`rua`, `ruf`) and in TLS-RPT.

use super::abnf::{Read, octets, octets1};
use super::host::host_fault;
use super::span::{Span, Spanned};
use nom::Parser;
use nom::bytes::complete::{tag, take_while1};
use nom::combinator::recognize;
use nom::multi::many0_count;
use nom::sequence::{pair, preceded, terminated};
use serde::Serialize;
use std::borrow::Cow;

/// One URI of a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReportUri {
    /// Where reports go.
    pub target: Target,
    /// The most octets that a report may have: `!10m` (RFC 7489 §6.2; taken
    /// away by RFC 9989 §4.8).
    pub size: Option<Spanned<u64>>,
}

/// What a report URI names.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// `mailto:`: the mailbox, percent-decoded.
    Mail {
        /// Before the `@`.
        local: String,
        /// After the `@`, as written.
        domain: String,
    },
    /// `https:`: the host, as written.
    Https {
        /// The host, without port.
        host: String,
    },
    /// Another scheme.
    Other {
        /// The scheme, in lower case.
        scheme: String,
    },
    /// Text that is no URI.
    Broken(UriFault),
}

/// Why a text is no URI that reports can be sent to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UriFault {
    /// Nothing stands between two commas.
    Empty,
    /// A mailbox without `mailto:` before it.
    MailboxWithoutScheme,
    /// No scheme, and no mailbox either.
    NoScheme,
    /// A character that no URI has; it must be percent-encoded (RFC 3986 §2).
    Character(char),
    /// White space within it.
    Space,
    /// What follows `mailto:` is no mailbox (RFC 6068 §2).
    Mailbox,
    /// The part after `!` is no size.
    Size,
    /// There is no host after `https://`.
    Host,
}

impl ReportUri {
    /// Whether it is a URI at all.
    pub fn is_valid(&self) -> bool {
        !matches!(self.target, Target::Broken(_))
    }

    /// What is wrong with it.
    pub fn fault(&self) -> Option<UriFault> {
        match self.target {
            Target::Broken(fault) => Some(fault),
            _ => None,
        }
    }

    /// The domain of the mailbox or the host.
    pub fn domain(&self) -> Option<&str> {
        match &self.target {
            Target::Mail { domain, .. } => Some(domain),
            Target::Https { host } => Some(host),
            _ => None,
        }
    }
}

/// Reads a list at `span` of `text`. An empty list has no URI.
///
/// ```text
/// dmarc-urilist = obs-dmarc-uri *(*WSP "," *WSP obs-dmarc-uri)
/// ```
pub fn uri_list(text: &str, span: Span, sized: bool) -> Vec<Spanned<ReportUri>> {
    let list = span.slice(text);
    if list.is_empty() {
        return Vec::new();
    }
    list.split(',')
        .map(|part| {
            let part = part.trim();
            Spanned::new(report_uri(part, text, sized), Span::of(part, text))
        })
        .collect()
}

/// ```text
/// obs-dmarc-uri = dmarc-uri "!" 1*DIGIT ["k" / "m" / "g" / "t"]
/// ```
fn report_uri(part: &str, text: &str, sized: bool) -> ReportUri {
    let (uri, mark) = match part.rsplit_once('!').filter(|_| sized) {
        Some((uri, mark)) => (uri, Some(mark)),
        None => (part, None),
    };
    let size = mark.and_then(|mark| Some(Spanned::new(size(mark)?, Span::of(mark, text))));
    let target = if mark.is_some() && size.is_none() {
        Target::Broken(UriFault::Size)
    } else {
        target(uri)
    };
    ReportUri { target, size }
}

/// Octets: digits and a binary unit.
fn size(mark: &str) -> Option<u64> {
    let digits = mark.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match mark.get(digits.len()..)? {
        "" => 0,
        "k" | "K" => 1,
        "m" | "M" => 2,
        "g" | "G" => 3,
        "t" | "T" => 4,
        _ => return None,
    };
    let number: u64 = digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse().ok())??;
    number.checked_mul(1024u64.pow(power))
}

fn target(uri: &str) -> Target {
    if uri.is_empty() {
        return Target::Broken(UriFault::Empty);
    }
    let Ok((rest, scheme)) = scheme(uri) else {
        return Target::Broken(match uri.contains('@') {
            true => UriFault::MailboxWithoutScheme,
            false => UriFault::NoScheme,
        });
    };
    if let Some(odd) = uri.chars().find(|&c| !is_uri_character(c)) {
        return Target::Broken(match odd.is_whitespace() {
            true => UriFault::Space,
            false => UriFault::Character(odd),
        });
    }
    if scheme.eq_ignore_ascii_case("mailto") {
        let mailbox = mailto(rest).map(|(local, domain)| Target::Mail { local, domain });
        mailbox.unwrap_or(Target::Broken(UriFault::Mailbox))
    } else if scheme.eq_ignore_ascii_case("https") {
        let host = host(rest).map(|host| Target::Https { host });
        host.unwrap_or(Target::Broken(UriFault::Host))
    } else {
        let scheme = scheme.to_ascii_lowercase();
        Target::Other { scheme }
    }
}

/// ```text
/// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
/// ```
///
/// and the `:` after it.
fn scheme(input: &str) -> Read<'_, &str> {
    let alpha = octets1(|octet| octet.is_ascii_alphabetic());
    let more = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.');
    terminated(recognize(pair(alpha, octets(more))), tag(":")).parse(input)
}

/// ```text
/// mailtoURI = "mailto:" [ to ] [ hfields ]
/// addr-spec = local-part "@" domain
/// ```
fn mailto(rest: &str) -> Option<(String, String)> {
    let to = rest.split_once('?').map_or(rest, |(to, _)| to);
    let to = percent_decode(to)?;
    let (local, domain) = to.rsplit_once('@')?;
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let local_fits = quoted || dot_atom_text(local).is_ok_and(|(rest, _)| rest.is_empty());
    (local_fits && host_fault(domain).is_none()).then(|| (local.to_owned(), domain.to_owned()))
}

/// ```text
/// dot-atom-text = 1*atext *("." 1*atext)
/// ```
fn dot_atom_text(input: &str) -> Read<'_, usize> {
    let atext = || take_while1(is_atext);
    preceded(atext(), many0_count(preceded(tag("."), atext()))).parse(input)
}

fn host(rest: &str) -> Option<String> {
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    host_fault(host).is_none().then(|| host.to_owned())
}

fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(text.into());
    }
    let mut octets = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        octets.push(match byte {
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(octets).ok().map(Cow::Owned)
}

fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '!' | '#'..='\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^'..='`' | '{'..='~')
        || !c.is_ascii()
}

/// ```text
/// reserved / unreserved / "%"
/// ```
fn is_uri_character(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'..='/' | ':' | ';' | '=' | '?' | '@' | '[' | ']' | '_' | '~'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Target {
        let mut uris = uri_list(text, Span::new(0, text.len()), true);
        assert_eq!(uris.len(), 1, "{text}");
        uris.remove(0).value.target
    }

    #[test]
    fn mailboxes() {
        let mail = |local: &str, domain: &str| Target::Mail {
            local: local.to_owned(),
            domain: domain.to_owned(),
        };
        assert_eq!(one("mailto:d@example.com"), mail("d", "example.com"));
        assert_eq!(one("MAILTO:d@d.example?subject=x"), mail("d", "d.example"));
        assert_eq!(one("mailto:a%2Bb@d.example!10m"), mail("a+b", "d.example"));
    }

    #[test]
    fn what_is_no_uri() {
        for (text, fault) in [
            ("d@example.com", UriFault::MailboxWithoutScheme),
            ("example.com", UriFault::NoScheme),
            ("mailto:d", UriFault::Mailbox),
            ("mailto:@example.com", UriFault::Mailbox),
            ("mailto: d@example.com", UriFault::Space),
            ("mailto:<d@example.com>", UriFault::Character('<')),
            ("mailto:d@example.com!ten", UriFault::Size),
            ("https:///x", UriFault::Host),
            ("mailto:a%4@example.com", UriFault::Mailbox),
            ("mailto:a%2Cb@example.com", UriFault::Mailbox),
        ] {
            assert_eq!(one(text), Target::Broken(fault), "{text}");
        }
    }

    #[test]
    fn lists_and_sizes() {
        let text = "rua=mailto:a@d.example!2k , https://r.example:8/x,";
        let uris = uri_list(text, Span::new(4, text.len()), true);
        assert_eq!(uris.len(), 3);
        assert_eq!(uris[0].value.size.map(|s| s.value), Some(2048));
        assert_eq!(uris[0].span.slice(text), "mailto:a@d.example!2k");
        assert_eq!(uris[1].value.domain(), Some("r.example"));
        assert_eq!(uris[2].value.fault(), Some(UriFault::Empty));
    }
}
