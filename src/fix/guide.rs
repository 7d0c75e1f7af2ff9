//! What a person does step by step, where changes of records alone do not do
//! it.
//!
//! Lines for a shell are made of [`HostName`]s, numbers and plain labels alone:
//! what DNS says never gets into one.

use super::{Known, Title};
use crate::dns::{HostName, Name, RecordType};
use crate::record::kind::RecordKind;
use std::net::IpAddr;

/// One thing to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Act {
    /// What DNS should say is copied from where mail is signed.
    CopyKey,
    /// A key pair is made on the server that signs.
    MakeKeys {
        /// The file of the private key, without its ending.
        file: String,
        /// The length in bits.
        bits: usize,
    },
    /// The key record's value is printed.
    PrintKey {
        /// The file of the private key, without its ending.
        file: String,
    },
    /// A record is published whose value only the person has.
    Publish {
        /// Where; `None` where the domain is not known.
        name: Option<Name>,
        /// Its type.
        rtype: RecordType,
        /// What goes into it.
        value: Blank,
    },
    /// The signer takes up the key.
    SignWith {
        /// The file of the private key, without its ending.
        file: String,
        /// The selector that it signs with.
        selector: String,
    },
    /// The old key goes, a week later.
    DropKey {
        /// Where it stands; `None` where the text alone is known.
        key: Option<Name>,
    },
    /// The provider's panel shows its records.
    OpenProvider {
        /// The provider.
        provider: String,
    },
    /// A known text goes to a name that only the person can complete.
    UnderSelector {
        /// The domain.
        domain: Name,
        /// The text.
        text: String,
    },
    /// A record goes to the place of its kind, unless there is one.
    OwnPlace {
        /// The place; `None` where that is not known.
        name: Option<Name>,
        /// The text.
        text: String,
    },
    /// The host field takes what stands before the domain.
    ShortenHost {
        /// The domain.
        domain: Name,
    },
    /// The TLSA record of a server's key is printed.
    PrintDigest {
        /// The server.
        host: HostName,
    },
    /// Renewals keep the key, or announce the next one first.
    KeepDigest,
    /// A server tells its addresses.
    ListAddresses,
    /// The addresses of a name are printed.
    LookUp {
        /// The name.
        target: HostName,
    },
    /// The DS record of the zone's keys is printed.
    PrintDs {
        /// The zone.
        domain: HostName,
    },
    /// The registrar is given a DS record.
    GiveDs,
    /// The registrar takes DS records out.
    TakeDs,
    /// A policy is served by a host.
    ServePolicy {
        /// The host.
        host: Name,
    },
    /// A logo is drawn as SVG Tiny PS, and put on the web.
    MakeLogo,
    /// The holder of an address is written to.
    Ask {
        /// The address.
        address: IpAddr,
        /// The name that it should have; `None` where that is not known.
        name: Option<Name>,
    },
}

/// What goes into a record, and only the person has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Blank {
    /// What was printed or copied before.
    Printed,
    /// The server's IPv4 address.
    Ipv4,
    /// The server's IPv6 address, if it has one.
    Ipv6,
    /// The address of a web server.
    Web,
    /// The target that the provider's panel shows.
    ProviderTarget,
    /// A preference and the server that takes the mail.
    MailServer,
    /// The BIMI record with the logo's address.
    Logo,
}

impl Act {
    /// The line for a shell that does it.
    pub fn line(&self) -> Option<String> {
        Some(match self {
            Self::MakeKeys { file, bits } => {
                format!("umask 077; openssl genrsa -out {file}.pem {bits}")
            }
            Self::PrintKey { file } => format!(
                "printf 'v=DKIM1; k=rsa; p=%s\\n' \"$(openssl pkey -in {file}.pem -pubout -outform DER | openssl base64 -A)\""
            ),
            // Usage 3, selector 1, matching type 1 (RFC 7672 §3.1.1).
            Self::PrintDigest { host } => format!(
                "openssl s_client -connect {host}:25 -starttls smtp -servername {host} </dev/null 2>/dev/null | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -r | awk '{{print \"3 1 1\", $1}}'"
            ),
            Self::ListAddresses => "hostname -I".to_owned(),
            Self::LookUp { target } => format!("dig +short {target} A {target} AAAA"),
            Self::PrintDs { domain } => {
                format!("dig +noall +answer {domain} DNSKEY | dnssec-dsfromkey -2 -f - {domain}")
            }
            _ => return None,
        })
    }

