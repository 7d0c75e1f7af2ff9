//! How long a check takes: as many round trips as the longest chain of answers
//! that each led to the next question, and hardly more. Prints a table:
//! `cargo test --test critical_path -- --nocapture`.

use mailvet::dns::clock::Clock;
use mailvet::dns::resolver::{Checking, LocalFuture, Reply};
use mailvet::dns::sample::sample;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Data, Failure, Name, Outcome, Question, RecordType, Resolver};
use mailvet::follow::mta_sts::NoFetch;
use mailvet::report::{Request, check_domain_with};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// What each question takes, in milliseconds.
const ROUND_TRIP: u64 = 100;

/// A chain for each domain, found by hand in its zone: what each question
/// brought names the next one, or is why it is asked.
const CHAINS: &[(&str, &[&str])] = &[
    (
        "healthy.example",
        &[
            "healthy.example MX",
            "mx1.healthy.example A",
            "10.2.0.192.in-addr.arpa PTR",
        ],
    ),
    // What DS records it wants is asked where it has any.
    (
        "parked.example",
        &["parked.example DS", "parked.example CDS"],
    ),
    (
        "no-records.example",
        &[
            "no-records.example MX",
            "no-records.example A",
            "21.100.51.198.in-addr.arpa PTR",
            "100.51.198.in-addr.arpa SOA",
        ],
    ),
    (
        "many-faults.example",
        &[
            "many-faults.example MX",
            "mail.many-faults.example A",
            "25.113.0.203.in-addr.arpa PTR",
            "host-25.vendor-b.example A",
        ],
    ),
    (
        "ten-lookups.example",
        &[
            "ten-lookups.example TXT",
            "_spf.vendor-a.example TXT",
            "_spf1.vendor-a.example TXT",
        ],
    ),
    (
        "xn--bcher-kva.example",
        &[
            "xn--bcher-kva.example TXT",
            "_spf.vendor-b.example TXT",
            "out.vendor-b.example A",
        ],
    ),
    // SERVFAIL, and once more without validation.
    (
        "broken-dnssec.example",
        &["broken-dnssec.example MX", "broken-dnssec.example MX"],
    ),
    (
        "one-gone.example",
        &[
            "one-gone.example MX",
            "mx.one-gone.example A",
            "1.0.51.198.in-addr.arpa PTR",
            "elsewhere.one-gone.example A",
            "0.51.198.in-addr.arpa SOA",
        ],
    ),
    (
        "hosted.example",
        &[
            "hosted.example MX",
            "aspmx.l.google.com A",
            "3.0.51.198.in-addr.arpa PTR",
            "0.51.198.in-addr.arpa SOA",
        ],
    ),
    (
        "deep.example",
        &[
            "deep.example TXT",
            "a.deep.example TXT",
            "b.deep.example TXT",
            "c.deep.example TXT",
            "d.deep.example TXT",
            "e.deep.example MX",
            "mx.e.deep.example A",
        ],
    ),
    (
        "sub.above.example",
        &[
            "_dmarc.above.example TXT",
            "default._bimi.above.example TXT",
        ],
    ),
];

/// What the sample does not have: an exchanger that is gone beside one whose
/// names do not lead back, a domain with so many vendors that as many selectors
/// are guessed as ever are, a record that leads far, a domain whose logo is
/// looked for above it.
const MORE: &str = "\
$ORIGIN one-gone.example.
@ SOA ns admin 1 2 3 4 5
@ MX 10 mx
 MX 20 mx.gone.test.
mx A 198.51.0.1
elsewhere A 198.51.0.9
$ORIGIN 0.51.198.in-addr.arpa.
@ SOA ns admin 1 2 3 4 5
1 PTR elsewhere.one-gone.example.
$ORIGIN google.com.
@ SOA ns admin 1 2 3 4 5
aspmx.l A 198.51.0.3
$ORIGIN hosted.example.
@ SOA ns admin 1 2 3 4 5
@ MX 10 aspmx.l.google.com.
 MX 20 hosted-example.mail.protection.outlook.com.
 TXT \"v=spf1 include:_spf.google.com include:spf.protection.outlook.com include:sendgrid.net include:servers.mcsv.net include:amazonses.com include:mailgun.org -all\"
