//! What a careful person expects of the lab's domains, read from the zone files.
//!
//! ```text
//! ; expect: INPUT SUBJECT SEVERITY[|SEVERITY…]    the subject's row says so
//! ; expect: INPUT says TEXT                       the report holds the text
//! ; expect: INPUT never SEVERITY                  no row says so
//! ```

use std::collections::BTreeMap;
use std::path::Path;

/// One line, after its input.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// The subject's row has one of these severities.
    Row(String, Vec<String>),
    /// The report holds this text.
    Says(String),
    /// No row has this severity.
    Never(String),
}

/// By input, in the order of the files.
pub fn read() -> BTreeMap<String, Vec<Expectation>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lab/zones");
    let mut all: BTreeMap<String, Vec<Expectation>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        for line in text
            .lines()
            .filter_map(|line| line.strip_prefix("; expect: "))
        {
            let (input, expectation) = parse(line)
                .unwrap_or_else(|| panic!("{}: what is `{line}`?", file.path().display()));
            all.entry(input).or_default().push(expectation);
        }
    }
    all
}

fn parse(line: &str) -> Option<(String, Expectation)> {
    let (input, rest) = line.split_once(' ')?;
    let (verb, object) = rest.split_once(' ')?;
    let expectation = match verb {
        "says" => Expectation::Says(object.to_owned()),
        "never" => Expectation::Never(object.to_owned()),
        subject => Expectation::Row(
            subject.to_owned(),
            object.split('|').map(str::to_owned).collect(),
        ),
    };
    Some((input.to_owned(), expectation))
}
