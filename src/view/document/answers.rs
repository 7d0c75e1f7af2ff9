//! What a domain was judged as, and what all of the check comes to.

use crate::check::answer::accept::{Of, Point, Standing, Wanted};
use crate::check::answer::{Asked, Verdict};
use crate::check::{Answers, Judged};
use crate::rule::{Profile, Severity};
use crate::text::Language;
use crate::view::subject::id;
use serde::Serialize;

/// What a domain was judged as.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfileEntry {
    /// The profile's id.
    pub id: &'static str,
    /// Whether it was guessed.
    pub guessed: bool,
    /// What it was judged as, and why.
    pub sentence: String,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerEntry {
    /// Which question.
    pub question: Asked,
    /// Yes, no, partly or unknown.
    pub verdict: Verdict,
    /// How much that matters to a domain of this profile.
    pub severity: Severity,
    /// Why.
    pub sentence: String,
    /// The ids of the subjects that it rests on, the most telling first.
    pub subjects: Vec<&'static str>,
}

/// What a large receiver asks of senders, and how that stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PointEntry {
    /// What is asked.
    pub wanted: Wanted,
    /// How it stands.
    pub standing: Standing,
    /// Of whom Google asks it.
    pub google: Of,
    /// Of whom Yahoo asks it.
    pub yahoo: Of,
    /// Of whom Microsoft asks it.
    pub microsoft: Of,
    /// What is asked, in words.
    pub title: &'static str,
}

impl ProfileEntry {
    /// What a domain was judged as, in words.
    pub fn new(judged: Judged, language: Language) -> Self {
        Self {
            id: judged.profile.id(),
            guessed: judged.guess.is_some(),
            sentence: language.judged(judged).plain(),
        }
    }
}

impl AnswerEntry {
    /// The answers to all questions, for a domain of a profile.
    pub fn all(answers: &Answers, profile: Profile, language: Language) -> Vec<Self> {
        let answer = |question| Self {
            question,
            verdict: answers.verdict(question),
            severity: answers.severity(question, profile),
            sentence: language.answer(answers, question).plain(),
            subjects: answers.subjects(question).iter().copied().map(id).collect(),
        };
        Asked::ALL.map(answer).to_vec()
    }
}

impl PointEntry {
    /// One point in words.
    pub fn new(point: &Point, language: Language) -> Self {
        let [google, yahoo, microsoft] = point.of;
        Self {
            wanted: point.wanted,
            standing: point.standing,
            google,
            yahoo,
            microsoft,
            title: language.wanted(point.wanted),
        }
    }
}
