//! The answers to one question, lined up: who gives what, and which words of it
//! no other gives.

use super::Answers;
use crate::dns::{Data, Outcome, RecordType};
use crate::follow::compare::{Compared, Group, Place};
use crate::order::one_by_one;
use crate::record::kind::RecordKind;
use crate::record::span::Span;
use crate::rule::Severity;
use crate::text::{Language, Prose};
use crate::view::evidence::line;
use crate::view::reading::{Excerpt, Fault};
use serde::Serialize;
use std::collections::BTreeSet;

/// Those who give the same, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Given {
    /// Who they are, and how long it may stay with each, in words.
    pub who: Vec<(String, String)>,
    /// That there is nothing, or why nothing is known; empty where there are
    /// records.
    pub outcome: Prose,
    /// Whether it is known what there is.
    pub known: bool,
    /// Texts.
    pub texts: Vec<Excerpt>,
    /// Records of other types, a line each.
    pub lines: Vec<String>,
    /// How many more records all give.
    pub more: Prose,
}

/// The answers to one question, lined up.
pub(super) struct Sides<'a> {
    pub place: &'a Place,
    pub labels: &'a [String],
    pub answers: &'a Answers,
    pub compared: &'a Compared,
    pub common: BTreeSet<Data>,
    pub language: Language,
}

impl Sides<'_> {
    /// All of them, the largest group first.
    pub fn all(&self) -> Vec<Given> {
        let groups = self.compared.groups.iter();
        let known = groups.map(|group| self.given(group));
        let failed = self.compared.failed.iter().map(|(number, failure)| Given {
            who: vec![(self.label(*number), String::new())],
            outcome: self.language.outcome(&Outcome::Failed(failure.clone())),
            ..Given::default()
        });
        known.chain(failed).collect()
    }

    fn given(&self, group: &Group) -> Given {
        let records = group.content.records().into_iter().flatten();
        // Where answers differ, what all of them have is not in question.
        let differs = self.compared.groups.len() > 1;
        let (shown, common): (Vec<_>, Vec<_>) =
            records.partition(|data| !(differs && self.common.contains(data)));
        let texts = shown.iter().filter_map(|data| match data {
            Data::Txt(txt) => Some(self.excerpt(&txt.text(), group)),
            _ => None,
        });
        let lines = shown.iter().filter(|data| data.rtype() != RecordType::TXT);
        let outcome = group.given_by.first().and_then(|&number| {
            let answer = self.answers.get(number)?.as_ref()?;
            answer.records().is_empty().then_some(answer)
        });
        Given {
            who: group.given_by.iter().map(|&it| self.who(it)).collect(),
            outcome: outcome.map_or(Prose::default(), |it| self.language.outcome(&it.outcome)),
            known: true,
            texts: texts.collect(),
            lines: lines.map(|data| line(data)).collect(),
            more: self.language.common(common.len()),
        }
    }

    fn label(&self, number: usize) -> String {
        self.labels.get(number).cloned().unwrap_or_default()
    }

    /// Somebody, and how long the answer may stay there.
    fn who(&self, number: usize) -> (String, String) {
        let answer = self.answers.get(number).and_then(Option::as_ref);
        let lifetime = answer.and_then(|answer| answer.lifetime());
        let lifetime = lifetime.map(|seconds| self.language.lifetime(seconds));
        (self.label(number), lifetime.unwrap_or_default())
    }

    /// A text, with the words underlined that no other answer has.
    fn excerpt(&self, text: &str, group: &Group) -> Excerpt {
        let mut excerpt = match RecordKind::of_text(text) {
            Some(kind) => Excerpt::new(kind, "", text, std::iter::empty(), self.language),
            None => Excerpt {
                text: text.to_owned(),
                ..Excerpt::default()
            },
        };
        excerpt.usable = Prose::default();
        excerpt.terms.clear();
        excerpt.more = 0;
        excerpt.owner = self.place.question.name.to_string();
        let others: Vec<_> = self.compared.groups.iter().collect();
        let others = others.into_iter().filter(|other| *other != group);
        let others = others.filter_map(|other| other.content.records()).flatten();
        let others: Vec<String> = others
            .filter_map(|data| match data {
                Data::Txt(txt) => Some(txt.text().into_owned()),
                _ => None,
            })
            .collect();
        if !others.is_empty() && text.len() <= MARKED {
            let known: BTreeSet<_> = one_by_one(others.iter().flat_map(|other| words(other)));
            let new = words(text).filter(|word| !known.contains(word));
            excerpt.faults = new
                .map(|word| Fault {
                    span: Span::of(word, text),
                    severity: Severity::Advice,
                })
                .collect();
        }
        excerpt
    }
}

/// In texts of more bytes nothing is underlined.
const MARKED: usize = 2 << 10;

/// The terms of an SPF record, the tags of others.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ';')
        .filter(|word| !word.is_empty())
}
