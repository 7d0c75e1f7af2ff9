//! The policy file at `/.well-known/mta-sts.txt` (RFC 8461 §3.2).

use crate::order::Arrange;
use crate::record::cover::cover;
use crate::record::host::{HostFault, host_fault};
use crate::record::role::Role;
use crate::record::span::{Span, Spanned};
use crate::record::suggest::closest;
use crate::rules;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

rules! {
    /// A departure from the grammar of RFC 8461 §3.2.
    pub enum Problem in MtaSts {
        /// A line that is no `key: value`.
        LineMalformed { text: String } => {
            "mta-sts-policy-line-malformed", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode none\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// White space before a key.
        LeadingSpace => {
            "mta-sts-policy-leading-space", Error, Rfc(8461, "3.2"),
            bad: Text(" version: STSv1\nmode: none\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// A line with nothing on it.
        EmptyLine => {
            "mta-sts-policy-empty-line", Warning, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\n\nmode: none\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// A key that is not known. Senders pass over it.
        KeyUnknown { name: String } => {
            "mta-sts-policy-key-unknown", Warning, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: none\nmax_age: 604800\ncontact: x"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// A key that is not known, near to one that is.
        KeyMisspelt { name: String, meant: &'static str } => {
            "mta-sts-policy-key-misspelt", Warning, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: none\nmaxage: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// A key other than `mx` twice: the first is used.
        KeyRepeated { name: String } => {
            "mta-sts-policy-key-repeated", Warning, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: none\nmode: none\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// There is no `version`.
        VersionMissing => {
            "mta-sts-policy-version-missing", Error, Rfc(8461, "3.2"),
            bad: Text("mode: none\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// The version is not `STSv1`.
        VersionInvalid { found: String } => {
            "mta-sts-policy-version-invalid", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv2\nmode: none\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// There is no `mode`.
        ModeMissing => {
            "mta-sts-policy-mode-missing", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmx: mail.d.example\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 604800"),
        },
        /// The mode is neither `enforce`, `testing` nor `none`.
        ModeInvalid { found: String, meant: Option<&'static str> } => {
            "mta-sts-policy-mode-invalid", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: strict\nmx: mail.d.example\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 604800"),
        },
        /// There is no `max_age`.
        MaxAgeMissing => {
            "mta-sts-policy-max-age-missing", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: none"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// `max_age` is no number of seconds.
        MaxAgeInvalid { found: String } => {
            "mta-sts-policy-max-age-invalid", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: none\nmax_age: 7d"),
            good: Text("version: STSv1\nmode: none\nmax_age: 604800"),
        },
        /// `max_age` is more than a year: 31557600 seconds.
        MaxAgeTooGreat { seconds: u64 } => {
            "mta-sts-policy-max-age-too-great", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: none\nmax_age: 31557601"),
            good: Text("version: STSv1\nmode: none\nmax_age: 31557600"),
        },
        /// No `mx`, where the mode needs one.
        MxMissing => {
            "mta-sts-policy-mx-missing", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: enforce\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: enforce\nmx: mail.d.example\nmax_age: 604800"),
        },
        /// An `mx` that is neither a host nor `*.` and a domain.
        MxInvalid { found: String, fault: HostFault } => {
            "mta-sts-policy-mx-invalid", Error, Rfc(8461, "3.2"),
            bad: Text("version: STSv1\nmode: enforce\nmx: a.example, b.example\nmax_age: 604800"),
            good: Text("version: STSv1\nmode: enforce\nmx: a.example\nmx: b.example\nmax_age: 604800"),
        },
    }
}

/// Every key that is known.
pub const KEYS: &[&str] = &["version", "mode", "max_age", "mx"];

/// The longest `max_age`, in seconds.
const YEAR: u64 = 31_557_600;

/// A text read as a policy file.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text that was read.
    pub text: String,
    /// A field for each `key: value`, in order.
    pub fields: Vec<Field>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

/// One line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Field {
    /// The key.
    pub key: Span,
    /// The `:`.
    pub colon: Span,
    /// The value as written.
    pub span: Span,
    /// What it says.
    pub value: Value,
}

/// What a field says. `None` stands for a value that it cannot have.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// `version`: whether it is `STSv1`.
    Version(bool),
    /// `mode`.
    Mode(Option<Mode>),
    /// `max_age`, in seconds.
    MaxAge(Option<u64>),
    /// `mx`.
    Mx(Option<Pattern>),
    /// A key that is not known.
    Unknown,
}

/// What senders do when they cannot deliver as the policy wants.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// They do not deliver.
    Enforce,
    /// They deliver and report.
    Testing,
    /// The policy is taken back.
    None,
}

/// Hosts that a policy allows.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Pattern {
    /// Whether `*.` stands before the name: exactly one more label.
    pub wildcard: bool,
    /// The name, in lower case, without the final dot.
    pub name: String,
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wildcard = if self.wildcard { "*." } else { "" };
        write!(f, "{wildcard}{}", self.name)
    }
}

impl Pattern {
    /// Whether a host's name matches (RFC 8461 §4.1).
    pub fn matches(&self, host: &str) -> bool {
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        match host.split_once('.') {
            Some((label, rest)) if self.wildcard => !label.is_empty() && rest == self.name,
            _ => !self.wildcard && host == self.name,
        }
    }
}

/// A policy that senders follow.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Policy {
    /// What they do.
    pub mode: Mode,
    /// For how long they remember it, in seconds.
    pub max_age: u64,
    /// The hosts they deliver to.
    pub mx: Vec<Pattern>,
}

impl Record {
    /// Reads any text.
    ///
    /// ```text
    /// sts-policy-record = sts-policy-field *WSP
    ///                     *(sts-policy-term sts-policy-field *WSP) [sts-policy-term]
    /// sts-policy-term   = LF / CRLF
    /// ```
    pub fn read(text: &str) -> Self {
        let mut problems = Vec::new();
        let mut fields: Vec<Field> = Vec::new();
        let mut rest = text.strip_suffix('\n').unwrap_or(text).split('\n');
        let mut next = rest.next().filter(|_| !text.is_empty());
        while let Some(line) = next {
            next = rest.next();
            let line = line.strip_suffix('\r').unwrap_or(line);
            fields.extend(sts_policy_field(line, text, &mut problems));
        }
        let mut record = Self {
            text: text.to_owned(),
            fields,
            problems,
        };
        record.missing();
        record.problems.arrange_by_key(|problem| problem.span.start);
        record
    }

    /// The policy, where a sender uses it. Of a key that stands twice, the
    /// first counts.
    pub fn usable(&self) -> Option<Policy> {
        let allowed = |problem: &Problem| {
            matches!(
                problem,
                Problem::EmptyLine
                    | Problem::KeyRepeated { .. }
                    | Problem::KeyUnknown { .. }
                    | Problem::KeyMisspelt { .. }
            )
        };
        if !self.problems.iter().all(|problem| allowed(&problem.value)) {
            return None;
        }
        let values = || self.fields.iter().map(|field| &field.value);
        Some(Policy {
            mode: values().find_map(|value| match value {
                Value::Mode(mode) => *mode,
                _ => None,
            })?,
            max_age: values().find_map(|value| match value {
                Value::MaxAge(seconds) => *seconds,
                _ => None,
            })?,
            mx: values()
                .filter_map(|value| match value {
                    Value::Mx(pattern) => pattern.clone(),
                    _ => None,
                })
                .collect(),
        })
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let marks = self.fields.iter().flat_map(|field| {
            let (key, value) = match field.value {
                Value::Version(true) => (Role::Version, Role::Version),
                Value::Unknown => (Role::Unknown, Role::Unknown),
                _ => (Role::Name, Role::Value),
            };
            [
                Spanned::new(key, field.key),
                Spanned::new(Role::Separator, field.colon),
                Spanned::new(value, field.span),
            ]
        });
        cover(&self.text, marks.collect())
    }

    fn missing(&mut self) {
        let has = |wanted: fn(&Value) -> bool| self.fields.iter().any(|field| wanted(&field.value));
        let none = |value: &Value| matches!(value, Value::Mode(Some(Mode::None)));
        let mut missing = Vec::new();
        if !has(|value| matches!(value, Value::Version(_))) {
            missing.push(Problem::VersionMissing);
        }
        if !has(|value| matches!(value, Value::Mode(_))) {
            missing.push(Problem::ModeMissing);
        }
        if !has(|value| matches!(value, Value::MaxAge(_))) {
            missing.push(Problem::MaxAgeMissing);
        }
        if !has(|value| matches!(value, Value::Mx(_))) && !has(none) {
            missing.push(Problem::MxMissing);
        }
        let end = Span::new(self.text.len(), self.text.len());
        let missing = missing
            .into_iter()
            .map(|problem| Spanned::new(problem, end));
        self.problems.extend(missing);
        let mut seen = BTreeSet::new();
        for field in &self.fields {
            let name = field.key.slice(&self.text);
            if !matches!(field.value, Value::Mx(_)) && !seen.insert(name) {
                let name = name.to_owned();
                let problem = Spanned::new(Problem::KeyRepeated { name }, field.key);
                self.problems.push(problem);
            }
        }
    }
}

/// ```text
/// sts-policy-field       = sts-policy-version / sts-policy-mode / sts-policy-mx /
///                          sts-policy-max-age / sts-policy-extension
/// sts-policy-field-delim = ":" *WSP
/// ```
fn sts_policy_field(line: &str, text: &str, problems: &mut Vec<Spanned<Problem>>) -> Option<Field> {
    let mut tell = |problem, part| problems.push(Spanned::new(problem, Span::of(part, text)));
    let body = line.trim();
    if body.is_empty() {
        tell(Problem::EmptyLine, line);
        return None;
    }
    let Some((key, found)) = body.split_once(':') else {
        let text = body.to_owned();
        tell(Problem::LineMalformed { text }, body);
        return None;
    };
    let lead = &line[..line.len() - line.trim_start().len()];
    if !lead.is_empty() {
        tell(Problem::LeadingSpace, lead);
    }
    let place = Span::of(key, text);
    let colon = Span::new(place.end, place.end + 1);
    let key = key.trim_end();
    let found = found.trim();
    let owned = || found.to_owned();
    let value = match key {
        "version" => Value::Version(found == "STSv1"),
        "mode" => Value::Mode(sts_policy_mode(found)),
        "max_age" => Value::MaxAge(sts_policy_max_age(found)),
        "mx" => match sts_policy_mx(found) {
            Ok(pattern) => Value::Mx(Some(pattern)),
            Err(fault) => {
                let found = owned();
                tell(Problem::MxInvalid { found, fault }, body);
                Value::Mx(None)
            }
        },
        _ => Value::Unknown,
    };
    match &value {
        Value::Version(false) => tell(Problem::VersionInvalid { found: owned() }, body),
        Value::Mode(None) => {
            let meant = closest(found, &["enforce", "testing", "none"]);
            let found = owned();
            tell(Problem::ModeInvalid { found, meant }, body);
        }
        Value::MaxAge(None) => tell(Problem::MaxAgeInvalid { found: owned() }, body),
        Value::MaxAge(Some(seconds)) if *seconds > YEAR => {
            tell(Problem::MaxAgeTooGreat { seconds: *seconds }, body);
        }
        Value::Unknown => {
            let name = key.to_owned();
            let problem = match closest(key, KEYS) {
                Some(meant) => Problem::KeyMisspelt { name, meant },
                None => Problem::KeyUnknown { name },
            };
            tell(problem, key);
        }
        _ => {}
    }
    Some(Field {
        key: Span::of(key, text),
        colon,
        span: Span::of(found, text),
        value,
    })
}

/// ```text
/// sts-policy-mode-value = %s"testing" / %s"enforce" / %s"none"
/// ```
fn sts_policy_mode(text: &str) -> Option<Mode> {
    match text {
        "enforce" => Some(Mode::Enforce),
        "testing" => Some(Mode::Testing),
        "none" => Some(Mode::None),
        _ => None,
    }
}

/// ```text
/// sts-policy-max-age-value = 1*10(DIGIT)
/// ```
fn sts_policy_max_age(text: &str) -> Option<u64> {
    let digits = (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// ```text
/// sts-policy-mx-value = ["*."] Domain
/// ```
fn sts_policy_mx(text: &str) -> Result<Pattern, HostFault> {
    let name = text.strip_prefix("*.").unwrap_or(text);
    match host_fault(name) {
        Some(fault) => Err(fault),
        None => Ok(Pattern {
            wildcard: name.len() < text.len(),
            name: name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy() {
        let read = Record::read(
            "version: STSv1\r\nmode: enforce\r\nmx: *.D.example\r\nmax_age: 86400\r\n",
        );
        assert!(read.problems.is_empty());
        let policy = read.usable();
        assert!(policy.is_some_and(|policy| policy.mode == Mode::Enforce
            && policy.max_age == 86400
            && policy.mx[0].matches("MX.d.example.")
            && !policy.mx[0].matches("d.example")));
    }

    #[test]
    fn nothing_is_no_policy() {
        assert_eq!(Record::read("").usable(), None);
        assert_eq!(Record::read("").problems.len(), 4);
    }
}
