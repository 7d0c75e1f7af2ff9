//! What the name of an address looks like.

use crate::record::host::host_fault;
use std::net::IpAddr;

/// Words for lines that are handed out for a while, on which nobody runs a
/// mail server.
const DYNAMIC: &[&str] = &[
    "adsl",
    "broadband",
    "cable",
    "dhcp",
    "dial",
    "dialin",
    "dialup",
    "dsl",
    "dyn",
    "dynamic",
    "dynamicip",
    "pool",
    "pools",
    "ppp",
    "pppoe",
    "vdsl",
    "xdsl",
];

/// Whether a name looks like one that a provider gives to all its customers:
/// the address stands in it, or a word for a line that is handed out.
pub fn is_generic(name: &str, address: IpAddr) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| DYNAMIC.contains(&word)) || holds(&name, address)
}

/// Whether an IPv4 address stands in a name, forwards or backwards.
fn holds(name: &str, address: IpAddr) -> bool {
    let IpAddr::V4(address) = address else {
        return false;
    };
    let octets = address.octets();
    let numbers: Vec<_> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .collect();
    let stands = |octets: [u8; 4]| {
        let same = |(number, octet): (&&str, u8)| number.parse() == Ok(octet);
        let apart = numbers
            .windows(4)
            .any(|window| window.iter().zip(octets).all(same));
        let padded: String = octets.iter().map(|octet| format!("{octet:03}")).collect();
        let hexadecimal: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        apart || name.contains(&padded) || name.contains(&hexadecimal)
    };
    let [a, b, c, d] = octets;
    stands(octets) || stands([d, c, b, a])
}

/// Whether a name is none that a host on the internet has.
pub fn is_unusable(name: &str) -> bool {
    host_fault(name).is_some()
        || name.parse::<IpAddr>().is_ok()
        || name == "localhost"
        || name.starts_with("localhost.")
        || name.ends_with(".arpa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_customers() {
        let address = "203.0.113.9".parse().unwrap();
        for (name, generic) in [
            ("203-0-113-9.isp.example", true),
            ("9.113.0.203.static.isp.example", true),
            ("host203000113009.isp.example", true),
            ("ipcb007109.isp.example", true),
            ("customer.dsl.isp.example", true),
            ("dyn-17.isp.example", true),
            ("mail.d.example", false),
            ("mx9.dynamo.example", false),
            ("mail-203.d.example", false),
        ] {
            assert_eq!(is_generic(name, address), generic, "{name}");
        }
        assert!(!is_generic(
            "mail.d.example",
            "2001:db8::1".parse().unwrap()
        ));
    }

    #[test]
    fn names_of_no_host() {
        for name in [
            "localhost",
            "localhost.localdomain",
            "192.0.2.1",
            "mail",
            "1.2.in-addr.arpa",
        ] {
            assert!(is_unusable(name), "{name}");
        }
        assert!(!is_unusable("mail.d.example"));
    }
}
