//! The DNS end as a whole, from the client to the octets: what each way of
//! failing becomes; and the readers of RDATA beside those of `domain`.

use domain::base::rdata::ParseAnyRecordData;
use domain::base::{Message, MessageBuilder, Rtype};
use domain::dep::octseq::Parser;
use domain::rdata::AllRecordData;
use futures_util::FutureExt;
use mailvet::dns::alidns::AliDns;
use mailvet::dns::answer::{NotDns, Rcode};
use mailvet::dns::clock::StillClock;
use mailvet::dns::doh::Doh;
use mailvet::dns::fetch::Fetch;
use mailvet::dns::resolver::{LocalFuture, Resolver};
use mailvet::dns::url::ResolverUrl;
use mailvet::dns::{Answer, Client, Data, Failure, Name, Outcome, RecordType};
use mailvet::dns::{presentation, rdata};
use proptest::prelude::*;
use std::rc::Rc;

/// Makes a body of the URL that is asked.
type Serve = dyn Fn(&str) -> Result<Vec<u8>, Failure>;

struct Server(Box<Serve>);

impl Fetch for Server {
    fn get<'a>(
        &'a self,
        url: &'a str,
        _: &'a str,
        limit: usize,
    ) -> LocalFuture<'a, Result<Vec<u8>, Failure>> {
        let body = (self.0)(url).and_then(|body| match body.len() > limit {
            true => Err(Failure::TooLarge),
            false => Ok(body),
        });
        Box::pin(std::future::ready(body))
    }
}

fn doh(
    label: &str,
    serve: impl Fn(&str) -> Result<Vec<u8>, Failure> + 'static,
) -> Rc<dyn Resolver> {
    let url = ResolverUrl::parse("https://dns.example/dns-query").unwrap();
    Rc::new(Doh::new(label, url, true, Rc::new(Server(Box::new(serve)))))
}

/// A response to the query in the URL, made by `domain`, then changed.
fn respond(url: &str, change: impl Fn(&mut Vec<u8>)) -> Result<Vec<u8>, Failure> {
    let (_, query) = url.split_once("?dns=").unwrap();
    let standard = query.replace('-', "+").replace('_', "/");
    let query = mailvet::dns::base64::decode(&standard).unwrap();
    let query = Message::from_octets(query).unwrap();
    let builder = MessageBuilder::new_vec();
    let mut answer = builder
        .start_answer(&query, domain::base::iana::Rcode::NOERROR)
        .unwrap();
    let question = query.sole_question().unwrap();
    let address = domain::rdata::A::from_octets(192, 0, 2, 1);
    answer.push((question.qname(), 300, address)).unwrap();
    let mut octets = answer.finish();
    change(&mut octets);
    Ok(octets)
}

fn ask(resolvers: Vec<Rc<dyn Resolver>>) -> Rc<Answer> {
    let client = Client::new(resolvers, Rc::new(StillClock::default()));
    let name = Name::parse("mail.example.com").unwrap();
    client.ask(&name, RecordType::A).now_or_never().unwrap()
}

fn is_address(answer: &Answer) -> bool {
    matches!(answer.records(), [record] if record.data == Data::A([192, 0, 2, 1].into()))
}

#[test]
fn a_good_answer_is_taken() {
    let answer = ask(vec![doh("good", |url| respond(url, |_| {}))]);
    assert!(is_address(&answer));
    assert_eq!(answer.exchange().unwrap().rcode, Some(Rcode::NOERROR));
    assert_eq!(answer.ttl(), Some(300));
}

#[test]
fn each_way_of_failing_is_told_and_failed_over() {
    type Change = fn(&mut Vec<u8>);
    let changed: [(Change, Failure); 9] = [
        (|octets| octets[2] &= 0x7f, Failure::NotAResponse),
        (|octets| octets[2] |= 0x02, Failure::Truncated),
        (|octets| octets[13] = b'x', Failure::WrongQuestion),
        (|octets| octets[30] = 28, Failure::WrongQuestion),
        (|octets| octets.resize(70_000, 0), Failure::TooLarge),
        (|octets| octets.truncate(40), Failure::NotDns(NotDns::Short)),
        (|octets| octets.truncate(3), Failure::NotDns(NotDns::Short)),
        // The owner of the answer becomes a pointer to itself.
        (
            |octets| {
                let owner = 12 + 18 + 4;
                octets[owner] = 0xc0;
                octets[owner + 1] = owner as u8;
            },
            Failure::NotDns(NotDns::Malformed),
        ),
        (|octets| octets[3] |= 5, Failure::Rcode(Rcode::REFUSED)),
    ];
    for (change, failure) in changed {
        check(doh("bad", move |url| respond(url, change)), failure);
    }
    for failure in [
        Failure::Unreachable,
        Failure::Http(404),
        Failure::Http(429),
        Failure::Http(503),
    ] {
        let served = failure.clone();
        check(doh("bad", move |_| Err(served.clone())), failure);
    }
    let login = "<!doctype html><title>Log in</title>".repeat(9);
    check(
        doh("bad", move |_| Ok(login.clone().into_bytes())),
        Failure::NotDns(NotDns::Malformed),
    );
    let url = ResolverUrl::parse("https://dns.example/resolve").unwrap();
    let server = Server(Box::new(|_| Ok(b"<html>".to_vec())));
    let alidns = AliDns::new("bad", url, Rc::new(server));
    check(Rc::new(alidns), Failure::NotDns(NotDns::Json));
}

