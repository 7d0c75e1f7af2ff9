//! TLS reporting records (RFC 8460 §3).

use super::list_problem::{is_of, read_list};
use super::report_uri::{ReportUri, Target, UriFault, uri_list};
use super::role::Role;
use super::span::Spanned;
use super::tag_list::{Dialect, Fault, TagList};
use super::version::version_fault;
use crate::order::Arrange;
use crate::{from_list_problem, rules};
use serde::Serialize;

rules! {
    /// A departure from the grammar of RFC 8460 §3.
    pub enum Problem in TlsRpt {
        /// The text has no `v` tag.
        VersionMissing => {
            "tls-rpt-version-missing", Error, Rfc(8460, "3"),
            bad: Text("rua=mailto:tls@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// The version stands behind another tag, in wrong case, or is none.
        VersionWrong { found: String } => {
            "tls-rpt-version-wrong", Error, Rfc(8460, "3"),
            bad: Text("v=tlsrptv1; rua=mailto:tls@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// A record of another kind.
        OtherRecord { version: &'static str } => {
            "tls-rpt-other-record", Error, Rfc(8460, "3"),
            bad: Text("v=spf1 -all"), good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// The list departs from its grammar, and senders pass over it.
        Malformed { fault: Fault } => {
            "tls-rpt-malformed", Error, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1 rua=mailto:tls@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// The same tag twice.
        TagRepeated { name: String } => {
            "tls-rpt-tag-repeated", Warning, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=mailto:a@d.example; rua=mailto:b@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:a@d.example,mailto:b@d.example"),
        },
        /// An extension that Mailvet does not know.
        TagUnknown { name: String } => {
            "tls-rpt-tag-unknown", Advice, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=mailto:tls@d.example; note=x"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// A tag that is not known, near to one that is.
        TagMisspelt { name: String, meant: &'static str } => {
            "tls-rpt-tag-misspelt", Warning, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; ruf=mailto:tls@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// There is no `rua`, or nothing in it.
        ReportsMissing => {
            "tls-rpt-reports-missing", Error, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1;"), good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// Nothing between two commas.
        UriEmpty => {
            "tls-rpt-uri-empty", Warning, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=mailto:tls@d.example,,mailto:b@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example,mailto:b@d.example"),
        },
        /// An address without `mailto:` before it.
        UriWithoutScheme { found: String, mailbox: bool } => {
            "tls-rpt-uri-without-scheme", Error, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=tls@d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// A scheme to which no sender reports.
        UriScheme { scheme: String } => {
            "tls-rpt-uri-scheme", Error, Rfc(8460, "3"),
            bad: Text("v=TLSRPTv1; rua=http://d.example/tls"),
            good: Text("v=TLSRPTv1; rua=https://d.example/tls"),
        },
        /// `mailto:` without a mailbox.
        MailboxInvalid { found: String } => {
            "tls-rpt-mailbox-invalid", Error, Rfc(6068, "2"),
            bad: Text("v=TLSRPTv1; rua=mailto:d.example"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
        /// `https:` without a host.
        HostInvalid { found: String } => {
            "tls-rpt-host-invalid", Error, Rfc(3986, "3.2.2"),
            bad: Text("v=TLSRPTv1; rua=https:///tls"),
            good: Text("v=TLSRPTv1; rua=https://d.example/tls"),
        },
        /// A text that is no URI.
        UriMalformed { found: String, fault: UriFault } => {
            "tls-rpt-uri-malformed", Error, Rfc(3986, "2"),
            bad: Text("v=TLSRPTv1; rua=mailto:<tls@d.example>"),
            good: Text("v=TLSRPTv1; rua=mailto:tls@d.example"),
        },
    }
}

from_list_problem!(Problem);

/// Every tag that is known.
pub const TAGS: &[&str] = &["v", "rua"];

/// How it is written as a list of tags.
pub const DIALECT: Dialect = Dialect {
    version: "TLSRPTv1",
    known: TAGS,
    folding: false,
};

/// A text read as a TLS reporting record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text as a list of tags.
    pub list: TagList,
    /// Where reports go: of a `rua` that stands twice, the first.
    pub reports: Vec<Spanned<ReportUri>>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

impl Record {
    /// Reads any text.
    ///
    /// ```text
    /// tlsrpt-record = tlsrpt-version 1*(field-delim tlsrpt-field) [field-delim]
    /// tlsrpt-rua    = %s"rua=" tlsrpt-uri *(*WSP "," *WSP tlsrpt-uri)
    /// ```
    pub fn read(text: &str) -> Self {
        let (list, mut problems) = read_list::<Problem>(text, DIALECT);
        let ours = is_of(&list, DIALECT);
        let rua = list.tags.iter().find(|tag| list.name(tag) == "rua");
        let reports = rua.map_or(Vec::new(), |tag| uri_list(&list.text, tag.value, false));
        if ours {
            if reports.is_empty() {
                let tag = rua.or(list.tags.first());
                let span = tag.map(|tag| tag.span()).unwrap_or_default();
                problems.push(Spanned::new(Problem::ReportsMissing, span));
            }
            problems.extend(reports.iter().filter_map(|uri| {
                let found = list.at(uri.span).to_owned();
                Some(Spanned::new(
                    uri_problem(&uri.value.target, found)?,
                    uri.span,
                ))
            }));
        }
        problems.arrange_by_key(|problem| problem.span.start);
        Self {
            list,
            reports,
            problems,
        }
    }

    /// The URIs that a sender reports to; none where it passes over the record.
    pub fn usable(&self) -> Vec<&Spanned<ReportUri>> {
        let malformed = |problem: &Spanned<Problem>| {
            let Problem::Malformed { fault } = &problem.value else {
                return false;
            };
            *fault != Fault::EmptyPiece
        };
        let sound = version_fault(&self.list, DIALECT.version).is_none()
            && !self.problems.iter().any(malformed);
        let takes = |uri: &&Spanned<ReportUri>| {
            sound && matches!(uri.value.target, Target::Mail { .. } | Target::Https { .. })
        };
        self.reports.iter().filter(takes).collect()
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        self.list.roles(|tag| match self.list.name(tag) {
            "v" => (Role::Version, Role::Version),
            "rua" => (Role::Name, Role::Value),
            _ => (Role::Unknown, Role::Unknown),
        })
    }
}

fn uri_problem(target: &Target, found: String) -> Option<Problem> {
    Some(match target {
        Target::Mail { .. } | Target::Https { .. } => return None,
        Target::Other { scheme } => Problem::UriScheme {
            scheme: scheme.clone(),
        },
        Target::Broken(UriFault::Empty) => Problem::UriEmpty,
        Target::Broken(UriFault::MailboxWithoutScheme) => Problem::UriWithoutScheme {
            found,
            mailbox: true,
        },
        Target::Broken(UriFault::NoScheme) => Problem::UriWithoutScheme {
            found,
            mailbox: false,
        },
        Target::Broken(UriFault::Mailbox) => Problem::MailboxInvalid { found },
        Target::Broken(UriFault::Host) => Problem::HostInvalid { found },
        &Target::Broken(fault) => Problem::UriMalformed { found, fault },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_reports_go() {
        let uris = |text: &str| Record::read(text).usable().len();
        assert_eq!(
            uris("v=TLSRPTv1 ;rua=mailto:a@d.example, https://d.example/r"),
            2
        );
        assert_eq!(uris("v=TLSRPTv1; rua=mailto:a@d.example,b@d.example"), 1);
        assert_eq!(uris("v=TLSRPTv1, rua=mailto:a@d.example"), 0);
    }
}
