//! What a careful person expects of the lab's domains, read from the zone files.
//!
//! ```text
//! ; expect: INPUT SUBJECT STATE[|STATE…]    the subject's row says so
//! ; expect: INPUT rules [ID…]               what is found, good things aside, is exactly this
//! ; expect: INPUT says TEXT                 the result holds the text
//! ; expect: INPUT never STATE               no row says so
//! ; expect: INPUT profile NAME              what the domain is taken for
//! ; expect: INPUT answers REACH FORGE ACCEPT   can mail reach it, can strangers
//!                                           forge it, will its own be accepted
//! ; later: …                                the same, and the page does not do it yet
//! ```
//!
//! An INPUT may name DKIM selectors: `healthy.test?selector=default,s2026`.

use std::path::Path;

/// What is typed into the page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Input {
    /// Into the one field.
    pub text: String,
    /// Behind "DKIM selectors"; empty where none is named.
    pub selectors: String,
}

/// One line, after its input.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// The subject's row has one of these states.
    Row(String, Vec<String>),
    /// The rules met, but for the good ones, in order and each once.
    Rules(Vec<String>),
    /// The result holds this text.
    Says(String),
    /// No row has this state.
    Never(String),
    /// What the domain is taken for.
    Profile(String),
    /// The verdicts on the three questions, in their order.
    Answers(Vec<String>),
}

/// What one zone file expects of the domains in it.
pub struct Zone {
    /// The file's name without its end.
    pub name: String,
    /// Of the page as it is, by input.
    pub now: Vec<(Input, Vec<Expectation>)>,
    /// Of the page as it is to be.
    pub later: Vec<(Input, Expectation)>,
}

/// Reads all zone files, in the order of their names.
pub fn read() -> Vec<Zone> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lab/zones");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut zones: Vec<_> = files.filter_map(|file| Zone::read(&file.path())).collect();
    zones.sort_by(|one, other| one.name.cmp(&other.name));
    zones
}

impl Zone {
    fn read(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path).ok()?;
        let mut zone = Self {
            name: path.file_stem()?.to_str()?.to_owned(),
            now: Vec::new(),
            later: Vec::new(),
        };
        for line in text.lines() {
            let read = |line| parse(line).unwrap_or_else(|| panic!("{}: {line}?", path.display()));
            if let Some(line) = line.strip_prefix("; expect: ") {
                let (input, expectation) = read(line);
                match zone.now.iter_mut().find(|(known, _)| *known == input) {
                    Some((_, expectations)) => expectations.push(expectation),
                    None => zone.now.push((input, vec![expectation])),
                }
            } else if let Some(line) = line.strip_prefix("; later: ") {
                zone.later.push(read(line));
            }
        }
        Some(zone)
    }
}

fn parse(line: &str) -> Option<(Input, Expectation)> {
    let (input, rest) = line.split_once(' ')?;
    let (verb, object) = rest.split_once(' ').unwrap_or((rest, ""));
    let words = |separator| object.split(separator).map(str::to_owned);
    let expectation = match verb {
        "rules" => {
            let mut rules: Vec<_> = words(' ').filter(|rule| !rule.is_empty()).collect();
            rules.sort();
            Expectation::Rules(rules)
        }
        _ if object.is_empty() => return None,
        "says" => Expectation::Says(object.to_owned()),
        "never" => Expectation::Never(object.to_owned()),
        "profile" => Expectation::Profile(object.to_owned()),
        "answers" => Expectation::Answers(words(' ').collect()),
        subject => Expectation::Row(subject.to_owned(), words('|').collect()),
    };
    Some((Input::parse(input), expectation))
}

impl Input {
    fn parse(text: &str) -> Self {
        let (text, selectors) = text.split_once("?selector=").unwrap_or((text, ""));
        Self {
            text: text.to_owned(),
            selectors: selectors.to_owned(),
        }
    }

    /// The input as the zone files write it.
    pub fn name(&self) -> String {
        match self.selectors.as_str() {
            "" => self.text.clone(),
            selectors => format!("{}?selector={selectors}", self.text),
        }
    }
}
