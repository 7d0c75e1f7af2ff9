//! The link to a check, or to the rules: the page's address with a fragment, which no browser
//! sends to any server.
//!
//! `#check=example.com&selector=s1,s2&profile=parked&lang=zh`: what to check, as
//! a person would type it; DKIM selectors; what the domain is for, where that
//! is not to be guessed; the language. Each is percent-encoded
//! (RFC 3986 §2.1), and parameters that are not known are passed over, so that
//! old pages open new links.
//!
//! `&ip=192.0.2.1&sender=a@example.com&helo=mx.example.com` adds a message that
//! is tried, and `&at=example.com` where a record's text is supposed to stand.
//!
//! `#compare=example.com&selector=s1&expect=v%3Dspf1%20-all` asks several
//! resolvers for the same records, and looks for a value that was published.
//!
//! `#build=spf&domain=example.com` leads to the builder of a record, for a
//! domain; `&choose=others:refused,exchangers:yes` makes choices there.
//!
//! `#seen=AQ…` carries what was seen ([`crate::report::snapshot`]), and asks
//! nobody. `#open` leads to where a saved report is opened.
//!
//! `#many` leads to where many domains are checked.
//!
//! `#rules` leads to the list of rules, `#rules=spf-include-no-colon` to one.
//!
//! `#privacy` tells what leaves the browser.

use std::fmt::Write as _;

/// What a link says.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Link {
    /// What to check: a domain, an address or a record's text.
    pub check: Option<String>,
    /// What was seen, as a sealed text.
    pub seen: Option<String>,
    /// Whether a saved report is to be opened.
    pub open: bool,
    /// The domain whose records are compared at several resolvers.
    pub compare: Option<String>,
    /// The value that is looked for there; empty where none is.
    pub expect: String,
    /// DKIM selectors.
    pub selectors: Vec<String>,
    /// What the domain is for: the id of a profile, or nothing.
    pub profile: String,
    /// The list of rules, and the id of one of them or nothing.
    pub rules: Option<String>,
    /// What leaves the browser.
    pub privacy: bool,
    /// Whether it leads to where many domains are checked.
    pub many: bool,
    /// What is built: the id of a builder.
    pub build: Option<String>,
    /// The domain that it is built for; empty where nobody named one.
    pub domain: String,
    /// What is chosen there: the ids of choices, and what is chosen.
    pub choices: Vec<(String, String)>,
    /// A language tag (BCP 47).
    pub language: Option<String>,
    /// What is tried of SPF.
    pub tried: Tried,
}

/// A message that is tried, and where; empty where nothing is said.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tried {
    /// The domain at which a record's text is supposed to stand.
    pub at: String,
    /// The address of the message's client.
    pub ip: String,
    /// The address in MAIL FROM.
    pub sender: String,
    /// The name given in HELO.
    pub helo: String,
}

impl Link {
    /// Reads a fragment, with or without its `#`. Anything can stand in it.
    pub fn parse(fragment: &str) -> Self {
        let mut link = Self::default();
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        for parameter in fragment.split('&') {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            if name == "rules" {
                link.rules = Some(decode(value));
            }
            if name == "privacy" {
                link.privacy = true;
            }
            if name == "many" {
                link.many = true;
            }
            if name == "build" {
                link.build = Some(decode(value));
            }
            if name == "seen" {
                link.seen = Some(value.to_owned());
            }
            link.open |= name == "open";
            if value.is_empty() {
                continue;
            }
            match name {
                "check" => link.check = Some(decode(value)),
                "compare" => link.compare = Some(decode(value)),
                "expect" => link.expect = decode(value),
                "selector" => link.selectors.extend(
                    value
                        .split(',')
                        .map(decode)
                        .filter(|selector| !selector.is_empty()),
                ),
                "profile" => link.profile = decode(value),
                "domain" => link.domain = decode(value),
                "choose" => {
                    let choices = value.split(',').filter_map(|it| it.split_once(':'));
                    let choices = choices.map(|(field, chosen)| (decode(field), decode(chosen)));
                    link.choices.extend(choices);
                }
                "lang" => link.language = Some(decode(value)),
                "at" => link.tried.at = decode(value),
                "ip" => link.tried.ip = decode(value),
                "sender" => link.tried.sender = decode(value),
                "helo" => link.tried.helo = decode(value),
                _ => {}
            }
        }
        link
    }

    /// Whether it leads to a room of the annex.
    pub fn names_room(&self) -> bool {
        self.compare.is_some()
            || self.build.is_some()
            || self.rules.is_some()
            || self.open
            || self.many
            || self.privacy
    }

