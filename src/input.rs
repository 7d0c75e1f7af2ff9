//! What did the user give? A domain, an address, a URL, or a record's text.

use crate::dns::{Name, NameError};
use crate::record::kind::RecordKind;
use crate::record::paste::Paste;
use std::net::IpAddr;

/// What a text was understood as.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What there is to look at.
    pub target: Target,
    /// How the target was said.
    pub form: Form,
    /// Invisible characters that were taken out, once each.
    pub removed: Vec<char>,
}

/// What there is to look at.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A domain, with the DKIM selectors that came with it.
    Domain {
        /// The domain whose mail DNS is wanted.
        domain: Name,
        /// Selectors, in the order given.
        selectors: Vec<Name>,
    },
    /// An IP address: its names, and whether they lead back.
    Address(IpAddr),
    /// The text of a record, to be read without DNS.
    Record {
        /// The text as it was given.
        text: String,
        /// The kind of its first record, where the text tells it.
        kind: Option<RecordKind>,
    },
}

/// How a target was said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// A domain's name.
    Domain,
    /// A name below the domain where one of its mail records stands, such as
    /// `_dmarc.example.com`.
    RecordName,
    /// An e-mail address.
    Mailbox,
    /// A URL, or a host with a port or a path.
    Url,
    /// An IP address.
    Address,
    /// A reverse name, such as `1.2.0.192.in-addr.arpa`.
    ReverseName,
    /// A record's text.
    Record,
}

/// Why a text was not understood.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum InputError {
    /// There is nothing to look at.
    Empty,
    /// It should be a domain, and is none.
    Name(NameError),
}

/// The longest text that is looked at, in octets.
const MAX_OCTETS: usize = 1 << 20;

impl Input {
    /// Understands what a person typed or pasted.
    pub fn parse(text: &str) -> Result<Self, InputError> {
        let text = text.get(..MAX_OCTETS).unwrap_or(text);
        let (clean, removed) = without_invisible(text);
        let clean = clean.trim();
        if clean.is_empty() {
            return Err(InputError::Empty);
        }
        let (target, form) = understand(clean)?;
        Ok(Self {
            target,
            form,
            removed,
        })
    }
}

fn understand(text: &str) -> Result<(Target, Form), InputError> {
    if is_record(text) {
        let record = Target::Record {
            text: text.to_owned(),
            kind: Paste::read(text)
                .records
                .first()
                .and_then(|record| record.kind),
        };
        return Ok((record, Form::Record));
    }
    let bare = unwrap_quotes(text);
    if let Some(address) = address(bare) {
        return Ok((Target::Address(address), Form::Address));
    }
    let (host, form) = host(bare);
    if let Some(address) = address(host) {
        return Ok((Target::Address(address), form));
    }
    let name = Name::parse(host).map_err(InputError::Name)?;
    // Digits of other scripts have become ASCII by now.
    if let Some(address) = address(name.as_str()) {
        return Ok((Target::Address(address), form));
    }
    if let Some(address) = name.to_address() {
        return Ok((Target::Address(address), Form::ReverseName));
    }
    let (domain, selectors) = mail_domain(&name);
    let form = match form {
        Form::Domain if domain != name => Form::RecordName,
        other => other,
    };
    Ok((Target::Domain { domain, selectors }, form))
}

/// Whether a text reads like a record rather than like a place to look.
fn is_record(text: &str) -> bool {
    RecordKind::of_text(text).is_some()
        || (text.contains(char::is_whitespace) && !text.contains('@'))
        || (text.contains(';') && text.contains('='))
}

fn without_invisible(text: &str) -> (String, Vec<char>) {
    let mut removed = Vec::new();
    let clean = text
        .chars()
        .filter(|&c| {
            let keep = !is_invisible(c);
            if !keep && !removed.contains(&c) {
                removed.push(c);
            }
            keep
        })
        .collect();
    (clean, removed)
}

/// Characters that take no space and that no domain needs.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

fn unwrap_quotes(text: &str) -> &str {
    text.trim_matches(|c| matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '「' | '」'))
        .trim()
}

fn address(text: &str) -> Option<IpAddr> {
    let inner = text.trim_start_matches('[').trim_end_matches(']');
    let inner = inner.strip_prefix("IPv6:").unwrap_or(inner);
    inner.parse().ok()
}

/// The part of a mailbox or URL that names the host.
fn host(text: &str) -> (&str, Form) {
    if let Some((scheme, rest)) = text.split_once("://") {
        let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        let host = authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host);
        let form = if scheme.is_empty() {
            Form::Domain
        } else {
            Form::Url
        };
        return (without_port(host), form);
    }
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    if let Some((_, domain)) = text.rsplit_once('@') {
        let domain = domain
            .split(['>', '?', ',', ';'])
            .next()
            .unwrap_or_default();
        return (domain.trim(), Form::Mailbox);
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = without_port(host);
    let form = if bare.len() == text.len() {
        Form::Domain
    } else {
        Form::Url
    };
    (bare, form)
}

