//! The list of rules: by subject, to be searched, each with its examples.

use super::{Annex, Msg, Shown};
use crate::page::browser::{document, window};
use crate::page::finding;
use crate::page::icon::{State, icon, severity_name};
use crate::page::prose::prose;
use crate::page::record_view::RecordView;
use crate::text::Language;
use crate::view::{RuleEntry, RuleExample, RuleGroup, Rules};
use std::rc::Rc;
use web_sys::{HtmlDetailsElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The list of rules, and where in it a link leads.
pub struct Listed {
    /// The rules, once they are there.
    pub rules: Option<Rc<Rules>>,
    /// The id of the rule that the link names; empty where it names none.
    pub marked: String,
}

impl Annex {
    /// Shows the list of rules, and one of them.
    pub(super) fn show_rules(&mut self, ctx: &Context<Self>, marked: String) {
        if let Shown::Rules(listed) = &mut self.shown {
            listed.marked = marked;
            return;
        }
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.shown = Shown::Rules(Listed {
            rules: None,
            marked,
        });
        self.read_rules(ctx);
    }

    /// Has the engine tell the rules, where they are shown.
    pub(super) fn read_rules(&self, ctx: &Context<Self>) {
        if let (Shown::Rules(_), Some(engine)) = (&self.shown, &self.engine) {
            let language = self.language;
            let rules = engine.clone().rules();
            ctx.link()
                .send_future(async move { Msg::Rules(language, rules.await) });
        }
    }

    /// Takes up the rules, unless they come too late; whether they did not.
    pub(super) fn list_rules(&mut self, language: Language, rules: Rules) -> bool {
        match &mut self.shown {
            Shown::Rules(listed) if language == self.language => {
                listed.rules = Some(Rc::new(rules));
                true
            }
            _ => false,
        }
    }
}

/// The list of rules.
pub fn view(listed: &Listed, language: Language) -> Html {
    let ui = language.annex_words();
    let list = match &listed.rules {
        Some(rules) => html! {
            <RuleList key="list" rules={Same(rules.clone())} marked={listed.marked.clone()} {language} />
        },
        None => html! { <p key="wait" class="quiet">{"…"}</p> },
    };
    html! {
        <article class="result rules" key="rules">
            <div class="head">
                <h1>{language.ui().rules}</h1>
                <p class="quiet">{ui.rules_lede}</p>
            </div>
            {list}
        </article>
    }
}

/// Rules that are equal to themselves alone, so that they are not compared
/// one by one.
#[derive(Clone)]
struct Same(Rc<Rules>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct ListProps {
    rules: Same,
    marked: AttrValue,
    language: Language,
}

/// The rules that are looked for: all at first.
#[component]
fn RuleList(props: &ListProps) -> Html {
    let language = props.language;
    let ui = language.annex_words();
    let rules = &props.rules.0;
    let subject = use_state_eq(String::new);
    let words = use_state_eq(String::new);
    use_effect_with(props.marked.clone(), |marked| scroll_to(marked));
    let onchange = {
        let subject = subject.clone();
        move |event: Event| subject.set(event.target_unchecked_into::<HtmlSelectElement>().value())
    };
    let oninput = {
        let words = words.clone();
        move |event: InputEvent| {
            words.set(event.target_unchecked_into::<HtmlInputElement>().value())
        }
    };
    let wanted = words.to_ascii_lowercase();
    let found: Vec<_> = rules
        .groups
        .iter()
        .filter(|group| subject.is_empty() || *subject == group.subject)
        .map(|group| {
            (
                group,
                group.rules.iter().filter(|rule| holds(rule, &wanted)),
            )
        })
        .map(|(group, rules)| (group, rules.collect::<Vec<_>>()))
        .filter(|(_, rules)| !rules.is_empty())
        .collect();
    let count = found.iter().map(|(_, rules)| rules.len()).sum();
    html! {
        <>
            <p class="options">
                <label class="word">
                    <span>{ui.rules_subject}</span>
                    <select id="rules-subject" {onchange}>
                        <option key="" value="" selected={subject.is_empty()}>{ui.rules_all}</option>
                        for group in rules.groups.iter() {
                            <option key={group.subject.clone()} value={group.subject.clone()} selected={*subject == group.subject}>
                                {group.name.clone()}
                            </option>
                        }
                    </select>
                </label>
                <label class="word">
                    <span>{ui.rules_search}</span>
                    <input
                        id="rules-search" type="search" size="16" value={(*words).clone()} {oninput}
                        autocomplete="off" autocapitalize="none" spellcheck="false"
                    />
                </label>
                <span class="total" role="status">{language.rules(count)}</span>
            </p>
            <div class="groups">
                for (group, rules) in found {
                    {self::group(group, &rules, &props.marked, language)}
                }
            </div>
        </>
    }
}

/// Whether a rule holds each of the words, given in lower case.
fn holds(rule: &RuleEntry, wanted: &str) -> bool {
    let said = &rule.said;
    let text = [
        &said.rule,
        &said.word,
        &said.title.plain(),
        &said.detail.plain(),
        &said.source,
        &rule.bad.excerpt.text,
    ]
    .map(|text| text.to_ascii_lowercase());
    wanted
        .split_whitespace()
        .all(|word| text.iter().any(|text| text.contains(word)))
}

fn group(group: &RuleGroup, rules: &[&RuleEntry], marked: &str, language: Language) -> Html {
    html! {
        <section key={group.subject.clone()} data-subject={group.subject.clone()}>
            <h2>{group.name.clone()}{" "}<small>{language.rules(rules.len())}</small></h2>
            <div class="subjects">
                for rule in rules {
                    <RuleRow
                        key={rule.said.rule.clone()}
                        rule={Rc::new((*rule).clone())}
                        marked={rule.said.rule == marked}
                        {language}
                    />
                }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    rule: Rc<RuleEntry>,
    marked: bool,
    language: Language,
}

/// One rule: a line, and all of it once it is opened.
#[component]
fn RuleRow(props: &RowProps) -> Html {
    let said = &props.rule.said;
    let opened = use_state_eq(|| false);
    let ontoggle = {
        let opened = opened.clone();
        move |event: Event| {
            if event.target_unchecked_into::<HtmlDetailsElement>().open() {
                opened.set(true);
            }
        }
    };
    let class = if props.marked {
        "subject rule marked"
    } else {
        "subject rule"
    };
    html! {
        <details
            {class} id={row_id(&said.rule)} open={props.marked} {ontoggle}
            data-rule={said.rule.clone()} data-severity={severity_name(said.severity)}
        >
            <summary>
                {icon(State::Judged(said.severity), said.word.clone())}
                <b>{prose(&said.title)}</b>
                <code class="note">{said.rule.clone()}</code>
            </summary>
            <div class="body">
                if *opened || props.marked {
                    {body(&props.rule, props.language)}
                } else {
                    <p key="closed"></p>
                }
            </div>
        </details>
    }
}

fn body(rule: &RuleEntry, language: Language) -> Html {
    let ui = language.annex_words();
    let href = ["#rules=", &rule.said.rule].concat();
    html! {
        <div key="open" class="told">
            <p>{prose(&rule.said.detail)}</p>
            <p class="source">
                <a {href}>{rule.said.rule.clone()}</a>
                {finding::source(&rule.said)}
            </p>
            {example(ui.rules_bad, &rule.bad, language)}
            {example(ui.rules_good, &rule.good, language)}
        </div>
    }
}

fn example(title: &'static str, example: &RuleExample, language: Language) -> Html {
    let shown = match example.zone {
        true if example.excerpt.text.is_empty() => {
            html! { <p class="absent">{language.table_words().none}</p> }
        }
        true => html! { <pre class="record zone">{example.excerpt.text.clone()}</pre> },
        false => html! { <RecordView excerpt={Rc::new(example.excerpt.clone())} {language} /> },
    };
    let link = match example.link.is_empty() {
        true => html! { <span></span> },
        false => {
            html! { <a href={["#", &example.link].concat()}>{language.annex_words().rules_try}</a> }
        }
    };
    html! {
        <div class="example">
            <p class="quiet">{title}{" "}{link}</p>
            {shown}
        </div>
    }
}

fn row_id(rule: &str) -> String {
    ["rule-", rule].concat()
}

fn scroll_to(rule: &str) {
    let row = document().and_then(|document| document.get_element_by_id(&row_id(rule)));
    if let Some(row) = row {
        row.scroll_into_view();
    }
}
