//! What a receiver makes of a record.

use super::{Flag, Hash, KeyType, Material, Record, Service, Value};
use crate::record::tag_list::Fault;
use crate::record::version::{VersionFault, version_fault};
use serde::Serialize;

/// What a receiver makes of a record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usable {
    /// No signature is verified with it.
    NotUsable,
    /// The key was taken back: signatures made with it fail.
    Revoked,
    /// Signatures are verified with it.
    Key(PublicKey),
}

/// A key that signatures are verified with.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct PublicKey {
    /// The key itself.
    pub material: Material,
    /// Whether it is for mail.
    pub email: bool,
    /// Whether it is for reports on TLS.
    pub tls_reports: bool,
    /// `t=y`.
    pub testing: bool,
    /// `t=s`.
    pub strict: bool,
}

impl Record {
    /// What a receiver that follows RFC 6376, 8301 and 8463 makes of it.
    pub fn usable(&self) -> Usable {
        if !self.is_list() {
            return Usable::NotUsable;
        }
        let mut key = PublicKey {
            material: Material::Nothing,
            email: true,
            tls_reports: true,
            testing: false,
            strict: false,
        };
        for term in &self.terms {
            match &term.value {
                Value::KeyType(KeyType::Unknown(_)) => return Usable::NotUsable,
                Value::Hashes(hashes) if !hashes.iter().any(|h| h.value == Hash::Sha256) => {
                    return Usable::NotUsable;
                }
                Value::Key(read) if read.faults.is_empty() => key.material = read.material,
                Value::Services(services) => {
                    let is_for = |service| {
                        let fits = |s: &Service| *s == Service::Any || *s == service;
                        services.iter().any(|s| fits(&s.value))
                    };
                    key.email = is_for(Service::Email);
                    key.tls_reports = is_for(Service::TlsReports);
                }
                Value::Flags(flags) => {
                    key.testing = flags.iter().any(|f| f.value == Flag::Testing);
                    key.strict = flags.iter().any(|f| f.value == Flag::Strict);
                }
                _ => {}
            }
        }
        match key.material {
            Material::Revoked => Usable::Revoked,
            Material::Rsa(rsa) if rsa.bits < 1024 => Usable::NotUsable,
            Material::Rsa(_) | Material::Ed25519 if key.email || key.tls_reports => {
                Usable::Key(key)
            }
            _ => Usable::NotUsable,
        }
    }

    /// Whether it is a tag list of the right version. A list with a fault, or
    /// a tag that stands twice, is void as a whole (RFC 6376 §3.2); an empty
    /// piece does not keep receivers from reading it.
    fn is_list(&self) -> bool {
        let fatal = |fault: &Fault| !matches!(fault, Fault::EmptyPiece | Fault::LeadingSpace);
        let version = version_fault(&self.list, "DKIM1");
        !self.list.faults.iter().any(|fault| fatal(&fault.value))
            && version.is_none_or(|fault| fault.value == VersionFault::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    #[test]
    fn what_a_key_is_for() {
        let read = |tags: &str| Record::read(&format!("k=ed25519; {tags}; {KEY}")).usable();
        let key = |tags| match read(tags) {
            Usable::Key(key) => Some((key.email, key.tls_reports, key.testing, key.strict)),
            _ => None,
        };
        assert_eq!(key("s=email"), Some((true, false, false, false)));
        assert_eq!(key("s=tlsrpt:x; t=y : s"), Some((false, true, true, true)));
        assert_eq!(key("s=other"), None);
        assert_eq!(key("h=sha1"), None);
        assert_eq!(key("h=sha1:sha256"), Some((true, true, false, false)));
    }

    #[test]
    fn what_is_void() {
        assert_eq!(Record::read("v=DKIM1; p=").usable(), Usable::Revoked);
        for text in [
            format!("k=ed25519; k=ed25519; {KEY}"),
            format!("k=x; {KEY}"),
            format!("k=ed25519; v=DKIM1; {KEY}"),
            format!("v=DKIM1\\; k=ed25519; {KEY}"),
            "v=DKIM1".to_owned(),
        ] {
            assert_eq!(Record::read(&text).usable(), Usable::NotUsable, "{text}");
        }
    }
}
