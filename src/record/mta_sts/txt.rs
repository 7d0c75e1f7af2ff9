//! The TXT record at `_mta-sts` (RFC 8461 §3.1).

use crate::order::Arrange;
use crate::record::list_problem::{is_of, read_list};
use crate::record::role::Role;
use crate::record::span::Spanned;
use crate::record::tag_list::{Dialect, Fault, Tag, TagList};
use crate::record::version::version_fault;
use crate::{from_list_problem, rules};
use serde::Serialize;

rules! {
    /// A departure from the grammar of RFC 8461 §3.1.
    pub enum Problem in MtaSts {
        /// The text has no `v` tag.
        VersionMissing => {
            "mta-sts-version-missing", Error, Rfc(8461, "3.1"),
            bad: Text("id=20260101"), good: Text("v=STSv1; id=20260101"),
        },
        /// The version stands behind another tag, in wrong case, or is none.
        VersionWrong { found: String } => {
            "mta-sts-version-wrong", Error, Rfc(8461, "3.1"),
            bad: Text("v=stsv1; id=20260101"), good: Text("v=STSv1; id=20260101"),
        },
        /// A record of another kind.
        OtherRecord { version: &'static str } => {
            "mta-sts-other-record", Error, Rfc(8461, "3.1"),
            bad: Text("v=spf1 -all"), good: Text("v=STSv1; id=20260101"),
        },
        /// The list departs from its grammar, and senders pass over it.
        Malformed { fault: Fault } => {
            "mta-sts-malformed", Error, Rfc(8461, "3.1"),
            bad: Text("v=STSv1 id=20260101"), good: Text("v=STSv1; id=20260101"),
        },
        /// White space around `=`.
        SpaceAroundEquals => {
            "mta-sts-space-around-equals", Error, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id = 20260101"), good: Text("v=STSv1; id=20260101"),
        },
        /// The same tag twice.
        TagRepeated { name: String } => {
            "mta-sts-tag-repeated", Warning, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id=1; id=2"), good: Text("v=STSv1; id=2"),
        },
        /// An extension that Mailvet does not know.
        TagUnknown { name: String } => {
            "mta-sts-tag-unknown", Advice, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id=1; note=x"), good: Text("v=STSv1; id=1"),
        },
        /// A tag that is not known, near to one that is.
        TagMisspelt { name: String, meant: &'static str } => {
            "mta-sts-tag-misspelt", Warning, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; di=1"), good: Text("v=STSv1; id=1"),
        },
        /// An extension's value that the grammar does not allow.
        ExtensionInvalid { found: String } => {
            "mta-sts-extension-invalid", Error, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id=1; note=a b"), good: Text("v=STSv1; id=1; note=a"),
        },
        /// There is no `id`.
        IdMissing => {
            "mta-sts-id-missing", Error, Rfc(8461, "3.1"),
            bad: Text("v=STSv1;"), good: Text("v=STSv1; id=20260101"),
        },
        /// The `id` has other characters than letters and digits.
        IdInvalid { found: String } => {
            "mta-sts-id-invalid", Error, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id=2026-01-01"), good: Text("v=STSv1; id=20260101"),
        },
        /// The `id` has more than 32 characters.
        IdTooLong { characters: usize } => {
            "mta-sts-id-too-long", Error, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id=202601010000000000000000000000000"),
            good: Text("v=STSv1; id=20260101"),
        },
    }
}

from_list_problem!(Problem);

/// Every tag that is known.
pub const TAGS: &[&str] = &["v", "id"];

/// How it is written as a list of tags.
pub const DIALECT: Dialect = Dialect {
    version: "STSv1",
    known: TAGS,
    folding: false,
};

/// A text read as the record that announces a policy.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text as a list of tags.
    pub list: TagList,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

impl Record {
    /// Reads any text.
    ///
    /// ```text
    /// sts-text-record = sts-version 1*(sts-field-delim sts-field) [sts-field-delim]
    /// sts-field       = sts-id / sts-extension
    /// ```
    pub fn read(text: &str) -> Self {
        let (list, mut problems) = read_list::<Problem>(text, DIALECT);
        let ours = is_of(&list, DIALECT);
        if ours {
            list.tags
                .iter()
                .for_each(|tag| tag_problems(&list, tag, &mut problems));
            let id = |tag: &Tag| list.name(tag) == "id" && tag.equals.is_some();
            if let (Some(first), false) = (list.tags.first(), list.tags.iter().any(id)) {
                problems.push(Spanned::new(Problem::IdMissing, first.span()));
            }
        }
        problems.arrange_by_key(|problem| problem.span.start);
        Self { list, problems }
    }

    /// The policy's `id`, where a sender uses the record. Of an `id` that
    /// stands twice, the first.
    pub fn usable(&self) -> Option<&str> {
        let allowed = |problem: &Problem| {
            matches!(
                problem,
                Problem::TagRepeated { .. }
                    | Problem::TagUnknown { .. }
                    | Problem::TagMisspelt { .. }
            )
        };
        let sound = version_fault(&self.list, DIALECT.version).is_none()
            && self.problems.iter().all(|problem| allowed(&problem.value));
        let id = |tag: &&Tag| self.list.name(tag) == "id";
        let tag = self.list.tags.iter().find(id).filter(|_| sound)?;
        Some(self.list.value(tag))
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        self.list.roles(|tag| match self.list.name(tag) {
            "v" => (Role::Version, Role::Version),
            "id" => (Role::Name, Role::Value),
            _ => (Role::Unknown, Role::Unknown),
        })
    }
}

fn tag_problems(list: &TagList, tag: &Tag, problems: &mut Vec<Spanned<Problem>>) {
    let Some(equals) = tag.equals else {
        return;
    };
    let found = list.value(tag);
    let mut push = |problem, span| problems.push(Spanned::new(problem, span));
    if tag.name.end < equals.start || (equals.end < tag.value.start && !found.is_empty()) {
        push(Problem::SpaceAroundEquals, equals);
    }
    match list.name(tag) {
        "v" => {}
        "id" if found.is_empty() || !found.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            let found = found.to_owned();
            push(Problem::IdInvalid { found }, tag.span());
        }
        "id" if found.len() > 32 => {
            let characters = found.len();
            push(Problem::IdTooLong { characters }, tag.value);
        }
        "id" => {}
        _ if found.is_empty() || found.bytes().any(|b| !b.is_ascii_graphic() || b == b'=') => {
            let found = found.to_owned();
            push(Problem::ExtensionInvalid { found }, tag.span());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_sound_record() {
        let id = |text: &str| Record::read(text).usable().map(str::to_owned);
        assert_eq!(id("v=STSv1; id=1; x=y;").as_deref(), Some("1"));
        for text in [
            "v=STSv1;; id=1",
            " v=STSv1; id=1",
            "id=1; v=STSv1",
            "v=STSv1; id=a.b",
        ] {
            assert_eq!(id(text), None, "{text}");
        }
    }
}
