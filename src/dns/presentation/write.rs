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
        // RFC 3597 §5
        Data::Other { octets, .. } => {
            let length = octets.len();
            [&format!("\\# {length} "), &*hex(octets)]
                .concat()
                .trim_end()
                .into()
        }
    }
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

    proptest! {
        #[test]
        fn any_octets_survive(strings in vec(vec(any::<u8>(), 0..9), 1..4)) {
            let data = Data::Txt(Txt(strings));
            prop_assert_eq!(read(RecordType::TXT, &write(&data)), Ok(data));
        }
    }
}
