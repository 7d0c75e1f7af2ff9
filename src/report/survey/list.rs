//! A list of domains as people keep it: a line each, the columns of a table,
//! e-mail addresses, URLs, comments between them.

use crate::dns::Name;
use crate::input::{Input, InputError, Target};
use std::collections::BTreeMap;

/// What a text lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The domains, each once, in the order in which they first stand there.
    pub entries: Vec<Entry>,
    /// How many lines say what another has said before.
    pub repeated: usize,
    /// The first lines that were not understood.
    pub refused: Vec<Refused>,
    /// How many of these there are in all.
    pub refused_count: usize,
    /// How many lines there are beyond what is taken.
    pub beyond: usize,
}

/// A domain of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The domain.
    pub domain: Name,
    /// The DKIM selectors that its lines name.
    pub selectors: Vec<Name>,
}

/// A line that names no domain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refused {
    /// Its number, from 1.
    pub line: usize,
    /// How it begins.
    pub text: String,
    /// What is amiss.
    pub why: Why,
}

/// Why a line names no domain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// It holds an IP address alone.
    Address,
    /// It names a top-level domain, or is a word.
    OneLabel,
    /// It is the text of a record, or a sentence.
    Text,
    /// It is no name.
    Input(InputError),
}

impl List {
    /// The most domains that one list has.
    pub const MOST: usize = 20_000;
    /// How many of the lines that are not understood are told of.
    pub const REFUSED: usize = 50;

    /// Reads a list. A single line may hold several domains.
    pub fn read(text: &str) -> Self {
        let mut list = Self::default();
        let mut places = BTreeMap::new();
        let text = text.trim_start_matches('\u{FEFF}');
        let mut lines = text.lines().enumerate();
        let several = lines.clone().filter(|(_, line)| !is_blank(line)).nth(1);
        match several {
            Some(_) => lines.for_each(|(index, line)| list.take(index, line, &mut places)),
            None => {
                if let Some((index, line)) = lines.find(|(_, line)| !is_blank(line)) {
                    let words = line.split(|c: char| c.is_whitespace() || is_separator(c));
                    words.for_each(|word| list.take(index, word, &mut places));
                }
            }
        }
        list
    }

    /// Whether a text is nothing but domains, a line each, and several of them.
    pub fn is_listed(text: &str) -> bool {
        let mut lines = text.lines().filter(|line| !is_blank(line));
        let is_domain = |line| matches!(read(line), Ok(_) | Err(Why::Address));
        lines.clone().nth(1).is_some() && lines.all(is_domain)
    }

