use super::*;
use crate::dns::Txt;
use crate::dns::answer::ExtendedError;
use crate::dns::subnet::Scope;
use proptest::prelude::*;

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn question(text: &str, rtype: RecordType) -> Question {
    Question::new(name(text), rtype)
}

/// A response, put together octet by octet.
#[derive(Clone)]
pub struct Response {
    flags: u16,
    question: Vec<u8>,
    counts: [u16; 3],
    records: [Vec<u8>; 3],
}

impl Response {
    pub fn to(question: &Question) -> Self {
        let query = encode_query(question, Checking::Enabled, None);
        Self {
            flags: 0x8180,
            question: query[12..query.len() - 11].to_vec(),
            counts: [0; 3],
            records: Default::default(),
        }
    }

    pub fn flags(mut self, flags: u16) -> Self {
        self.flags |= flags;
        self
    }

    pub fn answer(self, owner: &str, rtype: RecordType, rdata: &[u8]) -> Self {
        self.record(0, &wire(owner), rtype.0, 300, rdata)
    }

    fn authority(self, owner: &str, rtype: RecordType, rdata: &[u8]) -> Self {
        self.record(1, &wire(owner), rtype.0, 300, rdata)
    }

    pub fn opt(self, ttl: u32, rdata: &[u8]) -> Self {
        self.record(2, &[0], 41, ttl, rdata)
    }

    fn record(mut self, section: usize, owner: &[u8], rtype: u16, ttl: u32, rdata: &[u8]) -> Self {
        self.counts[section] += 1;
        let records = &mut self.records[section];
        records.extend(owner);
        records.extend(rtype.to_be_bytes());
        records.extend(if rtype == 41 { 1232_u16 } else { 1 }.to_be_bytes());
        records.extend(ttl.to_be_bytes());
        records.extend((rdata.len() as u16).to_be_bytes());
        records.extend(rdata);
        self
    }

    pub fn octets(&self) -> Vec<u8> {
        let [answers, authorities, additionals] = self.counts;
        let questions = u16::from(!self.question.is_empty());
        let mut octets = Vec::new();
        for field in [0, self.flags, questions, answers, authorities, additionals] {
            push_u16(&mut octets, field);
        }
        octets.extend(&self.question);
        octets.extend(self.records.concat());
        octets
    }
}

fn wire(text: &str) -> Vec<u8> {
    let mut octets = Vec::new();
    for label in name(text).octet_labels() {
        octets.push(label.len() as u8);
        octets.extend(label);
    }
    octets.push(0);
    octets
}

fn outcome(response: Response, question: &Question) -> Outcome {
    decode_response(&response.octets(), question, None)
        .unwrap()
        .outcome
}

#[test]
fn a_query_asks_for_all_the_evidence() {
    let octets = encode_query(
        &question("Example.COM", RecordType::TXT),
        Checking::Enabled,
        None,
    );
    let message = Message::from_octets(octets).unwrap();
    let header = message.header();
    assert_eq!(header.id(), 0);
    assert!(header.rd() && header.ad() && !header.cd() && !header.qr());
    let echo = message.sole_question().unwrap();
    assert_eq!(echo.qname().to_string(), "example.com");
    assert_eq!(echo.qtype(), Rtype::TXT);
    let opt = message.opt().unwrap();
    assert_eq!(opt.udp_payload_size(), 1232);
    assert!(opt.dnssec_ok());
    assert_eq!(opt.version(), 0);

    let octets = encode_query(&question(".", RecordType::NS), Checking::Disabled, None);
    let message = Message::from_octets(octets).unwrap();
    assert!(message.header().cd());
    assert!(message.sole_question().unwrap().qname().is_root());
    assert!(message.opt().is_some());
}

#[test]
fn a_query_tells_where_it_is_said_to_come_from() {
    let q = question("a.example", RecordType::TXT);
    let subnet = ClientSubnet::new([198, 51, 100]);
    let octets = encode_query(&q, Checking::Enabled, Some(subnet));
    // RFC 7871 §6: the code, the length, the family, the two prefix lengths, the
    // address as far as the prefix goes.
    let option = [0, 8, 0, 7, 0, 1, 24, 0, 198, 51, 100];
    assert_eq!(octets[octets.len() - option.len()..], option);
    let message = Message::from_octets(octets).unwrap();
    assert_eq!(message.opt().unwrap().opt().len(), option.len());
    assert_eq!(message.sole_question().unwrap().qtype(), Rtype::TXT);
}

