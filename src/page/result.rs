//! What a check brought: its head, and a row for each subject.

use super::app::{App, Msg};
use super::browser;
use super::copy_button::CopyButton;
use super::progress;
use super::record::RecordPage;
use super::run::{Run, Stage, Target};
use super::subject_row::SubjectRow;
use crate::record::kind::RecordKind;
use crate::rule::Severity;
use crate::text::Language;
use std::rc::Rc;
use yew::html::Scope;
use yew::prelude::*;

/// What a check brought.
pub fn view(run: &Run, language: Language, link: &Scope<App>) -> Html {
    let ui = language.ui();
    let worst = run.worst();
    html! {
        <article class="result" key={run.number}>
            {head(run, language, link)}
            {progress::view(run, language)}
            <h2 id="looked-at">{ui.looked_at}</h2>
            <div class="subjects">
                for (subject, told) in run.subjects.iter() {
                    <SubjectRow
                        key={language.subject(*subject)}
                        subject={*subject}
                        report={told.clone()}
                        open={worst == Some(*subject)}
                        over={run.stage != Stage::Running}
                        {language}
                    />
                }
            </div>
        </article>
    }
}

/// What a record's text says, read without DNS.
pub fn record(text: &Rc<str>, kind: Option<RecordKind>, language: Language) -> Html {
    html! {
        <article class="result" key={"record"}>
            <RecordPage text={text.clone()} {kind} {language} />
        </article>
    }
}

fn head(run: &Run, language: Language, link: &Scope<App>) -> Html {
    let ui = language.ui();
    let (title, beside) = match &run.target {
        Target::Domain(domain, _) => {
            let shown = domain.to_unicode();
            let beside = (shown != domain.as_str()).then(|| domain.to_string());
            (shown, beside)
        }
        Target::Address(address) => (address.to_string(), None),
    };
    let again = link.callback(|_| Msg::CheckAgain);
    let stop = link.callback(|_| Msg::Stop);
    let address = browser::window().and_then(|window| window.location().href().ok());
    html! {
        <div class="head">
            <h1>{title}<small>{beside.unwrap_or_default()}</small></h1>
            <div class="when">
                <p>
                    <time datetime={browser::iso_date(run.started)}>{browser::date(run.started, language)}</time>
                    <span class="count">{count(run, language)}</span>
                    <span class="total" role="status">{total(run, language)}</span>
                </p>
                <p class="actions">
                    if run.stage == Stage::Running {
                        <button type="button" id="stop" key="stop" onclick={stop}>{ui.stop}</button>
                    } else {
                        <button type="button" id="again" key="again" onclick={again}>{ui.check_again}</button>
                    }
                    <CopyButton key="share" text={address.unwrap_or_default()} label={ui.share} {language} />
                </p>
            </div>
            <p class="made-up">{if run.made_up { ui.made_up } else { "" }}</p>
        </div>
    }
}

fn count(run: &Run, language: Language) -> String {
    let progress = run.client.progress();
    match run.stage {
        Stage::Running => language.progress(progress.answered, progress.asked),
        _ => {
            let questions = language.questions(progress.answered);
            format!("{questions} · {}", browser::duration(run.elapsed))
        }
    }
}

/// Said once, when the check is over.
fn total(run: &Run, language: Language) -> String {
    match run.stage {
        Stage::Running => String::new(),
        Stage::Stopped => language.ui().stopped.to_owned(),
        Stage::Done => language.total(
            run.count(Severity::Error),
            run.count(Severity::Warning),
            run.unanswered(),
        ),
    }
}
