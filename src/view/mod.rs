//! What is shown, said in one language: plain values that cross from the
//! engine, which knows mail DNS, to the page, which knows the browser.

mod answers;
pub mod build;
pub mod compare;
mod detail;
mod diff;
mod dmarc;
pub mod document;
pub mod evidence;
pub mod export;
pub mod fixes;
mod node;
mod offers;
mod programs;
pub mod publish;
pub mod reading;
mod recent;
pub mod rules;
pub mod sharing;
mod spf_trace;
mod spf_tree;
pub mod subject;
pub mod survey;
pub mod then;
mod transport;

pub use answers::{Answer, Answered, Judgement};
pub use build::{Form, Record};
pub use compare::{Arrived, ArrivedAt, Comparison, Given, Labels, RegionChoice, Vantage};
pub use diff::{Fate, Piece};
pub use document::{Document, Lint, SpfDocument};
pub use evidence::{Datum, Exchanged, Questioned};
pub use export::Exported;
pub use fixes::{ByHand, Changed, Mending, Planned, Proposed, Stepped};
pub use node::{Meter, Node, Supposed, Verdict};
pub use publish::{Arrival, Arrivals, HandedOn, Panel};
pub use reading::{Excerpt, Fault, Reading, Run, Said, Term};
pub use recent::Recent;
pub use rules::{Markdown, RuleEntry, RuleExample, RuleGroup, Rules};
pub use sharing::{Opening, Saved, Sharing};
pub use subject::{Block, Part, PolicyPlace, Row, Style, Trial};
pub use then::{Brief, Differing, Turned};

use crate::dns::Name;
use crate::dns::client::Progress;
use crate::text::{Language, Prose};
use serde::{Deserialize, Serialize};

/// What a text was understood as, while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Understood {
    /// What it is, or why it is nothing; what was taken out of it.
    pub lines: Vec<Prose>,
    /// Whether there is nothing to check in it.
    pub refused: bool,
    /// Whether nothing was typed yet.
    pub empty: bool,
    /// Whether it is a record, to be read without DNS.
    pub record: bool,
    /// What a link to its check says.
    pub check: String,
    /// The DKIM selectors that such a link names.
    pub selectors: Vec<String>,
    /// What is offered where it is a list of domains.
    pub many: Option<String>,
}

/// What a check is about, said when it begins.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Begun {
    /// The domain as people read it, or the address.
    pub title: String,
    /// The domain as DNS knows it, where that differs.
    pub beside: String,
    /// That nothing is asked: the page answers for it itself, or shows what was
    /// seen before, or cannot; empty where it asks.
    pub notice: Prose,
    /// When it began, or what is shown was seen, as people write it.
    pub moment: String,
    /// When what is shown was seen, in milliseconds since 1970; 0 where it is
    /// asked for now.
    pub seen: f64,
    /// The DKIM selectors that were named then, as people write them.
    pub selectors: String,
    /// What a person said then that the domain is for: the id of a profile.
    pub profile: String,
    /// The subjects, in the order in which they are shown: id and name.
    pub subjects: Vec<(String, String)>,
    /// The questions that are answered in the end: id and words.
    pub questions: Vec<(String, String)>,
}

impl Begun {
    /// What is about a domain.
    pub fn of_domain(domain: &Name) -> Self {
        let title = domain.to_unicode();
        Self {
            beside: match title == domain.as_str() {
                true => String::new(),
                false => domain.to_string(),
            },
            title,
            ..Self::default()
        }
    }
}

/// How far a check has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Progressed {
    /// Questions answered.
    pub answered: u32,
    /// Questions asked.
    pub asked: u32,
    /// The same in words.
    pub words: String,
}

impl Progressed {
    /// The same in words.
    pub fn new(progress: Progress, language: Language) -> Self {
        Self {
            answered: progress.answered as u32,
            asked: progress.asked as u32,
            words: language.progress(progress.answered, progress.asked),
        }
    }
}

/// What a check came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ended {
    /// How many questions were asked, in words.
    pub questions: String,
    /// How many findings there are, in words.
    pub total: String,
    /// Who answered.
    pub resolver: String,
    /// The subject to open first.
    pub worst: String,
    /// The DKIM selectors that were named, and those with keys.
    pub selectors: Vec<String>,
}

/// What happens in the course of a check.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Event {
    /// It begins.
    Begun(Begun),
    /// Questions were asked or answered.
    Progressed(Progressed),
    /// It is known what the domain is judged as.
    Judged(Judgement),
    /// A subject is known.
    Told(Box<Row>),
    /// What surrounds the records that are compared has changed.
    Compared,
    /// It is known what all of it comes to.
    Answered(Answered),
    /// What to do first.
    Planned(Planned),
    /// It is known which of the changes proposed before have arrived.
    Confirmed(Arrivals),
    /// It is over.
    Ended(Ended),
}

/// A resolver that was chosen to be asked.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Choice {
    /// What people call it.
    pub label: String,
    /// Where it is asked.
    pub url: String,
    /// How it is asked: `wire` (RFC 8484) or `alidns`.
    #[serde(default)]
    pub dialect: String,
}

/// How a resolver did when it was tested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Probed {
    /// Which resolver.
    pub label: String,
    /// How long it took, in milliseconds, where it answered.
    pub elapsed: Option<f64>,
    /// Why it was of no use, where it did not.
    pub failure: Prose,
}

/// What was made of the URL of somebody's own resolver.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Own {
    /// The resolver, where it can be asked.
    pub choice: Option<Choice>,
    /// Why it cannot be asked.
    pub error: Prose,
}

/// A choice as a part of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Field {
    /// Which choice: its id.
    pub id: String,
    /// How it is made: `choice` among options, or `text`.
    pub control: String,
    /// What stands before it.
    pub before: String,
    /// What stands behind it.
    pub after: String,
    /// What is to be known of it.
    pub help: Prose,
    /// What is chosen.
    pub value: String,
    /// What it is chosen among: id and name. Beside a text, what can be added
    /// to it.
    pub options: Vec<(String, String)>,
}

/// A pasted text, read without DNS.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pasted {
    /// Its records, each taken apart and judged.
    pub readings: Vec<Reading>,
    /// What was taken out of it or put right, in words.
    pub repairs: Vec<Prose>,
    /// What to do where it is a command and not a record.
    pub command: Prose,
    /// The kinds that a record can be read as: id and name.
    pub kinds: Vec<(String, String)>,
}
