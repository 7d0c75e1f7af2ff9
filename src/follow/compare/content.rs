//! Which answers say the same. Order, case and times to live say nothing; nor
//! does where the strings of a text are cut. A failure is no content.

use crate::dns::answer::Failure;
use crate::dns::{Answer, Data, Name, Outcome, Txt};
use crate::order::{Arrange, one_by_one};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What an answer says is there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// These records, in an order of their own; texts are one string.
    Records(BTreeSet<Data>),
    /// No record of the type, at the name where the aliases end.
    NoData(Name),
    /// No such name, where the aliases end.
    NoSuchName(Name),
}

/// Resolvers that give the same, by their numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they give.
    pub content: Content,
    /// Who they are, in order; one at least.
    pub given_by: Vec<usize>,
}

/// The answers of several resolvers to one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// What is given, each once: what most of them give first.
    pub groups: Vec<Group>,
    /// Who could not find out, and why.
    pub failed: Vec<(usize, Failure)>,
    /// Who has not answered yet.
    pub pending: Vec<usize>,
}

/// How the answers to one question stand to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Somebody has not answered yet.
    Pending,
    /// So many resolvers, two at least, give the same.
    Agree(usize),
    /// There are so many different answers, two at least.
    Differ(usize),
    /// Only this resolver could find out: there is nothing to compare.
    Alone(usize),
    /// Nobody could find out.
    Unknown,
}

impl Content {
    /// What an answer says is there; `None` where it says nothing.
    pub fn of(answer: &Answer) -> Option<Self> {
        let end = || answer.canonical_name().clone();
        Some(match &answer.outcome {
            Outcome::Records(records) => {
                Self::Records(one_by_one(records.iter().map(|record| plain(&record.data))))
            }
            Outcome::NoData => Self::NoData(end()),
            Outcome::NoSuchName => Self::NoSuchName(end()),
            Outcome::Failed(_) => return None,
        })
    }

    /// The records, where there are any.
    pub fn records(&self) -> Option<&BTreeSet<Data>> {
        match self {
            Self::Records(records) => Some(records),
            Self::NoData(_) | Self::NoSuchName(_) => None,
        }
    }
}

/// Some resolvers join the strings of a text, and receivers do.
fn plain(data: &Data) -> Data {
    match data {
        Data::Txt(txt) => Data::Txt(Txt(vec![txt.joined().into_owned()])),
        other => other.clone(),
    }
}

impl Compared {
    /// Compares what each resolver said, in order; `None` where it has not yet.
    pub fn new(answers: &[Option<Rc<Answer>>]) -> Self {
        let mut compared = Self::default();
        for (number, answer) in answers.iter().enumerate() {
            let Some(answer) = answer else {
                compared.pending.push(number);
                continue;
            };
            if let Outcome::Failed(failure) = &answer.outcome {
                compared.failed.push((number, failure.clone()));
            }
            let Some(content) = Content::of(answer) else {
                continue;
            };
            let mut groups = compared.groups.iter_mut();
            match groups.find(|group| group.content == content) {
                Some(group) => group.given_by.push(number),
                None => compared.groups.push(Group {
                    content,
                    given_by: vec![number],
                }),
            }
        }
        // Stable: of equals, the one first given stays first.
        compared
            .groups
            .arrange_by_key(|group| std::cmp::Reverse(group.given_by.len()));
        compared
    }

    /// How the answers stand to each other.
    pub fn standing(&self) -> Standing {
        match self.groups.as_slice() {
            _ if !self.pending.is_empty() => Standing::Pending,
            [] => Standing::Unknown,
            [group] => match group.given_by.as_slice() {
                [only] => Standing::Alone(*only),
                several => Standing::Agree(several.len()),
            },
            several => Standing::Differ(several.len()),
        }
    }

