//! Several resolvers side by side.

mod arrival;
mod sides;

pub use arrival::{Arrived, ArrivedAt, arrived};
pub use sides::Given;

use super::evidence::Questioned;
use super::subject::{Block, Row};
use crate::dns::Answer;
use crate::follow::compare::{Compared, Place, Standing, What};
use crate::knowledge::regions::Region;
use crate::rule::Severity;
use crate::text::compare::Sum;
use crate::text::{Language, Prose, alone};
use serde::Serialize;
use sides::Sides;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What surrounds the records of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// The fixed words.
    pub labels: Labels,
    /// What it came to; empty until it is over.
    pub sum: Prose,
    /// Who is asked.
    pub vantages: Vec<Vantage>,
    /// Other resolvers that can be asked too.
    pub others: Vec<String>,
    /// Places that can be asked from: id and name, and whether that is done.
    pub regions: Vec<RegionChoice>,
    /// What is to be known of all that is shown.
    pub notes: Vec<Prose>,
}

/// The fixed words of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Labels {
    pub arrival: String,
    pub arrival_label: String,
    pub arrival_look: String,
    pub records: String,
    pub elsewhere: String,
    pub elsewhere_note: String,
    pub also: String,
}

/// Somebody who is asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Vantage {
    /// The resolver, and where it is asked from.
    pub label: String,
    /// How far it has answered.
    pub note: String,
    /// Whether it has answered anything, or still may.
    pub answers: bool,
}

/// A place that can be asked from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegionChoice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Which network there is told, and whose it is.
    pub network: String,
    /// Whether it is asked from.
    pub asked: bool,
}

/// What each said to one question; `None` where it has not yet.
pub type Answers = [Option<Rc<Answer>>];

impl Labels {
    /// The fixed words in a language.
    pub fn new(language: Language) -> Self {
        let words = language.comparison_words();
        Self {
            arrival: words.arrival.to_owned(),
            arrival_label: words.arrival_label.to_owned(),
            arrival_look: words.arrival_look.to_owned(),
            records: words.records.to_owned(),
            elsewhere: words.elsewhere.to_owned(),
            elsewhere_note: words.elsewhere_note.to_owned(),
            also: words.also.to_owned(),
        }
    }
}

impl Vantage {
    /// How far somebody has answered, given the answers to all questions.
    pub fn new<'a>(
        label: &str,
        answers: impl Iterator<Item = Option<&'a Answer>>,
        language: Language,
    ) -> Self {
        let (mut answered, mut failed, mut pending) = (0, 0, 0);
        for answer in answers {
            match answer.map(|answer| answer.outcome.is_failed()) {
                Some(false) => answered += 1,
                Some(true) => failed += 1,
                None => pending += 1,
            }
        }
        Self {
            label: label.to_owned(),
            note: language.vantage(answered, failed, pending),
            answers: answered + pending > 0,
        }
    }
}

impl RegionChoice {
    /// A place, and whether it is asked from.
    pub fn new(region: Region, asked: bool, language: Language) -> Self {
        Self {
            id: region.id().to_owned(),
            name: language.region(region).to_owned(),
            network: format!("{}, {}", region.subnet(), region.provider()),
            asked,
        }
    }
}

/// What a comparison came to, given the answers to each question.
pub fn sum(answers: &[Vec<Option<Rc<Answer>>>], asked: usize, language: Language) -> Prose {
    let mut sum = Sum {
        asked,
        ..Sum::default()
    };
    let mut answered = BTreeSet::new();
    for answers in answers {
        let compared = Compared::new(answers);
        let known = compared.groups.iter().flat_map(|group| &group.given_by);
        answered.extend(known.copied());
        match compared.standing() {
            Standing::Agree(_) => sum.compared += 1,
            Standing::Differ(_) => {
                sum.compared += 1;
                sum.differ += 1;
            }
            Standing::Alone(_) | Standing::Unknown | Standing::Pending => sum.unknown += 1,
        }
    }
    sum.answered = answered.len();
    if sum.answered < 2 {
        sum.unknown = 0;
    }
    language.comparison(&sum)
}

/// The answers to one question, lined up; `labels` are those who gave them.
pub fn sides(
    place: &Place,
    labels: &[String],
    answers: &Answers,
    language: Language,
) -> Vec<Given> {
    let compared = Compared::new(answers);
    Sides {
        place,
        labels,
        answers,
        common: compared.common(),
        compared: &compared,
        language,
    }
    .all()
}