fn without_port(host: &str) -> &str {
    if host.starts_with('[') {
        return host.split_inclusive(']').next().unwrap_or_default();
    }
    match host.split_once(':') {
        Some((name, port)) if port.bytes().all(|octet| octet.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The domain that a name of one of its mail records belongs to, and the DKIM
/// selector in it.
fn mail_domain(name: &Name) -> (Name, Vec<Name>) {
    let labels: Vec<_> = name.labels().collect();
    let below = |count: usize| name.suffix(labels.len() - count);
    if let Some(at) = labels.iter().position(|&label| label == "_domainkey") {
        let selector = Name::parse(&labels[..at].join("."));
        return (below(at + 1), selector.into_iter().collect());
    }
    let count = match labels.as_slice() {
        ["_dmarc" | "_mta-sts" | "_adsp", _, ..] => 1,
        ["_smtp", "_tls", _, ..] | [_, "_bimi", _, ..] => 2,
        _ => 0,
    };
    (below(count), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> (String, Form) {
        let input = Input::parse(text).unwrap();
        match input.target {
            Target::Domain { domain, .. } => (domain.to_string(), input.form),
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn a_domain_is_found_in_whatever_holds_it() {
        for (text, form) in [
            (" Example.COM. ", Form::Domain),
            ("“example.com”", Form::Domain),
            ("postmaster@example.com", Form::Mailbox),
            ("Post Master <postmaster@example.com>", Form::Mailbox),
            ("mailto:a@example.com?subject=x", Form::Mailbox),
            ("https://user@example.com:8443/path?q#f", Form::Url),
            ("example.com/path", Form::Url),
            ("example.com:25", Form::Url),
            ("_dmarc.example.com", Form::RecordName),
            ("_smtp._tls.example.com", Form::RecordName),
            ("default._bimi.example.com", Form::RecordName),
            ("exam\u{200b}ple.com\u{feff}", Form::Domain),
            ("example。com", Form::Domain),
        ] {
            assert_eq!(domain(text), ("example.com".into(), form), "{text}");
        }
    }

    #[test]
    fn what_was_removed_is_said() {
        let input = Input::parse("a\u{200b}b\u{200b}.example\u{202e}").unwrap();
        assert_eq!(input.removed, ['\u{200b}', '\u{202e}']);
    }

    #[test]
    fn a_selector_comes_with_its_domain() {
        let input = Input::parse("s1.mail._domainkey.example.com").unwrap();
        assert_eq!(
            input.target,
            Target::Domain {
                domain: Name::parse("example.com").unwrap(),
                selectors: vec![Name::parse("s1.mail").unwrap()],
            }
        );
    }

    #[test]
    fn addresses_are_known_in_all_their_forms() {
        for (text, address) in [
            ("192.0.2.1", "192.0.2.1"),
            ("[192.0.2.1]", "192.0.2.1"),
            ("[IPv6:2001:db8::1]", "2001:db8::1"),
            ("http://[2001:db8::1]:8080/", "2001:db8::1"),
            ("192.0.2.1:25", "192.0.2.1"),
            ("1.2.0.192.in-addr.arpa", "192.0.2.1"),
            (
                Name::reverse("2001:db8::1".parse().unwrap()).as_str(),
                "2001:db8::1",
            ),
            ("１９２．０．２．１", "192.0.2.1"),
        ] {
            let target = Input::parse(text).unwrap().target;
            assert_eq!(target, Target::Address(address.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn a_record_is_a_record() {
        for (text, kind) in [
            ("v=spf1 -all", Some(RecordKind::Spf)),
            ("v=DMARC1;p=none", Some(RecordKind::Dmarc)),
            (
                "example.com. 3600 IN MX 10 mail.example.com.",
                Some(RecordKind::Mx),
            ),
            ("some words", None),
            ("k=rsa;p=", Some(RecordKind::Dkim)),
        ] {
            match Input::parse(text).unwrap().target {
                Target::Record { kind: found, .. } => assert_eq!(found, kind, "{text}"),
                other => panic!("{text} is {other:?}"),
            }
        }
    }

    #[test]
    fn nonsense_says_why() {
        assert_eq!(Input::parse(" \u{200b} "), Err(InputError::Empty));
        assert_eq!(
            Input::parse("exa$mple.com"),
            Err(InputError::Name(NameError::Character('$')))
        );
        assert_eq!(
            Input::parse("https://"),
            Err(InputError::Name(NameError::Empty))
        );
    }
}
