//! What a piece of a record is, for colouring it.

use serde::Serialize;

/// The part that a stretch of a record's text plays.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub enum Role {
    /// What kind of record it is: `v=spf1`, `v=DMARC1`.
    Version,
    /// An SPF qualifier: `+`, `-`, `~`, `?`.
    Qualifier,
    /// The name of a mechanism, a modifier, a tag or a field.
    Name,
    /// What stands between parts: `:`, `=`, `;`, `,`.
    Separator,
    /// What a name is given.
    Value,
    /// The length of an address prefix: `/24`.
    Prefix,
    /// An SPF macro: `%{i}`, `%%`.
    Macro,
    /// What the grammar has no place for.
    Unknown,
    /// White space.
    Space,
}
