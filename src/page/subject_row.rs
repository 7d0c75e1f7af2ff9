//! One subject: a line that says how it stands, and all of it on demand.

use super::blocks;
use super::evidence::Evidence;
use super::finding;
use super::icon::{State, icon};
use super::prose::prose;
use super::run::Told;
use super::terms::Terms;
use crate::rule::Severity;
use crate::text::Language;
use std::rc::Rc;
use yew::prelude::*;

/// A subject and what was told of it.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The subject's id.
    pub id: AttrValue,
    /// What the subject is called.
    pub name: AttrValue,
    /// What was told of it so far.
    pub row: Option<Told>,
    /// Whether the row opens of itself.
    pub open: bool,
    /// What of it is on trial, in place of what was told.
    #[prop_or_default]
    pub trial: Option<Drawn>,
    /// What else can be done about it.
    #[prop_or_default]
    pub beside: Option<Drawn>,
    /// Whether the check is over, so that nothing more is told.
    pub over: bool,
    /// The language of the page.
    pub language: Language,
}

/// What is drawn already. It is never taken for the same: to compare it would
/// cost more than to draw it.
#[derive(Clone)]
pub struct Drawn(pub Html);

impl PartialEq for Drawn {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// One subject: a line that says how it stands, and all of it on demand.
#[component]
pub fn SubjectRow(props: &Props) -> Html {
    let ui = props.language.ui();
    // What stands below, once the row is open, is not said twice.
    let told = props.row.as_ref().is_some_and(|Told(row)| {
        let first = row.findings.first();
        first.is_some_and(|first| first.title == row.line)
    });
    let (state, word, line, note) = match (&props.row, props.over) {
        (Some(Told(row)), _) => (
            match row.unchecked {
                true => State::Unchecked,
                false => State::Judged(row.severity),
            },
            row.word.clone(),
            prose(&row.line),
            row.note.clone(),
        ),
        (None, false) => {
            let pending = ui.pending.to_owned();
            (State::Pending, pending.clone(), Html::default(), pending)
        }
        (None, true) => {
            let unknown = ui.unknown.to_owned();
            let state = State::Judged(Severity::Unknown);
            (state, unknown.clone(), html! { {ui.stopped} }, unknown)
        }
    };
    html! {
        <details class="subject" open={props.open} data-subject={props.id.clone()} data-state={state.name()}>
            <summary>
                {icon(state, word)}
                <b>{props.name.clone()}</b>
                <span class={classes!("line", told.then_some("twice"))}>{line}</span>
                <span class="note">{note}</span>
            </summary>
            <div class="body">{body(props)}</div>
        </details>
    }
}

fn body(props: &Props) -> Html {
    let language = props.language;
    let Some(told) = &props.row else {
        return html! { <p class="quiet">{language.ui().pending}</p> };
    };
    let row = &told.0;
    html! {
        <>
            <div class="records">
                for (index, excerpt) in row.records.iter().enumerate() {
                    <Terms key={index} excerpt={Rc::new(excerpt.clone())} folded={true} {language} />
                }
            </div>
            if let Some(trial) = &props.trial {
                <div class="on-trial" key="trial">{trial.0.clone()}</div>
            } else {
                <div class="detail" key="detail">{blocks::view(&row.blocks, language)}</div>
                <div class="beside" key="beside">{ for props.beside.iter().map(|it| it.0.clone()) }</div>
                <ul class="findings" key="findings">{finding::list(&row.findings, row.more, language)}</ul>
            }
            if !row.evidence.is_empty() {
                <Evidence row={told.clone()} {language} />
            }
        </>
    }
}
