//! DMARC policy records (RFC 9989 §4.7, §4.8), with what RFC 7489 §6.3 said
//! where they differ.

mod problem;
mod usable;
mod value;

pub use problem::Problem;
pub use usable::{Policies, Usable};
pub use value::{Alignment, Disposition, FailureOptions, PublicSuffix};

use super::report_uri::{ReportUri, uri_list};
use super::role::Role;
use super::span::{Span, Spanned};
use super::tag_list::{Dialect, Tag, TagList};
use crate::order::one_by_one;
use serde::Serialize;
use std::collections::BTreeMap;

/// Every tag that DMARC has or had.
pub const TAGS: &[&str] = &[
    "v", "p", "sp", "np", "adkim", "aspf", "fo", "psd", "t", "rua", "ruf", "pct", "rf", "ri",
];

/// How it is written as a list of tags.
pub const DIALECT: Dialect = Dialect {
    version: "DMARC1",
    known: TAGS,
    folding: false,
};

/// A text read as a DMARC record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text as a list of tags.
    pub list: TagList,
    /// A term for each tag of the list, in order.
    pub terms: Vec<Term>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

/// One tag of the record, understood.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Term {
    /// Where it stands.
    pub tag: Tag,
    /// What it says.
    pub value: Value,
}

/// What a tag says. `None` stands for a value that the tag cannot have.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// `v`: whether it is `DMARC1`.
    Version(bool),
    /// `p`: the policy for the domain.
    Policy(Option<Disposition>),
    /// `sp`: for its subdomains that exist.
    SubdomainPolicy(Option<Disposition>),
    /// `np`: for its subdomains that do not exist.
    NonexistentPolicy(Option<Disposition>),
    /// `adkim`: how exactly DKIM's domain must agree.
    DkimAlignment(Option<Alignment>),
    /// `aspf`: how exactly SPF's domain must agree.
    SpfAlignment(Option<Alignment>),
    /// `fo`: when a failure report is asked for.
    FailureOptions(Option<FailureOptions>),
    /// `psd`: whether the domain is a public suffix.
    PublicSuffix(Option<PublicSuffix>),
    /// `t`: whether the policy is being tested.
    Testing(Option<bool>),
    /// `rua`: where aggregate reports go.
    AggregateReports(Vec<Spanned<ReportUri>>),
    /// `ruf`: where failure reports go.
    FailureReports(Vec<Spanned<ReportUri>>),
    /// `pct`, historic: the share of mail the policy is for, in percent.
    Percent(Option<u8>),
    /// `rf`, historic: the format of failure reports.
    ReportFormat,
    /// `ri`, historic: the time between aggregate reports, in seconds.
    ReportInterval(Option<u32>),
    /// A tag that DMARC does not know.
    Unknown,
}

impl Value {
    /// Whether it is what its tag can say, URIs aside, of which a list is
    /// enough.
    fn is_of_its_tag(&self) -> bool {
        match self {
            Self::Version(valid) => *valid,
            Self::Policy(read) | Self::SubdomainPolicy(read) | Self::NonexistentPolicy(read) => {
                read.is_some()
            }
            Self::DkimAlignment(read) | Self::SpfAlignment(read) => read.is_some(),
            Self::FailureOptions(read) => read.is_some(),
            Self::PublicSuffix(read) => read.is_some(),
            Self::Testing(read) => read.is_some(),
            Self::Percent(read) => read.is_some(),
            Self::ReportInterval(read) => read.is_some(),
            Self::AggregateReports(uris) | Self::FailureReports(uris) => !uris.is_empty(),
            Self::ReportFormat => true,
            Self::Unknown => false,
        }
    }
}

impl Record {
    /// Reads any text.
    ///
    /// ```text
    /// dmarc-record = dmarc-version *(dmarc-sep dmarc-tag) [dmarc-sep]
    /// ```
    pub fn read(text: &str) -> Self {
        let list = TagList::read(text, DIALECT);
        let terms: Vec<_> = list.tags.iter().map(|tag| dmarc_tag(&list, *tag)).collect();
        let problems = problem::find(&list, &terms);
        Self {
            list,
            terms,
            problems,
        }
    }

