//! A domain's SPF on trial: where its record leads, what would be if the
//! record said something else, and what becomes of a message.

use super::app::{App, Fetched, Msg, Shown};
use super::blocks::{self, style_class};
use super::prose::prose;
use super::run::Told;
use super::{finding, ink};
use crate::report::link::Tried;
use crate::text::Prose;
use crate::view::{Pasted, Row, Supposed, Verdict};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

/// What is on trial.
#[derive(Default)]
pub struct Trial {
    /// What is tried.
    pub tried: Tried,
    /// What stands in the fields.
    typed: Tried,
    /// The record as it is being changed, and what was read in it.
    edited: Option<(String, Pasted)>,
    /// What is found if the record says so.
    supposed: Option<Rc<Row>>,
    verdict: Verdict,
    /// Why the record cannot stand where it is said to.
    refused: Prose,
    /// Tells what was asked for last from what was asked for before.
    number: u32,
    waiting: Option<Timeout>,
}

/// What changes it.
pub enum Move {
    /// The record is changed, or not any longer.
    Edit(Option<String>),
    /// Something is typed into a field.
    Typed(usize, String),
    /// What stands in the fields is to be tried.
    Try,
    /// An address is to be tried.
    Offer(String),
    /// Nobody has typed for a moment.
    Ask,
    /// What the trial with this number brought.
    Brought(u32, Box<Supposed>),
}

/// How long to wait for the next key, in milliseconds.
const PAUSE: u32 = 250;

// The fields, by number.
const AT: usize = 0;
const IP: usize = 1;
const SENDER: usize = 2;
const HELO: usize = 3;

impl Trial {
    /// A trial of another domain or record.
    pub fn new(tried: Tried) -> Self {
        Self {
            typed: tried.clone(),
            tried,
            ..Self::default()
        }
    }
}

fn field_of(tried: &mut Tried, field: usize) -> &mut String {
    match field {
        AT => &mut tried.at,
        IP => &mut tried.ip,
        SENDER => &mut tried.sender,
        _ => &mut tried.helo,
    }
}

impl App {
    /// Takes up a change; whether it is to be seen.
    pub(super) fn move_trial(&mut self, ctx: &Context<Self>, step: Move) -> bool {
        let trial = &mut self.trial;
        match step {
            Move::Edit(text) => {
                let Fetched::Engine(engine) = &self.engine else {
                    return false;
                };
                trial.edited = text.map(|text| {
                    let pasted = engine.read(&text, SPF);
                    (text, pasted)
                });
                self.try_soon(ctx);
            }
            Move::Typed(field, text) => {
                *field_of(&mut trial.typed, field) = text;
                return false;
            }
            Move::Offer(address) => {
                trial.typed.ip = address;
                return self.move_trial(ctx, Move::Try);
            }
            Move::Try => {
                trial.tried = trial.typed.clone();
                self.rewrite_link();
                self.try_now(ctx);
            }
            Move::Ask => self.try_now(ctx),
            Move::Brought(number, brought) if number == trial.number => {
                trial.supposed = brought.row.map(Rc::new);
                trial.verdict = brought.verdict;
                trial.refused = brought.refused;
            }
            Move::Brought(..) => return false,
        }
        true
    }

    /// Tries once nobody has typed for a moment.
    pub(super) fn try_soon(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        let ask = move || link.send_message(Msg::Trial(Move::Ask));
        self.trial.waiting = Some(Timeout::new(PAUSE, ask));
    }

    /// Has the engine find out what would be, and what becomes of the message.
    pub(super) fn try_now(&mut self, ctx: &Context<Self>) {
        self.trial.waiting = None;
        self.trial.number += 1;
        let number = self.trial.number;
        let text = self.supposition();
        if text.is_empty() && self.trial.tried.ip.is_empty() {
            self.trial.supposed = None;
            self.trial.verdict = Verdict::default();
            return;
        }
        let (Some((domain, _)), Fetched::Engine(engine)) = (self.on_trial(), &self.engine) else {
            return;
        };
        let tried = self.trial.tried.clone();
        let trying = engine.clone().suppose(domain, text, tried);
        ctx.link()
            .send_future(async move { Msg::Trial(Move::Brought(number, Box::new(trying.await))) });
    }

    /// The domain whose SPF is on trial, and the text of its record.
    fn on_trial(&self) -> Option<(String, String)> {
        match &self.shown {
            Shown::Run(run) => {
                let mut rows = run.rows.iter().flatten();
                let trial = rows.find_map(|told| told.0.trial.as_ref())?;
                Some((trial.domain.clone(), trial.text.clone()))
            }
            Shown::Record(pasted, _) => {
                let mut readings = pasted.readings.iter();
                let reading = readings.find(|reading| reading.kind == SPF)?;
                Some((self.trial.tried.at.clone(), reading.excerpt.text.clone()))
            }
            _ => None,
        }
    }

    /// The text that is supposed to be published; empty where it is.
    fn supposition(&self) -> String {
        match (&self.trial.edited, &self.shown) {
            (Some((typed, pasted)), _) => match pasted.readings.first() {
                Some(reading) => reading.excerpt.text.clone(),
                None => typed.clone(),
            },
            (None, Shown::Record(..)) => self.on_trial().unwrap_or_default().1,
            _ => String::new(),
        }
    }
}

/// The subject that is on trial.
pub const SPF: &str = "spf";

