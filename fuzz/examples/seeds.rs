//! Writes what the fuzzer begins with to `corpus/`, a folder a target: the
//! rules' examples, and the records and cases of `../shared` where it is there.

use futures_util::FutureExt as _;
use mailvet::check::Fact;
use mailvet::dns::clock::StillClock;
use mailvet::dns::sample::{DOMAINS, sample};
use mailvet::dns::{Client, Name};
use mailvet::follow::dkim::Selector;
use mailvet::follow::mta_sts::{NoFetch, PolicyFile};
use mailvet::report::snapshot::{self, Snapshot};
use mailvet::report::{Request, check_domain_with};
use mailvet::rule::{Example, Rule, Subject};
use mailvet::text::Language;
use mailvet::view::Document;
use mailvet::view::document::About;
use serde_json::Value as Json;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A target: whose rules' examples, which corpora, which folders of cases.
type Target = (
    &'static str,
    &'static [Subject],
    &'static [&'static str],
    &'static [&'static str],
);

const TARGETS: &[Target] = &[
    ("spf", &[Subject::Spf], &["spf"], &["spf"]),
    ("spf_explanation", &[Subject::Spf], &[], &["spf"]),
    ("dkim", &[Subject::Dkim], &["dkim"], &["dkim"]),
    ("dmarc", &[Subject::Dmarc], &["dmarc"], &["dmarc"]),
    (
        "mta_sts",
        &[Subject::MtaSts],
        &["mta-sts-txt"],
        &["mta-sts"],
    ),
    ("mta_sts_policy", &[Subject::MtaSts], &[], &["mta-sts"]),
    ("tls_rpt", &[Subject::TlsRpt], &["tls-rpt"], &["tls-rpt"]),
    ("bimi", &[Subject::Bimi], &["bimi"], &["bimi"]),
    ("tlsa", &[Subject::Tlsa], &["tlsa"], &["tlsa"]),
    ("caa", &[Subject::Caa], &[], &[]),
    ("mx", &[Subject::Mx], &["mx"], &["mx"]),
    (
        "report_authorization",
        &[Subject::Dmarc],
        &["dmarc"],
        &["dmarc"],
    ),
];

/// How many records of one corpus are enough.
const ENOUGH: usize = 1000;

fn main() -> io::Result<()> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = home.join("../../shared");
    let mut pasted = Vec::new();
    for &(target, subjects, corpora, cases) in TARGETS {
        let mut texts: Vec<String> = examples(subjects, false);
        for name in corpora {
            texts.extend(corpus(&shared.join(format!("corpora/{name}.ndjson"))));
        }
        for name in cases {
            texts.extend(strings_below(&shared.join("vectors").join(name)));
        }
        pasted.extend(
            texts
                .iter()
                .step_by(texts.len() / 40 + 1)
                .map(|text| line(text)),
        );
        write(home, target, texts.into_iter().map(String::into_bytes))?;
    }
    pasted.extend(PASTES.iter().map(|&paste| paste.to_owned()));
    write(home, "paste", pasted.into_iter().map(String::into_bytes))?;
    let mut zones = examples(&[], true);
    zones.extend(fs::read_to_string(home.join("../src/dns/sample.zone")));
    zones.extend(
        files(&home.join("../tests/lab/zones")).filter_map(|path| fs::read_to_string(path).ok()),
    );
    write(home, "zone", zones.into_iter().map(String::into_bytes))?;
    write(home, "dns_message", messages().into_iter())?;
    let seen = seen();
    let packed = seen.iter().map(snapshot::pack);
    write(home, "snapshot", packed)?;
    write(home, "report", seen.iter().map(report))?;
    let sealed = include_str!("../../tests/snapshots/version-1.txt").trim();
    write(home, "sealed", [sealed.as_bytes().to_vec()].into_iter())
}

