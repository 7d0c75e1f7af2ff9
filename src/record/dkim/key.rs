//! The tag `p`: base64, and the key in it.

use super::der::{self, Der, RsaKey};
use super::value::KeyType;
use crate::order::Arrange;
use crate::record::span::{Span, Spanned};
use crate::record::tag_list::{is_blank, is_quote};
use serde::Serialize;

/// What the tag `p` publishes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Key {
    /// The key, as far as it can be told.
    pub material: Material,
    /// Why a receiver cannot read it, in order of place.
    pub faults: Vec<Spanned<KeyFault>>,
}

/// A public key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Material {
    /// Nothing: the key was taken back (RFC 6376 §3.6.1).
    Revoked,
    /// An RSA key.
    Rsa(RsaKey),
    /// The 32 octets of an Ed25519 key (RFC 8463 §4).
    Ed25519,
    /// A key of a type that DKIM does not know, this many octets long.
    Opaque(usize),
    /// No key.
    Nothing,
}

/// Why a receiver cannot read a key.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyFault {
    /// Quotation marks around or within it.
    Quoted(char),
    /// A character that base64 does not have.
    NotBase64(char),
    /// `-` or `_`, of base64's other alphabet (RFC 4648 §5).
    UrlSafe,
    /// The `=` at the end is missing.
    Unpadded,
    /// A PEM file's frame, with its label.
    Pem(String),
    /// It is the private key.
    Private,
    /// The end is missing; how many octets the key has and how many came,
    /// where the beginning tells.
    CutShort(Option<(usize, usize)>),
    /// It was put into lower case.
    LowerCased,
    /// Octets follow the key.
    Trailing(usize),
    /// It is not what DER says of an RSA key.
    Malformed,
    /// A key of an algorithm that DKIM does not have.
    OtherAlgorithm,
    /// An Ed25519 key that is not bare.
    Wrapped,
    /// An Ed25519 key of another length than 32 octets.
    Length(usize),
    /// Another key than the tag `k` says.
    OtherType(KeyType),
}

/// Reads the value of `p` at `span` as a key of the type that `k` says.
///
/// ```text
/// key-p-tag    = %x70 [FWS] "=" [ [FWS] base64string ]
/// base64string = ALPHADIGITPS *([FWS] ALPHADIGITPS) [ [FWS] "=" [ [FWS] "=" ] ]
/// ```
pub fn key_p_tag(text: &str, span: Span, kind: &KeyType) -> Key {
    let value = span.slice(text);
    if value.is_empty() {
        return Key {
            material: Material::Revoked,
            faults: Vec::new(),
        };
    }
    let mut faults = Vec::new();
    let inner = without_frame(value, text, &mut faults);
    let octets = base64string(inner, text, &mut faults);
    let lowered = inner.len() > 40 && !inner.bytes().any(|b| b.is_ascii_uppercase());
    let material = if lowered {
        faults.push(Spanned::new(KeyFault::LowerCased, span));
        Material::Nothing
    } else {
        let mut tell = |fault| faults.push(Spanned::new(fault, Span::of(inner, text)));
        material(&octets, kind, &mut tell)
    };
    once(&mut faults, material);
    faults.arrange_by_key(|fault| fault.span.start);
    Key { material, faults }
}

/// Tells of an end that is missing once: where the key's own length tells it,
/// what base64 says of it goes; where the key is whole, something follows it.
fn once(faults: &mut Vec<Spanned<KeyFault>>, material: Material) {
    // Where a stray character broke it, all that follows comes of that.
    if faults
        .iter()
        .any(|fault| matches!(fault.value, KeyFault::NotBase64(_)))
    {
        faults.retain(|fault| {
            !matches!(
                fault.value,
                KeyFault::CutShort(_) | KeyFault::Unpadded | KeyFault::Malformed
            )
        });
    }
    let cut = |fault: &KeyFault| matches!(fault, KeyFault::CutShort(Some(_)));
    if faults.iter().any(|fault| cut(&fault.value)) {
        let less =
            |fault: &KeyFault| matches!(fault, KeyFault::CutShort(None) | KeyFault::Unpadded);
        faults.retain(|fault| !less(&fault.value));
    } else if matches!(material, Material::Rsa(_)) {
        let follows = |fault: &&mut Spanned<KeyFault>| fault.value == KeyFault::CutShort(None);
        let follows = faults.iter_mut().filter(follows);
        follows.for_each(|fault| fault.value = KeyFault::Trailing(1));
    }
}

