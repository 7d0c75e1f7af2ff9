//! The record with which a domain agrees to take another's DMARC reports
//! (RFC 9990 §4), at `<domain>._report._dmarc`.

use super::list_problem::read_list;
use super::report_uri::{ReportUri, uri_list};
use super::role::Role;
use super::span::Spanned;
use super::tag_list::{Dialect, Fault, TagList};
use super::version::version_fault;
use crate::order::Arrange;
use crate::{from_list_problem, rules};
use serde::Serialize;

rules! {
    /// A departure from the grammar of the authorisation.
    pub enum Problem in Dmarc {
        /// The text has no `v` tag.
        VersionMissing => {
            "dmarc-authorization-version-missing", Error, Rfc(9990, "4"),
            bad: Text("rua=mailto:reports@d.example"), good: Text("v=DMARC1;"),
        },
        /// The version stands behind another tag, in wrong case, or is none.
        VersionWrong { found: String } => {
            "dmarc-authorization-version-wrong", Error, Rfc(9990, "4"),
            bad: Text("v=dmarc1"), good: Text("v=DMARC1"),
        },
        /// A record of another kind.
        OtherRecord { version: &'static str } => {
            "dmarc-authorization-other-record", Error, Rfc(9990, "4"),
            bad: Text("v=spf1 -all"), good: Text("v=DMARC1;"),
        },
        /// The list departs from its grammar.
        Malformed { fault: Fault } => {
            "dmarc-authorization-malformed", Error, Rfc(9990, "4"),
            bad: Text("\"v=DMARC1;\""), good: Text("v=DMARC1;"),
        },
        /// The same tag twice.
        TagRepeated { name: String } => {
            "dmarc-authorization-tag-repeated", Warning, Rfc(9990, "4"),
            bad: Text("v=DMARC1; rua=mailto:a@d.example; rua=mailto:b@d.example"),
            good: Text("v=DMARC1; rua=mailto:a@d.example"),
        },
        /// A tag that means nothing here, such as a policy.
        TagUnknown { name: String } => {
            "dmarc-authorization-tag-unknown", Advice, Rfc(9990, "4"),
            bad: Text("v=DMARC1; p=none"), good: Text("v=DMARC1;"),
        },
        /// A tag that means nothing here, near to one that does.
        TagMisspelt { name: String, meant: &'static str } => {
            "dmarc-authorization-tag-misspelt", Warning, Rfc(9990, "4"),
            bad: Text("v=DMARC1; ria=mailto:a@d.example"),
            good: Text("v=DMARC1; rua=mailto:a@d.example"),
        },
        /// A text that is no URI, where other addresses should stand.
        UriInvalid { found: String } => {
            "dmarc-authorization-uri-invalid", Error, Rfc(9990, "4"),
            bad: Text("v=DMARC1; rua=a@d.example"), good: Text("v=DMARC1; rua=mailto:a@d.example"),
        },
    }
}

from_list_problem!(Problem);

/// The tags that have a meaning here.
pub const TAGS: &[&str] = &["v", "rua", "ruf"];

/// How it is written as a list of tags.
pub const DIALECT: Dialect = Dialect {
    version: "DMARC1",
    known: TAGS,
    folding: false,
};

/// A text read as an authorisation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text as a list of tags.
    pub list: TagList,
    /// Where aggregate reports go instead.
    pub aggregate_reports: Vec<Spanned<ReportUri>>,
    /// Where failure reports go instead.
    pub failure_reports: Vec<Spanned<ReportUri>>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

impl Record {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let (list, mut problems) = read_list::<Problem>(text, DIALECT);
        let uris = |name: &str| {
            let tag = list.tags.iter().find(|tag| list.name(tag) == name);
            tag.map_or(Vec::new(), |tag| uri_list(&list.text, tag.value, false))
        };
        let (aggregate_reports, failure_reports) = (uris("rua"), uris("ruf"));
        for uri in aggregate_reports.iter().chain(&failure_reports) {
            if !uri.value.is_valid() {
                let found = list.at(uri.span).to_owned();
                problems.push(Spanned::new(Problem::UriInvalid { found }, uri.span));
            }
        }
        problems.arrange_by_key(|problem| problem.span.start);
        Self {
            list,
            aggregate_reports,
            failure_reports,
            problems,
        }
    }

    /// Whether a receiver takes it for the domain's consent: `v=DMARC1` stands
    /// first; nothing else need stand there.
    pub fn usable(&self) -> bool {
        let first = self.list.tags.first();
        version_fault(&self.list, DIALECT.version).is_none()
            && first.is_some_and(|first| first.name.start == 0 && !first.torn)
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        self.list.roles(|tag| match self.list.name(tag) {
            "v" => (Role::Version, Role::Version),
            "rua" | "ruf" => (Role::Name, Role::Value),
            _ => (Role::Unknown, Role::Unknown),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent() {
        for text in ["v=DMARC1", "v=DMARC1;", "v=DMARC1; p=none"] {
            assert!(Record::read(text).usable(), "{text}");
        }
        for text in [
            "",
            " v=DMARC1",
            "v=DMARC1 p=none rua=mailto:a@b.example",
            "v=spf1",
        ] {
            assert!(!Record::read(text).usable(), "{text}");
        }
    }
}
