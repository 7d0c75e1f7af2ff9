//! How far a survey is, what can be done with it, and which of its rows are
//! looked at.

use super::work::Told;
use super::{Many, Msg, form};
use crate::page::annex::share;
use crate::report::survey::{Stage, Wanted};
use crate::text::{Language, ManyWords};
use crate::view::Exported;
use crate::view::survey::Standing;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// How far it is, and which rows are looked at.
pub fn view(many: &Many, told: &Told, link: &Scope<Many>) -> Html {
    let language = many.language();
    let words = language.many_words();
    let standing = told.standing.clone().unwrap_or_default();
    let Standing { done, total, .. } = standing;
    let left = standing.left.map(|left| language.many_left(left));
    let slowed = match standing.stage {
        Stage::Running if standing.rate < standing.per_second => {
            language.many_slowed(standing.rate)
        }
        _ => String::new(),
    };
    let asked = match standing.sent {
        0 => String::new(),
        sent => language.many_asked(sent, standing.recalled),
    };
    let progress = [done.to_string(), "/".into(), total.to_string()].concat();
    html! {
        <section class="course" data-progress={progress} data-memory={standing.memory.to_string()}>
            <p class="stage">
                <b>{words.stage(standing.stage)}</b>
                <span class="count">{language.many_done(done, total)}</span>
                <span class="left">{left}</span>
            </p>
            <progress value={done.to_string()} max={total.max(1).to_string()} aria-label={words.title}></progress>
            <p class="unseen" role="status">{announced(&standing, words)}</p>
            <p class="buttons">{buttons(many, told, &standing, words, link)}</p>
            <p class="quiet asked">{asked}</p>
            <p class="quiet slowed" hidden={slowed.is_empty()}>{slowed}</p>
            <p class="quiet not-kept" hidden={standing.kept}>{words.not_kept}</p>
            <p class="options">{form::pace(told, language, link)}{choices(many, told, language, link)}</p>
            <p class="buttons shown">
                <span id="many-shown">{language.many_shown(many.order.len() as u32, total)}</span>
                <span class="save">
                    <span>{words.save}</span>
                    {save_button("csv", "CSV", link)}
                    {save_button("json", "JSON", link)}
                </span>
            </p>
        </section>
    }
}

/// What is said aloud: each change, and every quarter.
fn announced(standing: &Standing, words: &ManyWords) -> String {
    let stage = words.stage(standing.stage);
    let quarters = u64::from(standing.done) * 4 / u64::from(standing.total.max(1));
    match standing.stage {
        Stage::Running => [stage, " ", &(quarters * 25).to_string(), "%"].concat(),
        _ => stage.to_owned(),
    }
}

fn buttons(
    many: &Many,
    told: &Told,
    standing: &Standing,
    words: &'static ManyWords,
    link: &Scope<Many>,
) -> Html {
    let button = |id: &'static str, text: &'static str, shown: bool, msg: fn() -> Msg| {
        html! {
            <button key={id} type="button" {id} hidden={!shown} onclick={link.callback(move |_| msg())}>
                {text}
            </button>
        }
    };
    let runs = matches!(standing.stage, Stage::Running | Stage::Waiting);
    let paused = standing.stage == Stage::Paused;
    html! {
        <>
            {button("many-pause", words.pause, runs, || Msg::Pause)}
            {button("many-go-on", words.go_on, paused, || Msg::GoOn)}
            {button("many-again", words.again, !runs && told.failed > 0, || Msg::Again)}
            {button("many-new", words.new_list, !many.leaving, || Msg::Leave(true))}
            <span key="really" class="really" hidden={!many.leaving}>{words.really}</span>
            {button("many-forget", words.new_list, many.leaving, || Msg::Forget)}
            {button("many-stay", words.keep, many.leaving, || Msg::Leave(false))}
        </>
    }
}

fn choices(many: &Many, told: &Told, language: Language, link: &Scope<Many>) -> Html {
    let words = language.many_words();
    let arrangement = &many.arrangement;
    let select = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let onwanted = link.callback(move |event: Event| Msg::Wanted(Wanted::for_id(&select(&event))));
    let onrule = link.callback(move |event: Event| Msg::Rule(select(&event)));
    let onword = link.callback(|event: InputEvent| {
        Msg::Word(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    html! {
        <>
            <label class="word">
                <span>{words.show}</span>
                <select id="many-wanted" onchange={onwanted}>
                    for wanted in Wanted::ALL {
                        <option key={wanted.id()} value={wanted.id()} selected={arrangement.wanted == wanted}>
                            {words.wanted(wanted)}
                        </option>
                    }
                </select>
            </label>
            <label class="word">
                <span>{words.rule}</span>
                <select id="many-rule" onchange={onrule}>
                    <option key="" value="" selected={arrangement.rule.is_empty()}>{words.any_rule}</option>
                    for (rule, count) in met(told, &arrangement.rule) {
                        <option key={rule} value={rule.to_owned()} selected={arrangement.rule == rule}>
                            {[told.titles.get(rule).map_or(rule, String::as_str), " (", &count.to_string(), ")"].concat()}
                        </option>
                    }
                </select>
            </label>
            <label class="word">
                <span>{words.word}</span>
                <input
                    id="many-word" type="search" size="12" value={arrangement.word.clone()} oninput={onword}
                    autocomplete="off" autocapitalize="none" spellcheck="false"
                />
            </label>
        </>
    }
}

/// The rules that were met, the most frequent first, and the one that is chosen.
fn met<'a>(told: &'a Told, chosen: &'a str) -> Vec<(&'a str, usize)> {
    let met = told.met.iter().map(|(rule, count)| (rule.as_str(), *count));
    let mut met: Vec<_> = met
        .filter(|(rule, count)| *count > 0 || *rule == chosen)
        .collect();
    met.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    met
}

fn save_button(kind: &'static str, name: &'static str, link: &Scope<Many>) -> Html {
    html! {
        <button key={kind} type="button" id={["many-", kind].concat()} onclick={link.callback(move |_| Msg::Save(kind))}>
            {name}
        </button>
    }
}

/// Has the browser save a text as a file.
pub fn save(kind: &str, text: &str) {
    let media = match kind {
        "csv" => "text/csv",
        _ => "application/json",
    };
    let _ = share::save(&Exported {
        name: ["mailvet.", kind].concat(),
        media: media.to_owned(),
        text: text.to_owned(),
    });
}