    /// The records that every group has.
    pub fn common(&self) -> BTreeSet<Data> {
        let mut sets = self.groups.iter().map(|group| group.content.records());
        let Some(Some(first)) = sets.next() else {
            return BTreeSet::new();
        };
        sets.fold(first.clone(), |common, set| match set {
            Some(set) => one_by_one(common.intersection(set).cloned()),
            None => BTreeSet::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{answer, nothing};
    use super::*;
    use crate::dns::RecordType;

    fn txt(zone: &str) -> Option<Rc<Answer>> {
        answer(zone, "d.example", RecordType::TXT)
    }

    #[test]
    fn order_case_strings_and_times_say_nothing() {
        let mx = |zone| answer(zone, "d.example", RecordType::MX);
        let compared = Compared::new(&[
            mx("d 300 MX 10 a.d\nd 300 MX 20 b.d"),
            mx("d 60 MX 20 B.D\nd 60 MX 10 A.d"),
        ]);
        assert_eq!(compared.standing(), Standing::Agree(2));
        let compared = Compared::new(&[
            txt("d TXT \"v=spf1 \" \"-all\"\nd TXT x"),
            txt("d TXT x\nd TXT \"v=spf1 -all\""),
        ]);
        assert_eq!(compared.standing(), Standing::Agree(2));
        // The case of a text does say something.
        let compared = Compared::new(&[txt("d TXT a"), txt("d TXT A")]);
        assert_eq!(compared.standing(), Standing::Differ(2));
    }

    #[test]
    fn the_four_outcomes_stay_four() {
        let there = || txt("d TXT a");
        let no_data = || txt("d A 192.0.2.1");
        let no_name = || txt("e A 192.0.2.1");
        let failed = || txt("$FAIL timeout d");
        let standing = |answers: &[_]| Compared::new(answers).standing();
        assert_eq!(standing(&[there(), no_data()]), Standing::Differ(2));
        assert_eq!(standing(&[no_data(), no_name()]), Standing::Differ(2));
        assert_eq!(
            standing(&[there(), no_data(), no_name(), failed()]),
            Standing::Differ(3)
        );
        assert_eq!(standing(&[there(), failed(), there()]), Standing::Agree(2));
        assert_eq!(standing(&[failed(), there()]), Standing::Alone(1));
        assert_eq!(standing(&[failed(), failed()]), Standing::Unknown);
        assert_eq!(standing(&[]), Standing::Unknown);
        assert_eq!(standing(&[there(), None]), Standing::Pending);
        let compared = Compared::new(&[there(), failed()]);
        assert!(matches!(
            compared.failed.as_slice(),
            [(1, Failure::TimedOut(_))]
        ));
    }

    #[test]
    fn what_most_give_comes_first() {
        let [old, new] = ["d TXT old\nd TXT same", "d TXT new\nd TXT same"];
        let compared = Compared::new(&[txt(old), txt(new), txt(new), nothing("d.example", 60)]);
        let given: Vec<_> = compared
            .groups
            .iter()
            .map(|group| group.given_by.as_slice())
            .collect();
        assert_eq!(given, [&[1, 2][..], &[0], &[3]]);
        assert!(compared.common().is_empty());
        let common = Compared::new(&[txt(old), txt(new)]).common();
        let same = Data::Txt(Txt(vec![b"same".to_vec()]));
        assert_eq!(common.into_iter().collect::<Vec<_>>(), [same]);
    }

    #[test]
    fn an_alias_to_nowhere_is_told_from_nothing() {
        let alias = |zone| answer(zone, "k.example", RecordType::TXT);
        let lost = || alias("k CNAME gone.example.");
        let none = || alias("x A 192.0.2.1");
        assert_eq!(
            Compared::new(&[lost(), none()]).standing(),
            Standing::Differ(2)
        );
        assert_eq!(
            Compared::new(&[lost(), lost()]).standing(),
            Standing::Agree(2)
        );
        // Where there are records, they alone count.
        let by_alias = alias("k CNAME l.example.\nl TXT a");
        let at_once = alias("k TXT a");
        assert_eq!(
            Compared::new(&[by_alias, at_once]).standing(),
            Standing::Agree(2)
        );
    }
}
