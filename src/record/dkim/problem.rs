//! Departures from the grammar of key records.

use super::{Flag, Hash, Key, KeyFault, KeyType, Service, TAGS, Term, Value};
use crate::order::Arrange;
use crate::record::span::{Span, Spanned};
use crate::record::suggest::closest;
use crate::record::tag_list::{Fault, TagList, tag_name};
use crate::record::version::{VersionFault, version_fault};
use crate::rules;

rules! {
    /// A departure from the grammar of RFC 6376 §3.6.1, or a key that cannot
    /// be read.
    pub enum Problem in Dkim {
        /// The version stands behind another tag.
        VersionNotFirst => {
            "dkim-version-not-first", Error, Rfc(6376, "3.6.1"),
            bad: Text("k=ed25519; v=DKIM1; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// Upper and lower case of the version count.
        VersionCase => {
            "dkim-version-case", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=dkim1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// There is no such version.
        VersionUnknown { found: String } => {
            "dkim-version-unknown", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM2; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// A record of another kind.
        OtherRecord { version: &'static str } => {
            "dkim-other-record", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=spf1 mx -all"), good: Text("v=DKIM1; p="),
        },
        /// A text that is no key record at all.
        NotKeyRecord => {
            "dkim-not-a-key-record", Error, Rfc(6376, "3.6.1"),
            bad: Text("Paste the DKIM value here"), good: Text("v=DKIM1; p="),
        },
        /// A host name, which belongs in a CNAME record.
        HostName => {
            "dkim-host-name", Error, Rfc(6376, "3.6.2"),
            bad: Text("selector1._domainkey.provider.example."), good: Text("v=DKIM1; p="),
        },
        /// Two records in one string.
        SecondRecord => {
            "dkim-second-record", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1; p=; v=DKIM1; p="), good: Text("v=DKIM1; p="),
        },
        /// Quotation marks that became part of the record.
        Quoted { mark: char } => {
            "dkim-quoted", Error, Rfc(6376, "3.2"),
            bad: Text("\"v=DKIM1; p=\""), good: Text("v=DKIM1; p="),
        },
        /// A character that tag lists cannot have.
        OddCharacter { character: char } => {
            "dkim-odd-character", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1;\u{200b} p="), good: Text("v=DKIM1; p="),
        },
        /// Two tags without `;` between.
        SeparatorMissing => {
            "dkim-separator-missing", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1 k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// A character that stands where `;` belongs.
        SeparatorLookalike { found: char } => {
            "dkim-separator-lookalike", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1, k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// `\;`: the escape became part of the record.
        SeparatorEscaped => {
            "dkim-separator-escaped", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1\\; p="), good: Text("v=DKIM1; p="),
        },
        /// A character that looks like `=`.
        EqualsLookalike { found: char } => {
            "dkim-equals-lookalike", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1; p＝"), good: Text("v=DKIM1; p="),
        },
        /// Nothing between two `;`.
        EmptyPiece => {
            "dkim-empty-piece", Warning, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1;; p="), good: Text("v=DKIM1; p=;"),
        },
        /// A piece without `=`.
        EqualsMissing { text: String } => {
            "dkim-equals-missing", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1; rsa; p="), good: Text("v=DKIM1; k=rsa; p="),
        },
        /// No name, or a name with a character that names do not have.
        NameMalformed { character: Option<char> } => {
            "dkim-tag-name-malformed", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1; <p="), good: Text("v=DKIM1; p="),
        },
        /// A tag's name in upper case, which receivers do not know.
        NameCase { name: String } => {
            "dkim-tag-name-case", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1; P="), good: Text("v=DKIM1; p="),
        },
        /// The same tag twice, which makes the whole record void.
        TagRepeated { name: String } => {
            "dkim-tag-repeated", Error, Rfc(6376, "3.2"),
            bad: Text("v=DKIM1; k=rsa; k=rsa; p="), good: Text("v=DKIM1; k=rsa; p="),
        },
        /// A tag that DKIM does not know. Receivers pass over it.
        TagUnknown { name: String } => {
            "dkim-tag-unknown", Advice, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; j=include; p="), good: Text("v=DKIM1; p="),
        },
        /// A tag that belongs in a signature.
        TagOfSignature { name: String } => {
            "dkim-tag-of-signature", Advice, Rfc(6376, "3.5"),
            bad: Text("v=DKIM1; a=rsa-sha256; p="), good: Text("v=DKIM1; p="),
        },
        /// A tag of DomainKeys, DKIM's forerunner.
        TagHistoric { name: String } => {
            "dkim-tag-historic", Advice, Rfc(6376, "C.2"),
            bad: Text("v=DKIM1; g=*; p="), good: Text("v=DKIM1; p="),
        },
        /// There is no tag `p`.
        KeyMissing => {
            "dkim-key-tag-missing", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; k=rsa"), good: Text("v=DKIM1; k=rsa; p="),
        },
        /// A key, or a part of one, without `p=` before it.
        KeyWithoutTag => {
            "dkim-key-without-tag", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; k=ed25519; 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// Quotation marks around the key or within it.
        KeyQuoted { mark: char } => {
            "dkim-key-quoted", Error, Rfc(6376, "3.6.1"),
            bad: Text("k=ed25519; p=\"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// A character that base64 does not have.
        KeyNotBase64 { character: char } => {
            "dkim-key-not-base64", Error, Rfc(6376, "3.6.1"),
            bad: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPa!iMlrwIaaPcHURo="),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// The alphabet of URLs, which DKIM does not use.
        KeyUrlSafe => {
            "dkim-key-url-safe", Error, Rfc(4648, "5"),
            bad: Text("k=ed25519; p=11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// The `=` at the end was lost, which some receivers do not take.
        KeyUnpadded => {
            "dkim-key-unpadded", Error, Rfc(4648, "3.2"),
            bad: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// The frame of a PEM file.
        KeyFramed { label: String } => {
            "dkim-key-framed", Error, Rfc(6376, "3.6.1"),
            bad: Text("k=ed25519; p=-----BEGIN PUBLIC KEY-----11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=-----END PUBLIC KEY-----"),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// The private key: anyone can sign in the domain's name.
        KeyPrivate => {
            "dkim-key-private", Error, Rfc(6376, "8.1"),
            bad: Text("v=DKIM1; p=MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEA"),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// The end of the key is missing.
        KeyCutShort { promised: Option<usize>, came: Option<usize> } => {
            "dkim-key-cut-short", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC..."),
            good: Text("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// A key in lower case has lost its meaning.
        KeyLowerCased => {
            "dkim-key-lower-cased", Error, Rfc(4648, "4"),
            bad: Text("k=ed25519; p=11qyaykxcrfvs/7tywqhog7hcvpapimlrwiaapchuro="),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// Octets follow the key.
        KeyTrailing { octets: usize } => {
            "dkim-key-trailing-octets", Error, Rfc(6376, "3.6.1"),
            bad: Text("p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL23/5j2pxyr71HQq0J3xCJBLgBe8MxfTElJPeWkA1LFoFRCrAmZoXWM3+FosCyLBBjwqnLnG6YW1zlFmYi5+BkCAwEAAQAA"),
            good: Text("p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL23/5j2pxyr71HQq0J3xCJBLgBe8MxfTElJPeWkA1LFoFRCrAmZoXWM3+FosCyLBBjwqnLnG6YW1zlFmYi5+BkCAwEAAQ=="),
        },
        /// Base64 of something that is no RSA key.
        KeyMalformed => {
            "dkim-key-malformed", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; p=bm90IGEga2V5"),
            good: Text("p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL23/5j2pxyr71HQq0J3xCJBLgBe8MxfTElJPeWkA1LFoFRCrAmZoXWM3+FosCyLBBjwqnLnG6YW1zlFmYi5+BkCAwEAAQ=="),
        },
        /// A key of an algorithm that DKIM does not have.
        KeyOtherAlgorithm => {
            "dkim-key-other-algorithm", Error, Rfc(8463, "4"),
            bad: Text("p=MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYcEAXQzDVk4+Y1c1hR3in5Bj1Y3VotDU6n8Lm9RZ/R1GK/CE5Y8WQCDCnFPIcd9NMliBvDlhizV5gKk1QDMlBw=="),
            good: Text("p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL23/5j2pxyr71HQq0J3xCJBLgBe8MxfTElJPeWkA1LFoFRCrAmZoXWM3+FosCyLBBjwqnLnG6YW1zlFmYi5+BkCAwEAAQ=="),
        },
        /// An Ed25519 key in a SubjectPublicKeyInfo, where the bare 32 octets
        /// belong.
        KeyWrapped => {
            "dkim-key-wrapped", Error, Rfc(8463, "4.2"),
            bad: Text("k=ed25519; p=MCowBQYDK2VwAyEA6Ig58h1kk+TveTf9sLWCnJ0X+nWdgBkdCzLoWxUkdZo="),
            good: Text("k=ed25519; p=6Ig58h1kk+TveTf9sLWCnJ0X+nWdgBkdCzLoWxUkdZo="),
        },
        /// An Ed25519 key has 32 octets.
        KeyLength { octets: usize } => {
            "dkim-key-length", Error, Rfc(8463, "4.2"),
            bad: Text("k=ed25519; p=AAAA"),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// The key is of another type than `k` says.
        KeyOtherType { found: KeyType } => {
            "dkim-key-other-type", Error, Rfc(6376, "3.6.1"),
            bad: Text("k=rsa; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
            good: Text("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        },
        /// A type of key that DKIM does not know, or not yet.
        KeyTypeUnknown { found: String, meant: Option<&'static str> } => {
            "dkim-key-type-unknown", Warning, Rfc(6376, "3.6.1"),
            bad: Text("k=rsa-sha256; p="), good: Text("k=rsa; p="),
        },
        /// `h` names header fields, where hash algorithms belong.
        HashHeaderFields { found: String } => {
            "dkim-hash-header-fields", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; h=Subject,From,Date; p="), good: Text("v=DKIM1; h=sha256; p="),
        },
        /// `h` names a hash that DKIM does not know.
        HashUnknown { found: String, meant: Option<&'static str> } => {
            "dkim-hash-unknown", Warning, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; h=sha512:sha256; p="), good: Text("v=DKIM1; h=sha256; p="),
        },
        /// `s` names a service that DKIM does not know; it is no selector.
        ServiceUnknown { found: String, meant: Option<&'static str> } => {
            "dkim-service-unknown", Warning, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; s=d; p="), good: Text("v=DKIM1; s=email; p="),
        },
        /// `t` has a flag that DKIM does not know. Receivers pass over it.
        FlagUnknown { found: String } => {
            "dkim-flag-unknown", Advice, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; t=z; p="), good: Text("v=DKIM1; t=s; p="),
        },
        /// `,` in a list whose members are separated by `:`.
        ListComma => {
            "dkim-list-comma", Error, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; t=y,s; p="), good: Text("v=DKIM1; t=y:s; p="),
        },
    }
}

const HEADER_FIELDS: &[&str] = &[
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "sender",
    "reply-to",
    "message-id",
    "received",
    "mime-version",
    "content-type",
    "list-unsubscribe",
];

/// The least length at which base64 without a tag is taken for a key.
const KEY_LIKE: usize = 40;

/// Every problem of a record, in order of place.
pub fn find(list: &TagList, terms: &[Term]) -> Vec<Spanned<Problem>> {
    let version = version_fault(list, "DKIM1");
    if let Some(problem) = other_kind(list, terms, version.as_ref().map(|fault| &fault.value)) {
        return vec![Spanned::new(problem, Span::new(0, list.text.len()))];
    }
    let mut problems = Vec::new();
    problems.extend(version.and_then(|fault| {
        let problem = match fault.value {
            VersionFault::NotFirst => Problem::VersionNotFirst,
            VersionFault::Case => Problem::VersionCase,
            VersionFault::Other(found) => Problem::VersionUnknown { found },
            VersionFault::Missing | VersionFault::OtherRecord(_) => return None,
        };
        Some(Spanned::new(problem, fault.span))
    }));
    for fault in &list.faults {
        let problem = list_problem(list, fault);
        problems.extend(problem.map(|problem| Spanned::new(problem, fault.span)));
    }
    for term in terms {
        term_problems(list, term, &mut problems);
    }
    let key = |term: &Term| matches!(term.value, Value::Key(_));
    let bare = |p: &Spanned<Problem>| {
        matches!(p.value, Problem::KeyWithoutTag)
            || matches!(&p.value, Problem::NameCase { name } if name == "P")
    };
    if !terms.iter().any(key) && !problems.iter().any(bare) {
        let span = terms.first().map(|term| term.tag.span());
        let span = span.unwrap_or_default();
        problems.push(Spanned::new(Problem::KeyMissing, span));
    }
    problems.arrange_by_key(|problem| problem.span.start);
    problems
}

/// What the text is, where it is no key record.
fn other_kind(list: &TagList, terms: &[Term], version: Option<&VersionFault>) -> Option<Problem> {
    if let Some(VersionFault::OtherRecord(version)) = version {
        return Some(Problem::OtherRecord { version });
    }
    let known = |term: &Term| {
        term.tag.equals.is_some()
            && matches!(
                list.name(&term.tag),
                "v" | "k" | "p" | "V" | "K" | "P" | "<p"
            )
    };
    if terms.iter().any(known) {
        return None;
    }
    let text = list.text.trim();
    Some(match text {
        _ if is_host_name(text) => Problem::HostName,
        _ if is_key_like(text) => Problem::KeyWithoutTag,
        _ => Problem::NotKeyRecord,
    })
}

fn is_host_name(text: &str) -> bool {
    text.contains('.')
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

fn is_key_like(text: &str) -> bool {
    let text = text.trim_end_matches(['=', ';', ' ']);
    let base64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b' ' | b'<');
    text.len() >= KEY_LIKE && text.bytes().all(base64)
}

fn list_problem(list: &TagList, at: &Spanned<Fault>) -> Option<Problem> {
    let text = list.at(at.span);
    Some(match at.value {
        // Folding white space may stand anywhere around a tag.
        Fault::LeadingSpace => return None,
        Fault::EmptyPiece => Problem::EmptyPiece,
        Fault::NoEquals if is_key_like(text) => Problem::KeyWithoutTag,
        Fault::NoEquals => Problem::EqualsMissing {
            text: text.to_owned(),
        },
        Fault::NoName => Problem::NameMalformed { character: None },
        Fault::NameCharacter(odd) => Problem::NameMalformed {
            character: Some(odd),
        },
        Fault::EscapedSeparator => Problem::SeparatorEscaped,
        Fault::SeparatorLookalike(found) => Problem::SeparatorLookalike { found },
        Fault::SeparatorMissing => Problem::SeparatorMissing,
        Fault::EqualsLookalike(found) => Problem::EqualsLookalike { found },
        Fault::Quote(mark) => Problem::Quoted { mark },
        Fault::Character(character) => Problem::OddCharacter { character },
        Fault::Duplicate => Problem::TagRepeated {
            name: tag_name(text).map_or(text, |(_, name)| name).to_owned(),
        },
        Fault::SecondRecord => Problem::SecondRecord,
    })
}

fn term_problems(list: &TagList, term: &Term, problems: &mut Vec<Spanned<Problem>>) {
    let (name, found) = (list.name(&term.tag), list.value(&term.tag));
    let mut push = |problem, span| problems.push(Spanned::new(problem, span));
    let comma = found.contains(',').then_some(Problem::ListComma);
    match &term.value {
        Value::Key(key) => key_problems(key, &mut push),
        Value::KeyType(KeyType::Unknown(found)) => {
            let meant = match found.to_ascii_lowercase() {
                text if text.starts_with("rsa") => Some("rsa"),
                text => closest(&text, &["rsa", "ed25519"]),
            };
            let found = found.clone();
            push(Problem::KeyTypeUnknown { found, meant }, term.tag.span());
        }
        Value::Hashes(_) if names_header_fields(found) => {
            let found = found.to_owned();
            push(Problem::HashHeaderFields { found }, term.tag.span());
        }
        Value::Hashes(_) | Value::Services(_) | Value::Flags(_) if comma.is_some() => {
            push(Problem::ListComma, term.tag.span());
        }
        Value::Hashes(hashes) => hashes.iter().for_each(|hash| {
            if let Hash::Unknown(found) = &hash.value {
                let meant = closest(&found.replace('-', ""), &["sha256", "sha1"]);
                let found = found.clone();
                push(Problem::HashUnknown { found, meant }, at(hash.span, term));
            }
        }),
        Value::Services(services) => services.iter().for_each(|service| {
            if let Service::Unknown(found) = &service.value {
                let meant = closest(found, &["email", "tlsrpt"]);
                let found = found.clone();
                push(
                    Problem::ServiceUnknown { found, meant },
                    at(service.span, term),
                );
            }
        }),
        Value::Flags(flags) => flags.iter().for_each(|flag| {
            if let Flag::Unknown(found) = &flag.value {
                let found = found.clone();
                push(Problem::FlagUnknown { found }, at(flag.span, term));
            }
        }),
        Value::Historic => {
            let name = name.to_owned();
            push(Problem::TagHistoric { name }, term.tag.span());
        }
        Value::OfSignature => {
            let name = name.to_owned();
            push(Problem::TagOfSignature { name }, term.tag.span());
        }
        Value::Unknown if is_unknown_tag(term, name) => {
            let lower = name.to_ascii_lowercase();
            let name = name.to_owned();
            let problem = match lower != name && TAGS.contains(&lower.as_str()) {
                true => Problem::NameCase { name },
                false => Problem::TagUnknown { name },
            };
            push(problem, term.tag.name);
        }
        _ => {}
    }
}

/// Whether a whole name stands before `=`, for the first time.
fn is_unknown_tag(term: &Term, name: &str) -> bool {
    term.tag.equals.is_some()
        && term.tag.repeats.is_none()
        && tag_name(name).is_ok_and(|(rest, _)| rest.is_empty())
}

/// The place of a member, or of the whole tag where the member is empty.
fn at(span: Span, term: &Term) -> Span {
    match span.is_empty() {
        true => term.tag.span(),
        false => span,
    }
}

fn names_header_fields(found: &str) -> bool {
    found.split([',', ':']).any(|word| {
        HEADER_FIELDS
            .iter()
            .any(|field| field.eq_ignore_ascii_case(word.trim()))
    })
}

fn key_problems(key: &Key, push: &mut impl FnMut(Problem, Span)) {
    for fault in &key.faults {
        let problem = match &fault.value {
            KeyFault::Quoted(mark) => Problem::KeyQuoted { mark: *mark },
            KeyFault::NotBase64(character) => Problem::KeyNotBase64 {
                character: *character,
            },
            KeyFault::UrlSafe => Problem::KeyUrlSafe,
            KeyFault::Unpadded => Problem::KeyUnpadded,
            KeyFault::Pem(label) => Problem::KeyFramed {
                label: label.clone(),
            },
            KeyFault::Private => Problem::KeyPrivate,
            KeyFault::CutShort(octets) => Problem::KeyCutShort {
                promised: octets.map(|(promised, _)| promised),
                came: octets.map(|(_, came)| came),
            },
            KeyFault::LowerCased => Problem::KeyLowerCased,
            KeyFault::Trailing(octets) => Problem::KeyTrailing { octets: *octets },
            KeyFault::Malformed => Problem::KeyMalformed,
            KeyFault::OtherAlgorithm => Problem::KeyOtherAlgorithm,
            KeyFault::Wrapped => Problem::KeyWrapped,
            KeyFault::Length(octets) => Problem::KeyLength { octets: *octets },
            KeyFault::OtherType(found) => Problem::KeyOtherType {
                found: found.clone(),
            },
        };
        push(problem, fault.span);
    }
}
