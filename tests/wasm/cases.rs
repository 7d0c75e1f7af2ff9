//! What the browser does for nothing and libraries do elsewhere must come to
//! the same: `tests/names.rs` holds the libraries to it, `tests/wasm/` the
//! browser.

use mailvet::dns::idna::{NotAllowed, to_ascii, to_unicode};
use mailvet::dns::{Name, NameError, json};
use serde::Deserialize;

/// Names as people type them, and as DNS knows them.
const NAMES: &[(&str, &str)] = &[
    ("Example.COM", "example.com"),
    ("example.com.", "example.com"),
    ("_dmarc.Example.com", "_dmarc.example.com"),
    ("bücher.example", "xn--bcher-kva.example"),
    ("BÜCHER.example.", "xn--bcher-kva.example"),
    ("faß.example", "xn--fa-hia.example"),
    ("_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example"),
    ("例子。测试", "xn--fsqu00a.xn--0zwm56d"),
    ("例子．测试。", "xn--fsqu00a.xn--0zwm56d"),
    ("ｅｘａｍｐｌｅ．ＣＯＭ", "example.com"),
    ("中国移动.中国", "xn--fiq02ib9d179b.xn--fiqs8s"),
    ("mañana.example", "xn--maana-pta.example"),
    ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
    ("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv"),
    ("xn--BCHER-kva.example", "xn--bcher-kva.example"),
    ("ｂücher.１", "xn--bcher-kva.1"),
    ("１.２", "1.2"),
    ("１９２．０．２．１", "192.0.2.1"),
    ("０x7f.例", "0x7f.xn--fsq"),
];

/// Names that nobody can have.
const REFUSED: &[(&str, NameError)] = &[
    ("", NameError::Empty),
    ("a..example", NameError::EmptyLabel),
    ("bücher..example", NameError::EmptyLabel),
    ("。bücher.example", NameError::EmptyLabel),
    ("bücher/example", NameError::NotAllowed),
    ("bü cher.example", NameError::NotAllowed),
    ("bü@cher.example", NameError::NotAllowed),
    ("bücher:80", NameError::NotAllowed),
    ("bücher%2eexample", NameError::NotAllowed),
    ("bücher\\.example", NameError::NotAllowed),
    ("bücher?.example", NameError::NotAllowed),
    ("\u{ff0f}bücher", NameError::NotAllowed),
    ("a\u{fffd}b.example", NameError::NotAllowed),
    ("xn--a-ecp.ü", NameError::NotAllowed),
    ("a b", NameError::Character(' ')),
];

/// Punycode, and what is shown for it: nothing but itself where it would lead
/// somewhere else on the way back.
const SHOWN: &[(&str, &str)] = &[
    ("xn--bcher-kva.example", "bücher.example"),
    ("xn--fsqu00a.xn--0zwm56d", "例子.测试"),
    ("xn--fa-hia.example", "faß.example"),
    ("xn--", "xn--"),
    ("xn--a", "xn--a"),
    ("xn--99999999999", "xn--99999999999"),
    ("xn--example-.test", "xn--example-.test"),
    ("example.com", "example.com"),
];

pub fn names_are_read() {
    for (typed, asked) in NAMES {
        let name = Name::parse(typed).map(|name| name.to_string());
        assert_eq!(name.as_deref(), Ok(*asked), "{typed}");
    }
}

pub fn names_that_cannot_be_are_refused() {
    for (typed, why) in REFUSED {
        assert_eq!(Name::parse(typed).as_ref(), Err(why), "{typed}");
    }
    let long = "ü".repeat(60);
    let error = Name::parse(&long);
    assert!(
        matches!(error, Err(NameError::LabelTooLong { .. })),
        "{error:?}"
    );
}

pub fn names_are_shown() {
    for (asked, shown) in SHOWN {
        assert_eq!(to_unicode(asked), *shown);
    }
    assert_eq!(to_ascii("bü#cher"), Err(NotAllowed));
}

#[derive(Debug, Deserialize, PartialEq)]
struct Shape {
    #[serde(rename = "Status")]
    status: u16,
    #[serde(default)]
    answer: Vec<Item>,
    note: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Item {
    name: String,
    ttl: u32,
}

pub fn json_is_read() {
    let read = json::read::<Shape>;
    let text = r#"{"Status":3,"answer":[{"name":"b\u00fccher\n","ttl":4294967295}],"more":[{}]}"#;
    let shape = Shape {
        status: 3,
        answer: vec![Item {
            name: "bücher\n".into(),
            ttl: u32::MAX,
        }],
        note: None,
    };
    assert_eq!(read(text), Some(shape));
    let bare = read(r#" {"Status": 0, "note": "x"} "#);
    assert!(bare.is_some_and(|shape| shape.answer.is_empty() && shape.note.is_some()));
    for text in [
        "",
        "{",
        "[]",
        "null",
        "3",
        r#"{"answer":[]}"#,
        r#"{"Status":"0"}"#,
        r#"{"Status":-1}"#,
        r#"{"Status":65536}"#,
        r#"{"Status":0.5}"#,
        r#"{"Status":0,"answer":{}}"#,
        r#"{"Status":0,"answer":[{"name":"a","ttl":4294967296}]}"#,
        r#"{"Status":0,"answer":[{"ttl":1}]}"#,
        r#"{"Status":0} x"#,
        r#"{'Status':0}"#,
        r#"{"Status":0,}"#,
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    // Deep nesting is refused or passed over; it does not overflow the stack.
    let deep = format!(r#"{{"Status":0,"x":{}}}"#, "[".repeat(100_000));
    assert_eq!(read(&deep), None);
}
