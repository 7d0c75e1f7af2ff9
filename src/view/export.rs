//! A report for other programs: as Markdown, and its findings as CSV.

use super::publish::{Form, Written};
use super::subject::{id, line, word};
use crate::check::{Answers, Finding, Judged, answer::Asked};
use crate::dns::Name;
use crate::fix::{Known, Plan};
use crate::report::{SUBJECTS, SubjectReport};
use crate::text::{Language, visible};
use serde::Serialize;
use std::rc::Rc;

/// A file to be saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Exported {
    /// The name that is proposed for it.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// What is in it.
    pub text: String,
}

/// What a check came to.
pub struct Report<'a> {
    /// The domain, or the reverse name of an address.
    pub domain: &'a Name,
    /// When it was checked, in ISO 8601.
    pub date: String,
    /// Who answered.
    pub resolvers: Vec<Rc<str>>,
    /// What the domain was judged as.
    pub judged: Option<Judged>,
    /// What all of it comes to.
    pub answers: Option<&'a Answers>,
    /// What was found of each subject.
    pub reports: &'a [Rc<SubjectReport>],
    /// What to do about it.
    pub plan: &'a Plan,
    /// What is known of the domain.
    pub known: &'a Known,
}

impl Report<'_> {
    /// What is in the columns of [`Report::csv`].
    const COLUMNS: [&'static str; 10] = [
        "domain",
        "date",
        "subject",
        "severity",
        "rule",
        "title",
        "detail",
        "name",
        "record",
        "reference",
    ];

    /// The findings as comma-separated values (RFC 4180), a line each below a
    /// line of names.
    pub fn csv(&self, language: Language) -> String {
        let mut csv = head(&Self::COLUMNS);
        for report in self.subjects() {
            for finding in &report.findings {
                csv += &self.finding(report, finding, language);
            }
        }
        csv
    }

    /// The domain or the address.
    fn checked(&self) -> String {
        match self.domain.to_address() {
            Some(address) => address.to_string(),
            None => self.domain.to_string(),
        }
    }

    fn finding(&self, report: &SubjectReport, finding: &Finding, language: Language) -> String {
        let rule = finding.fact.rule();
        let message = language.fact(&finding.fact);
        let record = finding.place.and_then(|it| report.records.get(it.record));
        let name = record.map(|record| record.txt.owner.to_string());
        let text = record.map(|record| record.txt.text.clone());
        row(&[
            &self.checked(),
            &self.date,
            id(report.subject),
            finding.severity.id(),
            rule.id,
            &message.title.plain(),
            &message.detail.plain(),
            &name.unwrap_or_default(),
            &text.unwrap_or_default(),
            &rule.reference.url().unwrap_or_default(),
        ])
    }

    /// The whole report as Markdown.
    pub fn markdown(&self, language: Language) -> String {
        let words = language.snapshot_words();
        let mut to = Written::new(Form::Markdown, self.known, language);
        let title = match language {
            Language::English => [words.report, " ", &self.checked()].concat(),
            Language::Chinese => [words.report, &self.checked()].concat(),
        };
        to.heading("#", &title);
        to.fact(words.checked, &self.date);
        let resolvers = self.resolvers.iter();
        let resolvers: Vec<_> = resolvers
            .map(|it| to.code(&visible(it).to_string()))
            .collect();
        to.fact(words.resolvers, &resolvers.join(", "));
        if let Some(judged) = self.judged {
            to.line("");
            to.prose(&language.judged(judged));
            self.answers(&mut to, language);
        }
        if !self.plan.steps.is_empty() {
            to.heading("##", words.steps);
            to.steps(self.plan, "###");
        }
        to.heading("##", words.found);
        for report in self.subjects() {
            subject(&mut to, report, language);
        }
        to.text
    }

    fn answers(&self, to: &mut Written<'_>, language: Language) {
        let Some(answers) = self.answers else { return };
        to.heading("##", language.snapshot_words().answers);
        for asked in Asked::ALL {
            let verdict = language.verdict(answers.verdict(asked));
            let sentence = to.said(&language.answer(answers, asked));
            let question = format!("{} {verdict}", language.asked(asked));
            to.fact(&question, &sentence);
        }
        to.line("");
    }

    fn subjects(&self) -> impl Iterator<Item = &SubjectReport> {
        let report = |subject| {
            let mut reports = self.reports.iter();
            reports.find(|report| report.subject == subject)
        };
        SUBJECTS.into_iter().filter_map(report).map(Rc::as_ref)
    }
}

