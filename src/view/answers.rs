//! The three answers, and what the domain was judged as.

use super::subject::{self, Block, Part, Style};
use crate::check::answer::Asked;
use crate::check::answer::accept::{Point, Standing};
use crate::check::{Answers, Judged};
use crate::rule::{Profile, Severity};
use crate::text::{Language, Prose};
use serde::Serialize;

/// What a domain was judged as.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Judgement {
    /// The profile's id.
    pub profile: String,
    /// Whether it was guessed.
    pub guessed: bool,
    /// What it was judged as, and why.
    pub sentence: Prose,
}

/// What all of a check comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answered {
    /// The answers to the three questions.
    pub answers: Vec<Answer>,
    /// What the large receivers ask of senders.
    pub caption: String,
    /// The same, point by point.
    pub points: Vec<Block>,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Which question: its id.
    pub asked: String,
    /// The verdict's id.
    pub verdict: String,
    /// The verdict in a word.
    pub word: String,
    /// Whether it is as it should be.
    pub severity: Severity,
    /// Why.
    pub sentence: Prose,
    /// The subjects that it rests on: id and name.
    pub subjects: Vec<(String, String)>,
}

impl Judgement {
    /// What a domain was judged as, in words.
    pub fn new(judged: Judged, language: Language) -> Self {
        Self {
            profile: judged.profile.id().to_owned(),
            guessed: judged.guess.is_some(),
            sentence: language.judged(judged),
        }
    }
}

impl Answered {
    /// What a check comes to, in words, for a domain of a profile.
    pub fn new(answers: &Answers, profile: Profile, language: Language) -> Self {
        let answer = |asked: Asked| {
            let verdict = answers.verdict(asked);
            let subjects = answers.subjects(asked).iter();
            Answer {
                asked: asked.id().to_owned(),
                verdict: verdict.id().to_owned(),
                word: language.verdict(verdict).to_owned(),
                severity: answers.severity(asked, profile),
                sentence: language.answer(answers, asked),
                subjects: subjects
                    .map(|&one| {
                        let name = language.subject(one).to_owned();
                        (subject::id(one).to_owned(), name)
                    })
                    .collect(),
            }
        };
        Self {
            answers: Asked::ALL.map(answer).to_vec(),
            caption: language.table_words().points.to_owned(),
            points: match profile.sends() {
                true => vec![points(&answers.points, language)],
                false => Vec::new(),
            },
        }
    }

    /// The questions, before they are answered: id and words.
    pub fn questions(language: Language) -> Vec<(String, String)> {
        let question = |asked: Asked| (asked.id().to_owned(), language.asked(asked).to_owned());
        Asked::ALL.map(question).to_vec()
    }
}

fn points(points: &[Point], language: Language) -> Block {
    let words = language.table_words();
    let heads = [
        words.asked_of_senders,
        words.seen_in_dns,
        "Google",
        "Yahoo",
        "Microsoft",
    ];
    let row = |point: &Point| {
        let standing = language.standing(point.standing);
        let mut cells = vec![
            vec![Part::new(Style::Words, language.wanted(point.wanted))],
            vec![Part::new(style(point.standing), standing)],
        ];
        cells.extend(
            point
                .of
                .map(|of| vec![Part::new(Style::Absent, language.asked_of(of))]),
        );
        cells
    };
    Block::Table {
        heads: heads.map(str::to_owned).to_vec(),
        rows: points.iter().map(row).collect(),
    }
}

fn style(standing: Standing) -> Style {
    match standing {
        Standing::Met => Style::Good,
        Standing::Unmet => Style::Wrong,
        Standing::NotSeen | Standing::Unknown => Style::Unknown,
        Standing::NotInDns => Style::Absent,
    }
}
