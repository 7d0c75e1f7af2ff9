//! The same questions put to several resolvers: who gives what, and whether a
//! change has come to all of them.

mod arrival;
mod content;

pub use arrival::{Arrival, Expected, NotCompared, Value};
pub use content::{Compared, Content, Group, Standing};

use super::dkim::Selector;
use crate::dns::client::Client;
use crate::dns::{Answer, Name, Question, RecordType};
use futures_util::future;
use std::rc::Rc;

/// Records that are compared, and the question that brings them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// What stands there.
    pub what: What,
    /// The question.
    pub question: Question,
}

/// What stands at a place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// The domain's name servers.
    NameServers,
    /// Its mail exchangers.
    Mx,
    /// The addresses of one of them.
    Address,
    /// Its TXT records, the SPF record among them.
    Spf,
    /// The DKIM key under this selector.
    Dkim(Name),
    /// Its DMARC policy.
    Dmarc,
    /// The announcement of its MTA-STS policy.
    MtaSts,
    /// Where reports of TLS go.
    TlsRpt,
    /// Its logo.
    Bimi,
}

/// How many DKIM selectors are compared at most.
pub const SELECTORS: usize = 8;
/// The addresses of how many mail exchangers are compared at most.
pub const HOSTS: usize = 4;

/// The places of a domain's mail records, under these DKIM selectors: those
/// whose names are known without asking.
pub fn places(domain: &Name, selectors: &[Selector]) -> Vec<Place> {
    let at = |what, name: Name, rtype| Place {
        what,
        question: Question::new(name, rtype),
    };
    let below = |what, labels: &str| {
        let name = domain.prepend(labels).ok()?;
        Some(at(what, name, RecordType::TXT))
    };
    let mut places = vec![
        at(What::NameServers, domain.clone(), RecordType::NS),
        at(What::Mx, domain.clone(), RecordType::MX),
        at(What::Spf, domain.clone(), RecordType::TXT),
    ];
    places.extend(selectors.iter().take(SELECTORS).map(|selector| {
        let what = What::Dkim(selector.name.clone());
        at(what, selector.key_name.clone(), RecordType::TXT)
    }));
    let below = [
        below(What::Dmarc, "_dmarc"),
        below(What::MtaSts, "_mta-sts"),
        below(What::TlsRpt, "_smtp._tls"),
        below(What::Bimi, "default._bimi"),
    ];
    places.extend(below.into_iter().flatten());
    places
}

/// The places of the addresses of the first mail exchangers that any of the
/// answers names.
pub fn address_places<'a>(answers: impl Iterator<Item = &'a Answer>) -> Vec<Place> {
    let mut hosts = Vec::new();
    for answer in answers {
        for (_, exchange) in answer.exchangers() {
            if !exchange.is_root() && !hosts.contains(exchange) {
                hosts.push(exchange.clone());
            }
        }
    }
    let places = hosts.into_iter().take(HOSTS).flat_map(|host| {
        [RecordType::A, RecordType::AAAA].map(|rtype| Place {
            what: What::Address,
            question: Question::new(host.clone(), rtype),
        })
    });
    places.collect()
}