/// Alone the resolver fails, and the name is unknown; another one mends it.
fn check(bad: Rc<dyn Resolver>, failure: Failure) {
    let answer = ask(vec![bad.clone()]);
    assert_eq!(answer.outcome, Outcome::Failed(failure.clone()));
    assert_eq!(answer.exchange().unwrap().failure, Some(failure.clone()));
    let answer = ask(vec![bad, doh("good", |url| respond(url, |_| {}))]);
    assert!(is_address(&answer), "after {failure:?}");
    assert_eq!(answer.exchanges[0].failure, Some(failure));
    assert_eq!(answer.exchanges[1].failure, None);
}

const TYPES: &[RecordType] = &[
    RecordType::A,
    RecordType::AAAA,
    RecordType::CNAME,
    RecordType::NS,
    RecordType::PTR,
    RecordType::MX,
    RecordType::SOA,
    RecordType::TXT,
    RecordType::SRV,
    RecordType::TLSA,
    RecordType::CAA,
    RecordType::DS,
    RecordType::DNSKEY,
];

/// RDATA that is likely to be of the type.
fn octets(rtype: RecordType) -> BoxedStrategy<Vec<u8>> {
    let any_octets = |range| proptest::collection::vec(any::<u8>(), range);
    // `domain` leaves these unescaped in names, and writes the root as nothing.
    let octet = any::<u8>().prop_filter("special", |octet| !b"\"();@".contains(octet));
    let label = proptest::collection::vec(octet, 1..12)
        .prop_map(|label| [&[label.len() as u8][..], &label].concat());
    let name = proptest::collection::vec(label, 1..4)
        .prop_map(|labels| [labels.concat(), vec![0]].concat());
    let before_name = |count| {
        (proptest::collection::vec(any::<u8>(), count), name.clone())
            .prop_map(|(front, name)| [front, name].concat())
            .boxed()
    };
    let string = proptest::collection::vec(any::<u8>(), 0..=255)
        .prop_map(|string| [&[string.len() as u8][..], &string].concat());
    match rtype {
        RecordType::A => any_octets(3..6).boxed(),
        RecordType::AAAA => any_octets(15..18).boxed(),
        RecordType::CNAME | RecordType::NS | RecordType::PTR => before_name(0),
        RecordType::MX => before_name(2),
        RecordType::SRV => before_name(6),
        RecordType::SOA => (name.clone(), name.clone(), any_octets(20..21))
            .prop_map(|(mname, rname, rest)| [mname, rname, rest].concat())
            .boxed(),
        RecordType::TXT => proptest::collection::vec(string, 1..4)
            .prop_map(|strings| strings.concat())
            .boxed(),
        RecordType::CAA => ("[a-z0-9]{1,9}", any_octets(0..40))
            .prop_map(|(tag, value)| [&[128, tag.len() as u8], tag.as_bytes(), &value].concat())
            .boxed(),
        _ => any_octets(5..50).boxed(),
    }
}

proptest! {
    /// What `domain` writes in the presentation format reads as the octets
    /// that it came from.
    #[test]
    fn rdata_reads_as_domain_writes_it(
        (rtype, octets) in prop::sample::select(TYPES)
            .prop_flat_map(|rtype| octets(rtype).prop_map(move |octets| (rtype, octets)))
    ) {
        let ours = rdata::read(rtype, &octets);
        let mut parser = Parser::from_ref(&octets[..]);
        let theirs = AllRecordData::<&[u8], _>::parse_any_rdata(Rtype::from_int(rtype.0), &mut parser);
        let theirs = theirs.ok().filter(|_| parser.remaining() == 0);
        prop_assert_eq!(ours.is_some(), theirs.is_some());
        if let Some(theirs) = theirs {
            let text = theirs.to_string();
            prop_assert_eq!(presentation::read(rtype, &text).ok(), ours, "{}", text);
        }
    }
}
