//! The sample: made-up domains that can be checked without a network.

use super::Name;
use super::zone::Zones;
use std::rc::Rc;

/// The domains worth a look.
pub const DOMAINS: &[&str] = &[
    "healthy.example",
    "parked.example",
    "no-records.example",
    "many-faults.example",
    "ten-lookups.example",
    "xn--bcher-kva.example",
    "broken-dnssec.example",
];

/// What those domains lean on: who sends for them, and the names of their
/// addresses.
const OTHERS: &[&str] = &[
    "vendor-a.example",
    "vendor-b.example",
    "vendor-c.example",
    "2.0.192.in-addr.arpa",
    "100.51.198.in-addr.arpa",
    "113.0.203.in-addr.arpa",
    "8.b.d.0.1.0.0.2.ip6.arpa",
];

thread_local! {
    static SAMPLE: Rc<Zones> = Rc::new(read(TEXT));
}

/// The resolver of the sample, which is read once. Its label is `sample`.
pub fn sample() -> Rc<Zones> {
    SAMPLE.with(Rc::clone)
}

/// A resolver of the sample that has not heard of some changes yet.
pub fn sample_before() -> Zones {
    read(TEXT).overlaid(read(BEFORE))
}

fn read(text: &str) -> Zones {
    // The files are part of the program, and a test reads them.
    Zones::read(LABEL, text).unwrap_or_else(|_| Zones::empty(LABEL))
}

/// What the resolver of the sample is called.
pub const LABEL: &str = "sample";
const TEXT: &str = include_str!("sample.zone");
const BEFORE: &str = include_str!("sample-before.zone");

