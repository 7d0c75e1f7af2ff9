//! DKIM key records (RFC 6376 §3.6.1, RFC 8301, RFC 8463).

pub(crate) mod der;
mod key;
mod problem;
mod usable;
mod value;

pub use der::RsaKey;
pub use key::{Key, KeyFault, Material};
pub use problem::Problem;
pub use usable::{PublicKey, Usable};
pub use value::{Flag, Hash, KeyType, Service};

use super::role::Role;
use super::span::Spanned;
use super::tag_list::{Dialect, Tag, TagList};
use crate::order::one_by_one;
use serde::Serialize;
use std::collections::BTreeMap;

/// The tags of key records, those of old, and those of signatures, which stray
/// in here.
pub const TAGS: &[&str] = &[
    "v", "k", "p", "h", "s", "t", "n", "g", "a", "b", "bh", "c", "d", "i", "j", "l", "q", "x", "z",
    "o", "r",
];

/// How it is written as a list of tags.
pub const DIALECT: Dialect = Dialect {
    version: "DKIM1",
    known: TAGS,
    folding: true,
};

/// A text read as a DKIM key record.
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

/// What a tag says.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// `v`: whether it is `DKIM1`.
    Version(bool),
    /// `k`: the key's type.
    KeyType(KeyType),
    /// `p`: the key.
    Key(Key),
    /// `h`: the hashes that signatures may use.
    Hashes(Vec<Spanned<Hash>>),
    /// `s`: the services that the key is for.
    Services(Vec<Spanned<Service>>),
    /// `t`: flags.
    Flags(Vec<Spanned<Flag>>),
    /// `n`: a note for people.
    Notes,
    /// A tag of DomainKeys (RFC 4870): `g`, `o`, `r`.
    Historic,
    /// A tag of signatures (RFC 6376 §3.5).
    OfSignature,
    /// A tag that DKIM does not know.
    Unknown,
}

impl Record {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let list = TagList::read(text, DIALECT);
        let kind = list
            .tags
            .iter()
            .find(|tag| tag.equals.is_some() && list.name(tag) == "k")
            .map(|tag| value::key_k_tag_type(list.value(tag)))
            .unwrap_or_default();
        let terms: Vec<_> = list
            .tags
            .iter()
            .map(|tag| key_tag(&list, *tag, &kind))
            .collect();
        let problems = problem::find(&list, &terms);
        Self {
            list,
            terms,
            problems,
        }
    }

    /// The key, whether or not a receiver can read it.
    pub fn key(&self) -> Option<&Key> {
        self.terms.iter().find_map(|term| match &term.value {
            Value::Key(key) => Some(key),
            _ => None,
        })
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let marks = self.terms.iter().map(|term| (term.tag.name, &term.value));
        let known: BTreeMap<_, _> = one_by_one(marks);
        self.list.roles(|tag| match known.get(&tag.name) {
            Some(Value::Version(true)) => (Role::Version, Role::Version),
            Some(Value::Unknown | Value::OfSignature) | None => (Role::Unknown, Role::Unknown),
            Some(_) => (Role::Name, Role::Value),
        })
    }
}

fn key_tag(list: &TagList, tag: Tag, kind: &KeyType) -> Term {
    let text = &list.text;
    let name = match tag.equals {
        Some(_) => list.name(&tag),
        None => "",
    };
    let value = match name {
        "v" => Value::Version(list.value(&tag) == "DKIM1"),
        "k" => Value::KeyType(value::key_k_tag_type(list.value(&tag))),
        // A second one would be decoded for nothing: the list is void.
        "p" if tag.repeats.is_none() => Value::Key(key::key_p_tag(text, tag.value, kind)),
        "h" => Value::Hashes(value::members(text, tag.value, value::key_h_tag_alg)),
        "s" => Value::Services(value::members(text, tag.value, value::key_s_tag_type)),
        "t" => Value::Flags(value::members(text, tag.value, value::key_t_tag_flag)),
        "n" => Value::Notes,
        "g" | "o" | "r" => Value::Historic,
        "a" | "b" | "bh" | "c" | "d" | "i" | "l" | "q" | "x" | "z" => Value::OfSignature,
        _ => Value::Unknown,
    };
    Term { tag, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misuse_of_the_lists_is_told_apart() {
        let record = Record::read(
            "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB...; s=d; h=Subject,From,Date",
        );
        let ids: Vec<_> = record.problems.iter().map(|p| p.value.rule().id).collect();
        assert_eq!(
            ids,
            [
                "dkim-key-cut-short",
                "dkim-service-unknown",
                "dkim-hash-header-fields"
            ]
        );
    }

    #[test]
    fn a_guide_without_a_key() {
        let record = Record::read("v=DKIM1; k=rsa; j=include");
        let ids: Vec<_> = record.problems.iter().map(|p| p.value.rule().id).collect();
        assert_eq!(ids, ["dkim-key-tag-missing", "dkim-tag-unknown"]);
    }
}
