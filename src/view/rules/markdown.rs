//! The list of rules as a Markdown document.

use super::{RuleEntry, RuleExample, Rules};
use crate::text::{Piece, Prose, glyph};
use std::fmt::{self, Display, Formatter, Write};

/// Shows the list as a Markdown document in English.
pub struct Markdown<'a>(pub &'a Rules);

impl Display for Markdown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Rules { groups } = self.0;
        writeln!(f, "# Rules\n\n{HEAD}")?;
        writeln!(f, "| subject | rules |\n|---|---:|")?;
        for group in groups {
            let (name, anchor) = (&group.name, anchor(&group.name));
            writeln!(f, "| [{name}](#{anchor}) | {} |", group.rules.len())?;
        }
        writeln!(f, "| **all** | **{}** |", self.0.len())?;
        groups.iter().try_for_each(|group| {
            writeln!(f, "\n## {}", group.name)?;
            group.rules.iter().try_for_each(|entry| rule(f, entry))
        })
    }
}

/// What stands above the list.
const HEAD: &str = "\
All that Mailvet can tell of a domain's mail DNS, in the order of the source. \
Each rule is told in the words that its own example brings; `cargo run \
--example rules > docs/rules.md` writes this file.
";

fn rule(f: &mut Formatter<'_>, RuleEntry { said, bad, good }: &RuleEntry) -> fmt::Result {
    writeln!(f, "\n### `{}`\n", said.rule)?;
    write!(f, "*{}*", said.word)?;
    if !said.url.is_empty() {
        write!(f, " · [{}]({})", said.source, said.url)?;
    }
    writeln!(f, " · **{}**", Inline(&said.title))?;
    if !said.detail.is_empty() {
        writeln!(f, "\n{}", Inline(&said.detail))?;
    }
    for (title, example) in [("Brings it up", bad), ("Does not", good)] {
        write!(f, "\n{title}:\n\n{}", Block(example))?;
    }
    Ok(())
}

/// The anchor that a heading has.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

/// A sentence, in which nothing but code passes for markup.
struct Inline<'a>(&'a Prose);

impl Display for Inline<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.pieces().try_for_each(|piece| match piece {
            Piece::Code(code) => write!(f, "`{code}`"),
            Piece::Words(words) => words.chars().try_for_each(|c| {
                if matches!(c, '\\' | '*' | '_' | '<' | '[' | '#' | '|') {
                    f.write_char('\\')?;
                }
                f.write_char(c)
            }),
        })
    }
}

/// An example as a block of code, with what would not be seen written out.
struct Block<'a>(&'a RuleExample);

impl Display for Block<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.excerpt.text.is_empty() {
            return writeln!(f, "*nothing at all*");
        }
        self.0.excerpt.text.lines().try_for_each(|line| {
            f.write_str("    ")?;
            line.chars().try_for_each(|c| match glyph(c) {
                Some(glyph) => f.write_str(&glyph),
                None => f.write_char(c),
            })?;
            f.write_char('\n')
        })
    }
}
