//! Reads everything with both readers, and sums up where they disagree.

use crate::class::{CLASSES, Class, Side};
use crate::records::{corpus, mutated};
use crate::{Disagreement, Way, dkim, dmarc, mta_sts, spf, tls_rpt};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A kind of record: its corpus, what mutations put into it, and how its
/// readings are compared.
type Kind = (
    &'static str,
    &'static str,
    &'static [&'static str],
    fn(&str) -> Option<Disagreement>,
);

const KINDS: &[Kind] = &[
    ("SPF", "spf", spf::PIECES, spf::compare),
    ("DMARC", "dmarc", dmarc::PIECES, dmarc::compare),
    ("DKIM", "dkim", dkim::PIECES, dkim::compare),
    ("MTA-STS", "mta-sts-txt", mta_sts::PIECES, mta_sts::compare),
    ("TLS-RPT", "tls-rpt", tls_rpt::PIECES, tls_rpt::compare),
];

/// What was read of one kind.
pub struct Sum {
    /// What the kind is called.
    pub kind: &'static str,
    /// How many records as they are published.
    pub published: usize,
    /// How many mutations.
    pub mutated: usize,
    /// What was met of each class, in the order of [`CLASSES`].
    pub met: BTreeMap<usize, Met>,
    /// Texts of no class, and how they differ.
    pub unknown: Vec<String>,
}

/// How often a class was met.
#[derive(Clone, Debug, Default)]
pub struct Met {
    /// By records as they are published.
    pub published: usize,
    /// By mutations of them.
    pub mutated: usize,
    /// The shortest text, published if there is one.
    pub example: String,
}

/// Compares the readers on everything; `None` where `../shared` is missing.
pub fn sums() -> Option<Vec<Sum>> {
    KINDS.iter().map(|kind| sum(*kind)).collect()
}

fn sum((kind, name, pieces, compare): Kind) -> Option<Sum> {
    let records = corpus(name)?;
    let mut sum = Sum {
        kind,
        published: records.len(),
        mutated: 0,
        met: BTreeMap::new(),
        unknown: Vec::new(),
    };
    for record in &records {
        if let Some(met) = sum.meets(record, compare) {
            met.published += 1;
            met.keep(record);
        }
    }
    for text in mutated(&records, pieces) {
        sum.mutated += 1;
        if let Some(met) = sum.meets(&text, compare) {
            met.mutated += 1;
            if met.published == 0 {
                met.keep(&text);
            }
        }
    }
    Some(sum)
}

impl Sum {
    /// The class that a text meets.
    fn meets(&mut self, text: &str, compare: fn(&str) -> Option<Disagreement>) -> Option<&mut Met> {
        let disagreement = compare(text)?;
        let Some(class) = Class::of(&disagreement) else {
            self.unknown.push(format!("{disagreement:?}: {text:?}"));
            return None;
        };
        let number = CLASSES
            .iter()
            .position(|known| std::ptr::eq(known, class))?;
        Some(self.met.entry(number).or_default())
    }
}

impl Met {
    fn keep(&mut self, text: &str) {
        if self.example.is_empty() || text.len() < self.example.len() {
            self.example = text.to_owned();
        }
    }
}

/// The page docs/differential.md.
pub fn page(sums: &[Sum]) -> String {
    let mut page = INTRODUCTION.to_owned();
    for sum in sums {
        let (published, mutated) = total(sum);
        let _ = writeln!(
            page,
            "| {} | {} | {published} | {} | {mutated} | {} |",
            sum.kind,
            sum.published,
            sum.mutated,
            sum.met.len()
        );
    }
    for sum in sums {
        let _ = writeln!(page, "\n## {}", sum.kind);
        for (number, met) in &sum.met {
            let Some(class) = CLASSES.get(*number) else {
                continue;
            };
            let _ = write!(
                page,
                "\n### {}\n\n{}; {} published, {} mutated. Right: **{}**. {}\n\n```text\n{}\n```\n",
                class.cause,
                way(class.way),
                met.published,
                met.mutated,
                side(class.right),
                class.why,
                shown(&met.example)
            );
        }
    }
    page
}

fn total(sum: &Sum) -> (usize, usize) {
    let met = sum.met.values();
    met.fold((0, 0), |(published, mutated), met| {
        (published + met.published, mutated + met.mutated)
    })
}

fn way(way: Way) -> &'static str {
    match way {
        Way::MailvetRefuses => "Mailvet refuses, mail-auth reads",
        Way::MailAuthRefuses => "mail-auth refuses, Mailvet reads",
        Way::Values => "Both read, with other values",
        Way::Refusals => "Both refuse, for other reasons",
        Way::MailAuthPanics => "mail-auth panics",
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Mailvet => "Mailvet",
        Side::MailAuth => "mail-auth",
        Side::Either => "either",
    }
}

/// An example on one line, cut where it is long.
fn shown(text: &str) -> String {
    const LONGEST: usize = 160;
    let text: String = text.chars().flat_map(escaped).collect();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A character, or what stands for it where it would not be seen.
fn escaped(c: char) -> Vec<char> {
    match c.is_control() {
        true => c.escape_default().collect(),
        false => vec![c],
    }
}

const INTRODUCTION: &str = "# Mailvet and mail-auth

Two readers of the same records: Mailvet, and mail-auth 0.11.2, the library of a
mail server. They read every record of `../shared/corpora` and mutations of
them, the same each time; where they disagree, the text belongs to one of the
classes below. An example is the shortest text of its class, as published if
one was. `./scripts/differential` fails where a text belongs to none, and with
`--write` writes this page.

mail-auth is written to judge mail, and is lenient where that does no harm;
Mailvet tells what a receiver that keeps to the standards does.

| kind | records | of them differ | mutations | of them differ | classes |
|---|---:|---:|---:|---:|---:|
";
