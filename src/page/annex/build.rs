//! A builder: a form in words, and beside it the records that it brings. One
//! component draws them all.

use super::{Annex, Msg, Shown};
use crate::page::browser::window;
use crate::page::copy_button::CopyButton;
use crate::page::finding;
use crate::page::fix::piece;
use crate::page::icon::{State, icon, severity_name};
use crate::page::navigation::{current_link, replace_link};
use crate::page::prose::{kept, prose, unbroken};
use crate::page::terms::Terms;
use crate::report::link::Link;
use crate::text::{AnnexWords, Language};
use crate::view::{Field, Form, Record};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// What is built.
pub struct Build {
    /// The builder: its id.
    pub kind: String,
    /// The domain, as it is typed.
    pub domain: String,
    /// The choices that were made, by their ids.
    choices: Vec<(String, String)>,
    /// Whether it is being looked up what the domain has.
    asking: bool,
    /// The form and what it brings, once the engine is there.
    pub form: Option<Form>,
}

/// What changes it.
pub enum Choose {
    /// Something else is built.
    Kind(String),
    /// It is built for another domain.
    Domain(String),
    /// A choice is made.
    Made(String, String),
    /// What the domain has is to be looked up.
    LookUp,
    /// It was looked up.
    LookedUp,
}

impl Annex {
    /// Shows a builder.
    pub(super) fn show_build(&mut self, link: Link) {
        let Link {
            domain, choices, ..
        } = link;
        let kind = link.build.unwrap_or_default();
        let is_it = |build: &Build| {
            build.kind == kind && build.domain == domain && build.choices == choices
        };
        match &self.shown {
            Shown::Build(build) if is_it(build) => {}
            shown => {
                if !matches!(shown, Shown::Build(_))
                    && let Some(window) = window()
                {
                    window.scroll_to_with_x_and_y(0.0, 0.0);
                }
                self.shown = Shown::Build(Build {
                    kind,
                    domain,
                    choices,
                    asking: false,
                    form: None,
                });
            }
        }
        self.build_live();
    }

    /// Has the engine say what the choices bring.
    pub(super) fn build_live(&mut self) {
        if let (Some(engine), Shown::Build(build)) = (&self.engine, &mut self.shown) {
            let form = engine.build(&build.kind, &build.domain, &build.choices);
            build.form = Some(form);
        }
    }

    /// Takes up a choice; whether it is to be seen.
    pub(super) fn move_build(&mut self, ctx: &Context<Self>, step: Choose) -> bool {
        let Shown::Build(build) = &mut self.shown else {
            return false;
        };
        match step {
            Choose::Kind(kind) => {
                build.kind = kind;
                build.choices.clear();
            }
            Choose::Domain(domain) => build.domain = domain,
            Choose::Made(field, value) => {
                build.choices.retain(|(known, _)| *known != field);
                build.choices.push((field, value));
            }
            Choose::LookUp => {
                let Some(engine) = &self.engine else {
                    return false;
                };
                build.asking = true;
                let looking = engine.clone().look_up(build.domain.clone());
                ctx.link().send_future(async {
                    looking.await;
                    Msg::Build(Choose::LookedUp)
                });
                return true;
            }
            Choose::LookedUp => build.asking = false,
        }
        replace_link(&Link {
            build: Some(build.kind.clone()),
            domain: build.domain.clone(),
            choices: build.choices.clone(),
            ..current_link()
        });
        self.build_live();
        true
    }
}

/// What is built.
pub fn view(build: &Build, language: Language, link: &Scope<Annex>) -> Html {
    let ui = language.annex_words();
    let Some(form) = &build.form else {
        return html! {
            <article class="result build" key="build"><h1>{language.ui().build}</h1><p class="quiet">{"…"}</p></article>
        };
    };
    html! {
        <article class="result build" key="build">
            {head(build, form, ui, link)}
            <div class="bench">
                <form class="clauses" onsubmit={|event: SubmitEvent| event.prevent_default()} aria-label={ui.build_choices}>
                    for field in form.fields.iter() {
                        {clause(field, &form.kind, ui, link)}
                    }
                </form>
                <section class="outcome-of" aria-labelledby="built">
                    <h2 id="built">{ui.build_records}</h2>
                    <p class="judged-as" role="status" data-severity={severity(form)}>
                        { for form.severity.map(|severity| icon(State::Judged(severity), String::new())) }
                        <span>{form.judged.clone()}</span>
                    </p>
                    <ul class="notes">
                        for (index, note) in form.notes.iter().enumerate() {
                            <li key={index}>{prose(note)}</li>
                        }
                    </ul>
                    <div class="built">
                        for record in form.records.iter() {
                            {self::record(record, form.records.len() > 2, language)}
                        }
                    </div>
                </section>
            </div>
        </article>
    }
}

fn severity(form: &Form) -> &'static str {
    form.severity.map_or("", severity_name)
}

