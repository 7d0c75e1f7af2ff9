//! A record's text, read without DNS.

use super::finding;
use super::record_view::RecordView;
use crate::check::text;
use crate::record::kind::RecordKind;
use crate::text::Language;
use std::rc::Rc;
use yew::prelude::*;

/// A text, and its kind where it is known.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text.
    pub text: Rc<str>,
    /// Its kind, where the text tells it.
    pub kind: Option<RecordKind>,
    /// The language of the page.
    pub language: Language,
}

/// A record's text, read without DNS.
#[component]
pub fn RecordPage(props: &Props) -> Html {
    let language = props.language;
    let ui = language.ui();
    let facts = match props.kind {
        Some(kind) => text::judge(kind, &props.text),
        None => Vec::new(),
    };
    let faults: Vec<_> = facts
        .iter()
        .map(|fact| (fact.span, fact.value.rule().severity))
        .collect();
    let title = match props.kind {
        Some(kind) => language.a_record(kind),
        None => ui.unknown_kind,
    };
    html! {
        <>
            <div class="head">
                <h1>{title}</h1>
                <p class="made-up">{ui.read_only}</p>
            </div>
            <RecordView text={AttrValue::from(props.text.clone())} {faults} {language} />
            <ul class="findings">
                {finding::list(facts.iter().map(|fact| (&fact.value, fact.value.rule().severity)), language)}
            </ul>
        </>
    }
}