/// What was found of a domain's SPF, and what can be tried.
pub fn view(app: &App, link: &Scope<App>, told: Option<&Told>) -> Html {
    let ui = app.language.ui();
    let trial = &app.trial;
    let supposes = !app.supposition().is_empty();
    let row = match (&trial.supposed, told) {
        (Some(row), _) if supposes => Some(row),
        (_, told) => told.map(|told| &told.0),
    };
    let change = match told {
        Some(_) => edit(app, link),
        None => stand(app, link),
    };
    html! {
        <div class={if supposes { "trial supposed" } else { "trial" }}>
            {change}
            <p class="unpublished" role="status">{if supposes && trial.supposed.is_some() { ui.unpublished } else { "" }}</p>
            <div class="told">{ for row.map(|row| gathered(row, app)) }</div>
            <div>{ for row.map(|row| pass(app, link, row)) }</div>
        </div>
    }
}

fn gathered(row: &Row, app: &App) -> Html {
    html! {
        <>
            <ul class="findings">{finding::list(&row.findings, row.more, app.language)}</ul>
            <div class="detail">{blocks::view(&row.blocks, app.language)}</div>
        </>
    }
}

/// Where the record is changed.
fn edit(app: &App, link: &Scope<App>) -> Html {
    let ui = app.language.ui();
    let text = app.on_trial().unwrap_or_default().1;
    let edit = move |text: Option<String>| {
        link.callback(move |_: MouseEvent| Msg::Trial(Move::Edit(text.clone())))
    };
    let Some((typed, pasted)) = &app.trial.edited else {
        let label = match text.is_empty() {
            true => ui.try_record,
            false => ui.edit_record,
        };
        return html! {
            <p class="buttons"><button type="button" id="edit-record" onclick={edit(Some(text))}>{label}</button></p>
        };
    };
    let oninput = link.callback(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Msg::Trial(Move::Edit(Some(text)))
    });
    let inked = ink::colours(typed).then(|| ink::view(typed, pasted));
    html! {
        <div class="editor">
            <label for="edited">{ui.edited}</label>
            <div class="field">
                {ink::boxed(inked, html! {
                    <textarea id="edited" rows="1" placeholder="v=spf1 mx -all" value={typed.clone()} spellcheck="false" dir="ltr" {oninput} />
                })}
            </div>
            <p class="buttons">
                <button type="button" id="as-published" onclick={edit(Some(text))}>{ui.as_published}</button>
                <button type="button" id="close-edit" onclick={edit(None)}>{ui.close_edit}</button>
            </p>
        </div>
    }
}

/// Where it is said at which domain a text is to stand.
fn stand(app: &App, link: &Scope<App>) -> Html {
    let ui = app.language.ui();
    html! {
        <form class="stand" onsubmit={submits(link)}>
            <label for="stand-at">{ui.stand_at}</label>
            <div class="field">
                {input(app, link, AT, "stand-at", "example.com")}
                <button>{ui.stand}</button>
            </div>
            <p class="refused">{prose(&app.trial.refused)}</p>
        </form>
    }
}

/// Whether a message would pass.
fn pass(app: &App, link: &Scope<App>, row: &Row) -> Html {
    let ui = app.language.ui();
    let verdict = &app.trial.verdict;
    let domain = app.on_trial().unwrap_or_default().0;
    let mut offers: Vec<&(String, String)> = Vec::new();
    let rows = match &app.shown {
        Shown::Run(run) => &run.rows[..],
        _ => &[],
    };
    let others = rows.iter().flatten().flat_map(|told| &told.0.offers);
    for offer in others.chain(&row.offers) {
        if !offers.iter().any(|known| known.0 == offer.0) {
            offers.push(offer);
        }
    }
    let offer = |(address, what): &(String, String)| {
        let tried = address.clone();
        let onclick = link.callback(move |_: MouseEvent| Msg::Trial(Move::Offer(tried.clone())));
        html! { <button type="button" {onclick}><code>{address.clone()}</code>{" "}<small>{what.clone()}</small></button> }
    };
    html! {
        <section class="pass">
            <h3>{ui.pass}</h3>
            <form onsubmit={submits(link)}>
                <label for="pass-ip">{ui.pass_ip}</label>
                <div class="field">
                    {input(app, link, IP, "pass-ip", "192.0.2.1")}
                    <button class="go">{ui.pass_try}</button>
                </div>
                <p id="pass-error" class="refused" aria-live="polite">{prose(&verdict.refused)}</p>
                <p class="options">
                    <label class="word"><span>{ui.pass_sender}</span>{input(app, link, SENDER, "pass-sender", &["postmaster@", &domain].concat())}</label>
                    <label class="word"><span>{"HELO"}</span>{input(app, link, HELO, "pass-helo", &domain)}</label>
                </p>
                <p class="others">{ for offers.into_iter().map(offer) }</p>
            </form>
            <div id="verdict" data-result={verdict.result.clone()} aria-live="polite">
                <h4 class={style_class(verdict.style)} hidden={verdict.title.is_empty()}>{prose(&verdict.title)}</h4>
                { for verdict.lines.iter().map(|line| html! { <p>{prose(line)}</p> }) }
                {blocks::view(&verdict.blocks, app.language)}
            </div>
        </section>
    }
}

fn input(app: &App, link: &Scope<App>, field: usize, id: &'static str, placeholder: &str) -> Html {
    let oninput = link.callback(move |event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Msg::Trial(Move::Typed(field, text))
    });
    let mut typed = app.trial.typed.clone();
    let value = std::mem::take(field_of(&mut typed, field));
    html! {
        <input
            {id} {value} placeholder={placeholder.to_owned()} required={field == IP}
            autocapitalize="none" spellcheck="false" aria-describedby="pass-error" {oninput}
        />
    }
}

fn submits(link: &Scope<App>) -> Callback<SubmitEvent> {
    link.callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Trial(Move::Try)
    })
}
