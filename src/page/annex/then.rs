//! What was seen then beside what is there now.

use super::{Room, fetch_engine};
use crate::page::engine::Engine;
use crate::page::icon::{State, icon, severity_name};
use crate::page::prose::prose;
use crate::page::run::Told;
use crate::page::style::sheet;
use crate::page::subject_row::SubjectRow;
use crate::text::Language;
use crate::view::{Brief, Differing, Progressed, Turned};
use std::rc::Rc;
use yew::prelude::*;

/// A comparison with now, under way or done.
pub struct Then {
    language: Language,
    engine: Option<Engine>,
    progress: Progressed,
    compared: Option<Compared>,
}

/// What it came to, and its rows as they are drawn.
struct Compared {
    differing: Differing,
    rows: Vec<(String, Told)>,
}

/// What changes it.
pub enum Msg {
    /// The engine came, or did not.
    Fetched(Option<Engine>),
    /// The page speaks another language.
    Spoken(Language),
    /// How far the check of now is.
    Progressed(Progressed),
    /// What has changed.
    Differing(Box<Differing>),
}

impl Component for Then {
    type Message = Msg;
    type Properties = Room;

    fn create(ctx: &Context<Self>) -> Self {
        fetch_engine(ctx, Msg::Fetched);
        Self {
            language: ctx.props().language,
            engine: None,
            progress: Progressed::default(),
            compared: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Fetched(engine) => {
                self.engine = engine;
                self.compare(ctx);
            }
            Msg::Spoken(language) => {
                self.language = language;
                if let (Some(engine), Some(_)) = (&self.engine, &self.compared) {
                    engine.set_language(language);
                    self.compared = Some(Compared::new(engine.differing()));
                }
            }
            Msg::Progressed(progress) => self.progress = progress,
            Msg::Differing(differing) => self.compared = Some(Compared::new(*differing)),
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        view(self)
    }
}

impl Then {
    /// Speaks another language.
    pub fn speak(handle: &AppHandle<Self>, language: Language) {
        handle.send_message(Msg::Spoken(language));
    }

    fn compare(&self, ctx: &Context<Self>) {
        if let Some(engine) = self.engine.clone() {
            engine.set_language(self.language);
            let link = ctx.link().clone();
            let tell = move |progressed| link.send_message(Msg::Progressed(progressed));
            ctx.link()
                .send_future(async move { Msg::Differing(engine.then_and_now(tell).await.into()) });
        }
    }
}

impl Compared {
    fn new(mut differing: Differing) -> Self {
        let rows = std::mem::take(&mut differing.rows).into_iter();
        Self {
            rows: rows.map(|(name, row)| (name, Told(Rc::new(row)))).collect(),
            differing,
        }
    }
}

/// A comparison with now.
fn view(then: &Then) -> Html {
    let language = then.language;
    let Some(compared) = &then.compared else {
        let Progressed {
            answered,
            asked,
            words,
        } = &then.progress;
        return html! {
            <section class="then" key="wait" data-state="running">
                {sheet("share.css")}
                <p class="quiet">{words.clone()}</p>
                <progress max={asked.max(&1).to_string()} value={answered.to_string()} aria-label={words.clone()}></progress>
            </section>
        };
    };
    let differing = &compared.differing;
    html! {
        <section class="then" key="then" aria-labelledby="then-title" data-state="done">
            {sheet("compare.css")}
            {sheet("share.css")}
            <h2 id="then-title">{differing.title.clone()}</h2>
            <p class="sum" role="status">{prose(&differing.sum)}</p>
            {part(&differing.verdicts, differing.turned.is_empty(), turned(&differing.turned))}
            {part(&differing.changed, compared.rows.is_empty(), rows(&compared.rows, language))}
            {part(&differing.gone, differing.gone_findings.is_empty(), briefs("gone", &differing.gone_findings))}
            {part(&differing.come, differing.come_findings.is_empty(), briefs("come", &differing.come_findings))}
        </section>
    }
}

/// A part with its heading, unless there is nothing in it.
fn part(heading: &str, is_empty: bool, list: Html) -> Html {
    html! {
        <div hidden={is_empty}>
            <h3>{heading.to_owned()}</h3>
            {list}
        </div>
    }
}

fn turned(turned: &[Turned]) -> Html {
    html! {
        <ul class="turned">
            for (index, it) in turned.iter().enumerate() {
                <li key={index} data-state={severity_name(it.severity)}>
                    {icon(State::Judged(it.severity), String::new())}
                    <span>{it.question.clone()}</span>
                    <span><s>{it.then.clone()}</s>{" → "}<b>{it.now.clone()}</b></span>
                </li>
            }
        </ul>
    }
}

fn rows(rows: &[(String, Told)], language: Language) -> Html {
    html! {
        <div class="subjects">
            for (name, told) in rows.iter() {
                <SubjectRow
                    key={told.0.subject.clone()}
                    id={told.0.subject.clone()}
                    name={name.clone()}
                    row={told.clone()}
                    open={rows.len() == 1}
                    trial={None}
                    beside={None}
                    over={true}
                    {language}
                />
            }
        </div>
    }
}

fn briefs(which: &'static str, findings: &[Brief]) -> Html {
    html! {
        <ul class={classes!("briefs", which)}>
            for (index, it) in findings.iter().enumerate() {
                <li key={index} data-rule={it.rule.clone()}>
                    {icon(State::Judged(it.severity), it.word.clone())}
                    <span>{it.subject.clone()}</span>
                    <span>{prose(&it.title)}</span>
                </li>
            }
        </ul>
    }
}