/// What is seen of the made-up domains, a few answers each: the fuzzer takes
/// 4,096 octets.
fn seen() -> Vec<Snapshot> {
    let some = |domain: &&str| {
        let domain = Name::parse(domain).expect("a name");
        let selector = Selector::new(Name::parse("s1").expect("a name"), &domain);
        let request = Request {
            selectors: selector.into_iter().collect(),
            profile: None,
            domain,
        };
        let client = Client::new(vec![Rc::new(sample())], Rc::new(StillClock::default()));
        let checking = check_domain_with(&client, &request, &NoFetch, &|_| {});
        checking.now_or_never().expect("the sample answers at once");
        let log = client.log();
        let few = log.chunks(6);
        few.map(|few| Snapshot::new(request.clone(), PolicyFile::Unread, 1.7e12, few))
            .collect::<Vec<_>>()
    };
    DOMAINS.iter().flat_map(some).collect()
}

/// The report of what was seen.
fn report(snapshot: &Snapshot) -> Vec<u8> {
    let about = About {
        domain: &snapshot.request.domain,
        language: Language::English,
        time: snapshot.time as f64,
        resolvers: &[],
    };
    let document = Document::new(&about, &[], &snapshot.answers);
    serde_json::to_vec(&document).unwrap_or_default()
}

/// A record as a line of a zone file.
fn line(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("_dmarc.d.example.\t3600\tIN\tTXT\t\"{text}\"")
}

const PASTES: &[&str] = &[
    "s._domainkey IN TXT ( \"v=DKIM1; p=\"\n  \"MIIB\" ) ; comment",
    "; <<>> DiG 9.18 <<>> d.example TXT\n;; ANSWER SECTION:\nd.example.\t300\tIN\tTXT\t\"v=spf1 -all\"\nd.example.\t300\tIN\tTXT\t\"x\\\"y\\; \\065\"\n\n;; Query time: 1 msec",
    "d.example MX 10 mail1\nMX 10 mail2",
    "&quot;v=spf1 ip4:192.0.2.1 &#45;all&quot;",
    "“v=spf1 –all”",
    "ｖ＝ｓｐｆ１　－ａｌｌ",
    "\u{feff}v=DMARC1; p=none\u{200b}; \"\n\"rua=mailto:a@d.example",
    "_dmarc\tTXT\t600\tv=DMARC1; p=none",
    "dig +short d.example TXT",
    "nslookup -type=txt d.example",
    "version: STSv1\r\nmode: enforce\r\nmx: *.d.example\r\nmax_age: 604800\r\n",
    "_25._tcp.d.example. TLSA 3 1 1 (\n 0123456789abcdef\n 0123456789abcdef )",
    "d.example. CAA 0 issuemail \"ca.example; a=b\"",
];

/// The examples of rules: texts of these subjects, or zones.
fn examples(subjects: &[Subject], zones: bool) -> Vec<String> {
    let both = |rule: &'static Rule| [(rule.subject, rule.bad), (rule.subject, rule.good)];
    Fact::rules()
        .flat_map(both)
        .filter_map(|(subject, example)| match example {
            Example::Text(text) => subjects.contains(&subject).then(|| text.to_owned()),
            Example::Zone(zone) => zones.then(|| zone.to_owned()),
        })
        .collect()
}

/// Records of a corpus, taken from all over it.
fn corpus(path: &Path) -> Vec<String> {
    let Ok(file) = fs::read_to_string(path) else {
        return Vec::new();
    };
    let lines: Vec<_> = file.lines().collect();
    let taken = lines.iter().step_by(lines.len() / ENOUGH + 1);
    let value = |line: &&str| {
        serde_json::from_str::<Json>(line)
            .ok()
            .map(|line| record(&line["value"]))
    };
    taken.filter_map(value).collect()
}

