//! The departures that every small record with a tag list can have.

use super::span::Spanned;
use super::suggest::closest;
use super::tag_list::{Dialect, Fault, TagList, tag_name};
use super::version::{VersionFault, version_fault};

/// A departure of a list, before a kind of record makes it its own.
pub enum ListProblem {
    /// There is no version.
    VersionMissing,
    /// The version stands behind another tag, in wrong case, or is none.
    VersionWrong {
        /// What stands there.
        found: String,
    },
    /// A record of another kind.
    OtherRecord {
        /// Its version.
        version: &'static str,
    },
    /// A departure from the grammar of lists.
    Malformed {
        /// Which.
        fault: Fault,
    },
    /// A tag that stands twice.
    TagRepeated {
        /// Its name.
        name: String,
    },
    /// A tag that is not known, and the known one that is near to it.
    TagUnknown {
        /// Its name.
        name: String,
        /// The known one.
        meant: Option<&'static str>,
    },
}

/// Reads a text as a list, with every departure from what such lists must be.
pub fn read_list<P: From<ListProblem>>(text: &str, dialect: Dialect) -> (TagList, Vec<Spanned<P>>) {
    let list = TagList::read(text, dialect);
    let problems = list_problems(&list, dialect).into_iter();
    let problems = problems.map(|problem| problem.map(P::from)).collect();
    (list, problems)
}

/// Whether a list is a record of this kind at all, though its version may be
/// written wrong.
pub fn is_of(list: &TagList, dialect: Dialect) -> bool {
    let fault = version_fault(list, dialect.version);
    !fault.is_some_and(|fault| {
        matches!(
            fault.value,
            VersionFault::Missing | VersionFault::OtherRecord(_)
        )
    })
}

fn list_problems(list: &TagList, dialect: Dialect) -> Vec<Spanned<ListProblem>> {
    let Dialect { version, known, .. } = dialect;
    let fault = version_fault(list, version);
    if let Some(Spanned { value, span }) = &fault {
        let problem = match value {
            VersionFault::OtherRecord(version) => Some(ListProblem::OtherRecord { version }),
            VersionFault::Missing => Some(ListProblem::VersionMissing),
            _ => None,
        };
        if let Some(problem) = problem {
            return vec![Spanned::new(problem, *span)];
        }
    }
    let mut problems: Vec<_> = fault
        .map(|fault| {
            let found = list.at(fault.span).to_owned();
            Spanned::new(ListProblem::VersionWrong { found }, fault.span)
        })
        .into_iter()
        .collect();
    problems.extend(list.faults.iter().map(|fault| {
        let text = list.at(fault.span);
        fault.map(|fault| match fault {
            Fault::Duplicate => ListProblem::TagRepeated {
                name: tag_name(text).map_or(text, |(_, name)| name).to_owned(),
            },
            fault => ListProblem::Malformed { fault },
        })
    }));
    for tag in list.tags.iter().filter(|tag| tag.equals.is_some()) {
        let name = list.name(tag);
        let whole = tag_name(name).is_ok_and(|(rest, _)| rest.is_empty());
        if whole && !known.contains(&name) && !name.eq_ignore_ascii_case("v") {
            let problem = ListProblem::TagUnknown {
                name: name.to_owned(),
                meant: closest(name, known),
            };
            problems.push(Spanned::new(problem, tag.name));
        }
    }
    problems
}

/// Makes [`ListProblem`] a kind's own: its problems must have these variants.
#[macro_export]
macro_rules! from_list_problem {
    ($problem:ident) => {
        impl From<$crate::record::list_problem::ListProblem> for $problem {
            fn from(problem: $crate::record::list_problem::ListProblem) -> Self {
                use $crate::record::list_problem::ListProblem;
                match problem {
                    ListProblem::VersionMissing => Self::VersionMissing,
                    ListProblem::VersionWrong { found } => Self::VersionWrong { found },
                    ListProblem::OtherRecord { version } => Self::OtherRecord { version },
                    ListProblem::Malformed { fault } => Self::Malformed { fault },
                    ListProblem::TagRepeated { name } => Self::TagRepeated { name },
                    ListProblem::TagUnknown {
                        name,
                        meant: Some(meant),
                    } => Self::TagMisspelt { name, meant },
                    ListProblem::TagUnknown { name, meant: None } => Self::TagUnknown { name },
                }
            }
        }
    };
}
