//! What a check brought: its head, and a row for each subject.

use super::answers;
use super::app::{App, Fetched, Msg};
use super::browser;
use super::copy_button::CopyButton;
use super::fix;
use super::navigation;
use super::prose::prose;
use super::room::{Room, SHARE};
use super::run::{Run, Stage, Told};
use super::subject_row::{Drawn, SubjectRow};
use super::trial::{self, SPF};
use super::{policy, progress};
use crate::report::link::Link;
use crate::text::Language;
use yew::html::Scope;
use yew::prelude::*;

/// What a check brought.
pub fn view(app: &App, run: &Run, link: &Scope<App>) -> Html {
    let language = app.language;
    let ui = language.ui();
    if run.begun.subjects.is_empty() {
        if !run.begun.notice.is_empty() {
            return not_opened(app, run);
        }
        if run.stage == Stage::Running {
            return coming(app, run);
        }
    }
    let worst = &run.ended.worst;
    let tries = !app.trial.tried.ip.is_empty();
    let on_trial = |told: &Option<Told>| {
        let told = told.as_ref().filter(|told| told.0.trial.is_some())?;
        Some(Drawn(trial::view(app, link, Some(told))))
    };
    let policy = |told: &Option<Told>| {
        let place = told.as_ref()?.0.policy.as_ref()?;
        Some(Drawn(policy::view(app, link, place)))
    };
    html! {
        <article class="result" key={run.number}>
            {head(app, run, link)}
            <div class="panel">{ for panel(run, language) }</div>
            {progress::view(run)}
            {answers::view(run, language)}
            {fix::first(run, language)}
            <h2 id="looked-at">{ui.looked_at}</h2>
            <div class="subjects">
                for ((id, name), told) in run.begun.subjects.iter().zip(&run.rows) {
                    <SubjectRow
                        key={id.clone()}
                        id={id.clone()}
                        name={name.clone()}
                        row={told.clone()}
                        open={worst == id || (tries && id == SPF)}
                        trial={on_trial(told)}
                        beside={policy(told)}
                        over={run.stage != Stage::Running}
                        {language}
                    />
                }
            </div>
        </article>
    }
}

/// What is seen until it has begun, above all while the engine is on its way.
/// The same markup stands in `index.html`.
fn coming(app: &App, run: &Run) -> Html {
    let words = match app.engine {
        Fetched::Waiting => app.language.ui().engine_coming,
        _ => "",
    };
    html! {
        <article class="result" key="coming">
            <div class="head">
                <h1>{run.begun.title.clone()}</h1>
                <p class="coming">{words}</p>
            </div>
        </article>
    }
}

/// That a link or a report could not be opened, and why.
fn not_opened(app: &App, run: &Run) -> Html {
    html! {
        <article class="result" key="not-opened">
            <div class="head">
                <h1>{run.begun.title.clone()}</h1>
                <p class="made-up">{prose(&run.begun.notice)}</p>
                <p class="buttons"><a class="button" href="#open">{app.language.ui().open}</a></p>
            </div>
        </article>
    }
}

fn head(app: &App, run: &Run, link: &Scope<App>) -> Html {
    let language = app.language;
    let ui = language.ui();
    let press = link.callback(|running| match running {
        true => Msg::Stop,
        false => Msg::CheckAgain,
    });
    let address = browser::window().and_then(|window| window.location().href().ok());
    let unanswered = run.stage != Stage::Running && run.ended.resolver.is_empty();
    let offline = unanswered && run.begun.notice.is_empty() && browser::offline();
    let note = match offline {
        true => html! { {ui.offline} },
        false => prose(&run.begun.notice),
    };
    let (count, total) = match run.stage {
        Stage::Running => (run.progress.words.clone(), String::new()),
        Stage::Stopped => (run.progress.words.clone(), ui.stopped.to_owned()),
        Stage::Done => {
            let mut count = run.ended.questions.clone();
            if run.begun.seen == 0.0 {
                count += " · ";
                count += &browser::duration(run.elapsed);
            }
            (count, run.ended.total.clone())
        }
    };
    // They keep their places until all of it is known.
    let later = if run.stage == Stage::Done {
        ""
    } else {
        "later"
    };
    html! {
        <div class="head">
            <h1>{run.begun.title.clone()}<small>{run.begun.beside.clone()}</small></h1>
            <div class="when">
                <p>
                    <time datetime={browser::iso_date(run.started)}>{run.begun.moment.clone()}</time>
                    <span class="count">{count}</span>
                    <span class="total" role="status">{total}</span>
                </p>
                <p class="actions">
                    {progress::button(run, language, &app.button, press)}
                    <span key="compare">{ for compare(run, language) }</span>
                    <CopyButton key="share" text={address.unwrap_or_default()} label={ui.share} {language} />
                    <span key="build" class={later}>{ for build(run, language) }</span>
                    <span key="save" class={later}>{ for save(run, language, link) }</span>
                </p>
            </div>
            <p class={if run.begun.seen > 0.0 { "made-up seen" } else { "made-up" }}>{note}</p>
        </div>
    }
}

/// What is open beside the result.
fn panel(run: &Run, language: Language) -> Option<Html> {
    let room = run.panel;
    (!room.is_empty())
        .then(|| html! { <Room key={room} {room} {language} ontold={Callback::noop()} /> })
}

/// What opens where a check is shared and saved.
fn save(run: &Run, language: Language, link: &Scope<App>) -> Option<Html> {
    let checked = !run.begun.subjects.is_empty();
    let onclick = link.callback(|_| Msg::Panel(SHARE));
    let open = (run.panel == SHARE).to_string();
    checked.then(|| {
        html! { <button type="button" id="save" aria-expanded={open} {onclick}>{language.ui().save}</button> }
    })
}

/// The way to a builder that starts from what a domain has.
fn build(run: &Run, language: Language) -> Option<Html> {
    let domain = !run.begun.questions.is_empty();
    let link = Link {
        build: Some("spf".to_owned()),
        domain: run.domain().to_owned(),
        ..Link::default()
    };
    let href = ["#", &link.fragment()].concat();
    domain
        .then(|| html! { <a class="button" id="build-from" {href}>{language.ui().build_from}</a> })
}

/// The way to what several resolvers answer, where a domain is checked.
fn compare(run: &Run, language: Language) -> Option<Html> {
    let is_domain = run.begun.subjects.len() > 1;
    let here = navigation::current_link();
    let link = Link {
        compare: Some(run.domain().to_owned()),
        selectors: match run.stage {
            Stage::Done => run.ended.selectors.clone(),
            Stage::Running | Stage::Stopped => here.selectors,
        },
        profile: here.profile,
        language: Some(navigation::short_tag(language).to_owned()),
        ..Link::default()
    };
    let href = ["#", &link.fragment()].concat();
    is_domain.then(|| html! { <a class="button" id="compare" {href}>{language.ui().compare}</a> })
}