/// Asks one resolver for the records of all these places at once.
pub async fn ask(client: &Client, places: &[Place]) -> Vec<Rc<Answer>> {
    let asking = places.iter().map(|place| {
        let Question { name, rtype } = &place.question;
        client.ask(name, *rtype)
    });
    future::join_all(asking).await
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::dns::answer::{Exchange, Outcome, Rcode};
    use crate::dns::proof::Proof;
    use crate::dns::subnet::ClientSubnet;
    use crate::follow::spf::{Network, Special};
    use crate::follow::testing::client;
    use crate::knowledge::regions::Region;
    use futures_util::FutureExt;
    use std::net::Ipv4Addr;

    pub fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    /// What a resolver with this zone below `example` says; `$FAIL` is heard.
    pub fn answer(zone: &str, owner: &str, rtype: RecordType) -> Option<Rc<Answer>> {
        client(zone).ask(&name(owner), rtype).now_or_never()
    }

    /// That there is nothing, remembered for so many seconds.
    pub fn nothing(owner: &str, negative_ttl: u32) -> Option<Rc<Answer>> {
        let exchange = Exchange {
            resolver: "one".into(),
            checking_disabled: false,
            rcode: Some(Rcode::NXDOMAIN),
            authentic: false,
            validates: true,
            extended_errors: Vec::new(),
            failure: None,
            negative_ttl: Some(negative_ttl),
            asked_from: None,
            asked_at: 0.0,
            elapsed: 1.0,
        };
        Some(Rc::new(Answer {
            question: Question::new(name(owner), RecordType::TXT),
            outcome: Outcome::NoSuchName,
            aliases: Vec::new(),
            exchanges: vec![exchange],
            proof: Proof::default(),
            unvalidated: None,
        }))
    }

    #[test]
    fn the_mail_records_of_a_domain_are_a_fixed_set() {
        let domain = name("d.example");
        let selectors: Vec<_> = (0..9)
            .map(|number| Selector::new(name(&format!("s{number}")), &domain).unwrap())
            .collect();
        let asked = |selectors: &[Selector]| {
            let places = places(&domain, selectors);
            let questions = places.iter().map(|place| place.question.to_string());
            questions.collect::<Vec<_>>()
        };
        assert_eq!(
            asked(&selectors[..1]),
            [
                "d.example NS",
                "d.example MX",
                "d.example TXT",
                "s0._domainkey.d.example TXT",
                "_dmarc.d.example TXT",
                "_mta-sts.d.example TXT",
                "_smtp._tls.d.example TXT",
                "default._bimi.d.example TXT",
            ]
        );
        assert_eq!(asked(&selectors).len(), 7 + SELECTORS);
        let longest = name(&["a".repeat(60).as_str(); 4].join("."));
        // Two of the four names below it are short enough for DNS.
        assert_eq!(places(&longest, &[]).len(), 3 + 2);
    }

    #[test]
    fn addresses_are_those_of_every_exchanger_named() {
        let mx = |zone| answer(zone, "d.example", RecordType::MX).unwrap();
        let answers = [
            mx("d MX 10 a.d\nd MX 20 b.d"),
            mx("d MX 10 b.d\nd MX 20 c.d"),
            mx("d MX 0 ."),
        ];
        let places = address_places(answers.iter().map(Rc::as_ref));
        let asked: Vec<_> = places
            .iter()
            .map(|place| place.question.to_string())
            .collect();
        assert_eq!(
            asked,
            [
                "a.d.example A",
                "a.d.example AAAA",
                "b.d.example A",
                "b.d.example AAAA",
                "c.d.example A",
                "c.d.example AAAA",
            ]
        );
        let many: String = (0..9).map(|host| format!("d MX 10 h{host}.d\n")).collect();
        let places = address_places([mx(&many)].iter().map(Rc::as_ref));
        assert_eq!(places.len(), 2 * HOSTS);
    }

    #[test]
    fn every_place_is_asked_once() {
        let client = client("d MX 10 m.d\nm.d A 192.0.2.1");
        let places = places(&name("d.example"), &[]);
        let answers = ask(&client, &places).now_or_never().unwrap();
        ask(&client, &places).now_or_never().unwrap();
        assert_eq!(answers.len(), places.len());
        assert_eq!(client.log().len(), places.len());
    }

    #[test]
    fn no_region_is_a_network_set_aside() {
        for region in Region::ALL {
            let [a, b, c] = region.subnet().octets();
            let address = Ipv4Addr::new(a, b, c, 0);
            let network = Network::new(address.into(), ClientSubnet::PREFIX);
            assert_eq!(Special::of(network), None, "{}", region.id());
        }
    }
}
