//! The checks that the browser remembers: each is a link that runs it again,
//! and can be forgotten.

use super::Room;
use crate::check::answer::{Asked, Verdict};
use crate::page::browser;
use crate::page::icon::{State, icon};
use crate::page::object::Object;
use crate::page::start::RECENT_AT_ONCE;
use crate::page::storage;
use crate::page::style::sheet;
use crate::report::link::Link;
use crate::text::Language;
use crate::view::Recent;
use js_sys::{Array, JSON};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::html::Scope;
use yew::prelude::*;

/// The checks that the browser remembers.
pub struct Recents {
    language: Language,
    /// As they are kept, newest first.
    kept: Array,
    list: NodeRef,
    /// The index of the one whose button is to have the focus, since that of the
    /// one before it is gone.
    next: Option<u32>,
}

/// What changes them.
pub enum Msg {
    /// The page speaks another language.
    Spoken(Language),
    /// One is to be forgotten: the index of it.
    Forget(u32),
    /// All are to be forgotten.
    ForgetAll,
}

impl Component for Recents {
    type Message = Msg;
    type Properties = Room;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            language: ctx.props().language,
            kept: storage::recents(),
            list: NodeRef::default(),
            next: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Spoken(language) => self.language = language,
            Msg::Forget(index) => {
                self.kept = self.kept.filter(&mut |_, at, _| at != index);
                self.next = Some(index.min(self.kept.length().saturating_sub(1)));
                let left = match self.kept.length() {
                    0 => None,
                    _ => JSON::stringify(&self.kept).ok(),
                };
                storage::set_recent(&left.map(String::from).unwrap_or_default());
                ctx.props().tell("");
            }
            Msg::ForgetAll => {
                self.kept = Array::new();
                storage::set_recent("");
                ctx.props().tell("");
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = self.language.annex_words();
        let link = ctx.link();
        let rows = (0..).zip(self.kept.iter());
        let rows: Vec<Html> = rows
            .map(|(index, kept)| row(index, &Recent::read(&kept), self.language, link))
            .collect();
        let (seen, older) = rows.split_at(rows.len().min(RECENT_AT_ONCE as usize));
        html! {
            <section class="checked" aria-labelledby="recent" ref={self.list.clone()}>
                {sheet("recent.css")}
                <h2 id="recent">{words.recent}</h2>
                <ul>{ for seen.iter().cloned() }</ul>
                <div class="after">
                    <p>{words.recent_note}</p>
                    <button type="button" id="forget-recent" onclick={link.callback(|_| Msg::ForgetAll)}>{words.recent_forget_all}</button>
                    <details hidden={older.is_empty()}>
                        <summary>{words.recent_older.replace('#', &browser::number(older.len(), self.language))}</summary>
                        <ul>{ for older.iter().cloned() }</ul>
                    </details>
                </div>
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(button) = self.next.take().and_then(|index| self.button(index)) {
            let _ = button.focus();
        }
    }
}

impl Recents {
    /// The button that forgets the check at an index.
    fn button(&self, index: u32) -> Option<HtmlElement> {
        let list = self.list.cast::<Element>()?;
        let buttons = list.query_selector_all("[data-recent] button").ok()?;
        buttons.get(index)?.dyn_into().ok()
    }

    /// Speaks another language.
    pub fn speak(handle: &AppHandle<Self>, language: Language) {
        handle.send_message(Msg::Spoken(language));
    }
}

fn row(index: u32, recent: &Recent, language: Language, link: &Scope<Recents>) -> Html {
    let words = language.annex_words();
    let forget = [words.recent_forget, language.colon(), &recent.check].concat();
    let verdicts = Asked::ALL.into_iter().zip(&recent.verdicts);
    let verdict = |(asked, (verdict, severity)): (Asked, &(String, _))| {
        let word = Verdict::for_id(verdict).map_or("", |verdict| language.verdict(verdict));
        let said = [language.asked(asked), " ", word].concat();
        html! { <span key={asked.id()} title={said.clone()} data-verdict={verdict.clone()}>{icon(State::Judged(*severity), said)}</span> }
    };
    html! {
        <li key={recent.check.clone()} data-recent={recent.check.clone()}>
            <span class="what">
                <a href={address(recent)}><b>{recent.check.clone()}</b></a>
                {seen(recent, language)}
            </span>
            <span class="verdicts">{ for verdicts.map(verdict) }</span>
            <button
                type="button" title={words.recent_forget} aria-label={forget}
                onclick={link.callback(move |_| Msg::Forget(index))}
            >{"×"}</button>
        </li>
    }
}

/// When it was, which leads to what was seen then.
fn seen(recent: &Recent, language: Language) -> Html {
    let when = html! {
        <time datetime={browser::iso_date(recent.at)}>{browser::date(recent.at, language)}</time>
    };
    match recent.seen.as_str() {
        "" => html! { <span class="when">{when}</span> },
        seen => {
            let title = language.annex_words().recent_seen;
            html! { <a class="when" href={["#seen=", seen].concat()} {title}>{when}</a> }
        }
    }
}

/// The link that runs it again.
fn address(recent: &Recent) -> String {
    let link = Link {
        check: Some(recent.check.clone()),
        selectors: recent.selectors.clone(),
        profile: recent.profile.clone(),
        ..Link::default()
    };
    ["#", &link.fragment()].concat()
}
