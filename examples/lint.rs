//! Judges records, a JSON object a line on standard input:
//!
//! ```text
//! {"kind": "spf", "text": "v=spf1 -all"}
//! ```
//!
//! `kind` is `spf`, `dkim`, `dmarc`, `mta-sts`, `mta-sts-policy`, `tls-rpt`,
//! `bimi`, `tlsa`, `caa`, `mx`, or `auto` for a text as people paste it; `lang`
//! may be `zh`. For each line there is one on standard output:
//!
//! ```text
//! {"kind": "spf", "usable": true, "findings": [{"rule": …, "severity": …,
//!  "span": [from, to], "message": …}], "terms": [{"span": …, "text": …, "words": …}]}
//! ```
//!
//! `usable` is whether a receiver makes use of the record. Spans count the
//! octets of the UTF-8 of the line's own `text`.
//!
//! With `auto` there are besides: `text`, the record as it was understood,
//! where that is not the line's own; `repairs`, what was put right in it;
//! `choices`, with `kind` null, where nothing tells what kind of record it is;
//! and `others`, the answers for further records of the same text.
//!
//! A line that is no such object has the answer `{"error": …, "line": number}`.

use mailvet::check::text::judge;
use mailvet::record::kind::RecordKind;
use mailvet::record::paste::{Paste, PastedRecord};
use mailvet::record::span::Span;
use mailvet::record::usable;
use mailvet::rule::Severity;
use mailvet::text::{Language, Message};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    match lint(io::stdin().lock(), io::stdout().lock()) {
        // Nobody listens any more.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

/// Answers each line as soon as it is read.
pub fn lint(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let answer = match serde_json::from_slice::<Line>(&line) {
            Ok(line) => serde_json::to_string(&line.answer())?,
            Err(error) => serde_json::to_string(&Refused {
                error: error.to_string(),
                line: number,
            })?,
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

/// A line that asks.
#[derive(Deserialize)]
struct Line {
    kind: Kind,
    text: String,
    #[serde(default, rename = "lang")]
    language: Tongue,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
enum Kind {
    Auto,
    Known(RecordKind),
}

impl TryFrom<String> for Kind {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        let known = || RecordKind::ALL.into_iter().find(|kind| kind.id() == id);
        match id.as_str() {
            "auto" => Ok(Self::Auto),
            _ => known().map(Self::Known).ok_or_else(|| {
                let ids = RecordKind::ALL.map(RecordKind::id).join(", ");
                format!("expected a kind, which is auto, {ids}; got {id:?}")
            }),
        }
    }
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Tongue(Language);

impl Default for Tongue {
    fn default() -> Self {
        Self(Language::English)
    }
}

impl TryFrom<String> for Tongue {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, String> {
        let language = Language::for_tag(&tag);
        let expected = || format!("expected a language, which is en or zh; got {tag:?}");
        language.map(Self).ok_or_else(expected)
    }
}

/// The answer to a line that was refused.
#[derive(Serialize)]
struct Refused {
    error: String,
    line: u64,
}

/// The answer to a line.
#[derive(Default, Serialize)]
struct Answer {
    kind: Option<RecordKind>,
    usable: bool,
    findings: Vec<Found>,
    terms: Vec<Term>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repairs: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<RecordKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Answer>,
}

#[derive(Serialize)]
struct Found {
    rule: &'static str,
    severity: Severity,
    span: [usize; 2],
    message: String,
}

#[derive(Serialize)]
struct Term {
    span: [usize; 2],
    text: String,
    words: String,
}

impl Line {
    fn answer(&self) -> Answer {
        match self.kind {
            Kind::Known(kind) => Answer::new(kind, &self.text, self.language.0, |span| span),
            Kind::Auto => Answer::pasted(&self.text, self.language.0),
        }
    }
}

impl Answer {
    /// Judges a text exactly as it is. `origin` tells which bytes of the line's
    /// text those of a span came from.
    fn new(
        kind: RecordKind,
        text: &str,
        language: Language,
        origin: impl Fn(Span) -> Span,
    ) -> Self {
        let place = |span| {
            let origin = origin(span);
            [origin.start, origin.end]
        };
        let findings = judge(kind, text).into_iter().map(|fact| Found {
            rule: fact.value.rule().id,
            severity: fact.value.rule().severity,
            span: place(fact.span),
            message: sentence(&language.fact(&fact.value), language),
        });
        let terms = language.terms(kind, text).into_iter().map(|term| Term {
            span: place(term.span),
            text: term.span.slice(text).to_owned(),
            words: term.value.plain(),
        });
        Self {
            kind: Some(kind),
            usable: usable(kind, text),
            findings: findings.collect(),
            terms: terms.collect(),
            ..Self::default()
        }
    }

    /// Takes a pasted text apart, and judges the records in it.
    fn pasted(raw: &str, language: Language) -> Self {
        let paste = Paste::read(raw);
        let mut answers = paste
            .records
            .iter()
            .map(|record| Self::of_pasted(record, raw, language));
        let mut first = answers.next().unwrap_or_else(Self::unsure);
        first.others = answers.collect();
        let repairs = paste.repairs.iter();
        first.repairs = repairs
            .map(|repair| language.repair(repair).plain())
            .collect();
        first
    }

    fn of_pasted(record: &PastedRecord, raw: &str, language: Language) -> Self {
        let text = record.text.text();
        let answer = match record.kind {
            Some(kind) => Self::new(kind, text, language, |span| record.text.origin(span)),
            None => Self::unsure(),
        };
        Self {
            text: (text != raw).then(|| text.to_owned()),
            ..answer
        }
    }

    fn unsure() -> Self {
        Self {
            choices: RecordKind::ALL.into(),
            ..Self::default()
        }
    }
}

/// A message in one piece.
fn sentence(message: &Message, language: Language) -> String {
    let title = message.title.plain();
    let (stop, space) = match language {
        Language::English => (".", " "),
        Language::Chinese => ("。", ""),
    };
    let stop = match title.ends_with(['.', '?', '!', '。', '？', '！']) {
        true => "",
        false => stop,
    };
    format!("{title}{stop}{space}{}", message.detail.plain())
}
