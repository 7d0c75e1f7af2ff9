//! The tree: what an SPF record says (RFC 7208 §4.6.1, §5, §6).

use super::macros::{DomainSpec, MacroString};
use crate::record::span::Spanned;
use std::net::{Ipv4Addr, Ipv6Addr};

/// One term of a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Term<'a> {
    /// A mechanism, and what its match means.
    Directive(Directive<'a>),
    /// A name and its value.
    Modifier(Modifier<'a>),
    /// Neither; a problem says why.
    Unknown(&'a str),
}

/// A mechanism, and what its match means.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Directive<'a> {
    /// What a match means; `+` where it is not written.
    pub qualifier: Option<Spanned<Qualifier>>,
    /// The mechanism's name as written.
    pub name: Spanned<&'a str>,
    /// The mechanism.
    pub mechanism: Mechanism<'a>,
}

/// What a match means (RFC 7208 §4.6.2).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// `+`: the client may send.
    Pass,
    /// `-`: the client may not send.
    Fail,
    /// `~`: the client probably may not send.
    Softfail,
    /// `?`: nothing is said.
    Neutral,
}

/// A rule that matches clients.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Mechanism<'a> {
    /// Every client (RFC 7208 §5.1).
    All,
    /// Those that another domain's record passes (§5.2).
    Include(DomainSpec<'a>),
    /// The addresses of a domain (§5.3).
    A {
        /// The domain; the record's own where there is none.
        domain: Option<DomainSpec<'a>>,
        /// How much around each address.
        prefix: DualCidrLength,
    },
    /// The addresses of a domain's mail exchangers (§5.4).
    Mx {
        /// The domain; the record's own where there is none.
        domain: Option<DomainSpec<'a>>,
        /// How much around each address.
        prefix: DualCidrLength,
    },
    /// Those whose validated name ends in a domain (§5.5).
    Ptr {
        /// The domain; the record's own where there is none.
        domain: Option<DomainSpec<'a>>,
    },
    /// An IPv4 network (§5.6).
    Ip4 {
        /// Its address as written, host bits and all.
        address: Spanned<Ipv4Addr>,
        /// The length of its prefix, with the slash in the span; else 32.
        prefix: Option<Spanned<u8>>,
    },
    /// An IPv6 network (§5.6).
    Ip6 {
        /// Its address as written, host bits and all.
        address: Spanned<Ipv6Addr>,
        /// The length of its prefix, with the slash in the span; else 128.
        prefix: Option<Spanned<u8>>,
    },
    /// Every client, if a domain has an A record (§5.7).
    Exists(DomainSpec<'a>),
}

/// The lengths of an IPv4 and an IPv6 prefix: `/24//64`. The spans hold the
/// slashes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DualCidrLength {
    /// For IPv4 addresses; else 32.
    pub ip4: Option<Spanned<u8>>,
    /// For IPv6 addresses; else 128.
    pub ip6: Option<Spanned<u8>>,
}

/// A name and its value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Modifier<'a> {
    /// The name as written.
    pub name: Spanned<&'a str>,
    /// What it says.
    pub value: ModifierValue<'a>,
}

/// What a modifier says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ModifierValue<'a> {
    /// `redirect`: the domain whose record stands in when nothing matches
    /// (RFC 7208 §6.1).
    Redirect(DomainSpec<'a>),
    /// `exp`: where the explanation of a "fail" stands (RFC 7208 §6.2).
    Exp(DomainSpec<'a>),
    /// `ra`: the local part that takes reports (RFC 6652 §3).
    ReportAddress(MacroString<'a>),
    /// `rp`: how many failures in a hundred are reported (RFC 6652 §3).
    ReportPercentage(MacroString<'a>),
    /// `rr`: which results are reported (RFC 6652 §3).
    ReportResults(MacroString<'a>),
    /// Any other, which receivers pass over (RFC 7208 §6).
    Unknown(MacroString<'a>),
}

/// The names of the mechanisms.
pub const MECHANISMS: &[&str] = &["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];

/// The names of the modifiers that RFC 7208 defines.
pub const MODIFIERS: &[&str] = &["redirect", "exp"];

impl<'a> Term<'a> {
    /// How many of the ten DNS lookups the term itself takes (RFC 7208
    /// §4.6.4).
    pub fn lookups(&self) -> usize {
        match self {
            Self::Directive(directive) => directive.mechanism.lookups(),
            Self::Modifier(modifier) => {
                usize::from(matches!(modifier.value, ModifierValue::Redirect(_)))
            }
            Self::Unknown(_) => 0,
        }
    }

    /// The domain it names, if it names one.
    pub fn domain(&self) -> Option<DomainSpec<'a>> {
        match self {
            Self::Directive(directive) => directive.mechanism.domain(),
            Self::Modifier(modifier) => match modifier.value {
                ModifierValue::Redirect(domain) | ModifierValue::Exp(domain) => Some(domain),
                _ => None,
            },
            Self::Unknown(_) => None,
        }
    }
}

impl Directive<'_> {
    /// What a match means.
    pub fn qualifier(&self) -> Qualifier {
        self.qualifier.map_or(Qualifier::Pass, |it| it.value)
    }
}

impl Qualifier {
    /// As it is written.
    pub const fn mark(self) -> char {
        match self {
            Self::Pass => '+',
            Self::Fail => '-',
            Self::Softfail => '~',
            Self::Neutral => '?',
        }
    }

    /// What a mark stands for.
    pub const fn of(mark: char) -> Option<Self> {
        match mark {
            '+' => Some(Self::Pass),
            '-' => Some(Self::Fail),
            '~' => Some(Self::Softfail),
            '?' => Some(Self::Neutral),
            _ => None,
        }
    }
}

impl<'a> Mechanism<'a> {
    /// How many of the ten DNS lookups it takes by itself (RFC 7208 §4.6.4).
    pub fn lookups(&self) -> usize {
        match self {
            Self::All | Self::Ip4 { .. } | Self::Ip6 { .. } => 0,
            Self::Include(_)
            | Self::A { .. }
            | Self::Mx { .. }
            | Self::Ptr { .. }
            | Self::Exists(_) => 1,
        }
    }

    /// The domain it names, if it names one.
    pub fn domain(&self) -> Option<DomainSpec<'a>> {
        match self {
            Self::Include(domain) | Self::Exists(domain) => Some(*domain),
            Self::A { domain, .. } | Self::Mx { domain, .. } | Self::Ptr { domain } => *domain,
            Self::All | Self::Ip4 { .. } | Self::Ip6 { .. } => None,
        }
    }
}