fn material(octets: &[u8], kind: &KeyType, tell: &mut impl FnMut(KeyFault)) -> Material {
    let read = der::read(octets);
    if read == Der::PrivateKey {
        tell(KeyFault::Private);
        return Material::Nothing;
    }
    match kind {
        KeyType::Unknown(_) => Material::Opaque(octets.len()),
        KeyType::Ed25519 => match read {
            _ if octets.len() == 32 => Material::Ed25519,
            Der::WrappedEd25519 => {
                tell(KeyFault::Wrapped);
                Material::Ed25519
            }
            Der::Rsa(key) => {
                tell(KeyFault::OtherType(KeyType::Rsa));
                Material::Rsa(key)
            }
            _ => {
                tell(KeyFault::Length(octets.len()));
                Material::Nothing
            }
        },
        KeyType::Rsa => match read {
            Der::Rsa(key) => {
                if key.trailing > 0 {
                    tell(KeyFault::Trailing(key.trailing));
                }
                Material::Rsa(key)
            }
            Der::WrappedEd25519 => {
                tell(KeyFault::OtherType(KeyType::Ed25519));
                Material::Ed25519
            }
            _ if octets.len() == 32 => {
                tell(KeyFault::OtherType(KeyType::Ed25519));
                Material::Ed25519
            }
            Der::CutShort { promised, came } => {
                tell(KeyFault::CutShort(Some((promised, came))));
                Material::Nothing
            }
            Der::OtherAlgorithm => {
                tell(KeyFault::OtherAlgorithm);
                Material::Nothing
            }
            Der::Malformed | Der::PrivateKey => {
                tell(KeyFault::Malformed);
                Material::Nothing
            }
        },
    }
}

/// Takes away quotation marks and a PEM file's frame, and the dots that stand
/// for a part left out.
fn without_frame<'a>(value: &'a str, text: &str, faults: &mut Vec<Spanned<KeyFault>>) -> &'a str {
    let mut inner = value;
    if let Some(mark) = value.chars().next().filter(|c| is_quote(*c)) {
        faults.push(Spanned::new(KeyFault::Quoted(mark), Span::of(value, text)));
        inner = value.trim_matches(|c| is_quote(c) || is_blank(c));
    }
    if let Some((_, label, body)) = pem_frame(inner) {
        let fault = match label.contains("PRIVATE") {
            true => KeyFault::Private,
            false => KeyFault::Pem(label.to_owned()),
        };
        faults.push(Spanned::new(fault, Span::of(inner, text)));
        inner = body;
    }
    let whole = inner.trim_end_matches(['.', '…']);
    if whole.len() < inner.len() {
        let dots = &inner[whole.len()..];
        faults.push(Spanned::new(KeyFault::CutShort(None), Span::of(dots, text)));
    }
    whole.trim_matches(is_blank)
}

/// What stands before the frame, its label, and what is framed.
fn pem_frame(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("-----BEGIN ")?;
    let (label, body) = rest.split_once("-----")?;
    let body = body.split("-----END").next().unwrap_or(body);
    Some((before, label, body))
}

/// The octets that base64 stands for (RFC 4648 §4), as many as can be told.
fn base64string(inner: &str, text: &str, faults: &mut Vec<Spanned<KeyFault>>) -> Vec<u8> {
    let mut octets = Vec::with_capacity(inner.len() / 4 * 3);
    let (mut bits, mut held, mut padding, mut digits) = (0u32, 0u32, 0usize, 0usize);
    let mut told = [false; 3];
    let mut tell = |kind: usize, fault, at: usize, c: char| {
        if !std::mem::replace(&mut told[kind], true) {
            let start = Span::of(inner, text).start + at;
            let span = Span::new(start, start + c.len_utf8());
            faults.push(Spanned::new(fault, span));
        }
    };
    for (at, c) in inner.char_indices().filter(|(_, c)| !is_blank(*c)) {
        if c == '=' {
            padding += 1;
            continue;
        }
        let Some(digit) = digit(c) else {
            match is_quote(c) {
                true => tell(0, KeyFault::Quoted(c), at, c),
                false => tell(1, KeyFault::NotBase64(c), at, c),
            }
            continue;
        };
        if padding > 0 {
            tell(1, KeyFault::NotBase64('='), at, c);
            break;
        }
        if matches!(c, '-' | '_') {
            tell(2, KeyFault::UrlSafe, at, c);
        }
        digits += 1;
        held = held << 6 | digit;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            octets.push((held >> bits & 0xff) as u8);
        }
    }
    let whole = Span::of(inner, text);
    let end = Span::new(whole.end, whole.end);
    match digits % 4 {
        1 => faults.push(Spanned::new(KeyFault::CutShort(None), end)),
        2 | 3 if padding == 0 => faults.push(Spanned::new(KeyFault::Unpadded, end)),
        _ => {}
    }
    octets
}