/// What is built, and for whom: a sentence.
fn head(build: &Build, form: &Form, ui: &'static AnnexWords, link: &Scope<Annex>) -> Html {
    let onkind = link.callback(|event: Event| {
        Msg::Build(Choose::Kind(
            event.target_unchecked_into::<HtmlSelectElement>().value(),
        ))
    });
    let ondomain = link.callback(|event: InputEvent| {
        Msg::Build(Choose::Domain(
            event.target_unchecked_into::<HtmlInputElement>().value(),
        ))
    });
    let look_up = link.callback(|_: MouseEvent| Msg::Build(Choose::LookUp));
    let word = match build.asking {
        true => ui.build_asking,
        false => ui.build_look_up,
    };
    html! {
        <div class="head">
            <h1 class="building">
                <label class="word"><span>{ui.build_head}</span><select id="build-kind" onchange={onkind}>
                    for (id, name) in form.kinds.iter() {
                        <option key={id.clone()} value={id.clone()} selected={*id == form.kind}>{name.clone()}</option>
                    }
                </select></label>
                <label class="word"><span>{ui.build_for}</span><input
                    id="build-domain" value={build.domain.clone()} placeholder="example.com" size="14"
                    autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="build-begun" oninput={ondomain}
                /></label>
            </h1>
            <p class="lede">{kept(&form.purpose)}</p>
            <p id="build-begun" class={if form.refused.is_empty() { "quiet" } else { "refused" }} aria-live="polite">
                {prose(if form.refused.is_empty() { &form.begun } else { &form.refused })}
                {" "}
                <button type="button" id="build-look-up" hidden={!form.unknown} disabled={build.asking} onclick={look_up}>{word}</button>
            </p>
        </div>
    }
}

/// A choice as a sentence.
fn clause(field: &Field, kind: &str, ui: &'static AnnexWords, link: &Scope<Annex>) -> Html {
    let id = ["choose-", &field.id].concat();
    let help = ["help-", &field.id].concat();
    let control = match field.control.as_str() {
        "choice" => {
            let chosen = field.id.clone();
            let onchange = link.callback(move |event: Event| {
                let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                Msg::Build(Choose::Made(chosen.clone(), value))
            });
            html! {
                <select id={id.clone()} {onchange} aria-describedby={help.clone()}>
                    for (option, name) in field.options.iter() {
                        <option key={option.clone()} value={option.clone()} selected={*option == field.value}>{name.clone()}</option>
                    }
                </select>
            }
        }
        _ => {
            let chosen = field.id.clone();
            let oninput = link.callback(move |event: InputEvent| {
                let value = event.target_unchecked_into::<HtmlInputElement>().value();
                Msg::Build(Choose::Made(chosen.clone(), value))
            });
            html! {
                <input
                    id={id.clone()} value={field.value.clone()} placeholder={ui.build_none} {oninput} aria-describedby={help.clone()}
                    autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr"
                />
            }
        }
    };
    let adds = field.control != "choice" && !field.options.is_empty();
    html! {
        <div class={classes!("clause", field.control.clone())} key={[kind, " ", &field.id].concat()} data-choice={field.id.clone()}>
            <p class="word">
                <label for={id}>{field.before.clone()}</label>
                <span class="filled">{control}<span>{field.after.clone()}</span></span>
            </p>
            <p class="add" hidden={!adds}>{ for adds.then(|| add(field, ui, link)) }</p>
            <p class="quiet" id={help}>{prose(&field.help)}</p>
        </div>
    }
}

/// Adds what is well known to a list; the focus stays.
fn add(field: &Field, ui: &'static AnnexWords, link: &Scope<Annex>) -> Html {
    let value = field.value.trim_end_matches([',', ' ']).to_owned();
    let id = field.id.clone();
    let onchange = link.callback(move |event: Event| {
        let select = event.target_unchecked_into::<HtmlSelectElement>();
        let added = select.value();
        select.set_value("");
        let all = match value.is_empty() {
            true => added,
            false => [&value, ", ", &added].concat(),
        };
        Msg::Build(Choose::Made(id.clone(), all))
    });
    html! {
        <select {onchange} aria-label={ui.build_add}>
            <option key="" value="" selected={true}>{ui.build_add}</option>
            for (option, name) in field.options.iter() {
                <option key={option.clone()} value={option.clone()}>{name.clone()}</option>
            }
        </select>
    }
}

fn record(record: &Record, many: bool, language: Language) -> Html {
    let ui = language.ui();
    let changed = &record.changed;
    let replaced = record.fate == "replace";
    html! {
        <section class="build-record" key={record.id.clone()} data-fate={record.fate.clone()}>
            <dl>
                <div class="fate"><dt>{changed.action.clone()}</dt></div>
                for (name, value) in changed.fields.iter() {
                    <div key={name.clone()}><dt>{name.clone()}</dt><dd><code>{unbroken(value)}</code></dd></div>
                }
            </dl>
            <Terms excerpt={Rc::new(record.excerpt.clone())} folded={many} {language} />
            <p class="warning">{changed.warning.clone()}</p>
            <code class="diff" dir="ltr" hidden={!replaced}>{ for changed.diff.iter().filter(|_| replaced).map(piece) }</code>
            <ul class="findings">{finding::list(&record.findings, 0, language)}</ul>
            <details class="forms-of" hidden={changed.forms.is_empty()}>
                <summary>{language.annex_words().build_forms}</summary>
                <ul class="forms">
                    for (name, form) in changed.forms.iter() {
                        <li key={name.clone()}><span>{name.clone()}</span><CopyButton text={form.clone()} label={ui.copy} {language} /><code>{form.clone()}</code></li>
                    }
                </ul>
            </details>
        </section>
    }
}
