//! The public resolvers that speak DNS over HTTPS, and which of them a web
//! page may ask. A server allows that with a header (CORS) and can withdraw
//! it any day: so the facts have a date, and the page a test of its own.

use crate::dns::Resolver;
use crate::dns::alidns::AliDns;
use crate::dns::doh::Doh;
use crate::dns::fetch::Fetch;
use crate::dns::url::{ResolverUrl, UrlError};
use std::rc::Rc;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-21";

/// One public resolver.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicResolver {
    /// What people call it; unique.
    pub label: &'static str,
    /// Where it is asked.
    pub url: &'static str,
    /// How it is asked.
    pub dialect: Dialect,
    /// Whether it validates DNSSEC.
    pub validates: bool,
    /// Whether it is known to answer for the place that it is told a question
    /// comes from (RFC 7871). Google echoes how far its answer holds; AliDNS
    /// echoes the subnet alone.
    pub takes_subnet: bool,
    /// Whether a page may read its answers.
    pub readable: Readable,
    /// What it does not answer truthfully.
    pub filter: Filter,
    /// Who runs it.
    pub operator: &'static str,
    /// The same in Chinese, where that differs.
    pub chinese_operator: Option<&'static str>,
    /// The country whose law the operator follows (ISO 3166-1 alpha-2, or
    /// `EU`).
    pub country: &'static str,
    /// Where the operator says what becomes of questions; empty where nobody has
    /// looked it up.
    pub privacy: &'static str,
    /// What else one should know.
    pub notes: &'static [Note],
}

/// How a resolver is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dialect {
    /// DNS messages by GET (RFC 8484).
    Message,
    /// AliDNS's JSON.
    AliDns,
}

/// Whether a web page may read what a resolver answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Readable {
    /// Yes; and it is asked unless people choose otherwise, in the order of
    /// the table.
    ByDefault,
    /// Yes; it is asked where people choose it.
    OnChoice,
    /// No: browsers withhold the answer (CORS).
    No,
    /// Nobody has measured it.
    Unknown,
}

/// What a resolver does not answer truthfully.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Filter {
    /// Nothing is known to be altered.
    None,
    /// Names of malware and the like.
    Malware,
    /// Names that a state does not want to be found.
    State,
}

/// What else one should know of a resolver.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Note {
    /// It tells name servers a part of the asker's address (RFC 7871).
    ClientSubnet,
    /// Negative answers come with this time to live, in seconds.
    NegativeTtl(u32),
    /// It slows down those who ask much; from when on is not published.
    RateLimited,
    /// It is not served from many places, and may be far.
    OnePlace,
    /// A small operator, asked with restraint.
    SmallOperator,
    /// Its answers over HTTP/3, which browsers choose, lack the CORS header.
    UnreadableOverHttp3,
}

impl PublicResolver {
    /// The resolver, ready to be asked.
    pub fn connect(&self, fetch: Rc<dyn Fetch>) -> Result<Rc<dyn Resolver>, UrlError> {
        let url = ResolverUrl::parse(self.url)?;
        Ok(match self.dialect {
            Dialect::Message => Rc::new(Doh::new(self.label, url, self.validates, fetch)),
            Dialect::AliDns => Rc::new(AliDns::new(self.label, url, fetch)),
        })
    }
}

/// The resolvers asked unless people choose otherwise, in order.
pub fn default_resolvers() -> impl Iterator<Item = &'static PublicResolver> {
    RESOLVERS
        .iter()
        .filter(|resolver| resolver.readable == Readable::ByDefault)
}

