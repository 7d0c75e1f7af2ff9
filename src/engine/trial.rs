//! What becomes of messages from a domain, and what would become of them if
//! its SPF record said something else.

use crate::asking::{self, Asker};
use mailvet::check::{Fact, Finding};
use mailvet::dns::answer::{Data, Record};
use mailvet::dns::client::Client;
use mailvet::dns::proof::Proof;
use mailvet::dns::sample::is_sample;
use mailvet::dns::{Answer, Name, Outcome, Question, RecordType, Txt};
use mailvet::follow::spf::{Message, check_host};
use mailvet::input::{Input, Target};
use mailvet::report::{check_spf, fixes};
use mailvet::text::Language;
use mailvet::view::{Row, Supposed, Verdict};
use std::cell::RefCell;
use std::rc::Rc;

/// A domain on trial.
pub struct Trial {
    domain: Name,
    /// Knows what is published.
    client: Client,
    /// Whether what a text alone decides is told elsewhere.
    text_is_told: bool,
    /// Who is to be asked; nobody where the page itself answers.
    asker: Option<Rc<Asker>>,
    /// What was last supposed, and who knows all that was asked for it.
    supposing: RefCell<(String, Client)>,
}

/// A message to try.
pub struct Tried<'a> {
    /// The address of its client.
    pub client: &'a str,
    /// The address in MAIL FROM: `<>` for none; where it is empty,
    /// `postmaster` at the domain.
    pub sender: &'a str,
    /// The name given in HELO; where it is empty, the domain.
    pub helo: &'a str,
}

impl Trial {
    /// A trial of a domain that a run has looked at.
    pub fn of_run(domain: Name, client: Client) -> Self {
        Self {
            domain,
            supposing: RefCell::new((String::new(), client.clone())),
            client,
            text_is_told: false,
            asker: None,
        }
    }

    /// A trial of a domain at which a record's text is supposed to stand.
    pub fn of_text(domain: Name, asker: Rc<Asker>) -> Self {
        let made_up = is_sample(&domain);
        let client = match made_up {
            true => asking::sample_run(),
            false => asker.run(false),
        };
        Self {
            asker: (!made_up).then_some(asker),
            text_is_told: true,
            ..Self::of_run(domain, client)
        }
    }

    /// The domain.
    pub fn domain(&self) -> &Name {
        &self.domain
    }

    /// What is found of SPF if the record says `text`, where it is not empty,
    /// and what becomes of the message then, where it has a client.
    pub async fn suppose(&self, text: &str, tried: &Tried<'_>, language: Language) -> Supposed {
        let client = self.client(text).await;
        let mut supposed = Supposed::default();
        if !text.is_empty() {
            let mut report = check_spf(&client, &self.domain).await;
            let text_decides = |fact: &Fact| matches!(fact, Fact::SpfProblem(_) | Fact::SpfText(_));
            if self.text_is_told {
                let told = |finding: &Finding| finding.place.is_some_and(|it| it.record == 0);
                report
                    .findings
                    .retain(|finding| !(told(finding) && text_decides(&finding.fact)));
            }
            // Of the domain no more is known than its record, as it is supposed.
            let known = fixes::known([&report]);
            let row = Row::new(&report, language).with_fixes(&report, &known, language);
            supposed.row = Some(row);
        }
        if !tried.client.is_empty() {
            supposed.verdict = self.evaluate(&client, tried, language).await;
        }
        supposed
    }

    async fn evaluate(&self, client: &Client, tried: &Tried<'_>, language: Language) -> Verdict {
        let address = match Input::parse(tried.client).map(|input| input.target) {
            Ok(Target::Address(address)) => address,
            _ => return Verdict::refused(language.no_address(tried.client)),
        };
        let domain = self.domain.as_str();
        let helo = match tried.helo.trim() {
            "" => domain,
            helo => helo,
        };
        let sender = match tried.sender.trim() {
            "" => domain,
            sender => sender.trim_start_matches('<').trim_end_matches('>'),
        };
        let message = Message::new(address, sender, helo);
        let evaluation = check_host(client, &message).await;
        Verdict::new(&evaluation, &message, language)
    }

    /// Asks as if the record said `text`.
    async fn client(&self, text: &str) -> Client {
        if let Some(asker) = &self.asker {
            asker.someone_answers().await;
        }
        if text.is_empty() {
            return self.client.clone();
        }
        let mut supposing = self.supposing.borrow_mut();
        if supposing.0 != text {
            let answer = published(&self.domain, text);
            *supposing = (text.to_owned(), supposing.1.supposing([answer]));
        }
        supposing.1.clone()
    }
}

/// The answer that would come if a record were published.
fn published(domain: &Name, text: &str) -> Answer {
    /// The most octets of a character-string (RFC 1035 §3.3).
    const STRING: usize = 255;
    let strings = text.as_bytes().chunks(STRING).map(<[u8]>::to_vec);
    let record = Record {
        owner: domain.clone(),
        ttl: 0,
        data: Data::Txt(Txt(strings.collect())),
    };
    Answer {
        question: Question::new(domain.clone(), RecordType::TXT),
        outcome: Outcome::Records([record].into()),
        aliases: Vec::new(),
        exchanges: Vec::new(),
        proof: Proof::default(),
        unvalidated: None,
    }
}
