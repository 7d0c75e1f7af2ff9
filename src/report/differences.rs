//! What has changed since a check was made: question by question, and finding
//! by finding.

use super::subject::SubjectReport;
use crate::check::Finding;
use crate::dns::{Answer, Outcome, Question, RecordType};
use crate::follow::compare::{Compared, Standing};
use std::rc::Rc;

/// What has changed since a check was made.
#[derive(Clone, Debug, Default)]
pub struct Differences {
    /// Questions whose answers are not the same, or cannot be compared, in the
    /// order of the time.
    pub changed: Vec<Changed>,
    /// How many there are of each.
    pub tally: Tally,
}

/// A question whose answers are not the same.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The question.
    pub question: Question,
    /// What came then.
    pub then: Rc<Answer>,
    /// What comes now.
    pub now: Rc<Answer>,
    /// What has become of it.
    pub became: Became,
}

/// What a record that is compared has become.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Became {
    /// Other records stand there.
    Changed,
    /// There was nothing then.
    Come,
    /// There is nothing now.
    Gone,
    /// It could not be found out then.
    UnknownThen,
    /// It cannot be found out now.
    UnknownNow,
}

/// What a comparison of then and now came to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// How many answers are other than then.
    pub changed: usize,
    /// How many are the same.
    pub same: usize,
    /// How many cannot be compared, because nothing is known then or now.
    pub unknown: usize,
    /// How many questions were asked only then.
    pub only_then: usize,
    /// How many were asked only now.
    pub only_now: usize,
}

impl Differences {
    /// Compares the answers of two checks of one domain. Times to live and the
    /// order of records say nothing, nor does the serial of a zone, which is
    /// another after each change of anything.
    pub fn new(then: &[Rc<Answer>], now: &[Rc<Answer>]) -> Self {
        let mut differences = Self::default();
        let tally = &mut differences.tally;
        let is_compared = |answer: &&Rc<Answer>| answer.question.rtype != RecordType::SOA;
        let answer_to = |answers: &[Rc<Answer>], question: &Question| {
            let mut answers = answers.iter();
            answers.find(|answer| answer.question == *question).cloned()
        };
        for then in then.iter().filter(is_compared) {
            let Some(now) = answer_to(now, &then.question) else {
                tally.only_then += 1;
                continue;
            };
            let Some(became) = Became::of(then, &now) else {
                match then.outcome.is_failed() {
                    true => tally.unknown += 1,
                    false => tally.same += 1,
                }
                continue;
            };
            match became {
                Became::UnknownThen | Became::UnknownNow => tally.unknown += 1,
                Became::Changed | Became::Come | Became::Gone => tally.changed += 1,
            }
            differences.changed.push(Changed {
                question: then.question.clone(),
                then: then.clone(),
                now,
                became,
            });
        }
        let new = now.iter().filter(is_compared);
        let new = new.filter(|answer| answer_to(then, &answer.question).is_none());
        differences.tally.only_now = new.count();
        differences
    }
}

impl Became {
    /// What has become of an answer; `None` where it is the same, or never was
    /// known.
    fn of(then: &Rc<Answer>, now: &Rc<Answer>) -> Option<Self> {
        let compared = Compared::new(&[Some(then.clone()), Some(now.clone())]);
        let has = |answer: &Answer| matches!(answer.outcome, Outcome::Records(_));
        match compared.standing() {
            Standing::Alone(0) => Some(Self::UnknownNow),
            Standing::Alone(_) => Some(Self::UnknownThen),
            Standing::Differ(_) => match (has(then), has(now)) {
                (true, true) => Some(Self::Changed),
                (true, false) => Some(Self::Gone),
                (false, true) => Some(Self::Come),
                // That a name exists without such records changes no mail.
                (false, false) => None,
            },
            Standing::Agree(_) | Standing::Unknown | Standing::Pending => None,
        }
    }
}

/// The findings of the first reports that none of the second has.
pub fn only_in<'a>(
    reports: &'a [Rc<SubjectReport>],
    others: &[Rc<SubjectReport>],
) -> Vec<(&'a SubjectReport, &'a Finding)> {
    let all = reports.iter().flat_map(|report| {
        let findings = report.findings.iter();
        findings.map(move |finding| (&**report, finding))
    });
    let known = |(report, finding): &(&SubjectReport, &Finding)| {
        let mut others = others.iter().filter(|it| it.subject == report.subject);
        others.any(|it| it.findings.iter().any(|other| other.fact == finding.fact))
    };
    all.filter(|it| !known(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    const ASKED: [(&str, RecordType); 7] = [
        ("d.example", RecordType::SOA),
        ("d.example", RecordType::MX),
        ("d.example", RecordType::TXT),
        ("a.d.example", RecordType::TXT),
        ("b.d.example", RecordType::TXT),
        ("c.d.example", RecordType::TXT),
        ("e.d.example", RecordType::TXT),
    ];

    fn asked(zone: &str, more: &[(&str, RecordType)]) -> Vec<Rc<Answer>> {
        let client = client(zone);
        for (name, rtype) in ASKED.iter().chain(more) {
            let name = Name::parse(name).unwrap();
            client.ask(&name, *rtype).now_or_never().unwrap();
        }
        client.log()
    }

    #[test]
    fn each_question_is_compared() {
        let then = asked(
            "d SOA a b 1 1 1 1 1\nd MX 10 m\nd MX 20 n\nd 60 TXT old\na.d TXT a\nc.d TXT c\ne.d TXT e",
            &[("only.then.example", RecordType::A)],
        );
        let now = asked(
            "d SOA a b 2 1 1 1 1\nd MX 20 n\nd MX 10 m\nd TXT new\nb.d TXT b\n$FAIL refused c.d\ne.d 9 TXT e",
            &[],
        );
        let differences = Differences::new(&then, &now);
        let became = differences.changed.iter();
        let became: Vec<_> = became
            .map(|it| (it.question.name.as_str(), it.became))
            .collect();
        assert_eq!(
            became,
            [
                ("d.example", Became::Changed),
                ("a.d.example", Became::Gone),
                ("b.d.example", Became::Come),
                ("c.d.example", Became::UnknownNow),
            ]
        );
        let tally = Tally {
            changed: 3,
            same: 2,
            unknown: 1,
            only_then: 1,
            only_now: 0,
        };
        assert_eq!(differences.tally, tally);
    }
}
