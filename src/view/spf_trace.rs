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
                Event::Tried(term) => nodes.push(self.term(term.as_str(), depth)),
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
            let ends = |step: &&Step| matches!(step.event, Event::Tried(_) | Event::Left(_));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Client;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use crate::follow::spf::check_host;
    use futures_util::FutureExt;
    use std::rc::Rc;

    fn verdict(client: &str) -> Verdict {
        let zone = "$ORIGIN example.\nd TXT \"v=spf1 include:i.example exists:%{ir}.b.example \
            a:h.example -all\"\ni TXT \"v=spf1 ip4:192.0.2.1 ~all\"\n\
            4.2.0.192.b A 127.0.0.2\n$FAIL timeout h AAAA\nh A 192.0.2.3";
        let zones = Zones::read("test", zone).unwrap();
        let asks = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
        let message = Message::new(client.parse().unwrap(), "a@d.example", "mx");
        let evaluation = check_host(&asks, &message).now_or_never().unwrap();
        Verdict::new(&evaluation, &message, Language::English)
    }

    fn lines(nodes: &[Node], depth: usize, lines: &mut Vec<String>) {
        for node in nodes {
            let sign = if node.open { "-" } else { "+" };
            let words = node.words.plain();
            lines.push(format!(
                "{}{sign}{}: {words}",
                "  ".repeat(depth),
                node.code
            ));
            self::lines(&node.nodes, depth + 1, lines);
        }
    }

    fn told(verdict: &Verdict) -> Vec<String> {
        let mut told = Vec::new();
        for block in &verdict.blocks {
            if let Block::Tree { nodes, .. } = block {
                lines(nodes, 0, &mut told);
            }
        }
        told
    }

    #[test]
    fn every_step_says_what_was_asked_and_what_came() {
        let verdict = verdict("192.0.2.3");
        assert_eq!(verdict.result, "pass");
        assert_eq!(verdict.style, Style::Good);
        assert_eq!(
            told(&verdict),
            [
                "+d.example TXT: its SPF record is followed",
                "+include:i.example: lookup 1 of 10 · does not match",
                "  +i.example TXT: its SPF record is followed",
                "  +ip4:192.0.2.1: does not match",
                "  -~all: matches: softfail",
                "  +: its result: softfail",
                "+exists:%{ir}.b.example: lookup 2 of 10 · does not match",
                "  +: %{ir}.b.example becomes 3.2.0.192.b.example",
                "  +3.2.0.192.b.example A: the name does not exist (empty answer 1 of 2)",
                "-a:h.example: lookup 3 of 10 · matches: pass",
                "  +h.example A: 192.0.2.3",
                "+: its result: pass",
            ],
        );
        let lines: Vec<_> = verdict.lines.iter().map(Prose::plain).collect();
        assert_eq!(
            lines[1],
            "What decides is a:h.example in the record of d.example."
        );
        assert_eq!(
            lines[2],
            "3 of 10 lookups and 1 of 2 empty answers were used."
        );
    }

    #[test]
    fn what_is_not_known_is_no_verdict() {
        let verdict = verdict("2001:db8::1");
        assert_eq!(verdict.result, "temperror");
        assert_eq!(verdict.style, Style::Unknown);
        let told = told(&verdict);
        assert!(
            told.contains(&"  +h.example AAAA: unknown: nothing came within 5 s".into()),
            "{told:?}"
        );
    }
}
