//! Several resolvers side by side: who is asked, whether a change has come to
//! them, and each record with the answers that differ lined up.

use super::{Annex, Msg, Shown};
use crate::page::browser;
use crate::page::copy_button::CopyButton;
use crate::page::icon::{State, icon, severity_name};
use crate::page::navigation::{current_link, replace_link, short_tag};
use crate::page::progress;
use crate::page::prose::prose;
use crate::page::run::{Run, Stage};
use crate::page::subject_row::SubjectRow;
use crate::report::link::Link;
use crate::text::Language;
use crate::view::{Arrived, Comparison, Event};
use web_sys::HtmlTextAreaElement;
use yew::html::Scope;
use yew::prelude::*;

/// A comparison under way, or done.
pub struct Compared {
    /// Its records.
    run: Run,
    /// What surrounds them, once it is known.
    around: Comparison,
    /// What stands in the field for a value.
    typed: String,
    /// The value that is looked for.
    expect: String,
    arrived: Arrived,
}

/// What changes it.
pub enum Step {
    /// Something happened in the comparison of this number.
    Happened(u32, Event),
    /// All are to be asked again.
    Again,
    /// Nobody is to be asked any more.
    Stop,
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
    /// What the room is called.
    pub fn title(&self, language: Language) -> String {
        [&self.run.begun.title, " · ", language.ui().compare].concat()
    }

    /// Whether all that was asked is answered, or was stopped.
    pub fn is_over(&self) -> bool {
        self.run.stage != Stage::Running
    }

    /// The link to the check of the same domain.
    fn check(&self, language: Language) -> String {
        let here = current_link();
        let link = Link {
            check: Some(self.run.domain().to_owned()),
            selectors: here.selectors,
            profile: here.profile,
            language: Some(short_tag(language).to_owned()),
            ..Link::default()
        };
        link.fragment()
    }
}

impl Annex {
    /// Asks several resolvers for the records of the domain in a link, as soon
    /// as the engine is there.
    pub(super) fn show_compare(&mut self, ctx: &Context<Self>, link: Link) {
        self.compared += 1;
        let domain = link.compare.unwrap_or_default();
        self.shown = Shown::Compared(Box::new(Compared {
            run: Run::new(self.compared, &domain),
            around: Comparison::default(),
            typed: link.expect.clone(),
            expect: link.expect,
            arrived: Arrived::default(),
        }));
        self.begin_compare(ctx);
    }

    /// Begins the comparison that is shown, or tells it again in the present
    /// language.
    pub(super) fn begin_compare(&mut self, ctx: &Context<Self>) {
        let (Shown::Compared(compared), Some(engine)) = (&mut self.shown, &self.engine) else {
            return;
        };
        if !compared.run.begun.subjects.is_empty() {
            engine.tell_again();
            return;
        }
        let link = current_link();
        let domain = link.compare.unwrap_or_default();
        let selectors = link.selectors.join(", ");
        let understood = engine.understand(&domain, &selectors);
        if understood.refused || understood.record {
            compared.run.end(Stage::Stopped);
            return;
        }
        let number = compared.run.number;
        let told = ctx.link().clone();
        let tell = move |event| told.send_message(Msg::Compare(Step::Happened(number, event)));
        let compare = engine.clone().compare(domain, selectors, tell);
        wasm_bindgen_futures::spawn_local(compare);
    }

    /// Takes up a change; whether it is to be seen.
    pub(super) fn move_compare(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        let (Shown::Compared(compared), Some(engine)) = (&mut self.shown, &self.engine) else {
            return false;
        };
        match step {
            Step::Happened(number, event) if number == compared.run.number => {
                let answered = matches!(event, Event::Compared | Event::Ended(_));
                match event {
                    Event::Compared => compared.around = engine.comparison(),
                    event => compared.run.happened(event),
                }
                if answered {
                    compared.arrived = engine.arrived(&compared.expect);
                }
            }
            Step::Happened(..) => return false,
            Step::Again => {
                self.button.want_focus();
                let link = current_link();
                self.show_compare(ctx, link);
            }
            Step::Stop => {
                compared.run.end(Stage::Stopped);
                engine.stop();
            }
            Step::Also(label) => {
                compared.run.go_on();
                engine.compare_also(&label);
            }
            Step::From(region) => {
                compared.run.go_on();
                engine.compare_from(&region);
            }
            Step::Typed(text) => {
                compared.typed = text;
                return false;
            }
            Step::Look => {
                compared.expect.clone_from(&compared.typed);
                let mut link = current_link();
                link.expect.clone_from(&compared.expect);
                replace_link(&link);
                compared.arrived = engine.arrived(&compared.expect);
            }
        }
        true
    }

    /// Ends what nobody sees any more.
    pub(super) fn leave_compare(&self) {
        if let (Shown::Compared(compared), Some(engine)) = (&self.shown, &self.engine)
            && !compared.is_over()
        {
            engine.stop();
        }
    }
}

/// A comparison.
pub fn view(annex: &Annex, compared: &Compared, link: &Scope<Annex>) -> Html {
    let language = annex.language;
    let run = &compared.run;
    let around = &compared.around;
    html! {
        <article class="result compared" key={run.number}>
            {head(annex, compared, link)}
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

fn head(annex: &Annex, compared: &Compared, link: &Scope<Annex>) -> Html {
    let language = annex.language;
    let ui = language.ui();
    let run = &compared.run;
    let press = link.callback(|running| match running {
        true => Msg::Compare(Step::Stop),
        false => Msg::Compare(Step::Again),
    });
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
                    <time datetime={browser::iso_date(run.started)}>{run.begun.moment.clone()}</time>
                    <span class="count">{count}</span>
                </p>
                <p class="actions">
                    <a class="button" href={["#", &compared.check(language)].concat()}>{ui.to_check}</a>
                    {progress::button(run, language, &annex.button, press)}
                    <CopyButton key="share" text={address.unwrap_or_default()} label={ui.share} {language} />
                </p>
            </div>
            <p class="made-up">{prose(&run.begun.notice)}</p>
        </div>
    }
}

/// Who is asked, and who could be asked too.
fn vantages(around: &Comparison, link: &Scope<Annex>) -> Html {
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
                        onclick={let other = other.clone(); link.callback(move |_| Msg::Compare(Step::Also(other.clone())))}
                    >{"+ "}{other.clone()}</button>
                }
            </p>
        </div>
    }
}

/// A value to look for, and to whom it has come.
fn arrival(compared: &Compared, link: &Scope<Annex>) -> Html {
    let Compared {
        around, arrived, ..
    } = compared;
    let oninput = link.callback(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Msg::Compare(Step::Typed(text))
    });
    let onkeydown = link.batch_callback(|event: KeyboardEvent| {
        let looks = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        looks.then(|| {
            event.prevent_default();
            Msg::Compare(Step::Look)
        })
    });
    let onsubmit = link.callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Compare(Step::Look)
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
fn regions(around: &Comparison, link: &Scope<Annex>) -> Html {
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
                        onclick={let id = region.id.clone(); link.callback(move |_| Msg::Compare(Step::From(id.clone())))}
                    >{region.name.clone()}</button>
                }
            </p>
        </section>
    }
}