/// The row of one question; `None` while somebody has not answered. `labels`
/// are those who were asked.
pub fn row(place: &Place, labels: &[String], answers: &Answers, language: Language) -> Option<Row> {
    let compared = Compared::new(answers);
    let standing = compared.standing();
    let severity = match standing {
        Standing::Pending => return None,
        Standing::Agree(_) => Severity::Good,
        Standing::Differ(_) if place.what == What::Address => Severity::Advice,
        Standing::Differ(_) => Severity::Warning,
        Standing::Alone(_) | Standing::Unknown => Severity::Unknown,
    };
    let label = |number: usize| labels.get(number).map(String::as_str).unwrap_or_default();
    let alone = match standing {
        Standing::Alone(number) => label(number),
        _ => "",
    };
    let evidence = answers.iter().flatten().zip(labels);
    let evidence = evidence.map(|(answer, label)| {
        let mut questioned = Questioned::new(answer, language);
        for exchanged in &mut questioned.exchanges {
            exchanged.resolver.clone_from(label);
        }
        questioned
    });
    let longest = || {
        let lifetimes = answers.iter().flatten().filter_map(|it| it.lifetime());
        lifetimes.max().map(|longest| language.lifetime(longest))
    };
    let sides = Sides {
        place,
        labels,
        answers,
        compared: &compared,
        common: compared.common(),
        language,
    };
    let notes = match (standing, &place.what) {
        (Standing::Differ(_), What::Address) => vec![language.addresses_differ()],
        _ => Vec::new(),
    };
    Some(Row {
        subject: place.question.to_string(),
        severity,
        word: language.severity(severity).to_owned(),
        unchecked: false,
        line: language.agreement(
            standing,
            alone,
            compared.failed.len(),
            compared.groups.first(),
        ),
        note: match standing {
            Standing::Differ(_) => longest().unwrap_or_default(),
            _ => String::new(),
        },
        records: Vec::new(),
        blocks: vec![Block::Sides {
            given: sides.all(),
            notes,
        }],
        findings: Vec::new(),
        more: 0,
        evidence: evidence.collect(),
        questions: language.questions(answers.len()),
        offers: Vec::new(),
        trial: None,
        policy: None,
    })
}

