//! Trees and meters: what is nested, and how much of a limit is used.

use super::reading::{Excerpt, Said};
use super::subject::{Block, Row, Style};
use crate::text::Prose;
use serde::Serialize;

/// A node of a tree: a line, and what is behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Node {
    /// A term, a domain or a question; may be empty.
    pub code: String,
    /// What is so, in a line.
    pub words: Prose,
    /// How the words look.
    pub style: Style,
    /// Whether it is unfolded from the first.
    pub open: bool,
    /// The record that it leads to.
    pub record: Option<Excerpt>,
    /// The rules that this record meets, the gravest first.
    pub findings: Vec<Said>,
    /// What else is known of it.
    pub blocks: Vec<Block>,
    /// The nodes below it.
    pub nodes: Vec<Node>,
}

/// How much of a limit is used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meter {
    /// What is counted.
    pub name: String,
    /// A letter for each piece: `u` used, `m` perhaps used, `o` over the limit,
    /// `e` empty.
    pub cells: String,
    /// The same in words.
    pub words: String,
    /// How the words look.
    pub style: Style,
}

/// What became of a message, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// Why there is nothing to evaluate: said at the field of the address.
    pub refused: Prose,
    /// The result, as headers write it: `pass`.
    pub result: String,
    /// What the result means, in a line.
    pub title: Prose,
    /// What receivers do, what decided it, and what it cost.
    pub lines: Vec<Prose>,
    /// How the title looks.
    pub style: Style,
    /// All that was done.
    pub blocks: Vec<Block>,
}

/// What a trial brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Supposed {
    /// What is found of SPF, if a text is supposed to be published.
    pub row: Option<Row>,
    /// What became of the message, if there is one.
    pub verdict: Verdict,
    /// Why nothing can be supposed.
    pub refused: Prose,
}

impl Meter {
    /// The pieces for a number between `least` and `most` of `limit`.
    pub fn cells(least: usize, most: Option<usize>, limit: usize) -> String {
        /// More say nothing more.
        const SHOWN: usize = 16;
        let most = most.unwrap_or(limit.max(least)).max(least);
        (1..=limit.max(most).min(SHOWN))
            .map(|cell| match cell {
                _ if cell > most => 'e',
                _ if cell > limit => 'o',
                _ if cell > least => 'm',
                _ => 'u',
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_has_a_piece_for_each() {
        for (least, most, cells) in [
            (0, Some(0), "eeee"),
            (3, Some(3), "uuue"),
            (1, Some(3), "umme"),
            (1, None, "ummm"),
            (5, Some(6), "uuuuoo"),
            (9, None, "uuuuooooo"),
        ] {
            assert_eq!(Meter::cells(least, most, 4), cells);
        }
        assert_eq!(Meter::cells(1000, None, 10).len(), 16);
    }
}