#[test]
fn the_scope_of_an_answer_is_read() {
    let q = question("a.example", RecordType::TXT);
    let subnet = ClientSubnet::new([198, 51, 100]);
    let scope = |option: &[u8]| {
        let octets = Response::to(&q).opt(0, option).octets();
        let reply = decode_response(&octets, &q, Some(subnet))?;
        assert_eq!(reply.asked_from.unwrap().subnet, subnet);
        Ok(reply.asked_from.unwrap().scope)
    };
    assert_eq!(scope(&[]), Ok(Scope::Silent));
    let echo = [0, 8, 0, 7, 0, 1, 24, 20, 198, 51, 100];
    assert_eq!(scope(&echo), Ok(Scope::Prefix(20)));
    assert_eq!(
        scope(&[0, 8, 0, 7, 0, 1, 24, 0, 198, 51, 100]),
        Ok(Scope::Prefix(0))
    );
    // The first counts.
    let twice = [&echo[..], &[0, 8, 0, 0]].concat();
    assert_eq!(scope(&twice), Ok(Scope::Prefix(20)));
    // Another family, prefix or network is another question.
    for wrong in [
        &[0, 8, 0, 7, 0, 2, 24, 20, 198, 51, 100][..],
        &[0, 8, 0, 7, 0, 1, 16, 20, 198, 51, 100],
        &[0, 8, 0, 7, 0, 1, 24, 20, 198, 51, 101],
        &[0, 8, 0, 8, 0, 1, 24, 20, 198, 51, 100, 0],
        &[0, 8, 0, 6, 0, 1, 24, 20, 198, 51],
        &[0, 8, 0, 4, 0, 1, 24, 20],
    ] {
        assert_eq!(scope(wrong), Err(Failure::WrongQuestion), "{wrong:?}");
    }
    for malformed in [
        &[0, 8, 0, 7, 0, 1, 24, 33, 198, 51, 100][..],
        &[0, 8, 0, 0],
        &[0, 8, 0, 3, 0, 1, 24],
        &[0, 8, 0, 9, 0, 1, 24],
    ] {
        let failure = scope(malformed).unwrap_err();
        assert!(matches!(failure, Failure::NotDns(_)), "{malformed:?}");
    }
}

#[test]
fn a_scope_that_nobody_asked_for_is_passed_by() {
    let q = question("a.example", RecordType::TXT);
    for option in [&[0, 8, 0, 0][..], &[0, 8, 0, 7, 0, 1, 24, 99, 1, 2, 3]] {
        let octets = Response::to(&q).opt(0, option).octets();
        let reply = decode_response(&octets, &q, None).unwrap();
        assert_eq!(reply.asked_from, None);
    }
}

#[test]
fn nothing_lives_as_long_as_the_zone_says() {
    let q = question("a.example", RecordType::TXT);
    let soa = |minimum: u32| {
        let mut rdata = [wire("ns.example"), wire("hostmaster.example")].concat();
        for field in [1_u32, 3600, 600, 86400, minimum] {
            rdata.extend(field.to_be_bytes());
        }
        rdata
    };
    let negative_ttl = |response: Response| {
        let reply = decode_response(&response.octets(), &q, None).unwrap();
        reply.negative_ttl
    };
    let nothing = Response::to(&q);
    assert_eq!(negative_ttl(nothing.clone()), None);
    // The least of the record's own time to live, 300 here, and its minimum.
    let short = nothing
        .clone()
        .authority("example", RecordType::SOA, &soa(60));
    assert_eq!(negative_ttl(short.clone()), Some(60));
    assert_eq!(negative_ttl(short.clone().flags(3)), Some(60));
    let long = nothing.authority("example", RecordType::SOA, &soa(9000));
    assert_eq!(negative_ttl(long), Some(300));
    let found = short.answer("a.example", RecordType::TXT, b"\x01a");
    assert_eq!(negative_ttl(found), None);
}

#[test]
fn the_four_outcomes_are_told_apart() {
    let q = question("a.example", RecordType::A);
    let empty = Response::to(&q);
    assert_eq!(outcome(empty.clone(), &q), Outcome::NoData);
    assert_eq!(outcome(empty.clone().flags(3), &q), Outcome::NoSuchName);
    assert_eq!(
        outcome(empty.clone().flags(2), &q),
        Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL))
    );
    let reply = decode_response(
        &empty
            .flags(0x20)
            .answer("a.example", RecordType::A, &[192, 0, 2, 1])
            .answer("other.example", RecordType::A, &[192, 0, 2, 2])
            .octets(),
        &q,
        None,
    )
    .unwrap();
    assert!(reply.authentic);
    assert_eq!(
        reply.outcome,
        Outcome::Records(
            [Record {
                owner: name("a.example"),
                ttl: 300,
                data: Data::A("192.0.2.1".parse().unwrap()),
            }]
            .into()
        )
    );
}

