//! What leaves the browser, and what stays in it.

use super::many::kept as many;
use super::{Annex, Msg};
use crate::knowledge::resolvers::{Note, PublicResolver, RESOLVERS};
use crate::page::browser::window;
use crate::page::engine::Engine;
use crate::page::prose::{prose, unbroken};
use crate::page::storage;
use crate::text::{Language, PrivacyWords, Prose};
use crate::view::Choice;
use js_sys::Reflect;
use yew::html::Scope;
use yew::prelude::*;

/// What leaves the browser, and what stays in it: `list` is whether a list of
/// many domains does.
pub fn view(engine: Option<&Engine>, language: Language, list: bool, link: &Scope<Annex>) -> Html {
    let words = &language.annex_words().privacy;
    let resolvers = engine.map(Engine::resolvers).unwrap_or_default();
    html! {
        <article class="result privacy" key="privacy">
            <div class="head">
                <h1>{language.ui().privacy_title}</h1>
                <p class="lede">{words.lede}</p>
            </div>
            <section>
                <h2>{words.asked}</h2>
                <p>{words.asked_note}</p>
                <p>{words.asked_order}</p>
                <ol class="who-is-asked">
                    { for resolvers.iter().map(|choice| resolver(choice, words, language)) }
                </ol>
                <p>{prose(&Prose::from(words.asked_typing))}</p>
            </section>
            <section>
                <h2>{words.chosen}</h2>
                <ul class="chosen">
                    for (what, tells) in words.chosen_list.iter() {
                        <li key={*what}><b>{*what}</b>{behind(language)}{*tells}</li>
                    }
                </ul>
            </section>
            <section>
                <h2>{words.links}</h2>
                <p>{prose(&Prose::from(words.links_note))}</p>
            </section>
            <section>
                <h2>{words.host}</h2>
                <p>{words.host_note}</p>
            </section>
            <section>
                <h2>{words.nobody}</h2>
                <p>{words.nobody_note}</p>
            </section>
            {kept(language, list, link)}
        </article>
    }
}

fn resolver(choice: &Choice, words: &PrivacyWords, language: Language) -> Html {
    let known = RESOLVERS.iter().find(|known| known.url == choice.url);
    let who = match known {
        Some(known) => {
            let said = words.asked_known.replace('#', operator(known, language));
            said.replace('§', &country(known.country, language))
        }
        None => words.asked_own.to_owned(),
    };
    let tells = known.is_some_and(|known| known.notes.contains(&Note::ClientSubnet));
    let policy = known.map_or("", |known| known.privacy);
    html! {
        <li key={choice.url.clone()} data-resolver={choice.label.clone()}>
            <b>{choice.label.clone()}</b>
            <code>{unbroken(&choice.url)}</code>
            <span>{who}{if tells { words.asked_subnet } else { "" }}{" "}<a href={policy} hidden={policy.is_empty()} rel="noreferrer">{words.asked_policy}</a></span>
        </li>
    }
}

fn operator(known: &PublicResolver, language: Language) -> &'static str {
    match (language, known.chinese_operator) {
        (Language::Chinese, Some(chinese)) => chinese,
        _ => known.operator,
    }
}

/// What the reader calls a country.
fn country(code: &str, language: Language) -> String {
    use js_sys::{Array, Object};
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"region".into());
    let names = js_sys::Intl::DisplayNames::new(&Array::of1(&language.tag().into()), &options);
    names.of(code).map_or_else(|| code.to_owned(), String::from)
}

/// What stands between what is chosen and what it does: in English the two are
/// a sentence.
fn behind(language: Language) -> &'static str {
    match language {
        Language::English => " ",
        Language::Chinese => language.colon(),
    }
}

/// What the browser keeps at this moment.
fn kept(language: Language, list: bool, link: &Scope<Annex>) -> Html {
    let words = &language.annex_words().privacy;
    let kept = storage::all();
    let nothing = kept.is_empty() && !list;
    let forget = {
        let link = link.clone();
        Callback::from(move |_| {
            storage::forget_all();
            link.send_message(Msg::Kept);
            link.send_future(async {
                many::forget().await;
                Msg::ListKept(many::is_kept().await)
            });
        })
    };
    let files = match keeps_files() {
        true => words.kept_files,
        false => words.kept_no_files,
    };
    html! {
        <section class="kept" id="kept">
            <h2>{words.kept}</h2>
            <p>{words.kept_note}</p>
            <dl>
                for (key, value) in kept.iter() {
                    <div key={key.clone()} data-kept={key.clone()}><dt>{called(key, words)}</dt><dd><code>{value.clone()}</code></dd></div>
                }
                <div key={many::NAME} data-kept={list.then_some(many::NAME)} hidden={!list}>
                    <dt>{language.many_words().title}</dt><dd>{words.kept_many}</dd>
                </div>
            </dl>
            <p class="nothing" role="status">{if nothing { words.kept_nothing } else { "" }}</p>
            <p class="buttons"><button type="button" id="forget-all" disabled={nothing} onclick={forget}>{words.forget}</button></p>
            <p id="kept-files" data-kept-files={keeps_files().to_string()}>{files}</p>
        </section>
    }
}

fn called(key: &str, words: &PrivacyWords) -> &'static str {
    match key.rsplit('.').next().unwrap_or_default() {
        "language" => words.kept_language,
        "theme" => words.kept_theme,
        "profile" => words.kept_profile,
        "resolvers" => words.kept_resolvers,
        "remember" => words.kept_remember,
        "recent" => words.kept_recent,
        _ => words.kept_other,
    }
}

/// Whether the service worker has the page's files.
fn keeps_files() -> bool {
    let field =
        |object: &wasm_bindgen::JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let navigator = window().map(|window| window.navigator());
    let workers = navigator.and_then(|navigator| field(&navigator, "serviceWorker"));
    let controller = workers.and_then(|workers| field(&workers, "controller"));
    controller.is_some_and(|controller| controller.is_truthy())
}
