//! Many domains as the page sees them: how far a survey is, its rows, and files
//! of them.

mod file;

pub use file::{csv, json};

use crate::report::survey::{List, Row, Stage, Why};
use crate::text::{Language, Prose};
use serde::Serialize;

/// What the worker tells the page.
#[derive(Clone, Debug, Serialize)]
pub enum SurveyEvent {
    /// How far it is.
    Stands(Standing),
    /// The domains, as people read them, from the number given on.
    Named(u32, Vec<String>),
    /// What was found of some of them, by their numbers.
    Rows(Vec<(u32, Row)>),
    /// Rows that are to be found anew, by their numbers.
    Forgotten(Vec<u32>),
    /// What a pasted text or a file lists.
    Listed(Listed),
    /// What rules are called: their ids, and titles.
    Titles(Vec<(String, String)>),
    /// A file that was asked for: its kind, `csv` or `json`, and its text.
    File(String, String),
}

/// How far a survey is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Standing {
    /// What goes on.
    pub stage: Stage,
    /// How many domains there are.
    pub total: u32,
    /// How many are checked.
    pub done: u32,
    /// How long the rest takes, in seconds, where that can be said.
    pub left: Option<u32>,
    /// How many questions a second each resolver is asked at most.
    pub per_second: u32,
    /// How many questions a second the slowest is asked at present.
    pub rate: u32,
    /// How many requests went out since the page was opened.
    pub sent: u32,
    /// How many questions needed none, since another domain had asked.
    pub recalled: u32,
    /// Whether a reload loses nothing.
    pub kept: bool,
    /// The memory of the worker's engine, in octets.
    pub memory: f64,
}

/// What a pasted text or a file lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Listed {
    /// How many domains.
    pub domains: u32,
    /// What it comes to, in words.
    pub sum: String,
    /// The first lines that were not understood.
    pub refused: Vec<Unread>,
}

/// A line that was not understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Unread {
    /// Its number, from 1.
    pub line: u32,
    /// How it begins.
    pub text: String,
    /// What is amiss.
    pub why: Prose,
}

impl Listed {
    /// Tells of a list.
    pub fn new(list: &List, file: &str, language: Language) -> Self {
        let refused = list.refused.iter().map(|it| Unread {
            line: it.line as u32,
            text: it.text.clone(),
            why: match &it.why {
                Why::Input(error) => language.input_error(error),
                why => language.many_words().refused(why).into(),
            },
        });
        Self {
            domains: list.entries.len() as u32,
            sum: language.many_listed(list, file),
            refused: refused.collect(),
        }
    }
}
