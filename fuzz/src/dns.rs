//! What comes from DNS, or stands in its place.

use crate::said::{assert_ends, assert_said, assert_told};
use mailvet::dns::clock::StillClock;
use mailvet::dns::message::{decode_response, encode_query};
use mailvet::dns::resolver::Checking;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name, Outcome, Question, RecordType, Resolver};
use mailvet::follow::dkim::Selector;
use mailvet::report::{Request, check_domain};
use mailvet::text::Language;
use std::rc::Rc;

const TYPES: [RecordType; 14] = [
    RecordType::A,
    RecordType::AAAA,
    RecordType::MX,
    RecordType::TXT,
    RecordType::TLSA,
    RecordType::CAA,
    RecordType::NS,
    RecordType::SOA,
    RecordType::PTR,
    RecordType::CNAME,
    RecordType::DS,
    RecordType::DNSKEY,
    RecordType::SRV,
    RecordType(65280),
];

/// A response: as it came, and behind the question that it should answer.
///
/// In the second case the first octets are the type asked for, the flags, and
/// the numbers of records in the three sections.
pub fn dns_message(octets: &[u8]) {
    let Some((&[rtype, high, low, answers, authority, additional], rest)) =
        octets.split_first_chunk::<6>()
    else {
        return;
    };
    let rtype = TYPES[usize::from(rtype) % TYPES.len()];
    let question = Question::new(Name::parse("d.example").expect("a name"), rtype);
    assert_decoded(octets, &question);
    let mut message = encode_query(&question, Checking::Enabled, None);
    message.truncate(message.len() - OPT_OCTETS);
    message[2] = high | RESPONSE;
    message[3] = low;
    message[7] = answers;
    message[9] = authority;
    message[11] = additional;
    message.extend(rest);
    assert_decoded(&message, &question);
}

const OPT_OCTETS: usize = 11;
const RESPONSE: u8 = 0x80;

fn assert_decoded(message: &[u8], question: &Question) {
    let reply = decode_response(message, question, None);
    for language in Language::ALL {
        match &reply {
            Ok(reply) => assert_said(&language.outcome(&reply.outcome)),
            Err(failure) => assert_said(&language.failure(failure)),
        }
    }
    if let Ok(reply) = reply
        && let Outcome::Records(records) = reply.outcome
    {
        assert!(!records.is_empty());
        let asked = |record: &mailvet::dns::Record| record.data.rtype() == question.rtype;
        assert!(records.iter().all(asked));
    }
}

/// A zone, asked every type at every apex, and the whole check of `d.example`
/// in it: it ends, and all that it finds is said.
pub fn zone(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    let Ok(zones) = Zones::read("fuzz", &format!("$ORIGIN example.\n{text}\n")) else {
        return;
    };
    for name in zones.apexes() {
        for rtype in TYPES {
            let question = Question::new(name.clone(), rtype);
            let _ = zones.answer(&question, Checking::Enabled);
        }
    }
    let client = Client::new(
        vec![Rc::new(zones) as Rc<dyn Resolver>],
        Rc::new(StillClock::default()),
    );
    let domain = Name::parse("d.example").expect("a name");
    let selector = Selector::new(Name::parse("s").expect("a name"), &domain);
    let request = Request {
        selectors: selector.into_iter().collect(),
        profile: None,
        domain,
    };
    assert_ends(check_domain(&client, &request, &assert_told));
}