#[test]
fn a_referral_says_nothing_of_the_name() {
    let q = question("a.example", RecordType::A);
    let referral = Response::to(&q).authority("example", RecordType::NS, &wire("ns.example"));
    assert_eq!(
        outcome(referral.clone(), &q),
        Outcome::Failed(Failure::Referral)
    );
    let soa = [wire("ns.example"), wire("x.example"), vec![0; 20]].concat();
    let answered = referral.authority("example", RecordType::SOA, &soa);
    assert_eq!(outcome(answered, &q), Outcome::NoData);
}

#[test]
fn compact_denial_is_no_such_name() {
    let q = question("a.example", RecordType::A);
    let nsec = |owner: &str, bitmap: &[u8]| {
        let rdata = [
            &wire("\\000.a.example".trim_start_matches("\\000.")),
            bitmap,
        ]
        .concat();
        outcome(
            Response::to(&q).authority(owner, RecordType::NSEC, &rdata),
            &q,
        )
    };
    let mut with_nxname = vec![0, 17];
    with_nxname.extend([0; 5]);
    with_nxname.push(0b11);
    with_nxname.extend([0; 10]);
    with_nxname.push(0x80);
    assert_eq!(nsec("a.example", &with_nxname), Outcome::NoSuchName);
    assert_eq!(nsec("b.example", &with_nxname), Outcome::NoData);
    assert_eq!(
        nsec("a.example", &[0, 6, 0, 0, 0, 0, 0, 3]),
        Outcome::NoData
    );
    with_nxname[0] = 1;
    assert_eq!(nsec("a.example", &with_nxname), Outcome::NoData);
}

/// The RDATA of an RRSIG record of SOA records, whose key has the tag 258.
const RRSIG: &[u8] = &[
    0, 6, 13, 2, 0, 0, 14, 16, 0, 0, 0, 9, 0, 0, 0, 1, 1, 2, 0, 0xaa,
];

#[test]
fn signatures_come_with_what_they_cover() {
    let soa = question("d.example", RecordType::SOA);
    let data = [&wire("d.example")[..], &wire("h.example"), &[0; 20]].concat();
    let response = Response::to(&soa)
        .answer("d.example", RecordType::SOA, &data)
        .answer("d.example", RecordType::RRSIG, RRSIG)
        .answer("other.example", RecordType::RRSIG, RRSIG)
        .answer("d.example", RecordType::RRSIG, &[0, 2, 13])
        .answer(
            "d.example",
            RecordType::RRSIG,
            &[&[0, 2][..], &RRSIG[2..]].concat(),
        );
    let reply = decode_response(&response.octets(), &soa, None).unwrap();
    let tags: Vec<_> = reply.proof.signatures.iter().map(|it| it.key_tag).collect();
    assert_eq!(tags, [258]);
    assert!(matches!(reply.outcome, Outcome::Records(_)));
}

#[test]
fn a_zone_tells_how_it_hashes_names_that_are_not_there() {
    let made_up = question("x.d.example", RecordType::TXT);
    let nsec3 = [1, 0, 0, 12, 0, 1, 0xaa, 0];
    let iterations = |owner: &str| {
        let response = Response::to(&made_up)
            .flags(3)
            .authority(owner, RecordType::NSEC3, &nsec3);
        let reply = decode_response(&response.octets(), &made_up, None).unwrap();
        assert_eq!(reply.outcome, Outcome::NoSuchName);
        reply.proof.hashing.map(|hashing| hashing.iterations)
    };
    assert_eq!(iterations("0p9mhave.d.example"), Some(12));
    assert_eq!(iterations("0p9mhave.other.example"), None);
}

