//! The records of the world, and mutations of them.

use serde_json::Value as Json;
use std::fs;

/// How often each record is mutated.
const MUTATIONS: usize = 12;

/// How many mutations of one kind are enough.
const ENOUGH: usize = 60_000;

/// The records of a corpus of `../shared`, or `None` where it is missing.
pub fn corpus(name: &str) -> Option<Vec<String>> {
    let path = format!(
        "{}/../../../shared/corpora/{name}.ndjson",
        env!("CARGO_MANIFEST_DIR")
    );
    let file = fs::read_to_string(path).ok()?;
    let value = |line| {
        let line: Json = serde_json::from_str(line).ok()?;
        Some(line["value"].as_str()?.to_owned())
    };
    Some(file.lines().filter_map(value).collect())
}

/// Mutations of records, the same each time: as many of each record, so that
/// there are enough where there are few records.
pub fn mutated<'a>(
    records: &'a [String],
    pieces: &'a [&'a str],
) -> impl Iterator<Item = String> + 'a {
    let times = (6_000 / records.len().max(1)).max(MUTATIONS);
    let mut random = Random(0x5eed);
    let each = records
        .iter()
        .flat_map(move |record| (0..times).map(move |_| record));
    each.take(ENOUGH)
        .map(move |record| random.mutate(record, pieces))
}

/// Knuth's MMIX generator.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn mutate(&mut self, record: &str, pieces: &[&str]) -> String {
        let mut text: Vec<char> = record.chars().collect();
        for _ in 0..=self.below(2) {
            let at = self.below(text.len() + 1);
            let end = (at + 1 + self.below(3)).min(text.len());
            let piece: Vec<char> = pieces[self.below(pieces.len())].chars().collect();
            match self.below(6) {
                0 => drop(text.splice(at..end, [])),
                1 => drop(text.splice(at..end, piece)),
                2 | 3 => drop(text.splice(at..at, piece)),
                4 => text.truncate(at.max(12)),
                _ => {
                    if let Some(c) = text.get_mut(at) {
                        *c = match c.is_ascii_lowercase() {
                            true => c.to_ascii_uppercase(),
                            false => c.to_ascii_lowercase(),
                        };
                    }
                }
            }
        }
        text.into_iter().collect()
    }
}
