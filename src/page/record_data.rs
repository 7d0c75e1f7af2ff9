//! What a resource record says, short enough for a line.

use crate::dns::Data;
use crate::text::visible;

/// A text of more octets than this wants more than a line.
pub const LONG: usize = 200;

/// What a resource record says, as a zone file would write it.
pub fn line(data: &Data) -> String {
    match data {
        Data::A(address) => format!("A {address}"),
        Data::Aaaa(address) => format!("AAAA {address}"),
        Data::Cname(name) => format!("CNAME {name}"),
        Data::Ns(name) => format!("NS {name}"),
        Data::Ptr(name) => format!("PTR {name}"),
        Data::Mx {
            preference,
            exchange,
        } => format!("MX {preference} {exchange}"),
        Data::Txt(txt) => format!("TXT \"{}\"", visible(&txt.text())),
        Data::Soa {
            mname,
            rname,
            serial,
            ..
        } => format!("SOA {mname} {rname} {serial}"),
        Data::Srv {
            priority,
            weight,
            port,
            target,
        } => format!("SRV {priority} {weight} {port} {target}"),
        Data::Tlsa {
            usage,
            selector,
            matching_type,
            ..
        } => format!("TLSA {usage} {selector} {matching_type} …"),
        Data::Caa { flags, tag, value } => {
            let value = String::from_utf8_lossy(value);
            format!("CAA {flags} {} \"{}\"", visible(tag), visible(&value))
        }
        Data::Ds { key_tag, .. } => format!("DS {key_tag} …"),
        Data::Dnskey { flags, .. } => format!("DNSKEY {flags} …"),
        Data::Other { rtype, octets } => format!("{rtype} \\# {} …", octets.len()),
    }
}
