//! The evidence: a question, who was asked, and what came.

use crate::dns::answer::Exchange;
use crate::dns::{Answer, Data, Outcome, sample};
use crate::rule::Severity;
use crate::text::{Language, Prose, alone};
use serde::Serialize;

/// A question, and all that came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Questioned {
    /// The name asked for.
    pub name: String,
    /// The type of record asked for.
    pub rtype: String,
    /// What came, in words.
    pub outcome: Prose,
    /// The aliases and records that came.
    pub data: Vec<Datum>,
    /// Who was asked, in order.
    pub exchanges: Vec<Exchanged>,
    /// The command that asks the same; empty where nobody else would answer so.
    pub dig: String,
}

/// An alias or a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Datum {
    /// What it says; for a long text, the text alone.
    pub text: String,
    /// Whether the text wants more than a line.
    pub long: bool,
    /// Its time to live, in seconds.
    pub ttl: u32,
}

/// One resolver asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exchanged {
    /// Which resolver.
    pub resolver: String,
    /// What it said, point by point.
    pub facts: Vec<String>,
    /// Whether it was of no use.
    pub failed: bool,
    /// When it was asked, in milliseconds since 1970.
    pub asked_at: f64,
    /// How long it took, in milliseconds.
    pub elapsed: f64,
}

/// A text of more octets than this wants more than a line.
const LONG: usize = 200;

impl Questioned {
    /// An answer in words.
    pub fn new(answer: &Answer, language: Language) -> Self {
        let aliases = answer.aliases.iter().map(|alias| Datum {
            text: format!("{} CNAME {}", alias.owner, alias.target),
            long: false,
            ttl: alias.ttl,
        });
        let records = answer.records().iter().map(|record| {
            let long = match &record.data {
                Data::Txt(txt) if txt.lengths().sum::<usize>() > LONG => {
                    Some(txt.text().into_owned())
                }
                _ => None,
            };
            Datum {
                long: long.is_some(),
                text: long.unwrap_or_else(|| line(&record.data)),
                ttl: record.ttl,
            }
        });
        Self {
            name: answer.question.name.to_string(),
            rtype: answer.question.rtype.to_string(),
            outcome: outcome(answer, language),
            data: aliases.chain(records).collect(),
            exchanges: answer
                .exchanges
                .iter()
                .map(|exchange| Exchanged::new(exchange, language))
                .collect(),
            dig: match is_made_up(answer) {
                true => String::new(),
                false => answer.question.dig(),
            },
        }
    }
}

/// What came, in words; why nothing did is said of whom it was asked.
fn outcome(answer: &Answer, language: Language) -> Prose {
    match &answer.outcome {
        Outcome::Failed(why)
            if answer
                .exchanges
                .iter()
                .any(|it| it.failure.as_ref() == Some(why)) =>
        {
            language.severity(Severity::Unknown).into()
        }
        outcome => language.outcome(outcome),
    }
}

/// Whether the page itself answered, for a domain that there is nowhere else.
fn is_made_up(answer: &Answer) -> bool {
    let mut exchanges = answer.exchanges.iter();
    exchanges.any(|exchange| &*exchange.resolver == sample::LABEL)
}

impl Exchanged {
    fn new(exchange: &Exchange, language: Language) -> Self {
        let words = language.table_words();
        let mut facts = Vec::new();
        if let Some(rcode) = exchange.rcode {
            facts.push(rcode.mnemonic().into_owned());
            let authentic = if exchange.authentic {
                words.validated
            } else {
                words.not_validated
            };
            facts.push(authentic.to_owned());
        }
        if exchange.checking_disabled {
            facts.push(words.checking_disabled.to_owned());
        }
        if let Some(failure) = &exchange.failure {
            facts.push(language.failure(failure).plain());
        }
        if let Some(from) = &exchange.asked_from {
            facts.push(language.asked_from(from));
        }
        for error in &exchange.extended_errors {
            let (code, text) = (error.code, alone(&error.text));
            facts.push(format!("{}: EDE {code} {text}", words.extended_error));
        }
        Self {
            resolver: match &*exchange.resolver {
                sample::LABEL => words.this_page.to_owned(),
                label => label.to_owned(),
            },
            facts,
            failed: exchange.failure.is_some(),
            asked_at: exchange.asked_at,
            elapsed: exchange.elapsed,
        }
    }
}
/// What a resource record says, as a zone file would write it.
pub(super) fn line(data: &Data) -> String {
    match data {
        Data::A(address) => format!("A {address}"),
        Data::Aaaa(address) => format!("AAAA {address}"),
        Data::Cname(name) => format!("CNAME {name}"),
        Data::Ns(name) => format!("NS {name}"),
        Data::Ptr(name) => format!("PTR {name}"),
        Data::Mx {
            preference,
            exchange,
        } => format!("MX {preference} {exchange}"),
        Data::Txt(txt) => format!("TXT \"{}\"", alone(&txt.text())),
        Data::Soa {
            mname,
            rname,
            serial,
            ..
        } => format!("SOA {mname} {rname} {serial}"),
        Data::Srv {
            priority,
            weight,
            port,
            target,
        } => format!("SRV {priority} {weight} {port} {target}"),
        Data::Tlsa {
            usage,
            selector,
            matching_type,
            ..
        } => format!("TLSA {usage} {selector} {matching_type} …"),
        Data::Caa { flags, tag, value } => {
            let value = String::from_utf8_lossy(value);
            format!("CAA {flags} {} \"{}\"", alone(tag), alone(&value))
        }
        Data::Ds { key_tag, .. } => format!("DS {key_tag} …"),
        Data::Dnskey { flags, .. } => format!("DNSKEY {flags} …"),
        Data::Other { rtype, octets } => format!("{rtype} \\# {} …", octets.len()),
    }
}
