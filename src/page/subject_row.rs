//! One subject: a line that says how it stands, and all of it on demand.

use super::evidence::Evidence;
use super::finding;
use super::icon::{State, icon};
use super::prose::prose;
use super::record_view::RecordView;
use super::run::Told;
use super::subjects;
use crate::rule::{Severity, Subject};
use crate::text::{Language, Prose};
use yew::prelude::*;

/// A subject and what was told of it.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The subject.
    pub subject: Subject,
    /// What was told of it so far.
    pub report: Option<Told>,
    /// Whether the row opens of itself.
    pub open: bool,
    /// Whether the check is over, so that nothing more is told.
    pub over: bool,
    /// The language of the page.
    pub language: Language,
}

/// One subject: a line that says how it stands, and all of it on demand.
#[component]
pub fn SubjectRow(props: &Props) -> Html {
    let language = props.language;
    let ui = language.ui();
    let (state, word, line, note) = match (&props.report, props.over) {
        (Some(report), _) => {
            let severity = report.severity();
            (
                State::Judged(severity),
                language.severity(severity),
                line(report, language),
                note(report, language),
            )
        }
        (None, false) => (State::Pending, ui.pending, "".into(), ui.pending.to_owned()),
        (None, true) => (
            State::Judged(Severity::Unknown),
            ui.unknown,
            ui.stopped.into(),
            ui.unknown.to_owned(),
        ),
    };
    html! {
        <details
            class="subject" open={props.open}
            data-subject={subject_id(props.subject)} data-state={state.name()}
        >
            <summary>
                {icon(state, word)}
                <b>{language.subject(props.subject)}</b>
                <span class="line">{prose(&line)}</span>
                <span class="note">{note}</span>
            </summary>
            <div class="body">{body(props)}</div>
        </details>
    }
}

fn body(props: &Props) -> Html {
    let language = props.language;
    let Some(report) = &props.report else {
        return html! { <p class="quiet">{language.ui().pending}</p> };
    };
    let records = report.records.iter().enumerate().map(|(index, record)| {
        let faults: Vec<_> = report
            .findings
            .iter()
            .filter_map(|finding| Some((finding.place?, finding.severity)))
            .filter(|(place, _)| place.record == index)
            .map(|(place, severity)| (place.span, severity))
            .collect();
        html! {
            <RecordView
                key={index} {language} {faults}
                owner={record.txt.owner.to_string()} text={record.txt.text.clone()}
            />
        }
    });
    html! {
        <>
            <div class="records">{ for records }</div>
            <div class="detail">{subjects::view(&report.detail, language)}</div>
            <ul class="findings">
                {finding::list(report.findings.iter().map(|finding| (&finding.fact, finding.severity)), language)}
            </ul>
            <Evidence report={report.clone()} {language} />
        </>
    }
}

/// What is so, in a line: the gravest fault, or what there is.
fn line(report: &Told, language: Language) -> Prose {
    match report.findings.first() {
        Some(finding) if finding.severity > Severity::Advice => language.fact(&finding.fact).title,
        _ => language.summary(&report.detail),
    }
}

fn note(report: &Told, language: Language) -> String {
    let severity = report.severity();
    if report.evidence.is_empty() && severity == Severity::Good {
        return String::new();
    }
    language.tally(severity, report.count(severity))
}

/// The name of a subject in `data-subject`.
fn subject_id(subject: Subject) -> &'static str {
    match subject {
        Subject::Domain => "domain",
        Subject::Mx => "mx",
        Subject::Ptr => "ptr",
        Subject::Spf => "spf",
        Subject::Dkim => "dkim",
        Subject::Dmarc => "dmarc",
        Subject::MtaSts => "mta-sts",
        Subject::TlsRpt => "tls-rpt",
        Subject::Bimi => "bimi",
        Subject::Tlsa => "tlsa",
        Subject::Caa => "caa",
    }
}