$ORIGIN deep.example.
@ SOA ns admin 1 2 3 4 5
@ MX 0 .
 TXT \"v=spf1 include:a.deep.example -all\"
a TXT \"v=spf1 include:b.deep.example -all\"
b TXT \"v=spf1 include:c.deep.example -all\"
c TXT \"v=spf1 include:d.deep.example -all\"
d TXT \"v=spf1 mx:e.deep.example -all\"
e MX 10 mx.e
mx.e A 198.51.0.2
$ORIGIN above.example.
@ SOA ns admin 1 2 3 4 5
sub MX 0 .
 TXT \"v=spf1 -all\"
*._domainkey.sub TXT \"v=DKIM1; p=\"
_dmarc TXT \"v=DMARC1; p=reject\"
default._bimi TXT \"v=BIMI1; l=https://above.example/logo.svg\"
";

#[tokio::test(start_paused = true)]
async fn a_check_takes_as_long_as_its_longest_chain() {
    println!("| domain | questions | at a time | depth | wall, ms |\n|---|---:|---:|---:|---:|");
    let mut late = Vec::new();
    for (domain, chain) in CHAINS {
        let run = check(domain).await;
        run.certify(chain);
        let (questions, depth) = (run.questions, chain.len());
        let together = run.most_at_a_time();
        println!(
            "| {domain} | {questions} | {together} | {depth} | {} |",
            run.wall
        );
        let twice = run.asked_twice();
        assert!(twice.is_empty(), "{domain}: {twice:?}");
        let most = depth as u64 * ROUND_TRIP * 115 / 100;
        if run.wall > most {
            late.push(format!("{domain}: {} ms\n{}", run.wall, run.last()));
        }
    }
    assert!(late.is_empty(), "{}", late.join("\n"));
}

/// A check, and what the resolver saw of it.
struct Run {
    asked: Vec<Asked>,
    questions: usize,
    wall: u64,
}

/// A request that came to the resolver. Times are in milliseconds.
struct Asked {
    question: Question,
    checking: Checking,
    at: u64,
    answered: u64,
    reply: Result<Reply, Failure>,
}

async fn check(domain: &str) -> Run {
    let more = Zones::read("more", MORE).unwrap_or_else(|why| panic!("{why:?}"));
    let resolver = Rc::new(Watching {
        zones: [sample(), Rc::new(more)],
        start: Instant::now(),
        asked: RefCell::default(),
    });
    let client = Client::new(vec![resolver.clone()], Rc::new(PausedClock));
    let request = Request {
        domain: Name::parse(domain).unwrap(),
        selectors: Vec::new(),
        profile: None,
    };
    check_domain_with(&client, &request, &NoFetch, &|_| {}).await;
    Run {
        wall: resolver.start.elapsed().as_millis() as u64,
        questions: client.log().len(),
        asked: resolver.asked.take(),
    }
}

impl Run {
    /// That each of these questions could not be asked before the one before it
    /// was answered: its answer names the next, or says why that is asked.
    fn certify(&self, chain: &[&str]) {
        let mut before: Option<&Asked> = None;
        for text in chain {
            let is_next = |asked: &&Asked| {
                let later = before.is_none_or(|before| asked.at >= before.answered);
                asked.question.to_string() == *text && later
            };
            let asked = self.asked.iter().find(is_next);
            let asked = asked.unwrap_or_else(|| panic!("{text} was not asked in its turn"));
            if let Some(before) = before {
                assert!(
                    before.leads_to(asked),
                    "{} leads to {text}?",
                    before.question
                );
            }
            before = Some(asked);
        }
    }