/// Every resolver known: those asked by default, those to choose, those that
/// a page cannot ask.
pub const RESOLVERS: &[PublicResolver] = &[
    PublicResolver {
        operator: "Cloudflare",
        country: "US",
        readable: Readable::ByDefault,
        privacy: "https://developers.cloudflare.com/1.1.1.1/privacy/public-dns-resolver/",
        ..message("Cloudflare", "https://cloudflare-dns.com/dns-query")
    },
    PublicResolver {
        operator: "Google",
        country: "US",
        readable: Readable::ByDefault,
        takes_subnet: true,
        privacy: "https://developers.google.com/speed/public-dns/privacy",
        notes: &[Note::ClientSubnet, Note::NegativeTtl(1800)],
        ..message("Google", "https://dns.google/dns-query")
    },
    PublicResolver {
        operator: "xTom",
        country: "DE",
        readable: Readable::ByDefault,
        privacy: "https://dns.sb/privacy/",
        ..message("DNS.SB", "https://doh.dns.sb/dns-query")
    },
    PublicResolver {
        operator: "CZ.NIC",
        country: "CZ",
        readable: Readable::ByDefault,
        ..message("CZ.NIC", "https://odvr.nic.cz/doh")
    },
    PublicResolver {
        operator: "Alibaba Cloud",
        chinese_operator: Some("阿里云"),
        country: "CN",
        readable: Readable::ByDefault,
        dialect: Dialect::AliDns,
        validates: false,
        filter: Filter::State,
        takes_subnet: true,
        notes: &[Note::ClientSubnet, Note::RateLimited],
        ..message("AliDNS", "https://dns.alidns.com/resolve")
    },
    PublicResolver {
        operator: "IIJ",
        country: "JP",
        readable: Readable::OnChoice,
        notes: &[Note::OnePlace],
        ..message("IIJ", "https://public.dns.iij.jp/dns-query")
    },
    PublicResolver {
        operator: "Tiarap",
        country: "SG",
        readable: Readable::OnChoice,
        notes: &[Note::SmallOperator],
        ..message("Tiarap", "https://doh.tiar.app/dns-query")
    },
    PublicResolver {
        operator: "Seby",
        country: "AU",
        readable: Readable::OnChoice,
        notes: &[Note::SmallOperator],
        ..message("seby.io", "https://doh.seby.io/dns-query")
    },
    PublicResolver {
        operator: "CleanBrowsing",
        country: "US",
        readable: Readable::OnChoice,
        filter: Filter::Malware,
        ..message(
            "CleanBrowsing",
            "https://doh.cleanbrowsing.org/doh/security-filter/",
        )
    },
    PublicResolver {
        operator: "Quad9",
        country: "CH",
        filter: Filter::Malware,
        notes: &[Note::UnreadableOverHttp3],
        ..message("Quad9", "https://dns.quad9.net/dns-query")
    },
    PublicResolver {
        operator: "AdGuard",
        country: "CY",
        ..message("AdGuard", "https://unfiltered.adguard-dns.com/dns-query")
    },
    PublicResolver {
        operator: "NextDNS",
        country: "US",
        ..message("NextDNS", "https://dns.nextdns.io/dns-query")
    },
    PublicResolver {
        operator: "Tencent",
        chinese_operator: Some("腾讯"),
        country: "CN",
        validates: false,
        filter: Filter::State,
        ..message("DNSPod", "https://doh.pub/dns-query")
    },
    PublicResolver {
        operator: "360",
        country: "CN",
        validates: false,
        filter: Filter::State,
        ..message("360", "https://doh.360.cn/dns-query")
    },
    PublicResolver {
        operator: "CIRA",
        country: "CA",
        ..message("CIRA", "https://private.canadianshield.cira.ca/dns-query")
    },
    PublicResolver {
        operator: "LibreOps",
        country: "GR",
        validates: false,
        ..message("LibreDNS", "https://doh.libredns.gr/dns-query")
    },
    PublicResolver {
        operator: "Wikimedia Foundation",
        country: "US",
        ..message("Wikimedia", "https://wikimedia-dns.org/dns-query")
    },
    PublicResolver {
        operator: "DNS4EU",
        country: "EU",
        readable: Readable::Unknown,
        ..message("DNS4EU", "https://unfiltered.joindns4.eu/dns-query")
    },
    PublicResolver {
        operator: "Control D",
        country: "CA",
        readable: Readable::Unknown,
        ..message("Control D", "https://freedns.controld.com/p0")
    },
];

/// A resolver that is asked in messages, validates, filters nothing, and that
/// no page may read; the table says where one differs.
const fn message(label: &'static str, url: &'static str) -> PublicResolver {
    PublicResolver {
        label,
        url,
        dialect: Dialect::Message,
        validates: true,
        takes_subnet: false,
        readable: Readable::No,
        filter: Filter::None,
        operator: label,
        chinese_operator: None,
        country: "",
        privacy: "",
        notes: &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_default_order_is_fixed() {
        let labels: Vec<_> = default_resolvers().map(|resolver| resolver.label).collect();
        let expected = ["Cloudflare", "Google", "DNS.SB", "CZ.NIC", "AliDNS"];
        assert_eq!(labels, expected);
        assert!(
            RESOLVERS[..5]
                .iter()
                .all(|resolver| resolver.readable == Readable::ByDefault)
        );
    }

    #[test]
    fn a_place_is_told_to_those_who_mind_it() {
        let minds = RESOLVERS.iter().filter(|resolver| resolver.takes_subnet);
        let labels: Vec<_> = minds.map(|resolver| resolver.label).collect();
        assert_eq!(labels, ["Google", "AliDNS"]);
    }

    /// Whoever minds a place tells name servers of one.
    #[test]
    fn whoever_hands_on_an_address_is_known() {
        let tells = |resolver: &&PublicResolver| resolver.notes.contains(&Note::ClientSubnet);
        let labels: Vec<_> = RESOLVERS.iter().filter(tells).map(|it| it.label).collect();
        assert_eq!(labels, ["Google", "AliDNS"]);
        assert!(RESOLVERS.iter().all(|it| !it.takes_subnet || tells(&it)));
    }

    #[test]
    fn labels_and_urls_are_unique_and_readable() {
        let labels: BTreeSet<_> = RESOLVERS.iter().map(|resolver| resolver.label).collect();
        let urls: BTreeSet<_> = RESOLVERS.iter().map(|resolver| resolver.url).collect();
        assert_eq!(labels.len(), RESOLVERS.len());
        assert_eq!(urls.len(), RESOLVERS.len());
        for resolver in RESOLVERS {
            assert!(ResolverUrl::parse(resolver.url).is_ok(), "{}", resolver.url);
            assert_eq!(resolver.country.len(), 2, "{}", resolver.label);
        }
    }
}
