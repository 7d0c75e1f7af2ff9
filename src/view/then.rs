//! What was seen before beside what is there now.

use super::compare::{name, sides};
use super::evidence::Questioned;
use super::subject::{Block, Row};
use crate::check::answer::Asked;
use crate::check::{Answers, Finding};
use crate::follow::compare::{Place, What, places};
use crate::report::differences::{Became, Changed, Differences, only_in};
use crate::report::{Request, SubjectReport};
use crate::rule::{Profile, Severity};
use crate::text::{Language, Prose};
use serde::Serialize;
use std::rc::Rc;

/// What has changed since a check was made, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Differing {
    /// What this is called.
    pub title: String,
    /// What it came to; empty where there is nothing to compare yet.
    pub sum: Prose,
    /// What other answers to the three questions are called.
    pub verdicts: String,
    /// Those answers.
    pub turned: Vec<Turned>,
    /// What changed records are called.
    pub changed: String,
    /// Those records, then and now: what each is called, and its row.
    pub rows: Vec<(String, Row)>,
    /// What findings that have gone are called.
    pub gone: String,
    /// Those findings.
    pub gone_findings: Vec<Brief>,
    /// What new findings are called.
    pub come: String,
    /// Those findings.
    pub come_findings: Vec<Brief>,
}

/// An answer to one of the three questions that is not what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turned {
    /// Which question, in words.
    pub question: String,
    /// How much the answer of now matters.
    pub severity: Severity,
    /// The answer of then, in a word.
    pub then: String,
    /// The answer of now, in a word.
    pub now: String,
}

/// A finding in a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    /// The rule's id.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// The same in a word.
    pub word: String,
    /// What it is of.
    pub subject: String,
    /// What is so.
    pub title: Prose,
}

/// What a check came to.
pub struct Checked<'a> {
    /// When, and who answered.
    pub label: String,
    /// What was found of each subject.
    pub reports: &'a [Rc<SubjectReport>],
    /// What all of it comes to, for a domain of a profile.
    pub answers: Option<(&'a Answers, Profile)>,
}

impl Differing {
    /// What has changed from one check of a domain to another.
    pub fn new(
        request: &Request,
        differences: &Differences,
        then: &Checked<'_>,
        now: &Checked<'_>,
        language: Language,
    ) -> Self {
        let words = language.snapshot_words();
        let labels = [then.label.clone(), now.label.clone()];
        let known = places(&request.domain, &request.selectors);
        let rows = differences.changed.iter().map(|changed| {
            let place = known.iter().find(|it| it.question == changed.question);
            let place = place.cloned().unwrap_or_else(|| elsewhere(changed));
            let name = name(&place, language);
            (name, row(changed, &place, &labels, language))
        });
        let brief = |findings: Vec<(&SubjectReport, &Finding)>| {
            let told = findings.into_iter().filter(|(report, finding)| {
                finding.severity != Severity::Good && report.is_about_own(finding)
            });
            told.map(|(report, finding)| Brief::new(report, finding, language))
                .collect()
        };
        Self {
            title: words.then_and_now.to_owned(),
            sum: language.then_and_now(differences.tally),
            verdicts: words.verdicts.to_owned(),
            turned: turned(then, now, language),
            changed: words.changed.to_owned(),
            rows: rows.collect(),
            gone: words.gone.to_owned(),
            gone_findings: brief(only_in(then.reports, now.reports)),
            come: words.come.to_owned(),
            come_findings: brief(only_in(now.reports, then.reports)),
        }
    }
}

impl Brief {
    fn new(report: &SubjectReport, finding: &Finding, language: Language) -> Self {
        Self {
            rule: finding.fact.rule().id.to_owned(),
            severity: finding.severity,
            word: language.severity(finding.severity).to_owned(),
            subject: language.subject(report.subject).to_owned(),
            title: language.fact(&finding.fact).title,
        }
    }
}

fn turned(then: &Checked<'_>, now: &Checked<'_>, language: Language) -> Vec<Turned> {
    let (Some((before, _)), Some((after, profile))) = (then.answers, now.answers) else {
        return Vec::new();
    };
    let asked = Asked::ALL.into_iter();
    asked
        .filter(|&asked| before.verdict(asked) != after.verdict(asked))
        .map(|asked| Turned {
            question: language.asked(asked).to_owned(),
            severity: after.severity(asked, profile),
            then: language.verdict(before.verdict(asked)).to_owned(),
            now: language.verdict(after.verdict(asked)).to_owned(),
        })
        .collect()
}

/// A place that is none of those whose records have a name.
fn elsewhere(changed: &Changed) -> Place {
    Place {
        what: What::Address,
        question: changed.question.clone(),
    }
}

fn row(changed: &Changed, place: &Place, labels: &[String], language: Language) -> Row {
    let severity = match changed.became {
        Became::Changed | Became::Come | Became::Gone => Severity::Advice,
        Became::UnknownThen | Became::UnknownNow => Severity::Unknown,
    };
    let answers = [Some(changed.then.clone()), Some(changed.now.clone())];
    let became = language.became(changed.became);
    Row {
        subject: place.question.to_string(),
        severity,
        word: became.to_owned(),
        unchecked: false,
        line: became.into(),
        note: String::new(),
        records: Vec::new(),
        blocks: vec![Block::Sides {
            given: sides(place, labels, &answers, language),
            notes: Vec::new(),
        }],
        findings: Vec::new(),
        more: 0,
        evidence: [&changed.then, &changed.now]
            .map(|answer| Questioned::new(answer, language))
            .into(),
        questions: language.questions(2),
        offers: Vec::new(),
        trial: None,
        policy: None,
    }
}
