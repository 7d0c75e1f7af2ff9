//! Records written as master files have them.

use crate::dns::{Data, Name, base64};
use std::fmt::Write;

/// The RDATA of a record in the presentation format, with absolute names.
/// [`read`](super::read) reads the same data in it.
pub fn write(data: &Data) -> String {
    match data {
        Data::A(address) => address.to_string(),
        Data::Aaaa(address) => address.to_string(),
        Data::Cname(name) | Data::Ns(name) | Data::Ptr(name) => absolute(name),
        Data::Mx {
            preference,
            exchange,
        } => format!("{preference} {}", absolute(exchange)),
        Data::Txt(txt) if txt.0.is_empty() => unknown(&[]),
        Data::Txt(txt) => {
            let strings: Vec<_> = txt.0.iter().map(|string| quoted(string)).collect();
            strings.join(" ")
        }
        Data::Soa {
            mname,
            rname,
            serial,
            refresh,
            retry,
            expire,
            minimum,
        } => {
            let (mname, rname) = (absolute(mname), absolute(rname));
            format!("{mname} {rname} {serial} {refresh} {retry} {expire} {minimum}")
        }
        Data::Srv {
            priority,
            weight,
            port,
            target,
        } => format!("{priority} {weight} {port} {}", absolute(target)),
        Data::Tlsa {
            usage,
            selector,
            matching_type,
            association,
        } => format!("{usage} {selector} {matching_type} {}", hex(association)),
        // A tag is letters and digits (RFC 8659 §4.1); whatever else came is kept.
        Data::Caa { flags, tag, value } if !is_tag(tag) => {
            // It came with its length in an octet; the rest of a longer text,
            // which stands for fewer octets, is lost.
            let tag = tag.as_bytes();
            let tag = &tag[..tag.len().min(255)];
            unknown(&[&[*flags, tag.len() as u8], tag, value].concat())
        }
        Data::Caa { flags, tag, value } => format!("{flags} {tag} {}", quoted(value)),
        Data::Ds {
            key_tag,
            algorithm,
            digest_type,
            digest,
        } => format!("{key_tag} {algorithm} {digest_type} {}", hex(digest)),
        Data::Dnskey {
            flags,
            protocol,
            algorithm,
            key,
        } => format!("{flags} {protocol} {algorithm} {}", base64::encode(key)),
        Data::Other { octets, .. } => unknown(octets),
    }
}

/// The octets as they came (RFC 3597 §5).
fn unknown(octets: &[u8]) -> String {
    let length = octets.len();
    [&format!("\\# {length} "), &*hex(octets)]
        .concat()
        .trim_end()
        .into()
}

fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.bytes().all(|octet| octet.is_ascii_alphanumeric())
}

fn absolute(name: &Name) -> String {
    match name.is_root() {
        true => name.to_string(),
        false => format!("{name}."),
    }
}

/// A character-string: what is neither printable nor ASCII is escaped.
fn quoted(octets: &[u8]) -> String {
    let mut text = String::from('"');
    for &octet in octets {
        match octet {
            b'"' | b'\\' => text.extend(['\\', char::from(octet)]),
            b' '..=b'~' => text.push(char::from(octet)),
            _ => {
                // A string takes all that is written.
                let _ = write!(text, "\\{octet:03}");
            }
        }
    }
    text.push('"');
    text
}

fn hex(octets: &[u8]) -> String {
    octets.iter().fold(String::new(), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::presentation::read;
    use crate::dns::{RecordType, Txt};
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (rtype, text) in [
            (RecordType::A, "192.0.2.1"),
            (RecordType::AAAA, "2001:db8::1"),
            (RecordType::CNAME, "a.example."),
            (RecordType::MX, "10 mail.example."),
            (RecordType::MX, "0 ."),
            (RecordType::SOA, "ns.example. admin.example. 1 2 3 4 5"),
            (RecordType::SRV, "0 1 993 imap.example."),
            (RecordType::TLSA, "3 1 1 00ff"),
            (RecordType::CAA, "128 issue \"ca.example; a=b\""),
            (RecordType::DS, "1 13 2 00ff"),
            (RecordType::DNSKEY, "257 3 13 AP8="),
            (RecordType::TXT, r#""v=spf1 \"\\\233" "-all""#),
            (RecordType(65_280), r"\# 2 00ff"),
            (RecordType(65_280), r"\# 0"),
        ] {
            let data = read(rtype, text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!(write(&data), text);
        }
    }

    fn octets() -> impl Strategy<Value = Vec<u8>> {
        vec(any::<u8>(), 0..9)
    }

    fn names() -> impl Strategy<Value = Name> {
        let labels = vec(vec(any::<u8>(), 1..9), 0..5);
        labels.prop_map(|labels| Name::from_labels(labels.iter().map(Vec::as_slice)).unwrap())
    }

    fn data() -> impl Strategy<Value = Data> {
        prop_oneof![
            any::<[u8; 4]>().prop_map(|it| Data::A(it.into())),
            any::<[u8; 16]>().prop_map(|it| Data::Aaaa(it.into())),
            names().prop_map(Data::Cname),
            (any::<u16>(), names()).prop_map(|(preference, exchange)| Data::Mx {
                preference,
                exchange
            }),
            vec(octets(), 0..4).prop_map(|strings| Data::Txt(Txt(strings))),
            (names(), names(), any::<u32>()).prop_map(|(mname, rname, number)| Data::Soa {
                mname,
                rname,
                serial: number,
                refresh: number / 2,
                retry: number / 3,
                expire: number / 5,
                minimum: number / 7,
            }),
            (any::<[u16; 3]>(), names()).prop_map(|([priority, weight, port], target)| {
                Data::Srv {
                    priority,
                    weight,
                    port,
                    target,
                }
            }),
            (any::<[u8; 3]>(), octets()).prop_map(|([usage, selector, matching_type], it)| {
                Data::Tlsa {
                    usage,
                    selector,
                    matching_type,
                    association: it,
                }
            }),
            (any::<u8>(), "\\PC{0,3}|[a-z]{1,8}", octets())
                .prop_map(|(flags, tag, value)| { Data::Caa { flags, tag, value } }),
            (any::<u16>(), any::<[u8; 2]>(), octets()).prop_map(
                |(key_tag, [algorithm, digest_type], digest)| Data::Ds {
                    key_tag,
                    algorithm,
                    digest_type,
                    digest,
                }
            ),
            (any::<u16>(), any::<[u8; 2]>(), octets()).prop_map(
                |(flags, [protocol, algorithm], key)| Data::Dnskey {
                    flags,
                    protocol,
                    algorithm,
                    key,
                }
            ),
            (260u16.., octets()).prop_map(|(rtype, octets)| Data::Other {
                rtype: RecordType(rtype),
                octets
            }),
        ]
    }

    proptest! {
        #[test]
        fn any_record_is_read_again(data in data()) {
            prop_assert_eq!(read(data.rtype(), &write(&data)), Ok(data));
        }

        #[test]
        fn any_octets_survive(strings in vec(vec(any::<u8>(), 0..9), 1..4)) {
            let data = Data::Txt(Txt(strings));
            prop_assert_eq!(read(RecordType::TXT, &write(&data)), Ok(data));
        }
    }
}
