//! Several resolvers side by side: who is asked, whether a change has come to
//! them, and each record with the answers that differ lined up.

use super::app::{App, Fetched, Msg, Shown};
use super::browser;
use super::copy_button::CopyButton;
use super::icon::{State, icon, severity_name};
use super::navigation;
use super::progress;
use super::prose::prose;
use super::run::{Run, Stage};
use super::style::sheet;
use super::subject_row::SubjectRow;
use super::trial::Trial;
use crate::report::link::Link;
use crate::text::Language;
use crate::view::{Arrived, Comparison, Event};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::html::Scope;
use yew::prelude::*;

/// A comparison under way, or done.
pub struct Compared {
    /// Its records.
    pub run: Run,
    /// What surrounds them, once it is known.
    around: Rc<Comparison>,
    /// What stands in the field for a value.
    typed: String,
    /// The value that is looked for.
    pub expect: String,
    arrived: Arrived,
}

/// What changes it.
pub enum Move {
    /// One more resolver is to be asked.
    Also(String),
    /// A region is to be asked from.
    From(String),
    /// Something is typed into the field for a value.
    Typed(String),
    /// The value is to be looked for.
    Look,
}

impl Compared {
    fn new(run: Run, expect: String) -> Self {
        Self {
            run,
            around: Rc::default(),
            typed: expect.clone(),
            expect,
            arrived: Arrived::default(),
        }
    }

    /// The link to the check of the same domain.
    fn check(&self, language: Language) -> String {
        let here = navigation::current_link();
        let link = Link {
            check: Some(self.run.domain().to_owned()),
            selectors: here.selectors,
            profile: here.profile,
            language: Some(navigation::short_tag(language).to_owned()),
            ..Link::default()
        };
        link.fragment()
    }
}

impl App {
    /// Asks several resolvers for the records of the domain in the field.
    pub(super) fn compare(&mut self, ctx: &Context<Self>, expect: String) {
        self.stop();
        self.trial = Trial::default();
        self.runs += 1;
        let number = self.runs;
        let compared = Compared::new(Run::new(number, &self.typed), expect);
        let Fetched::Engine(engine) = &self.engine else {
            self.shown = Shown::Compared(compared.into());
            self.wake(ctx);
            return;
        };
        let understood = engine.understand(&self.typed, &self.selectors);
        if understood.refused || understood.record {
            self.shown = Shown::Start;
            return;
        }
        self.shown = Shown::Compared(compared.into());
        let link = ctx.link().clone();
        let tell = move |event| link.send_message(Msg::Happened(number, event));
        let (typed, selectors) = (self.typed.clone(), self.selectors.clone());
        let compare = engine.clone().compare(typed, selectors, tell);
        wasm_bindgen_futures::spawn_local(compare);
    }

    /// Takes up what happened in the comparison.
    pub(super) fn happened_comparing(&mut self, event: Event) {
        if let Shown::Compared(compared) = &mut self.shown {
            let looks = matches!(event, Event::Compared(_) | Event::Ended(_));
            match event {
                Event::Compared(around) => compared.around = around.into(),
                event => compared.run.happened(event),
            }
            if looks {
                self.look();
            }
        }
    }

    /// Takes up a change; whether it is to be seen.
    pub(super) fn move_comparison(&mut self, step: Move) -> bool {
        let (Shown::Compared(compared), Fetched::Engine(engine)) = (&mut self.shown, &self.engine)
        else {
            return false;
        };
        match step {
            Move::Also(label) => {
                compared.run.go_on();
                engine.compare_also(&label);
            }
            Move::From(region) => {
                compared.run.go_on();
                engine.compare_from(&region);
            }
            Move::Typed(text) => {
                compared.typed = text;
                return false;
            }
            Move::Look => {
                compared.expect.clone_from(&compared.typed);
                self.rewrite_link();
                self.look();
            }
        }
        true
    }

    /// Looks for the value in what has come so far.
    fn look(&mut self) {
        if let (Shown::Compared(compared), Fetched::Engine(engine)) =
            (&mut self.shown, &self.engine)
        {
            compared.arrived = engine.arrived(&compared.expect);
        }
    }
}

/// A comparison.
pub fn view(app: &App, compared: &Compared, link: &Scope<App>) -> Html {
    let language = app.language;
    let run = &compared.run;
    let around = &compared.around;
    html! {
        <article class="result compared" key={run.number}>
            {sheet("compare.css")}
            {head(app, compared, link)}
            {progress::view(run)}
            {vantages(around, link)}
            <p class="sum" role="status">{prose(&around.sum)}</p>
            <h2>{around.labels.arrival.clone()}</h2>
            {arrival(compared, link)}
            <h2>{around.labels.records.clone()}</h2>
            <div class="subjects">
                for ((id, name), told) in run.begun.subjects.iter().zip(&run.rows) {
                    <SubjectRow
                        key={id.clone()}
                        id={id.clone()}
                        name={name.clone()}
                        row={told.clone()}
                        open={run.ended.worst == *id}
                        trial={None}
                        beside={None}
                        over={run.stage != Stage::Running}
                        {language}
                    />
                }
            </div>
            <div class="notes">
                for note in around.notes.iter() { <p class="quiet">{prose(note)}</p> }
            </div>
            <div class="elsewhere">{regions(around, link)}</div>
        </article>
    }
}

