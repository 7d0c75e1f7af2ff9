//! Whether it is told why receivers make no use of a record.

use mailvet::check::Fact;
use mailvet::record::span::Spanned;
use mailvet::rule::Severity;

/// Rules that are no errors, for they may be meant, and yet tell why: a key
/// taken back, a key or a property for others, a record of Sender ID.
const MEANT: &[&str] = &[
    "caa-tag-misspelt",
    "caa-tag-unknown",
    "dkim-key-revoked",
    "dkim-key-type-unknown",
    "dkim-not-for-mail",
    "spf-version-sender-id",
];

/// Whether one of the facts about a text tells why it is of no use. White space
/// alone needs none.
pub fn is_told(text: &str, facts: &[Spanned<Fact>]) -> bool {
    let mut rules = facts.iter().map(|fact| fact.value.rule());
    text.trim().is_empty()
        || rules.any(|rule| rule.severity == Severity::Error || MEANT.contains(&rule.id))
}
