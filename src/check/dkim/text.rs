//! What a DKIM key record publishes, judged by its text alone.

use crate::record::dkim::{Flag, Hash, Material, Record, RsaKey, Service, Usable, Value};
use crate::record::span::{Span, Spanned};
use crate::rules;

/// A record with an RSA key of 1024 bits.
macro_rules! rsa_1024 {
    () => {
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCu1WzoGNk68eABUYDnCKP5AD6/0oFp8OUHsRyGX4ewawtwhrt+WsdKGbqzFZ7Ck8gN60qTjt+6KOQNPDwgAK2SffFNpSoacQKwvzu5c6N15wID3mRtSf8zA7f1DEOM9CJfK5OYRZ1y7Ws7mL3vUejTPNKlyF/8/D64VTfKYp9MBwIDAQAB"
    };
}

/// A record with an RSA key of 2048 bits.
macro_rules! rsa_2048 {
    () => {
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1vIqwI9Kxgkp4I31Nz5hmZVTTRjLM3s7uxRQnqxDIwy1UU9fU3lg7uH27rjOU/p87wRkZEUjVRyzpqk0f4HDLPHYYpNH5z0/6evVW6cB/URNI+0UneihhtDc0PfJ9KOdxmJebKyeKPhheqwLIPX3dwLLgd2AF7GnMTf3twdWswa0Xw3CzYaxwbsSAQcQEyBWpPRL4cbkzwPuXVJFE6PAtVWc6WvfmonMqLtsjHdDxDNDUs9xOE0wtx2R2q97WfEliyo0TPbj/xq92bVSmmi0GZK75chBL1U0y8+zGa3UBCERZAMZb9kqNHlEhPwtAxf3vq5m/ltAXjr7YR0Bs7sRrwIDAQAB"
    };
}