#[test]
fn aliases_are_followed_in_any_order() {
    let q = question("www.example", RecordType::A);
    let response = Response::to(&q)
        .answer("c.example", RecordType::A, &[192, 0, 2, 1])
        .answer("b.example", RecordType::CNAME, &wire("c.example"))
        .answer("www.example", RecordType::CNAME, &wire("B.example"));
    let reply = decode_response(&response.octets(), &q, None).unwrap();
    let targets: Vec<_> = reply
        .aliases
        .iter()
        .map(|alias| alias.target.as_str())
        .collect();
    assert_eq!(targets, ["b.example", "c.example"]);
    assert!(matches!(reply.outcome, Outcome::Records(ref records) if records.len() == 1));

    // Asked for the alias itself, it is a record as any other.
    let q = question("www.example", RecordType::CNAME);
    let response = Response::to(&q).answer("www.example", RecordType::CNAME, &wire("b.example"));
    let reply = decode_response(&response.octets(), &q, None).unwrap();
    assert!(reply.aliases.is_empty());
    assert!(
        matches!(reply.outcome, Outcome::Records(ref records) if records[0].data == Data::Cname(name("b.example")))
    );
}

#[test]
fn an_alias_to_nothing_is_nothing() {
    let q = question("www.example", RecordType::A);
    let response = Response::to(&q).answer("www.example", RecordType::CNAME, &wire("b.example"));
    for (flags, expected) in [(0, Outcome::NoData), (3, Outcome::NoSuchName)] {
        let reply = decode_response(&response.clone().flags(flags).octets(), &q, None).unwrap();
        assert_eq!(reply.outcome, expected);
        assert_eq!(reply.aliases.len(), 1);
    }
}

#[test]
fn alias_loops_end() {
    let q = question("a.example", RecordType::A);
    for circle in [["a.example", "a.example"], ["b.example", "a.example"]] {
        let response = Response::to(&q)
            .answer("a.example", RecordType::CNAME, &wire(circle[0]))
            .answer("b.example", RecordType::CNAME, &wire(circle[1]));
        assert_eq!(outcome(response, &q), Outcome::Failed(Failure::AliasLoop));
    }
    let chain = |length: usize| {
        (0..length).fold(
            Response::to(&question("n0.example", RecordType::A)),
            |response, n| {
                response.answer(
                    &format!("n{n}.example"),
                    RecordType::CNAME,
                    &wire(&format!("n{}.example", n + 1)),
                )
            },
        )
    };
    let q = question("n0.example", RecordType::A);
    assert_eq!(outcome(chain(16), &q), Outcome::NoData);
    assert_eq!(outcome(chain(17), &q), Outcome::Failed(Failure::AliasLoop));
}

#[test]
fn extended_errors_and_rcodes_are_read() {
    let q = question("a.example", RecordType::A);
    let options = [&[0, 10, 0, 1, 9][..], &[0, 15, 0, 8, 0, 9], b"no \xff!\0"].concat();
    let reply = decode_response(
        &Response::to(&q).flags(2).opt(0x8000, &options).octets(),
        &q,
        None,
    )
    .unwrap();
    assert_eq!(
        reply.extended_errors,
        [ExtendedError {
            code: 9,
            text: "no \u{fffd}!".into()
        }]
    );
    let reply = decode_response(&Response::to(&q).opt(1 << 24, &[]).octets(), &q, None).unwrap();
    assert_eq!(reply.rcode, Rcode(16));
    assert_eq!(reply.outcome, Outcome::Failed(Failure::Rcode(Rcode(16))));
}

#[test]
fn what_answers_nothing_says_why() {
    let q = question("a.example", RecordType::A);
    let good = Response::to(&q).answer("a.example", RecordType::A, &[192, 0, 2, 1]);
    let fails = |octets: &[u8]| decode_response(octets, &q, None).unwrap_err();

    assert_eq!(
        fails(&encode_query(&q, Checking::Enabled, None)),
        Failure::NotAResponse
    );
    assert_eq!(
        fails(&good.clone().flags(0x0200).octets()),
        Failure::Truncated
    );
    for other in [
        question("b.example", RecordType::A),
        question("a.example", RecordType::AAAA),
    ] {
        assert_eq!(
            fails(&Response::to(&other).octets()),
            Failure::WrongQuestion
        );
    }
    let mut unasked = good.clone();
    unasked.question.clear();
    assert_eq!(fails(&unasked.octets()), Failure::WrongQuestion);
    let mut chaos = good.clone();
    *chaos.question.last_mut().unwrap() = 3;
    assert_eq!(fails(&chaos.octets()), Failure::WrongQuestion);
    assert_eq!(fails(&vec![0; MESSAGE_OCTETS + 1]), Failure::TooLarge);
    assert_eq!(fails(b"<html>"), Failure::NotDns(NotDns::Short));
    let octets = good.octets();
    for end in 0..octets.len() {
        assert_eq!(
            fails(&octets[..end]),
            Failure::NotDns(NotDns::Short),
            "{end}"
        );
    }
    let short_address = Response::to(&q).answer("a.example", RecordType::A, &[192, 0]);
    assert_eq!(
        fails(&short_address.octets()),
        Failure::NotDns(NotDns::Short)
    );
    let long_address = Response::to(&q).answer("a.example", RecordType::A, &[0; 5]);
    assert_eq!(
        fails(&long_address.octets()),
        Failure::NotDns(NotDns::Malformed)
    );
}