fn head(app: &App, compared: &Compared, link: &Scope<App>) -> Html {
    let language = app.language;
    let ui = language.ui();
    let run = &compared.run;
    let address = browser::window().and_then(|window| window.location().href().ok());
    let count = match run.stage {
        Stage::Running => run.progress.words.clone(),
        Stage::Stopped => [&run.progress.words, " · ", ui.stopped].concat(),
        Stage::Done => run.ended.questions.clone(),
    };
    html! {
        <div class="head">
            <h1>{run.begun.title.clone()}<small>{run.begun.beside.clone()}</small></h1>
            <div class="when">
                <p>
                    <time datetime={browser::iso_date(run.started)}>{browser::date(run.started, language)}</time>
                    <span class="count">{count}</span>
                </p>
                <p class="actions">
                    <a class="button" href={["#", &compared.check(language)].concat()}>{ui.to_check}</a>
                    {progress::button(app, run, link)}
                    <CopyButton key="share" text={address.unwrap_or_default()} label={ui.share} {language} />
                </p>
            </div>
            <p class="made-up">{prose(&run.begun.notice)}</p>
        </div>
    }
}

/// Who is asked, and who could be asked too.
fn vantages(around: &Comparison, link: &Scope<App>) -> Html {
    html! {
        <div class="asked">
            <ul class="vantages">
                for vantage in around.vantages.iter() {
                    <li key={vantage.label.clone()} class={if vantage.answers { "" } else { "not-known" }} data-vantage={vantage.label.clone()}>
                        <b>{vantage.label.clone()}</b><small>{vantage.note.clone()}</small>
                    </li>
                }
            </ul>
            <p class="others">
                <span>{if around.others.is_empty() { String::new() } else { around.labels.also.clone() }}</span>
                for other in around.others.iter() {
                    <button
                        type="button" key={other.clone()} data-other={other.clone()}
                        onclick={let other = other.clone(); link.callback(move |_| Msg::Compare(Move::Also(other.clone())))}
                    >{"+ "}{other.clone()}</button>
                }
            </p>
        </div>
    }
}

/// A value to look for, and to whom it has come.
fn arrival(compared: &Compared, link: &Scope<App>) -> Html {
    let Compared {
        around, arrived, ..
    } = compared;
    let oninput = link.callback(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Msg::Compare(Move::Typed(text))
    });
    let onkeydown = link.batch_callback(|event: KeyboardEvent| {
        let looks = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        looks.then(|| {
            event.prevent_default();
            Msg::Compare(Move::Look)
        })
    });
    let onsubmit = link.callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Compare(Move::Look)
    });
    html! {
        <div class="arrival">
            <form {onsubmit}>
                <label for="expect">{around.labels.arrival_label.clone()}</label>
                <div class="field">
                    <textarea
                        id="expect" rows="1" value={compared.typed.clone()} placeholder="v=spf1 mx -all" dir="ltr"
                        autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="expect-error"
                        {oninput} {onkeydown}
                    />
                    <button>{around.labels.arrival_look.clone()}</button>
                </div>
                <p id="expect-error" class="refused" role="alert">{prose(&arrived.refused)}</p>
            </form>
            <p class="sum" id="arrived" role="status">{prose(&arrived.sum)}</p>
            <ul class="arrivals" data-question={arrived.question.clone()}>
                for at in arrived.vantages.iter() {
                    <li key={at.label.clone()} data-vantage={at.label.clone()} data-state={severity_name(at.severity)}>
                        {icon(State::Judged(at.severity), String::new())}
                        <b>{at.label.clone()}</b><span>{prose(&at.words)}</span>
                    </li>
                }
            </ul>
        </div>
    }
}

/// Places that can be asked from.
fn regions(around: &Comparison, link: &Scope<App>) -> Html {
    if around.regions.is_empty() {
        return html! { <p key="none"></p> };
    }
    html! {
        <section key="regions" aria-labelledby="elsewhere">
            <h2 id="elsewhere">{around.labels.elsewhere.clone()}</h2>
            <p class="quiet">{around.labels.elsewhere_note.clone()}</p>
            <p class="others regions">
                for region in around.regions.iter() {
                    <button
                        type="button" key={region.id.clone()} data-region={region.id.clone()} title={region.network.clone()}
                        disabled={region.asked} aria-pressed={region.asked.to_string()}
                        onclick={let id = region.id.clone(); link.callback(move |_| Msg::Compare(Move::From(id.clone())))}
                    >{region.name.clone()}</button>
                }
            </p>
        </section>
    }
}
