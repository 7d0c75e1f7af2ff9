//! Whether a change has come to each resolver.

use crate::dns::{Answer, Name};
use crate::follow::compare::{Arrival, Expected, NotCompared, Place};
use crate::rule::Severity;
use crate::text::compare::Arrivals;
use crate::text::{Language, Prose};
use serde::Serialize;
use std::rc::Rc;

/// Whether a change has come to each resolver.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Arrived {
    /// Why it cannot be looked for; empty where it can.
    pub refused: Prose,
    /// The name and type at which it is looked for.
    pub question: String,
    /// To whom it has come, in a sentence.
    pub sum: Prose,
    /// How it stands with each.
    pub vantages: Vec<ArrivedAt>,
}

/// Whether a change has come to one resolver.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArrivedAt {
    /// The resolver, and where it is asked from.
    pub label: String,
    /// How it stands with it: good, advice where it has something else, or
    /// unknown.
    pub severity: Severity,
    /// The same in words.
    pub words: Prose,
}

/// Whether a value that a person has published has come to each.
pub fn arrived(
    text: &str,
    domain: &Name,
    places: &[Place],
    labels: &[String],
    answers: &[Vec<Option<Rc<Answer>>>],
    language: Language,
) -> Arrived {
    let expected = match Expected::read(text, domain, places, answers) {
        Ok(expected) => expected,
        Err(NotCompared::NoValue) if text.trim().is_empty() => return Arrived::default(),
        Err(why) => {
            return Arrived {
                refused: language.not_compared(&why),
                ..Arrived::default()
            };
        }
    };
    let place = places.get(expected.place);
    let answers = answers.get(expected.place).map(Vec::as_slice);
    let arrivals = expected.arrivals(answers.unwrap_or_default());
    let vantages = arrivals
        .iter()
        .zip(labels)
        .map(|(arrival, label)| ArrivedAt {
            label: label.clone(),
            severity: match arrival {
                Arrival::Arrived => Severity::Good,
                Arrival::Other { .. } => Severity::Advice,
                Arrival::Unknown(_) | Arrival::Pending => Severity::Unknown,
            },
            words: language.arrival(arrival),
        });
    Arrived {
        refused: Prose::default(),
        question: place.map(|it| it.question.to_string()).unwrap_or_default(),
        sum: language.arrivals(&Arrivals::new(&arrivals)),
        vantages: vantages.collect(),
    }
}