/// What a place's records are called, as plain text.
pub fn name(place: &Place, language: Language) -> String {
    let called = language.place(&place.what).plain();
    match place.what {
        What::Address => {
            let Place { question, .. } = place;
            format!("{} {}", question.rtype, alone(question.name.as_str()))
        }
        _ => called,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Name, RecordType};
    use crate::follow::compare::places;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    const DOMAIN: &str = "d.example";
    const OLD: &str =
        "d 3120 TXT \"v=spf1 mx include:x.example ~all\"\nd 3120 TXT same\nd MX 10 m.d";
    const NEW: &str = "d 300 TXT \"v=spf1 mx -all\"\nd 300 TXT same\nd MX 10 M.D";
    const DEAD: &str = "$FAIL timeout d";

    fn labels() -> Vec<String> {
        ["One", "Two", "Three"].map(String::from).into()
    }

    /// The place of one type at the domain, and what resolvers with these zones
    /// say.
    fn asked(rtype: RecordType, zones: &[&str]) -> (Place, Vec<Option<Rc<Answer>>>) {
        let domain = Name::parse(DOMAIN).unwrap();
        let places = places(&domain, &[]);
        let mut places = places.into_iter();
        let place = places.find(|place| place.question.rtype == rtype).unwrap();
        let answers = zones
            .iter()
            .map(|zone| client(zone).ask(&domain, rtype).now_or_never());
        (place, answers.collect())
    }

    fn row_of(rtype: RecordType, zones: &[&str], language: Language) -> Row {
        let (place, answers) = asked(rtype, zones);
        row(&place, &labels(), &answers, language).unwrap()
    }

    fn sides(row: &Row) -> &[Given] {
        match row.blocks.as_slice() {
            [Block::Sides { given, .. }] => given,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_differs_is_underlined_and_what_is_common_left_out() {
        let row = row_of(RecordType::TXT, &[OLD, NEW, DEAD], Language::English);
        assert_eq!(row.severity, Severity::Warning);
        assert_eq!(row.line.plain(), "2 different answers; 1 gave no answer");
        assert_eq!(row.note, "up to 52 min");
        let [old, new, dead] = sides(&row) else {
            panic!("{:?}", row.blocks);
        };
        assert_eq!(old.who, [("One".into(), "up to 52 min".into())]);
        assert_eq!(new.who, [("Two".into(), "up to 5 min".into())]);
        let marked = |given: &Given| {
            let [excerpt] = given.texts.as_slice() else {
                panic!("{given:?}");
            };
            let words = excerpt.faults.iter().map(|it| it.span.slice(&excerpt.text));
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(marked(old), ["include:x.example", "~all"]);
        assert_eq!(marked(new), ["-all"]);
        assert_eq!(new.more.plain(), "and one more record, the same everywhere");
        assert!(!dead.known && dead.who == [("Three".into(), String::new())]);
        assert!(dead.outcome.plain().starts_with("unknown: "));
        assert_eq!(row.evidence.len(), 3);
        assert_eq!(row.evidence[1].exchanges[0].resolver, "Two");
    }

    #[test]
    fn where_all_agree_all_is_shown_once() {
        let row = row_of(RecordType::MX, &[OLD, NEW, OLD], Language::Chinese);
        assert_eq!(row.severity, Severity::Good);
        assert_eq!(row.line.plain(), "3家一致：1条记录");
        let [all] = sides(&row) else {
            panic!("{:?}", row.blocks);
        };
        assert_eq!(all.lines, ["MX 10 m.d.example"]);
        assert_eq!(all.who.len(), 3);
        let row = row_of(RecordType::NS, &[OLD, NEW], Language::English);
        assert_eq!(row.line.plain(), "both agree: no such record");
        assert!(!sides(&row)[0].outcome.is_empty());
    }

    #[test]
    fn one_answer_is_no_comparison() {
        let row = row_of(RecordType::TXT, &[DEAD, NEW], Language::English);
        assert_eq!(row.severity, Severity::Unknown);
        assert_eq!(row.line.plain(), "only Two answered; 1 gave no answer");
        let row = row_of(RecordType::TXT, &[DEAD, DEAD], Language::Chinese);
        assert_eq!(row.line.plain(), "没有一家答复");
        let (place, mut answers) = asked(RecordType::TXT, &[OLD, NEW]);
        answers.push(None);
        assert!(super::row(&place, &labels(), &answers, Language::English).is_none());
    }

    #[test]
    fn the_sum_says_what_is_unknown_too() {
        let answers = |zones: &[&str]| {
            [RecordType::MX, RecordType::TXT]
                .map(|rtype| asked(rtype, zones).1)
                .to_vec()
        };
        let sum = |zones: &[&str]| sum(&answers(zones), zones.len(), Language::English).plain();
        assert_eq!(
            sum(&[OLD, OLD, DEAD]),
            "The 2 that answered say the same of both records that could be compared. \
             1 of 3 gave no answer at all."
        );
        assert!(sum(&[OLD, NEW]).starts_with("1 of 2 records differ."));
        assert_eq!(
            sum(&[OLD, DEAD]),
            "Only one resolver answered, and one answer cannot be compared. \
             1 of 2 gave no answer at all."
        );
        assert!(sum(&[DEAD]).starts_with("Nobody answered"));
        let half = "$FAIL timeout d TXT\nd MX 10 m.d";
        assert_eq!(
            sum(&[half, half]),
            "The 2 that answered say the same of the one record that could be compared. \
             Too few answers came to compare 1 record."
        );
    }

    #[test]
    fn a_change_is_told_by_resolver() {
        let (place, answers) = asked(RecordType::TXT, &[OLD, NEW, DEAD]);
        let domain = Name::parse(DOMAIN).unwrap();
        let arrived = |text, language| {
            let answers = [answers.clone()];
            let places = std::slice::from_ref(&place);
            super::arrived(text, &domain, places, &labels(), &answers, language)
        };
        let said = arrived("v=spf1 mx -all", Language::English);
        let stand: Vec<_> = said
            .vantages
            .iter()
            .map(|at| (at.severity, at.words.plain()))
            .collect();
        assert_eq!(
            stand[..2],
            [
                (Severity::Advice, "has another answer, up to 52 min".into()),
                (Severity::Good, "has it".into()),
            ]
        );
        assert_eq!(stand[2].0, Severity::Unknown);
        assert_eq!(
            said.sum.plain(),
            "The change has arrived at 1 of 2. One is behind; what it has instead may stay there \
             up to 52 min. Of one more it is unknown."
        );
        let said = arrived("v=spf1 mx -all", Language::Chinese);
        assert_eq!(
            said.sum.plain(),
            "2家里有1家已经看到改动，还有1家没有；它们手里的答复最多还有52分钟。另有1家情况未知。"
        );
        assert_eq!(arrived(" ", Language::English), Arrived::default());
        let refused = arrived("d.example. CAA 0 issue ca", Language::English);
        assert!(refused.vantages.is_empty() && !refused.refused.is_empty());
    }
}
