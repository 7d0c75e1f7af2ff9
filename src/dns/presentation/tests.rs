use super::*;
use proptest::prelude::*;

fn n(text: &str) -> Name {
    Name::parse(text).unwrap()
}

#[test]
fn each_type_is_read() {
    for (rtype, text, data) in [
        (RecordType::A, "192.0.2.1", Data::A([192, 0, 2, 1].into())),
        (
            RecordType::AAAA,
            "2001:DB8::1",
            Data::Aaaa("2001:db8::1".parse().unwrap()),
        ),
        (RecordType::CNAME, "A.example.", Data::Cname(n("a.example"))),
        (
            RecordType::MX,
            "0 .",
            Data::Mx {
                preference: 0,
                exchange: Name::root(),
            },
        ),
        (
            RecordType::SRV,
            "0 1 443 a.example.",
            Data::Srv {
                priority: 0,
                weight: 1,
                port: 443,
                target: n("a.example"),
            },
        ),
        (
            RecordType::CAA,
            r#"128 issue "ca.example; policy=ev""#,
            Data::Caa {
                flags: 128,
                tag: "issue".into(),
                value: b"ca.example; policy=ev".to_vec(),
            },
        ),
        (
            RecordType::TLSA,
            "3 1 1 AB (\n cd )",
            Data::Tlsa {
                usage: 3,
                selector: 1,
                matching_type: 1,
                association: vec![0xab, 0xcd],
            },
        ),
        (
            RecordType::DS,
            "60485 5 1 2BB1 83AF",
            Data::Ds {
                key_tag: 60485,
                algorithm: 5,
                digest_type: 1,
                digest: vec![0x2b, 0xb1, 0x83, 0xaf],
            },
        ),
        (
            RecordType::DNSKEY,
            "257 3 13 Zm9v YmFy",
            Data::Dnskey {
                flags: 257,
                protocol: 3,
                algorithm: 13,
                key: b"foobar".to_vec(),
            },
        ),
        (
            RecordType::A,
            r"\# 4 C0 000201",
            Data::A([192, 0, 2, 1].into()),
        ),
        (
            RecordType(65400),
            r"\# 0",
            Data::Other {
                rtype: RecordType(65400),
                octets: vec![],
            },
        ),
    ] {
        assert_eq!(read(rtype, text), Ok(data), "{text}");
    }
}

#[test]
fn strings_are_read_with_their_boundaries() {
    for (text, strings) in [
        (r#""a" "b""#, vec![&b"a"[..], b"b"]),
        (r#""a""b""#, vec![b"a", b"b"]),
        (r#"a b"#, vec![b"a", b"b"]),
        (r#""a;( b""#, vec![b"a;( b"]),
        (r#""\"\\\;\000\255""#, vec![b"\"\\;\x00\xff"]),
        (r#""""#, vec![b""]),
        ("\"é\n\"", vec!["é\n".as_bytes()]),
    ] {
        let strings = strings.into_iter().map(<[u8]>::to_vec).collect();
        assert_eq!(
            read(RecordType::TXT, text),
            Ok(Data::Txt(Txt(strings))),
            "{text}"
        );
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    for (rtype, text, expected, got) in [
        (RecordType::A, "192.0.2", "an IPv4 address", "192.0.2"),
        (RecordType::A, "192.0.2.1 x", "the end of the record", "x"),
        (
            RecordType::MX,
            "10",
            "a domain name",
            "the end of the record",
        ),
        (RecordType::MX, "70000 a.", "a number up to 65535", "70000"),
        (RecordType::MX, "10 a..b.", "a domain name", "a..b."),
        (RecordType::TXT, "\"a", "a closing quote", "\"a"),
        (
            RecordType::TXT,
            r"\256",
            "a string of up to 255 octets",
            r"\256",
        ),
        (
            RecordType::TXT,
            r"\1a2",
            "a string of up to 255 octets",
            r"\1a2",
        ),
        (
            RecordType::TXT,
            "",
            "a string of up to 255 octets",
            "the end of the record",
        ),
        (RecordType::TXT, "( a", "a closing parenthesis", "the end"),
        (RecordType::TLSA, "3 1 1 abc", "hexadecimal", "abc"),
        (
            RecordType::A,
            r"\# 4 c000",
            "octets in hexadecimal, as many as said",
            "4",
        ),
        (RecordType(64), "1 .", r"\# (RFC 3597)", "1"),
    ] {
        let error = Unreadable {
            line: 1,
            expected,
            got: got.into(),
        };
        assert_eq!(read(rtype, text), Err(error), "{text}");
    }
}

#[test]
fn a_time_is_seconds_since_1970() {
    let times = |text: &str| {
        let text = format!("SOA 13 2 3600 {text} 19700101000001 258 d.example. AA==");
        let Ok(Data::Other { octets, .. }) = read(RecordType::RRSIG, &text) else {
            return None;
        };
        let signature = crate::dns::proof::Signature::read(&octets)?;
        assert_eq!((signature.inception, signature.key_tag), (1, 258));
        Some(signature.expiration)
    };
    assert_eq!(times("20260101000000"), Some(1_767_225_600));
    assert_eq!(times("20240229235959"), Some(1_709_251_199));
    assert_eq!(times("2026010100000"), None);
    assert_eq!(times("2026010100000é"), None);
    assert_eq!(times("99990101000000"), None);
}

#[test]
fn entries_span_lines_within_parentheses() {
    let text = "a 1 ( ; one\n  2\n3 ) 4\n\n  b \"x\ny\" ; two\n; three\nc";
    let shape: Vec<_> = entries(text)
        .unwrap()
        .iter()
        .map(|entry| (entry.line, entry.indented, entry.tokens.len()))
        .collect();
    assert_eq!(shape, [(1, false, 5), (5, true, 2), (8, false, 1)]);
}

proptest! {
    #[test]
    fn no_text_panics(text in r#"[ -~\n"\\()é;]{0,60}"#, rtype in 0_u16..60) {
        let _ = read(RecordType(rtype), &text);
    }

    #[test]
    fn every_name_reads_as_itself(labels in proptest::collection::vec(
        proptest::collection::vec(any::<u8>(), 1..20), 1..6,
    )) {
        let wanted = Name::from_labels(labels.iter().map(Vec::as_slice)).unwrap();
        prop_assert_eq!(name(&format!("{wanted}."), &n("origin.example")), Some(wanted));
    }
}