fn record(value: &Json) -> String {
    match value {
        Json::Array(lines) => lines.iter().map(record).collect::<Vec<_>>().join("\n"),
        Json::Object(fields) => {
            let fields = fields.values().map(|field| match field.as_str() {
                Some(text) => text.to_owned(),
                None => field.to_string(),
            });
            fields.collect::<Vec<_>>().join(" ")
        }
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The strings in the files of a folder.
fn strings_below(folder: &Path) -> Vec<String> {
    let mut strings = Vec::new();
    for path in files(folder) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        match serde_json::from_str::<Json>(&text) {
            Ok(json) => strings_of(&json, &mut strings),
            Err(_) => strings.extend(
                text.lines()
                    .filter_map(|line| line.split_once("- SPF: ").or(line.split_once("- TXT: ")))
                    .map(|(_, text)| text.trim_matches(['"', '\'']).to_owned()),
            ),
        }
    }
    strings
}

fn strings_of(json: &Json, strings: &mut Vec<String>) {
    match json {
        Json::String(text) => strings.push(text.clone()),
        Json::Array(members) => members
            .iter()
            .for_each(|member| strings_of(member, strings)),
        Json::Object(members) => members
            .values()
            .for_each(|member| strings_of(member, strings)),
        _ => {}
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path()))
}

/// Messages as the target `dns_message` takes them: type, flags, numbers of
/// records, records. Each record's owner is the question's name.
fn messages() -> Vec<Vec<u8>> {
    const NAME: [u8; 2] = [0xc0, 12];
    let record = |rtype: u16, data: &[u8]| {
        let mut record = NAME.to_vec();
        record.extend(rtype.to_be_bytes());
        record.extend([0, 1, 0, 0, 1, 44]);
        record.extend((data.len() as u16).to_be_bytes());
        record.extend(data);
        record
    };
    let txt = record(16, b"\x0bv=spf1 -all\x02 x");
    let soa = record(
        6,
        b"\xc0\x0c\x01h\xc0\x0c\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0\x04\0\0\0\x05",
    );
    let alias = record(5, b"\x01a\xc0\x0c");
    // EDE (RFC 8914): code 22 and a text.
    let opt = b"\0\0\x29\x04\xd0\0\0\x80\0\0\x0c\0\x0f\0\x08\0\x16no way".to_vec();
    let nsec = record(47, b"\x04next\xc0\x0c\0\x02\0\x80");
    let answers: [(u8, Vec<u8>); 12] = [
        (0, record(1, &[192, 0, 2, 1])),
        (1, record(28, &[0x20; 16])),
        (2, record(15, b"\0\x0a\x04mail\xc0\x0c")),
        (3, txt.clone()),
        (
            4,
            record(52, b"\x03\x01\x01abcdefghijklmnopqrstuvwxyzabcdef"),
        ),
        (5, record(257, b"\0\x09issuemailca.example")),
        (6, record(2, b"\x02ns\xc0\x0c")),
        (7, soa.clone()),
        (8, record(12, b"\x04host\xc0\x0c")),
        (9, alias.clone()),
        (
            10,
            record(43, b"\0\x01\x0d\x02abcdefghijklmnopqrstuvwxyzabcdef"),
        ),
        (13, record(65280, b"anything")),
    ];
    let mut messages: Vec<Vec<u8>> = answers
        .into_iter()
        .map(|(rtype, answer)| [vec![rtype, 1, 0xa0, 1, 0, 1], answer, opt.clone()].concat())
        .collect();
    messages.push([vec![3, 1, 0x83, 0, 1, 1], soa.clone(), opt.clone()].concat());
    messages.push([vec![3, 1, 0x82, 0, 0, 1], opt.clone()].concat());
    messages.push([vec![3, 1, 0x80, 0, 2, 0], soa, nsec].concat());
    messages.push([vec![3, 1, 0x80, 2, 0, 0], alias, txt].concat());
    messages
}

fn write(home: &Path, target: &str, seeds: impl Iterator<Item = Vec<u8>>) -> io::Result<()> {
    let folder = home.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    for (number, seed) in seeds.enumerate() {
        fs::write(folder.join(format!("seed-{number:04}")), seed)?;
    }
    Ok(())
}
