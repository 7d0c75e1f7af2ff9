use super::*;
use crate::dns::Data;
use proptest::prelude::*;

fn zones(text: &str) -> Zones {
    Zones::read("test", text).unwrap()
}

fn ask(zones: &Zones, name: &str, rtype: RecordType) -> Reply {
    let question = Question::new(Name::parse(name).unwrap(), rtype);
    zones.answer(&question, Checking::Enabled).unwrap()
}

fn texts(reply: &Reply) -> Vec<String> {
    match &reply.outcome {
        Outcome::Records(records) => records
            .iter()
            .map(|record| match &record.data {
                Data::Txt(txt) => txt.text().into_owned(),
                _ => panic!("not TXT"),
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_form_of_entry_is_read() {
    let zones = zones(
        r#"; a comment
$ORIGIN example.
$TTL 300
@       IN SOA ns hostmaster ( 1 ; serial
                 7200 3600
                 1209600 300 )
        NS ns.example.
        600 IN TXT "one;" ( "two"
                "three" )
ns      IN 60 A 192.0.2.1
        AAAA 2001:db8::1
*.w.other.example. TXT plain
$ORIGIN sub
a\.b    TXT "odd"
"#,
    );
    let apexes: Vec<_> = zones.apexes().map(Name::as_str).collect();
    assert_eq!(apexes, ["example"]);
    let reply = ask(&zones, "example", RecordType::TXT);
    assert_eq!(texts(&reply), ["one;twothree"]);
    let ttl = |name, rtype| match ask(&zones, name, rtype).outcome {
        Outcome::Records(records) => records[0].ttl,
        other => panic!("{other:?}"),
    };
    assert_eq!(ttl("example", RecordType::TXT), 600);
    assert_eq!(ttl("ns.example", RecordType::A), 60);
    assert_eq!(ttl("ns.example", RecordType::AAAA), 300);
    let odd = Name::from_labels([&b"a.b"[..], b"sub", b"example"]).unwrap();
    let question = Question::new(odd, RecordType::TXT);
    let reply = zones.answer(&question, Checking::Enabled).unwrap();
    assert_eq!(texts(&reply), ["odd"]);
}

#[test]
fn what_cannot_be_read_says_where() {
    for (text, line, expected, got) in [
        ("\n  A 192.0.2.1", 2, "an owner in an entry before", "A"),
        ("a.\n", 1, "a type of record", "the end of the record"),
        ("a. DMARC x", 1, "a type of record", "DMARC"),
        ("a. CH A 192.0.2.1", 1, "a type of record", "CH"),
        (
            "a. A 192.0.2.1\n\nb. A (\n 1.2 )",
            4,
            "an IPv4 address",
            "1.2",
        ),
        (
            "$INCLUDE x",
            1,
            "$ORIGIN, $TTL, $SIGNED, $UNVALIDATED, $FAIL or $CHECK",
            "$INCLUDE",
        ),
        (
            "$FAIL slowly a.",
            1,
            "servfail, refused, timeout or bogus",
            "slowly",
        ),
        ("$TTL 1h", 1, "a number up to 4294967295", "1h"),
        ("$ORIGIN a. b.", 1, "the end of the record", "b."),
    ] {
        let error = Unreadable {
            line,
            expected,
            got: got.into(),
        };
        assert_eq!(Zones::read("test", text).err(), Some(error), "{text}");
    }
}

/// The zone of RFC 4592 §2.2.1, and what it says of it.
#[test]
fn wildcards_are_those_of_rfc_4592() {
    let zones = zones(
        "$ORIGIN example.
@                 SOA a b 1 1 1 1 1
@                 NS  ns.example.com.
*                 TXT \"this is a wildcard\"
*                 MX  10 host1.example.
sub.*             TXT \"this is not a wildcard\"
host1             A   192.0.2.1
_ssh._tcp.host1   SRV 0 0 22 host1
_ssh._tcp.host2   SRV 0 0 22 host1
",
    );
    let outcome = |name, rtype| ask(&zones, name, rtype).outcome;
    let is_records = |outcome: Outcome| matches!(outcome, Outcome::Records(_));
    assert!(is_records(outcome("host3.example", RecordType::MX)));
    assert_eq!(outcome("host3.example", RecordType::A), Outcome::NoData);
    assert!(is_records(outcome("foo.bar.example", RecordType::TXT)));
    assert_eq!(outcome("host1.example", RecordType::MX), Outcome::NoData);
    assert!(is_records(outcome("sub.*.example", RecordType::TXT)));
    assert_eq!(outcome("sub.*.example", RecordType::MX), Outcome::NoData);
    assert_eq!(
        outcome("_telnet._tcp.host1.example", RecordType::SRV),
        Outcome::NoSuchName
    );
    assert_eq!(outcome("host2.example", RecordType::A), Outcome::NoData);
    assert_eq!(
        outcome("host.host2.example", RecordType::MX),
        Outcome::NoSuchName
    );
    assert_eq!(
        outcome("ghost.*.example", RecordType::MX),
        Outcome::NoSuchName
    );
    match outcome("foo.bar.example", RecordType::TXT) {
        Outcome::Records(records) => assert_eq!(records[0].owner.as_str(), "foo.bar.example"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn aliases_are_chased_over_zones() {
    let zones = zones(
        "$SIGNED a.example.
www.a.example.  CNAME w.b.example.
*.b.example.    CNAME c.example.
c.example.      TXT \"here\"
gone.a.example. CNAME nowhere.example.
own.a.example.  CNAME host.a.example.
host.a.example. TXT \"signed\"
l.example.      CNAME m.example.
m.example.      CNAME l.example.
",
    );
    let reply = ask(&zones, "www.a.example", RecordType::TXT);
    assert_eq!(texts(&reply), ["here"]);
    assert_eq!(reply.aliases.len(), 2);
    assert!(!reply.authentic, "c.example is not signed");
    assert!(ask(&zones, "own.a.example", RecordType::TXT).authentic);
    let reply = ask(&zones, "gone.a.example", RecordType::TXT);
    assert_eq!(reply.outcome, Outcome::NoSuchName);
    assert_eq!(reply.rcode, Rcode::NXDOMAIN);
    let reply = ask(&zones, "l.example", RecordType::TXT);
    assert_eq!(
        reply.outcome,
        Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL))
    );
    let reply = ask(&zones, "l.example", RecordType::CNAME);
    assert!(matches!(reply.outcome, Outcome::Records(_)));
}

#[test]
fn faults_answer_as_they_are_told() {
    let zones = zones(
        "$FAIL servfail a.example.
$FAIL refused *.b.example.
$FAIL timeout c.example. TXT
$FAIL bogus d.example.
a.example. TXT x
b.example. TXT x
c.example. TXT x
d.example. TXT x
e.example. CNAME d.example.
",
    );
    let ask = |name: &str, rtype, checking| {
        zones.answer(&Question::new(Name::parse(name).unwrap(), rtype), checking)
    };
    let outcome = |name, rtype, checking| ask(name, rtype, checking).map(|reply| reply.outcome);
    let servfail = Ok(Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL)));
    let refused = Ok(Outcome::Failed(Failure::Rcode(Rcode::REFUSED)));
    let (txt, a) = (RecordType::TXT, RecordType::A);
    for checking in [Checking::Enabled, Checking::Disabled] {
        assert_eq!(outcome("a.example", txt, checking), servfail);
        assert_eq!(outcome("x.y.b.example", txt, checking), refused);
        assert!(matches!(
            outcome("b.example", txt, checking),
            Ok(Outcome::Records(_))
        ));
        assert_eq!(
            outcome("c.example", txt, checking),
            Err(Failure::TimedOut(5_000))
        );
        assert_eq!(outcome("c.example", a, checking), Ok(Outcome::NoData));
    }
    for name in ["d.example", "e.example"] {
        assert_eq!(outcome(name, txt, Checking::Enabled), servfail);
        assert!(matches!(
            outcome(name, txt, Checking::Disabled),
            Ok(Outcome::Records(_))
        ));
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in r#"[a-z0-9 \n."();$@*\\TXT]{0,80}"#) {
        let _ = Zones::read("test", &text);
    }
}

#[test]
fn a_resolver_that_does_not_validate_vouches_for_nothing() {
    let text = "$SIGNED a.example.\na.example. TXT x\nb.example. TXT x\n";
    let secure = |text: &str, name| {
        let resolver = std::rc::Rc::new(zones(text));
        let client = crate::dns::Client::new(
            vec![resolver],
            std::rc::Rc::new(crate::dns::clock::StillClock::default()),
        );
        let asking = client.ask(&Name::parse(name).unwrap(), RecordType::TXT);
        futures_util::FutureExt::now_or_never(asking)
            .unwrap()
            .is_secure()
    };
    assert_eq!(secure(text, "a.example"), Some(true));
    assert_eq!(secure(text, "b.example"), Some(false));
    let unvalidated = format!("$UNVALIDATED\n{text}");
    assert_eq!(secure(&unvalidated, "a.example"), None);
    let failed = format!("$FAIL servfail a.example.\n{text}");
    assert_eq!(secure(&failed, "a.example"), None);
}

#[test]
fn signatures_and_hashing_come_along() {
    let text = "$ORIGIN d.example.\n@ SOA ns h 1 2 3 4 5\n@ NSEC3PARAM 1 0 7 ab\n\
                @ RRSIG SOA 13 2 3600 20260201000000 20260101000000 258 @ AA==\n\
                @ RRSIG NS 13 2 3600 20260201000000 20260101000000 259 @ AA==\n";
    let zones = Zones::read("test", text).unwrap();
    let reply = ask(&zones, "d.example", RecordType::SOA);
    let tags: Vec<_> = reply.proof.signatures.iter().map(|it| it.key_tag).collect();
    assert_eq!(tags, [258]);
    let nothing = ask(&zones, "x.d.example", RecordType::TXT).proof;
    assert_eq!(nothing.signatures, []);
    assert_eq!(nothing.hashing.map(|it| it.iterations), Some(7));
}