fn subject(to: &mut Written<'_>, report: &SubjectReport, language: Language) {
    to.heading("###", language.subject(report.subject));
    let said = to.said(&line(report, language));
    to.fact(word(report, language), &said);
    let own = report.records.iter().enumerate();
    for (_, record) in own.filter(|(index, _)| report.is_own(*index)) {
        to.line("");
        let owner = to.code(record.txt.owner.as_str());
        to.line(&owner);
        to.block(&record.txt.text);
    }
    to.line("");
    for finding in &report.findings {
        let message = language.fact(&finding.fact);
        let title = to.said(&message.title);
        let detail = to.said(&message.detail);
        // Two lines of one item.
        let said = [title, detail].join("\\\n  ");
        to.fact(language.severity(finding.severity), &said);
    }
    to.line("");
}

/// The first line of a table: the names of its columns, behind the mark by which
/// spreadsheets know UTF-8.
pub fn head(columns: &[&str]) -> String {
    ["\u{feff}", &row(columns)].concat()
}

/// A line of comma-separated values (RFC 4180).
pub fn row(fields: &[&str]) -> String {
    let fields: Vec<_> = fields.iter().map(|field| quoted(field)).collect();
    [&fields.join(","), "\r\n"].concat()
}

/// A value between quotes. What spreadsheets would take for a formula begins
/// with an apostrophe, which makes a text of it.
fn quoted(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::sample::sample;
    use crate::dns::{Client, clock::StillClock};
    use crate::report::{Request, Told, check_domain, fixes};
    use futures_util::FutureExt;
    use std::cell::RefCell;

    /// What a text says of a made-up domain that has many faults.
    fn told(tell: impl Fn(&Report<'_>) -> String) -> String {
        let domain = Name::parse("many-faults.example").unwrap();
        let client = Client::new(vec![sample()], Rc::new(StillClock::default()));
        let request = Request {
            domain: domain.clone(),
            selectors: Vec::new(),
            profile: None,
        };
        let told = RefCell::new(Vec::new());
        let keep = |event| told.borrow_mut().push(event);
        check_domain(&client, &request, &keep)
            .now_or_never()
            .unwrap();
        let told = told.into_inner();
        let reports: Vec<_> = told
            .iter()
            .filter_map(|told| match told {
                Told::Subject(report) => Some(report.clone()),
                _ => None,
            })
            .collect();
        let known = fixes::known(reports.iter().map(Rc::as_ref));
        let plan = fixes::plan(reports.iter().map(Rc::as_ref), &known);
        tell(&Report {
            domain: &domain,
            date: "2026-11-24T21:00:00Z".to_owned(),
            resolvers: vec!["sample".into()],
            judged: told.iter().find_map(|it| match it {
                Told::Judged(judged) => Some(*judged),
                _ => None,
            }),
            answers: told.iter().find_map(|it| match it {
                Told::Answers(answers) => Some(answers),
                _ => None,
            }),
            reports: &reports,
            plan: &plan,
            known: &known,
        })
    }

    #[test]
    fn values_are_quoted_and_no_formulas() {
        assert_eq!(
            row(&["a", "b \"c\"", "d,\ne", ""]),
            "\"a\",\"b \"\"c\"\"\",\"d,\ne\",\"\"\r\n"
        );
        for formula in ["=1+1", "+1", "-all", "@SUM(A1)", "\tx", "\rx", "＝1"] {
            assert_eq!(row(&[formula]), format!("\"'{formula}\"\r\n"));
        }
        assert_eq!(row(&["v=spf1 -all"]), "\"v=spf1 -all\"\r\n");
    }

    #[test]
    fn each_finding_has_a_line() {
        for language in Language::ALL {
            let csv = told(|report| report.csv(language));
            assert!(
                csv.starts_with("\u{feff}\"domain\",\"date\",\"subject\",\"severity\",\"rule\"")
            );
            let lines = csv.matches("\r\n").count();
            assert!(lines > 20, "{lines}");
            let line = csv
                .lines()
                .find(|line| line.contains("\"spf-several-records\""));
            let line = line.expect("two SPF records");
            let begins = "\"many-faults.example\",\"2026-11-24T21:00:00Z\",\"spf\",\"error\",";
            assert!(line.starts_with(begins), "{line}");
        }
    }

    #[test]
    fn the_report_is_whole_as_markdown() {
        let text = told(|report| report.markdown(Language::English));
        for part in [
            "# Mail DNS of many-faults.example\n",
            "- **Seen**: 2026-11-24T21:00:00Z\n",
            "- **Answered by**: `sample`\n",
            "\n## In short\n",
            "\n## What to do\n",
            "\n### 1. ",
            "\n## What was looked at\n",
            "\n### SPF\n",
            "`many-faults.example`\n\n```\nv=spf1",
            "- **error**: There are 2 SPF records; receivers use none of them\\\n  Receivers that",
        ] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        let chinese = told(|report| report.markdown(Language::Chinese));
        assert!(chinese.starts_with("# 邮件DNS报告：many-faults.example\n"));
    }
}