    fn take(&mut self, index: usize, line: &str, places: &mut BTreeMap<Name, usize>) {
        if is_blank(line) {
            return;
        }
        if self.entries.len() >= Self::MOST {
            self.beyond += 1;
            return;
        }
        let entry = match entry(line) {
            Ok(entry) => entry,
            // The first line of a table may name its columns.
            Err(_) if index == 0 && is_heading(line) => return,
            Err(why) => {
                self.refuse(index, line, why);
                return;
            }
        };
        match places.get(&entry.domain) {
            Some(&place) => {
                self.repeated += 1;
                let known = &mut self.entries[place].selectors;
                let new = entry.selectors.into_iter();
                let new: Vec<_> = new.filter(|it| !known.contains(it)).collect();
                known.extend(new);
            }
            None => {
                places.insert(entry.domain.clone(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    fn refuse(&mut self, index: usize, line: &str, why: Why) {
        /// So much of it tells which line it is.
        const SHOWN: usize = 60;
        self.refused_count += 1;
        if self.refused.len() < Self::REFUSED {
            self.refused.push(Refused {
                line: index + 1,
                text: line.trim().chars().take(SHOWN).collect(),
                why,
            });
        }
    }
}

/// Whether a line is empty, or a comment.
fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || ["#", ";", "//"].iter().any(|mark| line.starts_with(mark))
}

/// The domain that a line names: that of the first column that has one, or else
/// of the first such word.
fn entry(line: &str) -> Result<Entry, Why> {
    let line = line.split(" #").next().unwrap_or_default();
    let columns = columns(line);
    let found = columns.iter().find_map(|column| read(column).ok());
    if let Some(entry) = found {
        return Ok(entry);
    }
    let mut words = line.split_whitespace();
    match words.find_map(|word| read(word).ok()) {
        Some(entry) => Ok(entry),
        None => columns
            .iter()
            .find(|column| !column.is_empty())
            .map_or(Err(Why::Input(InputError::Empty)), |first| read(first)),
    }
}

fn read(text: &str) -> Result<Entry, Why> {
    let input = Input::parse(text).map_err(Why::Input)?;
    match input.target {
        Target::Domain { domain, .. } if domain.label_count() < 2 => Err(Why::OneLabel),
        Target::Domain { domain, selectors } => Ok(Entry { domain, selectors }),
        Target::Address(_) => Err(Why::Address),
        Target::Record { .. } => Err(Why::Text),
    }
}

/// The columns of a line (RFC 4180 §2, with other separators too). What is no
/// table has one.
fn columns(line: &str) -> Vec<String> {
    let mut columns = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        let Some(column) = columns.last_mut() else {
            break;
        };
        match c {
            // Two quotes stand for one.
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                column.push('"');
            }
            '"' if quoted || column.trim().is_empty() => quoted = !quoted,
            c if is_separator(c) && !quoted => columns.push(String::new()),
            c => column.push(c),
        }
    }
    columns
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '，' | '；' | '、')
}

/// Whether a line can be the names of columns.
fn is_heading(line: &str) -> bool {
    line.contains(char::is_alphabetic) && !line.contains(['.', '@', ':', '=', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domains(text: &str) -> Vec<String> {
        let entries = List::read(text).entries.into_iter();
        entries.map(|entry| entry.domain.to_string()).collect()
    }

    #[test]
    fn lists_are_read_as_people_keep_them() {
        for (text, expected) in [
            ("a.test\nb.test\n", &["a.test", "b.test"][..]),
            (
                "# mine\r\n\r\nA.Test.\r\n; x\r\n// y\r\nb.test # why\r\n",
                &["a.test", "b.test"],
            ),
            (
                "\u{FEFF}domain,owner\na.test,Ann\nb.test,\n",
                &["a.test", "b.test"],
            ),
            ("Domain\na.test\nb.test", &["a.test", "b.test"]),
            ("1,a.test\n2,b.test", &["a.test", "b.test"]),
            ("\"a.test\";\"x, y\"\n\"b.test\";2", &["a.test", "b.test"]),
            ("x\ta.test\ny\tb.test", &["a.test", "b.test"]),
            (
                "Ann <ann@a.test>\n\"Lee, Bo\" <bo@b.test>",
                &["a.test", "b.test"],
            ),
            (
                "https://a.test/x?y=1,2\nhttp://b.test:8080",
                &["a.test", "b.test"],
            ),
            (
                "a.test 3600 IN MX 10 mail\nb.test  yes",
                &["a.test", "b.test"],
            ),
            (
                "a.test, b.test; c.test  d.test",
                &["a.test", "b.test", "c.test", "d.test"],
            ),
            ("a.test、b.test，c.test", &["a.test", "b.test", "c.test"]),
            (
                "例子.test\nbücher.test",
                &["xn--fsqu00a.test", "xn--bcher-kva.test"],
            ),
            ("", &[]),
            ("\n\n# nothing", &[]),
        ] {
            assert_eq!(domains(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_said_twice_is_taken_once() {
        let list = List::read("a.test\nx@A.test\nb.test\ns1._domainkey.a.test\na.test.\n");
        assert_eq!(list.entries.len(), 2);
        assert_eq!(list.repeated, 3);
        assert_eq!(list.entries[0].selectors, [Name::parse("s1").unwrap()]);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let text = "a.test\n192.0.2.1\nlocalhost\nv=spf1 -all\na..test\n\"\"\nb.test";
        let list = List::read(text);
        let why: Vec<_> = list.refused.iter().map(|it| (it.line, &it.why)).collect();
        let empty_label = Input::parse("a..test").unwrap_err();
        assert_eq!(
            why,
            [
                (2, &Why::Address),
                (3, &Why::OneLabel),
                (4, &Why::Text),
                (5, &Why::Input(empty_label)),
                (6, &Why::Input(InputError::Empty)),
            ]
        );
        assert_eq!(list.entries.len(), 2);
    }

    #[test]
    fn several_lines_of_domains_alone_are_a_list() {
        for text in ["a.test\nb.test", "ann@a.test\n\n# x\nhttps://b.test/\n"] {
            assert!(List::is_listed(text), "{text:?}");
        }
        for text in [
            "",
            "a.test\n",
            "a.test, b.test",
            "v=spf1 a\n mx -all",
            "a.test. IN MX 10 b.test.\nb.test. IN A 192.0.2.1",
            "k=rsa;\np=abc",
        ] {
            assert!(!List::is_listed(text), "{text:?}");
        }
    }

    #[test]
    fn a_list_is_bounded() {
        let mut text: String = (0..List::MOST + 5)
            .map(|n| format!("d{n}.test\n"))
            .collect();
        let list = List::read(&text);
        assert_eq!((list.entries.len(), list.beyond), (List::MOST, 5));
        text = "?\n".repeat(1_000);
        let list = List::read(&text);
        assert_eq!(
            (list.refused.len(), list.refused_count),
            (List::REFUSED, 1_000)
        );
    }
}