    fn asked_twice(&self) -> Vec<String> {
        let mut counts = BTreeMap::new();
        for asked in &self.asked {
            let checking = asked.checking == Checking::Enabled;
            *counts.entry((&asked.question, checking)).or_insert(0) += 1;
        }
        let twice = counts.into_iter().filter(|(_, count)| *count > 1);
        twice
            .map(|((question, _), _)| question.to_string())
            .collect()
    }

    /// How many requests were under way together at most.
    fn most_at_a_time(&self) -> usize {
        let together = |at| {
            let asked = self.asked.iter();
            asked
                .filter(|asked| asked.at <= at && at < asked.answered)
                .count()
        };
        let most = self.asked.iter().map(|asked| together(asked.at)).max();
        most.unwrap_or_default()
    }

    /// The questions that were answered last.
    fn last(&self) -> String {
        let last = self
            .asked
            .iter()
            .filter(|asked| asked.answered == self.wall);
        let last = last.map(|asked| format!("  {} at {} ms", asked.question, asked.at));
        last.take(10).collect::<Vec<_>>().join("\n")
    }
}

impl Asked {
    /// Whether what came is why another question was asked.
    fn leads_to(&self, next: &Self) -> bool {
        let names = self.names();
        if self.question.name.as_str().starts_with("_dmarc.") {
            // That there is a policy tells which domain is above.
            let domain = self.question.name.parent();
            return domain.is_some_and(|domain| next.question.name.is_within(&domain));
        }
        if names.is_empty() {
            // Nothing came: so the same name is asked for something else, or
            // again, or a zone is looked for above it.
            return self.question.name.is_within(&next.question.name);
        }
        let named = names.iter().any(|name| next.question.name.is_within(name));
        // An address that a name does not lead back to: whose zone is it?
        named || next.question.rtype == RecordType::SOA
    }

    /// The names in an answer, and those of the addresses in it.
    fn names(&self) -> Vec<Name> {
        let Ok(Outcome::Records(records)) = self.reply.as_ref().map(|reply| &reply.outcome) else {
            return Vec::new();
        };
        let names = records.iter().flat_map(|record| match &record.data {
            Data::A(address) => vec![Name::reverse((*address).into())],
            Data::Aaaa(address) => vec![Name::reverse((*address).into())],
            Data::Mx { exchange, .. } => vec![exchange.clone()],
            Data::Ptr(name) => vec![name.clone()],
            Data::Txt(txt) => {
                let text = txt.text().into_owned();
                let words = text.split(|c: char| !(c.is_alphanumeric() || "-._".contains(c)));
                let words = words.filter(|word| word.contains('.'));
                words.filter_map(|word| Name::parse(word).ok()).collect()
            }
            _ => Vec::new(),
        });
        names.collect()
    }
}

/// Answers from zones after one round trip, and keeps when it was asked what.
struct Watching {
    zones: [Rc<Zones>; 2],
    start: Instant,
    asked: RefCell<Vec<Asked>>,
}

impl Resolver for Watching {
    fn label(&self) -> &str {
        "watching"
    }

    fn validates(&self) -> bool {
        true
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            let at = self.start.elapsed().as_millis() as u64;
            sleep(Duration::from_millis(ROUND_TRIP)).await;
            let is_here = |zones: &&Rc<Zones>| {
                let mut apexes = zones.apexes();
                apexes.any(|apex| question.name.is_within(apex))
            };
            let zones = self.zones.iter().find(is_here).unwrap_or(&self.zones[0]);
            let reply = zones.answer(question, checking);
            self.asked.borrow_mut().push(Asked {
                question: question.clone(),
                checking,
                at,
                answered: at + ROUND_TRIP,
                reply: reply.clone(),
            });
            reply
        })
    }
}

/// Tokio's time, which passes when all wait.
struct PausedClock;

impl Clock for PausedClock {
    fn now(&self) -> f64 {
        1e12
    }

    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()> {
        Box::pin(sleep(Duration::from_millis(milliseconds.into())))
    }
}
