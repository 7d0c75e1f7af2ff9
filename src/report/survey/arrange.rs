//! Which rows of a survey are looked at, and in which order.

use super::{Row, Said};
use crate::check::answer::Verdict;
use crate::order::Arrange;
use crate::rule::Severity;
use std::cmp::Ordering;

/// Which rows are looked at, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// What is looked at of all rows.
    pub wanted: Wanted,
    /// The id of a rule that they met; empty for any.
    pub rule: String,
    /// A part of the domain's name, or of the id of a rule.
    pub word: String,
    /// By what they are ordered.
    pub column: Column,
    /// Whether the order is turned round.
    pub descending: bool,
}

/// What is looked at of all rows.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Wanted {
    /// All of them.
    #[default]
    All,
    /// Mail cannot reach the domain, or not surely, though it should.
    Unreachable,
    /// Strangers can forge it, or in part.
    Forgeable,
    /// Its own mail is not sure to be accepted, though it should.
    Unaccepted,
    /// All three answers are as they should be.
    Well,
    /// Something could not be found out.
    Unknown,
    /// It is not checked yet.
    Unchecked,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Column {
    /// As they were listed.
    #[default]
    Listed,
    /// By name.
    Domain,
    /// By the answer on being reached.
    Reach,
    /// By the answer on being forged.
    Forge,
    /// By the answer on being accepted.
    Accept,
    /// By the gravest findings and how many there are.
    Findings,
}

impl Wanted {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::Unreachable,
        Self::Forgeable,
        Self::Unaccepted,
        Self::Well,
        Self::Unknown,
        Self::Unchecked,
    ];

    /// Its name in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unreachable => "unreachable",
            Self::Forgeable => "forgeable",
            Self::Unaccepted => "unaccepted",
            Self::Well => "well",
            Self::Unknown => "unknown",
            Self::Unchecked => "unchecked",
        }
    }

    /// The one of that name; all where there is none.
    pub fn for_id(id: &str) -> Self {
        let found = Self::ALL.into_iter().find(|wanted| wanted.id() == id);
        found.unwrap_or_default()
    }

    fn holds(self, row: Option<&Row>) -> bool {
        let Some(row) = row else {
            return matches!(self, Self::All | Self::Unchecked);
        };
        let answers = [row.reach, row.forge, row.accept];
        let amiss = |said: Said| !matches!(said.severity, Severity::Good | Severity::Unknown);
        match self {
            Self::All => true,
            Self::Unreachable => amiss(row.reach),
            Self::Forgeable => amiss(row.forge),
            Self::Unaccepted => amiss(row.accept),
            Self::Well => answers.iter().all(|said| said.severity == Severity::Good),
            Self::Unknown => {
                row.failed > 0 || answers.iter().any(|said| said.verdict == Verdict::Unknown)
            }
            Self::Unchecked => false,
        }
    }
}

/// The numbers of the rows that are looked at, in their order. `names` and
/// `rows` are in the order of the list.
pub fn arrange<R: AsRef<Row>>(
    names: &[String],
    rows: &[Option<R>],
    arrangement: &Arrangement,
) -> Vec<usize> {
    let word = arrangement.word.trim().to_lowercase();
    let row = |index: usize| rows.get(index).and_then(Option::as_ref).map(AsRef::as_ref);
    let wanted = |&index: &usize| {
        let row = row(index);
        let rules = row.map_or(&[][..], |row| &row.rules);
        arrangement.wanted.holds(row)
            && (arrangement.rule.is_empty() || rules.contains(&arrangement.rule))
            && (word.is_empty()
                || names[index].to_lowercase().contains(&word)
                || rules.iter().any(|rule| rule.contains(&word)))
    };
    let mut found: Vec<usize> = (0..names.len()).filter(wanted).collect();
    let by = |one: &usize, other: &usize| -> Ordering {
        let (one_row, other_row) = (row(*one), row(*other));
        let key = |of: fn(&Row) -> Key| compare(one_row.map(of), other_row.map(of));
        match arrangement.column {
            Column::Listed => Ordering::Equal,
            Column::Domain => names[*one].cmp(&names[*other]),
            Column::Reach => key(|row| answer(row.reach)),
            Column::Forge => key(|row| answer(row.forge)),
            Column::Accept => key(|row| answer(row.accept)),
            Column::Findings => key(|row| [row.errors, row.warnings, row.advice]),
        }
    };
    match arrangement.descending {
        // What is not known yet comes last in either order.
        true => found.arrange_by(|one, other| {
            let unchecked = |index: &usize| row(*index).is_none();
            let known = unchecked(one).cmp(&unchecked(other));
            known.then_with(|| by(other, one))
        }),
        false => found.arrange_by(by),
    }
    found
}

