//! The URL of a resolver, as a person typed it.

use std::fmt;

/// A URL that a web page may ask: `https`, or `http` on this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ResolverUrl(String);

/// Why a text is no URL of a resolver.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum UrlError {
    /// It does not begin with `https://`.
    NotHttps,
    /// It begins with `http://`, and this host is not this machine.
    PlainHttp(String),
    /// There is no host after the scheme.
    NoHost,
    /// A user name or password stands before the host.
    Credentials,
    /// A character that has no place in a URL.
    Character(char),
}

impl ResolverUrl {
    /// Reads a URL, or a URI template that ends with `{?dns}` as resolvers
    /// publish it (RFC 8484 §3).
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        let text = text.strip_suffix("{?dns}").unwrap_or(text);
        let (secure, rest) = match (after(text, "https://"), after(text, "http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(UrlError::NotHttps),
        };
        // A fragment never leaves the browser, and would swallow the query.
        let odd = |c: char| c.is_whitespace() || c.is_control() || "#\\<>\"{}|^`".contains(c);
        if let Some(c) = text.chars().find(|&c| odd(c)) {
            return Err(UrlError::Character(c));
        }
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(UrlError::Credentials);
        }
        let host = host(authority);
        if host.is_empty() {
            return Err(UrlError::NoHost);
        }
        if !secure && !is_loopback(host) {
            return Err(UrlError::PlainHttp(host.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }

    /// The URL with this query added to it.
    pub fn with_query(&self, query: &str) -> String {
        let separator = match self.0.find('?') {
            None => "?",
            Some(_) if self.0.ends_with(['?', '&']) => "",
            Some(_) => "&",
        };
        [&self.0, separator, query].concat()
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResolverUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn after<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The host of `host:port`; an IPv6 address keeps its brackets.
fn host(authority: &str) -> &str {
    match authority.find(']') {
        Some(end) => &authority[..=end],
        None => authority.split(':').next().unwrap_or_default(),
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_added() {
        for (url, expected) in [
            (
                "https://a.example/dns-query",
                "https://a.example/dns-query?q",
            ),
            ("https://a.example/q?key=1", "https://a.example/q?key=1&q"),
            ("https://a.example/q?", "https://a.example/q?q"),
            (" HTTPS://a.example/q{?dns}", "HTTPS://a.example/q?q"),
            ("http://127.0.0.1:8053/q", "http://127.0.0.1:8053/q?q"),
            ("http://[::1]:8053/q", "http://[::1]:8053/q?q"),
            ("http://localhost/q", "http://localhost/q?q"),
            ("https://[2001:db8::1]/q", "https://[2001:db8::1]/q?q"),
        ] {
            assert_eq!(ResolverUrl::parse(url).unwrap().with_query("q"), expected);
        }
    }

    #[test]
    fn what_a_page_may_not_ask_says_why() {
        for (url, error) in [
            ("", UrlError::NotHttps),
            ("dns.example", UrlError::NotHttps),
            ("tls://dns.example", UrlError::NotHttps),
            (
                "http://dns.example/q",
                UrlError::PlainHttp("dns.example".into()),
            ),
            (
                "http://127.0.0.1.example/q",
                UrlError::PlainHttp("127.0.0.1.example".into()),
            ),
            ("https://", UrlError::NoHost),
            ("https:///q", UrlError::NoHost),
            ("https://:443/q", UrlError::NoHost),
            ("https://me:secret@dns.example/", UrlError::Credentials),
            ("https://dns.example/#a", UrlError::Character('#')),
            ("https://dns example/", UrlError::Character(' ')),
            ("https://dns.example/{dns}", UrlError::Character('{')),
        ] {
            assert_eq!(ResolverUrl::parse(url), Err(error), "{url}");
        }
    }
}
