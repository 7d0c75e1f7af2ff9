//! The list of all rules, each in the words that its own bad example brings.

mod markdown;

pub use markdown::Markdown;

use super::reading::{self, Excerpt, Said, said};
use super::subject;
use crate::check::{Fact, Finding};
use crate::input::{Input, Target};
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::record::paste::Paste;
use crate::record::span::Span;
use crate::report::example;
use crate::report::link::Link;
use crate::rule::{Example, Rule, Severity};
use crate::text::Language;
use serde::Serialize;

/// All rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rules {
    /// The rules of each subject that has any, in the order of the subjects.
    pub groups: Vec<RuleGroup>,
}

/// The rules of one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleGroup {
    /// Which subject: its id.
    pub subject: String,
    /// What the subject is called.
    pub name: String,
    /// The rules, in the order in which they are defined.
    pub rules: Vec<RuleEntry>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleEntry {
    /// What is said where the bad example is met with.
    pub said: Said,
    /// An input that meets the rule.
    pub bad: RuleExample,
    /// A like input that does not.
    pub good: RuleExample,
}

/// An example, ready to be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleExample {
    /// The record or the zone, with what this rule says is wrong in it.
    pub excerpt: Excerpt,
    /// Whether it is a zone rather than one record.
    pub zone: bool,
    /// The link to its reading, as a fragment without `#`; empty where the page
    /// would read something else: a zone, what it repairs, what looks like a
    /// domain.
    pub link: String,
}

impl Rules {
    /// Reads and checks every rule's examples.
    pub async fn read(language: Language) -> Self {
        let mut rules: Vec<_> = Fact::rules().collect();
        rules.arrange_by_key(|rule| rule.subject);
        let mut groups: Vec<RuleGroup> = Vec::new();
        for rule in &rules {
            let id = subject::id(rule.subject);
            if groups.last().is_none_or(|group| group.subject != id) {
                groups.push(RuleGroup {
                    subject: id.to_owned(),
                    name: language.subject(rule.subject).to_owned(),
                    rules: Vec::new(),
                });
            }
            let entry = RuleEntry::read(rule, language).await;
            if let Some(group) = groups.last_mut() {
                group.rules.extend(entry);
            }
        }
        Self { groups }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.rules.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl RuleEntry {
    /// A rule by its examples; `None` where the bad one does not meet it.
    async fn read(rule: &Rule, language: Language) -> Option<Self> {
        let findings = example::findings(rule, rule.bad).await;
        let first = findings.first()?;
        let fact = (&first.fact, first.severity, span(first));
        let faults = findings
            .iter()
            .map(|finding| (span(finding), finding.severity));
        Some(Self {
            said: said([fact].into_iter(), language).pop()?,
            bad: RuleExample::new(rule, rule.bad, faults),
            good: RuleExample::new(rule, rule.good, [].into_iter()),
        })
    }
}

fn span(finding: &Finding) -> Option<Span> {
    finding.place.map(|place| place.span)
}

impl RuleExample {
    fn new(
        rule: &Rule,
        example: Example,
        faults: impl Iterator<Item = (Option<Span>, Severity)>,
    ) -> Self {
        let (text, kind) = match example {
            Example::Text(text) => (text, example::kind(rule)),
            Example::Zone(zone) => (zone, None),
        };
        let excerpt = Excerpt {
            text: text.to_owned(),
            faults: reading::faults(faults, text),
            runs: kind
                .map(|kind| reading::runs(kind, text))
                .unwrap_or_default(),
            ..Excerpt::default()
        };
        let link = Link {
            check: kind
                .filter(|&kind| is_read_as(kind, text))
                .map(|_| text.to_owned()),
            ..Link::default()
        };
        Self {
            excerpt,
            zone: matches!(example, Example::Zone(_)),
            link: link.fragment(),
        }
    }
}

/// Whether the page reads a pasted text as this kind, and all of it.
fn is_read_as(kind: RecordKind, text: &str) -> bool {
    let is_record =
        Input::parse(text).is_ok_and(|input| matches!(input.target, Target::Record { .. }));
    is_record
        && matches!(
            &Paste::read(text).records[..],
            [record] if record.kind == Some(kind) && record.text.text() == text
        )
}
