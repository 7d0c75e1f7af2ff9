use super::*;
use proptest::prelude::*;

fn question(name: &str, rtype: RecordType) -> Question {
    Question::new(Name::parse(name).unwrap(), rtype)
}

fn records(question: &Question, data: &str) -> Result<Vec<Data>, Failure> {
    let body = serde_json::json!({
        "Status": 0, "TC": false, "RD": true, "RA": true, "AD": true, "CD": false,
        "Question": { "name": format!("{}.", question.name), "type": question.rtype.0 },
        "Answer": [{
            "name": format!("{}.", question.name), "TTL": 60, "type": question.rtype.0, "data": data,
        }],
    });
    let reply = read(body.to_string().as_bytes(), question, None)?;
    assert!(!reply.authentic);
    match reply.outcome {
        Outcome::Records(records) => Ok(records.iter().map(|record| record.data.clone()).collect()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn strings_keep_their_boundaries_and_octets() {
    let q = question("example.com", RecordType::TXT);
    for (data, strings) in [
        (r#""v=spf1 -all""#, vec![&b"v=spf1 -all"[..]]),
        (r#""a" "b""#, vec![b"a", b"b"]),
        (r#""a""b""#, vec![b"a", b"b"]),
        (r#""\"\\\000\255""#, vec![b"\"\\\x00\xff"]),
        ("v=spf1 -all", vec![b"v=spf1 -all"]),
        ("", vec![b""]),
    ] {
        let strings = strings.into_iter().map(<[u8]>::to_vec).collect();
        assert_eq!(
            records(&q, data),
            Ok(vec![Data::Txt(Txt(strings))]),
            "{data}"
        );
    }
}

#[test]
fn other_types_are_read() {
    let mx = Data::Mx {
        preference: 10,
        exchange: Name::parse("mx.example.com").unwrap(),
    };
    let tlsa = Data::Tlsa {
        usage: 3,
        selector: 1,
        matching_type: 1,
        association: vec![0xab, 0xcd],
    };
    let caa = Data::Caa {
        flags: 0,
        tag: "issue".into(),
        value: b"ca.example".to_vec(),
    };
    for (rtype, data, expected) in [
        (RecordType::A, "192.0.2.1", Data::A([192, 0, 2, 1].into())),
        (RecordType::MX, "10 MX.example.com.", mx),
        (RecordType::TLSA, "030101abcd", tlsa.clone()),
        (RecordType::TLSA, "3 1 1 ABCD", tlsa),
        (RecordType::CAA, r#"0 issue "ca.example""#, caa),
    ] {
        assert_eq!(
            records(&question("example.com", rtype), data),
            Ok(vec![expected])
        );
    }
    let unreadable = records(&question("example.com", RecordType::A), "no address");
    assert_eq!(unreadable, Err(not_json()));
}

#[test]
fn the_whole_family_is_read() {
    let q = question("www.example.com", RecordType::A);
    let body = r#"{"Status":0,"Question":[{"name":"WWW.example.com","type":1}],
        "Answer":[{"name":"www.example.com.","type":5,"TTL":9,"data":"b.example.","more":1},
                  {"name":"b.example","type":1,"TTL":7,"data":"192.0.2.1"}],
        "Comment":["EDE(3): stale", "hello"],"edns_client_subnet":"192.0.2.0/24"}"#;
    let reply = read(body.as_bytes(), &q, None).unwrap();
    assert_eq!(reply.aliases[0].target.as_str(), "b.example");
    assert!(matches!(&reply.outcome, Outcome::Records(records) if records[0].ttl == 7));
    assert_eq!(
        reply.extended_errors,
        [ExtendedError {
            code: 3,
            text: "stale".into()
        }]
    );
}

#[test]
fn codes_are_outcomes() {
    let q = question("example.com", RecordType::A);
    for (status, outcome) in [
        (0, Outcome::NoData),
        (3, Outcome::NoSuchName),
        (2, Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL))),
    ] {
        let body = format!(
            r#"{{"Status":{status},"Question":{{"name":"example.com.","type":1}},"Comment":"why"}}"#
        );
        let reply = read(body.as_bytes(), &q, None).unwrap();
        assert_eq!(reply.outcome, outcome);
        assert_eq!(reply.extended_errors.len(), usize::from(status == 2));
    }
}

/// Carries nothing.
struct Nobody;

impl Fetch for Nobody {
    fn get<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
        _: usize,
    ) -> LocalFuture<'a, Result<Vec<u8>, Failure>> {
        Box::pin(std::future::ready(Err(Failure::Unreachable)))
    }
}

#[test]
fn a_place_is_told_and_echoed() {
    let subnet = ClientSubnet::new([198, 51, 100]);
    let q = question("example.com", RecordType::TXT);
    let url = ResolverUrl::parse("https://dns.example/resolve").unwrap();
    let resolver = AliDns::new("Example", url, Rc::new(Nobody)).from(Some(subnet));
    assert_eq!(
        resolver.url(&q),
        "https://dns.example/resolve?name=example.com&type=16&edns_client_subnet=198.51.100.0/24"
    );
    let scope = |echo: serde_json::Value| {
        let body = serde_json::json!({
            "Status": 0,
            "Question": { "name": "example.com.", "type": 16 },
            "edns_client_subnet": echo,
        });
        let reply = read(body.to_string().as_bytes(), &q, Some(subnet))?;
        Ok(reply.asked_from.map(|from| from.scope))
    };
    assert_eq!(scope(().into()), Ok(Some(Scope::Silent)));
    assert_eq!(scope("".into()), Ok(Some(Scope::Silent)));
    assert_eq!(scope("198.51.100.0/24".into()), Ok(Some(Scope::Echoed)));
    assert_eq!(
        scope("198.51.100.0/24/0".into()),
        Ok(Some(Scope::Prefix(0)))
    );
    assert_eq!(scope("198.51.100.0/24/33".into()), Err(not_json()));
    for wrong in ["203.0.113.0/24", "2001:db8::/56", "here"] {
        assert_eq!(scope(wrong.into()), Err(Failure::WrongQuestion), "{wrong}");
    }
}

#[test]
fn nothing_lives_as_long_as_the_zone_says() {
    let q = question("example.com", RecordType::TXT);
    let body = r#"{"Status":3,"Question":{"name":"example.com.","type":16},
        "Authority":[{"name":"com.","type":6,"TTL":900,"data":"a.example. b.example. 1 2 3 4 300"}]}"#;
    let reply = read(body.as_bytes(), &q, None).unwrap();
    assert_eq!(reply.negative_ttl, Some(300));
}

#[test]
fn what_answers_nothing_says_why() {
    let q = question("example.com", RecordType::A);
    for (body, failure) in [
        ("", not_json()),
        ("<html>", not_json()),
        ("[]", not_json()),
        (r#"{"error":"invalid query"}"#, not_json()),
        (r#"{"Status":0}"#, Failure::WrongQuestion),
        (
            r#"{"Status":0,"Question":{"name":"example.org.","type":1}}"#,
            Failure::WrongQuestion,
        ),
        (
            r#"{"Status":0,"Question":{"name":"example.com.","type":28}}"#,
            Failure::WrongQuestion,
        ),
        (
            r#"{"Status":0,"TC":true,"Question":{"name":"example.com.","type":1}}"#,
            Failure::Truncated,
        ),
    ] {
        assert_eq!(read(body.as_bytes(), &q, None), Err(failure), "{body}");
    }
    assert_eq!(read(b"\xff", &q, None), Err(not_json()));
}

proptest! {
    #[test]
    fn no_data_panics(data in any::<String>(), rtype in 1_u16..60) {
        let _ = records(&question("example.com", RecordType(rtype)), &data);
    }
}