    /// The text to copy that is no line for a shell.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::UnderSelector { text, .. } | Self::OwnPlace { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// The length of RSA keys that signers should use (RFC 8301 §3.2), in bits.
pub const BITS: usize = 2048;

/// What is to be done by hand for a fix of this title.
pub fn guide(title: &Title, known: &Known) -> Vec<Act> {
    let publish = |name: Option<Name>, rtype, value| Act::Publish { name, rtype, value };
    match title {
        Title::PublishKeyAnew { key } => {
            let file = file_of(key.as_ref());
            vec![
                Act::CopyKey,
                Act::PrintKey { file },
                publish(key.clone(), RecordType::TXT, Blank::Printed),
            ]
        }
        Title::NewKey { bits, key } => {
            let next = next_selector(key.as_ref());
            let mut acts = make(&next, *bits, key.as_ref().and_then(Name::parent));
            acts.push(Act::DropKey { key: key.clone() });
            acts
        }
        Title::SignMail { domain } => make("mail-2048", BITS, domain.prepend("_domainkey").ok()),
        Title::AliasOfProvider { provider, keys } => {
            let provider = provider.clone();
            let open = Act::OpenProvider { provider };
            let keys = keys.iter().cloned();
            let aliases =
                keys.map(|key| publish(Some(key), RecordType::CNAME, Blank::ProviderTarget));
            [open].into_iter().chain(aliases).collect()
        }
        Title::KeyUnderSelector { domain, text } => vec![Act::UnderSelector {
            domain: domain.clone(),
            text: text.clone(),
        }],
        Title::BelongsElsewhere { text: Some(text) } => vec![Act::OwnPlace {
            name: known
                .domain
                .as_ref()
                .and_then(|domain| place_of(text, domain)),
            text: text.clone(),
        }],
        Title::ShortenHost { domain } => vec![Act::ShortenHost {
            domain: domain.clone(),
        }],
        Title::NewDigest { host } => {
            let name = host.as_ref().and_then(|host| host.prepend("_25._tcp").ok());
            let print = host.as_ref().and_then(HostName::of);
            let print = print.map(|host| Act::PrintDigest { host });
            let then = [
                publish(name, RecordType::TLSA, Blank::Printed),
                Act::KeepDigest,
            ];
            print.into_iter().chain(then).collect()
        }
        Title::PublishAddress { host } => {
            let host = Some(host.clone());
            vec![
                Act::ListAddresses,
                publish(host.clone(), RecordType::A, Blank::Ipv4),
                publish(host, RecordType::AAAA, Blank::Ipv6),
            ]
        }
        Title::SetUpMtaSts => {
            let host = known.domain.as_ref();
            let host = host.and_then(|domain| domain.prepend("mta-sts").ok());
            let serve = host.clone().map(|host| Act::ServePolicy { host });
            let address = publish(host, RecordType::A, Blank::Web);
            [address].into_iter().chain(serve).collect()
        }
        Title::AddressesForAlias { name, target } => {
            let name = Some(name.clone());
            let look = HostName::of(target).map(|target| Act::LookUp { target });
            let then = [
                publish(name.clone(), RecordType::A, Blank::Ipv4),
                publish(name, RecordType::AAAA, Blank::Ipv6),
            ];
            look.into_iter().chain(then).collect()
        }
        Title::NameServer { domain } => {
            vec![publish(
                Some(domain.clone()),
                RecordType::MX,
                Blank::MailServer,
            )]
        }
        Title::SendDs { domain } => {
            let print = HostName::of(domain).map(|domain| Act::PrintDs { domain });
            print.into_iter().chain([Act::GiveDs]).collect()
        }
        Title::DropDs { .. } => vec![Act::TakeDs],
        Title::PublishLogo { domain } => {
            let domain = domain.as_ref().or(known.domain.as_ref());
            let name = domain.and_then(|domain| domain.prepend("default._bimi").ok());
            vec![Act::MakeLogo, publish(name, RecordType::TXT, Blank::Logo)]
        }
        Title::AskHolder { address, name } => vec![Act::Ask {
            address: *address,
            name: name.clone().or_else(|| {
                let server = known.servers.first().cloned();
                server.or_else(|| known.domain.as_ref()?.prepend("mail").ok())
            }),
        }],
        _ => Vec::new(),
    }
}

/// Where a record of this kind is looked for; of a key, only the signer knows.
fn place_of(text: &str, domain: &Name) -> Option<Name> {
    let labels = match RecordKind::of_text(text)? {
        RecordKind::Spf => return Some(domain.clone()),
        RecordKind::Dmarc => "_dmarc",
        RecordKind::MtaSts => "_mta-sts",
        RecordKind::TlsRpt => "_smtp._tls",
        RecordKind::Bimi => "default._bimi",
        _ => return None,
    };
    domain.prepend(labels).ok()
}

/// A key pair is made, published below `above`, and signed with.
fn make(selector: &str, bits: usize, above: Option<Name>) -> Vec<Act> {
    let file = || selector.to_owned();
    vec![
        Act::MakeKeys { file: file(), bits },
        Act::PrintKey { file: file() },
        Act::Publish {
            name: above.and_then(|above| above.prepend(selector).ok()),
            rtype: RecordType::TXT,
            value: Blank::Printed,
        },
        Act::SignWith {
            file: file(),
            selector: file(),
        },
    ]
}

/// A selector that tells the new key from the old: with its length behind it.
fn next_selector(key: Option<&Name>) -> String {
    let old = file_of(key);
    match old.strip_suffix("-2048") {
        Some(bare) => [bare, "-2048-2"].concat(),
        None => [&old, "-2048"].concat(),
    }
}

/// The first label of a key's name, where it is plain.
fn file_of(key: Option<&Name>) -> String {
    let label = key.and_then(|key| key.labels().next()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_plain = label.chars().all(plain) && !label.starts_with('-') && !label.is_empty();
    match is_plain && label.len() < 50 {
        true => label.to_owned(),
        false => "dkim".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::dkim::{Record, Usable};
    use std::process::Command;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn the_lines_make_a_key_that_holds() {
        let is_there = Command::new("openssl").arg("version").output();
        if !is_there.is_ok_and(|made| made.status.success()) {
            println!("skipped: there is no openssl");
            return;
        }
        let folder = std::env::temp_dir().join(format!("mailvet-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let key = Some(name("s1._domainkey.d.example"));
        let acts = guide(&Title::NewKey { bits: BITS, key }, &Known::default());
        let mut printed = String::new();
        for line in acts.iter().filter_map(Act::line) {
            let mut shell = Command::new("sh");
            let made = shell.args(["-c", &line]).current_dir(&folder).output();
            printed = String::from_utf8(made.unwrap().stdout).unwrap();
        }
        std::fs::remove_dir_all(&folder).unwrap();
        let record = Record::read(printed.trim_end());
        assert!(record.problems.is_empty(), "{printed}");
        assert!(matches!(record.usable(), Usable::Key(_)), "{printed}");
        let facts = crate::check::dkim::text::judge_text(&record);
        let found: Vec<_> = facts.iter().map(|fact| fact.value.rule().id).collect();
        assert_eq!(found, ["dkim-rsa-sound"]);
    }

    #[test]
    fn the_new_key_has_a_selector_of_its_own() {
        let publishes = |key: &str| {
            let key = Some(name(key));
            let acts = guide(&Title::NewKey { bits: BITS, key }, &Known::default());
            acts.into_iter().find_map(|act| match act {
                Act::Publish { name, .. } => name.map(|name| name.to_string()),
                _ => None,
            })
        };
        for (old, new) in [
            ("s1._domainkey.d.example", "s1-2048._domainkey.d.example"),
            (
                "s1-2048._domainkey.d.example",
                "s1-2048-2._domainkey.d.example",
            ),
        ] {
            assert_eq!(publishes(old).as_deref(), Some(new));
        }
    }

    #[test]
    fn what_dns_says_gets_into_no_line() {
        for label in [
            "a;touch x",
            "$(touch)",
            "`touch`",
            "-rf",
            "a_b",
            "a\nb",
            "'",
        ] {
            let below = |rest: &[&'static str]| {
                let labels = [label].into_iter().chain(rest.iter().copied());
                Name::from_labels(labels.map(str::as_bytes)).unwrap()
            };
            let evil = below(&["_domainkey", "d", "example"]);
            let host = below(&["d", "example"]);
            for title in [
                Title::NewKey {
                    bits: BITS,
                    key: Some(evil.clone()),
                },
                Title::PublishKeyAnew { key: Some(evil) },
                Title::NewDigest {
                    host: Some(host.clone()),
                },
                Title::SendDs {
                    domain: host.clone(),
                },
                Title::AddressesForAlias {
                    name: host.clone(),
                    target: host,
                },
            ] {
                for line in guide(&title, &Known::default())
                    .iter()
                    .filter_map(Act::line)
                {
                    assert!(!line.contains("touch") && !line.contains("-rf"), "{line}");
                    assert!(!line.contains('_') || line.contains("s_client"), "{line}");
                }
            }
        }
    }
}
