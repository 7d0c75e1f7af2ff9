//! What the functions of `www/mailvet.js` are to give for what needs no network,
//! told natively.

use futures_util::FutureExt;
use mailvet::check::Fact;
use mailvet::dns::clock::{Clock, StillClock};
use mailvet::dns::sample::{DOMAINS, sample};
use mailvet::dns::{Client, Name};
use mailvet::follow::spf::{Message, check_host};
use mailvet::record::kind::RecordKind;
use mailvet::report::{self, Request, example};
use mailvet::rule::Example;
use mailvet::text::Language;
use mailvet::view::document::About;
use mailvet::view::{Document, Lint, SpfDocument};
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::SystemTime;

/// What people paste: ASCII and not, a record and several, and none.
const PASTED: [&str; 6] = [
    "v=spf1 ip:192.0.2.1 -all",
    "_dmarc.d.example. 300 IN TXT “v=DMARC1; p=nöne; rua=mailto:例𝄞@d.example”",
    "d.example. TXT \"v=spf1 -all\"\n_dmarc.d.example. TXT \"v=DMARC1; p=none\"",
    "dig d.example TXT",
    "hello",
    "",
];

/// Client, sender and HELO name of some messages.
const MESSAGES: [[&str; 3]; 5] = [
    ["192.0.2.10", "a@healthy.example", "mx1.healthy.example"],
    ["2001:db8::10", "a@healthy.example", "mx1.healthy.example"],
    ["198.51.100.7", "", "healthy.example"],
    ["192.0.2.99", "a@ten-lookups.example", "mail.example"],
    ["192.0.2.99", "a@many-faults.example", "mail.example"],
];

/// Everything that is to be given, beside what it is given for.
pub fn documents() -> Json {
    json!({ "reports": reports(), "lints": lints(), "spf": evaluations() })
}

/// Today, for what is said of signatures depends on it.
fn today() -> StillClock {
    let since = SystemTime::UNIX_EPOCH.elapsed();
    StillClock(since.map_or(0.0, |since| since.as_secs_f64() * 1000.0))
}

fn client() -> Client {
    Client::new(vec![sample()], Rc::new(today()))
}

fn reports() -> Vec<Json> {
    let report = |(domain, language): (&&str, Language)| {
        let request = Request {
            domain: Name::parse(domain).expect("a domain"),
            selectors: Vec::new(),
            profile: None,
        };
        let (client, policies) = (client(), sample());
        let told = RefCell::new(Vec::new());
        let tell = |event| told.borrow_mut().push(event);
        report::check_domain_with(&client, &request, &*policies, &tell)
            .now_or_never()
            .expect("the sample answers at once");
        let about = About {
            domain: &request.domain,
            language,
            time: today().now(),
            resolvers: &[],
        };
        let report = Document::new(&about, &told.into_inner(), &client.log());
        json!({ "domain": domain, "language": language.tag(), "report": report })
    };
    let each = DOMAINS
        .iter()
        .flat_map(|domain| Language::ALL.map(|language| (domain, language)));
    each.map(report).collect()
}

fn lints() -> Vec<Json> {
    let lint = |text: &str, kind: Option<RecordKind>| {
        let lint = Lint::new(text, kind, Language::English);
        json!({ "text": text, "kind": kind, "lint": lint })
    };
    let examples = Fact::rules().filter_map(|rule| match rule.bad {
        Example::Text(text) => Some(lint(text, Some(example::kind(rule)?))),
        Example::Zone(_) => None,
    });
    let pasted = PASTED.iter().map(|text| lint(text, None));
    examples.chain(pasted).collect()
}

fn evaluations() -> Vec<Json> {
    let evaluate = |[ip, sender, helo]: [&str; 3]| {
        let message = Message::new(ip.parse().expect("an address"), sender, helo);
        let client = client();
        let evaluation = check_host(&client, &message)
            .now_or_never()
            .expect("the sample answers at once");
        let spf = SpfDocument::new(&evaluation, &message, &client.log(), Language::English);
        json!({ "message": [ip, sender, helo], "spf": spf })
    };
    MESSAGES.map(evaluate).into()
}
