//! Whether a message passes SPF, and all that was done to find out.

use super::node::{Node, Verdict};
use super::subject::{Block, Style};
use crate::dns::{Answer, Data};
use crate::follow::spf::{Evaluation, Event, LOOKUP_LIMIT, Message, Selection, SpfResult, Step};
use crate::text::{Language, Prose, visible};
use std::iter::Peekable;
use std::slice::Iter;

impl Verdict {
    /// What became of a message.
    pub fn new(evaluation: &Evaluation, message: &Message, language: Language) -> Self {
        let result = evaluation.result;
        let mut lines = vec![
            language.spf_detail(result),
            language.spf_cause(&evaluation.cause),
        ];
        if let Some(explanation) = &evaluation.explanation {
            lines.push(language.spf_explanation(explanation));
        }
        lines.push(language.spf_spent(evaluation.lookups, evaluation.voids));
        Self {
            refused: Prose::default(),
            result: result.word().to_owned(),
            title: language.spf_title(result, message),
            lines,
            style: style(result),
            blocks: vec![Block::Tree {
                caption: language.spf_steps().to_owned(),
                nodes: trace(&evaluation.steps, language),
            }],
        }
    }

    /// There is nothing to evaluate.
    pub fn refused(why: Prose) -> Self {
        Self {
            refused: why,
            ..Self::default()
        }
    }
}

fn style(result: SpfResult) -> Style {
    match result {
        SpfResult::Pass => Style::Good,
        SpfResult::Fail | SpfResult::Permerror => Style::Wrong,
        SpfResult::Softfail | SpfResult::Neutral | SpfResult::None => Style::Doubtful,
        SpfResult::Temperror => Style::Unknown,
    }
}

/// The same in a record that is nested so deep: in an inner one, that nothing
/// passes is nothing to mind.
fn style_within(result: SpfResult, depth: usize) -> Style {
    match result {
        SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral if depth > 0 => Style::Words,
        _ => style(result),
    }
}

/// The steps of an evaluation, nested as its records are.
fn trace(steps: &[Step], language: Language) -> Vec<Node> {
    let mut teller = Teller {
        steps: steps.iter().peekable(),
        language,
    };
    let mut nodes = Vec::new();
    while teller.steps.peek().is_some() {
        nodes.extend(teller.record(0));
    }
    nodes
}

struct Teller<'a> {
    steps: Peekable<Iter<'a, Step>>,
    language: Language,
}

impl<'a> Teller<'a> {
    /// The next event, if it belongs to a record nested so deep.
    fn next(&mut self, depth: usize) -> Option<&'a Event> {
        let step = self.steps.next_if(|step| step.depth == depth)?;
        Some(&step.event)
    }

    /// All that was done with one record.
    fn record(&mut self, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        while let Some(event) = self.next(depth) {
            match event {
                Event::Tried { term, .. } => nodes.push(self.term(term, depth)),
                _ => nodes.push(self.leaf(event, depth)),
            }
            if matches!(event, Event::Left(_)) {
                break;
            }
        }
        nodes
    }

    /// All that was done with one term.
    fn term(&mut self, term: &str, depth: usize) -> Node {
        let mut node = Node {
            code: term.to_owned(),
            open: true,
            ..Node::default()
        };
        let mut words = Vec::new();
        self.tried(&mut node, &mut words, depth);
        node.words = words.join(" · ").into();
        node
    }

    fn tried(&mut self, node: &mut Node, words: &mut Vec<String>, depth: usize) {
        loop {
            if self.steps.peek().is_some_and(|step| step.depth > depth) {
                node.nodes.extend(self.record(depth + 1));
                continue;
            }
            let ends = |step: &&Step| matches!(step.event, Event::Tried { .. } | Event::Left(_));
            if self.steps.peek().is_none_or(ends) {
                return;
            }
            let Some(event) = self.next(depth) else {
                return;
            };
            match event {
                Event::Counted { lookups } => {
                    words.push(self.said(event));
                    if *lookups > LOOKUP_LIMIT {
                        node.style = Style::Wrong;
                    }
                }
                Event::Matched(qualifier) => {
                    words.push(self.said(event));
                    node.style = style_within((*qualifier).into(), depth);
                    return;
                }
                Event::NotMatched => {
                    words.push(self.said(event));
                    node.open = false;
                    return;
                }
                _ => node.nodes.push(self.leaf(event, depth)),
            }
        }
    }

    fn said(&self, event: &Event) -> String {
        self.language.spf_event(event).plain()
    }

    fn leaf(&self, event: &Event, depth: usize) -> Node {
        let (code, answer) = match event {
            Event::Asked { txt, .. } | Event::Explained { txt, .. } => {
                (txt.question.to_string(), None)
            }
            Event::Answered { answer, .. } => (answer.question.to_string(), Some(answer)),
            _ => (String::new(), None),
        };
        let mut words = self.language.spf_event(event);
        if let Some(values) = answer.and_then(|answer| values(answer)) {
            words = Prose::from(format_args!("{values}"));
        }
        Node {
            code,
            words,
            style: match event {
                Event::Asked { selection, .. } => match selection {
                    Selection::One(_) => Style::Words,
                    Selection::Unknown => Style::Unknown,
                    _ => Style::Doubtful,
                },
                Event::Answered { answer, .. } if answer.outcome.is_failed() => Style::Unknown,
                Event::Answered { void: Some(_), .. } => Style::Doubtful,
                Event::Left(result) => style_within(*result, depth),
                _ => Style::Words,
            },
            ..Node::default()
        }
    }
}

/// The first of the records that came, as code.
fn values(answer: &Answer) -> Option<String> {
    /// More say nothing more.
    const SHOWN: usize = 6;
    let records = answer.records();
    let values = records.iter().take(SHOWN).map(|record| match &record.data {
        Data::A(address) => format!("`{address}`"),
        Data::Aaaa(address) => format!("`{address}`"),
        Data::Mx { exchange, .. } => format!("`{exchange}`"),
        Data::Ptr(name) => format!("`{name}`"),
        data => format!("`{}`", visible(&data.rtype().to_string())),
    });
    let mut values: Vec<_> = values.collect();
    if records.len() > SHOWN {
        values.push(format!("+ {}", records.len() - SHOWN));
    }
    (!values.is_empty()).then(|| values.join(" "))
}