#[test]
fn a_server_that_cannot_read_echoes_nothing() {
    let q = question("a.example", RecordType::A);
    let mut response = Response::to(&q).flags(1);
    response.question.clear();
    assert_eq!(
        outcome(response, &q),
        Outcome::Failed(Failure::Rcode(Rcode(1)))
    );
}

#[test]
fn the_echo_may_be_of_another_case() {
    let q = question("a.example", RecordType::A);
    let mut response = Response::to(&q).answer("a.example", RecordType::A, &[192, 0, 2, 1]);
    response.question.make_ascii_uppercase();
    assert!(matches!(outcome(response, &q), Outcome::Records(_)));
}

#[test]
fn compression_is_undone_and_its_loops_end() {
    let q = question("a.example", RecordType::MX);
    // 0xC00C is the question's name.
    let good = Response::to(&q).record(0, &[0xc0, 12], 15, 60, b"\x00\x0a\x04mail\xc0\x0e");
    assert_eq!(
        outcome(good, &q),
        Outcome::Records(
            [Record {
                owner: name("a.example"),
                ttl: 60,
                data: Data::Mx {
                    preference: 10,
                    exchange: name("mail.example")
                },
            }]
            .into()
        )
    );
    let start = (12 + Response::to(&q).question.len()) as u8;
    for owner in [[0xc0, start], [0xc0, start + 1], [0xff, 0xff]] {
        let response = Response::to(&q).record(0, &owner, 15, 60, b"");
        assert_eq!(
            decode_response(&response.octets(), &q, None),
            Err(Failure::NotDns(NotDns::Malformed))
        );
    }
}

#[test]
fn a_time_to_live_below_zero_is_zero() {
    let q = question("a.example", RecordType::A);
    let response = Response::to(&q).record(0, &wire("a.example"), 1, 1 << 31, &[0; 4]);
    assert!(matches!(outcome(response, &q), Outcome::Records(records) if records[0].ttl == 0));
}

proptest! {
    #[test]
    fn no_octets_panic(octets in proptest::collection::vec(any::<u8>(), 0..600)) {
        let from = Some(ClientSubnet::new([198, 51, 100]));
        let _ = decode_response(&octets, &question("a.example", RecordType::TXT), from);
    }

    #[test]
    fn no_broken_message_panics(
        place in 0_usize..120,
        octet in any::<u8>(),
        rtype in prop::sample::select(vec![1, 2, 5, 6, 12, 15, 16, 28, 33, 43, 47, 48, 52, 257]),
        rdata in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let q = question("a.example", RecordType(rtype));
        let mut octets = Response::to(&q)
            .answer("a.example", RecordType(rtype), &rdata)
            .authority("a.example", RecordType::NSEC, &rdata)
            .opt(0, &rdata)
            .octets();
        let _ = decode_response(&octets, &q, None);
        if let Some(target) = octets.get_mut(place) {
            *target = octet;
        }
        let _ = decode_response(&octets, &q, None);
    }

    #[test]
    fn strings_come_as_they_went(strings in proptest::collection::vec(
        proptest::collection::vec(any::<u8>(), 0..=255), 1..6,
    )) {
        let q = question("a.example", RecordType::TXT);
        let rdata: Vec<u8> = strings
            .iter()
            .flat_map(|string| [&[string.len() as u8][..], string].concat())
            .collect();
        let response = Response::to(&q).answer("a.example", RecordType::TXT, &rdata);
        let Outcome::Records(records) = outcome(response, &q) else {
            panic!("no records");
        };
        prop_assert_eq!(&records[0].data, &Data::Txt(Txt(strings)));
    }

    #[test]
    fn questions_come_as_they_went(labels in proptest::collection::vec(
        proptest::collection::vec(any::<u8>(), 1..30), 0..8,
    ), rtype in any::<u16>()) {
        let name = Name::from_labels(labels.iter().map(Vec::as_slice)).unwrap();
        let q = Question::new(name, RecordType(rtype));
        prop_assert_eq!(outcome(Response::to(&q), &q), Outcome::NoData);
    }
}