/// Whether a name is one of the sample's, which no real resolver has.
pub fn is_sample(name: &Name) -> bool {
    let mut zones = DOMAINS.iter().chain(OTHERS);
    zones.any(|zone| Name::parse(zone).is_ok_and(|zone| name.is_within(&zone)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::clock::StillClock;
    use crate::dns::{Answer, Client, Data, Failure, Outcome, RecordType, Resolver};
    use futures_util::FutureExt;
    use std::collections::BTreeSet;
    use std::net::IpAddr;
    use std::rc::Rc;

    fn ask(name: &str, rtype: RecordType) -> Rc<Answer> {
        let client = Client::new(vec![sample()], Rc::new(StillClock::default()));
        let asking = client.ask(&Name::parse(name).unwrap(), rtype);
        asking.now_or_never().unwrap()
    }

    fn text(name: &str) -> String {
        let answer = ask(name, RecordType::TXT);
        match answer.records() {
            [record] => match &record.data {
                Data::Txt(txt) => txt.text().into_owned(),
                _ => panic!("{name}: not TXT"),
            },
            records => panic!("{name}: {} records", records.len()),
        }
    }

    fn addresses(name: &str) -> Vec<IpAddr> {
        [RecordType::A, RecordType::AAAA]
            .into_iter()
            .flat_map(|rtype| ask(name, rtype).records().to_vec())
            .map(|record| match record.data {
                Data::A(address) => address.into(),
                Data::Aaaa(address) => address.into(),
                _ => panic!("no address"),
            })
            .collect()
    }

    #[test]
    fn the_file_is_read_and_its_zones_are_listed() {
        let zones = Zones::read(LABEL, TEXT).map_err(|error| (error.line, error.expected));
        let zones = zones.unwrap();
        assert_eq!(zones.label(), "sample");
        let apexes: BTreeSet<_> = zones.apexes().map(Name::as_str).collect();
        assert_eq!(apexes, DOMAINS.iter().chain(OTHERS).copied().collect());
    }

    #[test]
    fn only_its_own_names_are_sample() {
        for name in ["healthy.example", "_dmarc.parked.example", "bücher.example"] {
            assert!(is_sample(&Name::parse(name).unwrap()), "{name}");
        }
        assert!(is_sample(&Name::reverse([192, 0, 2, 9].into())));
        for name in ["example", "unhealthy.example", "example.com", "."] {
            assert!(!is_sample(&Name::parse(name).unwrap()), "{name}");
        }
    }

    #[test]
    fn the_healthy_domain_is_whole() {
        let mx = ask("healthy.example", RecordType::MX);
        assert!(mx.is_authentic());
        assert_eq!(mx.records().len(), 2);
        for record in mx.records() {
            let Data::Mx { exchange, .. } = &record.data else {
                panic!("not MX");
            };
            let addresses = addresses(exchange.as_str());
            assert_eq!(addresses.len(), 2);
            for address in addresses {
                let ptr = ask(Name::reverse(address).as_str(), RecordType::PTR);
                assert_eq!(ptr.records()[0].data, Data::Ptr(exchange.clone()));
            }
            let tlsa = ask(&format!("_25._tcp.{exchange}"), RecordType::TLSA);
            assert!(tlsa.is_authentic());
            assert!(matches!(&tlsa.records()[0].data,
                Data::Tlsa { association, .. } if association.len() == 32));
        }
        for (name, start) in [
            ("healthy.example", "v=spf1 "),
            ("_dmarc.healthy.example", "v=DMARC1; p=reject"),
            ("mail._domainkey.healthy.example", "v=DKIM1; k=rsa; p=MIIB"),
            ("ed._domainkey.healthy.example", "v=DKIM1; k=ed25519; p="),
            ("_mta-sts.healthy.example", "v=STSv1; id="),
            ("_smtp._tls.healthy.example", "v=TLSRPTv1; rua="),
        ] {
            assert!(text(name).starts_with(start), "{name}");
        }
        for rtype in [
            RecordType::NS,
            RecordType::SOA,
            RecordType::CAA,
            RecordType::DS,
            RecordType::DNSKEY,
        ] {
            assert!(
                !ask("healthy.example", rtype).records().is_empty(),
                "{rtype}"
            );
        }
        let random = ask("x7q._domainkey.healthy.example", RecordType::TXT);
        assert_eq!(random.outcome, Outcome::NoSuchName);
    }

    #[test]
    fn the_others_are_what_they_are_said_to_be() {
        assert_eq!(text("x7q._domainkey.parked.example"), "v=DKIM1; p=");
        let nothing = ask("no-records.example", RecordType::MX);
        assert_eq!(nothing.outcome, Outcome::NoData);
        let spf = ask("many-faults.example", RecordType::TXT);
        assert_eq!(spf.records().len(), 2);
        let mail = ask("mail.many-faults.example", RecordType::A);
        assert_eq!(mail.aliases.len(), 1);
        let gone = ask("gone.many-faults.example", RecordType::A);
        assert_eq!(gone.outcome, Outcome::NoSuchName);
        let ptr = ask("25.113.0.203.in-addr.arpa", RecordType::PTR);
        assert_eq!(ptr.records().len(), 1);
        let slow = ask("default._bimi.many-faults.example", RecordType::TXT);
        assert!(matches!(
            slow.outcome,
            Outcome::Failed(Failure::TimedOut(_))
        ));
        let key = ask("s1._domainkey.bücher.example", RecordType::TXT);
        assert_eq!(key.aliases.len(), 2);
        for name in ["broken-dnssec.example", "_dmarc.broken-dnssec.example"] {
            let broken = ask(name, RecordType::TXT);
            assert_eq!(
                broken.outcome,
                Outcome::Failed(Failure::DnssecBroken),
                "{name}"
            );
        }
    }

    #[test]
    fn some_of_it_was_otherwise_before() {
        let client = Client::new(
            vec![Rc::new(sample_before())],
            Rc::new(StillClock::default()),
        );
        let before = |name, rtype| {
            let asking = client.ask(&Name::parse(name).unwrap(), rtype);
            asking.now_or_never().unwrap()
        };
        let changed = before("ten-lookups.example", RecordType::TXT);
        assert_eq!(changed.ttl(), Some(2220));
        let now = ask("ten-lookups.example", RecordType::TXT);
        assert_ne!(changed.outcome, now.outcome);
        for (name, rtype) in [
            ("ten-lookups.example", RecordType::MX),
            ("healthy.example", RecordType::TXT),
            ("nowhere.example", RecordType::TXT),
        ] {
            assert_eq!(before(name, rtype).outcome, ask(name, rtype).outcome);
        }
    }

    /// The lookups that one record and all it includes need (RFC 7208 §4.6.4).
    fn lookups(name: &str) -> usize {
        let record = text(name);
        let terms = record
            .split(' ')
            .map(|term| match term.strip_prefix("include:") {
                Some(included) => 1 + lookups(included),
                None => usize::from(term == "mx" || term.starts_with("a:")),
            });
        terms.sum()
    }

    #[test]
    fn eleven_lookups_are_one_too_many() {
        assert_eq!(lookups("ten-lookups.example"), 11);
    }
}