fn digit(c: char) -> Option<u32> {
    let c = u32::from(c);
    Some(match u8::try_from(c).ok()? {
        b'A'..=b'Z' => c - 65,
        b'a'..=b'z' => c - 71,
        b'0'..=b'9' => c + 4,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    const RSA_512: &str = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL23/5j2pxyr71HQq0J3xCJBLgBe8MxfTElJPeWkA1LFoFRCrAmZoXWM3+FosCyLBBjwqnLnG6YW1zlFmYi5+BkCAwEAAQ==";

    fn read(text: &str, kind: KeyType) -> (Material, Vec<KeyFault>) {
        let key = key_p_tag(text, Span::new(0, text.len()), &kind);
        let faults = key.faults.into_iter().map(|fault| fault.value);
        (key.material, faults.collect())
    }

    fn is_rsa(material: Material) -> bool {
        matches!(material, Material::Rsa(key) if key.bits == 512 && key.exponent == Some(65537))
    }

    #[test]
    fn keys() {
        assert_eq!(read(ED25519, KeyType::Ed25519), (Material::Ed25519, vec![]));
        assert_eq!(read("", KeyType::Rsa), (Material::Revoked, vec![]));
        let folded = RSA_512.replacen("DSw", "D\r\n\tS w", 1);
        let (material, faults) = read(&folded, KeyType::Rsa);
        assert!(is_rsa(material) && faults.is_empty());
    }

    #[test]
    fn a_key_is_told_through_its_faults() {
        for (text, fault) in [
            (format!("\"{RSA_512}\""), KeyFault::Quoted('"')),
            (RSA_512.replace('+', "-"), KeyFault::UrlSafe),
            (RSA_512.replace("==", ""), KeyFault::Unpadded),
            (RSA_512.replacen("DSw", "D\"\"Sw", 1), KeyFault::Quoted('"')),
            (RSA_512.replacen("DSw", "D!Sw", 1), KeyFault::NotBase64('!')),
            (format!("{RSA_512}AAAA"), KeyFault::NotBase64('=')),
            (
                format!("-----BEGIN PUBLIC KEY-----\n{RSA_512}\n-----END PUBLIC KEY-----"),
                KeyFault::Pem("PUBLIC KEY".to_owned()),
            ),
        ] {
            let (material, faults) = read(&text, KeyType::Rsa);
            assert!(is_rsa(material), "{text}");
            assert_eq!(faults, [fault], "{text}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong() {
        let cut = |text: &str| read(text, KeyType::Rsa).1;
        assert_eq!(cut(&RSA_512[..64]), [KeyFault::CutShort(Some((94, 48)))]);
        assert_eq!(
            cut(&format!("{}...", &RSA_512[..65])),
            [KeyFault::CutShort(Some((94, 48)))]
        );
        assert_eq!(cut("AAAA"), [KeyFault::Malformed]);
        assert_eq!(cut(ED25519), [KeyFault::OtherType(KeyType::Ed25519)]);
        assert_eq!(cut(&RSA_512.to_lowercase()), [KeyFault::LowerCased]);
        assert_eq!(read("AAAA", KeyType::Ed25519).1, [KeyFault::Length(3)]);
        assert_eq!(
            read(
                "MCowBQYDK2VwAyEA6Ig58h1kk+TveTf9sLWCnJ0X+nWdgBkdCzLoWxUkdZo=",
                KeyType::Ed25519
            ),
            (Material::Ed25519, vec![KeyFault::Wrapped])
        );
    }
}