    /// The fragment, without its `#`.
    pub fn fragment(&self) -> String {
        let mut parameters = Vec::new();
        if let Some(check) = self.check.as_ref().filter(|check| !check.is_empty()) {
            parameters.push(format!("check={}", encode(check)));
        }
        if let Some(seen) = &self.seen {
            parameters.push(["seen=", seen].concat());
        }
        if self.open {
            parameters.push("open".to_owned());
        }
        if let Some(compare) = &self.compare {
            parameters.push(format!("compare={}", encode(compare)));
        }
        if !self.selectors.is_empty() {
            let selectors: Vec<_> = self.selectors.iter().map(|name| encode(name)).collect();
            parameters.push(format!("selector={}", selectors.join(",")));
        }
        if !self.profile.is_empty() {
            parameters.push(["profile=", &encode(&self.profile)].concat());
        }
        let Tried {
            at,
            ip,
            sender,
            helo,
        } = &self.tried;
        for (name, value) in [("at", at), ("ip", ip), ("sender", sender), ("helo", helo)] {
            if !value.is_empty() {
                parameters.push([name, "=", &encode(value)].concat());
            }
        }
        if !self.expect.is_empty() {
            parameters.push(format!("expect={}", encode(&self.expect)));
        }
        match self.rules.as_deref() {
            Some("") => parameters.push("rules".to_owned()),
            Some(rule) => parameters.push(format!("rules={}", encode(rule))),
            None => {}
        }
        if self.privacy {
            parameters.push("privacy".to_owned());
        }
        if self.many {
            parameters.push("many".to_owned());
        }
        match self.build.as_deref() {
            Some("") => parameters.push("build".to_owned()),
            Some(kind) => parameters.push(["build=", &encode(kind)].concat()),
            None => {}
        }
        if !self.domain.is_empty() {
            parameters.push(["domain=", &encode(&self.domain)].concat());
        }
        if !self.choices.is_empty() {
            let choices = self.choices.iter();
            let choices = choices.map(|(field, chosen)| [field, ":", &encode(chosen)].concat());
            parameters.push(["choose=", &choices.collect::<Vec<_>>().join(",")].concat());
        }
        if let Some(language) = &self.language {
            parameters.push(format!("lang={}", encode(language)));
        }
        parameters.join("&")
    }
}

/// Leaves alone what a domain, an address or a selector is made of, so that
/// links can be read; mail programs cut links at most other characters.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for octet in text.bytes() {
        match octet {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => {
                encoded.push(octet.into());
            }
            _ => {
                let _ = write!(encoded, "%{octet:02X}");
            }
        }
    }
    encoded
}

/// Takes a lone `%` for itself, and `+` too: only forms write spaces so.
fn decode(text: &str) -> String {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&octet, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .filter(|hex| octet == b'%' && hex.iter().all(u8::is_ascii_hexdigit))
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        octets.push(hex.unwrap_or(octet));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&octets).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_back_to_itself() {
        for (link, fragment) in [
            (Link::default(), ""),
            (
                Link {
                    check: Some("example.com".into()),
                    selectors: vec!["s1".into(), "s2.mail".into()],
                    language: Some("zh".into()),
                    ..Link::default()
                },
                "check=example.com&selector=s1,s2.mail&lang=zh",
            ),
            (
                Link {
                    check: Some("v=spf1 a:%{d} ip6:2001:db8::/32 -all\n邮".into()),
                    ..Link::default()
                },
                "check=v%3Dspf1%20a:%25%7Bd%7D%20ip6:2001:db8::%2F32%20-all%0A%E9%82%AE",
            ),
            (
                Link {
                    check: Some("example.com".into()),
                    tried: Tried {
                        at: "d.example".into(),
                        ip: "2001:db8::1".into(),
                        sender: "a@example.com".into(),
                        helo: "mx".into(),
                    },
                    ..Link::default()
                },
                "check=example.com&at=d.example&ip=2001:db8::1&sender=a%40example.com&helo=mx",
            ),
            (
                Link {
                    compare: Some("example.com".into()),
                    selectors: vec!["s1".into()],
                    expect: "v=spf1 -all".into(),
                    language: Some("zh".into()),
                    ..Link::default()
                },
                "compare=example.com&selector=s1&expect=v%3Dspf1%20-all&lang=zh",
            ),
            (
                Link {
                    seen: Some("AQ-_".into()),
                    language: Some("zh".into()),
                    ..Link::default()
                },
                "seen=AQ-_&lang=zh",
            ),
            (
                Link {
                    open: true,
                    ..Link::default()
                },
                "open",
            ),
            (
                Link {
                    many: true,
                    language: Some("zh".into()),
                    ..Link::default()
                },
                "many&lang=zh",
            ),
            (
                Link {
                    rules: Some(String::new()),
                    ..Link::default()
                },
                "rules",
            ),
            (
                Link {
                    rules: Some("spf-all-last".into()),
                    language: Some("en".into()),
                    ..Link::default()
                },
                "rules=spf-all-last&lang=en",
            ),
            (
                Link {
                    build: Some("spf".into()),
                    domain: "example.com".into(),
                    ..Link::default()
                },
                "build=spf&domain=example.com",
            ),
            (
                Link {
                    build: Some("spf".into()),
                    domain: "example.com".into(),
                    choices: vec![
                        ("others".into(), "refused".into()),
                        ("includes".into(), "a.example, b:c".into()),
                        ("kept".into(), String::new()),
                    ],
                    language: Some("zh".into()),
                    ..Link::default()
                },
                "build=spf&domain=example.com&choose=others:refused,includes:a.example%2C%20b:c,kept:&lang=zh",
            ),
            (
                Link {
                    build: Some(String::new()),
                    ..Link::default()
                },
                "build",
            ),
        ] {
            assert_eq!(link.fragment(), fragment);
            assert_eq!(Link::parse(&format!("#{fragment}")), link);
        }
    }

    #[test]
    fn whatever_stands_in_the_address_bar_is_read() {
        let check = |fragment| Link::parse(fragment).check;
        assert_eq!(check("#check=a%2&x=1&check"), Some("a%2".into()));
        assert_eq!(check("#check=%zz%é%FF"), Some("%zz%é\u{FFFD}".into()));
        assert_eq!(check("#check=a+b"), Some("a+b".into()));
        assert_eq!(check("#check="), None);
        assert_eq!(check("#&&=&==%"), None);
        assert_eq!(
            Link::parse("selector=a,,b&selector=c").selectors,
            ["a", "b", "c"]
        );
    }
}