/// A record with an Ed25519 key.
macro_rules! ed25519 {
    ($tags:literal) => {
        concat!(
            $tags,
            "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        )
    };
}

rules! {
    /// What is to be said of a key record.
    pub enum Fact in Dkim {
        /// The key was taken back, or the name never had one.
        Revoked => {
            "dkim-key-revoked", Advice, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; p="), good: Text(ed25519!("v=DKIM1; ")),
        },
        /// An RSA key so short that receivers do not verify with it.
        RsaTooShort { bits: usize } => {
            "dkim-rsa-too-short", Error, Rfc(8301, "3.2"),
            bad: Text("v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL23/5j2pxyr71HQq0J3xCJBLgBe8MxfTElJPeWkA1LFoFRCrAmZoXWM3+FosCyLBBjwqnLnG6YW1zlFmYi5+BkCAwEAAQ=="),
            good: Text(rsa_2048!()),
        },
        /// An RSA key that is verified, but shorter than is wise.
        RsaShort { bits: usize } => {
            "dkim-rsa-short", Warning, Rfc(8301, "3.2"),
            bad: Text(rsa_1024!()), good: Text(rsa_2048!()),
        },
        /// An RSA key of 2048 bits or more.
        RsaSound { bits: usize } => {
            "dkim-rsa-sound", Good, Rfc(8301, "3.2"),
            bad: Text(rsa_2048!()), good: Text(rsa_1024!()),
        },
        /// An RSA key that receivers need not be able to verify with, and that
        /// makes a long answer.
        RsaLong { bits: usize } => {
            "dkim-rsa-long", Warning, Rfc(8301, "3.2"),
            bad: Text("v=DKIM1; p=MIICigKCAoEAmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmgIDAQAB"),
            good: Text(rsa_2048!()),
        },
        /// A public exponent with which signatures can be forged.
        RsaExponent => {
            "dkim-rsa-exponent-unsafe", Error, Rfc(8017, "3.1"),
            bad: Text("v=DKIM1; p=MIIBCAKCAQEAmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmmvhmgIBAQ=="),
            good: Text(rsa_2048!()),
        },
        /// An RSA key without the frame that the standard asks for, which some
        /// receivers cannot read.
        RsaBare => {
            "dkim-rsa-bare", Advice, Rfc(6376, "3.6.1"),
            bad: Text("v=DKIM1; p=MIGJAoGBAOWmNLgr2jYQiYv2KpGbBAHzK+rCa7VGtuV+fucHT8/eO4pJyQJv5UkgZqO+h05rBt4NzsoBn2TNkK9t9f0uyCb4nY5Gs+3kJmF9mgU/+oKlZ5uyLkmNJgOIUQ+9cM0XKuIDB0orUxajxXwI8Tt33/HWWVVOn3UQME9iKuiuErxHAgMBAAE="),
            good: Text(rsa_2048!()),
        },
        /// An Ed25519 key, which many receivers cannot verify with: sign with
        /// an RSA key as well.
        Ed25519 => {
            "dkim-ed25519", Advice, Rfc(8463, "5"),
            bad: Text(ed25519!("v=DKIM1; ")), good: Text(rsa_2048!()),
        },
        /// Only SHA-1 is allowed, which receivers no longer verify.
        Sha1Only => {
            "dkim-sha1-only", Error, Rfc(8301, "3.1"),
            bad: Text(ed25519!("v=DKIM1; h=sha1; ")), good: Text(ed25519!("v=DKIM1; h=sha256; ")),
        },
        /// No hash is allowed that receivers know.
        HashMissing => {
            "dkim-hash-missing", Error, Rfc(6376, "3.6.1"),
            bad: Text(ed25519!("v=DKIM1; h=sha512; ")), good: Text(ed25519!("v=DKIM1; h=sha256; ")),
        },
        /// SHA-1 is allowed beside SHA-256.
        Sha1Allowed => {
            "dkim-sha1-allowed", Advice, Rfc(8301, "3.1"),
            bad: Text(ed25519!("v=DKIM1; h=sha1:sha256; ")),
            good: Text(ed25519!("v=DKIM1; h=sha256; ")),
        },
        /// `t=y`: receivers may treat signed mail as if it were unsigned.
        Testing => {
            "dkim-testing", Warning, Rfc(6376, "3.6.1"),
            bad: Text(ed25519!("v=DKIM1; t=y; ")), good: Text(ed25519!("v=DKIM1; ")),
        },
        /// `t=s`: `i=` may not name a subdomain.
        Strict => {
            "dkim-strict", Advice, Rfc(6376, "3.6.1"),
            bad: Text(ed25519!("v=DKIM1; t=s; ")), good: Text(ed25519!("v=DKIM1; ")),
        },
        /// The key is for other services than mail.
        NotForMail => {
            "dkim-not-for-mail", Warning, Rfc(6376, "3.6.1"),
            bad: Text(ed25519!("v=DKIM1; s=tlsrpt; ")), good: Text(ed25519!("v=DKIM1; s=email; ")),
        },
        /// The version, which is recommended, is left out.
        VersionAbsent => {
            "dkim-version-absent", Advice, Rfc(6376, "3.6.1"),
            bad: Text(ed25519!("")), good: Text(ed25519!("v=DKIM1; ")),
        },
    }
}

/// The length of RSA keys that signers should use (RFC 8301 §3.2), in bits.
const SOUND: usize = 2048;
/// The least length that receivers verify with.
const LEAST: usize = 1024;
/// The greatest that they must be able to.
const GREATEST: usize = 4096;

/// Judges a key record; of texts that are none there is nothing to say but
/// their problems.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let mut facts = Vec::new();
    let Some(_) = record.key() else {
        return facts;
    };
    let mut push = |fact, span| facts.push(Spanned::new(fact, span));
    let version = |value: &Value| matches!(value, Value::Version(_));
    if !record.terms.iter().any(|term| version(&term.value)) {
        push(Fact::VersionAbsent, Span::new(0, 0));
    }
    for term in &record.terms {
        let span = term.tag.span();
        match &term.value {
            Value::Key(key) => match key.material {
                Material::Revoked if record.usable() == Usable::Revoked => {
                    push(Fact::Revoked, span)
                }
                Material::Rsa(rsa) => judge_rsa(rsa, span, &mut push),
                Material::Ed25519 => push(Fact::Ed25519, span),
                _ => {}
            },
            Value::Hashes(hashes) => {
                let has = |wanted| hashes.iter().any(|hash| hash.value == wanted);
                match (has(Hash::Sha1), has(Hash::Sha256)) {
                    (true, true) => push(Fact::Sha1Allowed, span),
                    (true, false) => push(Fact::Sha1Only, span),
                    (false, false) => push(Fact::HashMissing, span),
                    (false, true) => {}
                }
            }
            Value::Services(services) => {
                let mail = |service: &Service| matches!(service, Service::Any | Service::Email);
                if !services.iter().any(|service| mail(&service.value)) {
                    push(Fact::NotForMail, span);
                }
            }
            Value::Flags(flags) => flags.iter().for_each(|flag| match flag.value {
                Flag::Testing => push(Fact::Testing, flag.span),
                Flag::Strict => push(Fact::Strict, flag.span),
                Flag::Unknown(_) => {}
            }),
            _ => {}
        }
    }
    facts
}

fn judge_rsa(key: RsaKey, span: Span, push: &mut impl FnMut(Fact, Span)) {
    let bits = key.bits;
    match bits {
        ..LEAST => push(Fact::RsaTooShort { bits }, span),
        LEAST..SOUND => push(Fact::RsaShort { bits }, span),
        SOUND..=GREATEST => push(Fact::RsaSound { bits }, span),
        _ => push(Fact::RsaLong { bits }, span),
    }
    if key
        .exponent
        .is_some_and(|exponent| exponent < 3 || exponent % 2 == 0)
    {
        push(Fact::RsaExponent, span);
    }
    if !key.wrapped {
        push(Fact::RsaBare, span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_key_is_measured() {
        let facts = judge_text(&Record::read(rsa_1024!()));
        let facts: Vec<_> = facts.into_iter().map(|fact| fact.value).collect();
        assert_eq!(facts, [Fact::RsaShort { bits: 1024 }]);
    }
}