    /// The terms that a receiver reads as they were meant: of tags that stand
    /// twice, the first.
    pub fn terms_read(&self) -> impl Iterator<Item = &Term> {
        self.terms
            .iter()
            .filter(|term| !term.tag.torn && term.tag.repeats.is_none())
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let marks = self.terms.iter().map(|term| (term.tag.name, &term.value));
        let known: BTreeMap<Span, &Value> = one_by_one(marks);
        self.list.roles(|tag| match known.get(&tag.name) {
            Some(Value::Version(true)) => (Role::Version, Role::Version),
            Some(Value::Unknown) | None => (Role::Unknown, Role::Unknown),
            Some(_) => (Role::Name, Role::Value),
        })
    }
}

/// The tag that a name stands for, in either case.
fn known(name: &str) -> Option<&'static str> {
    let mut tags = TAGS.iter().copied();
    tags.find(|tag| tag.eq_ignore_ascii_case(name))
}

/// ```text
/// dmarc-tag   = 1*ALPHA equals 1*dmarc-value
/// dmarc-value = %x20-3A / %x3C-7E
/// ```
fn dmarc_tag(list: &TagList, tag: Tag) -> Term {
    let name = tag.equals.and_then(|_| known(list.name(&tag)));
    let value = dmarc_value(list, tag, name.unwrap_or_default());
    Term { tag, value }
}

/// The value of a tag, as one of this name.
fn dmarc_value(list: &TagList, tag: Tag, name: &str) -> Value {
    let text = list.value(&tag);
    let uris = || uri_list(&list.text, tag.value, true);
    match name {
        "v" => Value::Version(text == "DMARC1"),
        "p" => Value::Policy(value::dmarc_request(text)),
        "sp" => Value::SubdomainPolicy(value::dmarc_request(text)),
        "np" => Value::NonexistentPolicy(value::dmarc_request(text)),
        "adkim" => Value::DkimAlignment(value::dmarc_rors(text)),
        "aspf" => Value::SpfAlignment(value::dmarc_rors(text)),
        "fo" => Value::FailureOptions(value::dmarc_fo(text)),
        "psd" => Value::PublicSuffix(value::dmarc_psd(text)),
        "t" => Value::Testing(value::dmarc_yorn(text)),
        "rua" => Value::AggregateReports(uris()),
        "ruf" => Value::FailureReports(uris()),
        "pct" => Value::Percent(value::percent(text)),
        "rf" => Value::ReportFormat,
        "ri" => Value::ReportInterval(value::number(text)),
        _ => Value::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_list_of_terms() {
        let record = Record::read("v=DMARC1; p=Reject; fo=1:d; rua=mailto:a@d.example!10m; x=1");
        assert!(
            record
                .problems
                .iter()
                .all(|p| p.value.rule().id == "dmarc-tag-unknown")
        );
        let values: Vec<_> = record.terms.iter().map(|term| &term.value).collect();
        assert_eq!(values[1], &Value::Policy(Some(Disposition::Reject)));
        assert!(matches!(values[3], Value::AggregateReports(uris) if uris.len() == 1));
        assert_eq!(values[4], &Value::Unknown);
    }

    #[test]
    fn a_tag_is_misspelt_where_its_value_fits() {
        let rules = |text| {
            let problems = Record::read(text).problems.into_iter();
            problems.map(|it| it.value.rule().id).collect::<Vec<_>>()
        };
        assert_eq!(rules("v=DMARC1; p=none; foo=1"), ["dmarc-tag-misspelt"]);
        assert_eq!(rules("v=DMARC1; p=none; foo=bar"), ["dmarc-tag-unknown"]);
        assert_eq!(
            rules("v=DMARC1; p=none; ria=d.example"),
            ["dmarc-tag-misspelt"]
        );
    }

    #[test]
    fn the_colours_cover_the_record() {
        let record = Record::read("v=DMARC1; zz = 1");
        let roles: Vec<_> = record.roles().into_iter().map(|role| role.value).collect();
        use Role::*;
        assert_eq!(
            roles,
            [
                Version, Separator, Version, Separator, Space, Unknown, Space, Separator, Space,
                Unknown
            ]
        );
    }
}
