//! CAA records in presentation form, a line each (RFC 8659 §4.1), as far as
//! mail needs them: `issuemail` (RFC 9495) and `issuevmc`.

use super::cover::cover;
use super::host::host_fault;
use super::lines::{lines, word};
use super::role::Role;
use super::span::{Span, Spanned};
use super::suggest::closest;
use super::tag_list::is_blank;
use crate::rules;
use serde::Serialize;

rules! {
    /// A line that is no CAA record.
    pub enum Problem in Caa {
        /// Fewer than three fields.
        FieldMissing => {
            "caa-field-missing", Error, Rfc(8659, "4.1.1"),
            bad: Text("0 issuemail"), good: Text("0 issuemail \"ca.example\""),
        },
        /// The flags are no number from 0 to 255.
        FlagsInvalid { found: String } => {
            "caa-flags-invalid", Error, Rfc(8659, "4.1.1"),
            bad: Text("critical issuemail \"ca.example\""), good: Text("0 issuemail \"ca.example\""),
        },
        /// A flag that is not assigned: only 0 and 128 have a meaning.
        FlagsReserved { flags: u8 } => {
            "caa-flags-reserved", Warning, Rfc(8659, "4.1"),
            bad: Text("1 issuemail \"ca.example\""), good: Text("128 issuemail \"ca.example\""),
        },
        /// A tag with other characters than letters and digits.
        TagInvalid { found: String } => {
            "caa-tag-invalid", Error, Rfc(8659, "4.1.1"),
            bad: Text("0 issue-mail \"ca.example\""), good: Text("0 issuemail \"ca.example\""),
        },
        /// A tag that is not registered.
        TagUnknown { found: String } => {
            "caa-tag-unknown", Warning, Rfc(8659, "4.1"),
            bad: Text("0 policy \"ca.example\""), good: Text("0 issue \"ca.example\""),
        },
        /// A tag that is not registered, near to one that is.
        TagMisspelt { found: String, meant: &'static str } => {
            "caa-tag-misspelt", Warning, Rfc(8659, "4.1"),
            bad: Text("0 issuemial \"ca.example\""), good: Text("0 issuemail \"ca.example\""),
        },
        /// A quotation mark without its other.
        QuoteUnbalanced => {
            "caa-quote-unbalanced", Error, Rfc(8659, "4.1.1"),
            bad: Text("0 issuemail \"ca.example"), good: Text("0 issuemail \"ca.example\""),
        },
        /// Something follows the value.
        TextAfterValue { text: String } => {
            "caa-text-after-value", Error, Rfc(8659, "4.1.1"),
            bad: Text("0 issuemail ca.example other.example"),
            good: Text("0 issuemail \"ca.example\""),
        },
        /// The issuer is no domain.
        IssuerInvalid { found: String } => {
            "caa-issuer-invalid", Error, Rfc(8659, "4.2"),
            bad: Text("0 issuemail \"https://ca.example\""), good: Text("0 issuemail \"ca.example\""),
        },
        /// A parameter that is no `name=value`.
        ParameterInvalid { found: String } => {
            "caa-parameter-invalid", Error, Rfc(8659, "4.2"),
            bad: Text("0 issuemail \"ca.example; account\""),
            good: Text("0 issuemail \"ca.example; account=1\""),
        },
        /// `iodef` is neither `mailto:` nor `http:` nor `https:`.
        ReportInvalid { found: String } => {
            "caa-report-invalid", Error, Rfc(8659, "4.4"),
            bad: Text("0 iodef \"security@d.example\""),
            good: Text("0 iodef \"mailto:security@d.example\""),
        },
    }
}

/// Every tag that is registered.
pub const TAGS: &[&str] = &[
    "issue",
    "issuewild",
    "issuemail",
    "issuevmc",
    "iodef",
    "contactemail",
    "contactphone",
];

/// A text read as a set of CAA records.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text that was read.
    pub text: String,
    /// A line for each record, in order.
    pub properties: Vec<Property>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

/// One line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Property {
    /// The whole line.
    pub span: Span,
    /// The flags; 128 makes the property critical.
    pub flags: Option<Spanned<u8>>,
    /// The tag, in lower case.
    pub tag: Option<Spanned<String>>,
    /// The value without its quotation marks.
    pub value: Option<Spanned<String>>,
    /// Whether the line has no problem.
    pub sound: bool,
}

impl Property {
    /// Whether the property is critical.
    pub fn is_critical(&self) -> bool {
        self.flags.is_some_and(|flags| flags.value & 128 != 0)
    }

    /// The domain of the issuer that an `issue…` property allows; empty where
    /// it allows none (RFC 8659 §4.2).
    pub fn issuer(&self) -> Option<&str> {
        let tag = self.tag.as_ref()?;
        let value = self
            .value
            .as_ref()
            .filter(|_| tag.value.starts_with("issue"))?;
        let issuer = value.value.split(';').next()?;
        Some(issuer.trim_matches(is_blank))
    }
}

