//! The values of the other tags of a key record (RFC 6376 §3.6.1).

use crate::record::span::{Span, Spanned};
use crate::record::tag_list::is_blank;
use serde::Serialize;

/// The tag `k`.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyType {
    /// The default.
    #[default]
    Rsa,
    /// RFC 8463.
    Ed25519,
    /// A type that DKIM does not know.
    Unknown(String),
}

/// A member of the tag `h`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hash {
    /// No longer to be used (RFC 8301 §3.1).
    Sha1,
    /// The only one that is.
    Sha256,
    /// A hash that DKIM does not know.
    Unknown(String),
}

/// A member of the tag `s`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// `*`: every service, the default.
    Any,
    /// Mail.
    Email,
    /// Reports on TLS (RFC 8460 §3).
    TlsReports,
    /// A service that DKIM does not know.
    Unknown(String),
}

/// A member of the tag `t`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// `y`: the domain is testing DKIM.
    Testing,
    /// `s`: the domain of `i=` must be that of `d=`.
    Strict,
    /// A flag that DKIM does not know.
    Unknown(String),
}

/// ```text
/// key-k-tag-type = "rsa" / x-key-k-tag-type
/// ```
pub fn key_k_tag_type(text: &str) -> KeyType {
    match text {
        "rsa" => KeyType::Rsa,
        "ed25519" => KeyType::Ed25519,
        other => KeyType::Unknown(other.to_owned()),
    }
}

/// ```text
/// key-h-tag-alg = "sha1" / "sha256" / x-key-h-tag-alg
/// ```
pub fn key_h_tag_alg(text: &str) -> Hash {
    match text {
        "sha1" => Hash::Sha1,
        "sha256" => Hash::Sha256,
        other => Hash::Unknown(other.to_owned()),
    }
}

/// ```text
/// key-s-tag-type = "email" / "*" / x-key-s-tag-type
/// ```
pub fn key_s_tag_type(text: &str) -> Service {
    match text {
        "*" => Service::Any,
        "email" => Service::Email,
        "tlsrpt" => Service::TlsReports,
        other => Service::Unknown(other.to_owned()),
    }
}

/// ```text
/// key-t-tag-flag = "y" / "s" / x-key-t-tag-flag
/// ```
pub fn key_t_tag_flag(text: &str) -> Flag {
    match text {
        "y" => Flag::Testing,
        "s" => Flag::Strict,
        other => Flag::Unknown(other.to_owned()),
    }
}

/// A list of members, at `span` of `text`.
///
/// ```text
/// member *( [FWS] ":" [FWS] member )
/// ```
pub fn members<T>(text: &str, span: Span, member: fn(&str) -> T) -> Vec<Spanned<T>> {
    span.slice(text)
        .split(':')
        .map(|part| {
            let part = part.trim_matches(is_blank);
            Spanned::new(member(part), Span::of(part, text))
        })
        .collect()
}