type Key = [u32; 3];

/// Those that are not checked come last.
fn compare(one: Option<Key>, other: Option<Key>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

/// The best first.
fn answer(said: Said) -> Key {
    let severity = match said.severity {
        Severity::Good => 0,
        Severity::Advice => 1,
        Severity::Unknown => 2,
        Severity::Warning => 3,
        Severity::Error => 4,
    };
    let verdict = match said.verdict {
        Verdict::Yes => 0,
        Verdict::Partly => 1,
        Verdict::No => 2,
        Verdict::Unknown => 3,
    };
    [severity, verdict, 0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Profile;
    use std::rc::Rc;

    fn row(reach: Severity, forge: Severity, errors: u32, rules: &[&str]) -> Option<Rc<Row>> {
        let said = |severity| Said {
            verdict: Verdict::Yes,
            severity,
        };
        Some(Rc::new(Row {
            profile: Profile::SendsAndReceives,
            reach: said(reach),
            forge: said(forge),
            accept: said(Severity::Good),
            errors,
            warnings: 0,
            advice: 0,
            unknown: 0,
            rules: rules.iter().map(|rule| (*rule).to_owned()).collect(),
            gravest: Vec::new(),
            questions: 70,
            failed: 0,
            again: false,
            time: 0,
        }))
    }

    fn sample() -> (Vec<String>, Vec<Option<Rc<Row>>>) {
        use Severity::{Error, Good, Warning};
        let rows = vec![
            row(Good, Error, 2, &["dmarc-missing"]),
            None,
            row(Good, Good, 0, &[]),
            row(Warning, Warning, 1, &["dmarc-none", "mx-no-ipv6"]),
        ];
        let names = ["b.test", "a.test", "d.test", "例子.test"];
        (names.map(str::to_owned).to_vec(), rows)
    }

    fn found(change: impl FnOnce(&mut Arrangement)) -> Vec<usize> {
        let (names, rows) = sample();
        let mut arrangement = Arrangement::default();
        change(&mut arrangement);
        arrange(&names, &rows, &arrangement)
    }

    #[test]
    fn rows_are_chosen() {
        assert_eq!(found(|_| {}), [0, 1, 2, 3]);
        for (wanted, rows) in [
            (Wanted::Unreachable, &[3][..]),
            (Wanted::Forgeable, &[0, 3]),
            (Wanted::Unaccepted, &[]),
            (Wanted::Well, &[2]),
            (Wanted::Unchecked, &[1]),
            (Wanted::Unknown, &[]),
        ] {
            assert_eq!(found(|it| it.wanted = wanted), rows, "{wanted:?}");
            assert_eq!(Wanted::for_id(wanted.id()), wanted);
        }
        assert_eq!(found(|it| it.rule = "mx-no-ipv6".into()), [3]);
        assert_eq!(found(|it| it.word = " DMARC ".into()), [0, 3]);
        assert_eq!(found(|it| it.word = "例".into()), [3]);
        assert_eq!(found(|it| it.word = "A.test".into()), [1]);
    }

    #[test]
    fn rows_are_put_in_order_and_those_not_checked_last() {
        for (column, up, down) in [
            (Column::Listed, [0, 1, 2, 3], [0, 2, 3, 1]),
            (Column::Domain, [1, 0, 2, 3], [3, 2, 0, 1]),
            (Column::Reach, [0, 2, 3, 1], [3, 0, 2, 1]),
            (Column::Forge, [2, 3, 0, 1], [0, 3, 2, 1]),
            (Column::Findings, [2, 3, 0, 1], [0, 3, 2, 1]),
        ] {
            assert_eq!(found(|it| it.column = column), up, "{column:?}");
            let turned = found(|it| {
                it.column = column;
                it.descending = true;
            });
            assert_eq!(turned, down, "{column:?} turned round");
        }
    }
}
