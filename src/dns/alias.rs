//! Aliases: from a question's name to where the records stand.

use super::answer::{Alias, Record};
use super::{Data, Failure, Name, Outcome, Question, RecordType};

/// How many aliases are followed, as resolvers do.
const ALIASES: usize = 16;

/// The records of one type at one name.
pub type Found = Result<Vec<Record>, Failure>;

/// Follows the aliases from the question's name (RFC 1034 §3.6.2).
///
/// `records` gives those of one type at one name, of this answer or zone;
/// `nothing` says which outcome it is that a name has neither records nor an
/// alias.
pub fn follow(
    question: &Question,
    records: &dyn Fn(&Name, RecordType) -> Found,
    nothing: &dyn Fn(&Name) -> Result<Outcome, Failure>,
) -> Result<(Outcome, Vec<Alias>), Failure> {
    let mut aliases = Vec::<Alias>::new();
    loop {
        let owner = aliases.last().map_or(&question.name, |alias| &alias.target);
        let found = records(owner, question.rtype)?;
        if !found.is_empty() {
            return Ok((Outcome::Records(found.into()), aliases));
        }
        let cname = records(owner, RecordType::CNAME)?.into_iter().next();
        let Some(Record {
            owner,
            ttl,
            data: Data::Cname(target),
        }) = cname
        else {
            return Ok((nothing(owner)?, aliases));
        };
        let seen = target == question.name || aliases.iter().any(|alias| alias.target == target);
        aliases.push(Alias { owner, target, ttl });
        if seen || aliases.len() > ALIASES {
            return Ok((Outcome::Failed(Failure::AliasLoop), aliases));
        }
    }
}