impl Record {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let mut problems = Vec::new();
        let properties = lines(text)
            .map(|line| property(line, text, &mut problems))
            .collect();
        Self {
            text: text.to_owned(),
            properties,
            problems,
        }
    }

    /// The properties that an issuer uses.
    pub fn usable(&self) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(|property| property.sound)
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let marks = self.properties.iter().flat_map(|property| {
            let flags = property.flags.map(|flags| (Role::Prefix, flags.span));
            let tag = property
                .tag
                .as_ref()
                .map(|tag| match TAGS.contains(&tag.value.as_str()) {
                    true => (Role::Name, tag.span),
                    false => (Role::Unknown, tag.span),
                });
            let value = property
                .value
                .as_ref()
                .map(|value| (Role::Value, value.span));
            [flags, tag, value].into_iter().flatten()
        });
        let marks = marks.map(|(role, span)| Spanned::new(role, span));
        cover(&self.text, marks.collect())
    }
}

/// ```text
/// flags tag value
/// ```
fn property(line: &str, text: &str, problems: &mut Vec<Spanned<Problem>>) -> Property {
    let before = problems.len();
    let mut read = Property {
        span: Span::of(line, text),
        flags: None,
        tag: None,
        value: None,
        sound: true,
    };
    fields(line, text, &mut read, problems);
    read.sound = problems[before..]
        .iter()
        .all(|problem| matches!(problem.value, Problem::FlagsReserved { .. }));
    read
}

fn fields(line: &str, text: &str, read: &mut Property, problems: &mut Vec<Spanned<Problem>>) {
    let mut tell = |problem, span| problems.push(Spanned::new(problem, span));
    let Some((flags, rest)) = word(line) else {
        return;
    };
    let span = Span::of(flags, text);
    match flags.parse() {
        Ok(number) if flags.bytes().all(|b| b.is_ascii_digit()) => {
            read.flags = Some(Spanned::new(number, span));
            if number & 127 != 0 {
                tell(Problem::FlagsReserved { flags: number }, span);
            }
        }
        _ => {
            let found = flags.to_owned();
            tell(Problem::FlagsInvalid { found }, span);
        }
    }
    let Some((tag, rest)) = word(rest) else {
        tell(Problem::FieldMissing, read.span);
        return;
    };
    let span = Span::of(tag, text);
    let name = tag.to_ascii_lowercase();
    if !TAGS.contains(&name.as_str()) {
        let found = tag.to_owned();
        let problem = match closest(&name, TAGS) {
            _ if !tag.bytes().all(|b| b.is_ascii_alphanumeric()) => Problem::TagInvalid { found },
            Some(meant) => Problem::TagMisspelt { found, meant },
            None => Problem::TagUnknown { found },
        };
        tell(problem, span);
    }
    read.tag = Some(Spanned::new(name.clone(), span));
    let rest = rest.trim_matches(is_blank);
    if rest.is_empty() {
        tell(Problem::FieldMissing, read.span);
        return;
    }
    let value = value(rest, text, &mut tell);
    let span = Span::of(value, text);
    read.value = Some(Spanned::new(value.to_owned(), span));
    match name.as_str() {
        "issue" | "issuewild" | "issuemail" | "issuevmc" => issue_value(value, text, &mut tell),
        "iodef" if !is_report(value) => {
            let found = value.to_owned();
            tell(Problem::ReportInvalid { found }, span);
        }
        _ => {}
    }
}

/// The value without its quotation marks.
fn value<'a>(rest: &'a str, text: &str, tell: &mut impl FnMut(Problem, Span)) -> &'a str {
    let (value, after) = match rest.strip_prefix('"') {
        Some(inner) => inner.split_once('"').unwrap_or_else(|| {
            tell(Problem::QuoteUnbalanced, Span::of(rest, text));
            (inner, "")
        }),
        None => word(rest).unwrap_or((rest, "")),
    };
    let after = after.trim_matches(is_blank);
    if !after.is_empty() {
        let words = after.to_owned();
        tell(
            Problem::TextAfterValue { text: words },
            Span::of(after, text),
        );
    }
    value
}

/// ```text
/// issue-value = *WSP [issuer-domain-name *WSP] [";" *WSP [parameters *WSP]]
/// parameters  = (parameter *WSP ";" *WSP parameters) / parameter
/// ```
fn issue_value(value: &str, text: &str, tell: &mut impl FnMut(Problem, Span)) {
    let (issuer, parameters) = value.split_once(';').unwrap_or((value, ""));
    let issuer = issuer.trim_matches(is_blank);
    if !issuer.is_empty() && host_fault(issuer).is_some() {
        let found = issuer.to_owned();
        tell(Problem::IssuerInvalid { found }, Span::of(issuer, text));
    }
    for parameter in parameters.split(';').map(|p| p.trim_matches(is_blank)) {
        let named = parameter
            .split_once('=')
            .is_some_and(|(name, _)| !name.trim_matches(is_blank).is_empty());
        if !parameter.is_empty() && !named {
            let found = parameter.to_owned();
            tell(
                Problem::ParameterInvalid { found },
                Span::of(parameter, text),
            );
        }
    }
}

fn is_report(value: &str) -> bool {
    ["mailto:", "http://", "https://"].iter().any(|scheme| {
        let start = value.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_issue() {
        let read =
            Record::read("0 issuemail \"ca.example; a=b\"\n128 IssueVMC \";\"\n0 issue ca.example");
        assert!(read.problems.is_empty());
        let issuers: Vec<_> = read.usable().filter_map(Property::issuer).collect();
        assert_eq!(issuers, ["ca.example", "", "ca.example"]);
        assert!(read.properties[1].is_critical());
    }
}
