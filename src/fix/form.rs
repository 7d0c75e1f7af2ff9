//! A value in the forms that DNS panels and zone files want.

use super::{Change, Place};
use crate::dns::{Name, RecordType};
use crate::knowledge::dns_hosts::{Apex, DnsHost, Texts};
use std::fmt::Write;

/// A value, and the same in other forms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Forms {
    /// As most panels want it.
    pub plain: String,
    /// A TXT record's text in quotation marks.
    pub quoted: Option<String>,
    /// A TXT record's text in character-strings of 255 octets, each in
    /// quotation marks, where it is longer than one (RFC 1035 §3.3).
    pub strings: Option<String>,
    /// The line of a zone file.
    pub zone_line: Option<String>,
}

/// Where a panel puts a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Host {
    /// What a panel for the zone calls it; `None` where the zone is not known,
    /// or is another.
    pub label: Option<String>,
    /// The full name.
    pub name: Name,
}

/// The most octets of a character-string (RFC 1035 §3.3).
const STRING: usize = 255;

impl Forms {
    /// The forms of the value that a change publishes; `None` where it
    /// publishes nothing.
    pub fn of(change: &Change) -> Option<Self> {
        let value = change.to.as_ref()?;
        let Place::Record { name, rtype, ttl } = &change.place else {
            return Some(Self {
                plain: value.clone(),
                quoted: None,
                strings: None,
                zone_line: None,
            });
        };
        let text = *rtype == RecordType::TXT;
        let strings = text.then(|| strings(value));
        let rdata = strings.as_deref().unwrap_or(value);
        Some(Self {
            plain: value.clone(),
            quoted: text.then(|| quoted(value.as_bytes())),
            strings: strings.clone().filter(|_| value.len() > STRING),
            zone_line: Some(format!("{name}. {ttl} IN {rtype} {rdata}")),
        })
    }
}

/// A record as it is typed into the panel of a DNS host.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PanelForm {
    /// What goes into the field of the host; nothing where it stays empty.
    pub host: String,
    /// What goes into the field of the value.
    pub value: String,
}

impl PanelForm {
    /// How a change of a zone is typed in; `None` where it is outside the zone,
    /// or no change of DNS.
    pub fn of(change: &Change, zone: &Name, panel: &DnsHost) -> Option<Self> {
        let Place::Record { name, rtype, .. } = &change.place else {
            return None;
        };
        let label = name.relative_to(zone)?;
        let host = match (name == zone, panel.apex) {
            (true, Apex::Empty) => String::new(),
            _ => label,
        };
        let value = change.to.clone().unwrap_or_default();
        let value = match panel.texts {
            Texts::Quoted if *rtype == RecordType::TXT && change.to.is_some() => strings(&value),
            _ => value,
        };
        Some(Self { host, value })
    }
}

impl Host {
    /// What a name is in a panel.
    pub fn of(name: &Name, zone: Option<&Name>) -> Self {
        Self {
            label: zone.and_then(|zone| name.relative_to(zone)),
            name: name.clone(),
        }
    }
}

/// A text in character-strings, each in quotation marks, with a space between.
pub fn strings(text: &str) -> String {
    let parts = text.as_bytes().chunks(STRING).map(quoted);
    let parts: Vec<_> = parts.collect();
    match parts.is_empty() {
        true => "\"\"".into(),
        false => parts.join(" "),
    }
}

/// A character-string as zone files write it (RFC 1035 §5.1).
fn quoted(octets: &[u8]) -> String {
    let mut written = String::with_capacity(octets.len() + 2);
    written.push('"');
    for &octet in octets {
        match octet {
            b'"' | b'\\' => {
                written.push('\\');
                written.push(char::from(octet));
            }
            b' '..=b'~' => written.push(char::from(octet)),
            _ => {
                let _ = write!(written, "\\{octet:03}");
            }
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn a_long_text_is_split() {
        let text = format!("v=DKIM1; p={}", "A".repeat(300));
        let change = Change::add(name("s._domainkey.d.example"), RecordType::TXT, &text);
        let forms = Forms::of(&change).unwrap();
        let strings = forms.strings.unwrap();
        let parts: Vec<_> = strings.split("\" \"").collect();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].len(), 256);
        assert_eq!(parts.concat().trim_matches('"'), text);
        let line = forms.zone_line.unwrap();
        assert_eq!(
            line,
            format!("s._domainkey.d.example. 3600 IN TXT {strings}")
        );
    }

    #[test]
    fn marks_are_escaped() {
        let change = Change::add(name("d.example"), RecordType::TXT, "a\"b\\c\u{e9}");
        let forms = Forms::of(&change).unwrap();
        assert_eq!(forms.quoted.unwrap(), "\"a\\\"b\\\\c\\195\\169\"");
        assert_eq!(forms.strings, None);
    }

    #[test]
    fn other_types_have_one_form() {
        let change = Change::add(name("d.example"), RecordType::MX, "10 mail.d.example.");
        let forms = Forms::of(&change).unwrap();
        assert_eq!(forms.quoted, None);
        assert_eq!(
            forms.zone_line.unwrap(),
            "d.example. 3600 IN MX 10 mail.d.example."
        );
    }

    #[test]
    fn each_panel_has_its_form() {
        use crate::knowledge::dns_hosts::dns_host;
        let zone = name("d.example");
        let typed = |server: &str, owner: &str, text: &str| {
            let change = Change::add(name(owner), RecordType::TXT, text);
            let form = PanelForm::of(&change, &zone, dns_host(server).unwrap())?;
            Some((form.host, form.value))
        };
        let some = |host: &str, value: &str| Some((host.to_owned(), value.to_owned()));
        let spf = "v=spf1 -all";
        assert_eq!(
            typed("ns1.alidns.com", "d.example", spf),
            some("@", "v=spf1 -all")
        );
        assert_eq!(
            typed("ns-1.awsdns-63.com", "d.example", spf),
            some("", "\"v=spf1 -all\"")
        );
        assert_eq!(
            typed("ns-1.awsdns-63.com", "_dmarc.d.example", spf),
            some("_dmarc", "\"v=spf1 -all\"")
        );
        let key = "A".repeat(300);
        let split = format!("\"{}\" \"{}\"", &key[..255], &key[255..]);
        assert_eq!(
            typed("ns1.huaweicloud-dns.com", "s._domainkey.d.example", &key),
            some("s._domainkey", &split)
        );
        assert_eq!(typed("ns1.alidns.com", "e.example", spf), None);
        let mx = Change::add(zone.clone(), RecordType::MX, "10 mail.d.example.");
        let form = PanelForm::of(&mx, &zone, dns_host("ns-1.awsdns-63.com").unwrap());
        assert_eq!(form.unwrap().value, "10 mail.d.example.");
    }

    #[test]
    fn the_host_is_relative_to_the_zone() {
        let host = |zone: Option<&Name>| Host::of(&name("_dmarc.d.example"), zone).label;
        assert_eq!(host(Some(&name("d.example"))).as_deref(), Some("_dmarc"));
        assert_eq!(host(Some(&name("example"))).as_deref(), Some("_dmarc.d"));
        assert_eq!(host(Some(&name("e.example"))), None);
        assert_eq!(host(None), None);
    }
}
