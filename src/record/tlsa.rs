//! TLSA records in presentation form, a line each (RFC 6698 §2.2), as SMTP
//! uses them (RFC 7672).

use super::cover::cover;
use super::lines::{lines, word};
use super::role::Role;
use super::span::{Span, Spanned};
use super::tag_list::is_blank;
use crate::rules;
use serde::Serialize;

rules! {
    /// A line that is no TLSA record.
    pub enum Problem in Tlsa {
        /// Fewer than four fields.
        FieldMissing { field: Field } => {
            "tlsa-field-missing", Error, Rfc(6698, "2.2"),
            bad: Text("3 1 1"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// A field that is no number from 0 to 255.
        FieldInvalid { field: Field, found: String } => {
            "tlsa-field-invalid", Error, Rfc(6698, "2.2"),
            bad: Text("DANE-EE 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// A certificate usage that is not assigned.
        UsageUnknown { usage: u8 } => {
            "tlsa-usage-unknown", Error, Rfc(6698, "2.1.1"),
            bad: Text("4 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// A selector that is not assigned.
        SelectorUnknown { selector: u8 } => {
            "tlsa-selector-unknown", Error, Rfc(6698, "2.1.2"),
            bad: Text("3 2 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// A matching type that is not assigned.
        MatchingTypeUnknown { matching_type: u8 } => {
            "tlsa-matching-type-unknown", Error, Rfc(6698, "2.1.3"),
            bad: Text("3 1 3 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// A character that hexadecimal does not have.
        NotHexadecimal { character: char } => {
            "tlsa-not-hexadecimal", Error, Rfc(6698, "2.2"),
            bad: Text("3 1 1 01:23:45:67:89:ab:cd:ef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// Half an octet at the end.
        OddDigits { digits: usize } => {
            "tlsa-odd-digits", Error, Rfc(6698, "2.2"),
            bad: Text("3 1 1 012"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
        /// A digest of another length than its algorithm gives.
        DigestLength { wanted: usize, octets: usize } => {
            "tlsa-digest-length", Error, Rfc(6698, "2.1.3"),
            bad: Text("3 1 1 0123456789abcdef"),
            good: Text("3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        },
    }
}

/// The fields of a TLSA record.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// How the certificate is judged (RFC 6698 §2.1.1).
    Usage,
    /// What of it is compared (RFC 6698 §2.1.2).
    Selector,
    /// How it is compared (RFC 6698 §2.1.3).
    MatchingType,
    /// What it is compared with (RFC 6698 §2.1.4).
    Data,
}

/// A text read as a set of TLSA records.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text that was read.
    pub text: String,
    /// A line for each record, in order.
    pub associations: Vec<Association>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

/// One line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Association {
    /// The whole line.
    pub span: Span,
    /// Usage, selector and matching type, as far as they came.
    pub numbers: [Option<Spanned<u8>>; 3],
    /// The digits of the data, with the space between.
    pub data: Option<Spanned<usize>>,
    /// Whether the line has no problem.
    pub sound: bool,
}

impl Association {
    /// Usage, selector and matching type.
    pub fn numbers(&self) -> Option<(u8, u8, u8)> {
        let [usage, selector, matching_type] = self.numbers;
        Some((usage?.value, selector?.value, matching_type?.value))
    }

    /// Whether SMTP uses it: usage 2 or 3 (RFC 7672 §3.1.3), and no problem.
    pub fn is_usable(&self) -> bool {
        self.sound && matches!(self.numbers(), Some((2 | 3, ..)))
    }
}

impl Record {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let mut problems = Vec::new();
        let associations = lines(text)
            .map(|line| association(line, text, &mut problems))
            .collect();
        Self {
            text: text.to_owned(),
            associations,
            problems,
        }
    }

    /// The records that SMTP uses. Where there are records and none of these,
    /// TLS is used without looking at the certificate (RFC 7672 §2.2).
    pub fn usable(&self) -> impl Iterator<Item = &Association> {
        self.associations.iter().filter(|record| record.is_usable())
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let marks = self.associations.iter().flat_map(|record| {
            let numbers = record.numbers.iter().flatten();
            let numbers = numbers.map(|number| Spanned::new(Role::Prefix, number.span));
            let data = record.data.map(|data| Spanned::new(Role::Value, data.span));
            numbers.chain(data)
        });
        cover(&self.text, marks.collect())
    }
}

/// ```text
/// usage selector matching-type data
/// ```
fn association(line: &str, text: &str, problems: &mut Vec<Spanned<Problem>>) -> Association {
    let before = problems.len();
    let mut tell = |problem, span| problems.push(Spanned::new(problem, span));
    let mut read = Association {
        span: Span::of(line, text),
        numbers: [None; 3],
        data: None,
        sound: true,
    };
    let mut rest = line;
    for (index, field) in [Field::Usage, Field::Selector, Field::MatchingType]
        .into_iter()
        .enumerate()
    {
        let Some((found, after)) = word(rest) else {
            tell(Problem::FieldMissing { field }, read.span);
            read.sound = false;
            return read;
        };
        rest = after;
        let span = Span::of(found, text);
        match found.parse() {
            Ok(number) if found.bytes().all(|b| b.is_ascii_digit()) => {
                read.numbers[index] = Some(Spanned::new(number, span));
                let unknown = match field {
                    Field::Usage => (number > 3).then_some(Problem::UsageUnknown { usage: number }),
                    Field::Selector => {
                        (number > 1).then_some(Problem::SelectorUnknown { selector: number })
                    }
                    _ => (number > 2).then_some(Problem::MatchingTypeUnknown {
                        matching_type: number,
                    }),
                };
                if let Some(problem) = unknown {
                    tell(problem, span);
                }
            }
            _ => {
                let found = found.to_owned();
                tell(Problem::FieldInvalid { field, found }, span);
            }
        }
    }
    let data = rest.trim_matches(is_blank);
    if data.is_empty() {
        let field = Field::Data;
        tell(Problem::FieldMissing { field }, read.span);
    } else {
        let matching_type = read.numbers[2].map(|number| number.value);
        let span = Span::of(data, text);
        read.data = Some(Spanned::new(
            digits(data, span, matching_type, &mut tell),
            span,
        ));
    }
    read.sound = problems.len() == before;
    read
}

/// How many octets the digits of the data make.
fn digits(
    data: &str,
    span: Span,
    matching_type: Option<u8>,
    tell: &mut impl FnMut(Problem, Span),
) -> usize {
    let odd = |c: &(usize, char)| !c.1.is_ascii_hexdigit() && !is_blank(c.1);
    if let Some((at, character)) = data.char_indices().find(odd) {
        let start = span.start + at;
        let place = Span::new(start, start + character.len_utf8());
        tell(Problem::NotHexadecimal { character }, place);
    }
    let digits = data.bytes().filter(u8::is_ascii_hexdigit).count();
    let octets = digits / 2;
    let wanted = match matching_type {
        Some(1) => 32,
        Some(2) => 64,
        _ => octets,
    };
    if digits % 2 == 1 {
        tell(Problem::OddDigits { digits }, span);
    } else if octets != wanted {
        tell(Problem::DigestLength { wanted, octets }, span);
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_may_be_split() {
        let half = "0123456789abcdef0123456789abcdef";
        let read = Record::read(&format!("3 1 1 {half} {half}\n1 1 1 {half}{half}"));
        assert!(read.problems.is_empty());
        assert_eq!(read.usable().count(), 1);
        assert_eq!(read.associations[0].data.map(|data| data.value), Some(32));
    }
}
