//! What is asked.

use super::Name;
use serde::{Deserialize, Serialize, de};
use std::fmt;

/// A name and the type of record wanted there. The class is always IN.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Question {
    /// The name asked for.
    pub name: Name,
    /// The type of record asked for.
    pub rtype: RecordType,
}

impl Question {
    /// Asks for the records of one type at one name.
    pub fn new(name: Name, rtype: RecordType) -> Self {
        Self { name, rtype }
    }

    /// The command that asks the same of the system's own resolver.
    pub fn dig(&self) -> String {
        format!("dig {self} +dnssec")
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.rtype)
    }
}

/// A type of resource record (RFC 1035 §3.2.2).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RecordType(pub u16);

macro_rules! record_types {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        impl RecordType {
            $($(#[$doc])* pub const $name: Self = Self($code);)*

            /// The standard mnemonic; `None` for a type Mailvet has no use for.
            pub fn mnemonic(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some(stringify!($name)),)*
                    _ => None,
                }
            }

            /// The type with this mnemonic, in any case, or `TYPE123`
            /// (RFC 3597 §5).
            pub fn parse(text: &str) -> Option<Self> {
                $(if text.eq_ignore_ascii_case(stringify!($name)) {
                    return Some(Self::$name);
                })*
                let (prefix, code) = text.split_at_checked(4)?;
                prefix.eq_ignore_ascii_case("TYPE").then(|| code.parse().ok().map(Self))?
            }
        }
    };
}

record_types! {
    /// An IPv4 address.
    A = 1;
    /// A name server.
    NS = 2;
    /// The name that this name is an alias of.
    CNAME = 5;
    /// The start of a zone.
    SOA = 6;
    /// The name of an address.
    PTR = 12;
    /// A mail exchanger.
    MX = 15;
    /// Text.
    TXT = 16;
    /// An IPv6 address.
    AAAA = 28;
    /// The host and port of a service.
    SRV = 33;
    /// The digest of a child zone's key.
    DS = 43;
    /// A signature.
    RRSIG = 46;
    /// A proof that something is not there.
    NSEC = 47;
    /// A zone's key.
    DNSKEY = 48;
    /// A hashed proof that something is not there.
    NSEC3 = 50;
    /// How a zone hashes the names of such proofs.
    NSEC3PARAM = 51;
    /// A certificate association.
    TLSA = 52;
    /// What a zone wants its DS records to be.
    CDS = 59;
    /// SPF's own type, given up by RFC 7208 §3.1.
    SPF = 99;
    /// Who may issue certificates.
    CAA = 257;
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.mnemonic() {
            Some(mnemonic) => f.write_str(mnemonic),
            None => write!(f, "TYPE{}", self.0),
        }
    }
}

impl Serialize for RecordType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("a type of record is expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_one_name() {
        assert_eq!(RecordType::parse("mx"), Some(RecordType::MX));
        assert_eq!(RecordType::parse("type64"), Some(RecordType(64)));
        assert_eq!(RecordType::parse("DMARC"), None);
        assert_eq!(RecordType::parse("héé"), None);
        assert_eq!(RecordType(64).to_string(), "TYPE64");
    }
}
